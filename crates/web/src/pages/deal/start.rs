//! The guided start of a deal's plan: fetches what the draft is made from, shows it while it is answered, and has the plan made.

use super::may_edit;
use crate::{
    api::{self, Identity},
    browser,
    components::{
        guide::{
            frame::Conversation,
            outline::outline,
            talk::{QUESTIONS, Talk, question_of},
        },
        layout::Page,
        ui::{EmptyState, IconName, Kind, LinkButton, Loading, PageHead},
    },
    format, route,
    state::{Sending, fetched, use_toasts},
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use tandem_shared::{
    calendar::{Calendar, Country, Holiday, OrganizationCalendar},
    day::Day,
    deal::Deal,
    guide::{self, GuidedStart},
    id::{DealId, PlanId},
    method::Conduct,
    plan::Plan,
    stage::{Stage, StageKind},
};

/// What the draft is made from.
#[derive(Clone)]
struct Ground {
    deal: Deal,
    stages: Vec<Stage>,
    calendar: OrganizationCalendar,
    countries: Vec<Country>,
    /// The plan that is to be filled, where there is one.
    plan: Option<Plan>,
}

/// The conversation about a deal.
pub(super) fn start(id: Memo<DealId>) -> AnyView {
    let ground = fetched(move || {
        let id = id.get();
        async move {
            let deal = api::deals::get(&id).await?;
            let stages = api::organization::stages().await?.data;
            let calendar = api::calendars::organization().await?;
            let countries = api::calendars::countries(&Identity::User).await?.data;
            let plan = match &deal.plan_id {
                Some(id) => Some(whole(id).await?),
                None => None,
            };
            Ok(Ground { deal, stages, calendar, countries, plan })
        }
    });
    view! {
        <Page>
            <Loading value=ground.value failure=ground.failure on_retry=ground.retry() let:ground>
                {shown(ground.get_untracked())}
            </Loading>
        </Page>
    }
    .into_any()
}

/// The plan that is there, with what stands beside its milestones.
async fn whole(id: &PlanId) -> api::Answer<Plan> {
    let plan = api::plans::get(id).await?;
    Ok(api::plans::register(id, false).await?.beside(plan))
}

fn shown(ground: Ground) -> AnyView {
    let (name, back) = (ground.deal.name.clone(), route::deal(&ground.deal.id));
    browser::set_title(&format!("Plan for {name}"));
    let made = ground.plan.as_ref().filter(|p| !p.milestones.is_empty()).map(|p| p.id.clone());
    let body = match made {
        Some(plan) => view! {
            <EmptyState icon=IconName::Flag title="This deal has its plan already" detail="The five questions make a plan from nothing. What changes later is changed in the plan.">
                <LinkButton href=route::plan(&plan) kind=Kind::Primary>"Open the plan"</LinkButton>
            </EmptyState>
        }
        .into_any(),
        None if !may_edit(Signal::stored(ground.deal.clone())).get_untracked() => view! {
            <EmptyState icon=IconName::Flag title="This is not yours to plan" detail="The deal’s owner, a manager or an admin makes its plan." />
        }
        .into_any(),
        None => conversation(ground),
    };
    view! {
        <p class="crumb"><a href=back class="link">{name}</a></p>
        <PageHead title="Plan with five questions" />
        {body}
    }
    .into_any()
}

/// The plan as it is before anything is answered, with the country that was: the one that is there, with its dates and people, or a blank one.
fn empty(ground: &Ground, country: &str, holidays: Vec<Holiday>) -> Plan {
    if let Some(mut plan) = ground.plan.clone() {
        if !country.is_empty() {
            let buyer = &mut plan.calendars.buyer;
            (buyer.country, buyer.holidays) = (Some(country.to_owned()), holidays);
        }
        return plan;
    }
    let own = ground.calendar.clone();
    let seller = Calendar { weekdays: own.weekdays, country: own.country, holidays: own.holidays };
    let country = Some(country.to_owned()).filter(|c| !c.is_empty());
    let conduct = Conduct { fiscal_year_start: own.fiscal_year_start, ..Conduct::default() };
    let calendars = guide::calendars(seller, country, holidays);
    guide::blank(&ground.deal, ground.stages.clone(), calendars, conduct, format::now())
}

fn conversation(ground: Ground) -> AnyView {
    let talk = Talk::new(ground.deal.stage_id.as_str());
    let (form, toasts, go) = (Sending::default(), use_toasts(), use_navigate());
    let stages = ground.stages.iter().filter(|s| s.kind != StageKind::Lost);
    let stages: Vec<_> = stages.map(|s| (s.id.to_string(), s.name.clone())).collect();
    let (deal, countries) = (ground.deal.id.clone(), Signal::stored(ground.countries.clone()));
    let holidays = holidays_of(talk.country);
    let ground = StoredValue::new(ground);
    let made = Signal::derive(move || {
        let (country, days) = (talk.country.get(), holidays.get());
        guide::draft(&talk.answers(), &ground.with_value(|ground| empty(ground, &country, days)))
    });
    let make = move |()| {
        let (asked, deal, go) =
            (GuidedStart { answers: talk.answers(), ..GuidedStart::default() }, deal.clone(), go.clone());
        form.send(async move { api::guide::start(&deal, &asked).await }, move |plan| {
            toasts.done("The plan is made. Look through it, then share it.");
            go(&route::plan(&plan), NavigateOptions { replace: true, ..Default::default() });
        });
    };
    lead_to_what_is_wrong(talk, form);
    view! {
        <Conversation
            talk=talk
            stages=stages
            countries=countries
            check=Callback::new(move |step| check(talk, step))
            busy=form.busy
            error=Signal::derive(move || form.error.with(|e| e.as_ref().map(api::ApiError::message_with_fields)))
            on_make=make
            draft=move || outline(made)
        />
    }
    .into_any()
}

/// Notes what is wrong with the answers to a question; whether nothing is.
fn check(talk: Talk, step: usize) -> bool {
    let today = Day::of_instant(format::now());
    // The last question asks for the champion once more, who is the first of the roles.
    let of_step = |at: &str| question_of(at) == step || (step + 1 == QUESTIONS && at.starts_with("/roles/0/"));
    let wrong: Vec<_> = talk.problems(today).into_iter().filter(|e| of_step(&e.pointer)).collect();
    let is_right = wrong.is_empty();
    talk.errors.set(wrong);
    if !is_right {
        request_animation_frame(|| browser::focus_first(".guide [aria-invalid='true']"));
    }
    is_right
}

/// The public holidays of the chosen country; none while they are fetched, or when they cannot be had.
fn holidays_of(country: RwSignal<String>) -> RwSignal<Vec<Holiday>> {
    let found = RwSignal::new(Vec::new());
    Effect::new(move |_| {
        let chosen = country.get();
        found.set(Vec::new());
        if !chosen.is_empty() {
            spawn_local(async move {
                if let Ok(page) = api::calendars::holidays(&chosen).await
                    && country.try_get_untracked() == Some(chosen)
                {
                    found.try_set(page.data);
                }
            });
        }
    });
    found
}

/// What the service holds against an answer is shown at its field.
fn lead_to_what_is_wrong(talk: Talk, form: Sending) {
    Effect::new(move |_| {
        let mut wrong =
            form.error.with(|e| e.as_ref().and_then(|e| e.problem().map(|p| p.errors.clone()))).unwrap_or_default();
        for error in &mut wrong {
            error.pointer = error.pointer.trim_start_matches("/answers").to_owned();
        }
        if let Some(first) = wrong.iter().map(|e| question_of(&e.pointer)).min().filter(|step| *step < QUESTIONS) {
            talk.errors.set(wrong);
            talk.step.set(first);
        }
    });
}
