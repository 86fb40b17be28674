//! The mark, the skip link, the frames that pages stand in.

use crate::{
    components::ui::{EmptyState, IconName, LinkButton},
    route,
};
use leptos::prelude::*;

/// Tandem's mark: two circles that meet.
#[component]
pub fn Mark(
    /// Without the name.
    #[prop(optional)]
    short: bool,
) -> impl IntoView {
    view! {
        <span class="mark">
            <svg class="mark-picture" viewBox="0 0 30 18" aria-hidden="true">
                <circle class="mark-seller" cx="9" cy="9" r="9" />
                <circle class="mark-buyer" cx="21" cy="9" r="9" />
            </svg>
            {(!short).then_some("Tandem")}
        </span>
    }
}

/// Leads past the bar, for the keyboard.
#[component]
pub fn SkipLink() -> impl IntoView {
    view! { <a href="#main" rel="external" class="skip-link" on:click=crate::components::ui::on(move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        crate::browser::focus("main");
    })>"Skip to content"</a> }
}

/// The width and the margins of a page.
#[component]
pub fn Page(
    /// Narrower, for forms and reading.
    #[prop(optional)]
    narrow: bool,
    /// The content.
    children: Children,
) -> impl IntoView {
    view! { <div class=if narrow { "page page-narrow" } else { "page" }>{children()}</div> }
}

/// The frame of signing in and the like: one card.
#[component]
pub fn AccountFrame(
    /// What it asks for.
    #[prop(into)]
    title: Signal<String>,
    /// The form.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="account">
            <div class="account-card">
                <Mark />
                <h1 class="account-title">{move || title.get()}</h1>
                {children()}
            </div>
        </div>
    }
}

/// The page that is not there.
#[component]
pub fn NotThere() -> impl IntoView {
    view! {
        <Page narrow=true>
            <h1 class="sr-only">"Not found"</h1>
            <EmptyState
                icon=IconName::Search
                title="This page is not there"
                detail="The address may be mistyped, or what it showed was deleted. If somebody sent you the link, ask them for a new one."
            >
                <LinkButton href=route::DEALS>"Go to the deals"</LinkButton>
            </EmptyState>
        </Page>
    }
}
