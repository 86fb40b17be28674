//! Proposals: the open ones, the form that makes another, and those that were decided.

use super::{Agreement, Ask, edits, offer};
use crate::components::{
    plan::{
        editor::{Editor, Save, editor},
        look,
    },
    ui,
};
use leptos::prelude::*;
use tandem_shared::agreement::{Proposal, ProposalStatus};

const NEW: &str = "offer:new";

/// The section; nothing before a version is agreed and while nothing was ever offered.
pub(super) fn offers(a: Agreement) -> AnyView {
    let is_agreed = Memo::new(move |_| a.data.with(|d| d.agreed().is_some() || !d.proposals.is_empty()));
    (move || is_agreed.get().then(|| untrack(|| section(a)))).into_any()
}

fn ids(a: Agreement, wanted: fn(&Proposal) -> bool) -> Memo<Vec<String>> {
    Memo::new(move |_| a.data.with(|d| d.proposals.iter().filter(|p| wanted(p)).map(|p| p.id.to_string()).collect()))
}

fn section(a: Agreement) -> AnyView {
    let open = ids(a, |p| p.status == ProposalStatus::Open);
    let closed = ids(a, |p| p.status != ProposalStatus::Open);
    let add = a.may_propose().then(|| a.opener(NEW, "Propose a change", "btn btn-sm"));
    let empty = move || {
        open.with(Vec::is_empty).then(|| {
            look::empty(
                "Nothing is offered right now",
                "What was signed stays as it is until one side proposes a change with a reason and the other accepts it.",
            )
        })
    };
    let before = move || (!closed.with(Vec::is_empty)).then(|| view! { <h3 class="section-head">"Decided"</h3> });
    view! {
        <section>
            <h2 class="section-head">"Proposals"</h2>
            {empty}
            <ul class="rows">{ui::rows(open, move |id| offer::row(a, id))}</ul>
            <div class="buttons">{add}</div>
            {a.form(NEW.to_owned(), move |key| new_form(a, key))}
            {before}
            <ul class="rows">{ui::rows(closed, move |id| offer::row(a, id))}</ul>
        </section>
    }
    .into_any()
}

fn new_form(a: Agreement, key: String) -> AnyView {
    let (fields, base) = a.board.plan.with_untracked(|p| (edits::fields(p), edits::base(p, &[])));
    let save = Callback::new(move |(draft, _, _, answer): Save| {
        if let Some(body) = edits::offered(&draft, &[], answer) {
            a.ask(Ask::Propose(body), answer);
        }
    });
    let form = editor(Editor { key, save_label: "Propose", fields, base, version: 0, save, now: None, again: false });
    view! { <div class="card-box">{form}</div> }.into_any()
}
