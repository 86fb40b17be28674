//! Facts shown as a list, each edited in place. When somebody else was quicker, both values are shown and one is chosen.

use super::fact::{Editor, Fact};
use crate::components::ui::{Button, DateField, Field, IconButton, IconName, Kind, Notice, Select, TextArea, Tone};
use leptos::prelude::*;

/// What a list of facts needs from its page.
#[derive(Clone, Copy)]
pub struct FactList {
    /// What is shown for a fact; empty when it is not known.
    pub shown: Callback<Fact, String>,
    /// What its editor begins with.
    pub draft: Callback<Fact, String>,
    /// Value and text of each choice, for facts that are one of several.
    pub choices: Callback<Fact, Vec<(String, String)>>,
    /// Saves what was typed.
    pub save: Callback<(Fact, String)>,
    /// The fact being edited.
    pub editing: RwSignal<Option<Fact>>,
    /// It is being saved.
    pub busy: RwSignal<bool>,
    /// Why it was not saved.
    pub error: Signal<Option<String>>,
    /// What somebody else made of it meanwhile, as it is shown.
    pub theirs: RwSignal<Option<String>>,
    /// Whether the reader may change it.
    pub may_edit: Signal<bool>,
}

/// A list of facts.
#[component]
pub fn Facts(
    /// Which.
    facts: Vec<Fact>,
    /// What it needs from its page.
    list: FactList,
) -> impl IntoView {
    let rows = facts.into_iter().map(|fact| {
        let is_edited = Memo::new(move |_| list.editing.get() == Some(fact));
        view! {
            <div class="fact" class:fact-prose=fact.editor() == Editor::Prose>
                <dt class="fact-name">{fact.label()}</dt>
                <dd class="fact-value">
                    <Show when=move || is_edited.get() fallback=move || shown(fact, list)>{edited(fact, list)}</Show>
                </dd>
            </div>
        }
    });
    view! { <dl class="facts">{rows.collect_view()}</dl> }
}

fn shown(fact: Fact, list: FactList) -> AnyView {
    let text = Signal::derive(move || list.shown.run(fact));
    view! {
        <span class="fact-text" class:muted=move || text.with(String::is_empty)>
            {move || text.with(|t| if t.is_empty() { "Not known yet".to_owned() } else { t.clone() })}
        </span>
        <Show when=move || list.may_edit.get()>
            <IconButton
                icon=IconName::Pencil
                label=format!("Edit {}", fact.label().to_lowercase())
                on_click=move |_| {
                    list.theirs.set(None);
                    list.editing.set(Some(fact));
                }
            />
        </Show>
    }
    .into_any()
}

fn edited(fact: Fact, list: FactList) -> AnyView {
    let typed = RwSignal::new(list.draft.run(fact));
    let save = move || list.save.run((fact, typed.get_untracked()));
    let cancel = move || list.editing.set(None);
    view! {
        <form
            class="fact-form"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
            on:keydown=move |event| {
                if event.key() == "Escape" {
                    cancel();
                }
            }
        >
            {editor(fact, list, typed)}
            {move || list.theirs.get().map(|theirs| clash(&theirs, list, save))}
            <Show when=move || list.theirs.with(Option::is_none)>
                <div class="fact-buttons">
                    <Button kind=Kind::Primary submit=true busy=list.busy>"Save"</Button>
                    <Button kind=Kind::Ghost on_click=move |_| cancel()>"Cancel"</Button>
                </div>
            </Show>
        </form>
    }
    .into_any()
}

fn editor(fact: Fact, list: FactList, typed: RwSignal<String>) -> AnyView {
    let (label, error) = (fact.label(), list.error);
    match fact.editor() {
        Editor::Line => view! { <Field label=label hide_label=true value=typed focus=true error=error /> }.into_any(),
        Editor::Prose => view! { <TextArea label=label hide_label=true value=typed rows=4 error=error /> }.into_any(),
        Editor::Choice => {
            let options = Signal::derive(move || list.choices.run(fact));
            view! { <Select label=label hide_label=true value=typed options=options error=error /> }.into_any()
        }
        Editor::Date => {
            let date = RwSignal::new(typed.get_untracked().parse().ok());
            Effect::new(move |_| {
                typed.set(date.get().map(|d: tandem_shared::day::Day| d.to_string()).unwrap_or_default());
            });
            view! { <DateField label=label hide_label=true value=date error=error /> }.into_any()
        }
    }
}

fn clash(theirs: &str, list: FactList, save: impl Fn() + Copy + Send + Sync + 'static) -> AnyView {
    let theirs = if theirs.is_empty() { "nothing".to_owned() } else { format!("“{theirs}”") };
    view! {
        <Notice tone=Tone::Warning>
            <p>"Somebody changed this while you were typing. It is now " <strong>{theirs}</strong> ". Nothing is saved before you choose."</p>
            <div class="fact-buttons mt-2">
                <Button kind=Kind::Primary busy=list.busy on_click=move |_| save()>"Save mine"</Button>
                <Button on_click=move |_| list.editing.set(None)>"Keep theirs"</Button>
            </div>
        </Notice>
    }
    .into_any()
}
