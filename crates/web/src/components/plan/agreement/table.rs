//! A snapshot as a table that people read before they sign, and two of them side by side.

use crate::{components::plan::wording, format};
use leptos::prelude::*;
use tandem_shared::{
    agreement::{Commitment, Snapshot},
    plan::Plan,
};

/// Who answers for it: the person, or the side alone.
fn owner(plan: &Plan, m: &Commitment) -> String {
    let side = wording::side(plan, m.owner_side);
    m.owner.as_ref().map_or(side.clone(), |o| [&o.name, " (", &side, ")"].concat())
}

fn target(m: &Commitment) -> String {
    if m.cancelled {
        return "called off".to_owned();
    }
    m.target_date.map_or_else(|| "no date".to_owned(), format::day)
}

/// Everything that a version commits both sides to.
pub(super) fn whole(plan: &Plan, snapshot: &Snapshot, caption: String) -> AnyView {
    let row = |m: &&Commitment| {
        let outcome = (!m.outcome.is_empty()).then(|| view! { <div class="dim">{m.outcome.clone()}</div> });
        view! { <tr class="deal-row"><td class="col-span-2"><b>{m.title.clone()}</b>{outcome}</td><td data-label="By whom">{owner(plan, m)}</td><td data-label="When">{target(m)}</td></tr> }
    };
    let rows = snapshot.by_date().iter().map(row).collect::<Vec<_>>();
    let anchor = snapshot.anchor_date.map(|day| {
        view! { <p>"The buyer’s hard date: "<b>{format::day(day)}</b></p> }
    });
    let signers: Vec<&str> = snapshot.signers.iter().map(|s| s.name.as_str()).collect();
    let signers = ["To be signed by: ", &signers.join(", ")].concat();
    view! {
        <div class="deal-box overflow-x-auto">
            <table class="deal-table signed">
                <caption class="sr-only">{caption}</caption>
                <thead><tr><th scope="col">"What is reached"</th><th scope="col">"By whom"</th><th scope="col">"When"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {anchor}
        <p class="dim">{signers}</p>
    }
    .into_any()
}

/// What differs, with both values beside each other.
pub(super) fn side_by_side(plan: &Plan, a: &Snapshot, b: &Snapshot, heads: [String; 2]) -> AnyView {
    let said = |m: Option<&Commitment>| {
        m.map_or_else(
            || "not in it".to_owned(),
            |m| {
                let outcome = if m.outcome.is_empty() { String::new() } else { ["; ", &m.outcome].concat() };
                [&m.title, ": ", &target(m), ", ", &owner(plan, m), &outcome].concat()
            },
        )
    };
    let mut rows: Vec<(String, String)> = Vec::new();
    let day = |d: Option<tandem_shared::day::Day>| d.map_or_else(|| "none".to_owned(), format::day);
    if a.anchor_date != b.anchor_date {
        rows.push((["Hard date: ", &day(a.anchor_date)].concat(), ["Hard date: ", &day(b.anchor_date)].concat()));
    }
    let added = b.by_date().into_iter().filter(|m| a.milestones.iter().all(|o| o.id != m.id));
    for m in a.by_date().into_iter().chain(added) {
        let find = |s: &'_ Snapshot| s.milestones.iter().find(|o| o.id == m.id).cloned();
        let (old, new) = (find(a), find(b));
        if old != new {
            rows.push((said(old.as_ref()), said(new.as_ref())));
        }
    }
    let names = |s: &Snapshot| s.signers.iter().map(|p| p.name.as_str()).collect::<Vec<_>>().join(", ");
    if a.signers != b.signers {
        rows.push((["Signed by: ", &names(a)].concat(), ["Signed by: ", &names(b)].concat()));
    }
    let [left, right] = heads;
    let row = |(a, b)| view! { <tr class="deal-row"><td data-label=left.clone()>{a}</td><td data-label=right.clone()>{b}</td></tr> };
    let rows = rows.into_iter().map(row).collect::<Vec<_>>();
    view! {
        <div class="deal-box overflow-x-auto">
            <table class="deal-table signed">
                <caption class="sr-only">"Both versions side by side, where they differ"</caption>
                <thead><tr><th scope="col">{left}</th><th scope="col">{right}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
