//! How a plan is spoken to: next steps for a new one, nothing for a finished one, waivers, guests.

use crate::kit::*;
use tandem_shared::{
    health::{HealthState, Rule, check},
    plan::{Plan, PlanStatus},
};

/// A plan with much to say about it.
fn bad() -> Plan {
    let mut plan = empty();
    for (n, title) in ["Send contract", "Prepare demo", "Legal review", "Contract signed"].iter().enumerate() {
        milestone(&mut plan, title, &format!("2026-03-{}", 18 + n));
        act(&mut plan, title, tandem_shared::stakeholder::Side::Seller, "Do it");
    }
    refresh(&mut plan);
    plan
}

#[test]
fn a_plan_in_its_first_three_working_days_gets_next_steps_and_no_findings() {
    for (made, state) in [
        ("2026-03-16", HealthState::Guided),
        ("2026-03-12", HealthState::Guided),
        ("2026-03-11", HealthState::Judged),
        ("2026-03-02", HealthState::Judged),
    ] {
        let mut plan = bad();
        plan.created_at = noon(made);
        let health = check(&plan);
        assert_eq!(health.state, state, "{made}");
        assert_eq!(health.findings.is_empty(), state == HealthState::Guided);
        assert_eq!(health.guidance.is_empty(), state == HealthState::Judged);
    }
}

#[test]
fn next_steps_come_in_the_order_in_which_a_plan_is_made_and_end_with_sharing() {
    let mut plan = bad();
    plan.created_at = noon("2026-03-16");
    let rules: Vec<&str> = check(&plan).guidance.iter().map(|s| s.rule.as_str()).collect();
    assert_eq!(rules.first(), Some(&"timeline.buyer_anchor"));
    assert_eq!(rules.last(), Some(&"plan.shared"));
    assert!(rules.contains(&"milestone.not_a_task") && rules.contains(&"mutual.both_sides"), "{rules:?}");
    let step = check(&plan).guidance.into_iter().find(|s| s.rule == Rule::MilestoneNotATask).unwrap();
    assert_eq!((step.evidence.len(), step.objects.len()), (3, 3));
}

#[test]
fn an_empty_draft_is_told_where_to_begin_whatever_its_age() {
    let health = check(&empty());
    assert_eq!((health.state, health.score), (HealthState::Guided, 100));
    let rules: Vec<&str> = health.guidance.iter().map(|s| s.rule.as_str()).collect();
    assert_eq!(
        rules,
        ["timeline.buyer_anchor", "procurement.engaged", "stakeholder.coverage", "milestone.count", "plan.shared"]
    );
    assert!(health.guidance.iter().all(|s| s.fix.is_some() && !s.text.is_empty()));
}

#[test]
fn a_finished_archived_or_lost_plan_gets_nothing() {
    let mut done = bad();
    done.milestones.iter_mut().for_each(|m| m.completed_at = Some(noon("2026-03-13")));
    let mut archived = bad();
    archived.status = PlanStatus::Archived;
    let mut lost = bad();
    lost.deal.stage_id = lost.stages[5].id.clone();
    for plan in [done, archived, lost] {
        let health = check(&plan);
        assert_eq!((health.state, health.score), (HealthState::Finished, 100));
        assert!(health.findings.is_empty() && health.guidance.is_empty());
    }
}

#[test]
fn a_waiver_silences_a_rule_or_one_object_and_is_shown_with_its_reason() {
    let mut plan = bad();
    let all = found(&plan, "milestone.not_a_task");
    let id = ms(&mut plan, "Send").id.to_string();
    waive(&mut plan, "milestone.not_a_task", Some(&id));
    assert_eq!(found(&plan, "milestone.not_a_task").len(), all.len() - 1);
    let waived = check(&plan).waived;
    assert_eq!((waived.len(), waived[0].reason.as_str()), (1, "It was agreed so"));
    let before = check(&plan).score;
    waive(&mut plan, "milestone.not_a_task", None);
    assert!(found(&plan, "milestone.not_a_task").is_empty());
    assert!(check(&plan).score > before);
    assert!(!holds(&plan, "milestone.not_a_task"), "waived is not held");
}

#[test]
fn guests_hear_nothing_that_is_for_sellers() {
    let mut plan = bad();
    plan.status = PlanStatus::Shared;
    plan.pulse.shared_at = Some(noon("2026-03-02"));
    let (seller, guest) = (check(&plan), check(&for_guest(plan.clone())));
    assert!(seller.findings.iter().any(|f| f.seller_only));
    assert!(guest.findings.iter().all(|f| !f.seller_only && !f.rule.is_for_sellers()));
    let shared: Vec<_> = seller.findings.into_iter().filter(|f| !f.seller_only).collect();
    assert_eq!(lines(&guest.findings), lines(&shared), "both sides are told the same about what both see");
    plan.created_at = noon("2026-03-16");
    let guidance = check(&for_guest(plan)).guidance;
    assert!(!guidance.is_empty() && guidance.iter().all(|s| !s.rule.is_for_sellers()));
}

#[test]
fn every_rule_has_its_words() {
    assert_eq!(Rule::ALL.len(), 29);
    assert_eq!(Rule::PlanShared.title(), "The plan is shared with a buyer");
    assert_eq!(Rule::SignOffDone.source(), "Phase 4: signed by both sides");
    assert_eq!(Rule::CommitmentBuyer.title(), "The buyer works in the plan");
    for rule in Rule::ALL {
        for text in [rule.title(), rule.why(), rule.source(), rule.next_step()] {
            assert!(!text.is_empty() && !text.contains('!'), "{rule}: {text}");
        }
        assert!(rule.why().ends_with('.') && !rule.title().ends_with('.'), "{rule}");
    }
}

#[test]
fn evidence_is_one_sentence() {
    for finding in check(&bad()).findings {
        let text = finding.evidence;
        assert!(text.ends_with(['.', '?']) && text.matches(". ").count() == 0, "{text}");
    }
}
