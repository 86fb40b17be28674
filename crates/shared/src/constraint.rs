//! The buyer's calendar: dates and periods that a plan must honour. At most one is the anchor, the hard date that the plan is scheduled back from.

use crate::{
    day::Day,
    error::{Input, Problems},
    id::ConstraintId,
    milestone::Visibility,
    patch::Patch,
    stakeholder::Side,
    text,
    words::words,
};
use serde::{Deserialize, Serialize};

words! {
    /// What a constraint is about.
    ConstraintKind {
        /// A budget must be spent or asked for by then.
        BudgetCycle = "budget_cycle",
        /// A board, or another body that decides, meets.
        BoardMeeting = "board_meeting",
        /// A fiscal year or quarter ends.
        FiscalYear = "fiscal_year",
        /// People are there but have no time: nothing is scheduled in it.
        BusyPeriod = "busy_period",
        /// A company holiday: nothing is scheduled in it.
        Holiday = "holiday",
        /// A contract in force ends, or another date that will not move.
        Deadline = "deadline",
        /// Something else; the note says what.
        Other = "other",
    }
}

impl ConstraintKind {
    /// Whether its side does not work in it.
    #[must_use]
    pub const fn is_closed(self) -> bool {
        matches!(self, Self::BusyPeriod | Self::Holiday)
    }
}

/// Longest constraint, in days.
pub const CONSTRAINT_DAYS_MAX: i64 = 370;

/// A date or period of the buyer's calendar (or of the seller's, when `side` says so).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Constraint {
    /// Its id.
    pub id: ConstraintId,
    /// What it is about.
    pub kind: ConstraintKind,
    /// Whose calendar it stands in.
    pub side: Side,
    /// The day, or the first of the period.
    pub start_date: Day,
    /// The last day of the period; null for a single day.
    pub end_date: Option<Day>,
    /// Whether the plan is scheduled back from it. At most one in a plan.
    pub anchor: bool,
    /// In words, such as *Board approves budgets above 100 k only here*.
    pub note: String,
    /// Who may see it.
    pub visibility: Visibility,
    /// Whether the caller's session created it.
    #[serde(default)]
    pub mine: bool,
    /// Grows with every change; the ETag.
    pub version: i32,
}

impl Constraint {
    /// Its last day.
    #[must_use]
    pub fn last_day(&self) -> Day {
        self.end_date.unwrap_or(self.start_date)
    }

    /// The day by which the signature must be there, if it is the anchor: the day of a meeting, the last day of a period.
    #[must_use]
    pub fn hard_date(&self) -> Day {
        self.last_day()
    }
}

/// A constraint to add.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewConstraint {
    /// What it is about.
    pub kind: ConstraintKind,
    /// The buyer's when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side: Option<Side>,
    /// The day, or the first of the period.
    pub start_date: Day,
    /// The last day of the period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_date: Option<Day>,
    /// Makes it the anchor in place of the one before.
    #[serde(default)]
    pub anchor: bool,
    /// In words.
    #[serde(default)]
    pub note: String,
    /// `shared` when left out; guests cannot make internal ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visibility: Option<Visibility>,
}

impl Input for NewConstraint {
    fn check(&mut self, problems: &mut Problems) {
        text::line(problems, "/note", &mut self.note);
        check_period(problems, self.start_date, self.end_date);
        if self.side == Some(Side::Joint) {
            problems.add("/side", "not_a_calendar", "must be buyer or seller");
        }
    }
}

/// A change of a constraint.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ConstraintPatch {
    /// New kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<ConstraintKind>,
    /// New first day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start_date: Option<Day>,
    /// New last day, or null.
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Day>))]
    pub end_date: Patch<Day>,
    /// `true` makes it the anchor in place of the one before, `false` leaves the plan without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anchor: Option<bool>,
    /// New note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// New visibility; sellers only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visibility: Option<Visibility>,
}

impl Input for ConstraintPatch {
    fn check(&mut self, problems: &mut Problems) {
        self.note.iter_mut().for_each(|t| text::line(problems, "/note", t));
        // Checked once more against the date that stays, by the service.
        if let Some(start) = self.start_date {
            check_period(problems, start, self.end_date.value().copied());
        }
    }
}

/// Notes a period that ends before it begins, or that is longer than a year.
pub fn check_period(problems: &mut Problems, start: Day, end: Option<Day>) {
    let Some(end) = end else { return };
    if end < start {
        problems.add("/end_date", "before_start", format!("must not be before the start, {start}"));
    } else if end.days_since(start) > CONSTRAINT_DAYS_MAX {
        problems.add("/end_date", "too_long", format!("must be at most {CONSTRAINT_DAYS_MAX} days after the start"));
    }
}
