//! Whether the anchor can be met, and what would have to shrink when it cannot.

use super::{
    answer::{Shrink, Verdict},
    network::{Network, Node},
    passes::{self, Span},
};

/// How many milestones the verdict names.
const NAMED: usize = 3;
/// Shrinks tried at most; more do not change what is named.
const ROUNDS: i32 = 200;

/// The verdict on the anchor, given the earliest dates.
pub fn verdict(network: &Network<'_>, early: &[Span]) -> Verdict {
    let mut bound = network.nodes.iter().filter(|node| network.is_bound(node)).peekable();
    if bound.peek().is_none() {
        return Verdict::NothingOpen;
    }
    let is_closed = |node: &&Node<'_>| {
        let calendar = network.calendar_of(node);
        calendar.open_between(network.today - 1, calendar.end()) == 0
    };
    if let Some(node) = bound.find(is_closed) {
        return Verdict::NoOpenDays { side: node.milestone.owner_side };
    }
    let Some((anchor, _)) = network.anchor else { return Verdict::NoAnchor };
    let earliest = passes::signature(network, early).unwrap_or(network.today);
    let calendar = network.calendar_of_signature();
    if earliest <= anchor {
        return Verdict::Fits { slack_days: calendar.open_between(earliest, anchor).into() };
    }
    Verdict::CannotBeMet {
        by_days: calendar.open_between(anchor, earliest).max(1).into(),
        shrink: shrink(network, anchor),
    }
}

/// Takes days from the longest milestone on the chain that ends too late, until the anchor is met or nothing is left to take; no more than three
/// milestones, none below one day.
fn shrink(network: &Network<'_>, anchor: i32) -> Vec<Shrink> {
    let mut tried = network.clone();
    let mut taken: Vec<(usize, i32)> = Vec::new();
    for _ in 0..ROUNDS {
        let early = passes::early(&tried);
        let Some(end) = last(&tried, &early).filter(|n| passes::of(&early, *n).finish > anchor) else { break };
        let over = network.calendar_of_signature().open_between(anchor, passes::of(&early, end).finish);
        let chain = chain(&tried, &early, end);
        let may = |n: &&usize| taken.len() < NAMED || taken.iter().any(|(t, _)| t == *n);
        let longest = chain.iter().filter(may).max_by_key(|n| tried.nodes.get(**n).map(|node| node.remaining));
        let Some(node) = longest.and_then(|n| tried.nodes.get_mut(*n)) else { break };
        if node.remaining < 2 {
            break;
        }
        // In steps, so that a plan which is a year late does not take a thousand rounds.
        let days = (over / 8).clamp(1, node.remaining - 1);
        node.remaining -= days;
        match longest.and_then(|n| taken.iter_mut().find(|(t, _)| t == n)) {
            Some((_, sum)) => *sum += days,
            None => taken.extend(longest.map(|n| (*n, days))),
        }
    }
    taken.sort_by_key(|(_, days)| -days);
    let named = taken.into_iter().filter_map(|(n, days)| network.nodes.get(n).map(|node| (node, days)));
    named
        .map(|(node, days)| Shrink {
            milestone_id: node.milestone.id.clone(),
            title: node.milestone.title.clone(),
            days: days.into(),
            of_days: node.remaining.into(),
        })
        .collect()
}

/// The bound milestone that ends last.
fn last(network: &Network<'_>, spans: &[Span]) -> Option<usize> {
    let bound = network.nodes.iter().enumerate().filter(|(_, node)| network.is_bound(node));
    bound.map(|(n, _)| n).max_by_key(|n| passes::of(spans, *n).finish)
}

/// From a milestone back over those that it had to wait for.
pub fn chain(network: &Network<'_>, spans: &[Span], end: usize) -> Vec<usize> {
    let mut chain = vec![end];
    let mut at = end;
    while chain.len() <= network.nodes.len() {
        let Some(node) = network.nodes.get(at) else { break };
        let open = node.before.iter().filter(|b| network.nodes.get(**b).is_some_and(Node::is_open));
        let Some(before) = open.max_by_key(|b| passes::of(spans, **b).finish) else { break };
        at = *before;
        chain.push(at);
    }
    chain
}
