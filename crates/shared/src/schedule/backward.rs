//! *Schedule backward*: start and target of every open milestone from the buyer's hard date.
//!
//! The signature ends on the hard date, or on the last open day before it. What leads to it is spread over the time there is, in proportion to the work:
//! the first begins today, and the room that is left lies between the milestones, more of it the longer the work, so that a slip is absorbed before it
//! moves the signature. A plan without any dependencies is taken in its order, one after the other, if that fits.

use super::{
    answer::Verdict,
    network::{Network, Node, Phase},
    order,
    passes::{self, Span},
    request::DateChange,
    verdict,
};
use crate::{constraint::ConstraintKind, plan::Plan};
use serde::{Deserialize, Serialize};

/// Working days between the signature and the kick-off when the plan does not say.
const KICK_OFF_AFTER: i32 = 5;

/// A schedule made backward from the anchor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Backward {
    /// Whether the anchor is met. When it cannot be, or there is none, the dates below are reckoned forward from today.
    pub verdict: Verdict,
    /// New start and target of every open milestone whose dates differ from these.
    pub changes: Vec<DateChange>,
}

/// Schedules a plan backward from its anchor. A plan without one ends where its signature stands now, if that can be, else as early as possible.
#[must_use]
pub fn backward(plan: &Plan) -> Backward {
    let plain = Network::of(plan, i64::from(KICK_OFF_AFTER));
    let chained = chained(&plain);
    let anchor = plain.anchor.map(|(day, _)| day);
    let planned = plain.signature.and_then(|s| plain.nodes.get(s)).and_then(|node| node.target);
    let fits = |network: &Network<'_>, by: Option<i32>| {
        let end = passes::signature(network, &passes::early(network));
        end.zip(by).is_some_and(|(end, by)| end <= by)
    };
    let horizon = anchor.or(planned);
    let network = match chained {
        Some(chained) if fits(&chained, horizon) || horizon.is_none() => chained,
        _ => plain,
    };
    let early = passes::early(&network);
    let spans = match horizon.filter(|_| fits(&network, horizon)) {
        Some(horizon) => spread(plan, &network, &early, horizon),
        None => after_signature(&network, &early),
    };
    let changes = network.nodes.iter().zip(&spans).filter_map(|(node, span)| change(&network, node, *span)).collect();
    Backward { verdict: verdict::verdict(&network, &early), changes }
}

/// The network with its milestones one after the other, when the plan names no dependency at all.
fn chained<'a>(network: &Network<'a>) -> Option<Network<'a>> {
    let known = |node: &Node<'_>| node.milestone.depends_on.iter().any(|id| network.find(id).is_some());
    let free =
        |n: &usize| network.signature != Some(*n) && network.nodes.get(*n).is_some_and(|node| network.is_bound(node));
    let mut places: Vec<usize> = (0..network.nodes.len()).filter(free).collect();
    if places.len() < 2 || network.nodes.iter().any(known) {
        return None;
    }
    let target = |n: &usize| network.nodes.get(*n).and_then(|node| node.target);
    if places.iter().all(|n| target(n).is_some()) {
        places.sort_by_key(target);
    }
    let mut chained = network.clone();
    for (before, after) in places.iter().zip(places.iter().skip(1)) {
        order::tie(&mut chained.nodes, *before, *after);
    }
    chained.order = order::sorted(&chained.nodes);
    Some(chained)
}

/// Spreads what is bound between its earliest and its latest dates, by how much of the work lies before it.
fn spread(plan: &Plan, network: &Network<'_>, early: &[Span], horizon: i32) -> Vec<Span> {
    let late = passes::late(network, horizon);
    let starts = network.nodes.iter().zip(early).filter(|(node, _)| network.is_bound(node)).map(|(_, span)| span.start);
    let (from, to) = (starts.clone().min().unwrap_or(0), starts.max().unwrap_or(0));
    let spans = passes::forward(network, &|n, node, ready| {
        let (soonest, calendar) = (passes::of(early, n), network.calendar_of(node));
        let Some(latest) = late.get(n).copied().flatten() else { return soonest };
        // The share of the room that it waits; it grows along dependencies, so nothing is overtaken.
        let share = if from == to { 1.0 } else { f64::from(soonest.start - from) / f64::from(to - from) };
        let is_last = !node.after.iter().any(|a| network.nodes.get(*a).is_some_and(|x| network.is_bound(x)));
        #[expect(clippy::cast_possible_truncation, reason = "a share of a number of days")]
        let wait = (f64::from(latest.start - soonest.start) * share) as i32;
        let wait = if is_last { latest.start - soonest.start } else { wait };
        let start = if node.begun.is_some() { soonest.start } else { calendar.next(ready.max(soonest.start + wait)) };
        let finish = calendar.last_of(start, node.remaining);
        // Work that is under way keeps the date it was promised for, where that is possible.
        let kept = node.target.filter(|_| node.begun.is_some()).map(|target| calendar.previous(target));
        let wish = meeting(plan, network, node, finish, latest.finish).or(kept).unwrap_or(finish);
        Span { start, finish: wish.clamp(finish, latest.finish.max(finish)) }
    });
    after_signature(network, &spans)
}

/// The day of a meeting that decides what this milestone is about, if it lies between two days.
fn meeting(plan: &Plan, network: &Network<'_>, node: &Node<'_>, from: i32, to: i32) -> Option<i32> {
    let text = format!("{} {}", node.milestone.title, node.milestone.outcome).to_lowercase();
    let named = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let decides = |kind: ConstraintKind| match kind {
        ConstraintKind::BoardMeeting => named(&["board", "committee", "budget", "cfo"]),
        ConstraintKind::BudgetCycle => named(&["budget"]),
        _ => false,
    };
    let meetings = plan.constraints.iter().filter(|c| !c.anchor && decides(c.kind)).map(|c| network.at(c.start_date));
    meetings.filter(|day| from <= *day && *day <= to && network.calendar_of(node).is_open(network.day(*day))).min()
}

/// Puts what follows the signature behind it, at the distance it has in the plan, or five working days.
fn after_signature(network: &Network<'_>, spans: &[Span]) -> Vec<Span> {
    let planned = network.signature.and_then(|s| network.nodes.get(s)).and_then(|node| node.done.or(node.target));
    let signed = passes::signature(network, spans).unwrap_or(network.today);
    passes::forward(network, &|n, node, ready| {
        let calendar = network.calendar_of(node);
        if node.phase == Phase::Before || node.begun.is_some() {
            return passes::of(spans, n);
        }
        let begins = passes::planned_start(network, node);
        let gap = planned.zip(begins).map(|(from, to)| calendar.open_between(from, to)).filter(|gap| *gap > 0);
        let start =
            calendar.nth(calendar.rank(signed + 1) + gap.unwrap_or(KICK_OFF_AFTER) - 1).max(calendar.next(ready));
        Span { start, finish: calendar.last_of(start, node.remaining) }
    })
}

/// What has to change for a milestone to lie so.
fn change(network: &Network<'_>, node: &Node<'_>, span: Span) -> Option<DateChange> {
    let start = node.start.filter(|_| node.begun.is_some()).or(node.begun).unwrap_or(span.start);
    if !node.is_open() || (node.start, node.target) == (Some(start), Some(span.finish)) {
        return None;
    }
    Some(DateChange {
        milestone_id: node.milestone.id.clone(),
        start_date: Some(network.day(start)),
        target_date: Some(network.day(span.finish)),
        duration_days: None,
    })
}
