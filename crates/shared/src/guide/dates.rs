//! The buyer's calendar from the answers, and days on which a side works.

use super::{
    answers::{Answers, HardDate, LEAD_DAYS},
    questions::HardDateKind as H,
    say::working_days,
};
use crate::{
    constraint::{Constraint, ConstraintKind as C},
    day::Day,
    id::ConstraintId,
    milestone::Visibility,
    plan::Plan,
    schedule::WorkingDays,
    spoken,
    stakeholder::Side,
};

/// The days on which each side works.
pub(super) struct Open {
    today: Day,
    buyer: WorkingDays,
    seller: WorkingDays,
    joint: WorkingDays,
}

impl Open {
    pub(super) fn of(plan: &Plan) -> Self {
        let days = |side| WorkingDays::of(plan, side);
        Self { today: plan.today, buyer: days(Side::Buyer), seller: days(Side::Seller), joint: days(Side::Joint) }
    }

    pub(super) const fn calendar(&self, side: Side) -> &WorkingDays {
        match side {
            Side::Buyer => &self.buyer,
            Side::Seller => &self.seller,
            Side::Joint => &self.joint,
        }
    }

    /// The last day from `floor` (and from today) to `day` on which a side works; `None` when there is none.
    pub(super) fn by(&self, side: Side, day: Day, floor: Day) -> Option<Day> {
        self.calendar(side).previous_open(day).filter(|found| *found >= floor.max(self.today))
    }

    /// The same, or else the first day after it on which the side works.
    pub(super) fn near(&self, side: Side, day: Day) -> Option<Day> {
        let day = day.max(self.today);
        self.by(side, day, self.today).or_else(|| self.calendar(side).next_open(day))
    }
}

/// Puts the dates and periods of the answers into the plan, the hard date as its anchor.
pub(super) fn mark(plan: &mut Plan, answers: &Answers) {
    for date in &answers.dates {
        let new = constraint(plan, date.kind, (date.start_date, date.end_date), &date.note);
        plan.constraints.push(new);
    }
    let Some(hard) = &answers.hard_date else { return };
    plan.constraints.iter_mut().for_each(|c| c.anchor = false);
    let kind = match hard.kind {
        H::BoardMeeting => C::BoardMeeting,
        H::BudgetCycle => C::BudgetCycle,
        H::FiscalYear => C::FiscalYear,
        H::GoLive | H::ContractEnd => C::Deadline,
    };
    if hard.kind == H::GoLive {
        let note = if hard.note.is_empty() { "Go-live" } else { hard.note.as_str() };
        let new = constraint(plan, C::Deadline, (hard.date, None), note);
        plan.constraints.push(new);
    }
    let (day, note) = signature_by(plan, hard);
    let new = Constraint { anchor: true, ..constraint(plan, kind, (day, None), &note) };
    plan.constraints.push(new);
    plan.anchor_date = Some(day);
}

/// The day by which the signature must be there, and why.
fn signature_by(plan: &Plan, hard: &HardDate) -> (Day, String) {
    let lead = hard.lead_days.unwrap_or(LEAD_DAYS);
    if hard.kind != H::GoLive || lead == 0 {
        let usual = match hard.kind {
            H::ContractEnd => "The contract in force ends",
            _ => "",
        };
        let note = if hard.note.is_empty() { usual } else { hard.note.as_str() };
        return (hard.date, note.to_owned());
    }
    let days = WorkingDays::of(plan, Side::Buyer);
    let day = days.add(hard.date, -lead).unwrap_or_else(|| hard.date.plus_days(i64::from(-lead) * 7 / 5));
    let (lead, live) = (working_days(i64::from(lead)), spoken::day(hard.date, plan.today));
    (day, format!("The signature is needed {lead} before the go-live on {live}"))
}

fn constraint(plan: &Plan, kind: C, (start_date, end_date): (Day, Option<Day>), note: &str) -> Constraint {
    Constraint {
        id: ConstraintId::trusted(super::draft::made_up("con", plan.constraints.len())),
        kind,
        side: Side::Buyer,
        start_date,
        end_date,
        anchor: false,
        note: note.to_owned(),
        visibility: Visibility::Shared,
        mine: true,
        version: 1,
    }
}
