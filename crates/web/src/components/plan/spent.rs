//! *Where time went*: planned against actual working days of each stage, and the bottleneck.

use super::{board::Board, wording};
use leptos::prelude::*;
use tandem_shared::time_spent::{StageTime, time_spent};

/// The panel; nothing before there are dates.
pub(crate) fn spent() -> AnyView {
    let board = Board::here();
    (move || {
        let rows = board.plan.with(|p| time_spent(&p.stages, &p.milestones, p.today));
        (!rows.is_empty()).then(|| panel(&rows))
    })
    .into_any()
}

fn panel(rows: &[StageTime]) -> AnyView {
    let most = rows.iter().map(|r| r.planned.max(r.actual.unwrap_or(0))).max().unwrap_or(1).max(1);
    let bottleneck = rows.iter().find(|r| r.is_bottleneck).map(|r| [r.name.as_str(), " is the bottleneck."].concat());
    let verdict = bottleneck.unwrap_or_else(|| "No stage has taken longer than planned.".to_owned());
    let bars = rows.iter().map(|row| bar(row, most)).collect::<Vec<_>>();
    view! {
        <section class="card-box spent">
            <h2>"Where time went"</h2>
            <ul>{bars}</ul>
            <p class="dim">"Filled: planned. Outline: actual so far, in working days. "<b>{verdict}</b></p>
        </section>
    }
    .into_any()
}

/// What a stage took of what was planned, in words.
fn words(row: &StageTime) -> String {
    match row.actual {
        Some(actual) => format!("{actual} of {} days{}", row.planned, if row.finished { "" } else { " so far" }),
        None => wording::count(row.planned, "day planned", "days planned"),
    }
}

fn bar(row: &StageTime, most: i64) -> AnyView {
    let width = |days: i64| (days * 1000 / most).to_string();
    let state = match (row.is_bottleneck, row.actual, row.finished) {
        (true, ..) => "bottleneck",
        (_, None, _) => "ahead",
        (_, _, true) => "finished",
        _ => "running",
    };
    let planned = view! { <rect class="planned" x="0" y="4" height="8" rx="2" width=width(row.planned) /> };
    let actual =
        row.actual.map(|actual| view! { <rect class="actual" x="0" y="1" height="14" rx="3" width=width(actual) /> });
    view! {
        <li data-state=state>
            <span>{row.name.clone()}</span>
            <svg viewBox="0 0 1000 16" preserveAspectRatio="none" aria-hidden="true">{planned}{actual}</svg>
            <span class="dim">{words(row)}{row.is_bottleneck.then(|| view! { " "<b>"Bottleneck"</b> })}</span>
        </li>
    }
    .into_any()
}
