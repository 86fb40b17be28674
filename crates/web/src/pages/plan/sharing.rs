//! The tab and the dialog that share a plan.

use super::wishes::{Desk, problem};
use crate::{
    api::{grants, organization},
    components::plan::{
        board::Board,
        links, look,
        mails::{MailPreviews, Mails},
        sharing::share_form,
    },
    late::Missing,
};
use leptos::{prelude::*, task::spawn_local};
use std::pin::Pin;
use tandem_shared::{
    access::Permission,
    grant::{Grant, NewGrants},
    organization::Member,
};
use wasm_split_helpers::wasm_split;

/// The form above, the links below. The list is fetched again whenever the plan has news.
pub(super) fn tab(desk: Desk) -> AnyView {
    let Desk { open, toasts } = desk;
    provide_context(previews(desk));
    let list = RwSignal::new(None::<Vec<Grant>>);
    let newest = Memo::new(move |_| open.plan.with(|p| p.as_ref().map(|p| p.seq)));
    Effect::new(move || {
        newest.get();
        spawn_local(async move {
            match grants::list(&open.id()).await {
                Ok(all) => drop(list.try_set(Some(all.data))),
                Err(error) => toasts.failed(&error),
            }
        });
    });
    let links = move || match list.with(Option::is_some) {
        true => links::links(Signal::derive(move || list.get().unwrap_or_default())),
        false => view! { <div class="skeleton row"></div> }.into_any(),
    };
    view! {
        <div class="plan-stack">
            <section class="card-box"><h2>"Share this plan"</h2>{share_form(Callback::new(move |people| said(desk, people)))}</section>
            <section><h2 class="section-head">"Links"</h2>{links}</section>
        </div>
    }
    .into_any()
}

/// Reads the mails that inviting people would send.
fn previews(desk: Desk) -> MailPreviews {
    MailPreviews(Callback::new(move |(body, into): (NewGrants, Mails)| {
        let Some(plan) = desk.open.id_if_open() else { return };
        spawn_local(async move {
            into.try_set(Some(grants::preview(&plan, &body).await.map_err(|error| problem(&error))));
        });
    }))
}

fn said(desk: Desk, people: usize) {
    desk.toasts.done(if people == 1 { "The invitation is on its way." } else { "The invitations are on their way." });
}

/// The same form in a dialog.
pub(super) fn dialog(desk: Desk, open: RwSignal<bool>) -> AnyView {
    provide_context(previews(desk));
    let sent = Callback::new(move |people| {
        open.set(false);
        said(desk, people);
    });
    look::modal("Share plan", move || share_form(sent), Callback::new(move |()| open.set(false)))
}

/// Colleagues that can be put into the plan; fetched once, by sellers who may.
pub(super) fn colleagues(board: Board) -> RwSignal<Vec<Member>> {
    let members = RwSignal::new(Vec::new());
    if board.may(Permission::SeeOrganization) && board.may(Permission::EditStakeholders) {
        spawn_local(async move {
            if let Ok(fetched) = fetch_colleagues(members).await {
                fetched.await;
            }
        });
    }
    members
}

type Fetched = Pin<Box<dyn Future<Output = ()>>>;

#[wasm_split(people, fallible)]
fn fetch_colleagues(members: RwSignal<Vec<Member>>) -> Result<Fetched, Missing> {
    Ok(Box::pin(async move {
        if let Ok(all) = organization::members().await {
            members.try_set(all.data);
        }
    }))
}
