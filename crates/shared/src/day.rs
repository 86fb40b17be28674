//! Civil dates and instants. A [`Day`] has no time zone; a [`Timestamp`] is an instant in UTC. Both have one text form, in JSON and in the store.

use serde::{Deserialize, Serialize};
use std::str::FromStr;
use time::{Date, Duration, Month, OffsetDateTime, Weekday};

/// A civil date, `YYYY-MM-DD`, from 1900-01-01 to 2199-12-31.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, format = Date, example = "2026-03-19"))]
pub struct Day(Date);

/// The text is not a date of the form `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotADay;

impl std::fmt::Display for NotADay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("must be a date of the form YYYY-MM-DD between 1900 and 2199")
    }
}

impl Day {
    /// The date of a year, month (1–12) and day of the month, if there is one.
    #[must_use]
    pub fn of(year: i32, month: u8, day: u8) -> Option<Self> {
        if !(1900..=2199).contains(&year) {
            return None;
        }
        Date::from_calendar_date(year, Month::try_from(month).ok()?, day).ok().map(Self)
    }

    /// The UTC date of an instant.
    #[must_use]
    pub fn of_instant(at: Timestamp) -> Self {
        Self(at.to_time().date())
    }

    /// Year, month (1–12), day of the month.
    #[must_use]
    pub fn parts(self) -> (i32, u8, u8) {
        let (year, month, day) = self.0.to_calendar_date();
        (year, month.into(), day)
    }

    /// The day of the week.
    #[must_use]
    pub fn weekday(self) -> Weekday {
        self.0.weekday()
    }

    /// This date moved by calendar days; stays at the calendar's edge.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        Self(self.0.saturating_add(Duration::days(days)))
    }

    /// Calendar days from `earlier` to this date; negative when this one is earlier.
    #[must_use]
    pub fn days_since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0).whole_days()
    }

    /// Monday to Friday. Holidays and each side's own calendar come with scheduling.
    #[must_use]
    pub fn is_working_day(self) -> bool {
        !matches!(self.0.weekday(), Weekday::Saturday | Weekday::Sunday)
    }

    /// Working days (Monday to Friday) after `earlier`, up to and including this date; negative when this one is earlier.
    #[must_use]
    pub fn working_days_since(self, earlier: Self) -> i64 {
        if self < earlier {
            return -earlier.working_days_since(self);
        }
        let days = self.days_since(earlier);
        let (weeks, rest) = (days / 7, days % 7);
        let extra = (1..=rest).filter(|n| earlier.plus_days(*n).is_working_day()).count();
        weeks * 5 + i64::try_from(extra).unwrap_or(0)
    }

    /// The working day that lies `n` working days after this date (`n` ≥ 0; 0 gives this date).
    #[must_use]
    pub fn plus_working_days(self, n: u32) -> Self {
        let mut day = self;
        let mut left = n;
        while left > 0 {
            day = day.plus_days(1);
            left -= u32::from(day.is_working_day());
        }
        day
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (year, month, day) = self.parts();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl FromStr for Day {
    type Err = NotADay;
    fn from_str(text: &str) -> Result<Self, NotADay> {
        let bytes = text.as_bytes();
        let number = |range: std::ops::Range<usize>| -> Option<u16> {
            bytes.get(range)?.iter().try_fold(0u16, |sum, b| b.is_ascii_digit().then(|| sum * 10 + u16::from(b - b'0')))
        };
        if bytes.len() != 10 || bytes.get(4) != Some(&b'-') || bytes.get(7) != Some(&b'-') {
            return Err(NotADay);
        }
        let (Some(year), Some(month), Some(day)) = (number(0..4), number(5..7), number(8..10)) else {
            return Err(NotADay);
        };
        let (Ok(month), Ok(day)) = (u8::try_from(month), u8::try_from(day)) else { return Err(NotADay) };
        Self::of(i32::from(year), month, day).ok_or(NotADay)
    }
}

/// An instant in UTC with microseconds, RFC 3339 in JSON, microseconds since 1970 in the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime, example = "2026-03-19T08:30:00.000000Z"))]
pub struct Timestamp(i64);

/// The text is not an RFC 3339 instant in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotATimestamp;

impl std::fmt::Display for NotATimestamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("must be an instant of the form YYYY-MM-DDTHH:MM:SSZ")
    }
}

