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
    /// What can be done about it: the word on the button, and what a click does.
    #[prop(optional_no_strip)]
    offer: Option<(&'static str, Callback<()>)>,
    /// Takes it away.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    view! {
        <div class=if wrong { "toast-card toast-wrong" } else { "toast-card" } role=if wrong { "alert" } else { "status" }>
            <Icon name=if wrong { IconName::Warning } else { IconName::Check } />
            <span class="grow">{text}</span>
            {offer
                .map(|(word, then)| {
                    view! {
                        <button
                            type="button"
                            class="btn btn-sm btn-ghost"
                            on:click=super::on(move |_| {
                                then.run(());
                                on_close.run(());
                            })
                        >
                            {(word == "Undo").then(|| view! { <Icon name=IconName::Undo /> })}
                            {word}
                        </button>
                    }
                })}
            <IconButton icon=IconName::Cross label="Close message" on_click=move |_| on_close.run(()) />
        </div>
    }
}
