//! What fixes propose: who, by when, and in which words. Words are chosen by what a milestone is about; a person may change all of them afterwards.

use super::{
    facts::{Facts, Seen},
    fix::{Fix, Place},
    proposed::{ProposedAction, ProposedMilestone, ProposedRisk},
    topics::{Topic, role_name},
};
use crate::{
    day::Day,
    id::StakeholderId,
    milestone::{Milestone, MilestoneKind},
    plan::Plan,
    risk::Probability,
    schedule::{Verdict, compute},
    stakeholder::{Side, StakeholderRole as R},
};

/// What the buyer does for a milestone.
pub(super) const fn buyer_action(topic: Topic) -> &'static str {
    match topic {
        Topic::Engage => "Introduce the person and agree on a first conversation",
        Topic::Procurement => "Say what procurement needs, and send its questions",
        Topic::Legal => "Return the contract with legal's comments",
        Topic::Security => "Send the security questionnaire and name who reviews it",
        Topic::Budget => "Confirm the budget and who releases it",
        Topic::Signature => "Confirm who signs and that they are there",
        Topic::KickOff => "Name the project team and free its time",
        Topic::Other => "Name who takes part and confirm the date",
    }
}

/// What the seller does for a milestone.
pub(super) const fn seller_action(topic: Topic) -> &'static str {
    match topic {
        Topic::Engage => "Ask who takes this role and offer a briefing",
        Topic::Procurement => "Provide the vendor packet and reference customers",
        Topic::Legal => "Answer legal's comments within two working days",
        Topic::Security => "Answer the questionnaire and provide the audit reports",
        Topic::Budget => "Provide the business case and a financial summary",
        Topic::Signature => "Provide the final contract for signature",
        Topic::KickOff => "Confirm the team and the agenda of the first week",
        Topic::Other => "Provide what the buyer needs for this step",
    }
}

/// What a milestone assumes.
pub(super) const fn assumption(topic: Topic) -> &'static str {
    match topic {
        Topic::Engage => "The champion is willing to make the introduction",
        Topic::Procurement => "Procurement has no questions beyond its checklist",
        Topic::Legal => "Legal raises no new questions on liability or data protection",
        Topic::Security => "The security team needs nothing beyond its questionnaire",
        Topic::Budget => "The amount stays within what was budgeted",
        Topic::Signature => "The people who sign are there that week",
        Topic::KickOff => "The project team is free from that day on",
        Topic::Other => "The people who have to take part are free before the date",
    }
}

/// What may delay a milestone, by how many working days, and what helps.
const fn risk(topic: Topic) -> (&'static str, i32, &'static str) {
    match topic {
        Topic::Procurement => (
            "Procurement is unfamiliar with this kind of vendor",
            10,
            "Provide a packet in advance, with reference customers from the buyer's industry",
        ),
        Topic::Legal => (
            "Legal objects to some of the terms",
            5,
            "Send the contract early and name one person on each side who settles open points",
        ),
        Topic::Security => (
            "The security team is busy with other work",
            5,
            "Reserve its dates now and answer the questionnaire in advance",
        ),
        Topic::Budget => (
            "The request misses the meeting in which budgets are decided",
            20,
            "Brief the person who decides before the agenda is closed",
        ),
        Topic::Signature => ("Somebody who signs is away", 5, "Confirm the dates of those who sign and name a deputy"),
        Topic::KickOff => ("The project team is not free", 5, "Agree on names and dates before the signature"),
        Topic::Engage | Topic::Other => {
            ("The people who have to take part are not free in time", 5, "Agree on the appointments two weeks ahead")
        }
    }
}

/// A fix of dates, unless the plan would no longer fit before the hard date; then a person decides.
pub(super) fn if_it_fits(f: &Facts<'_>, fix: Fix, otherwise: Fix) -> Fix {
    let late = |plan: &Plan| matches!(compute(plan).verdict, Verdict::CannotBeMet { .. });
    if late(&super::apply(f.plan, &fix)) && !late(f.plan) { otherwise } else { fix }
}

