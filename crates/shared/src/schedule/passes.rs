//! The passes over a network: as early as possible, as the plan's own dates have it, and as late as the horizon allows.
//!
//! The one convention: work of `d` days that may begin on a day begins on the first open day from then on, of its owner side's calendar, and ends on
//! the `d`-th open day counting that one. What follows may begin on the next day. Today counts as a whole day.

use super::network::{Network, Node};

/// When a milestone begins and ends; for one that is reached, the day it was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    pub start: i32,
    pub finish: i32,
}

/// The span of a node.
pub fn of(spans: &[Span], n: usize) -> Span {
    spans.get(n).copied().unwrap_or_default()
}

/// The first day on which a node may begin: today, or the day after what comes before it.
pub fn ready(network: &Network<'_>, node: &Node<'_>, spans: &[Span]) -> i32 {
    node.before.iter().map(|b| of(spans, *b).finish + 1).max().unwrap_or(network.today).max(network.today)
}

/// As early as possible from today on.
pub fn early(network: &Network<'_>) -> Vec<Span> {
    forward(network, &|_, node, ready| {
        let calendar = network.calendar_of(node);
        let start = calendar.next(ready);
        Span { start, finish: calendar.last_of(start, node.remaining) }
    })
}

/// As the plan's own dates have it: nothing begins before its start, or before it must begin to meet its target, and nothing ends before its target; what
/// comes too late pushes what follows.
pub fn expected(network: &Network<'_>) -> Vec<Span> {
    forward(network, &|_, node, ready| {
        let calendar = network.calendar_of(node);
        let start = calendar.next(ready.max(planned_start(network, node).unwrap_or(ready)));
        let target = node.target.map_or(start, |target| calendar.previous(target));
        Span { start, finish: calendar.last_of(start, node.remaining).max(target) }
    })
}

/// The day on which a milestone begins by the plan's own dates, unless it is under way.
pub fn planned_start(network: &Network<'_>, node: &Node<'_>) -> Option<i32> {
    if node.begun.is_some() {
        return None;
    }
    node.start.or_else(|| node.target.map(|target| network.calendar_of(node).first_of(target, node.length)))
}

/// A pass from the first to the last: `place` gets each open node with the first day on which it may begin.
pub fn forward(network: &Network<'_>, place: &dyn Fn(usize, &Node<'_>, i32) -> Span) -> Vec<Span> {
    let mut spans = vec![Span::default(); network.nodes.len()];
    for (n, node) in network.in_order() {
        let span = match node.done {
            Some(day) => Span { start: day, finish: day },
            None => place(n, node, ready(network, node, &spans)),
        };
        if let Some(slot) = spans.get_mut(n) {
            *slot = span;
        }
    }
    spans
}

/// As late as possible with everything bound ended by the horizon; `None` for what is not bound.
pub fn late(network: &Network<'_>, horizon: i32) -> Vec<Option<Span>> {
    let mut spans: Vec<Option<Span>> = vec![None; network.nodes.len()];
    for (n, node) in network.in_order().rev() {
        if !network.is_bound(node) {
            continue;
        }
        let next = node.after.iter().filter_map(|after| spans.get(*after).copied().flatten());
        let end = next.map(|span| span.start - 1).min().unwrap_or(horizon).min(horizon);
        let calendar = network.calendar_of(node);
        let finish = calendar.previous(end);
        if let Some(slot) = spans.get_mut(n) {
            *slot = Some(Span { start: calendar.first_of(finish, node.remaining), finish });
        }
    }
    spans
}

/// The last day of all that leads to the signature; the day of signature when it is there. `None` for a plan without milestones.
pub fn signature(network: &Network<'_>, spans: &[Span]) -> Option<i32> {
    if let Some(s) = network.signature {
        return Some(of(spans, s).finish);
    }
    let before = network.nodes.iter().zip(spans).filter(|(n, _)| n.phase == super::network::Phase::Before);
    before.map(|(_, span)| span.finish).max()
}
