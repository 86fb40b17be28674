//! The days on which a side works: its weekdays, less public holidays, less the busy periods and company holidays among the plan's constraints.
//! Joint work needs both sides, so a joint day is open only when both are. A side whose country is not known keeps 1 January and no other public holiday.
//!
//! Open days are numbered once over a window of dates; after that every question is one or two look-ups, however far apart the dates are.

use crate::{
    calendar::{Calendar, Calendars},
    constraint::Constraint,
    day::Day,
    plan::Plan,
    stakeholder::Side,
};

/// The longest window, in calendar days: all that a date can be, from 1900 to 2199.
const WINDOW_MAX: i64 = 110_000;
/// Calendar days before and after today that [`WorkingDays::of`] covers.
const AROUND: i64 = 1_500;

/// The open days of a side, over a window of dates.
#[derive(Clone, Debug)]
pub struct WorkingDays {
    first: Day,
    /// How many open days lie before each day of the window, and before the day after it.
    ranks: Vec<i32>,
    /// The open days, as days since `first`.
    open: Vec<i32>,
}

impl WorkingDays {
    /// The open days of a side from `first` to `last`.
    #[must_use]
    pub fn new(calendars: &Calendars, constraints: &[Constraint], side: Side, first: Day, last: Day) -> Self {
        let length = usize::try_from(last.days_since(first).clamp(0, WINDOW_MAX) + 1).unwrap_or(1);
        let mut is_open = vec![true; length];
        for one in [Side::Buyer, Side::Seller] {
            if let Some(calendar) = calendars.of(one).filter(|_| side == one || side == Side::Joint) {
                close_calendar(&mut is_open, calendar, first);
            }
        }
        for c in constraints.iter().filter(|c| c.kind.is_closed()) {
            if c.side == side || c.side == Side::Joint || side == Side::Joint {
                close(&mut is_open, c.start_date.days_since(first), c.last_day().days_since(first));
            }
        }
        Self::count(first, &is_open)
    }

    /// The open days of a side of a plan, about four years before and after today.
    #[must_use]
    pub fn of(plan: &Plan, side: Side) -> Self {
        let (first, last) = (plan.today.plus_days(-AROUND), plan.today.plus_days(AROUND));
        Self::new(&plan.calendars, &plan.constraints, side, first, last)
    }

    fn count(first: Day, is_open: &[bool]) -> Self {
        let mut ranks = Vec::with_capacity(is_open.len() + 1);
        let mut open = Vec::with_capacity(is_open.len());
        let mut rank = 0;
        for (day, is_open) in (0..).zip(is_open) {
            ranks.push(rank);
            if *is_open {
                open.push(day);
                rank += 1;
            }
        }
        ranks.push(rank);
        Self { first, ranks, open }
    }

    /// Whether the side works on this day. Days outside the window are closed.
    #[must_use]
    pub fn is_open(&self, day: Day) -> bool {
        let day = self.offset(day);
        self.rank(day + 1) > self.rank(day)
    }

    /// This day, or the first open one after it; `None` when the window has none.
    #[must_use]
    pub fn next_open(&self, day: Day) -> Option<Day> {
        self.day_at(self.rank(self.offset(day)))
    }

    /// This day, or the last open one before it; `None` when the window has none.
    #[must_use]
    pub fn previous_open(&self, day: Day) -> Option<Day> {
        self.day_at(self.rank(self.offset(day) + 1) - 1)
    }

    /// The `n`-th open day after this one, or before it when `n` is negative; for 0 see [`Self::next_open`].
    #[must_use]
    pub fn add(&self, day: Day, n: i32) -> Option<Day> {
        let day = self.offset(day);
        match n {
            0 => self.day_at(self.rank(day)),
            1.. => self.day_at(self.rank(day + 1) + n - 1),
            _ => self.day_at(self.rank(day) + n),
        }
    }

    /// The last day of work that takes `days` open days (at least 1) and may begin on `start`.
    #[must_use]
    pub fn finish(&self, start: Day, days: i32) -> Option<Day> {
        self.day_at(self.rank(self.offset(start)) + days.max(1) - 1)
    }

    /// The day on which work of `days` open days (at least 1) must begin to end by `finish`.
    #[must_use]
    pub fn start(&self, finish: Day, days: i32) -> Option<Day> {
        self.day_at(self.rank(self.offset(finish) + 1) - days.max(1))
    }

