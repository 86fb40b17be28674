//! One risk in the register: what it is, how it stands, and what can be done with it in place.

use super::super::{
    board::{Board, is_internal},
    fields::{Choice, options},
    judge::{Ask, Judge},
    look, wording,
};
use super::form;
use crate::{
    components::ui::{self, IconName},
    format,
};
use leptos::prelude::*;
use tandem_shared::{
    access::Permission,
    plan::Plan,
    risk::{Risk, RiskPatch, RiskStatus},
};

/// A row of the register, and its form below it once that is open.
pub(super) fn row(judge: Judge, id: String) -> AnyView {
    let board = Board::here();
    let (find, of_form, of_fresh) = (id.clone(), id.clone(), id.clone());
    let risk = Memo::new(move |_| judge.plan.with(|p| p.risks.iter().find(|r| r.id.as_str() == find).cloned()));
    let trouble = RwSignal::new(String::new());
    let cells = move || risk.with(|r| r.as_ref().map(|r| cells(judge, r, trouble)));
    let below = move || {
        let said = !trouble.with(String::is_empty);
        let open = board.has_form(&of_form);
        (said || open).then(|| {
            let form = open.then(|| form::edit(judge, of_form.clone()));
            view! { <tr class="deal-row"><td colspan="6"><p class="trouble" role="alert">{trouble}</p>{form}</td></tr> }
        })
    };
    view! {
        <tr class="deal-row" id=id tabindex="-1" class:fresh=move || board.is_fresh(&of_fresh)>{cells}</tr>
        {below}
    }
    .into_any()
}

fn cells(judge: Judge, r: &Risk, trouble: RwSignal<String>) -> AnyView {
    let milestone = judge.plan.with(|p| delayed(p, r));
    let about = match &milestone {
        Some((id, title)) => view! { <a class="link" href=judge.tab("", id)>{title.clone()}</a> }.into_any(),
        None => view! { "The whole plan" }.into_any(),
    };
    let owner = judge.plan.with(|p| {
        let found = r.owner_id.as_ref().and_then(|id| p.stakeholders.iter().find(|s| s.id == *id));
        found.map(|s| s.name.clone())
    });
    let late = r.is_open() && judge.plan.with(|p| r.mitigation_due.is_some_and(|due| due < p.today));
    let due = r.mitigation_due.map(|day| {
        let passed = if late { ", passed" } else { "" };
        let class = if late { "tone-bad" } else { "dim" };
        view! { <span class=class>{[", by ", &format::day(day), passed].concat()}</span> }
    });
    let mitigation = if r.mitigation.is_empty() { "Nothing yet".to_owned() } else { r.mitigation.clone() };
    let owner = owner.unwrap_or_else(|| "nobody sees to it yet".to_owned());
    view! {
        <td class="col-span-2">
            <strong>{r.description.clone()}</strong>" "{is_internal(r.visibility).then(look::internal)}
            <div class="dim text-xs">"Delays: "{about}</div>
        </td>
        <td data-label="Likely">{super::likely(r.probability)}</td>
        <td data-label="Costs">{wording::working_days(r.impact_days.into())}</td>
        <td data-label="Against it"><div>{mitigation}</div><div class="text-xs"><span class="dim">{owner}</span>{due}</div></td>
        <td data-label="Where it stands">{standing(judge, r, trouble)}</td>
        <td>{tools(judge, r, trouble)}</td>
    }
    .into_any()
}

/// The milestone that it delays: id and title.
fn delayed(plan: &Plan, r: &Risk) -> Option<(String, String)> {
    let found = plan.milestones.iter().find(|m| Some(&m.id) == r.milestone_id.as_ref());
    found.map(|m| (m.id.to_string(), m.title.clone()))
}

/// Its status, changed in place by who may.
fn standing(judge: Judge, r: &Risk, trouble: RwSignal<String>) -> AnyView {
    let mark = (r.threatens() && r.milestone_id.is_some())
        .then(|| view! { <span class="badge badge-sm mark-bad">"At risk by it"</span> });
    if !Board::here().may(Permission::EditRisks) {
        return view! { {super::standing(r.status)}" "{mark} }.into_any();
    }
    let (id, version) = (r.id.clone(), r.version);
    let change = move |e| {
        let status = RiskStatus::from_word(&event_target_value(&e));
        let patch = RiskPatch { status, ..RiskPatch::default() };
        judge.ask_and_tell(Ask::ChangeRisk(id.clone(), version, patch), trouble);
    };
    let choices: Vec<Choice> = RiskStatus::ALL.iter().map(|s| Choice::of(s.as_str(), super::standing(*s))).collect();
    let label = ["Where it stands: ", &r.description].concat();
    view! {
        <select class="select select-sm" aria-label=label on:change=ui::on(change)>{options(&choices, r.status.as_str())}</select>
        {mark}
    }
    .into_any()
}

fn tools(judge: Judge, r: &Risk, trouble: RwSignal<String>) -> AnyView {
    let board = Board::here();
    if !board.may(Permission::EditRisks) {
        return ().into_any();
    }
    let key = r.id.to_string();
    let (edit, delete) = (["Edit ", &r.description].concat(), ["Delete ", &r.description].concat());
    let deleting = RwSignal::new(false);
    let (id, title) = (r.id.clone(), r.description.clone());
    let remove = board.may_delete(r.mine).then(|| {
        view! { <button type="button" class="quiet" title="Delete" aria-label=delete on:click=ui::on(move |_| deleting.set(true))>{look::icon(IconName::Trash)}</button> }
    });
    let dialog = move || {
        deleting.get().then(|| {
            let id = id.clone();
            let go = Callback::new(move |()| judge.ask_and_tell(Ask::DeleteRisk(id.clone()), trouble));
            confirm(title.clone(), deleting, go)
        })
    };
    view! {
        <span class="whitespace-nowrap">
            <button type="button" class="quiet" title="Edit" aria-label=edit on:click=ui::on(move |_| board.open_form(&key))>{look::icon(IconName::Pencil)}</button>
            {remove}
        </span>
        {dialog}
    }
    .into_any()
}

/// A deleted risk does not come back, so it is asked for.
fn confirm(title: String, open: RwSignal<bool>, go: Callback<()>) -> AnyView {
    let body = move || {
        view! {
            <p>"“"{title.clone()}"” is gone for good. If it can no longer come, say so instead: then its history stays in sight."</p>
            <div class="buttons">
                <button type="button" class="btn btn-sm btn-error" on:click=ui::on(move |_| { open.set(false); go.run(()); })>"Delete it"</button>
                <button type="button" class="btn btn-sm btn-ghost" on:click=ui::on(move |_| open.set(false))>"Keep it"</button>
            </div>
        }
        .into_any()
    };
    look::modal("Delete the risk?", body, Callback::new(move |()| open.set(false)))
}
