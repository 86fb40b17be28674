//! Dates, weeks and the gap between two dates, in words.

use crate::components::plan::{outline::DayWords, wording};
use tandem_shared::{calendar::Weekday, constraint::Constraint, day::Day, plan::Plan};

/// The seller's close date against the plan's signature.
pub(crate) fn close_gap(plan: &Plan, days: DayWords) -> Option<String> {
    let (close, signature) = (plan.deal.seller_close_date?, plan.signature_date?);
    let gap = match signature.working_days_since(close) {
        0 => "the same day".to_owned(),
        n if n > 0 => wording::working_days(n) + " later",
        n => wording::working_days(-n) + " earlier",
    };
    Some(
        ["Our close date is ", &days(close), "; the plan has the signature on ", &days(signature), ": ", &gap, "."]
            .concat(),
    )
}

/// A day of the week.
pub(crate) fn weekday(day: Weekday) -> String {
    let word = day.as_str();
    let (head, tail) = word.split_at(1);
    crate::browser::upper(head) + tail
}

/// A working week: *Monday to Friday*, *Sunday to Thursday*, else each day.
pub(crate) fn week(weekdays: &[Weekday]) -> String {
    let name = |day: &Weekday| weekday(*day);
    let places: Vec<usize> =
        weekdays.iter().filter_map(|day| Weekday::ALL.iter().position(|known| known == day)).collect();
    // A week that goes over Sunday begins after the gap.
    let first = places.iter().position(|p| !places.contains(&((p + 6) % 7))).unwrap_or(0);
    let is_run = places.len() > 2 && places.iter().filter(|p| !places.contains(&((**p + 6) % 7))).count() == 1;
    let mut ordered: Vec<&Weekday> = weekdays.iter().collect();
    ordered.rotate_left(first.min(weekdays.len()));
    match (ordered.first(), ordered.last()) {
        (Some(from), Some(to)) if is_run => [&name(from), " to ", &name(to)].concat(),
        _ => ordered.into_iter().map(name).collect::<Vec<_>>().join(", "),
    }
}

/// A constraint's dates: *Thu 2 Apr*, *Mon 6 Apr to Fri 17 Apr*.
pub(crate) fn period(c: &Constraint, days: DayWords) -> String {
    match c.end_date.filter(|end| *end != c.start_date) {
        Some(end) => [&days(c.start_date), " to ", &days(end)].concat(),
        None => days(c.start_date),
    }
}

/// A date, or a dash.
pub(crate) fn or_dash(day: Option<Day>, days: DayWords) -> String {
    day.map_or_else(|| "–".to_owned(), days)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::plan::example;

    fn iso(day: Day) -> String {
        day.to_string()
    }

    #[test]
    fn a_week_is_said_as_a_run_where_it_is_one() {
        use Weekday as W;
        let week_days = [W::Monday, W::Tuesday, W::Wednesday, W::Thursday, W::Friday];
        assert_eq!(week(&week_days), "Monday to Friday");
        assert_eq!(week(&[W::Monday, W::Tuesday, W::Wednesday, W::Thursday, W::Sunday]), "Sunday to Thursday");
        assert_eq!(week(&[W::Monday, W::Wednesday, W::Friday]), "Monday, Wednesday, Friday");
        assert_eq!(week(&[W::Tuesday]), "Tuesday");
        assert_eq!(week(Weekday::ALL), "Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday");
    }

    #[test]
    fn the_gap_to_our_close_date_is_counted_in_working_days_and_never_hidden() {
        let mut plan = example::plan();
        plan.deal.seller_close_date = plan.signature_date.map(|day| day.plus_days(-14));
        let said = close_gap(&plan, iso).unwrap();
        assert!(said.ends_with(": 10 working days later."), "{said}");
        plan.deal.seller_close_date = plan.signature_date;
        assert!(close_gap(&plan, iso).unwrap().ends_with(": the same day."));
        plan.deal.seller_close_date = None;
        assert_eq!(close_gap(&plan, iso), None, "a guest does not know it");
    }
}
