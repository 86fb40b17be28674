//! Early, expected and late dates of every milestone, its slack, and the critical path.

use super::{
    answer::{Schedule, Slot},
    network::{Network, Node},
    passes::{self, Span},
    verdict,
};
use crate::plan::Plan;

/// The schedule of a plan as it stands.
#[must_use]
pub fn compute(plan: &Plan) -> Schedule {
    schedule(&Network::of(plan, 0))
}

/// What the passes over a network give.
pub struct Figures {
    pub early: Vec<Span>,
    pub expected: Vec<Span>,
    pub late: Vec<Option<Span>>,
    /// Working days from the expected to the latest finish.
    pub slack: Vec<Option<i32>>,
    pub signature: Option<i32>,
}

/// Runs the passes.
pub fn figures(network: &Network<'_>) -> Figures {
    let early = passes::early(network);
    let expected = passes::expected(network);
    let signature = passes::signature(network, &expected);
    let horizon = network.anchor.map(|(day, _)| day).or(signature).unwrap_or(network.today);
    let late = passes::late(network, horizon);
    let slack_of = |(n, span): (usize, &Option<Span>)| {
        let node = network.nodes.get(n)?;
        Some(network.calendar_of(node).open_between(passes::of(&expected, n).finish, span.as_ref()?.finish))
    };
    let slack = late.iter().enumerate().map(slack_of).collect();
    Figures { early, expected, late, slack, signature }
}

/// The schedule of a network.
pub fn schedule(network: &Network<'_>) -> Schedule {
    let figures = figures(network);
    let critical = critical(network, &figures.slack);
    let slots = network.nodes.iter().enumerate();
    let slots = slots.map(|(n, node)| slot(network, &figures, n, node, critical.get(n) == Some(&true))).collect();
    let path = network.in_order().filter(|(n, _)| critical.get(*n) == Some(&true));
    let anchor = network.anchor.map(|(day, _)| day);
    let calendar = network.calendar_of_signature();
    Schedule {
        today: network.day(network.today),
        anchor: anchor.map(|day| network.day(day)),
        anchor_id: network.anchor.and_then(|(_, id)| id.cloned()),
        signature_date: figures.signature.map(|day| network.day(day)),
        earliest_signature: passes::signature(network, &figures.early).map(|day| network.day(day)),
        slack_days: anchor.zip(figures.signature).map(|(to, from)| calendar.open_between(from, to).into()),
        verdict: verdict::verdict(network, &figures.early),
        critical_path: path.map(|(_, node)| node.milestone.id.clone()).collect(),
        assumed: network.nodes.iter().map(|n| i64::from(n.is_open() && n.assumed)).sum(),
        milestones: slots,
    }
}

fn slot(network: &Network<'_>, figures: &Figures, n: usize, node: &Node<'_>, critical: bool) -> Slot {
    let early = passes::of(&figures.early, n);
    let expected = passes::of(&figures.expected, n);
    let late = figures.late.get(n).copied().flatten();
    Slot {
        milestone_id: node.milestone.id.clone(),
        done: !node.is_open(),
        duration_days: node.length.into(),
        remaining_days: if node.is_open() { node.remaining.into() } else { 0 },
        assumed: node.assumed,
        under_way: node.begun.is_some(),
        bound: network.is_bound(node),
        early_start: network.day(early.start),
        early_finish: network.day(early.finish),
        expected_start: network.day(expected.start),
        expected_finish: network.day(expected.finish),
        late_start: late.map(|span| network.day(span.start)),
        late_finish: late.map(|span| network.day(span.finish)),
        slack_days: figures.slack.get(n).copied().flatten().map(i64::from),
        critical,
    }
}

/// The chain with the least slack: the signature, and of what comes before a critical milestone those with the least slack among them. In a plan without
/// dates of its own these are the milestones without any room between today and the earliest signature.
fn critical(network: &Network<'_>, slack: &[Option<i32>]) -> Vec<bool> {
    let least = |places: &[usize]| places.iter().filter_map(|n| slack.get(*n).copied().flatten()).min();
    let mut critical = vec![false; network.nodes.len()];
    let mark = |places: &[usize], critical: &mut Vec<bool>| {
        let least = least(places);
        for n in places.iter().filter(|n| least.is_some() && slack.get(**n).copied().flatten() == least) {
            if let Some(mark) = critical.get_mut(*n) {
                *mark = true;
            }
        }
    };
    match network.signature {
        Some(s) => mark(&[s], &mut critical),
        None => {
            let bound = |n: &usize| network.nodes.get(*n).is_some_and(|node| network.is_bound(node));
            let is_end = |node: &Node<'_>| !node.after.iter().any(bound);
            let nodes = network.nodes.iter().enumerate();
            let ends: Vec<usize> = nodes.filter(|(n, node)| bound(n) && is_end(node)).map(|(n, _)| n).collect();
            mark(&ends, &mut critical);
        }
    }
    for (n, node) in network.in_order().rev() {
        if critical.get(n) == Some(&true) {
            mark(&node.before, &mut critical);
        }
    }
    critical
}
