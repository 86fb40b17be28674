//! Random plans: a few milestones of both sides with dependencies, durations, dates, holidays, busy periods, and now and then something done.

use super::build::{Building, anchor, constraint, milestone, noon, plan};
use proptest::prelude::*;
use tandem_shared::{
    calendar::{Holiday, Weekday},
    constraint::{Constraint, ConstraintKind},
    milestone::{Milestone, MilestoneKind},
    plan::Plan,
    stakeholder::Side,
};

/// What a milestone is made from.
#[derive(Clone, Debug)]
pub struct Step {
    side: u8,
    days: i32,
    after: u8,
    start: Option<i64>,
    target: Option<i64>,
    done: bool,
}

/// What a plan is made from.
#[derive(Clone, Debug)]
pub struct Recipe {
    pub steps: Vec<Step>,
    weekdays: [u8; 2],
    holidays: Vec<i64>,
    busy: Vec<(bool, i64, i64)>,
    pub anchor: Option<i64>,
    today: i64,
    reversed: bool,
}

fn step() -> impl Strategy<Value = Step> {
    let date = || prop::option::of(-12i64..50);
    (0u8..3, 1i32..9, any::<u8>(), date(), date(), 0u8..4).prop_map(|(side, days, after, start, target, done)| Step {
        side,
        days,
        after,
        start,
        target: target.filter(|t| start.is_none_or(|s| s <= *t)),
        done: done == 0,
    })
}

/// Any plan.
pub fn recipes() -> impl Strategy<Value = Recipe> {
    let steps = prop::collection::vec(step(), 1..7);
    let holidays = prop::collection::vec(0i64..80, 0..5);
    let busy = prop::collection::vec((any::<bool>(), 0i64..60, 0i64..9), 0..3);
    let anchor = prop::option::of(-5i64..90);
    (steps, any::<[u8; 2]>(), holidays, busy, anchor, 0i64..14, any::<bool>()).prop_map(
        |(steps, weekdays, holidays, busy, anchor, today, reversed)| Recipe {
            steps,
            weekdays,
            holidays,
            busy,
            anchor,
            today,
            reversed,
        },
    )
}

impl Recipe {
    /// The same plan without dates of its own, done or under way, and with both sides working the same days.
    pub fn plain(mut self) -> Self {
        for step in &mut self.steps {
            (step.start, step.target, step.done, step.side) = (None, None, false, 2);
        }
        self
    }

    /// The plan. Its last milestone is the signature, and everything leads to it.
    pub fn plan(&self) -> Plan {
        let mut plan = plan("2026-03-02");
        plan.today = plan.today.plus_days(self.today);
        let mut leads_on = vec![false; self.steps.len()];
        for (n, step) in self.steps.iter().enumerate() {
            let last = n + 1 == self.steps.len();
            let before: Vec<usize> = (0..n).filter(|b| step.after >> b & 1 == 1 || (last && !leads_on[*b])).collect();
            before.iter().for_each(|b| leads_on[*b] = true);
            let ready = before.iter().all(|b| plan.milestones[*b].completed_at.is_some());
            plan.milestones.push(made(&plan, n, step, last).after(&before));
            if step.done && ready && !last {
                let day = plan.today.plus_days(-i64::from(step.days));
                plan.milestones[n].completed_at = Some(noon(day));
            }
        }
        if self.reversed {
            plan.milestones.reverse();
        }
        self.calendars(&mut plan);
        plan
    }

    fn calendars(&self, plan: &mut Plan) {
        // Wednesday is open for both, so that joint work is possible.
        let open = |mask: u8| {
            let wanted = |d: &&Weekday| **d == Weekday::Wednesday || mask >> (**d as u8) & 1 == 1;
            Weekday::ALL.iter().filter(wanted).copied().collect()
        };
        plan.calendars.buyer.weekdays = open(self.weekdays[0]);
        plan.calendars.seller.weekdays = open(self.weekdays[1]);
        let day = |n: i64| plan.today.plus_days(n);
        plan.calendars.buyer.holidays =
            self.holidays.iter().map(|n| Holiday { date: day(*n), name: "Holiday".into() }).collect();
        for (n, (seller, from, length)) in self.busy.iter().enumerate() {
            let made = constraint(n, ConstraintKind::BusyPeriod, "2026-03-02", None);
            let side = if *seller { Side::Seller } else { Side::Buyer };
            plan.constraints.push(Constraint {
                side,
                start_date: day(*from),
                end_date: Some(day(from + length)),
                ..made
            });
        }
        if let Some(n) = self.anchor {
            plan.constraints.push(Constraint { start_date: day(n), ..anchor("2026-03-02") });
        }
    }
}

fn made(plan: &Plan, n: usize, step: &Step, last: bool) -> Milestone {
    let side = [Side::Buyer, Side::Seller, Side::Joint][usize::from(step.side)];
    let kind = if last { MilestoneKind::Signature } else { MilestoneKind::Standard };
    Milestone {
        start_date: step.start.map(|n| plan.today.plus_days(n)),
        target_date: step.target.map(|n| plan.today.plus_days(n)),
        ..milestone(n, "Reached").side(side).kind(kind).days(step.days)
    }
}