/// A day before a target and not before today.
fn ahead_of(f: &Facts<'_>, target: Option<Day>, days: i64) -> Option<Day> {
    target.map(|target| f.open_day(target.plus_days(-days).max(f.today)).min(target))
}

/// An action of one side for a milestone.
pub(super) fn action(f: &Facts<'_>, seen: &Seen<'_>, side: Side, title: &str) -> ProposedAction {
    let target = seen.m.target_date.filter(|day| *day >= f.today);
    ProposedAction {
        milestone_id: seen.m.id.clone(),
        side,
        title: title.to_owned(),
        assignee_id: None,
        target_date: ahead_of(f, target, 2),
    }
}

/// Adds one action under the next milestone; opens the milestones when there is none.
pub(super) fn one_action(f: &Facts<'_>, side: Side, title: &str) -> Fix {
    f.next()
        .map_or(Fix::open(Place::Milestones), |seen| Fix::AddActions { actions: vec![action(f, seen, side, title)] })
}

/// Who would own a milestone: the person whose role it is, else the champion, else the first of the side; on the seller's side its opportunity owner.
pub(super) fn owner(f: &Facts<'_>, topic: Topic, side: Side) -> Option<StakeholderId> {
    let seller = || {
        let of_role = f.people(Side::Seller).find(|s| s.roles.contains(&R::OpportunityOwner));
        of_role.or_else(|| f.people(Side::Seller).next())
    };
    let role = match topic {
        Topic::Procurement => R::Procurement,
        Topic::Legal => R::Legal,
        Topic::Security => R::TechnicalBuyer,
        Topic::Budget | Topic::Signature => R::EconomicBuyer,
        Topic::KickOff => R::ImplementationLead,
        Topic::Engage | Topic::Other => R::Champion,
    };
    let buyer = || f.buyer_with(role).or_else(|| f.buyer_with(R::Champion)).or_else(|| f.buyers().next());
    let person = match side {
        Side::Seller => seller(),
        Side::Buyer => buyer(),
        Side::Joint => buyer().or_else(seller),
    };
    person.map(|s| s.id.clone())
}

/// Working days that a milestone takes: its own, else what is usual for what it is about.
pub(super) fn days(seen: &Seen<'_>) -> i64 {
    let usual = match seen.topic {
        Topic::Signature | Topic::KickOff => 2,
        Topic::Procurement => 7,
        Topic::Legal | Topic::Security => 10,
        Topic::Engage | Topic::Budget | Topic::Other => 5,
    };
    seen.m.duration_days.map_or(usual, i64::from)
}

/// A date for a milestone that has none: after those before it, before those behind it and before the signature; `None` when nothing fits.
pub(super) fn target(f: &Facts<'_>, seen: &Seen<'_>) -> Option<Day> {
    let ahead = |day: &Day| *day >= f.today;
    if f.signature().is_some_and(|s| s.m.id == seen.m.id) {
        return f.anchor().filter(ahead);
    }
    let at = f.seen.iter().position(|s| s.m.id == seen.m.id)?;
    let after = f.is_after_signature(seen);
    let bound = if after { None } else { f.signature_date().or_else(|| f.anchor()) };
    let needs = f.seen.iter().filter(|s| s.m.depends_on.contains(&seen.m.id)).filter_map(|s| s.m.target_date);
    let needed = seen.m.depends_on.iter().filter_map(|id| f.find(id)?.m.target_date);
    let needed = needed.chain(f.signature_date().filter(|_| after)).max().unwrap_or(f.today).max(f.today);
    let limit = needs.chain(bound).min();
    let before = f.seen.iter().take(at).filter(|s| !f.is_after_signature(s)).filter_map(|s| s.m.target_date);
    let earliest = before.filter(|day| limit.is_none_or(|l| *day < l)).max().unwrap_or(needed).max(needed);
    let next = f.seen.iter().skip(at).filter(|s| !f.is_after_signature(s)).filter_map(|s| s.m.target_date);
    let latest = limit.into_iter().chain(next.filter(|day| !after && *day > earliest)).min();
    let from = seen.m.start_date.unwrap_or(earliest).max(earliest);
    let wanted = f.open_day(from.plus_working_days(u32::try_from(days(seen)).unwrap_or(5)));
    let Some(latest) = latest else { return Some(wanted) };
    // Those that come next without a date want their share of the time, too.
    let waiting = f.seen.iter().skip(at).take_while(|s| s.m.target_date.is_none()).count();
    let share = latest.days_since(earliest) / (i64::try_from(waiting).unwrap_or(1) + 1);
    let day = wanted.min(earliest.plus_days(share));
    (day > needed && day < latest && seen.m.start_date.is_none_or(|start| start <= day)).then_some(day)
}

