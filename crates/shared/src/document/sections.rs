//! What the sections of a document say, in the order of the method's output format: the same in Markdown and in print.

use super::{
    Context,
    rows::{self, of_kind, sentence},
};
use crate::{
    action::Action,
    assumption::{Assumption, AssumptionState},
    day::Day,
    milestone::{Milestone, MilestoneKind},
    plan::Plan,
    risk::{Risk, RiskStatus},
    spoken,
    stakeholder::{BuyIn, Side, Stakeholder, StakeholderRole},
    status::ActionStatus,
    update::next_review,
};

/// Days ahead that *next steps* look, today included.
const NEXT_DAYS: i64 = 7;

/// A line of the form *Label: text*.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is about.
    pub label: &'static str,
    /// What is so; never empty.
    pub text: String,
}

fn facts<const N: usize>(lines: [(&'static str, String); N]) -> Vec<Fact> {
    let told = lines.into_iter().filter(|(_, text)| !text.is_empty());
    told.map(|(label, text)| Fact { label, text }).collect()
}

/// A day as a plan's document says it.
#[must_use]
pub fn said(plan: &Plan, day: Day) -> String {
    spoken::day(day, plan.today)
}

/// A day with its year.
#[must_use]
pub fn in_full(day: Day) -> String {
    let (year, month, number) = day.parts();
    format!("{number} {} {year}", spoken::month(month))
}

/// The facts at the head: who, what, when.
#[must_use]
pub fn head(plan: &Plan, context: Option<&Context>) -> Vec<Fact> {
    let product = context.map_or("", |c| c.product.as_str());
    let sellers = plan.stakeholders.iter().filter(|s| s.side == Side::Seller);
    let buyers = plan.stakeholders.iter().filter(|s| s.side == Side::Buyer);
    let names: Vec<&str> = sellers.chain(buyers).map(|s| s.name.as_str()).collect();
    facts([
        ("Company", plan.deal.account_name.clone()),
        ("Solution", if product.is_empty() { plan.title.clone() } else { product.to_owned() }),
        ("Prepared", in_full(plan.today)),
        ("Participants", names.join(", ")),
    ])
}

/// The business context; nothing when nothing is known of it.
#[must_use]
pub fn business_context(plan: &Plan, context: Option<&Context>) -> Vec<Fact> {
    let of = |get: fn(&Context) -> String| context.map(get).unwrap_or_default();
    facts([
        ("About", plan.description.clone()),
        ("Current state", of(|c| c.current_state.clone())),
        ("Desired state", of(|c| c.desired_state.clone())),
        ("Budget commitment", of(|c| sentence(c.budget_status.as_str()))),
        ("Executive sponsor", buyer_with(plan, StakeholderRole::ExecutiveSponsor).map_or_else(String::new, name)),
    ])
}

fn name(person: &Stakeholder) -> String {
    person.name.clone()
}

/// The buyer's person with a role.
#[must_use]
pub fn buyer_with(plan: &Plan, role: StakeholderRole) -> Option<&Stakeholder> {
    plan.stakeholders.iter().find(|s| s.side == Side::Buyer && s.roles.contains(&role))
}

/// Whether what sellers think of people is told. It is in no guest's plan: then there are no columns for it.
#[must_use]
pub fn tells_thoughts(plan: &Plan) -> bool {
    plan.stakeholders.iter().any(|s| s.buy_in.is_some() || s.primary_concern.is_some())
}

/// A person's buy-in in words; empty when it is unknown.
#[must_use]
pub fn buy_in_of(person: &Stakeholder) -> String {
    let known = person.buy_in.filter(|b| *b != BuyIn::Unknown);
    known.map(|b| sentence(b.as_str())).unwrap_or_default()
}

/// The actions of a side in a milestone that are not called off.
pub fn actions_of(m: &Milestone, side: Side) -> impl Iterator<Item = &Action> {
    m.actions.iter().filter(move |a| a.side == side && a.status != ActionStatus::Cancelled)
}

/// An assumption, and that it broke.
#[must_use]
pub fn assumption_in_words(assumption: &Assumption) -> String {
    let broken = if assumption.state == AssumptionState::Broken { " (no longer holds)" } else { "" };
    format!("{}{broken}", assumption.text)
}

/// Why a milestone is at risk, each reason with its days said.
#[must_use]
pub fn reasons(plan: &Plan, m: &Milestone) -> Vec<String> {
    m.status_reasons.iter().map(|r| spoken::days_in(&r.detail, |day| said(plan, day))).collect()
}

/// Risks that may still cost time or do.
#[must_use]
pub fn open_risks(plan: &Plan) -> Vec<&Risk> {
    plan.risks.iter().filter(|r| matches!(r.status, RiskStatus::Open | RiskStatus::Occurred)).collect()
}

/// The delay that a risk would cost, in words.
#[must_use]
pub fn impact_in_words(risk: &Risk) -> String {
    let days = if risk.impact_days == 1 { "day" } else { "days" };
    format!("{} working {days} of delay", risk.impact_days)
}

/// A risk's mitigation with the day it is due.
#[must_use]
pub fn mitigation_in_words(plan: &Plan, risk: &Risk) -> String {
    match risk.mitigation_due {
        _ if risk.mitigation.is_empty() => String::new(),
        Some(day) => format!("{} by {}", risk.mitigation, said(plan, day)),
        None => risk.mitigation.clone(),
    }
}

/// The days that matter.
#[must_use]
pub fn timeline(plan: &Plan) -> Vec<Fact> {
    let rows = rows::milestones(plan);
    let next = rows.iter().map(|row| row.milestone).find(|m| m.completed_at.is_none());
    let next = next.and_then(|m| m.target_date.map(|day| format!("{}, {}", m.title, said(plan, day))));
    let signature = of_kind(plan, MilestoneKind::Signature).and_then(|m| m.target_date).or(plan.signature_date);
    let kick_off = of_kind(plan, MilestoneKind::KickOff).and_then(|m| m.target_date);
    let (conduct, pulse) = (&plan.conduct, &plan.pulse);
    let review = next_review(conduct.next_review_date, conduct.review_every_days, pulse.reviewed_at, pulse.shared_at);
    let dated = |day: Option<Day>| day.map(|day| said(plan, day)).unwrap_or_default();
    facts([
        ("Next milestone", next.unwrap_or_default()),
        ("Expected signature", dated(signature)),
        ("Buyer's hard date", dated(plan.anchor_date)),
        ("Implementation kick-off", dated(kick_off)),
        ("Next review", dated(review)),
    ])
}

/// Open actions of the week that begins today and those that are overdue, by side and date.
#[must_use]
pub fn next_steps(plan: &Plan) -> Vec<&Action> {
    let until = plan.today.plus_days(NEXT_DAYS - 1);
    let is_open =
        |a: &Action| a.completed_at.is_none() && !matches!(a.status, ActionStatus::Declined | ActionStatus::Cancelled);
    let of_open = rows::actions(plan).into_iter().filter(|row| row.milestone.completed_at.is_none());
    let mut soon: Vec<&Action> = of_open.map(|row| row.action).filter(|a| is_open(a)).collect();
    soon.retain(|a| a.target_date.is_some_and(|day| day <= until));
    soon.sort_by_key(|a| (a.side, a.target_date));
    soon
}

/// Whose something is.
#[must_use]
pub const fn whose(side: Side) -> &'static str {
    match side {
        Side::Buyer => "Buyer",
        Side::Seller => "Seller",
        Side::Joint => "Both",
    }
}

/// Who would sign by hand, by name and company: the buyer's champion and the deal's owner. A name may be empty.
#[must_use]
pub fn signatories(plan: &Plan) -> [(&str, &str); 2] {
    let champion = buyer_with(plan, StakeholderRole::Champion).map_or("", |s| s.name.as_str());
    [(champion, &plan.deal.account_name), (&plan.deal.owner_name, &plan.deal.seller_name)]
}
