//! The buyer is silent: one small step with a date, a message that is easy to answer, and an honest look at the hard date; or the deal is given up.

use super::{
    answers::{HardDateAnswer, ReEngage},
    kit::{action, first_name, next, ours, person, risk, seller, with_role},
    renegotiate::short,
    steps::{Extra, Steps},
};
use crate::{
    agreement::ProposedEdit,
    day::Day,
    guide::dates::Open,
    milestone::Visibility,
    plan::Plan,
    risk::{NewRisk, Probability},
    spoken,
    stakeholder::{Side, Stakeholder, StakeholderRole as R},
};

/// The small step when none is named.
const STEP: &str = "Say in one line whether the dates in this plan still hold";

pub(super) fn steps(plan: &Plan, answers: &ReEngage) -> Steps {
    let mut steps = Steps::default();
    let whom = answers.stakeholder_id.as_ref().and_then(|id| person(plan, id)).or_else(|| with_role(plan, R::Champion));
    if answers.call_off {
        steps.extras.push(Extra::LoseDeal);
        steps.reasons.push(
            "The deal moves to the stage of those that are lost. The plan stays as it is and asks for nothing more."
                .to_owned(),
        );
        steps.message = farewell(plan, whom);
        return steps;
    }
    let open = Open::of(plan);
    let by = answers.by.and_then(|day| open.calendar(Side::Buyer).next_open(day));
    let by = by.or_else(|| open.calendar(Side::Buyer).add(plan.today, 3));
    let step = if answers.step.is_empty() { STEP } else { answers.step.as_str() };
    if let Some(first) = next(plan) {
        ask(plan, first, (step, whom, by), &open, &mut steps);
    }
    hard_date(plan, answers, &mut steps);
    steps.message = message(plan, answers, step, whom, by);
    steps
}

/// The buyer's one step, the seller's word to them, and that silence is a risk.
fn ask(
    plan: &Plan,
    first: &crate::milestone::Milestone,
    (step, whom, by): (&str, Option<&Stakeholder>, Option<Day>),
    open: &Open,
    steps: &mut Steps,
) {
    let id = || first.id.clone();
    let theirs = action(Side::Buyer, step, whom.map(|s| s.id.clone()), by);
    let name = whom.map_or_else(|| "the buyer".to_owned(), |s| short(&s.name));
    let soon = open.near(Side::Seller, plan.today);
    let own = action(
        Side::Seller,
        format!("Write to {name} with this one question, and call the day after"),
        seller(plan),
        soon,
    );
    for action in [theirs, ours(plan, own)] {
        steps.extras.push(Extra::AddAction { milestone_id: id(), action });
    }
    let silence = ("Nobody answers, and the dates pass", Probability::High, 10);
    let other = "Ask somebody else in the buyer's company, and say by when you will close the plan";
    let after = by.and_then(|day| open.calendar(Side::Seller).add(day, 2));
    let risk = NewRisk { visibility: Some(Visibility::Internal), ..risk(plan, Some(id()), silence, other, after) };
    steps.extras.push(Extra::AddRisk { risk });
    let when = by.map_or_else(String::new, |day| format!(" by {}", spoken::day(day, plan.today)));
    steps.reasons.push(format!("One small step for {name}{when}: an answer to one question is easier than a meeting."));
}

fn hard_date(plan: &Plan, answers: &ReEngage, steps: &mut Steps) {
    let passed = plan.anchor_date.filter(|day| *day < plan.today);
    match answers.hard_date {
        HardDateAnswer::Moved { date } if plan.anchor_date != Some(date) => {
            steps.edits.push(ProposedEdit::SetAnchor { anchor_date: Some(date) });
            steps.reasons.push(format!("The buyer's hard date is {} from now on.", spoken::day(date, plan.today)));
        }
        HardDateAnswer::Unknown => {
            if let Some(first) = next(plan) {
                let by = Open::of(plan).calendar(Side::Buyer).add(plan.today, 5);
                let confirm =
                    action(Side::Buyer, "Confirm the hard date, or say that there is none any more", None, by);
                steps.extras.push(Extra::AddAction { milestone_id: first.id.clone(), action: confirm });
            }
        }
        _ => {}
    }
    if let Some(day) = passed.filter(|_| answers.hard_date == HardDateAnswer::Stands) {
        steps.reasons.push(format!(
            "The hard date, {}, has passed: ask whether it matters any more.",
            spoken::day(day, plan.today)
        ));
    }
}

fn hello(whom: Option<&Stakeholder>) -> String {
    whom.map_or_else(|| "Hello".to_owned(), |s| format!("Hello {}", first_name(&s.name)))
}

fn message(plan: &Plan, answers: &ReEngage, step: &str, whom: Option<&Stakeholder>, by: Option<Day>) -> String {
    let when = by.map_or_else(String::new, |day| format!(" by {}", spoken::day(day, plan.today)));
    let date = match (plan.anchor_date, &answers.hard_date) {
        (_, HardDateAnswer::Moved { date }) => {
            format!("As I understand it, {} is the date that counts for you now.", spoken::day(*date, plan.today))
        }
        (Some(day), _) => {
            format!("Our plan was made for {}. Does that date still count for you?", spoken::day(day, plan.today))
        }
        (None, _) => "Is there a date by which this has to be decided on your side?".to_owned(),
    };
    let next = next(plan).map_or_else(String::new, |m| format!(" The next thing we both look at is “{}”.", m.title));
    format!(
        "{},\n\nI have not heard from you for a while, so here is one thing only: {}{when}.{next}\n\n{date} If this is no longer a priority, a short no is fine too. I will then close the plan and stop asking.",
        hello(whom),
        lowered(step)
    )
}

/// A step within a sentence.
fn lowered(step: &str) -> String {
    let mut letters = step.trim_end_matches('.').chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

fn farewell(plan: &Plan, whom: Option<&Stakeholder>) -> String {
    format!(
        "{},\n\nI take it that {} is not a priority for you at the moment, and close our plan. Everything we worked out stays there. When the time is right, one line is enough and we go on from where we were.",
        hello(whom),
        plan.deal.name
    )
}
