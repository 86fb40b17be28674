//! How numbers, days and lists are said in evidence.

use crate::day::Day;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `1 action`, `3 actions`, `no actions`.
pub(super) fn count(n: i64, one: &str) -> String {
    match n {
        0 => ["no ", one, "s"].concat(),
        1 => ["1 ", one].concat(),
        _ => [&n.to_string(), " ", one, "s"].concat(),
    }
}

/// `5 April`, with the year when it is not this one.
pub(super) fn day(day: Day, today: Day) -> String {
    let (year, month, date) = day.parts();
    let month = MONTHS.get(usize::from(month) - 1).copied().unwrap_or_default();
    if year == today.parts().0 {
        [&date.to_string(), " ", month].concat()
    } else {
        [&date.to_string(), " ", month, " ", &year.to_string()].concat()
    }
}

/// `a, b and c`.
pub(super) fn list(parts: &[&str]) -> String {
    match parts {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [most @ .., last] => [&most.join(", "), " and ", last].concat(),
    }
}
