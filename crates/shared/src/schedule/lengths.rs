//! How long milestones take: what the plan says, else from start to target, else what is usual for their kind; and what of it is left today.

use super::network::{Network, Node};
use crate::{day::Day, milestone::MilestoneKind};

/// The longest of the usual lengths.
pub const USUAL_MAX: i64 = 10;

/// Working days that a milestone usually takes. Procurement reviews take five to seven days, legal reviews seven to ten.
#[must_use]
pub const fn usual_days(kind: MilestoneKind) -> i32 {
    match kind {
        MilestoneKind::Signature | MilestoneKind::KickOff => 1,
        MilestoneKind::Procurement => 7,
        MilestoneKind::Legal | MilestoneKind::Security => 10,
        MilestoneKind::Standard => 5,
    }
}

/// Sets the length of each node, and what remains of those under way.
pub fn measure(network: &mut Network<'_>) {
    for n in network.order.clone() {
        let Some(node) = network.nodes.get(n) else { continue };
        let (length, assumed) = length(network, node);
        let begun = begun(network, node);
        let worked = begun.map_or(0, |day| network.calendar_of(node).open_between(day - 1, network.today - 1));
        if let Some(node) = network.nodes.get_mut(n) {
            node.length = length;
            node.assumed = assumed;
            node.begun = begun;
            node.remaining = (length - worked).clamp(1, length);
        }
    }
}

/// Working days in all, and whether they are a guess. The guess is never longer than what the plan's own dates leave between a milestone and those
/// before it: whoever set those dates knew better.
pub fn length(network: &Network<'_>, node: &Node<'_>) -> (i32, bool) {
    let calendar = network.calendar_of(node);
    if let Some(days) = node.milestone.duration_days.filter(|d| *d > 0) {
        return (days, false);
    }
    if let (Some(start), Some(target)) = (node.start, node.target) {
        return (calendar.open_between(start - 1, target).max(1), false);
    }
    let usual = usual_days(node.milestone.kind);
    let Some(target) = node.target else { return (usual, true) };
    let ends = node.before.iter().filter_map(|b| network.nodes.get(*b)).filter_map(|b| b.done.or(b.target));
    let base = ends.max().unwrap_or(network.today - 1);
    let room = calendar.open_between(base, target);
    let is_past = target < network.today && node.before.is_empty();
    (if is_past { usual } else { room.clamp(1, usual) }, true)
}

/// The day work on a milestone began, if it is under way: its start has come, or without one an action was begun; and what comes before is reached,
/// unless an action shows that work has begun all the same.
fn begun(network: &Network<'_>, node: &Node<'_>) -> Option<i32> {
    if !node.is_open() {
        return None;
    }
    let actions = node.milestone.actions.iter();
    let first_act = actions.flat_map(|a| [a.started_at, a.completed_at]).flatten().min();
    let first_act = first_act.map(|instant| network.at(Day::of_instant(instant)));
    let day = node.start.or(first_act).filter(|day| *day <= network.today)?;
    let waits = node.before.iter().filter_map(|b| network.nodes.get(*b)).any(Node::is_open);
    (!waits || first_act.is_some()).then_some(day)
}
