//! `milestone.*`: how many there are, how they are worded, whether they are dated and owned.

use super::{
    Findings,
    facts::{Facts, Seen},
    finding::Finding,
    fix::{Fix, Place},
    rule::{Rule, Severity},
    suggest,
    topics::Topic,
    wording::{Wording, is_sellers_deliverable, wording},
};
use crate::stakeholder::Side;

/// Six to eight up to and including the signature, done ones counted. *Identify and engage …* helps to reach the number and is not held against it.
pub(super) fn milestone_count(f: &Facts<'_>) -> Findings {
    let counted: Vec<&Seen<'_>> = f.seen.iter().filter(|s| s.shared && !f.is_after_signature(s)).collect();
    if counted.is_empty() || f.is_signed() {
        return None;
    }
    let all = counted.len();
    let steps = counted.iter().filter(|s| s.topic != Topic::Engage).count();
    let low = if f.plan.conduct.small_deal { 3 } else { 6 };
    if all >= low && steps <= 8 {
        return Some(Vec::new());
    }
    let n = if all < low { all } else { steps };
    let severity = if n + 1 == low || n == 9 || n == 10 { Severity::Advice } else { Severity::Warning };
    let lead = if n == 1 { "1 milestone leads".to_owned() } else { format!("{n} milestones lead") };
    let range = if f.plan.conduct.small_deal {
        "three to eight are enough for a small deal"
    } else {
        "six to eight is what works"
    };
    let evidence = format!("{lead} to the signature; {range}.");
    let finding = Finding::new(Rule::MilestoneCount, evidence).weighing(severity);
    Some(vec![finding.fixed_by(Fix::open(Place::Milestones))])
}

/// Outcomes that say nothing.
const EMPTY_OUTCOMES: &[&str] = &["-", "–", "?", ".", "x", "tbd", "tba", "todo", "n/a", "na", "none"];

/// Each open milestone states a result: by its outcome or by its title.
pub(super) fn not_a_task(f: &Facts<'_>) -> Findings {
    let mut findings = Vec::new();
    f.open().next()?;
    for seen in f.open() {
        let outcome = seen.m.outcome.trim().to_lowercase();
        if !outcome.is_empty() && !EMPTY_OUTCOMES.contains(&outcome.as_str()) {
            continue;
        }
        let title = &seen.m.title;
        let (severity, evidence) = match wording(&seen.title) {
            Wording::Result => continue,
            Wording::Activity => {
                (Severity::Warning, format!("“{title}” says what somebody does, not what will be reached."))
            }
            Wording::BareNoun => (
                Severity::Advice,
                format!("“{title}” only names an activity; how will both sides know that it is reached?"),
            ),
        };
        let fix = Fix::open_at(Place::Milestone, seen.m.id.as_str());
        findings.push(Finding::new(Rule::MilestoneNotATask, evidence).weighing(severity).on(seen.m).fixed_by(fix));
    }
    Some(findings)
}

/// Each open milestone names the buyer's event rather than what the seller hands over.
pub(super) fn buyer_focused(f: &Facts<'_>) -> Findings {
    f.open().next()?;
    let sellers = f.open().filter(|s| s.m.owner_side != Side::Buyer && is_sellers_deliverable(&s.title));
    let findings = sellers.map(|seen| {
        let evidence = format!("“{}” is what the seller hands over; what does the buyer do with it?", seen.m.title);
        let fix = Fix::open_at(Place::Milestone, seen.m.id.as_str());
        Finding::new(Rule::MilestoneBuyerFocused, evidence).on(seen.m).fixed_by(fix)
    });
    Some(findings.collect())
}

/// Each open milestone has a target date and an owner; internal ones too.
pub(super) fn dated_and_owned(f: &Facts<'_>) -> Findings {
    let open = || f.seen.iter().filter(|s| s.open);
    open().next()?;
    let mut findings = Vec::new();
    for seen in open() {
        let (dated, owned) = (seen.m.target_date.is_some(), seen.m.owner_id.is_some());
        let missing = match (dated, owned) {
            (true, true) => continue,
            (false, true) => "no date",
            (true, false) => "no owner",
            (false, false) => "neither a date nor an owner",
        };
        let target_date = if dated { None } else { suggest::target(f, seen) };
        let owner_id = if owned { None } else { suggest::owner(f, seen.topic, seen.m.owner_side) };
        let milestone_id = seen.m.id.clone();
        let open = Fix::open_at(Place::Milestone, seen.m.id.as_str());
        let complete = (dated || target_date.is_some()) && (owned || owner_id.is_some());
        let fix = Fix::SetMilestone { milestone_id, start_date: None, target_date, owner_id };
        let fix = match seen.topic {
            _ if !complete => open,
            // The signature's date decides whether everything before it fits.
            Topic::Signature => suggest::if_it_fits(f, fix, open),
            _ => fix,
        };
        let evidence = format!("“{}” has {missing}.", seen.m.title);
        findings.push(Finding::new(Rule::MilestoneDatedAndOwned, evidence).on(seen.m).fixed_by(fix));
    }
    Some(findings)
}
