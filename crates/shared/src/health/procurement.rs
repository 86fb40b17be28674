//! `procurement.engaged`: whether procurement takes part is known, and it comes in early enough.

use super::{
    Findings,
    facts::{Facts, Maturity, Seen},
    finding::Finding,
    fix::{Fix, Place, ProposedTarget},
    phrases::Phrases,
    rule::{Rule, Severity},
    speech, suggest,
    topics::{Topic, asks_about_procurement},
};
use crate::{
    day::Day,
    method::Procurement,
    stakeholder::{Side, StakeholderRole},
};

/// What asks for procurement; recognised again by `asks_about_procurement`.
const ASK: &str = "Ask whether procurement takes part, how long it takes and what it needs";
/// Working days before the signature by which procurement has begun.
const AHEAD: i64 = 10;

/// Known from the start whether procurement is needed; from the evaluation stage a milestone of theirs; not first begun within ten working days of signature.
pub(super) fn engaged(f: &Facts<'_>) -> Findings {
    let conduct = &f.plan.conduct;
    if conduct.procurement == Procurement::NotNeeded || f.is_signed() {
        return None;
    }
    let theirs: Vec<&Seen<'_>> = f.seen.iter().filter(|s| s.topic == Topic::Procurement).collect();
    if theirs.is_empty() {
        return Some(absent(f));
    }
    let Some(signature) = f.signature_date().filter(|day| *day >= f.today) else { return Some(Vec::new()) };
    if theirs.iter().any(|s| !s.open) {
        return Some(Vec::new());
    }
    let late = theirs.iter().min_by_key(|s| first_day(f, s)).and_then(|s| late(f, s, signature));
    Some(late.into_iter().collect())
}

/// No milestone is procurement's.
fn absent(f: &Facts<'_>) -> Vec<Finding> {
    let known =
        f.plan.conduct.procurement == Procurement::Needed || f.buyer_with(StakeholderRole::Procurement).is_some();
    let finding = |evidence: String, fix| vec![Finding::new(Rule::ProcurementEngaged, evidence).fixed_by(fix)];
    if known && f.maturity >= Maturity::Evaluation {
        let fix =
            suggest::procurement(f).map_or(Fix::open(Place::Milestones), |milestone| Fix::AddMilestone { milestone });
        let evidence = match f.signature_date().filter(|day| *day >= f.today) {
            Some(day) => {
                let left = speech::count(day.working_days_since(f.today), "working day");
                format!("Procurement takes part, and with {left} to the signature no milestone is theirs.")
            }
            None => "Procurement takes part, and no milestone is theirs.".to_owned(),
        };
        return finding(evidence, fix);
    }
    let asked = f.open_actions().any(|a| asks_about_procurement(&Phrases::of(&a.title)));
    let sought = f.seen.iter().any(|s| super::topics::engages(s, StakeholderRole::Procurement));
    if known || asked || sought {
        return Vec::new();
    }
    let evidence =
        "Nobody has said whether procurement takes part; its review usually takes 5 to 7 working days.".to_owned();
    let mut findings = finding(evidence, suggest::one_action(f, Side::Seller, ASK));
    if f.plan.conduct.small_deal {
        findings.iter_mut().for_each(|finding| finding.severity = Severity::Advice);
    }
    findings
}

/// The day procurement's work begins: as the plan says, else when its first action was begun, else today.
fn first_day(f: &Facts<'_>, seen: &Seen<'_>) -> Day {
    let acts = seen.m.actions.iter().flat_map(|a| [a.started_at, a.completed_at]).flatten().map(Day::of_instant);
    acts.chain(f.begins(seen.m)).min().unwrap_or(f.today)
}

fn late(f: &Facts<'_>, seen: &Seen<'_>, signature: Day) -> Option<Finding> {
    let begin = first_day(f, seen);
    let ahead = f.buyer_days(begin, signature);
    if ahead >= AHEAD {
        return None;
    }
    let begins = if begin <= f.today { "is only beginning" } else { "begins" };
    let before = speech::count(ahead.max(0), "working day");
    let evidence =
        format!("“{}” {begins} {before} before the signature on {}.", seen.m.title, speech::day(signature, f.today));
    let fix = later_signature(f, begin).unwrap_or_else(|| Fix::open_at(Place::Renegotiate, seen.m.id.as_str()));
    Some(Finding::new(Rule::ProcurementEngaged, evidence).on(seen.m).fixed_by(fix))
}

/// Moves the signature to ten working days after procurement begins, where the hard date and what follows leave room.
fn later_signature(f: &Facts<'_>, begin: Day) -> Option<Fix> {
    let seen = f.signature()?;
    let mut day = begin;
    while f.buyer_days(begin, day) < AHEAD && day.days_since(begin) < 60 {
        day = day.plus_days(1);
    }
    let follows =
        f.seen.iter().filter(|s| s.open && f.is_after_signature(s)).filter_map(|s| s.m.start_date.or(s.m.target_date));
    let bound = follows.map(|next| next.plus_days(-1)).chain(f.anchor()).min();
    bound.is_none_or(|bound| day <= bound).then(|| Fix::SetTargets {
        targets: vec![ProposedTarget { milestone_id: seen.m.id.clone(), target_date: day }],
    })
}
