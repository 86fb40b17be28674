//! Where nothing is, or something went wrong: what to do next.

use super::{Button, Icon, IconName, Tone};
use crate::{
    browser,
    load::{Failure, Remedy},
    route,
};
use leptos::prelude::*;

/// Nothing is here yet.
#[component]
pub fn EmptyState(
    /// What it shows.
    icon: IconName,
    /// What is not here.
    #[prop(into)]
    title: Signal<String>,
    /// What to do.
    #[prop(into)]
    detail: Signal<String>,
    /// The button that does it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <span class="empty-icon"><Icon name=icon large=true /></span>
            <p class="empty-title">{move || title.get()}</p>
            <p class="muted text-sm">{move || detail.get()}</p>
            {children.map(|children| view! { <div class="mt-3">{children()}</div> })}
        </div>
    }
}

/// Something went wrong: what, what to do, and what to quote when asking for help.
#[component]
pub fn ErrorState(
    /// What went wrong.
    failure: Failure,
    /// Tries again, where that can help.
    #[prop(optional_no_strip, into)]
    on_retry: Option<Callback<()>>,
) -> impl IntoView {
    let offer = match failure.remedy {
        Remedy::SignIn => {
            let there = route::sign_in_then(&browser::here());
            Some(view! { <a class="btn btn-sm btn-primary" href=there>"Sign in"</a> }.into_any())
        }
        Remedy::Retry => on_retry.map(|retry| {
            view! { <Button icon=IconName::Refresh on_click=move |_| retry.run(())>"Try again"</Button> }.into_any()
        }),
        Remedy::Nothing => None,
    };
    view! {
        <div class="empty" role="alert">
            <span class="empty-icon"><Icon name=IconName::Warning large=true /></span>
            <p class="empty-title">{failure.title}</p>
            <p class="text-sm">{failure.detail}</p>
            {(!failure.request_id.is_empty())
                .then(|| view! { <p class="muted text-xs mt-2">"Request " <code>{failure.request_id}</code></p> })}
            {offer.map(|offer| view! { <div class="mt-3">{offer}</div> })}
        </div>
    }
}

/// A sentence that stands out, above a form or a list.
#[component]
pub fn Notice(
    /// What it means.
    #[prop(optional)]
    tone: Tone,
    /// The sentence.
    children: Children,
) -> impl IntoView {
    let (class, icon) = match tone {
        Tone::Bad => ("notice notice-bad", IconName::Warning),
        Tone::Warning => ("notice notice-warning", IconName::Warning),
        Tone::Good => ("notice notice-good", IconName::CheckCircle),
        Tone::Neutral | Tone::Info => ("notice", IconName::Info),
    };
    view! {
        <div class=class role=if tone == Tone::Bad { "alert" } else { "status" }>
            <Icon name=icon />
            <div>{children()}</div>
        </div>
    }
}
