//! What speaks against dates that someone would like to set.

use super::network::{Network, Node};
use crate::{day::Day, id::ConstraintId, id::MilestoneId, plan::Plan, stakeholder::Side, words::words};
use serde::{Deserialize, Serialize};

words! {
    /// Kinds of what speaks against new dates.
    ConflictCode {
        /// Begins or ends on a weekend or a public holiday of its owner side.
        ClosedDay = "closed_day",
        /// Begins or ends in a busy period or a company holiday.
        BusyPeriod = "busy_period",
        /// Begins before what it depends on is reached.
        BeforePredecessor = "before_predecessor",
        /// Ends after the buyer's hard date.
        AfterAnchor = "after_anchor",
        /// Ends before today.
        InThePast = "in_the_past",
        /// Leaves less time than it takes.
        TooShort = "too_short",
    }
}

/// Something that speaks against a new date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Conflict {
    /// What kind.
    pub code: ConflictCode,
    /// The milestone concerned.
    pub milestone_id: MilestoneId,
    /// The date concerned.
    pub date: Option<Day>,
    /// The busy period it falls into.
    pub constraint_id: Option<ConstraintId>,
    /// The milestone that must come before.
    pub predecessor_id: Option<MilestoneId>,
    /// One sentence for people.
    pub detail: String,
}

impl Conflict {
    fn new(code: ConflictCode, node: &Node<'_>, date: Option<Day>, detail: String) -> Self {
        Self { code, milestone_id: node.milestone.id.clone(), date, constraint_id: None, predecessor_id: None, detail }
    }
}

/// What speaks against the dates of the milestones that moved. What was pushed lands on open days; what was asked for may not.
pub fn find(plan: &Plan, network: &Network<'_>, moved: &[usize], direct: &[bool]) -> Vec<Conflict> {
    let mut found = Vec::new();
    for (n, node) in moved.iter().filter_map(|n| Some((*n, network.nodes.get(*n)?))) {
        if direct.get(n) == Some(&true) {
            days(plan, network, node, &mut found);
            predecessors(network, node, &mut found);
            length(network, node, &mut found);
        }
        if let (Some((anchor, _)), Some(target)) = (network.anchor, node.target)
            && network.is_bound(node)
            && target > anchor
        {
            let (anchor, target) = (network.day(anchor), network.day(target));
            let detail = format!("“{}” would end {target}, after the hard date {anchor}.", node.milestone.title);
            found.push(Conflict::new(ConflictCode::AfterAnchor, node, Some(target), detail));
        }
    }
    found
}

/// Start and target on days on which the owner side does not work.
fn days(plan: &Plan, network: &Network<'_>, node: &Node<'_>, found: &mut Vec<Conflict>) {
    let start = node.start.filter(|_| node.begun.is_none());
    let target = node.target.filter(|target| Some(*target) != start);
    for (at, verb) in [(start, "begin"), (target, "end")] {
        let Some(day) = at.map(|at| network.day(at)) else { continue };
        if !network.calendar_of(node).is_open(day) {
            found.push(closed(plan, node, day, verb));
        }
    }
    if let Some(day) = node.target.filter(|target| *target < network.today).map(|at| network.day(at)) {
        let detail = format!("“{}” would end {day}, which has passed.", node.milestone.title);
        found.push(Conflict::new(ConflictCode::InThePast, node, Some(day), detail));
    }
}

fn closed(plan: &Plan, node: &Node<'_>, day: Day, verb: &str) -> Conflict {
    let side = node.milestone.owner_side;
    let title = &node.milestone.title;
    let concerns = |s: Side| s == side || s == Side::Joint || side == Side::Joint;
    let covers = plan.constraints.iter().filter(|c| c.kind.is_closed() && concerns(c.side));
    if let Some(busy) = covers.into_iter().find(|c| c.start_date <= day && day <= c.last_day()) {
        let until = busy.last_day();
        let note = if busy.note.is_empty() { String::new() } else { format!(" ({})", busy.note) };
        let detail = format!("“{title}” would {verb} {day}, in a period closed until {until}{note}.");
        let conflict = Conflict::new(ConflictCode::BusyPeriod, node, Some(day), detail);
        return Conflict { constraint_id: Some(busy.id.clone()), ..conflict };
    }
    let calendars = [Side::Buyer, Side::Seller].into_iter().filter(|s| concerns(*s));
    let mut holidays = calendars.filter_map(|s| plan.calendars.of(s)).flat_map(|c| &c.holidays);
    let why = holidays.find(|h| h.date == day).map_or("not a working day", |h| h.name.as_str());
    let whose = match side {
        Side::Buyer => "the buyer",
        Side::Seller => "the seller",
        Side::Joint => "one side at least",
    };
    let detail = format!("“{title}” would {verb} {day}, when {whose} does not work ({why}).");
    Conflict::new(ConflictCode::ClosedDay, node, Some(day), detail)
}

fn predecessors(network: &Network<'_>, node: &Node<'_>, found: &mut Vec<Conflict>) {
    let begins = node.start.or_else(|| node.target.map(|t| network.calendar_of(node).first_of(t, node.length)));
    let Some(begins) = begins.filter(|_| node.begun.is_none()) else { return };
    for before in node.before.iter().filter_map(|b| network.nodes.get(*b)) {
        if let Some(end) = before.done.or(before.target).filter(|end| *end >= begins) {
            let (end, day) = (network.day(end), network.day(begins));
            let detail = format!(
                "“{}” would have to begin {day}, before “{}” is reached on {end}.",
                node.milestone.title, before.milestone.title
            );
            let conflict = Conflict::new(ConflictCode::BeforePredecessor, node, Some(day), detail);
            found.push(Conflict { predecessor_id: Some(before.milestone.id.clone()), ..conflict });
        }
    }
}

fn length(network: &Network<'_>, node: &Node<'_>, found: &mut Vec<Conflict>) {
    let (Some(start), Some(target)) = (node.start, node.target) else { return };
    let has = network.calendar_of(node).open_between(start - 1, target);
    if node.begun.is_none() && has < node.length {
        let needs = node.length;
        let detail = format!("“{}” takes {needs} working days and would have {has}.", node.milestone.title);
        found.push(Conflict::new(ConflictCode::TooShort, node, Some(network.day(target)), detail));
    }
}
