//! Plans at random: whatever a plan looks like, findings name what is there, guests are told no more than sellers, and fixes end without new errors.

use crate::{corpus_plans::example, kit::*};
use proptest::prelude::*;
use std::collections::HashSet;
use tandem_shared::{
    assumption::AssumptionState,
    health::{Finding, Fix, HealthState, ObjectKind, Rule, Severity, apply, check},
    method::Procurement,
    milestone::{MilestoneKind, Visibility},
    plan::Plan,
    risk::RiskStatus,
    stakeholder::{Authority, BuyIn, Side},
};

const TITLES: [&str; 10] = [
    "Send contract",
    "Legal review",
    "Procurement approval",
    "Contract signed",
    "Identify and engage Legal",
    "Demo",
    "予算承認",
    "Vertrag senden",
    "",
    "Kick-off",
];

/// One change of a plan: what, where, how much.
type Change = (u8, usize, i64);

fn changed(mut plan: Plan, changes: &[Change]) -> Plan {
    for (what, at, n) in changes {
        let date = (*n % 5 != 0).then(|| plan.today.plus_days(*n));
        let first = plan.milestones.first().map(|m| m.id.clone());
        let people = plan.stakeholders.len();
        let m = at % plan.milestones.len().max(1);
        let Some(m) = plan.milestones.get_mut(m) else { continue };
        match what % 22 {
            0 => m.target_date = date,
            1 => m.start_date = date,
            2 => m.owner_id = None,
            3 => m.title = TITLES[at % TITLES.len()].into(),
            4 => m.kind = MilestoneKind::ALL[usize::try_from(n.unsigned_abs()).unwrap() % MilestoneKind::ALL.len()],
            5 => m.completed_at = Some(noon("2026-03-13")),
            6 => m.cancelled_at = Some(noon("2026-03-13")),
            7 => m.visibility = Visibility::Internal,
            8 => m.actions.clear(),
            9 => m.assumptions.iter_mut().for_each(|a| a.state = AssumptionState::Broken),
            10 => m.assumptions.clear(),
            11 => m.depends_on = first.into_iter().filter(|id| *id != m.id).collect(),
            12 => m.duration_days = i32::try_from(n.abs() + 1).ok(),
            13 => m.owner_side = Side::ALL[at % 3],
            14 => drop(plan.milestones.remove(at % plan.milestones.len())),
            15 if people > 0 => drop(plan.stakeholders.remove(at % people)),
            16 => {
                plan.anchor_date = date;
                plan.constraints
                    .iter_mut()
                    .for_each(|c| (c.anchor, c.start_date) = (date.is_some(), date.unwrap_or(c.start_date)));
            }
            17 => plan.conduct.procurement = Procurement::ALL[at % 3],
            18 => plan.conduct.small_deal = n % 2 == 0,
            19 => plan.risks.iter_mut().for_each(|r| (r.owner_id, r.status) = (None, RiskStatus::ALL[at % 4])),
            20 => plan.deal.seller_close_date = date,
            _ => plan.stakeholders.iter_mut().for_each(|s| {
                s.buy_in = Some(BuyIn::ALL[at % 5]);
                s.authority = Some(Authority::ALL[at % 3]);
            }),
        }
    }
    refresh(&mut plan);
    plan
}

fn ids(plan: &Plan) -> HashSet<String> {
    let mut ids: HashSet<String> = plan.stakeholders.iter().map(|s| s.id.to_string()).collect();
    ids.extend(plan.risks.iter().map(|r| r.id.to_string()));
    for m in &plan.milestones {
        ids.insert(m.id.to_string());
        ids.extend(m.assumptions.iter().map(|a| a.id.to_string()));
    }
    ids
}

fn errors(plan: &Plan) -> HashSet<String> {
    let findings: Vec<Finding> = check(plan).findings.into_iter().filter(|f| f.severity == Severity::Error).collect();
    // What would have to shrink may change while the plan does not fit before and after.
    let about = |f: &Finding| f.objects.first().filter(|_| f.rule != Rule::TimelineFeasible).map(|o| o.id.clone());
    findings.iter().map(|f| format!("{} {:?}", f.rule, about(f))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn whatever_a_plan_looks_like(changes in prop::collection::vec((0u8..22, 0usize..12, -30i64..60), 0..14), is_example in any::<bool>()) {
        let mut plan = changed(if is_example { example() } else { good() }, &changes);
        let health = check(&plan);
        prop_assert!((0..=100).contains(&health.score));
        let known = ids(&plan);
        for finding in &health.findings {
            let here = |o: &tandem_shared::health::Object| matches!(o.kind, ObjectKind::Role | ObjectKind::Side) || known.contains(&o.id);
            prop_assert!(finding.objects.iter().all(here), "{finding:?}");
        }
        let guest = check(&for_guest(plan.clone()));
        prop_assert!(guest.findings.iter().all(|f| !f.seller_only));
        if health.state == HealthState::Judged {
            for round in 0.. {
                let fixes = check(&plan).findings.into_iter().filter_map(|f| f.fix.filter(Fix::applies).map(|fix| (f.rule, f.objects, fix)));
                let Some((rule, objects, fix)) = fixes.into_iter().next() else { break };
                prop_assert!(round < 150, "no end: {fix:?}");
                let before = errors(&plan);
                let after = apply(&plan, &fix);
                let new: Vec<String> = errors(&after).difference(&before).cloned().collect();
                prop_assert!(new.is_empty(), "{fix:?} for {rule} brings {new:?}");
                prop_assert!(check(&after).findings.iter().all(|f| f.rule != rule || f.objects != objects), "{fix:?} for {rule} does not help");
                plan = after;
            }
        }
    }
}
