//! Working days: a calendar per side, with its weekdays, its public holidays and its busy periods. Scheduling counts in these; slip counts in plain
//! Monday-to-Friday days (`Day::working_days_since`), so that a figure once agreed does not change with a calendar.

use crate::{
    day::Day,
    error::{Input, Problems},
    stakeholder::Side,
    words::words,
};
use serde::{Deserialize, Serialize};

words! {
    /// A day of the week.
    Weekday {
        /// Monday.
        Monday = "monday",
        /// Tuesday.
        Tuesday = "tuesday",
        /// Wednesday.
        Wednesday = "wednesday",
        /// Thursday.
        Thursday = "thursday",
        /// Friday.
        Friday = "friday",
        /// Saturday.
        Saturday = "saturday",
        /// Sunday.
        Sunday = "sunday",
    }
}

/// A public holiday.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Holiday {
    /// The day.
    pub date: Day,
    /// Its name, in English.
    pub name: String,
}

/// When one side works.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Calendar {
    /// The days of the week on which this side works, in order, at least one.
    pub weekdays: Vec<Weekday>,
    /// The country whose public holidays it keeps, ISO 3166-1 in capitals; null for none.
    pub country: Option<String>,
    /// The public holidays of that country from a year before today to three years after, in order; nothing is closed for holidays outside.
    pub holidays: Vec<Holiday>,
}

impl Default for Calendar {
    fn default() -> Self {
        use Weekday as W;
        Self {
            weekdays: vec![W::Monday, W::Tuesday, W::Wednesday, W::Thursday, W::Friday],
            country: None,
            holidays: Vec::new(),
        }
    }
}

/// The calendars of both sides.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Calendars {
    /// The buying company's, kept by the plan.
    pub buyer: Calendar,
    /// The selling company's, kept by the organization.
    pub seller: Calendar,
}

impl Calendars {
    /// The calendar of a side; joint work needs both, see `schedule::WorkingDays`.
    #[must_use]
    pub const fn of(&self, side: Side) -> Option<&Calendar> {
        match side {
            Side::Buyer => Some(&self.buyer),
            Side::Seller => Some(&self.seller),
            Side::Joint => None,
        }
    }
}

/// A calendar as it is to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CalendarInput {
    /// The days of the week on which this side works, at least one.
    pub weekdays: Vec<Weekday>,
    /// The country whose public holidays it keeps, ISO 3166-1 in capitals; null for none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
}

impl Input for CalendarInput {
    fn check(&mut self, problems: &mut Problems) {
        self.check_at(problems, "");
    }
}

impl CalendarInput {
    /// Tidies and checks; `at` is the pointer to this calendar. That a country's holidays are known is checked by the server, which has them.
    pub fn check_at(&mut self, problems: &mut Problems, at: &str) {
        self.weekdays.sort_unstable();
        self.weekdays.dedup();
        if self.weekdays.is_empty() {
            problems.add(format!("{at}/weekdays"), "empty", "must name at least one working day");
        }
    }
}