/// The milestone *Identify and engage …* for a role; `None` when the signature is too near.
pub(super) fn engage(f: &Facts<'_>, role: R) -> Option<ProposedMilestone> {
    let mut target = f.open_day(f.today.plus_working_days(10));
    if let Some(signature) = f.signature_date().filter(|s| *s <= target) {
        target = f.today.plus_days(signature.days_since(f.today) / 2);
    }
    let name = role_name(role);
    (target > f.today).then(|| ProposedMilestone {
        title: ["Identify and engage the ", name].concat(),
        outcome: ["The ", name, " is named, has been spoken to and knows the plan"].concat(),
        kind: MilestoneKind::Standard,
        owner_side: Side::Joint,
        owner_id: owner(f, Topic::Engage, Side::Seller).or_else(|| owner(f, Topic::Engage, Side::Buyer)),
        start_date: None,
        target_date: Some(target),
        assumption: assumption(Topic::Engage).to_owned(),
        buyer_action: buyer_action(Topic::Engage).to_owned(),
        seller_action: seller_action(Topic::Engage).to_owned(),
    })
}

/// A milestone for procurement's review that begins on the next working day; `None` when it would not end before the signature.
pub(super) fn procurement(f: &Facts<'_>) -> Option<ProposedMilestone> {
    let start = f.open_day(f.today.plus_days(1));
    let mut target = start.plus_working_days(6);
    while f.buyer_days(start.plus_days(-1), target) < 7 && target.days_since(start) < 60 {
        target = target.plus_working_days(1);
    }
    f.signature_date().is_none_or(|signature| target < signature).then(|| ProposedMilestone {
        title: "Procurement review completed".to_owned(),
        outcome: "Procurement has approved the vendor and the terms".to_owned(),
        kind: MilestoneKind::Procurement,
        owner_side: Side::Buyer,
        owner_id: owner(f, Topic::Procurement, Side::Buyer),
        start_date: Some(start),
        target_date: Some(target),
        assumption: assumption(Topic::Procurement).to_owned(),
        buyer_action: buyer_action(Topic::Procurement).to_owned(),
        seller_action: seller_action(Topic::Procurement).to_owned(),
    })
}

/// A risk to consider for a milestone, with its mitigation; `None` when nobody could see to it.
pub(super) fn risk_of(f: &Facts<'_>, seen: &Seen<'_>) -> Option<ProposedRisk> {
    let (description, impact_days, mitigation) = risk(seen.topic);
    Some(ProposedRisk {
        milestone_id: seen.m.id.clone(),
        description: description.to_owned(),
        probability: Probability::Medium,
        impact_days,
        mitigation: mitigation.to_owned(),
        mitigation_due: due(f, seen.m),
        owner_id: owner(f, seen.topic, Side::Seller).or_else(|| owner(f, seen.topic, Side::Buyer))?,
    })
}

/// A day on which something against a milestone's risk can be done: a week before the milestone, today at the earliest.
pub(super) fn due(f: &Facts<'_>, m: &Milestone) -> Day {
    ahead_of(f, m.target_date.filter(|day| *day >= f.today), 7).unwrap_or_else(|| f.today.plus_working_days(5))
}
