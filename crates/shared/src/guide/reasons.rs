//! Why a draft is as it is, one sentence each: what the answers led to, and what was taken for lack of one.

use super::{
    answers::{Answers, ROLES},
    questions::{HardDateKind, Involvement, RoleState},
    say::{self, listed, role_name, working_days},
    steps::has_procurement,
};
use crate::{
    health::Maturity,
    milestone::MilestoneKind,
    plan::Plan,
    schedule::Verdict,
    spoken,
    stakeholder::{Authority, StakeholderRole as R},
};

/// The sentences.
pub(super) fn reasons(
    plan: &Plan,
    answers: &Answers,
    maturity: Maturity,
    tight: bool,
    verdict: &Verdict,
) -> Vec<String> {
    let mut reasons = vec![depth(plan, maturity), say::verdict(verdict, plan.anchor_date, plan.today)];
    if tight {
        reasons.push(
            "To fit before the hard date, each milestone has the shortest time that it usually takes.".to_owned(),
        );
    }
    if let Some(hard) = answers.hard_date.as_ref().filter(|h| h.kind == HardDateKind::GoLive)
        && let Some(anchor) = plan.anchor_date
    {
        let (live, by) = (spoken::day(hard.date, plan.today), spoken::day(anchor, plan.today));
        reasons.push(format!("The go-live is on {live}, so the signature is needed by {by}."));
    }
    if plan.anchor_date.is_none() {
        reasons.push("Dates are reckoned forward from today, with half as much time on top as room.".to_owned());
    }
    if plan.calendars.buyer.country.is_none() {
        reasons.push(
            "Which public holidays the buyer keeps is not known: of them only 1 January is kept free.".to_owned(),
        );
    }
    reasons.extend(unknown(answers));
    reasons.extend(procurement(answers));
    reasons.extend(champion(answers));
    reasons.extend(gap(plan));
    reasons
}

fn depth(plan: &Plan, maturity: Maturity) -> String {
    let n = plan.milestones.iter().filter(|m| m.kind != MilestoneKind::KickOff).count();
    match maturity {
        Maturity::Early => {
            format!("{n} milestones up to the signature: early in a deal the people and the measures come first.")
        }
        Maturity::Evaluation => {
            format!("{n} milestones up to the signature: from the evaluation on, the reviews set the pace.")
        }
        Maturity::Proposal => format!("{n} milestones up to the signature: late in a deal the last approvals count."),
    }
}

fn unknown(answers: &Answers) -> Option<String> {
    let roles = ROLES.iter().filter(|role| answers.state(**role) == RoleState::Unknown);
    let names: Vec<String> = roles.map(|role| role_name(*role).to_owned()).collect();
    (!names.is_empty()).then(|| format!("Not known yet: {}. Finding them is part of the plan.", listed(&names)))
}

fn procurement(answers: &Answers) -> Option<String> {
    let days = answers.procurement.review_days;
    match answers.procurement.involvement {
        _ if !has_procurement(answers) => Some("Procurement does not take part.".to_owned()),
        Involvement::Unknown => Some(
            "Nobody has asked procurement yet, so its review is in the plan with its usual time until somebody has."
                .to_owned(),
        ),
        _ => {
            days.map(|days| format!("Procurement's review has the {} that were named.", working_days(i64::from(days))))
        }
    }
}

fn champion(answers: &Answers) -> Option<String> {
    match answers.champion {
        Authority::Liaison => Some(
            "The champion has to align others first, so bringing the decision makers together is a step of its own."
                .to_owned(),
        ),
        Authority::Decides => None,
        Authority::Unknown => (answers.state(R::Champion) == RoleState::Known)
            .then(|| "Whether the champion can decide is not known: ask before you rely on it.".to_owned()),
    }
}

/// The seller's own date is not what the plan is made for; the gap is said.
fn gap(plan: &Plan) -> Option<String> {
    let (close, signature) = (plan.deal.seller_close_date?, plan.signature_date?);
    let days = signature.working_days_since(close);
    if days == 0 {
        return None;
    }
    let way = if days > 0 { "later" } else { "earlier" };
    let (close, by) = (spoken::day(close, plan.today), working_days(days.abs()));
    Some(format!("Your close date is {close}; the buyer's process leads to a signature {by} {way}."))
}
