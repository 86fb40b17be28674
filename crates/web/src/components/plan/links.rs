//! The links that were sent: whose, what they may do, where each stands; change, resend, revoke.

use super::{
    board::Board,
    fields::{Choice, options},
    look,
    wish::Wish,
    wording,
};
use crate::format;
use leptos::prelude::*;
use tandem_shared::{
    grant::{Access, Delivery, Grant, GrantStatus},
    id::GrantId,
    stakeholder::Side,
};

/// The list.
pub(crate) fn links(grants: Signal<Vec<Grant>>) -> AnyView {
    let revoking = RwSignal::new(None::<(GrantId, String)>);
    let rows = move || {
        let now = format::now();
        grants.with(|all| all.iter().map(|g| row(g, now, revoking)).collect::<Vec<_>>())
    };
    let list = move || {
        if grants.with(Vec::is_empty) {
            look::empty("Nobody has a link yet", "Share the plan above; each person gets a link of their own.")
        } else {
            view! { <ul class="rows links">{rows}</ul> }.into_any()
        }
    };
    view! { {list}{move || revoking.get().map(|(id, name)| revoke_dialog(id, &name, revoking))} }.into_any()
}

fn row(g: &Grant, now: tandem_shared::day::Timestamp, revoking: RwSignal<Option<(GrantId, String)>>) -> AnyView {
    let (state, detail) = wording::link_state(g, now, format::day_short);
    let word = match (g.status, g.delivery) {
        (GrantStatus::Pending, Delivery::Failed) => "failed",
        (status, _) => status.as_str(),
    };
    let seen =
        g.last_seen_at.map_or_else(|| "never here".to_owned(), |at| ["last here ", &format::ago(at, now)].concat());
    view! {
        <li class="grant">
            {look::face(&g.name, Side::Buyer)}
            <div class="who"><strong>{g.name.clone()}</strong><span class="dim">{g.email.clone()}</span></div>
            <div class="state"><span class="badge badge-sm badge-soft link-state" data-state=word>{state}</span><small class="dim">{detail}</small></div>
            <small class="dim last">{seen}</small>
            {controls(g, revoking)}
        </li>
    }
    .into_any()
}

fn controls(g: &Grant, revoking: RwSignal<Option<(GrantId, String)>>) -> AnyView {
    let board = Board::here();
    let (id, version, of_resend, of_revoke, name) =
        (g.id.clone(), g.version, g.id.clone(), g.id.clone(), g.name.clone());
    let dead = g.status == GrantStatus::Revoked;
    let choices = [Choice::of("view", "View only"), Choice::of("edit", "Edit")];
    let access = (!dead).then(|| {
        let change = move |e| {
            let access = Access::from_word(&event_target_value(&e)).unwrap_or(Access::View);
            board.ask(Wish::ChangeAccess(id.clone(), version, access));
        };
        let label = "Access of ".to_owned() + &g.name;
        view! { <select class="select select-sm" aria-label=label on:change=change>{options(&choices, g.access.as_str())}</select> }
    });
    let resend = if g.status == GrantStatus::Active { "Send a new link" } else { "Send again" };
    let revoke = (!dead).then(|| view! { <button type="button" class="btn btn-xs btn-ghost" on:click=move |_| revoking.set(Some((of_revoke.clone(), name.clone())))>"Revoke"</button> });
    let resend = (!dead).then(|| view! { <button type="button" class="btn btn-xs btn-ghost" on:click=move |_| board.ask(Wish::Resend(of_resend.clone()))>{resend}</button> });
    view! { <div class="controls">{access}{resend}{revoke}</div> }.into_any()
}

fn revoke_dialog(id: GrantId, name: &str, revoking: RwSignal<Option<(GrantId, String)>>) -> AnyView {
    let board = Board::here();
    let go = move |_| {
        revoking.set(None);
        board.ask(Wish::Revoke(id.clone()));
    };
    let name = name.to_owned();
    let body = move || {
        let go = go.clone();
        view! {
        <p>{name.clone()}" is shut out from the next click on, also on a page that is open now. What they did stays. You can invite them again."</p>
        <div class="buttons">
            <button type="button" class="btn btn-sm btn-error" on:click=go>"Revoke the access"</button>
            <button type="button" class="btn btn-sm btn-ghost" on:click=move |_| revoking.set(None)>"Keep it"</button>
        </div>
        }
        .into_any()
    };
    look::modal("Take back the access?", body, Callback::new(move |()| revoking.set(None)))
}
