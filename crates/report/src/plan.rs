//! The plan in print, in the order and the words of the method's output format.

use crate::{
    ReportFailure,
    press::{self, Template},
    signature::{Signature, signatures},
};
use serde::Serialize;
use tandem_shared::{
    action::Action,
    agreement::SignOff,
    day::Day,
    document::{
        Context, Fact, PlanRow, company, marking, milestones, name_of, names_of, roles_of,
        sections::{self, in_full, said},
        sentence,
    },
    method::SignOffStatus,
    plan::Plan,
    risk::{Risk, RiskStatus},
    stakeholder::{Side, Stakeholder},
    status::{ActionStatus, MilestoneStatus},
};

const TEMPLATE: Template = Template { name: "plan.typ", text: include_str!("../templates/plan.typ") };

#[derive(Serialize)]
struct Report {
    title: String,
    buyer: String,
    seller: String,
    owner: String,
    day: (i32, u8, u8),
    prepared: String,
    /// Whom it is not for; empty for a document that a buyer may have.
    marking: &'static str,
    head: Vec<Line>,
    context: Vec<Line>,
    thoughts: bool,
    people: Vec<Person>,
    milestones: Vec<Step>,
    risks: Vec<RiskLine>,
    timeline: Vec<Line>,
    next: Vec<Todo>,
    sign_off: String,
    signatures: Vec<Signature>,
}

#[derive(Serialize)]
struct Line {
    label: &'static str,
    text: String,
}

#[derive(Serialize)]
struct Person {
    name: String,
    company: String,
    title: String,
    roles: String,
    buy_in: String,
    concern: String,
    engagement: String,
}

#[derive(Serialize)]
struct Step {
    number: usize,
    title: String,
    when: String,
    state: &'static str,
    outcome: String,
    owner: String,
    buyer: Vec<Todo>,
    seller: Vec<Todo>,
    both: Vec<Todo>,
    assumptions: Vec<String>,
    reasons: Vec<String>,
}

#[derive(Serialize)]
struct Todo {
    whose: String,
    title: String,
    who: String,
    due: String,
    done: bool,
    overdue: bool,
}

#[derive(Serialize)]
struct RiskLine {
    description: String,
    occurred: bool,
    milestone: String,
    probability: String,
    impact: String,
    mitigation: String,
    owner: String,
}

/// A plan as its reader sees it. `context` is what only sellers know; `sign_off` is the newest request for signatures, as the reader sees it.
///
/// # Errors
/// When the typesetter refuses it, which no plan makes it do.
pub fn plan(plan: &Plan, context: Option<&Context>, sign_off: Option<&SignOff>) -> Result<Vec<u8>, ReportFailure> {
    press::print(TEMPLATE, &report(plan, context, sign_off), plan.id.as_str(), None)
}

fn report(plan: &Plan, context: Option<&Context>, sign_off: Option<&SignOff>) -> Report {
    let (note, signatures) = signing(plan, sign_off);
    Report {
        title: plan.title.clone(),
        buyer: plan.deal.account_name.clone(),
        seller: plan.deal.seller_name.clone(),
        owner: plan.deal.owner_name.clone(),
        day: plan.today.parts(),
        prepared: in_full(plan.today),
        marking: marking(plan),
        head: lines(sections::head(plan, context)),
        context: lines(sections::business_context(plan, context)),
        thoughts: sections::tells_thoughts(plan),
        people: plan.stakeholders.iter().map(|s| person(plan, s)).collect(),
        milestones: milestones(plan).into_iter().map(|row| step(plan, row)).collect(),
        risks: sections::open_risks(plan).into_iter().map(|r| risk(plan, r)).collect(),
        timeline: lines(sections::timeline(plan)),
        next: sections::next_steps(plan).into_iter().map(|a| todo(plan, a)).collect(),
        sign_off: note,
        signatures,
    }
}

fn lines(facts: Vec<Fact>) -> Vec<Line> {
    facts.into_iter().map(|Fact { label, text }| Line { label, text }).collect()
}

