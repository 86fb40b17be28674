//! A form: its fields, what is wrong with the whole, and that Enter sends it.

use super::{Notice, Tone};
use leptos::{ev::SubmitEvent, prelude::*};

/// A form. The browser's own checks are off: the service says what is wrong, in the reader's words, at the field.
#[component]
pub fn Form(
    /// Called when a person sends it.
    #[prop(into)]
    on_submit: Callback<()>,
    /// What is wrong with the whole.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Fields and buttons.
    children: Children,
) -> impl IntoView {
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        on_submit.run(());
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            {move || error.get().map(|text| view! { <Notice tone=Tone::Bad>{text}</Notice> })}
            {children()}
        </form>
    }
}

/// Fields side by side where there is room.
#[component]
pub fn FormRow(
    /// The fields.
    children: Children,
) -> impl IntoView {
    view! { <div class="form-row">{children()}</div> }
}
