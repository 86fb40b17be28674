//! The grid: one row a deal; on a phone one card a deal.

use crate::{
    components::ui::{Avatar, Badge, HealthMark, ProgressBar},
    format, route,
};
use leptos::prelude::*;
use tandem_shared::{
    agreement::AgreementState,
    day::{Day, Timestamp},
    deal::{Deal, NextStep},
    stakeholder::Side,
};

/// Days after which a buyer's last visit is said to be long ago.
const LONG_AGO: i64 = 10;

/// Deals as rows; `stage_name` names a stage by its id.
#[component]
pub fn DealTable(
    /// The deals, in order.
    #[prop(into)]
    deals: Signal<Vec<Deal>>,
    /// Names of stages by id.
    #[prop(into)]
    stages: Signal<Vec<(String, String)>>,
) -> impl IntoView {
    view! {
        <div class="deal-box">
            <table class="deal-table">
                <caption class="sr-only">"Deals"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Deal"</th>
                        <th scope="col">"Stage"</th>
                        <th scope="col" class="amount">"Amount"</th>
                        <th scope="col">"Health"</th>
                        <th scope="col">"Progress"</th>
                        <th scope="col">"Next step"</th>
                        <th scope="col">"Signature"</th>
                        <th scope="col">"Buyer seen"</th>
                        <th scope="col">"Owner"</th>
                    </tr>
                </thead>
                <tbody>
                    <For each=move || deals.get() key=|d| (d.id.clone(), d.version, d.updated_at, d.last_buyer_visit_at, d.progress.done, d.plan_score, d.agreement) let:deal>
                        {row(&deal, stages)}
                    </For>
                </tbody>
            </table>
        </div>
    }
}

fn row(deal: &Deal, stages: Signal<Vec<(String, String)>>) -> AnyView {
    let (today, now) = (format::today(), format::now());
    let stage_id = deal.stage_id.to_string();
    let stage = Signal::derive(move || {
        stages.with(|s| s.iter().find(|(id, _)| *id == stage_id).map(|(_, name)| name.clone())).unwrap_or_default()
    });
    view! {
        <tr class="deal-row">
            <td class="deal-name">
                <a href=route::deal(&deal.id) class="deal-link">{deal.name.clone()}</a>
                <div class="muted text-xs">{deal.account_name.clone()}</div>
            </td>
            <td data-label="Stage"><Badge text=stage /></td>
            <td data-label="Amount" class="amount">{deal.amount.map_or_else(|| "–".to_owned(), |minor| format::money(minor, &deal.currency))}</td>
            <td data-label="Health">
                {if deal.plan_id.is_some() {
                    view! { <HealthMark health=deal.health />{score(deal)} }.into_any()
                } else {
                    view! { <span class="muted">"No plan"</span> }.into_any()
                }}
            </td>
            <td data-label="Progress"><ProgressBar progress=deal.progress /></td>
            <td data-label="Next step">{next_step(deal.next_step.as_ref(), today)}</td>
            <td data-label="Signature">{signature(deal.signature_date, deal.seller_close_date)}{agreement(deal)}</td>
            <td data-label="Buyer seen">{visit(deal.last_buyer_visit_at, now)}</td>
            <td data-label="Owner"><Avatar name=deal.owner_name.clone() side=Side::Seller /></td>
        </tr>
    }
    .into_any()
}

/// What the rules say of the plan: its score, and whether it can hold; a link to why.
fn score(deal: &Deal) -> AnyView {
    let Some((score, plan)) = deal.plan_score.zip(deal.plan_id.as_ref()) else { return ().into_any() };
    let errors = usize::try_from(deal.plan_errors).unwrap_or(0);
    let (text, tone) = match errors {
        0 => (format!("Score {score}"), "muted text-xs"),
        _ => (format!("Score {score}, {}", format::count(errors, "error", "errors")), "tone-bad text-xs"),
    };
    view! { <div class=tone><a class="link link-hover relative" href=route::plan_tab(plan, "health")>{text}</a></div> }
        .into_any()
}

fn next_step(step: Option<&NextStep>, today: Day) -> AnyView {
    let Some(step) = step else { return view! { <span class="muted">"–"</span> }.into_any() };
    let who = step.assignee.clone().unwrap_or_else(|| format::sentence(step.side.as_str()));
    let late = step.target_date.is_some_and(|d| d < today);
    let date = step.target_date.map(|d| format!("{}, {}", format::day(d), format::due(d, today)));
    view! {
        <div class="next-step">
            <Avatar name=who side=step.side />
            <div class="min-w-0">
                <div>{step.title.clone()}</div>
                {date.map(|date| view! { <div class=if late { "tone-bad text-xs" } else { "muted text-xs" }>{date}</div> })}
            </div>
        </div>
    }
    .into_any()
}

fn signature(planned: Option<Day>, close: Option<Day>) -> AnyView {
    let (text, tone) = match (planned, close) {
        (Some(planned), Some(close)) if planned == close => ("as in CRM".to_owned(), "muted text-xs"),
        (Some(planned), Some(close)) => {
            let tone = if planned > close { "tone-warning text-xs" } else { "muted text-xs" };
            (format!("CRM {}, {}", format::day_short(close), format::gap(planned, close)), tone)
        }
        (Some(_), None) => ("no date in CRM".to_owned(), "muted text-xs"),
        (None, Some(close)) => (format!("CRM {}", format::day_short(close)), "muted text-xs"),
        (None, None) => ("no date yet".to_owned(), "muted text-xs"),
    };
    view! {
        <div class="tabular-nums">
            {planned.map_or_else(|| "–".to_owned(), format::day)}
            <div class=tone>{text}</div>
        </div>
    }
    .into_any()
}

/// How far both sides have agreed on the plan; a link to where that is done.
fn agreement(deal: &Deal) -> AnyView {
    let Some(plan) = &deal.plan_id else { return ().into_any() };
    let version = deal.agreed_version.map_or_else(String::new, |n| format!("Version {n} agreed"));
    let (text, tone) = match deal.agreement {
        AgreementState::None => return ().into_any(),
        AgreementState::AwaitingSignatures => ("Waiting for signatures".to_owned(), "mark-neutral"),
        AgreementState::Agreed => (version, "agreed"),
        AgreementState::ChangeProposed => (version + ", change proposed", "mark-neutral"),
    };
    view! { <a class=["badge badge-sm relative ", tone].concat() href=route::plan_tab(plan, "sign-off")>{text}</a> }
        .into_any()
}

fn visit(at: Option<Timestamp>, now: Timestamp) -> AnyView {
    let long_ago = at.is_some_and(|at| now.seconds_since(at) > LONG_AGO * 86_400);
    let text = at.map_or_else(|| "never".to_owned(), |at| format::ago(at, now));
    view! { <span class=if long_ago { "tone-warning" } else { "muted" } title=at.map(format::instant)>{text}</span> }
        .into_any()
}

/// How many are shown, and the rest.
#[component]
pub fn MoreRows(
    /// Whether there are more.
    #[prop(into)]
    has_more: Signal<bool>,
    /// They are on their way.
    #[prop(into)]
    busy: Signal<bool>,
    /// Fetches them.
    #[prop(into)]
    on_more: Callback<()>,
) -> impl IntoView {
    use crate::components::ui::Button;
    view! {
        <Show when=move || has_more.get()>
            <div class="more-rows">
                <Button busy=busy on_click=move |_| on_more.run(())>"Show more"</Button>
            </div>
        </Show>
    }
}
