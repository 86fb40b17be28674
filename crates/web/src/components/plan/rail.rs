//! The quiet column beside the plan: where it stands and why, when it is signed, who is here.

use super::{board::Board, look, outline, wording};
use crate::{
    components::ui::{self, IconName},
    format,
};
use leptos::prelude::*;
use tandem_shared::{
    access::Permission,
    grant::GrantStatus,
    plan::{Plan, PlanHealth, PlanStatus},
    spoken::days_in,
    stakeholder::{Side, Stakeholder},
    status::MilestoneStatus,
};

/// The column.
pub(crate) fn rail() -> AnyView {
    let board = Board::here();
    let part = move |draw: fn(&Plan) -> AnyView| move || board.plan.with(draw);
    view! { <aside class="rail" aria-label="About this plan">{part(standing)}{part(signature)}{part(people)}</aside> }
        .into_any()
}

fn standing(p: &Plan) -> AnyView {
    let troubled =
        p.milestones.iter().filter(|m| matches!(m.status, MilestoneStatus::AtRisk | MilestoneStatus::Overdue));
    let reasons = troubled.map(|m| {
        let why = m.status_reasons.iter().map(|r| days_in(&r.detail, format::day_short)).collect::<Vec<_>>().join(" ");
        view! { <li data-status=m.status.as_str()>{look::status_icon(m.status)}<div><b>{m.title.clone()}</b>" "<span class="dim">{why}</span></div></li> }
    });
    let silent = (p.health == PlanHealth::Stalled)
        .then(|| view! { <p>"No buyer has done anything for more than ten working days."</p> });
    // That nobody has joined is nothing to those who join.
    let unsaid = p.status == PlanStatus::Draft && p.viewer.access.is_guest();
    view! {
        <section class="card-box">
            <h2>{wording::health(p.health)}</h2>
            {(!unsaid).then(|| view! { <p class="dim">{wording::plan_status(p.status)}". "{wording::plan_status_reason(p.status)}</p> })}
            {silent}
            {edit_button(p)}
            <ul class="troubles">{reasons.collect::<Vec<_>>()}</ul>
            <p class="dim">{p.progress.done}" of "{p.progress.total}" milestones done"</p>
        </section>
    }
    .into_any()
}

/// Opens the form of the plan's own fields, for those who may.
fn edit_button(p: &Plan) -> AnyView {
    let board = Board::here();
    let key = p.id.to_string();
    let may = board.may(Permission::EditPlan);
    may.then(|| {
        view! {
            <button type="button" class="quiet corner" aria-label="Edit title, hard date and texts" title="Edit title, hard date and texts"
                on:click=ui::on(move |_| board.open_form(&key))>{look::icon(IconName::Pencil)}</button>
        }
    })
    .into_any()
}

fn signature(p: &Plan) -> AnyView {
    let Some(day) = p.signature_date.filter(|_| outline::has_signature(p)) else { return ().into_any() };
    let gap = outline::gap(p, format::day_short);
    let anchor = outline::anchor_words(p, format::day_short);
    let late = p.anchor_date.is_some_and(|anchor| day > anchor);
    view! {
        <section class="card-box">
            <h2>"Signature"</h2>
            <p class="big">{format::day(day)}</p>
            {(!anchor.is_empty()).then(|| view! { <p class:late=late>{anchor}</p> })}
            {(!gap.is_empty()).then(|| view! { <p class="dim own">{gap}</p> })}
        </section>
    }
    .into_any()
}

/// What is known of a person's visits.
pub(crate) fn presence(person: &Stakeholder) -> (String, &'static str) {
    let Some(grant) = &person.grant else { return (String::new(), "") };
    match grant.status {
        GrantStatus::Active => {
            (grant.last_seen_at.map_or_else(|| "not here yet".to_owned(), |at| format::ago(at, format::now())), "here")
        }
        GrantStatus::Pending => ("invitation not opened".to_owned(), "waiting"),
        GrantStatus::Expired => ("invitation expired".to_owned(), "waiting"),
        GrantStatus::Revoked => ("access taken back".to_owned(), "gone"),
    }
}

fn people(p: &Plan) -> AnyView {
    let me = p.viewer.stakeholder_id.as_ref();
    let row = |person: &Stakeholder| {
        let (seen, state) = if Some(&person.id) == me { ("you".to_owned(), "") } else { presence(person) };
        view! { <li>{look::face(&person.name, person.side)}<span class="truncate">{person.name.clone()}</span><small data-presence=state>{seen}</small></li> }
    };
    let (buyers, sellers): (Vec<_>, Vec<_>) = p.stakeholders.iter().partition(|s| s.side == Side::Buyer);
    let rows = buyers.into_iter().chain(sellers).map(row).collect::<Vec<_>>();
    (!rows.is_empty())
        .then(|| view! { <section class="card-box"><h2>"Who is here"</h2><ul class="people">{rows}</ul></section> })
        .into_any()
}
