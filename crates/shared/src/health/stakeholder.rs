//! `stakeholder.*`: everyone who decides is known and engaged. Seller's knowledge: none of it is said to guests.

use super::{
    Findings,
    cover::{self, SMALL},
    facts::{Facts, Maturity},
    finding::{Finding, Object},
    fix::{Fix, Place},
    rule::{Rule, Severity},
    speech, suggest,
    topics::role_name,
};
use crate::stakeholder::{BuyIn, Stakeholder, StakeholderRole as R};

/// Each of the eight roles is filled, declared not needed, or has an open *Identify and engage* milestone.
pub(super) fn coverage(f: &Facts<'_>) -> Findings {
    if f.is_signed() {
        return None;
    }
    let filled = i64::try_from(R::DECISION.iter().filter(|r| f.buyer_with(**r).is_some()).count()).unwrap_or(0);
    let mut findings = Vec::new();
    for role in R::DECISION {
        if cover::met(f, role).is_some() {
            continue;
        }
        let name = role_name(role);
        let evidence = format!("The plan names no {name}; {filled} of 8 roles are filled.");
        let fix = suggest::engage(f, role)
            .map_or(Fix::open(Place::Stakeholders), |milestone| Fix::AddMilestone { milestone });
        let severity = match role {
            R::ImplementationLead | R::ExecutiveSponsor | R::EndUser => Severity::Advice,
            _ => Severity::Warning,
        };
        let finding = Finding::new(Rule::StakeholderCoverage, evidence).weighing(severity);
        findings.push(finding.about(Object::role(role, name)).fixed_by(fix));
    }
    Some(findings)
}

/// The buyer's people who have one of the eight roles.
fn deciders<'a>(f: &Facts<'a>) -> impl Iterator<Item = &'a Stakeholder> {
    f.buyers().filter(|s| s.roles.iter().any(|r| R::DECISION.contains(r)))
}

fn is_blank(text: Option<&str>) -> bool {
    text.is_none_or(|t| t.trim().is_empty())
}

/// Title, concern, buy-in, engagement plan and timing of each of the buyer's people with a role are known.
pub(super) fn profile(f: &Facts<'_>) -> Findings {
    deciders(f).next()?;
    let small = f.plan.conduct.small_deal;
    let mut findings = Vec::new();
    for person in deciders(f).filter(|s| !small || s.roles.iter().any(|r| SMALL.contains(r))) {
        let parts = [
            (is_blank(Some(&person.title)), "title"),
            (is_blank(person.primary_concern.as_deref()), "concern"),
            (person.buy_in.is_none_or(|b| b == BuyIn::Unknown), "buy-in"),
            (is_blank(person.engagement_plan.as_deref()), "engagement plan"),
            (person.engagement_timing.is_none(), "timing"),
        ];
        let missing: Vec<&str> = parts.iter().filter(|(gone, _)| *gone).map(|(_, name)| *name).collect();
        if missing.is_empty() {
            continue;
        }
        let n = missing.len();
        let are = if n == 1 { "is" } else { "are" };
        let evidence = format!("{n} of 5 things {are} not known of {}: {}.", person.name, speech::list(&missing));
        let fix = Fix::open_at(Place::Stakeholder, person.id.as_str());
        findings.push(Finding::new(Rule::StakeholderProfile, evidence).about(Object::person(person)).fixed_by(fix));
    }
    Some(findings)
}

/// Every likely objector, and from the proposal stage on everyone who needs convincing, has an engagement plan with a date.
pub(super) fn objector(f: &Facts<'_>) -> Findings {
    let doubts = |s: &&Stakeholder| match s.buy_in {
        Some(BuyIn::LikelyObjector) => true,
        Some(BuyIn::NeedsConvincing) => f.maturity >= Maturity::Proposal,
        _ => false,
    };
    f.buyers().find(doubts)?;
    let mut findings = Vec::new();
    for person in f.buyers().filter(doubts) {
        let planned = !is_blank(person.engagement_plan.as_deref());
        if planned && person.engagement_date.is_some() {
            continue;
        }
        let is = if person.buy_in == Some(BuyIn::LikelyObjector) {
            "is a likely objector"
        } else {
            "still needs convincing"
        };
        let lacks = match (planned, person.engagement_date) {
            (true, _) => "has an engagement plan without a date",
            (false, Some(_)) => "has a date but no engagement plan",
            (false, None) => "has no engagement plan",
        };
        let date = f.today.plus_working_days(5);
        let in_time = f.signature_date().is_none_or(|signature| date < signature);
        let fix = if planned && in_time {
            Fix::SetEngagementDate { stakeholder_id: person.id.clone(), date }
        } else {
            Fix::open_at(Place::Stakeholder, person.id.as_str())
        };
        let evidence = format!("{} {is} and {lacks}.", person.name);
        findings.push(Finding::new(Rule::StakeholderObjector, evidence).about(Object::person(person)).fixed_by(fix));
    }
    Some(findings)
}
