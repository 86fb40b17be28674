//! Procurement came in when the signature was near: a person of theirs, a milestone with the time their review takes, both sides' work, what it assumes and
//! what helps, between what is done and the signature. Only what has to move moves.

use super::{
    answers::Rebuild,
    kit::{action, edits_of, first_name, known, newcomer, risk, seller, signature, target, with_role},
    steps::{Extra, Steps},
};
use crate::{
    agreement::ProposedEdit,
    assumption::AssumptionInput,
    day::Day,
    guide::{
        Answers, Involvement, ProcurementAnswer,
        dates::Open,
        say::{listed, working_days},
        step_words,
        steps::Key,
        todo_words::provide,
    },
    id::StakeholderId,
    milestone::{Milestone, MilestoneKind, NewMilestone},
    plan::Plan,
    risk::Probability,
    schedule::{DateChange, compute, preview},
    spoken,
    stakeholder::{Side, StakeholderRole as R},
};

/// Working days of a review that nobody named.
const USUAL: i32 = 7;

pub(super) fn steps(plan: &Plan, answers: &Rebuild) -> Steps {
    let (mut steps, open) = (Steps::default(), Open::of(plan));
    let days = answers.review_days.unwrap_or(USUAL);
    let owner = bring_in(plan, answers, &mut steps);
    let buyer = open.calendar(Side::Buyer);
    let (Some(start), Some(end)) = (buyer.add(plan.today, 1), buyer.add(plan.today, days)) else { return steps };
    let shared = as_answers(answers);
    let review = NewMilestone {
        title: step_words::title(&Key::Procurement, &shared),
        outcome: step_words::outcome(&Key::Procurement, &shared),
        stage_id: Some(plan.deal.stage_id.clone()),
        kind: Some(MilestoneKind::Procurement),
        owner_side: Some(Side::Buyer),
        owner_id: owner.clone().or_else(|| with_role(plan, R::Champion).map(|s| s.id.clone())),
        start_date: Some(start),
        target_date: Some(end),
        duration_days: Some(days),
        depends_on: Vec::new(),
        assumptions: vec![AssumptionInput {
            id: None,
            text: step_words::assumption(&Key::Procurement, &shared),
            state: None,
        }],
        visibility: None,
    };
    let actions = work(plan, answers, owner, (start, end), &open);
    steps.edits.push(ProposedEdit::AddMilestone { milestone_id: None, milestone: review, actions });
    steps.extras.push(Extra::AddRisk { risk: hazard(plan, answers, &open) });
    if !plan.viewer.access.is_guest() {
        steps.extras.push(Extra::NoteProcurement);
    }
    let (said, by) = (working_days(i64::from(days)), spoken::day(end, plan.today));
    steps.reasons.push(format!("Procurement's review gets its {said}, until {by}. What is reached and agreed stays."));
    make_room(plan, end, &open, &mut steps);
    steps.message = message(plan, answers, end);
    steps
}

/// Procurement as the guided start asks for it: the words are the same.
fn as_answers(answers: &Rebuild) -> Answers {
    let procurement = ProcurementAnswer {
        involvement: Involvement::Involved,
        review_days: answers.review_days,
        needs: answers.needs.clone(),
        unfamiliar: answers.unfamiliar,
    };
    Answers { procurement, ..Answers::default() }
}

/// Who it is: somebody new, or somebody who is there and gets the role.
fn bring_in(plan: &Plan, answers: &Rebuild, steps: &mut Steps) -> Option<StakeholderId> {
    let Some(helper) = &answers.person else { return with_role(plan, R::Procurement).map(|s| s.id.clone()) };
    if let Some(person) = known(plan, helper) {
        if !person.roles.contains(&R::Procurement) {
            let roles = person.roles.iter().copied().chain([R::Procurement]).collect();
            steps.extras.push(Extra::AddRole { stakeholder_id: person.id.clone(), roles });
        }
        return Some(person.id.clone());
    }
    let how = "Gets the vendor packet today, and a call about what the review needs";
    let person = newcomer(plan, helper, vec![R::Procurement], how);
    let id = person.id.clone();
    steps.extras.push(Extra::AddPerson { person });
    steps.reasons.push(format!("{} comes into the plan for procurement.", helper.name));
    Some(id)
}

