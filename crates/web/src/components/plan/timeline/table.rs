//! The timeline as a table, with the same numbers, for those who do not see the drawing and for paper.

use super::{date_words, state::Timeline, words};
use crate::{components::plan::wording, format};
use leptos::prelude::*;
use tandem_shared::{day::Day, milestone::Milestone, plan::Plan, schedule::Schedule};

const HEADS: [&str; 12] = [
    "Milestone",
    "Stage",
    "Start",
    "First agreed",
    "Target",
    "Completed",
    "Status",
    "Slip",
    "Earliest",
    "Latest",
    "Slack",
    "Critical path",
];

/// The table, folded.
pub(super) fn table(timeline: Timeline) -> AnyView {
    let heads = HEADS.into_iter().map(|h| view! { <th scope="col">{h}</th> }).collect::<Vec<_>>();
    let rows = move || {
        timeline
            .shown
            .with(|p| timeline.schedule.with(|s| p.milestones.iter().map(|m| row(p, s, m)).collect::<Vec<_>>()))
    };
    view! {
        <details class="card-box as-table">
            <summary>"The same as a table"</summary>
            <div class="scroll" tabindex="0" role="group" aria-label="Dates of the milestones, scrolls sideways">
                <table class="table table-sm"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>
            </div>
        </details>
    }
    .into_any()
}

fn row(plan: &Plan, schedule: &Schedule, m: &Milestone) -> AnyView {
    let day = |d: Option<Day>| date_words::or_dash(d, format::day);
    let stage = plan.stages.iter().find(|s| s.id == m.stage_id).map(|s| s.name.clone());
    let done = m.completed_at.map(Day::of_instant);
    let slot = schedule.slot(&m.id).filter(|slot| !slot.done);
    let cells = [
        stage.unwrap_or_default(),
        day(m.start_date),
        day(m.agreed_date),
        day(m.target_date),
        day(done),
        wording::milestone_status(m.status).to_owned(),
        wording::slip(m),
        day(slot.map(|s| s.early_finish)),
        day(slot.and_then(|s| s.late_finish)),
        slot.map(|s| words::slack(s.slack_days)).unwrap_or_default(),
        slot.filter(|s| s.critical).map(|_| "yes".to_owned()).unwrap_or_default(),
    ];
    let cells = cells.into_iter().map(|text| view! { <td>{text}</td> }).collect::<Vec<_>>();
    view! { <tr><th scope="row">{m.title.clone()}</th>{cells}</tr> }.into_any()
}
