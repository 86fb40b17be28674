//! The score: 100 less what each rule costs. Within a rule the heaviest finding costs its whole weight, the next half of its own, the next a quarter, and so on,
//! so ten milestones that lack the same thing are one trait of the plan and not ten. The sum is rounded down and stops at 100.

use super::{finding::Finding, rule::Rule, rule::Severity};

/// Fractions of a point, so that halving stays exact.
const ONE: i64 = 1 << 20;

const fn weight(severity: Severity) -> i64 {
    match severity {
        Severity::Error => 15 * ONE,
        Severity::Warning => 5 * ONE,
        Severity::Advice => 2 * ONE,
    }
}

/// 0 to 100. Adding a finding never raises it.
#[must_use]
pub fn score(findings: &[Finding]) -> i32 {
    let cost: i64 = Rule::ALL.iter().map(|rule| cost(findings, *rule)).sum();
    i32::try_from(100 - (cost / ONE).min(100)).unwrap_or(0)
}

fn cost(findings: &[Finding], rule: Rule) -> i64 {
    let mut weights: Vec<i64> = findings.iter().filter(|f| f.rule == rule).map(|f| weight(f.severity)).collect();
    weights.sort_unstable_by(|a, b| b.cmp(a));
    weights.iter().take(21).zip(0..).map(|(weight, place)| weight >> place).sum()
}
