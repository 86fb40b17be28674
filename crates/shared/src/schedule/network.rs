//! A plan as a network of numbers: days since the first day of a window, milestones by their place. Everything that schedules works on this.

use super::{lengths, order, working_days::WorkingDays};
use crate::{
    day::Day,
    id::{ConstraintId, MilestoneId},
    milestone::{Milestone, MilestoneKind},
    plan::Plan,
    stakeholder::Side,
};

/// What a milestone has to do with the signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// It must be reached before the signature, or is it.
    Before,
    /// It follows the signature; the anchor does not bind it.
    After,
}

/// A milestone that is not called off.
#[derive(Clone, Debug)]
pub struct Node<'a> {
    pub milestone: &'a Milestone,
    /// Its dates in the plan.
    pub start: Option<i32>,
    pub target: Option<i32>,
    /// The day it was reached.
    pub done: Option<i32>,
    /// The day work on it began, while it is under way.
    pub begun: Option<i32>,
    /// Open days it takes in all, and from today on.
    pub length: i32,
    pub remaining: i32,
    /// The length is a guess by its kind.
    pub assumed: bool,
    pub phase: Phase,
    /// What must be reached before, and what follows: what the plan says, and what follows from the signature.
    pub before: Vec<usize>,
    pub after: Vec<usize>,
}

impl Node<'_> {
    pub fn is_open(&self) -> bool {
        self.done.is_none()
    }
}

/// The milestones of a plan that are not called off, what depends on what, and the days on which each side works.
#[derive(Clone, Debug)]
pub struct Network<'a> {
    pub nodes: Vec<Node<'a>>,
    /// Predecessors first.
    pub order: Vec<usize>,
    pub signature: Option<usize>,
    pub today: i32,
    pub anchor: Option<(i32, Option<&'a ConstraintId>)>,
    calendars: [WorkingDays; 3],
}

impl<'a> Network<'a> {
    /// The network of a plan, with a window wide enough for all work to be done one after the other, and `more` open days beside.
    pub fn of(plan: &'a Plan, more: i64) -> Self {
        let milestones: Vec<&Milestone> = plan.milestones.iter().filter(|m| m.cancelled_at.is_none()).collect();
        let (first, last) = window(plan, &milestones, more);
        let calendar = |side| WorkingDays::new(&plan.calendars, &plan.constraints, side, first, last);
        let calendars = [calendar(Side::Buyer), calendar(Side::Seller), calendar(Side::Joint)];
        let at = |day: Day| calendars[0].offset(day);
        let marked = plan.constraints.iter().find(|c| c.anchor);
        let anchor = marked.map(|c| (at(c.hard_date()), Some(&c.id))).or(plan.anchor_date.map(|day| (at(day), None)));
        let today = at(plan.today);
        let nodes = milestones.iter().map(|m| node(m, &at)).collect();
        let signature = milestones.iter().position(|m| m.kind == MilestoneKind::Signature);
        let mut network = Self { nodes, order: Vec::new(), signature, today, anchor, calendars };
        order::link(&mut network);
        lengths::measure(&mut network);
        network
    }

    /// The open days of a side.
    pub fn calendar(&self, side: Side) -> &WorkingDays {
        let [buyer, seller, joint] = &self.calendars;
        match side {
            Side::Buyer => buyer,
            Side::Seller => seller,
            Side::Joint => joint,
        }
    }

    /// The open days of a milestone's owner side.
    pub fn calendar_of(&self, node: &Node<'_>) -> &WorkingDays {
        self.calendar(node.milestone.owner_side)
    }

    /// The calendar that the date of signature is counted in.
    pub fn calendar_of_signature(&self) -> &WorkingDays {
        self.calendar(self.signature.and_then(|n| self.nodes.get(n)).map_or(Side::Joint, |n| n.milestone.owner_side))
    }

    /// A day as days since the window's first.
    pub fn at(&self, day: Day) -> i32 {
        self.calendars[0].offset(day)
    }

    /// The date of a day of the window.
    pub fn day(&self, at: i32) -> Day {
        self.calendars[0].day(at)
    }

    /// The place of a milestone.
    pub fn find(&self, id: &MilestoneId) -> Option<usize> {
        self.nodes.iter().position(|n| n.milestone.id == *id)
    }

    /// Whether the anchor binds a milestone: it is open and leads to a signature that is not there yet.
    pub fn is_bound(&self, node: &Node<'_>) -> bool {
        node.is_open() && node.phase == Phase::Before && !self.is_signed()
    }

    /// Whether the signature is there.
    pub fn is_signed(&self) -> bool {
        self.signature.and_then(|n| self.nodes.get(n)).is_some_and(|n| !n.is_open())
    }

    /// The nodes with their places, predecessors first.
    pub fn in_order(&self) -> impl DoubleEndedIterator<Item = (usize, &Node<'a>)> {
        self.order.iter().filter_map(|n| self.nodes.get(*n).map(|node| (*n, node)))
    }
}

fn node<'a>(m: &'a Milestone, at: &dyn Fn(Day) -> i32) -> Node<'a> {
    Node {
        milestone: m,
        start: m.start_date.map(at),
        target: m.target_date.map(at),
        done: m.completed_at.map(|instant| at(Day::of_instant(instant))),
        begun: None,
        length: 1,
        remaining: 1,
        assumed: false,
        phase: Phase::Before,
        before: Vec::new(),
        after: Vec::new(),
    }
}

/// Dates that hold everything: all dates of the plan, and on both sides of them all the work that is left, in a row, at the pace of the side that works
/// the fewest days.
fn window(plan: &Plan, milestones: &[&Milestone], more: i64) -> (Day, Day) {
    let dates = milestones.iter().flat_map(|m| [m.start_date, m.target_date, m.completed_at.map(Day::of_instant)]);
    let hard = plan.constraints.iter().filter(|c| c.anchor).map(|c| Some(c.hard_date()));
    let mut first = plan.today;
    let mut last = plan.today;
    for day in dates.chain(hard).chain([plan.anchor_date, plan.deal.seller_close_date]).flatten() {
        first = first.min(day);
        last = last.max(day);
    }
    let open = milestones.iter().filter(|m| m.completed_at.is_none());
    let work: i64 = open.map(|m| m.duration_days.map_or(lengths::USUAL_MAX, i64::from)).sum::<i64>() + more;
    let closed = plan.constraints.iter().filter(|c| c.kind.is_closed());
    let closed: i64 = closed.map(|c| c.last_day().days_since(c.start_date) + 1).sum();
    let [buyer, seller] = [&plan.calendars.buyer, &plan.calendars.seller];
    let both = buyer.weekdays.iter().filter(|d| seller.weekdays.contains(d)).count();
    let a_week = i64::try_from(both).unwrap_or(7).max(1);
    let holidays = i64::try_from(buyer.holidays.len() + seller.holidays.len()).unwrap_or(0);
    let span = work * 7 / a_week + closed + holidays + 40;
    // Far enough for any plan that people make, and still a small table, unless someone asks for a date that is further away.
    let span = span.min(12_000.max(more * 7));
    let [begin, end] = [Day::of(1900, 1, 1), Day::of(2199, 12, 31)];
    let (first, last) = (first.plus_days(-span), last.plus_days(span));
    (begin.map_or(first, |edge| first.max(edge)), end.map_or(last, |edge| last.min(edge)))
}
