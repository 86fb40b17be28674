//! Fields of a form: label, input, hint, and what is wrong, tied together for everyone.

use super::unique_id;
use leptos::prelude::*;
use tandem_shared::day::Day;

/// Label above, hint and error below; `control` gets the id and the id of what describes it.
fn framed(
    label: Signal<String>,
    hide_label: bool,
    hint: &'static str,
    error: Signal<Option<String>>,
    optional: bool,
    control: impl FnOnce(String, String) -> AnyView,
) -> impl IntoView {
    let id = unique_id("field");
    let note = format!("{id}-note");
    view! {
        <div class="field">
            <label for=id.clone() class=if hide_label { "sr-only" } else { "field-label" }>
                {move || label.get()}
                {optional.then(|| view! { <span class="muted">" (optional)"</span> })}
            </label>
            {control(id, note.clone())}
            <p id=note class="field-note" class:field-error=move || error.get().is_some()>
                {move || error.get().unwrap_or_else(|| hint.to_owned())}
            </p>
        </div>
    }
}

/// One line of text.
#[component]
pub fn Field(
    /// What it asks for.
    #[prop(into)]
    label: Signal<String>,
    /// The text.
    value: RwSignal<String>,
    /// The input's type: `text`, `email`, `password`, `search`, `url`.
    #[prop(default = "text")]
    kind: &'static str,
    /// What helps to fill it in.
    #[prop(optional)]
    hint: &'static str,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Says that it may stay empty.
    #[prop(optional)]
    optional: bool,
    /// What the browser may fill in, such as `email`.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Shown while it is empty.
    #[prop(optional)]
    placeholder: &'static str,
    /// Its label is read out, not shown.
    #[prop(optional)]
    hide_label: bool,
    /// Takes the focus when it appears.
    #[prop(optional)]
    focus: bool,
    /// The keyboard a phone shows, such as `decimal`.
    #[prop(optional)]
    inputmode: Option<&'static str>,
) -> impl IntoView {
    let node = NodeRef::<leptos::html::Input>::new();
    if focus {
        Effect::new(move |_| {
            if let Some(input) = node.get() {
                let _ = input.focus();
            }
        });
    }
    framed(label, hide_label, hint, error, optional, move |id, note| {
        view! {
            <input
                node_ref=node
                id=id
                type=kind
                class="input input-sm w-full"
                class:input-error=move || error.get().is_some()
                aria-describedby=note
                aria-invalid=move || error.get().is_some().then_some("true")
                autocomplete=autocomplete
                placeholder=placeholder
                inputmode=inputmode
                spellcheck=matches!(kind, "email" | "password").then_some("false")
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            />
        }
        .into_any()
    })
}

/// Several lines of text; grows with them.
#[component]
pub fn TextArea(
    /// What it asks for.
    #[prop(into)]
    label: Signal<String>,
    /// The text.
    value: RwSignal<String>,
    /// What helps to fill it in.
    #[prop(optional)]
    hint: &'static str,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Says that it may stay empty.
    #[prop(optional)]
    optional: bool,
    /// Lines shown when it is empty.
    #[prop(default = 3)]
    rows: u8,
    /// Its label is read out, not shown.
    #[prop(optional)]
    hide_label: bool,
) -> impl IntoView {
    framed(label, hide_label, hint, error, optional, move |id, note| {
        view! {
            <textarea
                id=id
                rows=rows.to_string()
                class="textarea textarea-sm w-full"
                class:textarea-error=move || error.get().is_some()
                aria-describedby=note
                aria-invalid=move || error.get().is_some().then_some("true")
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            ></textarea>
        }
        .into_any()
    })
}

/// One of several.
#[component]
pub fn Select(
    /// What it asks for.
    #[prop(into)]
    label: Signal<String>,
    /// The chosen one's value.
    value: RwSignal<String>,
    /// Value and text of each.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// What helps to choose.
    #[prop(optional)]
    hint: &'static str,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Its label is read out, not shown.
    #[prop(optional)]
    hide_label: bool,
) -> impl IntoView {
    framed(label, hide_label, hint, error, false, move |id, note| {
        view! {
            <select
                id=id
                class="select select-sm w-full"
                class:select-error=move || error.get().is_some()
                aria-describedby=note
                aria-invalid=move || error.get().is_some().then_some("true")
                on:change=move |event| value.set(event_target_value(&event))
            >
                {move || {
                    let chosen = value.get();
                    options
                        .get()
                        .into_iter()
                        .map(|(word, text)| {
                            let selected = word == chosen;
                            view! { <option value=word selected=selected prop:selected=selected>{text}</option> }
                        })
                        .collect_view()
                }}
            </select>
        }
        .into_any()
    })
}

/// A date, by the browser's own picker.
#[component]
pub fn DateField(
    /// What it asks for.
    #[prop(into)]
    label: Signal<String>,
    /// The date.
    value: RwSignal<Option<Day>>,
    /// What helps to choose.
    #[prop(optional)]
    hint: &'static str,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Says that it may stay empty.
    #[prop(optional)]
    optional: bool,
    /// Its label is read out, not shown.
    #[prop(optional)]
    hide_label: bool,
) -> impl IntoView {
    framed(label, hide_label, hint, error, optional, move |id, note| {
        view! {
            <input
                id=id
                type="date"
                class="input input-sm w-full"
                class:input-error=move || error.get().is_some()
                aria-describedby=note
                aria-invalid=move || error.get().is_some().then_some("true")
                min="1900-01-01"
                max="2199-12-31"
                prop:value=move || value.get().map(|d| d.to_string()).unwrap_or_default()
                on:change=move |event| value.set(event_target_value(&event).parse().ok())
            />
        }
        .into_any()
    })
}
