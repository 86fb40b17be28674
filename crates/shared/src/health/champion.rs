//! `stakeholder.weak_champion` and `stakeholder.single_thread`: the plan does not hang on one person, and somebody in it can decide.

use super::{
    Findings,
    facts::Facts,
    finding::{Finding, Object},
    fix::{Fix, Place},
    phrases::Phrases,
    rule::Rule,
    suggest,
    topics::aligns_deciders,
};
use crate::{
    action::Action,
    day::Day,
    grant::GrantStatus,
    stakeholder::{Authority, Side, Stakeholder, StakeholderRole as R},
};

/// Working days after sharing from which one active buyer is too few.
const SHARED_DAYS: i64 = 10;

/// Beside a liaison champion a decision maker owns an open milestone or is brought in by a dated action.
pub(super) fn weak_champion(f: &Facts<'_>) -> Findings {
    let champions = || f.buyers().filter(|s| s.roles.contains(&R::Champion));
    let liaison = champions().find(|s| s.authority == Some(Authority::Liaison))?;
    if f.is_signed() || champions().any(|s| s.authority == Some(Authority::Decides)) {
        return None;
    }
    let decides = |s: &&Stakeholder| {
        s.id != liaison.id
            && (s.authority == Some(Authority::Decides)
                || s.roles.iter().any(|r| matches!(r, R::EconomicBuyer | R::ExecutiveSponsor)))
    };
    let deciders: Vec<&Stakeholder> = f.buyers().filter(decides).collect();
    let owns = f.open().any(|s| deciders.iter().any(|d| s.m.owner_id.as_ref() == Some(&d.id)));
    let names = |title: &str| {
        let title = title.to_lowercase();
        deciders.iter().any(|d| {
            let family = d.name.rsplit(' ').next().unwrap_or(&d.name);
            title.contains(&family.to_lowercase()) || (d.title.len() > 2 && title.contains(&d.title.to_lowercase()))
        })
    };
    let brings = |a: &Action| {
        let assigned = a.assignee_ids.iter().any(|id| deciders.iter().any(|d| d.id == *id));
        a.target_date.is_some() && (assigned || aligns_deciders(&Phrases::of(&a.title)) || names(&a.title))
    };
    if owns || f.standing_actions().any(brings) {
        return Some(Vec::new());
    }
    let (champion, decider) = (&liaison.name, deciders.first());
    let evidence = match decider {
        Some(d) => format!(
            "{champion} has to align others first, and {}, who can decide, owns none of the open milestones and is in no dated action.",
            d.name
        ),
        None => format!("{champion} has to align others first, and nobody in the plan can decide."),
    };
    let finding = Finding::new(Rule::StakeholderWeakChampion, evidence).about(Object::person(liaison));
    Some(vec![finding.fixed_by(alignment(f, liaison))])
}

/// The step that makes a liaison own the way to a decision.
fn alignment(f: &Facts<'_>, champion: &Stakeholder) -> Fix {
    let Some(seen) = f.next() else { return Fix::open(Place::Milestones) };
    let mut action =
        suggest::action(f, seen, Side::Buyer, "Bring the decision makers together and agree on what they need");
    action.assignee_id = Some(champion.id.clone());
    action.target_date = action.target_date.or_else(|| Some(f.today.plus_working_days(5)));
    Fix::AddActions { actions: vec![action] }
}

/// No one buyer owns more than 70 % of the buyer's open actions (of at least four), nor is the only one active ten working days after sharing.
pub(super) fn single_thread(f: &Facts<'_>) -> Findings {
    if f.plan.conduct.small_deal || f.is_signed() {
        return None;
    }
    let mut findings = Vec::new();
    let actions: Vec<&Action> = f.open_actions().filter(|a| a.side != Side::Seller).collect();
    let all = actions.len();
    let busiest = f
        .buyers()
        .map(|s| (actions.iter().filter(|a| a.assignee_ids.contains(&s.id)).count(), s))
        .max_by_key(|(n, _)| *n);
    if let Some((own, person)) = busiest.filter(|(own, _)| all >= 4 && own * 10 > all * 7) {
        let evidence = format!("{} has {own} of the buyer's {all} open actions.", person.name);
        let finding = Finding::new(Rule::StakeholderSingleThread, evidence).about(Object::person(person));
        findings.push(finding.fixed_by(Fix::open(Place::Actions)));
    }
    let shared = f.plan.pulse.shared_at.map(|at| f.today.working_days_since(Day::of_instant(at)));
    let active: Vec<&Stakeholder> =
        f.buyers().filter(|s| s.grant.as_ref().is_some_and(|g| g.status == GrantStatus::Active)).collect();
    if let (Some(days), [only]) = (shared.filter(|days| *days > SHARED_DAYS), active.as_slice())
        && findings.is_empty()
    {
        let evidence =
            format!("{} is the only buyer who has joined, {days} working days after the plan was shared.", only.name);
        let finding = Finding::new(Rule::StakeholderSingleThread, evidence).about(Object::person(only));
        findings.push(finding.fixed_by(Fix::open(Place::Share)));
    }
    let judged = all >= 4 || (shared.is_some_and(|days| days > SHARED_DAYS) && !active.is_empty());
    judged.then_some(findings)
}
