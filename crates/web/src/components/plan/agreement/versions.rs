//! Every version, and the difference of any two: in words, and side by side.

use super::{Agreement, people::did, table};
use crate::{
    components::plan::{
        fields::{Choice, options},
        look, wording,
    },
    format,
};
use leptos::prelude::*;
use tandem_shared::{
    agreement::{Acknowledgement, Version, difference, said},
    method::SignOffStatus,
    plan::Plan,
};

/// The section.
pub(super) fn versions(a: Agreement) -> AnyView {
    let count = Memo::new(move |_| a.data.with(|d| d.versions.len()));
    let list = move || {
        if count.get() == 0 {
            return look::empty(
                "No version yet",
                "A version is frozen when signatures are asked for, and when a proposal is accepted.",
            );
        }
        let rows =
            a.data.with(|d| a.board.plan.with_untracked(|p| d.versions.iter().map(|v| row(p, v)).collect::<Vec<_>>()));
        view! { <ul class="rows">{rows}</ul> }.into_any()
    };
    let compare = move || (count.get() > 1).then(|| untrack(|| compare(a)));
    view! { <section><h2 class="section-head">"Versions"</h2>{list}{compare}</section> }.into_any()
}

const fn state(version: &Version) -> &'static str {
    match version.status {
        SignOffStatus::Open => "waits for signatures",
        SignOffStatus::Signed => "agreed",
        SignOffStatus::Declined => "declined",
        SignOffStatus::Voided => "void",
    }
}

fn stood_up(plan: &Plan, a: &Acknowledgement) -> String {
    [&a.name, " (", &wording::side(plan, a.side), ") ", did(a.manner), " ", &format::instant(a.at)].concat()
}

fn row(plan: &Plan, v: &Version) -> AnyView {
    let title = ["Version ", &v.number.to_string()].concat();
    let day = format::day(format::local_day(v.created_at));
    let people = v.acknowledgements.iter().map(|a| view! { <li>{stood_up(plan, a)}</li> }).collect::<Vec<_>>();
    let reason = (!v.reason.is_empty()).then(|| view! { <p>{v.reason.clone()}</p> });
    view! {
        <li class="none">
            <p><strong>{title.clone()}</strong>" "<span class="dim">{day}</span>" "<span class="badge badge-sm mark-neutral">{state(v)}</span></p>
            {reason}
            <ul class="changes">{people}</ul>
            <details>
                <summary>"What it says"</summary>
                {table::whole(plan, &v.snapshot, title)}
                <p class="hash"><span class="dim">"Checksum "</span><code>{v.hash.clone()}</code></p>
            </details>
        </li>
    }
    .into_any()
}

fn compare(a: Agreement) -> AnyView {
    let numbers: Vec<i32> = a.data.with_untracked(|d| d.versions.iter().map(|v| v.number).collect());
    let newest = numbers.first().copied().unwrap_or(1);
    let before = numbers.get(1).copied().unwrap_or(1);
    let (from, to) = (RwSignal::new(before), RwSignal::new(newest));
    let choices: Vec<Choice> =
        numbers.iter().map(|n| Choice::of(&n.to_string(), &["Version ", &n.to_string()].concat())).collect();
    let picker = |id: &'static str, label: &'static str, chosen: RwSignal<i32>| {
        let start = chosen.get_untracked().to_string();
        let set = move |e| chosen.set(event_target_value(&e).parse().unwrap_or(1));
        view! {
            <div class="ask"><label for=id>{label}</label>
                <select id=id class="select" on:change=crate::components::ui::on(set)>{options(&choices, &start)}</select></div>
        }
        .into_any()
    };
    let shown = move || {
        let (from, to) = (from.get(), to.get());
        a.data.with(|d| {
            let find = |n: i32| d.versions.iter().find(|v| v.number == n);
            find(from).zip(find(to)).map(|(old, new)| a.board.plan.with_untracked(|p| differing(p, old, new)))
        })
    };
    view! {
        <div class="card-box compare">
            <h3>"What differs"</h3>
            <div class="pickers">{picker("from-version", "From", from)}{picker("to-version", "To", to)}</div>
            <div aria-live="polite">{shown}</div>
        </div>
    }
    .into_any()
}

fn differing(plan: &Plan, old: &Version, new: &Version) -> AnyView {
    let changes = difference(&old.snapshot, &new.snapshot);
    if changes.is_empty() {
        return view! { <p class="dim">"Nothing: both say the same."</p> }.into_any();
    }
    let texts = changes.iter().map(|c| view! { <li>{said(c)}</li> }).collect::<Vec<_>>();
    let head = |v: &Version| ["Version ", &v.number.to_string()].concat();
    view! {
        <ul class="changes">{texts}</ul>
        {table::side_by_side(plan, &old.snapshot, &new.snapshot, [head(old), head(new)])}
    }
    .into_any()
}
