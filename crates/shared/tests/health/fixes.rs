//! Fixes: each makes its finding go away, none adds an error, and applying them again and again ends.

use crate::{
    corpus_plans::{cases, example},
    kit::*,
};
use tandem_shared::{
    agreement::NewProposal,
    error::{Input, Problems},
    health::{ApplyFixes, Finding, Fix, HealthState, Rule, Severity, apply, check, fixes_for, to_propose},
    milestone::Visibility,
    plan::Plan,
};

fn errors(plan: &Plan) -> Vec<String> {
    lines(&check(plan).findings.into_iter().filter(|f| f.severity == Severity::Error).collect::<Vec<_>>())
}

/// What a finding is about, whatever its numbers.
fn identity(f: &Finding) -> (Rule, Vec<String>) {
    (f.rule, f.objects.iter().map(|o| o.id.clone()).collect())
}

fn applicable(plan: &Plan) -> Vec<(Finding, Fix)> {
    let findings = check(plan).findings.into_iter();
    findings.filter_map(|f| f.fix.clone().filter(Fix::applies).map(|fix| (f, fix))).collect()
}

#[test]
fn each_fix_removes_its_finding_and_adds_no_error() {
    for case in cases() {
        let before = errors(&case.plan);
        for (finding, fix) in applicable(&case.plan) {
            let after = apply(&case.plan, &fix);
            let left: Vec<_> = check(&after).findings.iter().map(identity).collect();
            assert!(!left.contains(&identity(&finding)), "{}: {:?} stays after {fix:?}", case.name, finding.evidence);
            let new: Vec<String> = errors(&after).into_iter().filter(|e| !before.contains(e)).collect();
            assert!(new.is_empty(), "{}: {fix:?} brings {new:?}", case.name);
        }
    }
}

/// Applies the first fix there is until none is left.
fn repaired(mut plan: Plan, name: &str) -> Plan {
    for round in 0.. {
        let Some((_, fix)) = applicable(&plan).into_iter().next() else { break };
        assert!(round < 200, "{name}: no end, at {fix:?}");
        let before = errors(&plan);
        plan = apply(&plan, &fix);
        let new: Vec<String> = errors(&plan).into_iter().filter(|e| !before.contains(e)).collect();
        assert!(new.is_empty(), "{name}: {fix:?} brings {new:?}");
    }
    plan
}

#[test]
fn applying_fixes_again_and_again_ends_and_helps() {
    for case in cases().into_iter().filter(|c| check(&c.plan).state == HealthState::Judged) {
        let (before, plan) = (check(&case.plan), repaired(case.plan, case.name));
        let after = check(&plan);
        assert!(after.score >= before.score, "{}: {} to {}", case.name, before.score, after.score);
        assert!(applicable(&plan).is_empty());
    }
}

#[test]
fn the_example_deal_has_no_errors_and_little_left_once_its_fixes_are_applied() {
    let mut anchored = example();
    anchored.constraints[0].anchor = true;
    anchored.anchor_date = Some(day("2026-04-05"));
    for plan in [example(), anchored] {
        let plan = repaired(plan, "example");
        assert!(errors(&plan).is_empty());
        let left = lines(&check(&plan).findings);
        assert!(left.iter().all(|line| line.starts_with("advice")), "{left:#?}");
    }
}

#[test]
fn one_request_fixes_all_findings_of_a_rule_or_those_asked_for() {
    let plan = example();
    let all = ApplyFixes { rule: Rule::MutualBothSides, objects: vec![], expected: None };
    let fixes = fixes_for(&plan, &all);
    assert_eq!(fixes.len(), 5);
    let after = fixes.iter().fold(plan.clone(), |plan, fix| apply(&plan, fix));
    assert!(found(&after, "mutual.both_sides").is_empty());
    let id = found(&plan, "mutual.both_sides")[0].objects[0].id.clone();
    let one = ApplyFixes { rule: Rule::MutualBothSides, objects: vec![id], expected: None };
    assert_eq!(fixes_for(&plan, &one).len(), 1);
    let only_opens = ApplyFixes { rule: Rule::StakeholderProfile, objects: vec![], expected: None };
    assert!(fixes_for(&plan, &only_opens).is_empty());
}

#[test]
fn undated_milestones_are_dated_one_after_the_other() {
    let plan = with(|p| p.milestones.iter_mut().take(3).for_each(|m| (m.target_date, m.start_date) = (None, None)));
    let fixes = fixes_for(&plan, &ApplyFixes { rule: Rule::MilestoneDatedAndOwned, objects: vec![], expected: None });
    let after = fixes.iter().fold(plan, |plan, fix| apply(&plan, fix));
    let targets: Vec<_> = after.milestones.iter().map(|m| m.target_date.unwrap()).collect();
    assert!(targets[0] < targets[1] && targets[1] < targets[2] && targets[2] <= targets[3], "{targets:?}");
    assert!(check(&after).findings.iter().all(|f| f.severity != Severity::Error));
}

#[test]
fn what_a_fix_adds_survives_json_and_has_real_ids() {
    for case in cases() {
        for (_, fix) in applicable(&case.plan) {
            let after = apply(&case.plan, &fix);
            let text = serde_json::to_string(&after).unwrap();
            assert_eq!(serde_json::from_str::<Plan>(&text).unwrap(), after);
            let written = serde_json::to_string(&fix).unwrap();
            assert_eq!(serde_json::from_str::<Fix>(&written).unwrap(), fix);
            assert!(!fix.label().is_empty());
        }
    }
}

#[test]
fn what_changes_the_agreement_can_be_proposed_and_nothing_else_is() {
    let mut proposed = 0;
    for mut case in cases() {
        for (_, fix) in applicable(&case.plan) {
            let edits = to_propose(&case.plan, std::slice::from_ref(&fix));
            let all_shared = case.plan.milestones.iter().all(|m| m.visibility == Visibility::Shared);
            assert!(edits.is_empty() || fix.is_material(), "{}: {fix:?}", case.name);
            assert!(!edits.is_empty() || !fix.is_material() || !all_shared, "{}: {fix:?}", case.name);
            if edits.is_empty() {
                continue;
            }
            let (mut problems, mut new) = (Problems::default(), NewProposal { reason: "It fits better".into(), edits });
            new.check(&mut problems);
            assert_eq!(problems, Problems::default(), "{}: {fix:?}", case.name);
            proposed += 1;
        }
        let fixes: Vec<Fix> = applicable(&case.plan).into_iter().map(|(_, fix)| fix).collect();
        case.plan.milestones.iter_mut().for_each(|m| m.visibility = Visibility::Internal);
        let of_hidden = to_propose(&case.plan, &fixes).into_iter().filter(|edit| edit.milestone_id().is_some());
        assert_eq!(of_hidden.count(), 0, "what only the seller sees was never agreed to");
    }
    assert!(proposed > 5, "{proposed}");
}
