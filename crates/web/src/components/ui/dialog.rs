//! A dialog over the browser's own: keeps the focus inside, closes on Escape, gives the focus back.

use super::{IconButton, IconName, unique_id};
use leptos::{html, prelude::*};

/// A dialog. Its content is made anew each time it opens.
#[component]
pub fn Dialog(
    /// Whether it is open; it sets this to false when a person closes it.
    open: RwSignal<bool>,
    /// What it is about.
    #[prop(into)]
    title: Signal<String>,
    /// Wider, for two columns.
    #[prop(optional)]
    wide: bool,
    /// The content.
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    let heading = StoredValue::new(unique_id("dialog"));
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        if open.get() && !dialog.open() {
            let _ = dialog.show_modal();
        } else if !open.get() && dialog.open() {
            dialog.close();
        }
    });
    view! {
        <dialog node_ref=node class="modal modal-top sm:modal-middle" aria-labelledby=heading.get_value() on:close=super::on(move |_| open.set(false))>
            <div class=if wide { "modal-box dialog-box dialog-wide" } else { "modal-box dialog-box" }>
                <div class="dialog-head">
                    <h2 id=heading.get_value() class="dialog-title">{move || title.get()}</h2>
                    <IconButton icon=IconName::Cross label="Close" on_click=move |_| open.set(false) />
                </div>
                <Show when=move || open.get()>{children()}</Show>
            </div>
        </dialog>
    }
}

/// The row of buttons at a dialog's or a form's end.
#[component]
pub fn DialogFoot(
    /// The buttons, the one to use last.
    children: Children,
) -> impl IntoView {
    view! { <div class="dialog-foot">{children()}</div> }
}
