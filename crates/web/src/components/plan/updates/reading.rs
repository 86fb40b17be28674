//! An update as its readers see it, on the page and before it is sent.

use leptos::prelude::*;
use tandem_shared::update::{SectionKind, Sections, UpdateLine};

/// Summary and sections; those without lines are left out.
pub(super) fn reading(sections: &Sections) -> AnyView {
    let summary =
        (!sections.summary.is_empty()).then(|| view! { <p class="whitespace-pre-line">{sections.summary.clone()}</p> });
    let filled = SectionKind::ALL.iter().filter(|kind| !sections.lines(**kind).is_empty());
    let parts = filled.map(|kind| {
        let lines = sections.lines(*kind).iter().map(|line| spoken(*kind, line)).collect::<Vec<_>>();
        view! { <section><h3 class="font-semibold">{kind.heading()}</h3><ul class="plan-list">{lines}</ul></section> }
    });
    view! { <div class="form text-sm">{summary}{parts.collect::<Vec<_>>()}</div> }.into_any()
}

/// A line as it reads.
pub(super) fn spoken(kind: SectionKind, line: &UpdateLine) -> AnyView {
    let next = (!line.next.is_empty()).then(|| view! { <p class="dim">"Action: "{line.next.clone()}</p> });
    view! { <li><p><span aria-hidden="true">{kind.sign()}" "</span>{line.spoken(kind)}</p>{next}</li> }.into_any()
}
