//! What would move if dates changed. Nothing is saved.
//!
//! Only what follows a milestone that ends later, and would begin before that, is pushed: to the next open day of its owner side's calendar and no
//! further. Room inside the plan is used up first. Everything else keeps its dates, also where they contradict each other already.

use super::{
    answer::Verdict,
    compute::figures,
    conflicts::{self, Conflict},
    network::{Network, Node, Phase},
    passes,
    request::DateChange,
    verdict,
};
use crate::{day::Day, id::MilestoneId, plan::Plan};
use serde::{Deserialize, Serialize};

/// A milestone that would move.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Move {
    /// Which.
    pub milestone_id: MilestoneId,
    /// Its title.
    pub title: String,
    /// It was asked for; otherwise it follows from what was.
    pub direct: bool,
    /// Start now.
    pub old_start: Option<Day>,
    /// Start then.
    pub new_start: Option<Day>,
    /// Target now.
    pub old_target: Option<Day>,
    /// Target then.
    pub new_target: Option<Day>,
    /// Working days of its owner side from the target now to the target then; negative when earlier.
    pub days: i64,
    /// Working days it can slip now; null when nothing binds it.
    pub slack_before: Option<i64>,
    /// Working days it can slip then; null when nothing binds it.
    pub slack_after: Option<i64>,
}

/// What would follow from new dates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Preview {
    /// Every milestone that would move, predecessors first.
    pub moves: Vec<Move>,
    /// Signature date now.
    pub signature_before: Option<Day>,
    /// Signature date then.
    pub signature_after: Option<Day>,
    /// The buyer's hard date.
    pub anchor: Option<Day>,
    /// Whether the signature date is not after the anchor now; null without an anchor or a date.
    pub anchor_met_before: Option<bool>,
    /// The same then.
    pub anchor_met: Option<bool>,
    /// Working days from the expected signature to the anchor now.
    pub slack_before: Option<i64>,
    /// The same then.
    pub slack_after: Option<i64>,
    /// Whether the anchor can be met then, with everything done as early as possible.
    pub verdict: Verdict,
    /// What speaks against the new dates.
    pub conflicts: Vec<Conflict>,
}

/// What would move if these dates were saved. Unknown, reached and cancelled milestones are left alone. With `pull`, what follows a milestone that ends
/// earlier moves earlier with it, at the distance it has now.
#[must_use]
pub fn preview(plan: &Plan, changes: &[DateChange], pull: bool) -> Preview {
    let before = Network::of(plan, room(plan, changes));
    let mut after = before.clone();
    let mut direct = vec![false; before.nodes.len()];
    for change in changes {
        let open = before.find(&change.milestone_id).filter(|n| before.nodes.get(*n).is_some_and(Node::is_open));
        if let Some(n) = open {
            apply(&mut after, n, change);
            direct.iter_mut().skip(n).take(1).for_each(|d| *d = true);
        }
    }
    push(&before, &mut after, &direct, pull);
    answer(plan, &before, &after, &direct)
}

/// Days that the window must be wider for these changes.
fn room(plan: &Plan, changes: &[DateChange]) -> i64 {
    let days = changes.iter().flat_map(|c| [c.start_date, c.target_date]).flatten();
    let far = days.map(|day| day.days_since(plan.today).abs()).max().unwrap_or(0);
    far + changes.iter().filter_map(|c| c.duration_days).map(i64::from).sum::<i64>()
}

