//! When the buyer works, and how far our close date lies from the plan's signature.

use super::{
    date_words,
    dates::{DateWish, Dates},
};
use crate::{
    components::plan::{
        board::Board,
        draft::Draft,
        editor::{Editor, Save, editor},
        fields::{Choice, Field, Kind},
        forms::checked,
        wish::Wish,
        wording,
    },
    format,
};
use leptos::prelude::*;
use tandem_shared::{
    access::Permission,
    calendar::{Calendar, CalendarInput, Country, Holiday, Weekday},
    day::Day,
    plan::{Plan, PlanPatch},
    stakeholder::Side,
};

const WEEK: &str = "buyers-week";
const GAP: &str = "close-gap";
/// Public holidays told ahead.
const AHEAD: usize = 3;

/// The buyer's working week and public holidays, with the form that changes them.
pub(super) fn week(dates: Dates, may: bool) -> AnyView {
    let board = Board::here();
    let said =
        move || dates.plan.with(|p| dates.countries.with(|known| calendar_in_words(p, &p.calendars.buyer, known)));
    let change = move || {
        (may && !board.has_form(WEEK)).then(|| view! { " "<button type="button" class="quiet" on:click=move |_| board.open_form(WEEK)>"Change"</button> })
    };
    let form = move || board.has_form(WEEK).then(|| form(dates));
    view! { <h3>"When they work"</h3><p>{said}{change}</p>{form} }.into_any()
}

/// *Nimbus works Monday to Friday and keeps the public holidays of Germany; the next is Good Friday on Fri 3 Apr.*
fn calendar_in_words(plan: &Plan, calendar: &Calendar, known: &[Country]) -> String {
    let head = [&wording::side(plan, Side::Buyer), " works ", &date_words::week(&calendar.weekdays)].concat();
    let Some(code) = &calendar.country else {
        return head + ". No country is chosen, so of the public holidays only 1 January is kept.";
    };
    let country = known.iter().find(|c| c.code == *code).map_or(code.as_str(), |c| c.name.as_str());
    let next = upcoming(&calendar.holidays, plan.today);
    let next = next.iter().map(|h| [&h.name, " on ", &format::day(h.date)].concat()).collect::<Vec<_>>().join(", ");
    let tail = if next.is_empty() { ".".to_owned() } else { ["; next ", &next, "."].concat() };
    [&head, " and keeps the public holidays of ", country, &tail].concat()
}

fn upcoming(holidays: &[Holiday], today: Day) -> Vec<&Holiday> {
    holidays.iter().filter(|h| h.date >= today).take(AHEAD).collect()
}

fn form(dates: Dates) -> AnyView {
    let of = |p: &Plan| {
        let buyer = &p.calendars.buyer;
        let week: Vec<&str> = buyer.weekdays.iter().map(|d| d.as_str()).collect();
        let country = buyer.country.clone().unwrap_or_default();
        (Draft::of(vec![("weekdays", week.join(" ")), ("country", country)]), p.version)
    };
    let days = Weekday::ALL.iter().map(|d| Choice::of(d.as_str(), &date_words::weekday(*d))).collect();
    let mut countries = dates.countries.get_untracked();
    countries.sort_by(|a, b| a.name.cmp(&b.name));
    let countries = countries.iter().map(|c| Choice::of(&c.code, &c.name));
    let countries = std::iter::once(Choice::of("", "Not known: 1 January only")).chain(countries).collect();
    let fields = vec![
        Field::new("weekdays", "Working days", Kind::Many(days)),
        Field::new("country", "Public holidays of", Kind::One(countries))
            .hint("Nothing is scheduled on them. Regional holidays are company holidays: add them above."),
    ];
    let (base, version) = dates.plan.with_untracked(of);
    let save = Callback::new(move |(draft, _, version, answer): Save| {
        let week = CalendarInput {
            weekdays: draft.parts("weekdays").into_iter().filter_map(Weekday::from_word).collect(),
            country: Some(draft.get("country").to_owned()).filter(|c| !c.is_empty()),
        };
        if let Some(week) = checked(week, answer) {
            dates.ask.run((DateWish::Week(version, week), Some(answer)));
        }
    });
    let now = Callback::new(move |()| Some(dates.plan.with_untracked(of)));
    let key = WEEK.to_owned();
    editor(Editor { key, save_label: "Save", fields, base, version, save, now: Some(now), again: false })
}

/// How far our close date lies from the plan's signature, for sellers; why, for both.
pub(super) fn gap(dates: Dates) -> AnyView {
    let board = Board::here();
    let may = board.may(Permission::EditPlan);
    let said = move || dates.plan.with(|p| date_words::close_gap(p, format::day));
    let note = move || dates.plan.with(|p| p.conduct.close_gap_note.clone());
    let body = move || {
        let (said, note) = (said(), note());
        if said.is_none() && note.is_empty() {
            return None;
        }
        let is_gap = dates.plan.with(|p| p.deal.seller_close_date != p.signature_date);
        let why = if note.is_empty() && is_gap { "Nobody has said why yet.".to_owned() } else { note };
        let edit = (may && !board.has_form(GAP)).then(|| view! { " "<button type="button" class="quiet" on:click=move |_| board.open_form(GAP)>"Say why"</button> });
        Some(view! { <h3>"Our close date and the plan"</h3><p>{said}" "<span class="dim">{why}</span>{edit}</p> })
    };
    let form = move || board.has_form(GAP).then(|| gap_form(dates));
    view! { {body}{form} }.into_any()
}

fn gap_form(dates: Dates) -> AnyView {
    let board = Board::here();
    let of = |p: &Plan| (Draft::of(vec![("close_gap_note", p.conduct.close_gap_note.clone())]), p.version);
    let fields = vec![
        Field::new("close_gap_note", "Why the two dates differ", Kind::Line("text"))
            .hint("Both sides read it. A gap that is explained is no surprise.")
            .wide(),
    ];
    let (base, version) = dates.plan.with_untracked(of);
    let save = Callback::new(move |(draft, base, version, answer): Save| {
        let close_gap_note = draft.changed(&base, "close_gap_note").map(str::to_owned);
        if let Some(patch) = checked(PlanPatch { close_gap_note, ..PlanPatch::default() }, answer) {
            board.ask_and_hear(Wish::ChangePlan(version, patch), answer);
        }
    });
    let now = Callback::new(move |()| Some(dates.plan.with_untracked(of)));
    let key = GAP.to_owned();
    editor(Editor { key, save_label: "Save", fields, base, version, save, now: Some(now), again: false })
}
