//! What comes before what: the dependencies of the plan, and those that follow from the signature without being said.
//!
//! Whatever leads nowhere else leads to the signature; the kick-off follows it. A milestone without any tie to the signature belongs before it when its
//! target does not lie after the signature's, or, without dates, when it stands before it in the plan.

use super::network::{Network, Node, Phase};
use crate::milestone::MilestoneKind;

/// Ties the nodes, tells what is before and what after the signature, and finds an order in which predecessors come first.
pub fn link(network: &mut Network<'_>) {
    let edges: Vec<(usize, usize)> = (0..network.nodes.len()).flat_map(|n| said(&network.nodes, n)).collect();
    for (before, after) in edges {
        tie(&mut network.nodes, before, after);
    }
    network.order = sorted(&network.nodes);
    set_phases(network);
    tie_to_signature(network);
    network.order = sorted(&network.nodes);
}

/// What the plan says comes before a milestone. Those that were called off, or that the caller does not see, are left out.
fn said(nodes: &[Node<'_>], n: usize) -> Vec<(usize, usize)> {
    let ids = nodes.get(n).map_or(&[][..], |node| &node.milestone.depends_on);
    let found = ids.iter().filter_map(|id| nodes.iter().position(|other| other.milestone.id == *id));
    found.filter(|before| *before != n).map(|before| (before, n)).collect()
}

/// Notes that one comes before the other.
pub fn tie(nodes: &mut [Node<'_>], before: usize, after: usize) {
    if let Some(node) = nodes.get_mut(after) {
        node.before.push(before);
    }
    if let Some(node) = nodes.get_mut(before) {
        node.after.push(after);
    }
}

/// Predecessors first, else by place in the plan. What lies in a cycle, which the server refuses, comes last.
pub fn sorted(nodes: &[Node<'_>]) -> Vec<usize> {
    let mut waits: Vec<usize> = nodes.iter().map(|n| n.before.len()).collect();
    let mut order: Vec<usize> = (0..nodes.len()).filter(|n| waits.get(*n) == Some(&0)).collect();
    let mut next = 0;
    while let Some(n) = order.get(next).copied() {
        next += 1;
        for after in nodes.get(n).map_or(&[][..], |node| &node.after) {
            if let Some(left) = waits.get_mut(*after) {
                *left -= 1;
                if *left == 0 {
                    order.push(*after);
                }
            }
        }
    }
    let stuck: Vec<usize> = (0..nodes.len()).filter(|n| waits.get(*n).is_some_and(|left| *left > 0)).collect();
    order.extend(stuck);
    order
}

/// Everything that can be reached from a node over `next`, without itself.
fn reach<'n>(nodes: &'n [Node<'_>], from: usize, next: fn(&'n Node<'_>) -> &'n [usize]) -> Vec<bool> {
    let mut seen = vec![false; nodes.len()];
    let mut left = vec![from];
    while let Some(n) = left.pop() {
        for other in nodes.get(n).map_or(&[][..], next) {
            if let Some(seen) = seen.get_mut(*other).filter(|seen| !**seen) {
                *seen = true;
                left.push(*other);
            }
        }
    }
    seen
}

fn set_phases(network: &mut Network<'_>) {
    let nodes = &network.nodes;
    let none = || vec![false; nodes.len()];
    let leads = network.signature.map_or_else(none, |s| reach(nodes, s, |n| &n.before));
    let mut follows = network.signature.map_or_else(none, |s| reach(nodes, s, |n| &n.after));
    for (kick_off, _) in nodes.iter().enumerate().filter(|(_, n)| n.milestone.kind == MilestoneKind::KickOff) {
        let later = reach(nodes, kick_off, |n| &n.after);
        for (n, follows) in follows.iter_mut().enumerate() {
            *follows |= n == kick_off || later.get(n) == Some(&true);
        }
    }
    for n in network.order.clone().into_iter().rev() {
        let phase = if network.signature == Some(n) || leads.get(n) == Some(&true) {
            Phase::Before
        } else if follows.get(n) == Some(&true) {
            Phase::After
        } else {
            loose_phase(network, n)
        };
        if let Some(node) = network.nodes.get_mut(n) {
            node.phase = phase;
        }
    }
}

/// The phase of a milestone without any tie to the signature. Those after it have theirs already.
fn loose_phase(network: &Network<'_>, n: usize) -> Phase {
    let (Some(node), Some(s)) = (network.nodes.get(n), network.signature) else { return Phase::Before };
    let mut later = node.after.iter().filter_map(|after| network.nodes.get(*after));
    let signature = network.nodes.get(s);
    let is_before = later.any(|after| after.phase == Phase::Before)
        || match (node.target, signature.and_then(|s| s.target)) {
            (Some(target), Some(signature)) => target <= signature,
            _ => n < s,
        };
    if is_before { Phase::Before } else { Phase::After }
}

fn tie_to_signature(network: &mut Network<'_>) {
    let nodes = &network.nodes;
    let is = |n: usize, phase| nodes.get(n).is_some_and(|node| node.phase == phase);
    let leads_on = |node: &Node<'_>| node.after.iter().any(|after| is(*after, Phase::Before));
    let ends: Vec<usize> =
        (0..nodes.len()).filter(|n| nodes.get(*n).is_some_and(|x| x.phase == Phase::Before && !leads_on(x))).collect();
    let begins = |node: &Node<'_>| node.phase == Phase::After && !node.before.iter().any(|b| is(*b, Phase::After));
    let firsts: Vec<usize> = (0..nodes.len()).filter(|n| nodes.get(*n).is_some_and(begins)).collect();
    let last = match network.signature {
        Some(s) => vec![s],
        None => ends.clone(),
    };
    let ends = ends.into_iter().filter(|n| network.signature.is_some_and(|s| s != *n)).map(|n| (n, last.clone()));
    let mut edges: Vec<(usize, usize)> = ends.flat_map(|(n, s)| s.into_iter().map(move |s| (n, s))).collect();
    edges.extend(firsts.into_iter().flat_map(|n| last.iter().map(move |s| (*s, n))));
    for (before, after) in edges {
        let known = network.nodes.get(after).is_some_and(|node| node.before.contains(&before));
        if !known {
            tie(&mut network.nodes, before, after);
        }
    }
}
