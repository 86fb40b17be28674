//! Two people changed one thing: both values side by side, and a choice.

use super::{draft::Draft, fields::Field, look};
use leptos::prelude::*;

/// Fields that both changed, and the thing as it is now.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Clash {
    /// The names of the fields.
    pub(crate) fields: Vec<&'static str>,
    /// The thing as the other person left it.
    pub(crate) theirs: Draft,
}

/// Asks which value stays, field by field; `done` hears whether to save.
pub(crate) fn dialog(clash: Clash, fields: Vec<Field>, draft: RwSignal<Draft>, done: Callback<bool>) -> AnyView {
    let body = move || {
        let both = clash.fields.iter().filter_map(|name| fields.iter().find(|f| f.name == *name));
        let rows = both.map(|field| row(field, &clash.theirs, draft)).collect::<Vec<_>>();
        view! {
            <p>"Somebody changed this while you were typing. Choose what stays; nothing is saved before you do."</p>
            {rows}
            <div class="buttons">
                <button type="button" class="btn btn-sm btn-primary" on:click=move |_| done.run(true)>"Save what is chosen"</button>
                <button type="button" class="btn btn-sm btn-ghost" on:click=move |_| done.run(false)>"Back to the form"</button>
            </div>
        }
        .into_any()
    };
    look::modal("Changed meanwhile", body, Callback::new(move |()| done.run(false)))
}

fn row(field: &Field, theirs: &Draft, draft: RwSignal<Draft>) -> AnyView {
    let name = field.name;
    let mine = draft.with_untracked(|d| d.get(name).to_owned());
    let theirs = theirs.get(name).to_owned();
    let options = [("Yours", mine, true), ("Theirs now", theirs, false)];
    let option = |(who, value, checked): (&'static str, String, bool)| {
        let shown = field.words(&value);
        view! {
            <label class="choice">
                <input type="radio" class="radio radio-sm" name="clash-".to_owned() + name checked=checked on:change=move |_| draft.update(|d| d.set(name, value.clone())) />
                <span><small>{who}</small>{shown}</span>
            </label>
        }
    };
    view! { <fieldset class="clash"><legend>{field.label}</legend>{options.map(option).into_iter().collect::<Vec<_>>()}</fieldset> }.into_any()
}
