//! The five questions, each with why it is asked.

use super::{
    dates::{Countries, timeline},
    fields::{Choice, Choices, DaysField, Needs},
    people::{details, people},
    talk::Talk,
};
use crate::components::ui::{Checkbox, Select};
use leptos::prelude::*;
use tandem_shared::{
    guide::{Involvement, RoleState},
    stakeholder::StakeholderRole as R,
};

/// A question's heading and why it is asked.
#[must_use]
pub const fn words(step: usize) -> (&'static str, &'static str) {
    match step {
        0 => (
            "How far is the deal?",
            "Early on, a plan finds people and agrees on measures. Late, it removes what still stands in the way of the signature.",
        ),
        1 => (
            "Who needs to be involved?",
            "Somebody who appears late is the most frequent reason why a deal falls through at the end. Whoever is not known yet becomes a step of the plan.",
        ),
        2 => (
            "What is the buyer’s true timeline?",
            "Not your close date: their budget cycle, their board meetings, their busy season. The plan is made back from it.",
        ),
        3 => (
            "Is procurement involved, and how long does its review take?",
            "Procurement surprises stop more deals than gaps in a product. If you have not seen them yet, they are still in the plan.",
        ),
        4 => (
            "Can the champion decide, or do they pass things on?",
            "A champion who decides can move fast. A liaison needs their own people to agree first, and the plan helps with that.",
        ),
        _ => (
            "This is the plan that follows",
            "Everything in it can be changed afterwards. Nothing is sent to the buyer until you share it.",
        ),
    }
}

/// The fields of a question.
pub(super) fn fields(talk: Talk, step: usize, stages: Signal<Vec<(String, String)>>, countries: Countries) -> AnyView {
    match step {
        0 => view! {
            <Select label="Stage of the deal" value=talk.stage_id options=stages hint="The deal moves there." error=talk.error("/stage_id") />
        }
        .into_any(),
        1 => people(talk),
        2 => timeline(talk, countries),
        3 => procurement(talk),
        _ => champion(talk),
    }
}

const INVOLVEMENT: [Choice; 4] = [
    ("unknown", "Not known yet", "Asking becomes an action, and the review keeps its usual time."),
    ("involved", "Yes, they have begun", ""),
    ("not_yet", "They will be, and have not begun", ""),
    ("not_needed", "No, this purchase does without", "Only if somebody on the buyer’s side has said so."),
];

fn procurement(talk: Talk) -> AnyView {
    let asked = Memo::new(move |_| {
        let word = talk.involvement.get();
        matches!(Involvement::from_word(&word), Some(Involvement::Involved | Involvement::NotYet))
    });
    let more = move || {
        view! {
            <div class="guide-person">
                <DaysField label="Working days of their review" value=talk.review_days hint="5 to 7 are usual; 7 are taken when it stays empty." error=talk.error("/procurement/review_days") />
                <Needs needs=talk.needs />
                <Checkbox label="They have not bought this kind of product before" checked=talk.unfamiliar on_change=move |on| talk.unfamiliar.set(on) />
            </div>
        }
    };
    view! {
        <Choices legend="Is procurement involved?" value=talk.involvement choices=INVOLVEMENT.to_vec() error=talk.error("/procurement/involvement") />
        {move || asked.get().then(more)}
    }
    .into_any()
}

const AUTHORITY: [Choice; 3] = [
    ("unknown", "Not known yet", ""),
    ("decides", "Decides", "Can move the purchase forward alone."),
    ("liaison", "Liaison", "Has to align others first; bringing them together becomes an action of its own."),
];

fn champion(talk: Talk) -> AnyView {
    let person = talk.person(R::Champion);
    let name = move || {
        let person = person?;
        let known = person.is_known();
        let note = if known { "Your champion, as you named them." } else { "You have not named a champion yet." };
        let know = move |on: bool| {
            let state = if on { RoleState::Known } else { RoleState::Unknown };
            person.state.set(state.to_string());
        };
        Some(view! {
            <p class="help">{note}</p>
            <Checkbox label="I know who the champion is" checked=Signal::derive(move || person.is_known()) on_change=know />
            {known.then(|| details(talk, 0, person, false))}
        })
    };
    view! {
        <div class="guide-person">{name}</div>
        <Choices legend="What can they do alone?" value=talk.champion choices=AUTHORITY.to_vec() />
    }
    .into_any()
}
