//! How a plan is spoken to, and the next steps of one that is still being made.

use super::{
    facts::Facts,
    finding::{Finding, HealthState, NextStep},
    fix::{Fix, Place},
    rule::Rule,
};
use crate::{
    day::Day,
    plan::{Plan, PlanStatus},
    stage::StageKind,
};

/// Working days, counting the first, in which a new plan gets next steps instead of findings.
const FIRST_DAYS: i64 = 3;

/// How a plan is spoken to.
pub(super) fn state(plan: &Plan) -> HealthState {
    let mut standing = plan.milestones.iter().filter(|m| m.cancelled_at.is_none()).peekable();
    let empty = standing.peek().is_none();
    let is_lost = plan.stages.iter().any(|s| s.id == plan.deal.stage_id && s.kind == StageKind::Lost);
    let over = matches!(plan.status, PlanStatus::Completed | PlanStatus::Archived);
    if over || is_lost || (!empty && standing.all(|m| m.completed_at.is_some())) {
        return HealthState::Finished;
    }
    let eve = Day::of_instant(plan.created_at).plus_days(-1);
    if empty || plan.today.working_days_since(eve) <= FIRST_DAYS { HealthState::Guided } else { HealthState::Judged }
}

/// The order in which a plan is made: the buyer's dates, the people, the milestones, both sides' work, what may go wrong.
const ORDER: [Rule; 16] = [
    Rule::TimelineBuyerAnchor,
    Rule::ProcurementEngaged,
    Rule::StakeholderCoverage,
    Rule::StakeholderWeakChampion,
    Rule::MilestoneCount,
    Rule::MilestoneNotATask,
    Rule::MilestoneBuyerFocused,
    Rule::MilestoneDatedAndOwned,
    Rule::MilestoneReviewTime,
    Rule::TimelineFeasible,
    Rule::MilestoneSpacing,
    Rule::MutualBothSides,
    Rule::MutualBalance,
    Rule::AssumptionPresent,
    Rule::RiskRegister,
    Rule::StakeholderProfile,
];

/// One step for each rule that has something to say, in the order in which a plan is made; for an empty plan the first steps of the method.
pub(super) fn steps(f: &Facts<'_>, findings: &[Finding]) -> Vec<NextStep> {
    let rest = Rule::ALL.iter().filter(|rule| !ORDER.contains(rule));
    let rules = ORDER.iter().chain(rest).copied();
    let mut steps: Vec<NextStep> = rules.filter_map(|rule| step(rule, findings)).collect();
    if f.seen.is_empty() {
        let begin = |rule, place| empty_step(rule, Fix::open(place));
        if f.anchor().is_none() {
            steps.insert(0, begin(Rule::TimelineBuyerAnchor, Place::Calendar));
        }
        steps.push(begin(Rule::MilestoneCount, Place::Milestones));
    }
    if !f.is_shared() && !f.plan.viewer.access.is_guest() && steps.iter().all(|s| s.rule != Rule::PlanShared) {
        steps.push(empty_step(Rule::PlanShared, Fix::open(Place::Share)));
    }
    steps
}

fn empty_step(rule: Rule, fix: Fix) -> NextStep {
    NextStep { rule, text: rule.next_step().to_owned(), evidence: Vec::new(), objects: Vec::new(), fix: Some(fix) }
}

fn step(rule: Rule, findings: &[Finding]) -> Option<NextStep> {
    let own = || findings.iter().filter(|f| f.rule == rule);
    let first = own().next()?;
    Some(NextStep {
        rule,
        text: rule.next_step().to_owned(),
        evidence: own().map(|f| f.evidence.clone()).collect(),
        objects: own().flat_map(|f| f.objects.iter().cloned()).collect(),
        fix: first.fix.clone(),
    })
}
