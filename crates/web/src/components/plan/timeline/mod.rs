//! The timeline: a lane a stage, what was agreed against what is, what waits for what, the buyer's dates, slack and the critical path. A milestone is moved
//! by dragging or by the arrow keys; what follows is shown before anything is saved. With a table for those who do not see it.

mod bars;
mod chart;
mod date_form;
pub(crate) mod date_words;
pub(crate) mod dates;
mod drag;
mod drawing;
mod forecast;
mod marks;
mod move_words;
pub(crate) mod moves;
mod scale;
pub(crate) mod state;
mod table;
mod trial;
mod week;
pub(crate) mod words;

use super::{board::Board, look};
use crate::format;
use leptos::prelude::*;
use moves::SaveDates;
use state::Timeline;
use tandem_shared::plan::Plan;

/// The drawing with what is said about it, the panel of what would move, the forecast and the table. `go` hears the id of a milestone that was chosen.
pub(crate) fn timeline(timeline: Timeline, go: Callback<String>, save: SaveDates) -> AnyView {
    let is_empty = Memo::new(move |_| timeline.chart.with(Option::is_none));
    let body = move || {
        if is_empty.get() {
            let more = "Give a milestone a target on the tab Plan; the timeline draws itself.";
            return look::empty("Nothing has a date yet", more);
        }
        view! { {card(timeline, go)}{moves::moves(timeline, save)}{forecast::forecast(timeline)}{table::table(timeline)} }.into_any()
    };
    // Wherever the focus is.
    let escape = move |e: leptos::ev::KeyboardEvent| {
        if e.key() == "Escape" && timeline.trial.with_untracked(Option::is_some) {
            timeline.discard();
        }
    };
    view! { <div class="plan-stack" on:keydown=escape>{body}</div> }.into_any()
}

fn card(timeline: Timeline, go: Callback<String>) -> AnyView {
    let undated = move || {
        let titles = timeline.chart.with(|c| c.as_ref().map(|c| c.undated.join(", "))).unwrap_or_default();
        (!titles.is_empty()).then(|| view! { <p class="help">"Without a date: "{titles}</p> })
    };
    view! {
        <section class="card-box plan-timeline">
            {summary(timeline)}
            {drawing::drawing(timeline, go)}
            {drawing::legend(timeline)}
            {undated}
            {timeline.may_move.then(|| keys(timeline))}
        </section>
    }
    .into_any()
}

/// What the drawing shows, in words: the signature, whether the hard date can be met, the critical path.
fn summary(timeline: Timeline) -> AnyView {
    let signature = move || timeline.schedule.with(|s| words::signature(s, format::day));
    let verdict = move || timeline.schedule.with(|s| words::verdict(&s.verdict));
    let critical = move || {
        let path = timeline.shown.with(|p| timeline.schedule.with(|s| words::critical_path(p, s)));
        (!path.is_empty()).then(|| view! { <p><b>"Critical path: "</b>{path}<span class="dim">". Nothing else has less room before the signature."</span></p> })
    };
    let assumed = move || {
        let n = timeline.schedule.with(|s| s.assumed);
        (n > 0).then(|| view! { <p class="dim">{words::assumed(n)}</p> })
    };
    view! { <div class="facts summary"><p><b>{signature}</b>" "{verdict}</p>{critical}{assumed}</div> }.into_any()
}

/// How to move things, and the button that moves all of them.
fn keys(timeline: Timeline) -> AnyView {
    let board = Board::here();
    let (all_well, may) = (RwSignal::new(false), board.may(tandem_shared::access::Permission::EditMilestones));
    let has_open = move || {
        timeline.plan.with(|p: &Plan| p.milestones.iter().any(|m| m.completed_at.is_none() && m.cancelled_at.is_none()))
    };
    let backward = move |_| all_well.set(!timeline.try_backward());
    let button = move || {
        (may && has_open() && !timeline.is_trying()).then(|| view! { <button type="button" class="btn btn-sm" on:click=backward>"Schedule backward from the hard date"</button> })
    };
    view! {
        <p class="help" id="timeline-keys">"Drag a milestone, or move it by a working day with the arrow keys, by five with Shift; you see what follows before anything is saved. Enter opens it, Escape takes the move back."</p>
        <div class="buttons">{button}</div>
        <p class="help" role="status">{move || (all_well.get() && !timeline.is_trying()).then_some("Every milestone lies already where the schedule would put it.")}</p>
    }
    .into_any()
}
