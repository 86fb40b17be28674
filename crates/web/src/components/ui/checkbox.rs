//! A box to tick, in the colour of the side it belongs to.

use leptos::prelude::*;
use tandem_shared::stakeholder::Side;

/// A box to tick with its label.
#[component]
pub fn Checkbox(
    /// What is ticked, in words.
    #[prop(into)]
    label: Signal<String>,
    /// Whether it is ticked; the caller decides what a click changes.
    #[prop(into)]
    checked: Signal<bool>,
    /// Called with what a click asks for.
    #[prop(into)]
    on_change: Callback<bool>,
    /// Whose it is; decides the colour.
    #[prop(optional)]
    side: Option<Side>,
    /// Cannot be changed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Its label is read out, not shown: it stands beside as a link or so.
    #[prop(optional)]
    hide_label: bool,
) -> impl IntoView {
    let colour = match side {
        Some(Side::Buyer) => "checkbox checkbox-sm checkbox-secondary",
        Some(Side::Seller) => "checkbox checkbox-sm checkbox-primary",
        Some(Side::Joint) | None => "checkbox checkbox-sm checkbox-neutral",
    };
    view! {
        <label class="check">
            <input
                type="checkbox"
                class=colour
                prop:checked=move || checked.get()
                disabled=disabled
                on:change=move |event| {
                    on_change.run(event_target_checked(&event));
                    // The box shows what is, not what was clicked.
                    let box_: web_sys::HtmlInputElement = event_target(&event);
                    box_.set_checked(checked.get_untracked());
                }
            />
            <span class=if hide_label { "sr-only" } else { "" }>{move || label.get()}</span>
        </label>
    }
}
