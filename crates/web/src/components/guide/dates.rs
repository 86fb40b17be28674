//! The third question: the buyer's true timeline.

use super::{
    fields::{Choices, DaysField},
    known::Period,
    talk::Talk,
};
use crate::components::ui::{Button, DateField, Field, FormRow, IconButton, IconName, Kind, Select, rows};
use leptos::prelude::*;
use tandem_shared::{
    calendar::Country,
    constraint::ConstraintKind,
    guide::{BudgetRhythm, HardDateKind},
};

/// Countries whose holidays are known, those that are still being fetched being none.
pub type Countries = Signal<Vec<Country>>;

fn hard_kinds() -> Vec<(&'static str, &'static str, &'static str)> {
    let of = |kind: HardDateKind, label, more| (kind.as_str(), label, more);
    vec![
        ("", "Not known yet", "Asking for it becomes the first action of the plan."),
        of(HardDateKind::BoardMeeting, "A board meeting", ""),
        of(HardDateKind::BudgetCycle, "The end of a budget cycle", ""),
        of(HardDateKind::FiscalYear, "The end of the fiscal year", ""),
        of(HardDateKind::GoLive, "A go-live", "The signature is needed earlier, by the time the implementation takes."),
        of(HardDateKind::ContractEnd, "The end of a contract in force", ""),
    ]
}

fn rhythms() -> Vec<(String, String)> {
    let word = |r: &BudgetRhythm| match r {
        BudgetRhythm::Unknown => "Not known yet",
        BudgetRhythm::AnyTime => "Whenever they are asked for",
        BudgetRhythm::Monthly => "In a meeting each month",
        BudgetRhythm::Quarterly => "In one meeting a quarter",
    };
    BudgetRhythm::ALL.iter().map(|r| (r.to_string(), word(r).to_owned())).collect()
}

fn period_kinds() -> Vec<(String, String)> {
    let kinds = [
        (ConstraintKind::BusyPeriod, "Busy period"),
        (ConstraintKind::Holiday, "Company holiday"),
        (ConstraintKind::BoardMeeting, "Board meeting"),
        (ConstraintKind::BudgetCycle, "Budget deadline"),
        (ConstraintKind::FiscalYear, "End of fiscal year"),
        (ConstraintKind::Deadline, "Another deadline"),
        (ConstraintKind::Other, "Something else"),
    ];
    kinds.map(|(kind, text)| (kind.to_string(), text.to_owned())).to_vec()
}

/// The hard date, other dates, budget and country.
pub(super) fn timeline(talk: Talk, countries: Countries) -> AnyView {
    let options = Signal::derive(move || {
        let mut all: Vec<_> = countries.with(|all| all.iter().map(|c| (c.code.clone(), c.name.clone())).collect());
        all.sort_by(|a: &(String, String), b| a.1.cmp(&b.1));
        all.insert(0, (String::new(), "Not known yet".to_owned()));
        all
    });
    view! {
        <Choices legend="Which date can the buyer not move?" value=talk.hard_kind choices=hard_kinds() />
        {move || (!talk.hard_kind.with(String::is_empty)).then(|| hard_date(talk))}
        <FormRow>
            <Select label="When are budgets decided?" value=talk.budget options=rhythms() />
            <Select label="Whose public holidays do they keep?" value=talk.country options=options hint="Nothing is scheduled on them. While it is not known, only 1 January is kept free." error=talk.error("/country") />
        </FormRow>
        {periods(talk)}
    }
    .into_any()
}

fn hard_date(talk: Talk) -> AnyView {
    let is_live = Memo::new(move |_| talk.hard_kind.with(|k| k == HardDateKind::GoLive.as_str()));
    let lead = move || {
        let error = talk.error("/hard_date/lead_days");
        is_live.get().then(|| view! { <DaysField label="Working days from signature to go-live" value=talk.lead_days hint="20 when it stays empty." error=error /> }.into_any())
    };
    view! {
        <div class="guide-person">
            <FormRow>
                <DateField label="Hard date" value=talk.hard_date error=talk.error("/hard_date/date") />
                <Field label="About it" value=talk.hard_note optional=true hint="Both sides read it." error=talk.error("/hard_date/note") />
                {lead}
            </FormRow>
        </div>
    }
    .into_any()
}

fn periods(talk: Talk) -> AnyView {
    let keys = Memo::new(move |_| talk.periods.with(|all| all.iter().map(|p| p.key.to_string()).collect::<Vec<_>>()));
    let add = move |_| talk.add_period();
    let row = move |key: String| {
        let found = talk.periods.with_untracked(|all| all.iter().find(|p| p.key.to_string() == key).copied());
        found.map(|found| period(talk, found)).into_any()
    };
    view! {
        <fieldset class="field">
            <legend class="field-label">"Other dates: board meetings, busy periods, deadlines"</legend>
            {rows(keys, row)}
            <div><Button icon=IconName::Plus kind=Kind::Ghost on_click=add>"Add a date or a period"</Button></div>
        </fieldset>
    }
    .into_any()
}

fn period(talk: Talk, period: Period) -> AnyView {
    // Only rows with a day are sent, so what is wrong is found by its place among those.
    let at = move |field: &'static str| {
        Signal::derive(move || {
            let place = talk
                .periods
                .with(|all| all.iter().filter(|p| p.start.with(Option::is_some)).position(|p| p.key == period.key))?;
            talk.error(format!("/dates/{place}/{field}")).get()
        })
    };
    let remove = move |_| talk.periods.update(|all| all.retain(|p| p.key != period.key));
    view! {
        <div class="guide-period">
            <Select label="Kind" value=period.kind options=period_kinds() />
            <DateField label="From" value=period.start error=at("start_date") />
            <DateField label="Until" value=period.end optional=true error=at("end_date") />
            <Field label="Note" value=period.note optional=true error=at("note") />
            <IconButton icon=IconName::Trash label="Remove this date" on_click=remove />
        </div>
    }
    .into_any()
}
