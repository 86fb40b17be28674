//! `risk.*`: what may delay the coming milestones is considered, and each open risk has an answer.

use super::{
    Findings,
    facts::{Facts, Seen},
    finding::{Finding, Object, ObjectKind},
    fix::{Fix, Place},
    rule::{Rule, Severity},
    speech, suggest,
    topics::Topic,
};
use crate::{
    milestone::Visibility,
    risk::{Probability, Risk},
    stakeholder::Side,
};

/// How far ahead risks are asked for, in days.
const HORIZON: i64 = 30;
/// From this many working days on, a risk that is not likely still needs an answer with weight.
const SMALL_IMPACT: i32 = 5;

/// Each open milestone of the next 30 days has a risk considered, or is marked *no known risk*.
pub(super) fn register(f: &Facts<'_>) -> Findings {
    let soon = |seen: &&Seen<'_>| {
        seen.topic != Topic::Engage && left(f, seen).is_some_and(|days| (0..=HORIZON).contains(&days))
    };
    f.open().find(soon)?;
    let considered =
        |s: &Seen<'_>| s.m.no_known_risk || f.plan.risks.iter().any(|r| r.milestone_id.as_ref() == Some(&s.m.id));
    let open = f.open().filter(soon).filter(|s| !considered(s));
    let findings = open.map(|seen| {
        let days = left(f, seen).unwrap_or(0);
        let when = if days == 0 { "today".to_owned() } else { ["in ", &speech::count(days, "day")].concat() };
        let evidence = format!("“{}” is due {when}, and no risk was considered for it.", seen.m.title);
        let fix = suggest::risk_of(f, seen)
            .map_or_else(|| Fix::MarkNoKnownRisk { milestone_id: seen.m.id.clone() }, |risk| Fix::AddRisk { risk });
        Finding::new(Rule::RiskRegister, evidence).on(seen.m).fixed_by(fix)
    });
    Some(findings.collect())
}

fn left(f: &Facts<'_>, seen: &Seen<'_>) -> Option<i64> {
    seen.m.target_date.map(|day| day.days_since(f.today))
}

/// Each open risk has mitigation, owner and a date that has not passed; internal ones too.
pub(super) fn mitigated(f: &Facts<'_>) -> Findings {
    let live = |r: &&Risk| r.is_open() && r.milestone_id.as_ref().is_none_or(|id| f.find(id).is_some_and(|s| s.open));
    f.plan.risks.iter().find(live)?;
    let mut findings = Vec::new();
    for risk in f.plan.risks.iter().filter(live) {
        let passed = risk.mitigation_due.filter(|day| *day < f.today);
        let parts = [
            (risk.mitigation.trim().is_empty(), "mitigation"),
            (risk.owner_id.is_none(), "owner"),
            (risk.mitigation_due.is_none(), "date"),
        ];
        let missing: Vec<&str> = parts.iter().filter(|(gone, _)| *gone).map(|(_, name)| *name).collect();
        let days = speech::count(i64::from(risk.impact_days), "working day");
        let evidence = match (missing.is_empty(), passed) {
            (false, _) => format!("“{}” may cost {days} and has no {}.", risk.description, missing.join(" and no ")),
            (true, Some(day)) => {
                format!(
                    "“{}” may cost {days}; its mitigation was due on {}.",
                    risk.description,
                    speech::day(day, f.today)
                )
            }
            (true, None) => continue,
        };
        let slight = risk.probability == Probability::Low && risk.impact_days < SMALL_IMPACT;
        let severity = if slight { Severity::Advice } else { Severity::Warning };
        let mut finding = Finding::new(Rule::RiskMitigated, evidence).weighing(severity);
        finding.seller_only |= risk.visibility == Visibility::Internal;
        finding = finding.about(Object::new(ObjectKind::Risk, risk.id.as_str(), &risk.description));
        let seen = risk.milestone_id.as_ref().and_then(|id| f.find(id));
        if let Some(seen) = seen {
            finding = finding.on(seen.m);
        }
        findings.push(finding.fixed_by(answer(f, risk, seen)));
    }
    Some(findings)
}

/// Sets owner and date where the mitigation is known; the mitigation itself needs a person, and so does one whose date has passed.
fn answer(f: &Facts<'_>, risk: &Risk, seen: Option<&Seen<'_>>) -> Fix {
    let open = Fix::open_at(Place::Risk, risk.id.as_str());
    let topic = seen.map_or(Topic::Other, |s| s.topic);
    let owner = suggest::owner(f, topic, Side::Seller).or_else(|| suggest::owner(f, topic, Side::Buyer));
    let passed = risk.mitigation_due.is_some_and(|day| day < f.today);
    if risk.mitigation.trim().is_empty() || passed || (risk.owner_id.is_none() && owner.is_none()) {
        return open;
    }
    let due = seen.map_or_else(|| f.today.plus_working_days(5), |s| suggest::due(f, s.m));
    Fix::SetRisk {
        risk_id: risk.id.clone(),
        owner_id: if risk.owner_id.is_some() { None } else { owner },
        mitigation_due: if risk.mitigation_due.is_some() { None } else { Some(due) },
    }
}