fn person(plan: &Plan, s: &Stakeholder) -> Person {
    Person {
        name: s.name.clone(),
        company: company(plan, s.side),
        title: s.title.clone(),
        roles: roles_of(s),
        buy_in: sections::buy_in_of(s),
        concern: s.primary_concern.clone().unwrap_or_default(),
        engagement: s.engagement_plan.clone().unwrap_or_default(),
    }
}

fn step(plan: &Plan, PlanRow { number, milestone: m, .. }: PlanRow<'_>) -> Step {
    let of = |side: Side| sections::actions_of(m, side).map(|a| todo(plan, a)).collect();
    let day = |day: Day| said(plan, day);
    let (when, state) = match (m.completed_at, m.target_date) {
        (Some(at), _) => (day(Day::of_instant(at)), "Done"),
        (None, Some(target)) => (day(target), state(m.status)),
        (None, None) => ("No date yet".to_owned(), state(m.status)),
    };
    Step {
        number,
        title: m.title.clone(),
        when,
        state,
        outcome: m.outcome.clone(),
        owner: name_of(plan, m.owner_id.as_ref()).to_owned(),
        buyer: of(Side::Buyer),
        seller: of(Side::Seller),
        both: of(Side::Joint),
        assumptions: m.assumptions.iter().map(sections::assumption_in_words).collect(),
        reasons: sections::reasons(plan, m),
    }
}

const fn state(status: MilestoneStatus) -> &'static str {
    match status {
        MilestoneStatus::AtRisk => "At risk",
        MilestoneStatus::Overdue => "Overdue",
        _ => "",
    }
}

fn todo(plan: &Plan, a: &Action) -> Todo {
    Todo {
        whose: if a.side == Side::Joint { "Both sides".to_owned() } else { company(plan, a.side) },
        title: a.title.clone(),
        who: names_of(plan, &a.assignee_ids),
        due: a.target_date.map(|day| said(plan, day)).unwrap_or_default(),
        done: a.completed_at.is_some(),
        overdue: a.status == ActionStatus::Overdue,
    }
}

fn risk(plan: &Plan, r: &Risk) -> RiskLine {
    let about = plan.milestones.iter().find(|m| r.milestone_id.as_ref() == Some(&m.id));
    RiskLine {
        description: r.description.clone(),
        occurred: r.status == RiskStatus::Occurred,
        milestone: about.map(|m| m.title.clone()).unwrap_or_default(),
        probability: sentence(r.probability.as_str()),
        impact: sections::impact_in_words(r),
        mitigation: sections::mitigation_in_words(plan, r),
        owner: name_of(plan, r.owner_id.as_ref()).to_owned(),
    }
}

/// What stands above the signatures, and the signatures: those that were given or asked for, or lines to sign on by hand.
fn signing(plan: &Plan, sign_off: Option<&SignOff>) -> (String, Vec<Signature>) {
    let asked = sign_off.filter(|s| matches!(s.status, SignOffStatus::Open | SignOffStatus::Signed));
    if let Some(asked) = asked {
        let version = asked.version;
        let note = match asked.status {
            SignOffStatus::Signed => format!(
                "Both sides signed version {version} of this plan. Its certificate proves which milestones and dates that version has."
            ),
            _ => format!(
                "Signatures are asked for: version {version} of this plan, requested by {}.",
                asked.requested_by
            ),
        };
        return (note, signatures(asked, &plan.deal.account_name, &plan.deal.seller_name));
    }
    let note = "By signing, both sides commit to the milestones and dates above, and to telling each other early when one of them moves.";
    let line = |(name, company): (&str, &str)| Signature {
        name: name.to_owned(),
        title: String::new(),
        company: company.to_owned(),
        email: String::new(),
        typed: String::new(),
        at: String::new(),
        from: String::new(),
    };
    (note.to_owned(), sections::signatories(plan).map(line).into())
}
