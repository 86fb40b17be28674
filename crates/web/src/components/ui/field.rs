//! Fields of a form: label, input, hint, and what is wrong, tied together for everyone.

use super::unique_id;
use leptos::prelude::*;
use tandem_shared::day::Day;

/// What is wrong with a field, until what stands in it is changed: a mended field is not called wrong any more, and the next answer decides anew. Signals
/// rather than closures, so that what reads them is compiled once for all fields.
#[derive(Clone, Copy)]
pub(crate) struct Fault {
    mended: RwSignal<bool>,
    /// In words.
    pub(crate) words: Signal<Option<String>>,
    /// Whether there is one.
    pub(crate) is_there: Signal<bool>,
    /// For `aria-invalid`.
    invalid: Signal<Option<&'static str>>,
}

impl Fault {
    /// Of what is said about the field.
    pub(crate) fn of(said: Signal<Option<String>>) -> Self {
        let mended = RwSignal::new(false);
        // Said once more it stands again, though it may be the same.
        Effect::new(move |_| {
            said.track();
            if mended.get_untracked() {
                mended.set(false);
            }
        });
        let words = Signal::derive(move || if mended.get() { None } else { said.get() });
        let is_there = Signal::derive(move || words.with(Option::is_some));
        Self { mended, words, is_there, invalid: Signal::derive(move || is_there.get().then_some("true")) }
    }

    /// The field was changed.
    pub(crate) fn mend(self) {
        if !self.mended.get_untracked() {
            self.mended.set(true);
        }
    }
}

/// Label above, hint and error below; `control` gets the id and the id of what describes it.
fn framed(
    label: Signal<String>,
    hide_label: bool,
    hint: &'static str,
    fault: Fault,
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
            <p id=note class="field-note" class:field-error=fault.is_there>
                {move || fault.words.get().unwrap_or_else(|| hint.to_owned())}
            </p>
        </div>
    }
}

/// Keeps what is typed or chosen, which mends what was wrong.
fn typed(value: RwSignal<String>, fault: Fault) -> Box<dyn FnMut(leptos::ev::Event)> {
    super::on(move |event| {
        fault.mend();
        value.set(event_target_value(&event));
    })
}

/// Takes the focus when it appears.
fn focused(node: NodeRef<leptos::html::Input>) {
    Effect::new(move |_| {
        if let Some(input) = node.get() {
            let _ = input.focus();
        }
    });
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
    let (node, fault) = (NodeRef::new(), Fault::of(error));
    if focus {
        focused(node);
    }
    framed(label, hide_label, hint, fault, optional, move |id, note| {
        view! {
            <input node_ref=node id=id type=kind class="input input-sm w-full" class:input-error=fault.is_there
                aria-describedby=note aria-invalid=fault.invalid autocomplete=autocomplete placeholder=placeholder
                inputmode=inputmode spellcheck=matches!(kind, "email" | "password").then_some("false")
                prop:value=value on:input=typed(value, fault) />
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
    let fault = Fault::of(error);
    framed(label, hide_label, hint, fault, optional, move |id, note| {
        view! {
            <textarea
                id=id
                rows=rows.to_string()
                class="textarea textarea-sm w-full"
                class:textarea-error=fault.is_there
                aria-describedby=note
                aria-invalid=fault.invalid
                prop:value=value
                on:input=typed(value, fault)
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
    let fault = Fault::of(error);
    framed(label, hide_label, hint, fault, false, move |id, note| {
        view! {
            <select
                id=id
                class="select select-sm w-full"
                class:select-error=fault.is_there
                aria-describedby=note
                aria-invalid=fault.invalid
                on:change=typed(value, fault)
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
    let fault = Fault::of(error);
    framed(label, hide_label, hint, fault, optional, move |id, note| {
        view! {
            <input
                id=id
                type="date"
                class="input input-sm w-full"
                class:input-error=fault.is_there
                aria-describedby=note
                aria-invalid=fault.invalid
                min="1900-01-01"
                max="2199-12-31"
                prop:value=move || value.get().map(|d| d.to_string()).unwrap_or_default()
                on:input=super::on(move |_: leptos::ev::Event| fault.mend())
                on:change=super::on(move |event: leptos::ev::Event| value.set(event_target_value(&event).parse().ok()))
            />
        }
        .into_any()
    })
}
