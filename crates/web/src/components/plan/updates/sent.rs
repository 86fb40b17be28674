//! Updates that were sent, newest first; the newest is open.

use super::reading::reading;
use crate::{components::plan::look, format};
use leptos::prelude::*;
use tandem_shared::update::{StatusUpdate, period_in_words};

/// The list; `may_draft` tells what to do when there is none.
pub(crate) fn sent(updates: Vec<StatusUpdate>, may_draft: bool) -> AnyView {
    if updates.is_empty() {
        let detail = if may_draft {
            "Draft the first one: what was completed, what is on track, what is at risk. It takes a minute, and both sides know where they are."
        } else {
            "As soon as one is sent you will read it here, and get it by e-mail if you were chosen."
        };
        return look::empty("No update was sent yet", detail);
    }
    let rows = updates.iter().enumerate().map(|(n, update)| row(update, n == 0)).collect::<Vec<_>>();
    view! { <ul class="rows">{rows}</ul> }.into_any()
}

fn row(update: &StatusUpdate, open: bool) -> AnyView {
    let at = update.sent_at.map(format::instant).unwrap_or_default();
    let names = update.recipients.iter().map(|r| r.name.as_str()).collect::<Vec<_>>().join(", ");
    let to = (!names.is_empty()).then(|| view! { <p class="dim text-sm">"To "{names}</p> });
    view! {
        <li class="p-4">
            <details open=open>
                <summary class="cursor-pointer"><b>{period_in_words(update.period_from, update.period_to)}</b><span class="dim text-sm">{[" · ", &update.by, ", ", &at].concat()}</span></summary>
                <div class="form mt-3">{to}{reading(&update.sections)}</div>
            </details>
        </li>
    }
    .into_any()
}
