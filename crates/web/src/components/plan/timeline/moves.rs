//! What would move, before anything is saved: old and new dates, slack before and after, the signature, what speaks against it.

use super::{bars, date_words, move_words, state::Timeline, trial, words};
use crate::{
    components::plan::{propose::Offer, wish::Answer},
    format,
};
use leptos::prelude::*;
use tandem_shared::{
    plan::Plan,
    schedule::{ApplyRequest, Move, Preview},
    spoken::days_in,
};

/// What saving is asked of the page with.
pub(crate) type SaveDates = Callback<(ApplyRequest, Callback<Answer>)>;

/// The panel, while something is being tried.
pub(super) fn moves(timeline: Timeline, save: SaveDates) -> AnyView {
    let is_open = Memo::new(move |_| timeline.is_trying());
    let body = move || is_open.get().then(|| panel(timeline, save));
    view! {
        <p class="sr-only" role="status">{move || spoken(timeline)}</p>
        {body}
    }
    .into_any()
}

/// What a move does, for those who do not see the panel.
fn spoken(timeline: Timeline) -> Option<String> {
    let is_backward = timeline.trial.with(|t| t.as_ref().map(|t| t.is_backward))?;
    timeline.preview.with(|p| p.as_ref().map(|p| move_words::announced(p, is_backward, format::day)))
}

/// Sending what is being tried.
#[derive(Clone, Copy)]
struct Sent {
    timeline: Timeline,
    busy: RwSignal<bool>,
    refused: RwSignal<String>,
    /// Number of the plan's newest event when it was sent, once the service has saved it.
    saved_after: RwSignal<Option<i64>>,
    /// Offers the same to the other side where it is refused because both agreed to the dates.
    offer: Offer,
}

impl Sent {
    fn new(timeline: Timeline) -> Self {
        let busy = RwSignal::new(false);
        let offer = Offer::beside("moves");
        let (refused, saved_after) = (RwSignal::new(String::new()), RwSignal::new(None));
        let sent = Self { timeline, busy, refused, saved_after, offer };
        // What is moved further is to be saved, or refused, anew.
        Effect::new(move |before: Option<()>| {
            timeline.preview.with(|_| ());
            if before.is_some() {
                offer.forget();
                refused.set(String::new());
            }
        });
        // What was tried stays until the plan that has it is here: else everything would jump back for a moment.
        Effect::new(move |_| {
            if sent.saved_after.get().is_some_and(|seq| timeline.plan.with(|p| p.seq) > seq) {
                sent.end();
            }
        });
        sent
    }

    fn send(self, save: SaveDates) {
        let timeline = self.timeline;
        let (request, edits, seq) = timeline.plan.with_untracked(|plan| {
            let request = timeline.preview.with_untracked(|p| p.as_ref().map(|preview| trial::to_save(plan, preview)));
            let edits = request.as_ref().map(|request| trial::to_propose(plan, request)).unwrap_or_default();
            (request, edits, plan.seq)
        });
        let Some(request) = request.filter(|r| !r.changes.is_empty() && !self.busy.get_untracked()) else { return };
        self.busy.set(true);
        self.refused.set(String::new());
        let hear = Callback::new(move |answer| self.hear(answer, seq));
        save.run((request, self.offer.hear_then(edits, Callback::new(move |()| self.end()), hear)));
    }

    /// The panel goes with what was tried, so it may be gone.
    fn hear(self, answer: Answer, seq: i64) {
        self.busy.try_set(false);
        let trouble = match answer {
            Answer::Done => {
                self.saved_after.try_set(Some(seq));
                return;
            }
            Answer::ChangedMeanwhile => "Somebody changed one of these meanwhile. What you see is reckoned from the dates as they are now; save again if you still want to.".to_owned(),
            Answer::Refused(problem) => trouble(&problem),
        };
        self.refused.try_set(trouble);
    }

    /// Nothing is being tried any more; the focus goes to what was moved.
    fn end(self) {
        let first = self.timeline.trial.with_untracked(|t| t.as_ref()?.changes.first().map(|c| c.milestone_id.clone()));
        self.timeline.discard();
        first.iter().for_each(bars::focus);
    }
}

fn panel(timeline: Timeline, save: SaveDates) -> AnyView {
    let sent = Sent::new(timeline);
    let of = move |read: fn(&Plan, &Preview, bool) -> AnyView| {
        move || {
            let is_backward = timeline.trial.with(|t| t.as_ref().is_some_and(|t| t.is_backward));
            timeline.plan.with(|plan| timeline.preview.with(|p| p.as_ref().map(|p| read(plan, p, is_backward))))
        }
    };
    let nothing = move || timeline.preview.with(|p| p.as_ref().is_none_or(|p| p.moves.is_empty()));
    view! {
        <section class="card-box facts moves" aria-label="What would move">
            <h2>{of(heading)}</h2>
            {move || outdated(timeline)}
            {of(verdict)}{of(list)}{of(consequences)}
            {pull(timeline)}
            <p class="trouble" role="alert">{move || sent.refused.get()}</p>
            <div class="buttons">
                <button type="button" class="btn btn-sm btn-primary" disabled=move || sent.busy.get() || nothing() on:click=move |_| sent.send(save)>"Save these dates"</button>
                <button type="button" class="btn btn-sm btn-ghost" on:click=move |_| sent.end()>"Discard"</button>
                <span class="dim">"Nothing is saved yet."</span>
            </div>
            {sent.offer.around(().into_any())}
        </section>
    }
    .into_any()
}