fn work(
    plan: &Plan,
    answers: &Rebuild,
    owner: Option<StakeholderId>,
    (start, end): (Day, Day),
    open: &Open,
) -> Vec<crate::action::NewAction> {
    let needs = step_words::needs(&as_answers(answers));
    let given: Vec<String> = needs.into_iter().filter(|n| !n.starts_with("a review")).collect();
    let packet = if given.is_empty() {
        "Provide the vendor packet and reference customers".to_owned()
    } else {
        provide(&listed(&given))
    };
    let by =
        |side: Side, day: Day| open.by(side, day, plan.today).or_else(|| open.near(side, start)).filter(|d| *d <= end);
    vec![
        action(Side::Seller, packet, seller(plan), by(Side::Seller, start)),
        action(
            Side::Buyer,
            "Submit procurement's questions and list what it needs",
            owner.clone(),
            by(Side::Buyer, start.plus_days(1)),
        ),
        action(
            Side::Seller,
            "Answer procurement's questions within one working day",
            seller(plan),
            by(Side::Seller, end),
        ),
        action(Side::Buyer, "Confirm procurement's approval in writing", owner, by(Side::Buyer, end)),
    ]
}

fn hazard(plan: &Plan, answers: &Rebuild, open: &Open) -> crate::risk::NewRisk {
    let due = open.near(Side::Seller, plan.today.plus_days(1));
    let packet =
        "Provide a procurement packet now: audit reports, insurance and reference customers from the buyer's industry";
    let what = if answers.unfamiliar {
        ("Procurement is unfamiliar with this kind of vendor", Probability::High, 10)
    } else {
        ("Procurement came in late and asks for more time", Probability::Medium, 5)
    };
    risk(plan, None, what, packet, due)
}

/// Moves the signature behind the review where it is not there already, and what waits for the signature with it.
fn make_room(plan: &Plan, end: Day, open: &Open, steps: &mut Steps) {
    let Some(m) = signature(plan) else { return };
    let calendar = open.calendar(m.owner_side);
    let begins = m.start_date.or(m.target_date);
    if m.target_date.is_some_and(|target| target > end) && begins.is_none_or(|start| start > end) {
        let day = m.target_date.map_or_else(String::new, |day| spoken::day(day, plan.today));
        return steps.reasons.push(format!("The signature stays on {day}."));
    }
    let days = compute(plan).slot(&m.id).map_or(1, |slot| i32::try_from(slot.duration_days).unwrap_or(1));
    let Some(start) = calendar.next_open(end.plus_days(1)) else { return };
    let soonest =
        calendar.finish(start, if m.target_date.is_some_and(|t| t > end) { 1 } else { days }).unwrap_or(start);
    // A signature that only begins too early keeps its date.
    let day = m.target_date.filter(|target| *target >= soonest).unwrap_or(soonest);
    let change = DateChange { start_date: m.start_date.map(|_| start), ..target(m, day) };
    let shown = preview(plan, &[change], false);
    steps.edits.extend(edits_of(plan, &shown.moves));
    steps.reasons.push(signed(plan, m, day));
    steps.moves = shown.moves;
}

fn signed(plan: &Plan, m: &Milestone, day: Day) -> String {
    let to = spoken::day(day, plan.today);
    match m.target_date {
        Some(from) if from == day => format!("The signature stays on {to}, with less time to prepare it."),
        Some(from) => {
            let later = working_days(day.working_days_since(from));
            format!("The signature moves from {} to {to}, {later} later.", spoken::day(from, plan.today))
        }
        None => format!("The signature is dated {to}, after the review."),
    }
}

fn message(plan: &Plan, answers: &Rebuild, end: Day) -> String {
    let name =
        with_role(plan, R::Champion).map_or_else(|| "Hello".to_owned(), |s| format!("Hello {}", first_name(&s.name)));
    let who = answers.person.as_ref().map_or_else(|| "procurement".to_owned(), |p| p.name.clone());
    let by = spoken::day(end, plan.today);
    format!(
        "{name},\n\nthank you for telling me that procurement takes part. I have put their review into our plan, until {by}, and send {who} everything they usually ask for today, so that nothing we agreed on gets lost.\n\nCan you introduce me to {who}, and say whether that date is realistic for them?"
    )
}
