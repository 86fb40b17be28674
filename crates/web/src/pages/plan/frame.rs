//! What stands around a plan: bars above it, what is shown while it is waited for, and when it cannot be.

use crate::{
    components::plan::{board::Board, history, look},
    components::ui::ErrorState,
    load::Failure,
    route,
    state::plan::OpenPlan,
};
use leptos::prelude::*;

/// The structure of the page before the plan is there.
pub(super) fn skeleton() -> AnyView {
    let line = |_| view! { <div class="skeleton row"></div> };
    view! {
        <div class="plan-body plan-skeleton" role="status">
            <span class="sr-only">"Loading the plan"</span>
            <div class="skeleton title"></div><div class="skeleton text"></div><div class="skeleton bar"></div>
            {(0..6).map(line).collect::<Vec<_>>()}
        </div>
    }
    .into_any()
}

/// The plan did not come.
pub(super) fn failed(open: OpenPlan, failure: Failure) -> AnyView {
    view! { <div class="plan-body"><h1 class="sr-only">"Plan"</h1><ErrorState failure=failure on_retry=Callback::new(move |()| open.reload()) /></div> }.into_any()
}

/// The address names no plan.
pub(super) fn unknown() -> AnyView {
    look::empty("No such plan", "Check the link, or go back to the page you came from.")
}

/// The viewer's access has ended while the page was open.
pub(super) fn ended(open: OpenPlan) -> AnyView {
    let whom = open.plan.with_untracked(|p| {
        p.as_ref().map(|p| (p.deal.owner_name.clone(), p.deal.seller_name.clone(), p.viewer.access.is_guest()))
    });
    let detail = match &whom {
        Some((owner, company, true)) => [
            "It was taken back, or this session was ended elsewhere. Ask ",
            owner,
            " at ",
            company,
            " for a new link if you still need it.",
        ]
        .concat(),
        _ => "You were signed out, or the plan was deleted. Sign in again to go on.".to_owned(),
    };
    let sign_in = !whom.is_some_and(|(.., guest)| guest);
    view! {
        <div class="plan-body plan-failed" role="alert">
            <h1>"Your access has ended"</h1><p>{detail}</p>
            {sign_in.then(|| view! { <a class="btn btn-sm btn-primary" href=route::sign_in_then(&route::plan(&open.id()))>"Sign in"</a> })}
        </div>
    }
    .into_any()
}

/// The bar of the preview, and the one that says that the page is cut off.
pub(super) fn bars(open: OpenPlan, as_buyer: bool) -> AnyView {
    let back = as_buyer.then(|| {
        view! {
            <div class="plan-bar" role="status"><span>"You see what a buyer sees. Nothing internal is here, and nothing can be changed."</span>
                <a class="btn btn-xs" href=route::plan(&open.id())>"Back to your view"</a></div>
        }
    });
    let cut = move || {
        open.is_cut.get().then(|| view! { <div class="plan-bar" data-kind="offline" role="status">"No connection. What you see may be old; it is being tried again."</div> })
    };
    view! { {back}{cut} }.into_any()
}

/// Where a seller is: the deal. A guest's bar says it all.
pub(super) fn crumb(board: Board, guest: bool) -> AnyView {
    if guest {
        return ().into_any();
    }
    let (href, deal, account) =
        board.plan.with_untracked(|p| (route::deal(&p.deal_id), p.deal.name.clone(), p.deal.account_name.clone()));
    view! { <a href=route::DEALS>"Deals"</a><span aria-hidden="true">"/"</span><a href=href>{deal}</a><span aria-hidden="true">"/"</span><span>{account}</span> }.into_any()
}

/// Says politely who did what while the page was open, and shows it for a moment.
pub(super) fn announcer(open: OpenPlan) -> AnyView {
    let said = move || {
        open.happened.get().map(|event| [history::actor(&event), " ".to_owned(), history::deed(&event)].concat())
    };
    view! { <p class="sr-only" role="status" aria-live="polite">{said}</p> }.into_any()
}
