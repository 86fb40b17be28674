//! A working week as boxes to tick, countries and months to choose from, and the next public holidays.

use crate::{
    components::ui::{Checkbox, Select},
    format,
};
use leptos::prelude::*;
use tandem_shared::{
    calendar::{Country, Holiday, Weekday},
    day::Day,
    spoken,
};

/// How many holidays are shown ahead.
const AHEAD: usize = 6;

/// The days of the week on which somebody works.
#[component]
pub fn Week(
    /// The ticked ones.
    days: RwSignal<Vec<Weekday>>,
    /// What is wrong with them.
    #[prop(into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let box_of = move |day: Weekday| {
        let toggle = move |on: bool| {
            days.update(|days| {
                days.retain(|d| *d != day);
                if on {
                    days.push(day);
                }
            });
        };
        view! { <Checkbox label=format::sentence(day.as_str()) checked=Signal::derive(move || days.with(|d| d.contains(&day))) on_change=toggle /> }
    };
    view! {
        <fieldset class="field">
            <legend class="field-label">"Working days"</legend>
            <div class="flex flex-wrap gap-x-4 gap-y-1">{Weekday::ALL.iter().map(|d| box_of(*d)).collect_view()}</div>
            <p class="field-note" class:field-error=move || error.get().is_some()>{move || error.get()}</p>
        </fieldset>
    }
}

/// The country whose public holidays are kept; the empty value is none.
#[component]
pub fn CountrySelect(
    /// The chosen code.
    value: RwSignal<String>,
    /// Those that are known.
    countries: Vec<Country>,
    /// What is wrong with it.
    #[prop(into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let options = country_options(countries);
    view! { <Select label="Public holidays of" value=value options=options hint="Nothing is scheduled on them. Regional holidays can be added to a plan as company holidays." error=error /> }
}

/// Countries by name, none of them first.
fn country_options(mut countries: Vec<Country>) -> Vec<(String, String)> {
    countries.sort_by(|a, b| a.name.cmp(&b.name));
    let none = (String::new(), "No country".to_owned());
    std::iter::once(none).chain(countries.into_iter().map(|c| (c.code, c.name))).collect()
}

/// The month in which the fiscal year begins.
#[component]
pub fn FiscalYear(
    /// The month, 1–12.
    value: RwSignal<String>,
    /// What is wrong with it.
    #[prop(into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let options: Vec<_> = (1..=12).map(|n: u8| (n.to_string(), spoken::month(n).to_owned())).collect();
    view! { <Select label="The fiscal year begins in" value=value options=options hint="Plan health says when a signature date is only the end of one of your own periods." error=error /> }
}

/// The next ones from today on.
fn next(holidays: &[Holiday], today: Day) -> Vec<&Holiday> {
    holidays.iter().filter(|h| h.date >= today).take(AHEAD).collect()
}

/// The next public holidays of a country.
#[component]
pub fn NextHolidays(
    /// Those around today, in order.
    #[prop(into)]
    holidays: Signal<Vec<Holiday>>,
) -> impl IntoView {
    let rows = move || {
        let today = format::today();
        let row = |h: &Holiday| view! { <li class="people-row"><span class="people-text">{h.name.clone()}</span><span class="action-date">{format::day(h.date)}</span></li> };
        holidays.with(|all| next(all, today).into_iter().map(row).collect_view())
    };
    let is_empty = move || holidays.with(Vec::is_empty);
    view! {
        <Show when=move || !is_empty() fallback=|| view! { <p class="muted text-sm">"No country is chosen, so of the public holidays only 1 January is kept."</p> }>
            <ul class="people-list">{rows}</ul>
        </Show>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn the_next_holidays_begin_today() {
        let all = ["2026-01-01", "2026-05-01", "2026-12-25"];
        let all = all.map(|d| Holiday { date: day(d), name: d.to_owned() });
        let dates = |today: &str| next(&all, day(today)).iter().map(|h| h.name.as_str()).collect::<Vec<_>>();
        assert_eq!(dates("2026-05-01"), ["2026-05-01", "2026-12-25"]);
        assert!(dates("2026-12-26").is_empty());
    }

    #[test]
    fn countries_are_offered_by_name_and_none_comes_first() {
        let country = |code: &str, name: &str| Country { code: code.to_owned(), name: name.to_owned() };
        let options = country_options(vec![country("CH", "Switzerland"), country("DE", "Germany")]);
        let names: Vec<_> = options.iter().map(|(_, name)| name.as_str()).collect();
        assert_eq!(names, ["No country", "Germany", "Switzerland"]);
    }
}
