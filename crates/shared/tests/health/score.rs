//! The score: one hundred less what each rule costs.

use crate::kit::*;
use proptest::prelude::*;
use tandem_shared::health::{Finding, HealthSummary, Rule, Severity, check, score};

fn finding(rule: usize, severity: usize) -> Finding {
    Finding {
        rule: Rule::ALL[rule % Rule::ALL.len()],
        severity: Severity::ALL[severity % Severity::ALL.len()],
        objects: vec![],
        evidence: String::new(),
        fix: None,
        seller_only: false,
    }
}

#[test]
fn one_of_each_costs_fifteen_five_and_two_points() {
    assert_eq!(score(&[]), 100);
    assert_eq!([0, 1, 2].map(|severity| score(&[finding(0, severity)])), [85, 95, 98]);
    assert_eq!(score(&[finding(0, 1), finding(1, 1)]), 90);
}

#[test]
fn many_of_one_rule_cost_less_than_twice_one() {
    let many: Vec<Finding> = (0..60).map(|_| finding(3, 1)).collect();
    assert_eq!(score(&many), 91);
    assert_eq!(check(&good()).score, 100);
}

#[test]
fn the_summary_counts_by_severity_and_has_no_score_while_guided() {
    let summary = check(&crate::corpus_plans::example()).summary();
    assert_eq!((summary.errors, summary.warnings, summary.advice), (0, 12, 4));
    assert!(summary.score.is_some_and(|score| score < 70));
    assert_eq!(check(&empty()).summary(), HealthSummary::default());
}

proptest! {
    #[test]
    fn adding_a_finding_never_raises_it(all in prop::collection::vec((0usize..29, 0usize..3), 0..80), more in (0usize..29, 0usize..3), at in 0usize..80) {
        let mut findings: Vec<Finding> = all.iter().map(|(rule, severity)| finding(*rule, *severity)).collect();
        let before = score(&findings);
        findings.insert(at.min(findings.len()), finding(more.0, more.1));
        let after = score(&findings);
        prop_assert!(after <= before && (0..=100).contains(&after));
    }
}