/// Gives a milestone its new dates.
fn apply(network: &mut Network<'_>, n: usize, change: &DateChange) {
    let Some(node) = network.nodes.get(n) else { return };
    let calendar = network.calendar_of(node);
    let (start, target) = (change.start_date.map(|d| network.at(d)), change.target_date.map(|d| network.at(d)));
    let span = |from: i32, to: i32| calendar.open_between(from - 1, to).max(1);
    let mut new = node.clone();
    if let Some(days) = change.duration_days {
        new.length = days;
        new.assumed = false;
    }
    match (start, target) {
        (Some(start), Some(target)) => {
            if node.milestone.duration_days.is_none() && change.duration_days.is_none() {
                new.length = span(start, target);
                new.assumed = false;
            }
        }
        (Some(start), None) => {
            let window = node.start.zip(node.target).map_or(new.length, |(from, to)| span(from, to));
            let days = if change.duration_days.is_some() { new.length } else { window };
            new.target = node.target.map(|_| calendar.last_of(start, days));
        }
        (None, Some(target)) => {
            let is_tight = |from: i32| from > target || (Some(target) < node.target && span(from, target) < new.length);
            let moved = node.start.filter(|_| node.begun.is_none()).filter(|from| is_tight(*from));
            new.start = moved.map(|_| calendar.first_of(target, new.length)).or(node.start);
        }
        (None, None) => new.target = node.start.map(|from| calendar.last_of(from, new.length)).or(node.target),
    }
    new.start = start.or(new.start);
    new.target = target.or(new.target);
    if new.start.is_some_and(|start| start > network.today) {
        new.begun = None;
    }
    let worked = if new.begun.is_some() { node.length - node.remaining } else { 0 };
    new.remaining = (new.length - worked).max(1);
    if let Some(node) = network.nodes.get_mut(n) {
        *node = new;
    }
}

/// When a milestone ends by its dates alone: its target, else its start and length, else when what comes before it ends.
fn end(network: &Network<'_>, node: &Node<'_>, ends: &[Option<i32>]) -> Option<i32> {
    let by_start = || node.start.map(|start| network.calendar_of(node).last_of(start, node.length));
    node.done.or(node.target).or_else(by_start).or_else(|| latest(node, ends))
}

fn latest(node: &Node<'_>, ends: &[Option<i32>]) -> Option<i32> {
    node.before.iter().filter_map(|b| ends.get(*b).copied().flatten()).max()
}

/// Moves what has to move, predecessors first.
fn push(before: &Network<'_>, after: &mut Network<'_>, direct: &[bool], pull: bool) {
    let mut ends = Ends { old: vec![None; before.nodes.len()], new: vec![None; before.nodes.len()] };
    for n in before.order.clone() {
        let (Some(was), Some(node)) = (before.nodes.get(n), after.nodes.get(n)) else { continue };
        let old_end = end(before, was, &ends.old);
        let dates = if node.is_open() && direct.get(n) == Some(&false) { ends.dates(after, node, pull) } else { None };
        if let (Some((start, target)), Some(node)) = (dates, after.nodes.get_mut(n)) {
            node.start = start;
            node.target = target;
        }
        let new_end = after.nodes.get(n).and_then(|node| end(after, node, &ends.new));
        ends.old.iter_mut().skip(n).take(1).for_each(|slot| *slot = old_end);
        ends.new.iter_mut().skip(n).take(1).for_each(|slot| *slot = new_end);
    }
}

/// When each milestone ends, now and then.
struct Ends {
    old: Vec<Option<i32>>,
    new: Vec<Option<i32>>,
}

