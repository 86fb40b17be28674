//! The questions of a way on.

use super::{
    Ways, focus_heading,
    typed::{Typed, open},
};
use crate::components::{
    guide::fields::{Choice, Choices, DaysField, Needs},
    ui::{Button, Checkbox, DateField, Field, Form, FormRow, Kind, Select, TextArea},
};
use leptos::prelude::*;
use tandem_shared::{
    guide::modes::{Mode, ModeAnswers, questions},
    id::StakeholderId,
    plan::Plan,
    stakeholder::Side,
};

/// The questions, and the way to what would change.
pub(crate) fn form(ways: Ways, typed: Typed, shown: RwSignal<Option<ModeAnswers>>) -> AnyView {
    let go = move |()| {
        if let Some(answers) = ways.plan.with_untracked(|p| typed.checked(p)) {
            shown.set(Some(answers));
            focus_heading();
        } else {
            request_animation_frame(|| crate::browser::focus_first(".guide [aria-invalid='true']"));
        }
    };
    let plan = ways.plan.get_untracked();
    let asked = questions(typed.mode).iter().enumerate();
    let asked = asked.map(|(n, question)| {
        view! {
            <fieldset class="guide-part way-question">
                <legend>{question.text}</legend>
                <p class="help">{question.why}</p>
                {fields(typed, &plan, n)}
            </fieldset>
        }
    });
    let asked = asked.collect::<Vec<_>>();
    // What no field shows, such as that there is a review already.
    let whole = Signal::derive(move || {
        let all = typed.errors.get();
        all.iter().find(|e| e.pointer.is_empty()).map(|e| ["This plan ", e.detail.trim_end_matches('.'), "."].concat())
    });
    view! {
        <Form on_submit=go error=whole>
            {asked}
            <div class="guide-foot"><span class="grow"></span><Button kind=Kind::Primary submit=true>"Show what would change"</Button></div>
        </Form>
    }
    .into_any()
}

fn fields(typed: Typed, plan: &Plan, n: usize) -> AnyView {
    match (typed.mode, n) {
        (Mode::Renegotiate, 0) => slip(typed, plan),
        (Mode::Renegotiate, 1) => choice(typed),
        (Mode::Renegotiate, _) => somebody(typed, ["/helper/name", "/helper/title", "/helper/email"]),
        (Mode::Recover, 0) => view! {
            <TextArea label="What would help" hide_label=true value=typed.said rows=2 error=typed.error("/what_would_help") />
        }
        .into_any(),
        (Mode::Recover, 1) => people(typed, plan),
        (Mode::Recover, _) | (Mode::ReEngage, 1) => hard_date(typed),
        (Mode::ReEngage, 0) => small_step(typed, plan),
        (Mode::ReEngage, _) => view! { <Choices legend="Is it still worth it?" hide_legend=true value=typed.worth choices=WORTH.to_vec() /> }.into_any(),
        (Mode::Rebuild, 0) => view! {
            {somebody(typed, ["/person/name", "/person/title", "/person/email"])}
            <DaysField label="Working days of their review" value=typed.days hint="5 to 7 are usual; 7 are taken when it stays empty." error=typed.error("/review_days") />
        }
        .into_any(),
        (Mode::Rebuild, _) => view! {
            <Needs needs=typed.needs />
            <Checkbox label="They have not bought this kind of product before" checked=typed.unfamiliar on_change=move |on| typed.unfamiliar.set(on) />
        }
        .into_any(),
    }
}

fn slip(typed: Typed, plan: &Plan) -> AnyView {
    let options: Vec<_> = open(plan)
        .into_iter()
        .map(|m| {
            let due = m.target_date.map_or_else(String::new, |day| [", ", &super::day(day)].concat());
            (m.id.to_string(), [m.title.as_str(), &due].concat())
        })
        .collect();
    view! {
        <Select label="Milestone" value=typed.milestone options=options error=typed.error("/milestone_id") />
        <TextArea label="What changed" value=typed.said rows=2 hint="Both sides read it." error=typed.error("/what_changed") />
    }
    .into_any()
}

