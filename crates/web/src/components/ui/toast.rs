//! A short message in the corner.

use super::{Icon, IconButton, IconName};
use leptos::prelude::*;

/// One message.
#[component]
pub fn ToastCard(
    /// What it says.
    #[prop(into)]
    text: String,
    /// Whether something went wrong.
    wrong: bool,
    /// Undoes what was done.
    #[prop(optional_no_strip, into)]
    on_undo: Option<Callback<()>>,
    /// Takes it away.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    view! {
        <div class=if wrong { "toast-card toast-wrong" } else { "toast-card" } role=if wrong { "alert" } else { "status" }>
            <Icon name=if wrong { IconName::Warning } else { IconName::Check } />
            <span class="grow">{text}</span>
            {on_undo
                .map(|undo| {
                    view! {
                        <button
                            type="button"
                            class="btn btn-sm btn-ghost"
                            on:click=move |_| {
                                undo.run(());
                                on_close.run(());
                            }
                        >
                            <Icon name=IconName::Undo />
                            "Undo"
                        </button>
                    }
                })}
            <IconButton icon=IconName::Cross label="Close message" on_click=move |_| on_close.run(()) />
        </div>
    }
}