    /// Open days after `earlier`, up to and including `later`; negative when `later` is the earlier one.
    #[must_use]
    pub fn between(&self, earlier: Day, later: Day) -> i64 {
        i64::from(self.open_between(self.offset(earlier), self.offset(later)))
    }

    fn day_at(&self, rank: i32) -> Option<Day> {
        let offset = *self.open.get(usize::try_from(rank).ok()?)?;
        Some(self.day(offset))
    }

    /// A date as days since the window's first; the window's edge when it lies outside.
    pub(crate) fn offset(&self, day: Day) -> i32 {
        let last = i64::try_from(self.ranks.len()).unwrap_or(1) - 1;
        i32::try_from(day.days_since(self.first).clamp(-1, last)).unwrap_or(0)
    }

    /// The date so many days after the window's first.
    pub(crate) fn day(&self, offset: i32) -> Day {
        self.first.plus_days(i64::from(offset))
    }

    /// How many open days lie before this one.
    pub(crate) fn rank(&self, day: i32) -> i32 {
        let at = usize::try_from(day).unwrap_or(0).min(self.ranks.len().saturating_sub(1));
        self.ranks.get(at).copied().unwrap_or(0)
    }

    /// The open day of this number, held at the first and the last; the window's end when everything is closed.
    pub(crate) fn nth(&self, rank: i32) -> i32 {
        let at = usize::try_from(rank).unwrap_or(0).min(self.open.len().saturating_sub(1));
        self.open.get(at).copied().unwrap_or_else(|| self.end())
    }

    /// The last day of the window.
    pub(crate) fn end(&self) -> i32 {
        i32::try_from(self.ranks.len()).unwrap_or(2) - 2
    }

    /// [`Self::next_open`] in offsets, held at the window's edge.
    pub(crate) fn next(&self, day: i32) -> i32 {
        self.nth(self.rank(day))
    }

    /// [`Self::previous_open`] in offsets, held at the window's edge.
    pub(crate) fn previous(&self, day: i32) -> i32 {
        self.nth(self.rank(day + 1) - 1)
    }

    /// [`Self::finish`] in offsets, held at the window's edge.
    pub(crate) fn last_of(&self, start: i32, days: i32) -> i32 {
        self.nth(self.rank(start) + days.max(1) - 1)
    }

    /// [`Self::start`] in offsets, held at the window's edge.
    pub(crate) fn first_of(&self, finish: i32, days: i32) -> i32 {
        self.nth(self.rank(finish + 1) - days.max(1))
    }

    /// [`Self::between`] in offsets.
    pub(crate) fn open_between(&self, earlier: i32, later: i32) -> i32 {
        self.rank(later + 1) - self.rank(earlier + 1)
    }
}

fn close_calendar(is_open: &mut [bool], calendar: &Calendar, first: Day) {
    let mut works = [false; 7];
    for weekday in &calendar.weekdays {
        if let Some(works) = works.get_mut(*weekday as usize) {
            *works = true;
        }
    }
    let weekdays = works.iter().cycle().skip(usize::from(first.weekday().number_days_from_monday()));
    for (open, works) in is_open.iter_mut().zip(weekdays) {
        *open &= *works;
    }
    for holiday in &calendar.holidays {
        let day = holiday.date.days_since(first);
        close(is_open, day, day);
    }
    // Whose country is not known keeps the one day that is kept nearly everywhere.
    let years = (calendar.country.is_none()).then(|| first.parts().0..=2199).into_iter().flatten();
    let new_years = years.filter_map(|year| Some(Day::of(year, 1, 1)?.days_since(first)));
    let length = i64::try_from(is_open.len()).unwrap_or(WINDOW_MAX);
    new_years.take_while(|day| *day < length).for_each(|day| close(is_open, day, day));
}

/// Closes the days from `from` to `to`, both included; what lies outside the window is left.
fn close(is_open: &mut [bool], from: i64, to: i64) {
    let begin = usize::try_from(from.max(0)).unwrap_or(usize::MAX);
    let count = usize::try_from(to - from.max(0) + 1).unwrap_or(0);
    is_open.iter_mut().skip(begin).take(count).for_each(|open| *open = false);
}
