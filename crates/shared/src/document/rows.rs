//! What stands in the tables and the calendar of a document.

use crate::{
    action::Action,
    constraint::ConstraintKind,
    day::Day,
    id::StakeholderId,
    milestone::{Milestone, MilestoneKind},
    plan::Plan,
    stakeholder::{Side, Stakeholder, StakeholderRole},
    status::MilestoneStatus,
};

/// A milestone as a row.
#[derive(Clone, Copy, Debug)]
pub struct PlanRow<'a> {
    /// Its number, from 1.
    pub number: usize,
    /// The name of its stage.
    pub stage: &'a str,
    /// The milestone.
    pub milestone: &'a Milestone,
}

/// Milestones that are not called off, by date; those without one last.
#[must_use]
pub fn milestones(plan: &Plan) -> Vec<PlanRow<'_>> {
    let mut all: Vec<&Milestone> = plan.milestones.iter().filter(|m| m.cancelled_at.is_none()).collect();
    all.sort_by_key(|m| (m.target_date.is_none(), m.target_date));
    let stage = |m: &Milestone| plan.stages.iter().find(|s| s.id == m.stage_id).map_or("", |s| s.name.as_str());
    all.into_iter().zip(1..).map(|(milestone, number)| PlanRow { number, stage: stage(milestone), milestone }).collect()
}

/// An action as a row.
#[derive(Clone, Copy, Debug)]
pub struct ActionRow<'a> {
    /// Its milestone.
    pub milestone: &'a Milestone,
    /// The action.
    pub action: &'a Action,
}

/// Actions of those milestones, in their order.
#[must_use]
pub fn actions(plan: &Plan) -> Vec<ActionRow<'_>> {
    let rows = milestones(plan).into_iter().map(|row| row.milestone);
    rows.flat_map(|milestone| milestone.actions.iter().map(move |action| ActionRow { milestone, action })).collect()
}

/// A person's name.
#[must_use]
pub fn name_of<'a>(plan: &'a Plan, id: Option<&StakeholderId>) -> &'a str {
    let found = id.and_then(|id| plan.stakeholders.iter().find(|s| s.id == *id));
    found.map_or("", |s| s.name.as_str())
}

/// The names of several people, with commas.
#[must_use]
pub fn names_of(plan: &Plan, ids: &[StakeholderId]) -> String {
    let names: Vec<&str> = ids.iter().map(|id| name_of(plan, Some(id))).filter(|name| !name.is_empty()).collect();
    names.join(", ")
}

/// A person's roles in words, with commas, the one in free words last.
#[must_use]
pub fn roles_of(person: &Stakeholder) -> String {
    let known = person.roles.iter().filter(|r| **r != StakeholderRole::Other).map(|r| sentence(r.as_str()));
    let free = Some(person.other_role.clone()).filter(|role| !role.is_empty());
    known.chain(free).collect::<Vec<_>>().join(", ")
}

/// A word of the API as people read it: `needs_convincing` → *Needs convincing*.
#[must_use]
pub fn sentence(word: &str) -> String {
    let text = word.replace('_', " ");
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + letters.as_str())
}

/// What a line of a calendar is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalendarOf {
    /// A milestone's target, or the day it was reached.
    Milestone,
    /// A date or period of the buyer's calendar.
    Constraint,
}

/// A day or a period of a plan's calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarEntry {
    /// What it is about.
    pub of: CalendarOf,
    /// Id of the milestone or constraint: the same as long as that is there.
    pub id: String,
    /// Grows with every change of it.
    pub version: i32,
    /// The day, or the first of the period.
    pub first: Day,
    /// The last day.
    pub last: Day,
    /// In a few words.
    pub title: String,
    /// More about it; may be empty.
    pub detail: String,
    /// Whether it was called off.
    pub cancelled: bool,
}

/// The plan's calendar: dated milestones, those called off marked so, and constraints; by date.
#[must_use]
pub fn calendar(plan: &Plan) -> Vec<CalendarEntry> {
    let milestones = plan.milestones.iter().filter_map(|m| {
        let day = m.completed_at.map(Day::of_instant).or(m.target_date)?;
        let done = if m.status == MilestoneStatus::Done { "✓ " } else { "" };
        Some(CalendarEntry {
            of: CalendarOf::Milestone,
            id: m.id.to_string(),
            version: m.version,
            first: day,
            last: day,
            title: format!("{done}{}", m.title),
            detail: milestone_detail(plan, m),
            cancelled: m.cancelled_at.is_some(),
        })
    });
    let constraints = plan.constraints.iter().map(|c| {
        let kind = constraint_in_words(c.kind);
        let anchor = if c.anchor { "Hard date: " } else { "" };
        CalendarEntry {
            of: CalendarOf::Constraint,
            id: c.id.to_string(),
            version: c.version,
            first: c.start_date,
            last: c.last_day(),
            title: if c.note.is_empty() { format!("{anchor}{kind}") } else { format!("{anchor}{}", c.note) },
            detail: format!("{kind} of {}", company(plan, c.side)),
            cancelled: false,
        }
    });
    let mut all: Vec<CalendarEntry> = milestones.chain(constraints).collect();
    all.sort_by(|a, b| (a.first, &a.id).cmp(&(b.first, &b.id)));
    all
}

fn milestone_detail(plan: &Plan, m: &Milestone) -> String {
    let mut lines = vec![format!("{} · {}", sentence(m.status.as_str()), company(plan, m.owner_side))];
    let owner = name_of(plan, m.owner_id.as_ref());
    if !owner.is_empty() {
        lines.push(format!("Owner: {owner}"));
    }
    if !m.outcome.is_empty() {
        lines.push(m.outcome.clone());
    }
    lines.join("\n")
}

/// The company of a side.
#[must_use]
pub fn company(plan: &Plan, side: Side) -> String {
    match side {
        Side::Buyer => plan.deal.account_name.clone(),
        Side::Seller => plan.deal.seller_name.clone(),
        Side::Joint => format!("{} and {}", plan.deal.account_name, plan.deal.seller_name),
    }
}

/// What a constraint is about, in words.
#[must_use]
pub const fn constraint_in_words(kind: ConstraintKind) -> &'static str {
    match kind {
        ConstraintKind::BudgetCycle => "Budget cycle",
        ConstraintKind::BoardMeeting => "Board meeting",
        ConstraintKind::FiscalYear => "Fiscal year",
        ConstraintKind::BusyPeriod => "Busy period",
        ConstraintKind::Holiday => "Holiday",
        ConstraintKind::Deadline => "Deadline",
        ConstraintKind::Other => "Date to keep",
    }
}

/// The milestone of a kind that is not called off.
pub(super) fn of_kind(plan: &Plan, kind: MilestoneKind) -> Option<&Milestone> {
    plan.milestones.iter().find(|m| m.kind == kind && m.cancelled_at.is_none())
}
