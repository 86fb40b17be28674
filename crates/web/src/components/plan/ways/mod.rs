//! What now: the ways on when a plan no longer goes as it was made. Choose one, answer its questions, see what would change, have it done.

mod form;
mod lines;
mod preview;
mod typed;

pub(crate) use form::form;
pub(crate) use typed::Typed;

use crate::{components::ui, format};
use leptos::prelude::*;
use tandem_shared::{
    day::Day,
    guide::modes::{Mode, ModeAnswers, ModeStep},
    plan::Plan,
};

/// What the page does for this part.
#[derive(Clone, Copy)]
pub(crate) struct Ways {
    /// The plan, whole.
    pub(crate) plan: Signal<Plan>,
    /// Has it done, if it still does what was looked at; hears why not.
    pub(crate) take: Callback<(ModeStep, Callback<Outcome>)>,
    /// Where a way is: its address.
    pub(crate) address: Callback<Option<Mode>, String>,
    /// Where the plan is, and where proposals are.
    pub(crate) plan_address: StoredValue<String>,
    /// Where proposals are.
    pub(crate) proposals_address: StoredValue<String>,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// The plan is changed.
    Done,
    /// The other side decides.
    Offered,
    /// It was refused: why, as a sentence.
    Refused(String),
}

/// How a day is written here.
pub(super) fn day(day: Day) -> String {
    format::day(day)
}

/// The ways that this viewer may take.
pub(crate) fn choices(ways: Ways) -> AnyView {
    let guest = ways.plan.with_untracked(|p| p.viewer.access.is_guest());
    let card = |mode: &Mode| {
        let href = ways.address.run(Some(*mode));
        view! {
            <li><a class="card-box way" href=href><h2>{mode.title()}</h2><p class="dim">{mode.detail()}</p></a></li>
        }
    };
    let shown = Mode::ALL.iter().filter(|mode| !guest || **mode != Mode::ReEngage);
    view! {
        <section class="plan-stack">
            <div><h2 class="section-head">"What now?"</h2><p class="dim">"A plan that no longer goes as it was made needs a conversation, not silence. Choose what fits best."</p></div>
            <ul class="ways">{shown.map(card).collect::<Vec<_>>()}</ul>
        </section>
    }
    .into_any()
}

/// A way on: its questions, then what would change.
pub(crate) fn way(ways: Ways, mode: Mode, milestone: String) -> AnyView {
    let typed = ways.plan.with_untracked(|p| Typed::of(p, mode, &milestone));
    let shown = RwSignal::new(None::<ModeAnswers>);
    let body = move || match shown.get() {
        None => untrack(|| form(ways, typed, shown)),
        Some(answers) => untrack(|| preview::preview(ways, answers, shown)),
    };
    view! {
        <section class="guide">
            <p class="crumb"><a class="link" href=ways.address.run(None)>"What now?"</a></p>
            <div class="guide-card">
                <h2 tabindex="-1" data-way="">{mode.title()}</h2>
                <p class="help">{mode.detail()}</p>
                {body}
            </div>
        </section>
    }
    .into_any()
}

/// Brings the heading of what is shown now into the focus.
pub(super) fn focus_heading() {
    request_animation_frame(|| crate::components::plan::editor::focus("[data-way]"));
}

/// A button that sends nothing.
pub(super) fn button(label: &'static str, class: &'static str, act: impl Fn() + 'static) -> AnyView {
    view! { <button type="button" class=class on:click=ui::on(move |_: leptos::ev::MouseEvent| act())>{label}</button> }
        .into_any()
}