const CHOICE: [Choice; 2] = [
    ("revise", "Revise the date", "What waits for it moves along; you see it before anything is changed."),
    ("accelerate", "Hold the date with help", "Both sides do something for it within days."),
];

fn choice(typed: Typed) -> AnyView {
    view! {
        <Choices legend="Revise or accelerate" hide_legend=true value=typed.choice choices=CHOICE.to_vec() />
        <DateField label="Realistic date" value=typed.date optional=true hint="What the plan’s own figures give when it stays empty." error=typed.error("/new_date") />
    }
    .into_any()
}

/// Somebody by name, job title and address, as these pointers name them.
fn somebody(typed: Typed, [name, title, email]: [&'static str; 3]) -> AnyView {
    view! {
        <FormRow>
            <Field label="Name" value=typed.name optional=true error=typed.error(name) />
            <Field label="Job title" value=typed.title optional=true error=typed.error(title) />
            <Field label="E-mail" kind="email" value=typed.email optional=true error=typed.error(email) />
        </FormRow>
    }
    .into_any()
}

fn people(typed: Typed, plan: &Plan) -> AnyView {
    let row = |(id, label): (StakeholderId, String)| {
        let (own, other) = (id.clone(), id);
        let toggle = move |on: bool| {
            typed.people.update(|all| {
                all.retain(|id| *id != own);
                if on {
                    all.push(own.clone());
                }
            });
        };
        let checked = Signal::derive(move || typed.people.with(|all| all.contains(&other)));
        view! { <Checkbox label=label checked=checked on_change=toggle /> }
    };
    let buyers = plan.stakeholders.iter().filter(|s| s.side == Side::Buyer);
    let rows: Vec<_> = buyers.map(|s| (s.id.clone(), name(&s.name, &s.title))).map(row).collect();
    if rows.is_empty() {
        return view! { <p class="help">"Nobody of the buyer is in the plan yet."</p> }.into_any();
    }
    view! { <div class="guide-ticks">{rows}</div> }.into_any()
}

fn name(name: &str, title: &str) -> String {
    if title.is_empty() { name.to_owned() } else { [name, ", ", title].concat() }
}

const HARD: [Choice; 3] = [
    ("stands", "It stands", ""),
    ("moved", "It is another", ""),
    ("unknown", "Nobody knows any more", "Asking for it becomes an action."),
];

fn hard_date(typed: Typed) -> AnyView {
    let date = move || {
        (typed.hard.get() == "moved").then(|| {
            view! { <DateField label="New hard date" value=typed.hard_date error=typed.error("/hard_date/date") /> }
        })
    };
    view! {
        <Choices legend="The hard date" hide_legend=true value=typed.hard choices=HARD.to_vec() />
        {date}
    }
    .into_any()
}

fn small_step(typed: Typed, plan: &Plan) -> AnyView {
    let buyers = plan.stakeholders.iter().filter(|s| s.side == Side::Buyer);
    let mut options: Vec<_> = buyers.map(|s| (s.id.to_string(), name(&s.name, &s.title))).collect();
    options.insert(0, (String::new(), "Nobody in particular".to_owned()));
    view! {
        <FormRow>
            <Select label="Whom to ask" value=typed.whom options=options error=typed.error("/stakeholder_id") />
            <DateField label="By when" value=typed.date optional=true hint="Three working days from today when it stays empty." error=typed.error("/by") />
        </FormRow>
        <Field label="The small step" value=typed.said optional=true hint="Say in one line whether the dates in this plan still hold: when it stays empty." error=typed.error("/step") />
    }
    .into_any()
}

const WORTH: [Choice; 2] = [
    ("yes", "Yes, go on", ""),
    (
        "no",
        "No, call it off",
        "The deal moves to the stage of those that are lost, and the plan asks for nothing more.",
    ),
];