impl Timestamp {
    /// From microseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Microseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// Whole seconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn seconds(self) -> i64 {
        self.0.div_euclid(1_000_000)
    }

    /// This instant moved by seconds.
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1_000_000)))
    }

    /// Seconds from `earlier` to this instant.
    #[must_use]
    pub const fn seconds_since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0) / 1_000_000
    }

    fn to_time(self) -> OffsetDateTime {
        OffsetDateTime::from_unix_timestamp_nanos(i128::from(self.0) * 1000).unwrap_or(OffsetDateTime::UNIX_EPOCH)
    }
}

impl std::fmt::Display for Timestamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let day = Day::of_instant(*self);
        let within = self.0.rem_euclid(86_400_000_000);
        let (seconds, micros) = (within / 1_000_000, within % 1_000_000);
        write!(f, "{day}T{:02}:{:02}:{:02}.{micros:06}Z", seconds / 3600, seconds / 60 % 60, seconds % 60)
    }
}

impl FromStr for Timestamp {
    type Err = NotATimestamp;
    fn from_str(text: &str) -> Result<Self, NotATimestamp> {
        let day: Day = text.get(0..10).ok_or(NotATimestamp)?.parse().map_err(|_| NotATimestamp)?;
        let rest =
            text.get(10..).and_then(|r| r.strip_prefix('T')).and_then(|r| r.strip_suffix('Z')).ok_or(NotATimestamp)?;
        let (clock, fraction) = rest.split_once('.').unwrap_or((rest, "0"));
        let mut parts = clock.split(':').map(|p| if p.len() == 2 { p.parse::<i64>().ok() } else { None });
        let (Some(Some(h)), Some(Some(m)), Some(Some(s)), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(NotATimestamp);
        };
        let digits_ok = !fraction.is_empty() && fraction.bytes().all(|b| b.is_ascii_digit());
        if h > 23 || m > 59 || s > 59 || !digits_ok {
            return Err(NotATimestamp);
        }
        let micros: i64 = format!("{fraction:0<6}").get(0..6).and_then(|f| f.parse().ok()).ok_or(NotATimestamp)?;
        let days = day.0.to_julian_day() - Date::from_ordinal_date(1970, 1).map_or(0, Date::to_julian_day);
        Ok(Self((i64::from(days) * 86_400 + h * 3600 + m * 60 + s) * 1_000_000 + micros))
    }
}

macro_rules! as_text {
    ($($name:ident),*) => {$(
        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.collect_str(self)
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                <std::borrow::Cow<'de, str>>::deserialize(d)?.parse().map_err(serde::de::Error::custom)
            }
        }
    )*};
}
as_text!(Day, Timestamp);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn a_day_that_does_not_exist_is_refused() {
        for text in ["2026-02-29", "2026-13-01", "2026-1-1", "26-01-01", "2026-01-01T", "1899-12-31", "２０２６-01-01"]
        {
            assert!(text.parse::<Day>().is_err(), "{text}");
        }
    }

    #[test]
    fn working_days_skip_the_weekend() {
        assert_eq!(day("2026-03-23").working_days_since(day("2026-03-20")), 1, "Friday to Monday");
        assert_eq!(day("2026-03-20").working_days_since(day("2026-03-23")), -1);
        assert_eq!(day("2026-03-22").working_days_since(day("2026-03-20")), 0, "Friday to Sunday");
        assert_eq!(day("2026-03-20").plus_working_days(6), day("2026-03-30"));
    }

    #[test]
    fn an_instant_reads_back_as_written() {
        let at: Timestamp = "2026-03-19T08:30:00.25Z".parse().unwrap();
        assert_eq!(at.to_string(), "2026-03-19T08:30:00.250000Z");
        assert_eq!(Timestamp::from_micros(0).to_string(), "1970-01-01T00:00:00.000000Z");
        assert!("2026-03-19T24:30:00Z".parse::<Timestamp>().is_err());
        assert!("2026-03-19 08:30:00Z".parse::<Timestamp>().is_err());
    }

    proptest! {
        #[test]
        fn working_days_add_up(start in 0i64..40_000, a in 0i64..500, b in 0i64..500) {
            let d0 = day("1970-01-01").plus_days(start);
            let (d1, d2) = (d0.plus_days(a), d0.plus_days(a + b));
            prop_assert_eq!(d2.working_days_since(d0), d1.working_days_since(d0) + d2.working_days_since(d1));
            let counted = (1..=a).filter(|n| d0.plus_days(*n).is_working_day()).count();
            prop_assert_eq!(d1.working_days_since(d0), i64::try_from(counted).unwrap());
        }

        #[test]
        fn any_instant_round_trips(micros in 0i64..7_258_118_400_000_000) {
            let at = Timestamp::from_micros(micros);
            prop_assert_eq!(at.to_string().parse::<Timestamp>().unwrap(), at);
        }
    }
}
