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
    /// The country whose public holidays it keeps, ISO 3166-1 in capitals; null when it is not known: then 1 January is the only one kept.
    pub country: Option<String>,
    /// The public holidays of that country from a year before today to three years after, in order; nothing is closed for holidays outside, but for 1 January where the country is not known.
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
    /// The country whose public holidays it keeps, ISO 3166-1 in capitals; null when it is not known: then 1 January is the only one kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
}

impl Input for CalendarInput {
    fn check(&mut self, problems: &mut Problems) {
        check_working_week(problems, &mut self.weekdays, &mut self.country);
    }
}

/// Tidies and checks. That a country's holidays are known is checked by the server, which has them.
fn check_working_week(problems: &mut Problems, weekdays: &mut Vec<Weekday>, country: &mut Option<String>) {
    weekdays.sort_unstable();
    weekdays.dedup();
    if weekdays.is_empty() {
        problems.add("/weekdays", "empty", "must name at least one working day");
    }
    country.iter_mut().for_each(|code| *code = code.trim().to_uppercase());
}

/// A country whose public holidays are known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Country {
    /// ISO 3166-1 code in capitals.
    pub code: String,
    /// Its name, in English.
    pub name: String,
}

/// When the selling company works, and when its fiscal year begins. Its plans count the seller's working days by it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrganizationCalendar {
    /// The days of the week on which it works, in order, at least one.
    pub weekdays: Vec<Weekday>,
    /// The country whose public holidays it keeps, ISO 3166-1 in capitals; null when it is not known: then 1 January is the only one kept.
    pub country: Option<String>,
    /// The public holidays of that country from a year before today to three years after, in order.
    pub holidays: Vec<Holiday>,
    /// Month in which its fiscal year begins, 1–12.
    pub fiscal_year_start: i32,
    /// Grows with every change of the organization; the ETag.
    pub version: i32,
}

/// The organization's calendar as it is to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OrganizationCalendarInput {
    /// The days of the week on which it works, at least one.
    pub weekdays: Vec<Weekday>,
    /// The country whose public holidays it keeps, ISO 3166-1 in capitals; null when it is not known: then 1 January is the only one kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Month in which its fiscal year begins, 1–12.
    pub fiscal_year_start: i32,
}

impl Input for OrganizationCalendarInput {
    fn check(&mut self, problems: &mut Problems) {
        check_working_week(problems, &mut self.weekdays, &mut self.country);
        if !(1..=12).contains(&self.fiscal_year_start) {
            problems.add("/fiscal_year_start", "out_of_range", "must be a month, 1 to 12");
        }
    }
}
