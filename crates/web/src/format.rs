//! Dates, relative words and money as the reader reads them. Dates come through the browser's own `Intl`; what needs no browser is pure and tested.

pub use crate::amount::{amount_text, minor_digits, parse_amount};
use js_sys::{Array, Date, Intl, Object, Reflect};
use std::cell::RefCell;
use tandem_shared::day::{Day, Timestamp};
use wasm_bindgen::JsValue;

/// How much of a date is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// Thu 19 Mar
    Weekday,
    /// Thu 19 Mar 2027
    WeekdayYear,
    /// 19 Mar
    Short,
    /// 19 Mar, 14:05
    Instant,
}

thread_local! {
    static FORMATS: RefCell<Vec<(Shape, Intl::DateTimeFormat)>> = const { RefCell::new(Vec::new()) };
}

fn options(pairs: &[(&str, &str)]) -> Object {
    let object = Object::new();
    for (key, value) in pairs {
        let _ = Reflect::set(&object, &JsValue::from_str(key), &JsValue::from_str(value));
    }
    object
}

fn shaped(shape: Shape, millis: f64) -> String {
    FORMATS.with_borrow_mut(|formats| {
        if !formats.iter().any(|(s, _)| *s == shape) {
            let day = [("weekday", "short"), ("day", "numeric"), ("month", "short"), ("timeZone", "UTC")];
            let options = match shape {
                Shape::Weekday => options(&day),
                Shape::WeekdayYear => options(&[day.as_slice(), &[("year", "numeric")]].concat()),
                Shape::Short => options(day.get(1..).unwrap_or(&[])),
                Shape::Instant => {
                    options(&[("day", "numeric"), ("month", "short"), ("hour", "2-digit"), ("minute", "2-digit")])
                }
            };
            formats.push((shape, Intl::DateTimeFormat::new(&Array::new(), &options)));
        }
        let Some((_, format)) = formats.iter().find(|(s, _)| *s == shape) else { return String::new() };
        let text = format.format().call1(&JsValue::NULL, &Date::new(&JsValue::from_f64(millis)));
        text.ok().and_then(|t| t.as_string()).unwrap_or_default()
    })
}

fn millis_of(day: Day) -> f64 {
    let epoch = Day::of_instant(Timestamp::from_micros(0));
    (day.days_since(epoch) * 86_400_000) as f64
}

/// Today in the reader's zone.
#[must_use]
pub fn today() -> Day {
    let now = Date::new_0();
    let day = Day::of(now.get_full_year().cast_signed(), now.get_month() as u8 + 1, now.get_date() as u8);
    day.unwrap_or_else(|| Day::of_instant(self::now()))
}

/// Now.
#[must_use]
pub fn now() -> Timestamp {
    Timestamp::from_micros((Date::now() * 1000.0) as i64)
}

/// The day of an instant in the reader's zone.
#[must_use]
pub fn local_day(at: Timestamp) -> Day {
    let date = Date::new(&JsValue::from_f64((at.micros() / 1000) as f64));
    Day::of(date.get_full_year().cast_signed(), date.get_month() as u8 + 1, date.get_date() as u8)
        .unwrap_or_else(|| Day::of_instant(at))
}

/// *Thu 19 Mar*; with the year when it is not this one.
#[must_use]
pub fn day(day: Day) -> String {
    let shape = if day.parts().0 == today().parts().0 { Shape::Weekday } else { Shape::WeekdayYear };
    shaped(shape, millis_of(day))
}

/// *19 Mar*, for narrow places that have the weekday nearby or in a title.
#[must_use]
pub fn day_short(day: Day) -> String {
    shaped(Shape::Short, millis_of(day))
}

/// *19 Mar, 14:05* in the reader's zone.
#[must_use]
pub fn instant(at: Timestamp) -> String {
    shaped(Shape::Instant, (at.micros() / 1000) as f64)
}

/// An amount in minor units with its currency, in the reader's language, without cents when there are none.
#[must_use]
pub fn money(minor: i64, currency: &str) -> String {
    let digits = minor_digits(currency);
    let whole = minor % 10i64.pow(digits) == 0;
    let options = options(&[("style", "currency"), ("currency", currency)]);
    if whole {
        let _ = Reflect::set(&options, &"minimumFractionDigits".into(), &0.into());
        let _ = Reflect::set(&options, &"maximumFractionDigits".into(), &0.into());
    }
    let value = minor as f64 / 10f64.powi(digits.cast_signed());
    let text = Intl::NumberFormat::new(&Array::new(), &options).format().call1(&JsValue::NULL, &value.into());
    text.ok().and_then(|t| t.as_string()).unwrap_or_else(|| format!("{} {currency}", amount_text(minor, currency)))
}

