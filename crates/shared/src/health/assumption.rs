//! `assumption.*`: what a date rests on is written down, still holds, and is settled in time.

use super::{
    Findings,
    facts::{Facts, Seen},
    finding::{Finding, Object, ObjectKind},
    fix::{Fix, Place},
    rule::{Rule, Severity},
    speech, suggest,
};
use crate::assumption::{Assumption, AssumptionState};

/// Working days before a milestone within which its assumptions are settled.
const SETTLED: i64 = 5;

/// Each open milestone has an assumption.
pub(super) fn present(f: &Facts<'_>) -> Findings {
    f.open().next()?;
    let bare = f.open().filter(|s| s.m.assumptions.is_empty());
    let findings = bare.map(|seen| {
        let evidence = format!("“{}” has no assumption: what has to be true for its date to hold?", seen.m.title);
        let fix =
            Fix::AddAssumption { milestone_id: seen.m.id.clone(), text: suggest::assumption(seen.topic).to_owned() };
        let severity = if f.plan.conduct.small_deal { Severity::Advice } else { Severity::Warning };
        Finding::new(Rule::AssumptionPresent, evidence).weighing(severity).on(seen.m).fixed_by(fix)
    });
    Some(findings.collect())
}

/// Assumptions of open milestones, internal ones too.
fn all<'f>(f: &'f Facts<'_>) -> impl Iterator<Item = (&'f Seen<'f>, &'f Assumption)> {
    f.seen.iter().filter(|s| s.open).flat_map(|s| s.m.assumptions.iter().map(move |a| (s, a)))
}

fn finding(rule: Rule, seen: &Seen<'_>, a: &Assumption, evidence: String) -> Finding {
    let object = Object::new(ObjectKind::Assumption, a.id.as_str(), &a.text);
    let fix = Fix::open_at(Place::Assumption, seen.m.id.as_str());
    Finding::new(rule, evidence).about(object).on(seen.m).fixed_by(fix)
}

/// None is broken on an open milestone.
pub(super) fn broken(f: &Facts<'_>) -> Findings {
    all(f).next()?;
    let broken = all(f).filter(|(_, a)| a.state == AssumptionState::Broken);
    let findings = broken.map(|(seen, a)| {
        let date = seen.m.target_date.map_or_else(String::new, |day| [" by ", &speech::day(day, f.today)].concat());
        let evidence = format!("“{}”{date} rests on “{}”, which no longer holds.", seen.m.title, a.text);
        finding(Rule::AssumptionBroken, seen, a, evidence)
    });
    Some(findings.collect())
}

/// None is still unknown within five working days of its milestone's target.
pub(super) fn resolve(f: &Facts<'_>) -> Findings {
    let near = |seen: &Seen<'_>| {
        let left = seen.m.target_date.filter(|day| *day >= f.today)?.working_days_since(f.today);
        (left <= SETTLED).then_some(left)
    };
    let close = || all(f).filter_map(|(seen, a)| Some((seen, a, near(seen)?)));
    close().next()?;
    let unknown = close().filter(|(_, a, _)| a.state == AssumptionState::Unknown);
    let findings = unknown.map(|(seen, a, left)| {
        let when =
            if left == 0 { "due now".to_owned() } else { format!("due in {}", speech::count(left, "working day")) };
        let evidence = format!("“{}” is {when}, and nobody knows yet whether “{}” holds.", seen.m.title, a.text);
        finding(Rule::AssumptionResolve, seen, a, evidence)
    });
    Some(findings.collect())
}
