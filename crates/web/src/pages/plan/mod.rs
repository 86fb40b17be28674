//! A plan's page: opens the plan, follows it live, and shows the part that is asked for.

mod activity;
mod agreement;
mod files;
mod focus;
mod frame;
mod happened;
mod judge;
mod parts;
mod people;
mod sharing;
mod timeline;
mod updates;
mod ways;
mod wishes;

use crate::state::{
    bar::{Bar, use_bar},
    plan::{OpenPlan, Phase},
    session::{Who, use_session},
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use tandem_shared::id::PlanId;

/// `/plans/:plan/:tab?`, with `?as=buyer` as a View guest sees it.
#[component]
pub fn PlanPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let which = Memo::new(move |_| {
        (params.with(|p| p.get("plan").unwrap_or_default()), query.with(|q| q.get("as").as_deref() == Some("buyer")))
    });
    let bar = use_bar();
    if bar.with_untracked(|b| *b == Bar::None) {
        bar.set(Bar::Awaited);
    }
    // Whether a user is signed in decides as whom the plan is fetched.
    let session = use_session();
    session.resume(true);
    let known = Memo::new(move |_| session.who() != Who::Unknown);
    let tab = Memo::new(move |_| params.with(|p| p.get("tab").unwrap_or_default()));
    move || {
        let (id, as_buyer) = which.get();
        if !known.get() {
            return frame::skeleton();
        }
        match id.parse::<PlanId>() {
            Ok(id) => show(id, as_buyer, tab),
            Err(_) => frame::unknown(),
        }
    }
}

fn show(id: PlanId, as_buyer: bool, tab: Memo<String>) -> AnyView {
    let open = OpenPlan::open(id, as_buyer);
    // What the viewer may do decides what is drawn at all, so a change of it draws the page anew.
    let permissions = Memo::new(move |_| open.plan.with(|p| p.as_ref().map(|p| p.viewer.permissions.clone())));
    let phase = Memo::new(move |_| open.phase.get());
    let body = move || match phase.get() {
        Phase::Loading => frame::skeleton(),
        Phase::Failed(failure) => frame::failed(open, failure),
        Phase::Ended => frame::ended(open),
        Phase::Shown => {
            // Read rather than only tracked: a memo that was never read counts as changed the first time its source does.
            permissions.with(|_| ());
            untrack(|| parts::shown(open, as_buyer, tab))
        }
    };
    view! { <div class="plan-page">{body}</div> }.into_any()
}
