//! Public holidays by country, from the file that `scripts/public-holidays.py` writes. They come with the program: no server is asked.

use serde::Deserialize;
use std::{collections::BTreeMap, sync::OnceLock};
use tandem_shared::{calendar::Holiday, day::Day};

const FILE: &str = include_str!("../holidays/holidays.json");

/// The file as it is written: name → dates per country, which is a third of the size of date → name.
#[derive(Deserialize)]
struct Written {
    countries: Vec<WrittenCountry>,
}

#[derive(Deserialize)]
struct WrittenCountry {
    code: String,
    name: String,
    holidays: BTreeMap<String, Vec<Day>>,
}

/// What is known, read once.
struct Known {
    countries: Vec<(String, String)>,
    /// Holidays by date, in the order of `countries`.
    holidays: Vec<Vec<Holiday>>,
}

fn known() -> &'static Known {
    static KNOWN: OnceLock<Known> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let read =
            serde_json::from_str(FILE).inspect_err(|error| tracing::error!(%error, "the holidays are unreadable"));
        let written: Written = read.unwrap_or(Written { countries: Vec::new() });
        let (mut countries, mut holidays) = (Vec::new(), Vec::new());
        for country in written.countries {
            countries.push((country.code, country.name));
            holidays.push(by_date(country.holidays));
        }
        Known { countries, holidays }
    })
}

fn by_date(names: BTreeMap<String, Vec<Day>>) -> Vec<Holiday> {
    let each = |(name, dates): (String, Vec<Day>)| {
        dates.into_iter().map(move |date| Holiday { date, name: name.clone() }).collect::<Vec<_>>()
    };
    let mut holidays: Vec<Holiday> = names.into_iter().flat_map(each).collect();
    holidays.sort_by(|a, b| (a.date, &a.name).cmp(&(b.date, &b.name)));
    holidays
}

/// The countries whose public holidays are known: ISO 3166-1 code and English name, by code.
#[must_use]
pub fn countries() -> &'static [(String, String)] {
    &known().countries
}

/// Whether a country's public holidays are known.
#[must_use]
pub fn is_known(code: &str) -> bool {
    place(code).is_some()
}

fn place(code: &str) -> Option<usize> {
    countries().iter().position(|(known, _)| known == code)
}

/// The public holidays of a whole country from one day to another, both included, by date; none for a country that is not known.
#[must_use]
pub fn between(code: &str, from: Day, to: Day) -> Vec<Holiday> {
    let all = place(code).and_then(|n| known().holidays.get(n)).map_or(&[][..], Vec::as_slice);
    let first = all.partition_point(|holiday| holiday.date < from);
    all.iter().skip(first).take_while(|holiday| holiday.date <= to).cloned().collect()
}

/// The public holidays that a plan's calendar holds: from a year before today to three years after.
#[must_use]
pub fn around(code: &str, today: Day) -> Vec<Holiday> {
    between(code, today.plus_days(-366), today.plus_days(3 * 366))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn year(code: &str, year: i32) -> Vec<String> {
        let of = |rest: &str| day(&format!("{year}-{rest}"));
        between(code, of("01-01"), of("12-31")).into_iter().map(|h| format!("{} {}", h.date, h.name)).collect()
    }

    #[test]
    fn the_holidays_of_germany_are_those_of_the_whole_country() {
        let expected = [
            "2026-01-01 New Year's Day",
            "2026-04-03 Good Friday",
            "2026-04-06 Easter Monday",
            "2026-05-01 Labor Day",
            "2026-05-14 Ascension Day",
            "2026-05-25 Pentecost Monday",
            "2026-10-03 German Unity Day",
            "2026-12-25 Christmas Day",
            "2026-12-26 Second Day of Christmas",
        ];
        assert_eq!(year("DE", 2026), expected);
    }

    #[test]
    fn a_holiday_on_a_saturday_is_also_kept_on_its_substitute() {
        let july: Vec<Day> = between("US", day("2026-07-01"), day("2026-07-31")).iter().map(|h| h.date).collect();
        assert_eq!(july, [day("2026-07-03"), day("2026-07-04")], "the fourth is a Saturday in 2026");
    }

    #[test]
    fn at_least_forty_countries_are_known_for_every_year() {
        assert!(countries().len() >= 40 && countries().is_sorted());
        for (code, name) in countries() {
            assert!(code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase()) && !name.is_empty());
            for y in 2024..=2036 {
                assert!(year(code, y).len() >= 4, "{code} {y}");
            }
        }
    }

    #[test]
    fn dates_are_in_order_and_within_what_was_asked_for() {
        for (code, _) in countries() {
            let found = between(code, day("2025-03-01"), day("2029-02-28"));
            assert!(found.is_sorted_by_key(|h| h.date), "{code}");
            assert!(found.iter().all(|h| h.date >= day("2025-03-01") && h.date <= day("2029-02-28")));
        }
        assert_eq!(between("GB", day("2026-12-25"), day("2026-12-25")).len(), 1);
    }

    #[test]
    fn a_calendar_holds_a_year_back_and_three_ahead() {
        let found = around("FR", day("2026-06-15"));
        assert_eq!(found.first().map(|h| h.date), Some(day("2025-07-14")));
        assert_eq!(found.last().map(|h| h.date), Some(day("2029-05-21")));
    }

    #[test]
    fn an_unknown_country_has_none() {
        assert!(!is_known("XX") && !is_known("de") && is_known("DE"));
        assert!(between("XX", day("2026-01-01"), day("2026-12-31")).is_empty());
    }
}
