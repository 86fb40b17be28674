//! The update that is being written: a section each with what happened beside it, whom it goes to, and a look at it before it leaves.

use super::{line, people, reading::reading};
use crate::components::{
    plan::{activity::activity, board::Board, look},
    ui::{Button, IconName, Kind, Notice, Tone},
};
use leptos::prelude::*;
use tandem_shared::{
    event::Event,
    update::{SectionKind, StatusUpdate, period_in_words},
};

/// What can be done with a draft; the page does it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Deed {
    /// Keeps what was written.
    Save,
    /// Keeps it, then shows it as its readers will see it.
    Preview,
    /// Sends it.
    Send,
    /// Drafts all of it again from what happened until now.
    DraftAgain,
    /// Throws it away.
    Delete,
    /// Gives up what was written here for what somebody else wrote meanwhile.
    TakeTheirs,
}

/// A draft on the screen.
#[derive(Clone, Copy)]
pub(crate) struct Writing {
    /// As it stands in the fields.
    pub(crate) draft: RwSignal<StatusUpdate>,
    /// Whether it is shown as its readers will see it.
    pub(crate) previewing: RwSignal<bool>,
    /// Something is on its way.
    pub(crate) busy: RwSignal<bool>,
    /// Why something was refused.
    pub(crate) trouble: RwSignal<String>,
    /// Somebody else changed the draft meanwhile.
    pub(crate) is_stale: RwSignal<bool>,
    /// What happened in its period, newest first.
    pub(crate) happened: Signal<Vec<Event>>,
    /// Has it done.
    pub(crate) ask: Callback<Deed>,
}

/// The draft: its fields, or how it will be read.
pub(crate) fn editor(writing: Writing) -> AnyView {
    (move || if writing.previewing.get() { preview(writing) } else { fields(writing) }).into_any()
}

fn troubles(w: Writing) -> AnyView {
    let stale = move || {
        w.is_stale.get().then(|| {
            view! {
                <Notice tone=Tone::Warning>
                    <p>"Somebody else changed this draft meanwhile. What you wrote is still here: copy what you need, then take theirs."</p>
                    <Button small=true on_click=move |_| w.ask.run(Deed::TakeTheirs)>"Take theirs"</Button>
                </Notice>
            }
        })
    };
    view! { {stale}<p class="trouble" role="alert">{move || w.trouble.get()}</p> }.into_any()
}

fn period(w: Writing) -> String {
    w.draft.with(|d| period_in_words(d.period_from, d.period_to))
}

fn fields(w: Writing) -> AnyView {
    let summary = move || w.draft.with(|d| d.sections.summary.clone());
    let typed = move |e| w.draft.update(|d| d.sections.summary = event_target_value(&e));
    let sections = SectionKind::ALL.iter().map(|kind| line::section(w, *kind)).collect::<Vec<_>>();
    let ask = move |deed| move |_| w.ask.run(deed);
    view! {
        <div class="plan-columns">
            <section class="card-box plan-stack" aria-label="Draft of the update">
                <div class="activity-tools"><h2 class="font-semibold">{move || ["Update for ", &period(w)].concat()}</h2><span class="badge badge-sm mark-neutral">"Draft"</span></div>
                <div class="ask">
                    <label for="update-summary">"In short"</label>
                    <textarea id="update-summary" class="textarea" rows="3" prop:value=summary on:input=typed></textarea>
                    <p class="help">"Drafted from what happened. Candor first: what slips is said here, with what is done about it."</p>
                </div>
                {sections}
                {people::people(w)}
                {troubles(w)}
                <div class="buttons draft-foot">
                    <Button kind=Kind::Primary icon=IconName::Eye busy=w.busy on_click=ask(Deed::Preview)>"Preview and send"</Button>
                    <Button busy=w.busy on_click=ask(Deed::Save)>"Save the draft"</Button>
                </div>
                <div>
                    <Button kind=Kind::Ghost busy=w.busy on_click=ask(Deed::DraftAgain)>"Draft again from what happened since"</Button>
                    <Button kind=Kind::Ghost busy=w.busy on_click=ask(Deed::Delete)>"Delete the draft"</Button>
                </div>
            </section>
            <aside class="rail" aria-label="What happened">
                <h2 class="section-head">"What happened in these days"</h2>
                {beside(w)}
            </aside>
        </div>
    }
    .into_any()
}

fn beside(w: Writing) -> AnyView {
    (move || {
        if w.happened.with(Vec::is_empty) {
            view! { <p class="dim">"Nothing changed in these days."</p> }.into_any()
        } else {
            activity(w.happened)
        }
    })
    .into_any()
}

/// As a mail, with whom it goes to.
fn preview(w: Writing) -> AnyView {
    let draft = w.draft.get_untracked();
    let (deal, seller) = Board::here().plan.with_untracked(|p| (p.deal.name.clone(), p.deal.seller_name.clone()));
    let subject = ["Status of “", &deal, "”, ", &period(w)].concat();
    let count = draft.recipients.len();
    let word = match count {
        1 => "Send to 1 person".to_owned(),
        n => ["Send to ", &n.to_string(), " people"].concat(),
    };
    let people = draft.recipients.iter().map(|r| {
        view! { <li class="choice">{look::face(&r.name, r.side)}<span>{r.name.clone()}</span></li> }
    });
    let people = people.collect::<Vec<_>>();
    let nobody =
        (count == 0).then(|| view! { <p class="trouble">"Nobody is chosen yet. Go back and choose who gets it."</p> });
    view! {
        <section class="card-box plan-stack" aria-label="The update as a mail">
            <div><p class="dim">"Subject"</p><h2 class="font-semibold">{subject}</h2></div>
            <div><p class="dim">"To"</p><ul class="choices">{people}</ul>{nobody}</div>
            {reading(&draft.sections)}
            <p class="dim">{["Below it stands a link to this plan, and that the update came from ", &seller, "."].concat()}</p>
            {troubles(w)}
            <div class="buttons">
                <Button kind=Kind::Primary icon=IconName::Send busy=w.busy disabled=Signal::stored(count == 0) on_click=move |_| w.ask.run(Deed::Send)>{word}</Button>
                <Button kind=Kind::Ghost on_click=move |_| w.previewing.set(false)>"Back to the draft"</Button>
            </div>
        </section>
    }
    .into_any()
}
