//! A section of the draft: it reads as it will be read until somebody opens it to write. Then each line has what it says, whose it is, and for what is at risk
//! what is done about it.

use super::{editor::Writing, reading::spoken};
use crate::components::{
    plan::{
        fields::{Choice, options},
        look,
    },
    ui::IconName,
};
use leptos::prelude::*;
use tandem_shared::{
    stakeholder::Side,
    update::{SectionKind, UpdateLine},
};

/// A section: its lines as they read, or its fields, and a way to add one.
pub(super) fn section(writing: Writing, kind: SectionKind) -> AnyView {
    let is_open = RwSignal::new(false);
    let add = move |_| {
        let new = UpdateLine { side: Side::Joint, text: String::new(), next: String::new() };
        writing.draft.update(|d| d.sections.lines_mut(kind).push(new));
        is_open.set(true);
    };
    let body = move || if is_open.get() { fields(writing, kind) } else { read(writing, kind) };
    let is_empty = Memo::new(move |_| writing.draft.with(|d| d.sections.lines(kind).is_empty()));
    let turn = move || {
        let word = if is_open.get() { "Done" } else { "Edit" };
        let label = [word, ": ", kind.heading()].concat();
        (!is_empty.get()).then(|| view! { <button type="button" class="quiet" aria-label=label on:click=move |_| is_open.update(|o| *o = !*o)>{word}</button> })
    };
    view! {
        <fieldset class="share">
            <legend class="section-head">{kind.heading()}</legend>
            {body}
            <div class="section-tools">
                {turn}
                <button type="button" class="quiet add" on:click=add>{look::icon(IconName::Plus)}"Add a line"</button>
            </div>
        </fieldset>
    }
    .into_any()
}

/// As it will be read.
fn read(writing: Writing, kind: SectionKind) -> AnyView {
    let lines = move || {
        writing.draft.with(|d| d.sections.lines(kind).iter().map(|line| spoken(kind, line)).collect::<Vec<_>>())
    };
    view! { <ul class="plan-list">{lines}</ul> }.into_any()
}

fn fields(writing: Writing, kind: SectionKind) -> AnyView {
    let count = Memo::new(move |_| writing.draft.with(|d| d.sections.lines(kind).len()));
    let rows = move || (0..count.get()).map(|at| row(writing, kind, at)).collect::<Vec<_>>();
    view! { <ol>{rows}</ol> }.into_any()
}

fn row(writing: Writing, kind: SectionKind, at: usize) -> AnyView {
    let read = move |of: fn(&UpdateLine) -> String| {
        move || writing.draft.with(|d| d.sections.lines(kind).get(at).map(of).unwrap_or_default())
    };
    let change = move |with: &dyn Fn(&mut UpdateLine)| {
        writing.draft.update(|d| d.sections.lines_mut(kind).get_mut(at).into_iter().for_each(with));
    };
    let (text, next) = (read(|line| line.text.clone()), read(|line| line.next.clone()));
    let side = read(|line| line.side.to_string());
    let remove = move |_| {
        writing.draft.update(|d| {
            let lines = d.sections.lines_mut(kind);
            if at < lines.len() {
                lines.remove(at);
            }
        });
    };
    let label = [kind.heading(), ", line ", &(at + 1).to_string()].concat();
    let about = (kind == SectionKind::AtRisk).then(|| {
        view! {
            <div class="help">
                <span aria-hidden="true">"What is done about it"</span>
                <textarea class="textarea" rows="1" aria-label=[label.as_str(), ": what is done about it"].concat() placeholder="What is done about it, or what do you ask?" prop:value=next
                    on:input=move |e| { let said = event_target_value(&e); change(&|line| line.next = said.clone()); }></textarea>
            </div>
        }
    });
    let whose = (kind != SectionKind::RevisedTimeline).then(|| {
        let choices = [Choice::of("buyer", "Buyer"), Choice::of("seller", "Seller"), Choice::of("joint", "Both")];
        let chosen = untrack(side);
        let set = move |word: String| {
            if let Some(side) = Side::from_word(&word) {
                change(&|line| line.side = side);
            }
        };
        view! { <select class="select" aria-label=[label.as_str(), ": whose it is"].concat() prop:value=side on:change=move |e| set(event_target_value(&e))>{options(&choices, &chosen)}</select> }
    });
    let plain = whose.is_none();
    view! {
        <li class:plain=plain>
            <textarea class="textarea" rows="2" aria-label=label prop:value=text
                on:input=move |e| { let said = event_target_value(&e); change(&|line| line.text = said.clone()); }></textarea>
            {whose}
            <button type="button" class="quiet" title="Remove this line" aria-label="Remove this line" on:click=remove>{look::icon(IconName::Cross)}</button>
            {about}
        </li>
    }
    .into_any()
}