/// What a refusal says, with what is wrong with each date.
fn trouble(problem: &tandem_shared::error::Problem) -> String {
    let fields: Vec<String> = problem.errors.iter().map(|e| format!("A new date {}.", e.detail)).collect();
    if fields.is_empty() { problem.detail.clone() } else { fields.join(" ") }
}

fn heading(_: &Plan, preview: &Preview, is_backward: bool) -> AnyView {
    move_words::heading(preview, is_backward, format::day).into_any()
}

fn outdated(timeline: Timeline) -> Option<AnyView> {
    let titles = timeline.trial.with(|t| t.as_ref().map(|t| timeline.plan.with(|p| t.outdated(p))))?;
    let named = titles.iter().map(|t| format!("“{t}”")).collect::<Vec<_>>().join(", ");
    let words = "Somebody changed this while you were moving it; you see what follows from it as it is now: ";
    (!titles.is_empty()).then(|| view! { <p class="help error">{words}{named}</p> }.into_any())
}

/// Only a schedule made backward is about the hard date as such.
fn verdict(_: &Plan, preview: &Preview, is_backward: bool) -> AnyView {
    is_backward.then(|| view! { <p>{words::verdict(&preview.verdict)}</p> }).into_any()
}

/// Old and new date and slack of everything that moves.
fn list(_: &Plan, preview: &Preview, _: bool) -> AnyView {
    if preview.moves.is_empty() {
        return view! { <p class="dim">"Nothing would move."</p> }.into_any();
    }
    let rows = preview.moves.iter().map(row).collect::<Vec<_>>();
    view! {
        <div class="scroll" tabindex="0" role="group" aria-label="Dates that would change, scrolls sideways">
            <table class="table table-sm">
                <thead><tr><th scope="col">"Milestone"</th><th scope="col">"Now"</th><th scope="col">"Then"</th><th scope="col">"Moves"</th><th scope="col">"Slack now"</th><th scope="col">"Slack then"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(found: &Move) -> AnyView {
    let dates = |start, target| match (start, target) {
        (Some(start), Some(target)) if start != target => {
            [format::day_short(start), " – ".to_owned(), format::day(target)].concat()
        }
        (_, target) => date_words::or_dash(target, format::day),
    };
    let follows = (!found.direct).then(|| view! { <small class="dim">" follows"</small> });
    view! {
        <tr>
            <th scope="row">{found.title.clone()}{follows}</th>
            <td>{dates(found.old_start, found.old_target)}</td><td><b>{dates(found.new_start, found.new_target)}</b></td>
            <td>{move_words::by(found)}</td><td>{words::slack(found.slack_before)}</td><td>{words::slack(found.slack_after)}</td>
        </tr>
    }
    .into_any()
}

/// The signature, meetings that are missed, and conflicts.
fn consequences(plan: &Plan, preview: &Preview, _: bool) -> AnyView {
    let missed = trial::missed(plan, preview).into_iter().map(|(title, c)| move_words::missed(title, c, format::day));
    let conflicts = preview.conflicts.iter().map(|c| days_in(&c.detail, format::day));
    let against: Vec<_> = missed.chain(conflicts).map(|text| view! { <li>{text}</li> }).collect();
    let against = (!against.is_empty()).then(|| view! { <ul class="reasons" data-status="at_risk">{against}</ul> });
    view! { <p><b>{move_words::signature_then(preview, format::day)}</b></p>{against} }.into_any()
}

/// Whether what follows comes earlier too; asked only where a person moves things by hand.
fn pull(timeline: Timeline) -> AnyView {
    let is_asked = Memo::new(move |_| timeline.trial.with(|t| t.as_ref().is_some_and(|t| !t.is_backward)));
    let pulls = move || timeline.trial.with(|t| t.as_ref().is_some_and(|t| t.pull));
    let set = move |on: bool| {
        timeline.trial.update(|t| {
            if let Some(trial) = t {
                trial.pull = on;
            }
        });
    };
    let dated = move || direct(timeline);
    (move || {
        is_asked.get().then(|| {
            view! {
                <div class="choices">
                    {dated}
                    <label class="choice"><input type="checkbox" class="checkbox checkbox-xs" prop:checked=pulls on:change=move |e| set(event_target_checked(&e)) />"What follows moves earlier too"</label>
                </div>
            }
        })
    })
    .into_any()
}

/// The target of the one milestone that is being moved, to be typed.
fn direct(timeline: Timeline) -> Option<AnyView> {
    let (id, target) = timeline.trial.with(|t| {
        let [one] = t.as_ref()?.changes.as_slice() else { return None };
        Some((one.milestone_id.clone(), one.target_date?))
    })?;
    let set = move |text: String| {
        if let Ok(day) = text.parse() {
            timeline.move_to(&id, day);
        }
    };
    Some(view! { <label class="choice">"New target "<input type="date" class="input input-xs" prop:value=target.to_string() on:change=move |e| set(event_target_value(&e)) /></label> }.into_any())
}