// What needs no browser.

fn counted(n: i64, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// A date beside today: *today*, *tomorrow*, *in 3 days*, *4 days ago*.
#[must_use]
pub fn relative(day: Day, today: Day) -> String {
    match day.days_since(today) {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        n if n > 0 => format!("in {n} days"),
        n => format!("{} days ago", -n),
    }
}

/// A date by which something is due: *today*, *in 3 days*, *4 days late*.
#[must_use]
pub fn due(day: Day, today: Day) -> String {
    let late = today.days_since(day);
    if late > 0 { format!("{} late", counted(late, "day", "days")) } else { relative(day, today) }
}

/// How long ago: *just now*, *5 minutes ago*, *3 hours ago*, *yesterday*, *16 days ago*.
#[must_use]
pub fn ago(at: Timestamp, now: Timestamp) -> String {
    let seconds = now.seconds_since(at);
    match seconds {
        ..60 => "just now".to_owned(),
        60..3600 => format!("{} ago", counted(seconds / 60, "minute", "minutes")),
        3600..86_400 => format!("{} ago", counted(seconds / 3600, "hour", "hours")),
        86_400..172_800 => "yesterday".to_owned(),
        _ => format!("{} ago", counted(seconds / 86_400, "day", "days")),
    }
}

/// Slip in words: *6 working days later than agreed*, *2 working days earlier than agreed*, *as agreed*.
#[must_use]
pub fn slip(days: i64) -> String {
    match days {
        0 => "as agreed".to_owned(),
        n if n > 0 => format!("{} later than agreed", counted(n, "working day", "working days")),
        n => format!("{} earlier than agreed", counted(-n, "working day", "working days")),
    }
}

/// A signature date against the seller's close date: *as in CRM*, *+11 days*, *−3 days*, in working days.
#[must_use]
pub fn gap(signature: Day, close: Day) -> String {
    match signature.working_days_since(close) {
        0 => "as in CRM".to_owned(),
        n if n > 0 => format!("+{}", counted(n, "working day", "working days")),
        n => format!("−{}", counted(-n, "working day", "working days")),
    }
}

/// `n` with its noun: *1 action*, *3 actions*.
#[must_use]
pub fn count(n: usize, one: &str, many: &str) -> String {
    counted(i64::try_from(n).unwrap_or(i64::MAX), one, many)
}

/// A word of the API as people read it: `needs_convincing` → *Needs convincing*.
#[must_use]
pub fn sentence(word: &str) -> String {
    let text = word.replace('_', " ");
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| crate::browser::upper(&c.to_string()) + chars.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn a_date_beside_today_is_said_in_words() {
        let today = d("2026-03-16");
        for (day, words) in [
            ("2026-03-16", "today"),
            ("2026-03-17", "tomorrow"),
            ("2026-03-19", "in 3 days"),
            ("2026-03-12", "4 days late"),
            ("2026-03-15", "1 day late"),
        ] {
            assert_eq!(due(d(day), today), words);
        }
        assert_eq!(relative(d("2026-03-12"), today), "4 days ago");
    }

    #[test]
    fn a_visit_is_said_by_its_distance() {
        let now: Timestamp = "2026-03-16T12:00:00Z".parse().unwrap();
        for (seconds, words) in [
            (5, "just now"),
            (60, "1 minute ago"),
            (7200, "2 hours ago"),
            (90_000, "yesterday"),
            (16 * 86_400, "16 days ago"),
            (-30, "just now"),
        ] {
            assert_eq!(ago(now.plus_seconds(-seconds), now), words);
        }
    }

    #[test]
    fn slip_and_gap_are_working_days() {
        assert_eq!(slip(6), "6 working days later than agreed");
        assert_eq!(slip(-1), "1 working day earlier than agreed");
        assert_eq!(slip(0), "as agreed");
        assert_eq!(gap(d("2026-04-15"), d("2026-03-31")), "+11 working days");
        assert_eq!(gap(d("2026-03-31"), d("2026-03-31")), "as in CRM");
    }

    #[test]
    fn a_word_of_the_api_becomes_a_sentence() {
        assert_eq!(sentence("needs_convincing"), "Needs convincing");
        assert_eq!(count(1, "action", "actions"), "1 action");
    }
}
