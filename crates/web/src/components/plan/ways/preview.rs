//! What would change: before and after, the verdict, the reasons, a message to the buyer; and having it done.

use super::{Outcome, Ways, button, day, focus_heading, lines};
use crate::{
    browser,
    components::{
        plan::wording,
        ui::{self, Notice, TextArea, Tone},
    },
};
use leptos::{prelude::*, task::spawn_local};
use tandem_shared::{
    guide::modes::{self, ModeAnswers, ModeStep, Steps, needs_proposal},
    plan::Plan,
    schedule::Verdict,
    stakeholder::Side,
};

/// What would change, as the plan is now.
pub(super) fn preview(ways: Ways, answers: ModeAnswers, shown: RwSignal<Option<ModeAnswers>>) -> AnyView {
    let plan = ways.plan.get_untracked();
    let back = move || {
        shown.set(None);
        focus_heading();
    };
    let Ok(steps) = modes::steps(&plan, &answers) else {
        return view! {
            <Notice tone=Tone::Warning>"The plan has changed meanwhile. Look at your answers again."</Notice>
            <div class="guide-foot">{button("Back to the questions", "btn btn-sm btn-ghost", back)}</div>
        }
        .into_any();
    };
    let offers = needs_proposal(&plan, &steps);
    let message = RwSignal::new(steps.message.clone());
    let changes = changes(&plan, &steps);
    let step = ModeStep { answers, dry_run: false, expected: Some(steps), proposes: Some(offers) };
    view! {
        {changes}
        {message_box(message)}
        {buttons(ways, step, (offers, &plan), back)}
    }
    .into_any()
}

fn changes(plan: &Plan, steps: &Steps) -> AnyView {
    let tone = match steps.verdict {
        _ if steps.misses() => Tone::Bad,
        Verdict::Fits { .. } => Tone::Good,
        Verdict::CannotBeMet { .. } | Verdict::NoOpenDays { .. } => Tone::Bad,
        Verdict::NoAnchor | Verdict::NothingOpen => Tone::Warning,
    };
    let said = steps.said(plan.today);
    let reasons =
        steps.reasons.iter().filter(|r| **r != said).map(|r| view! { <li>{r.clone()}</li> }).collect::<Vec<_>>();
    let lines = lines::lines(plan, steps).into_iter().map(|line| view! { <li>{line}</li> }).collect::<Vec<_>>();
    let date = |date: Option<_>| date.map_or_else(|| "not dated".to_owned(), day);
    view! {
        {(!steps.gives_up()).then(|| view! {
            <Notice tone=tone>{said.clone()}</Notice>
            <dl class="guide-facts">
                <div><dt>"Signature now"</dt><dd>{date(steps.signature_before)}</dd></div>
                <div><dt>"Signature then"</dt><dd>{date(steps.signature)}</dd></div>
            </dl>
        })}
        <section class="guide-part"><h3>"Why"</h3><ul class="guide-list">{reasons}</ul></section>
        {moves(steps)}
        {(!lines.is_empty()).then(|| view! { <section class="guide-part"><h3>"What is added"</h3><ul class="guide-list">{lines}</ul></section> })}
    }
    .into_any()
}

fn moves(steps: &Steps) -> Option<AnyView> {
    if steps.moves.is_empty() {
        return None;
    }
    let row = |one| {
        let (title, from, to, by) = lines::row(one);
        view! { <tr><th scope="row">{title}</th><td>{from}</td><td>{to}</td><td>{by}</td></tr> }
    };
    let rows = steps.moves.iter().map(row).collect::<Vec<_>>();
    Some(
        view! {
            <section class="guide-part">
                <h3>"What moves"</h3>
                <div class="scroll" tabindex="0" role="group" aria-label="What moves">
                    <table class="table table-sm">
                        <thead><tr><th scope="col">"Milestone"</th><th scope="col">"Now"</th><th scope="col">"Then"</th><th scope="col">"Difference"</th></tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </section>
        }
        .into_any(),
    )
}

/// The message, to change and to copy: nothing is sent from here.
fn message_box(message: RwSignal<String>) -> AnyView {
    let copied = RwSignal::new(false);
    let copy = move || {
        let text = message.get_untracked();
        spawn_local(async move {
            let is_there = browser::copy(&text).await;
            copied.try_set(is_there);
        });
    };
    view! {
        <section class="guide-part">
            <TextArea label="Message to the buyer" value=message rows=8 hint="Change it as you like. Nothing is sent from here." />
            <div class="buttons">
                {button("Copy the message", "btn btn-sm", copy)}
                <span role="status" class="help">{move || copied.get().then_some("Copied.")}</span>
            </div>
        </section>
    }
    .into_any()
}

fn buttons(
    ways: Ways,
    step: ModeStep,
    (offers, plan): (bool, &Plan),
    back: impl Fn() + Copy + Send + Sync + 'static,
) -> AnyView {
    let (busy, trouble, done) = (RwSignal::new(false), RwSignal::new(String::new()), RwSignal::new(None::<Outcome>));
    let other = if plan.viewer.side == Side::Seller { Side::Buyer } else { Side::Seller };
    let label = if offers { ["Propose to ", &wording::side(plan, other)].concat() } else { "Apply".to_owned() };
    let take = move |_: leptos::ev::MouseEvent| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        trouble.set(String::new());
        let hear = move |outcome: Outcome| {
            busy.try_set(false);
            match outcome {
                Outcome::Refused(why) => drop(trouble.try_set(why)),
                other => drop(done.try_set(Some(other))),
            }
        };
        ways.take.run((step.clone(), Callback::new(hear)));
    };
    let note = offers.then_some(
        "Both sides signed this plan: what they signed changes once the other side accepts. The rest is done at once.",
    );
    let take = StoredValue::new_local(take);
    let before = move || {
        let label = label.clone();
        view! {
            <p class="trouble" role="alert">{trouble}</p>
            {note.map(|note| view! { <p class="help">{note}</p> })}
            <div class="guide-foot">
                {button("Back to the questions", "btn btn-sm btn-ghost", back)}
                <span class="grow"></span>
                <button type="button" class="btn btn-sm btn-primary" aria-busy=move || busy.get().then_some("true") on:click=ui::on(move |e| take.with_value(|take| take(e)))>{label}</button>
            </div>
        }
        .into_any()
    };
    (move || match done.get() {
        None => before(),
        Some(outcome) => after(ways, &outcome),
    })
    .into_any()
}

/// It is done: where to look at it. The message stays above, to be copied.
fn after(ways: Ways, outcome: &Outcome) -> AnyView {
    let (said, to, label) = match outcome {
        Outcome::Offered => {
            ("It is proposed. The other side decides.", ways.proposals_address.get_value(), "Open the proposal")
        }
        _ => ("It is done, and in the plan’s history.", ways.plan_address.get_value(), "Open the plan"),
    };
    view! {
        <Notice tone=Tone::Good>{said}</Notice>
        <div class="guide-foot"><span class="grow"></span><a class="btn btn-sm btn-primary" href=to>{label}</a></div>
    }
    .into_any()
}
