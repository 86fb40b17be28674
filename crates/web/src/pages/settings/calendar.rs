//! When the organization works: its week, its country's public holidays, its fiscal year.

use crate::{
    api::{self, ApiError, Identity, calendars},
    browser,
    components::{
        settings::{
            SettingsFrame,
            calendar::{CountrySelect, FiscalYear, NextHolidays, Week},
        },
        ui::{Button, Form, FormRow, Kind, Loading, Notice, Panel, Tone},
    },
    format, route,
    state::{Fetched, Sending, fetched, use_toasts},
};
use leptos::{prelude::*, task::spawn_local};
use tandem_shared::calendar::{Country, Holiday, OrganizationCalendar, OrganizationCalendarInput, Weekday};

/// The calendar with the countries to choose from.
type Shown = (OrganizationCalendar, Vec<Country>);

/// The organization's calendar.
#[component]
pub fn CalendarPage() -> impl IntoView {
    browser::set_title("Calendar");
    let calendar = fetched(|| async {
        let shown = calendars::organization().await?;
        Ok((shown, calendars::countries(&Identity::User).await?.data))
    });
    view! {
        <SettingsFrame current=route::CALENDAR>
            <Loading value=calendar.value failure=calendar.failure on_retry=calendar.retry() let:shown>
                {form(shown, calendar)}
            </Loading>
        </SettingsFrame>
    }
}

/// What is typed.
#[derive(Clone, Copy)]
struct Typed {
    weekdays: RwSignal<Vec<Weekday>>,
    country: RwSignal<String>,
    fiscal_year: RwSignal<String>,
    /// Holidays of the country that is chosen, saved or not.
    holidays: RwSignal<Vec<Holiday>>,
}

impl Typed {
    fn of(calendar: &OrganizationCalendar) -> Self {
        Self {
            weekdays: RwSignal::new(calendar.weekdays.clone()),
            country: RwSignal::new(calendar.country.clone().unwrap_or_default()),
            fiscal_year: RwSignal::new(calendar.fiscal_year_start.to_string()),
            holidays: RwSignal::new(calendar.holidays.clone()),
        }
    }

    fn input(self) -> OrganizationCalendarInput {
        OrganizationCalendarInput {
            weekdays: self.weekdays.get_untracked(),
            country: Some(self.country.get_untracked()).filter(|c| !c.is_empty()),
            fiscal_year_start: self.fiscal_year.with_untracked(|m| m.parse().unwrap_or(1)),
        }
    }

    /// Shows the holidays of a country as soon as it is chosen.
    fn follow_country(self) {
        Effect::new(move |before: Option<String>| {
            let country = self.country.get();
            if before.is_some_and(|before| before != country) {
                spawn_local(async move {
                    let found = if country.is_empty() { Vec::new() } else { fetch(&country).await };
                    if self.country.try_get_untracked() == Some(country) {
                        self.holidays.try_set(found);
                    }
                });
            }
            self.country.get_untracked()
        });
    }
}

async fn fetch(country: &str) -> Vec<Holiday> {
    calendars::holidays(country).await.map(|page| page.data).unwrap_or_default()
}

fn form(shown: Signal<Shown>, fetched: Fetched<Shown>) -> AnyView {
    let (toasts, form, may_manage) = (use_toasts(), Sending::default(), super::is_admin());
    let typed = shown.with_untracked(|(calendar, _)| Typed::of(calendar));
    let countries = StoredValue::new(shown.with_untracked(|(_, countries)| countries.clone()));
    let theirs = RwSignal::new(None::<OrganizationCalendar>);
    let take = move |calendar: OrganizationCalendar| fetched.value.set(Some((calendar, countries.get_value())));
    let submit = move |()| {
        let (input, version) = (typed.input(), shown.with_untracked(|(calendar, _)| calendar.version));
        theirs.set(None);
        form.send(async move { calendars::set_organization(Some(version), &input).await }, move |saved| {
            take(saved);
            toasts.done("The calendar is saved. Plans count your working days by it.");
        });
    };
    typed.follow_country();
    fetch_theirs(&form, Callback::new(take), theirs);
    view! {
        <Panel title="When we work">
            <p class="muted text-sm mb-3">"Plans count the working days of our side by this. The buyer’s calendar is kept in each plan, on its tab Timeline."</p>
            <Show when=move || may_manage.get() fallback=move || read_only(shown)>
                <Form on_submit=submit error=form.general(&["/weekdays", "/country", "/fiscal_year_start"])>
                    {move || theirs.get().map(changed_meanwhile)}
                    <Week days=typed.weekdays error=form.field("/weekdays") />
                    <FormRow>
                        <CountrySelect value=typed.country countries=countries.get_value() error=form.field("/country") />
                        <FiscalYear value=typed.fiscal_year error=form.field("/fiscal_year_start") />
                    </FormRow>
                    <div><Button kind=Kind::Primary submit=true busy=form.busy>"Save"</Button></div>
                </Form>
            </Show>
        </Panel>
        <Panel title="The next public holidays"><NextHolidays holidays=typed.holidays /></Panel>
    }
    .into_any()
}

/// Somebody else was quicker: fetch what they made of it, so that saving again is a choice.
fn fetch_theirs(form: &Sending, take: Callback<OrganizationCalendar>, theirs: RwSignal<Option<OrganizationCalendar>>) {
    let error = form.error;
    Effect::new(move |_| {
        if error.with(|e| matches!(e, Some(ApiError::Changed(_)))) {
            spawn_local(async move {
                if let Ok(now) = api::calendars::organization().await {
                    theirs.set(Some(now.clone()));
                    take.run(now);
                    error.set(None);
                }
            });
        }
    });
}

fn changed_meanwhile(now: OrganizationCalendar) -> AnyView {
    view! {
        <Notice tone=Tone::Warning>
            "Somebody changed this meanwhile: " {in_words(&now)} " Save again to put yours in its place."
        </Notice>
    }
    .into_any()
}

/// A calendar in a sentence: *They work Monday, Tuesday; public holidays of DE; fiscal year from month 4.*
fn in_words(calendar: &OrganizationCalendar) -> String {
    let days: Vec<_> = calendar.weekdays.iter().map(|d| format::sentence(d.as_str())).collect();
    let country =
        calendar.country.as_deref().map_or("no public holidays".to_owned(), |c| format!("public holidays of {c}"));
    format!("Working days {}; {country}; fiscal year from month {}.", days.join(", "), calendar.fiscal_year_start)
}

fn read_only(shown: Signal<Shown>) -> AnyView {
    view! {
        <p>{move || shown.with(|(calendar, _)| in_words(calendar))}</p>
        <p class="muted text-sm">"An admin can change this."</p>
    }
    .into_any()
}
