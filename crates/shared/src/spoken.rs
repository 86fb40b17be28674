//! How days are said in texts that the rules write, in English. Screens say their own days in the reader's language.

use crate::day::Day;

/// The name of a month, 1–12.
#[must_use]
pub const fn month(number: u8) -> &'static str {
    match number {
        1 => "January",
        2 => "February",
        3 => "March",
        4 => "April",
        5 => "May",
        6 => "June",
        7 => "July",
        8 => "August",
        9 => "September",
        10 => "October",
        11 => "November",
        _ => "December",
    }
}

/// `19 March`; with the year when it is not that of `near`.
#[must_use]
pub fn day(day: Day, near: Day) -> String {
    let (year, number_of_month, number) = day.parts();
    let text = [&number.to_string(), " ", month(number_of_month)].concat();
    if year == near.parts().0 { text } else { [&text, " ", &year.to_string()].concat() }
}

/// A text with each of its dates, written `YYYY-MM-DD`, said otherwise: reasons of a status keep dates as they are, for every reader to have their own.
pub fn days_in(text: &str, say: impl Fn(Day) -> String) -> String {
    let word = |word: &str| {
        let bare = word.trim_end_matches([',', '.']);
        let rest = word.get(bare.len()..).unwrap_or_default();
        bare.parse().map_or_else(|_| word.to_owned(), |day| say(day) + rest)
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_of_another_year_has_its_year() {
        let of = |text: &str| text.parse::<Day>().unwrap();
        assert_eq!(day(of("2026-03-19"), of("2026-12-01")), "19 March");
        assert_eq!(day(of("2027-12-01"), of("2026-12-01")), "1 December 2027");
    }

    #[test]
    fn dates_in_a_text_are_said_and_the_rest_stays() {
        let text = "Waits for “Pilot 2026-1”, which ends 2026-03-27, after 2026-03-20.";
        let said = days_in(text, |day| day.parts().2.to_string());
        assert_eq!(said, "Waits for “Pilot 2026-1”, which ends 27, after 20.");
    }
}
