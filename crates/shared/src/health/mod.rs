//! Plan health: what a good coach would say about a plan, as pure functions. One function a rule; each answers `None` when it does not apply, nothing when
//! it holds, and a finding for each thing that breaks it, with the numbers it rests on and, where there is one, a fix.
//!
//! For all rules: a plan without milestones or in its first three working days gets next steps instead of findings; a finished plan gets nothing; what is
//! reached or called off, closed risks and people whose access was taken back are left alone; a waiver silences a rule, or a rule for one object; guests are
//! told nothing that rests on what they do not see. Counts, wording and balance are judged by what both sides see, so both are told the same.

mod agreement;
mod apply;
mod assumption;
mod champion;
mod cover;
mod facts;
mod feasible;
mod finding;
mod fix;
mod guide;
mod history;
mod milestone;
mod mutual;
mod offer;
mod pace;
mod phrases;
mod procurement;
mod proposed;
mod risk;
mod rule;
mod rule_words;
mod score;
mod sharing;
mod speech;
mod stakeholder;
mod suggest;
mod timeline;
mod topics;
mod wording;

pub use apply::{apply, fixes_for};
pub use cover::{Standing, cover, without};
pub(crate) use facts::{Maturity, maturity, maturity_at};
pub use finding::{
    AppliedFixes, ApplyFixes, FIX_OBJECTS_MAX, Finding, Health, HealthState, HealthSummary, NewWaiver, NextStep,
    Object, ObjectKind, Waived,
};
pub use fix::{Fix, Place, ProposedTarget};
pub use history::{HealthHistory, HealthScore};
pub use offer::{leaves_out, to_propose};
pub use proposed::{ProposedAction, ProposedMilestone, ProposedRisk};
pub use rule::{Rule, Severity};
pub use score::score;
pub(crate) use topics::role_name;

use crate::{method::Waiver, plan::Plan};
use facts::Facts;

/// What a rule says: `None` when it does not apply, nothing when it holds.
type Findings = Option<Vec<Finding>>;

/// What one rule says about a plan.
fn run(rule: Rule, f: &Facts<'_>) -> Findings {
    match rule {
        Rule::PlanShared => sharing::plan_shared(f),
        Rule::MutualBalance => mutual::balance(f),
        Rule::MutualBothSides => mutual::both_sides(f),
        Rule::MilestoneCount => milestone::milestone_count(f),
        Rule::MilestoneNotATask => milestone::not_a_task(f),
        Rule::MilestoneBuyerFocused => milestone::buyer_focused(f),
        Rule::MilestoneDatedAndOwned => milestone::dated_and_owned(f),
        Rule::MilestoneSpacing => pace::spacing(f),
        Rule::MilestoneReviewTime => pace::review_time(f),
        Rule::TimelineBuyerAnchor => timeline::buyer_anchor(f),
        Rule::TimelineNotOurQuarter => timeline::not_our_quarter(f),
        Rule::TimelineGapShown => timeline::gap_shown(f),
        Rule::TimelineFeasible => feasible::feasible(f),
        Rule::AssumptionPresent => assumption::present(f),
        Rule::AssumptionBroken => assumption::broken(f),
        Rule::AssumptionResolve => assumption::resolve(f),
        Rule::StakeholderCoverage => stakeholder::coverage(f),
        Rule::StakeholderProfile => stakeholder::profile(f),
        Rule::StakeholderObjector => stakeholder::objector(f),
        Rule::StakeholderWeakChampion => champion::weak_champion(f),
        Rule::StakeholderSingleThread => champion::single_thread(f),
        Rule::ProcurementEngaged => procurement::engaged(f),
        Rule::RiskRegister => risk::register(f),
        Rule::RiskMitigated => risk::mitigated(f),
        Rule::SignOffDone => agreement::sign_off_done(f),
        Rule::SignOffResisted => agreement::sign_off_resisted(f),
        Rule::ReviewFresh => agreement::review_fresh(f),
        Rule::ReviewSlipsSurfaced => agreement::slips_surfaced(f),
        Rule::CommitmentBuyer => sharing::commitment_buyer(f),
    }
}

/// What the rules say before it is asked how the plan is to be spoken to.
struct Judged {
    findings: Vec<Finding>,
    held: Vec<Rule>,
    waived: Vec<Waived>,
}

/// What silences a finding.
fn waiver_of<'a>(plan: &'a Plan, finding: &Finding) -> Option<&'a Waiver> {
    let silences = |object: &Option<String>| object.as_ref().is_none_or(|id| finding.concerns(id));
    plan.waivers.iter().find(|w| w.rule == finding.rule.as_str() && silences(&w.object))
}

/// Runs every rule that may speak to the viewer, and sets aside what was waived.
fn judge(f: &Facts<'_>) -> Judged {
    let mut judged = Judged { findings: Vec::new(), held: Vec::new(), waived: Vec::new() };
    let for_guest = f.plan.viewer.access.is_guest();
    for rule in Rule::ALL.iter().filter(|rule| !for_guest || !rule.is_for_sellers()) {
        let Some(found) = run(*rule, f) else { continue };
        if found.is_empty() {
            judged.held.push(*rule);
        }
        for finding in found {
            let Some(waiver) = waiver_of(f.plan, &finding) else {
                judged.findings.push(finding);
                continue;
            };
            judged.waived.push(Waived { finding, waiver_id: waiver.id.clone(), reason: waiver.reason.clone() });
        }
    }
    judged.findings.sort_by_key(|finding| finding.severity);
    judged
}

/// How healthy a plan is for its viewer, and what a good coach would say next.
#[must_use]
pub fn check(plan: &Plan) -> Health {
    let mut health = Health {
        state: guide::state(plan),
        score: 100,
        findings: Vec::new(),
        held: Vec::new(),
        waived: Vec::new(),
        guidance: Vec::new(),
    };
    if health.state == HealthState::Finished {
        return health;
    }
    let facts = Facts::of(plan);
    let judged = judge(&facts);
    if health.state == HealthState::Guided {
        health.guidance = guide::steps(&facts, &judged.findings);
        return health;
    }
    health.score = score(&judged.findings);
    health.findings = judged.findings;
    health.held = judged.held;
    health.waived = judged.waived;
    health
}
