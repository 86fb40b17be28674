//! The conversation: where in it one is, the question, its fields, and the ways on and back.

use super::{
    dates::Countries,
    questions::{fields, words},
    talk::{QUESTIONS, Talk},
};
use crate::{
    browser,
    components::ui::{Button, Form, IconName, Kind},
};
use leptos::{ev::MouseEvent, prelude::*};

/// The conversation. The draft is drawn once all questions were shown.
#[component]
pub fn Conversation(
    /// What was answered.
    talk: Talk,
    /// Stages to choose from.
    #[prop(into)]
    stages: Signal<Vec<(String, String)>>,
    /// Countries to choose from.
    countries: Countries,
    /// Checks the answers that are shown; false keeps the person there.
    check: Callback<usize, bool>,
    /// It is being sent.
    #[prop(into)]
    busy: Signal<bool>,
    /// What is wrong with the whole.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// Makes the plan.
    #[prop(into)]
    on_make: Callback<()>,
    /// The draft.
    #[prop(into)]
    draft: ViewFn,
) -> impl IntoView {
    let step = talk.step;
    let go = move |to: usize| {
        step.set(to);
        // Whoever reads with a screen reader hears the new question.
        request_animation_frame(|| browser::focus("guide-question"));
    };
    let next = move |()| {
        let here = step.get_untracked();
        if here >= QUESTIONS {
            on_make.run(());
        } else if check.run(here) {
            go(here + 1);
        }
    };
    let skip = move |_| {
        talk.forget();
        go(step.get_untracked() + 1);
    };
    let back = move |_| go(step.get_untracked() - 1);
    let body = move || {
        let here = step.get();
        let draft = draft.clone();
        untrack(|| if here < QUESTIONS { fields(talk, here, stages, countries) } else { draft.run() })
    };
    view! {
        <div class="guide">
            {progress(talk)}
            <div class="guide-card">
                <h2 id="guide-question" tabindex="-1">{move || words(step.get()).0}</h2>
                <p class="help">{move || words(step.get()).1}</p>
                <Form on_submit=next error=error>
                    {body}
                    {foot(step, busy, Callback::new(back), Callback::new(skip))}
                </Form>
            </div>
        </div>
    }
}

/// The ways back and on; the last one is the form's own.
fn foot(step: RwSignal<usize>, busy: Signal<bool>, back: Callback<MouseEvent>, skip: Callback<MouseEvent>) -> AnyView {
    let on = move || match step.get() {
        n if n >= QUESTIONS => "Make the plan",
        n if n + 1 == QUESTIONS => "Show the plan",
        _ => "Next",
    };
    let (is_begun, can_skip) =
        (Memo::new(move |_| step.get() != 0), Memo::new(move |_| (1..QUESTIONS).contains(&step.get())));
    let back = move || {
        is_begun.get().then(|| {
            view! { <Button kind=Kind::Ghost icon=IconName::ChevronLeft on_click=back>"Back"</Button> }.into_any()
        })
    };
    let skip = move || {
        can_skip.get().then(|| view! { <Button kind=Kind::Ghost on_click=skip>"I do not know yet"</Button> }.into_any())
    };
    view! {
        <div class="guide-foot">
            {back}
            <span class="grow"></span>
            {skip}
            <Button kind=Kind::Primary submit=true busy=busy>{on}</Button>
        </div>
    }
    .into_any()
}

/// *Question 2 of 5*, and a bar.
fn progress(talk: Talk) -> AnyView {
    let step = talk.step;
    let text = move || match step.get() {
        n if n < QUESTIONS => format!("Question {} of {QUESTIONS}", n + 1),
        _ => "Your draft".to_owned(),
    };
    view! {
        <div class="guide-progress">
            <p role="status">{text}</p>
            <progress max=QUESTIONS.to_string() prop:value=move || step.get().to_string() aria-label="Questions answered"></progress>
        </div>
    }
    .into_any()
}
