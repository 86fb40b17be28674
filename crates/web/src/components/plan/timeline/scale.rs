//! How days become places in the drawing, and the other way round.

use tandem_shared::{day::Day, milestone::Milestone, plan::Plan};

/// Width of the drawing.
pub(crate) const WIDTH: i64 = 1090;
/// Where days begin; the names of the stages stand left of it.
pub(crate) const LEFT: i64 = 130;
const RIGHT: i64 = 24;
/// Room after the last date, so that a milestone can be dragged beyond it: a part of the whole.
const ROOM: i64 = 8;

/// A span of days over the width of the drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Scale {
    pub(super) first: Day,
    pub(super) days: i64,
}

/// The day on which a milestone was reached, or is to be.
pub(super) fn end_of(milestone: &Milestone) -> Option<Day> {
    milestone.completed_at.map(Day::of_instant).or(milestone.target_date)
}

/// The day on which it begins, if it ends on this one.
pub(super) fn begin_of(milestone: &Milestone, end: Day) -> Day {
    let length = milestone.duration_days.map(i64::from).unwrap_or_default();
    milestone.start_date.unwrap_or_else(|| end.plus_days(-(length * 7 / 5))).min(end)
}

impl Scale {
    /// Over everything that is dated in a plan, and over these days besides; nothing when no milestone has a date.
    pub(crate) fn of(plan: &Plan, more: &[Day]) -> Option<Self> {
        plan.milestones.iter().find_map(end_of)?;
        let of = |m: &Milestone| {
            [m.start_date, m.agreed_date, m.target_date, end_of(m), end_of(m).map(|end| begin_of(m, end))]
        };
        let dated = plan.milestones.iter().flat_map(of).flatten();
        let (mut first, mut last) = (plan.today, plan.today);
        for day in dated.chain(plan.anchor_date).chain(more.iter().copied()) {
            first = first.min(day);
            last = last.max(day);
        }
        // A busy period that ended last year, or a fiscal year that ends in three, must not squeeze the plan together.
        let (from, to) = (first.plus_days(-14), last.plus_days(45));
        for c in plan.constraints.iter().filter(|c| c.last_day() >= from && c.start_date <= to) {
            first = first.min(c.start_date.max(from));
            last = last.max(c.last_day().min(to));
        }
        let first = first.plus_days(-3);
        let span = last.days_since(first);
        Some(Self { first, days: (span + (span / ROOM).max(7)).max(14) })
    }

    /// The day at the right edge.
    pub(super) fn last(self) -> Day {
        self.first.plus_days(self.days)
    }

    /// Where a day begins.
    pub(crate) fn x(self, day: Day) -> i64 {
        LEFT + day.days_since(self.first) * (WIDTH - LEFT - RIGHT) / self.days
    }

    /// [`Self::x`], held within the drawing.
    pub(super) fn x_within(self, day: Day) -> i64 {
        self.x(day).clamp(LEFT, WIDTH - RIGHT)
    }

    /// The day that lies so many units of the drawing away.
    pub(crate) fn shifted(self, day: Day, units: f64) -> Day {
        #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "a few thousand days")]
        let days = (units * self.days as f64 / (WIDTH - LEFT - RIGHT) as f64).round() as i64;
        day.plus_days(days).clamp(self.first, self.last())
    }

    /// Thousandths of a unit that one day takes.
    pub(super) const fn day_width(self) -> i64 {
        (WIDTH - LEFT - RIGHT) * 1000 / self.days
    }
}

/// Firsts and fifteenths of months, firsts only, or firsts of quarters, as fits.
pub(super) fn ticks(scale: Scale) -> Vec<(i64, Day)> {
    let wanted = |day: Day| {
        let (_, month, of_month) = day.parts();
        match scale.days {
            ..=30 => matches!(of_month, 1 | 8 | 15 | 22),
            31..=130 => matches!(of_month, 1 | 15),
            131..=400 => of_month == 1,
            _ => of_month == 1 && month % 3 == 1,
        }
    };
    let days = (0..=scale.days).map(|n| scale.first.plus_days(n));
    days.filter(|day| wanted(*day)).map(|day| (scale.x(day), day)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::plan::example;

    #[test]
    fn a_day_is_found_again_where_it_was_drawn() {
        let plan = example::plan();
        let scale = Scale::of(&plan, &[]).unwrap();
        for n in 0..scale.last().days_since(plan.today) {
            let day = plan.today.plus_days(n);
            let units = scale.x(day) - scale.x(plan.today);
            let found = scale.shifted(plan.today, units as f64);
            assert!(found.days_since(day).abs() <= 1, "{day} {found}");
        }
        assert_eq!(scale.shifted(plan.today, 1e9), scale.last(), "held at the edge");
    }

    #[test]
    fn there_is_room_behind_the_last_date_to_drag_to() {
        let plan = example::plan();
        let scale = Scale::of(&plan, &[]).unwrap();
        let last = plan.milestones.iter().filter_map(|m| m.target_date).max().unwrap();
        assert!(scale.last() >= last.plus_days(7));
    }

    #[test]
    fn a_plan_of_years_has_few_dates_along_the_top() {
        let mut plan = example::plan();
        plan.anchor_date = Some(plan.today.plus_days(900));
        assert!((8..=14).contains(&ticks(Scale::of(&plan, &[]).unwrap()).len()));
    }

    #[test]
    fn a_plan_without_dates_has_no_scale() {
        let mut plan = example::plan();
        plan.milestones.truncate(1);
        plan.milestones[0].completed_at = None;
        plan.milestones[0].target_date = None;
        assert_eq!(Scale::of(&plan, &[]), None);
    }
}