impl Ends {
    /// New start and target of a milestone that what comes before it pushes or pulls; `None` when it stays.
    fn dates(&self, network: &Network<'_>, node: &Node<'_>, pull: bool) -> Option<(Option<i32>, Option<i32>)> {
        let calendar = network.calendar_of(node);
        let begin = node.start.or_else(|| node.target.map(|target| calendar.first_of(target, node.length)))?;
        let of = |ends: &[Option<i32>], b: usize| ends.get(b).copied().flatten();
        // Work that has begun is not begun again; only its end can move.
        let begin = if node.begun.is_some() { network.today } else { begin };
        let is_late = |b: &usize| of(&self.new, *b) > of(&self.old, *b) && of(&self.new, *b) >= Some(begin);
        let latest_new = latest(node, &self.new)?;
        let dates = if node.before.iter().any(is_late) {
            let start = calendar.next(latest_new + 1);
            if node.begun.is_some() {
                (node.start, node.target.max(Some(calendar.last_of(start, node.remaining))))
            } else {
                let finish = calendar.last_of(start, node.length);
                (node.start.map(|_| start), node.target.map(|target| target.max(finish)))
            }
        } else if pull && node.begun.is_none() {
            let earlier_by = latest(node, &self.old).filter(|old| *old > latest_new)?;
            let gap = calendar.open_between(earlier_by, begin).max(1);
            let start = calendar.nth(calendar.rank(latest_new + 1) + gap - 1).max(calendar.next(network.today));
            if start >= begin {
                return None;
            }
            let window = node.start.zip(node.target).map_or(node.length, |(a, b)| calendar.open_between(a - 1, b));
            (node.start.map(|_| start), node.target.map(|_| calendar.last_of(start, window)))
        } else {
            return None;
        };
        (dates != (node.start, node.target)).then_some(dates)
    }
}

fn answer(plan: &Plan, before: &Network<'_>, after: &Network<'_>, direct: &[bool]) -> Preview {
    let (was, is) = (figures(before), figures(after));
    let is_moved = |n: &usize| {
        let key = |network: &Network<'_>| network.nodes.get(*n).map(|node| (node.start, node.target, node.length));
        key(before) != key(after)
    };
    let moved: Vec<usize> = before.order.iter().copied().filter(is_moved).collect();
    let slack = |slack: &[Option<i32>], n: usize| slack.get(n).copied().flatten().map(i64::from);
    let moves = moved.iter().filter_map(|n| {
        let mut found = moved_from(before.nodes.get(*n)?, after, *n)?;
        found.direct = direct.get(*n) == Some(&true);
        found.slack_before = slack(&was.slack, *n);
        found.slack_after = slack(&is.slack, *n);
        Some(found)
    });
    let anchor = before.anchor.map(|(day, _)| day);
    let calendar = before.calendar_of_signature();
    let spare = |signature: Option<i32>| Some(i64::from(calendar.open_between(signature?, anchor?)));
    let (old, new) = (signature(before, was.signature), signature(after, is.signature));
    let met = |signature: Option<i32>| Some(signature? <= anchor?);
    Preview {
        moves: moves.collect(),
        signature_before: old.map(|day| before.day(day)),
        signature_after: new.map(|day| before.day(day)),
        anchor: anchor.map(|day| before.day(day)),
        anchor_met_before: met(old),
        anchor_met: met(new),
        slack_before: spare(was.signature),
        slack_after: spare(is.signature),
        verdict: verdict::verdict(after, &passes::early(after)),
        conflicts: conflicts::find(plan, after, &moved, direct),
    }
}

fn moved_from(was: &Node<'_>, after: &Network<'_>, n: usize) -> Option<Move> {
    let is = after.nodes.get(n)?;
    let day = |at: Option<i32>| at.map(|at| after.day(at));
    let days = was.target.zip(is.target).map_or(0, |(from, to)| after.calendar_of(is).open_between(from, to));
    Some(Move {
        milestone_id: is.milestone.id.clone(),
        title: is.milestone.title.clone(),
        direct: false,
        old_start: day(was.start),
        new_start: day(is.start),
        old_target: day(was.target),
        new_target: day(is.target),
        days: days.into(),
        slack_before: None,
        slack_after: None,
    })
}

/// The signature date as the plan shows it: the target of the signature, or the last target before it; when undated, what is expected.
fn signature(network: &Network<'_>, expected: Option<i32>) -> Option<i32> {
    let shown = match network.signature.and_then(|s| network.nodes.get(s)) {
        Some(node) => node.done.or(node.target),
        None => network.nodes.iter().filter(|n| n.phase == Phase::Before).filter_map(|n| n.done.or(n.target)).max(),
    };
    shown.or(expected)
}
