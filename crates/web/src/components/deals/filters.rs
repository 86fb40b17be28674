//! What the grid shows: search, filters, order.

use crate::components::ui::{Icon, IconName, Select};
use leptos::{ev, html, prelude::*};

/// Value and text of each choice, with one that means all in front.
#[must_use]
pub fn with_all(all: &str, choices: Vec<(String, String)>) -> Vec<(String, String)> {
    std::iter::once((String::new(), all.to_owned())).chain(choices).collect()
}

/// The search field; `/` gives it the focus from anywhere on the page.
#[component]
pub fn SearchField(
    /// What is searched for.
    value: RwSignal<String>,
) -> impl IntoView {
    let node = NodeRef::<html::Input>::new();
    let keys = window_event_listener(ev::keydown, move |event| {
        if event.key() == "/" && !event.ctrl_key() && !event.meta_key() && !crate::browser::is_typing(&event) {
            event.prevent_default();
            if let Some(input) = node.get_untracked() {
                let _ = input.focus();
            }
        }
    });
    on_cleanup(move || keys.remove());
    view! {
        <label class="input input-sm search-field">
            <Icon name=IconName::Search />
            <input
                node_ref=node
                type="search"
                placeholder="Search deals and companies"
                aria-label="Search deals"
                aria-keyshortcuts="/"
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            />
            <kbd class="kbd kbd-xs" aria-hidden="true">"/"</kbd>
        </label>
    }
}

/// A filter as a small choice.
#[component]
pub fn FilterChoice(
    /// What it filters by.
    #[prop(into)]
    label: Signal<String>,
    /// The chosen value; empty means all.
    value: RwSignal<String>,
    /// Value and text of each.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
) -> impl IntoView {
    view! { <div class="filter" class:filter-set=move || value.with(|v| !v.is_empty())><Select label=label hide_label=true value=value options=options /></div> }
}

/// The row of filters.
#[component]
pub fn FilterRow(
    /// The filters.
    children: Children,
) -> impl IntoView {
    view! { <div class="filter-row">{children()}</div> }
}
