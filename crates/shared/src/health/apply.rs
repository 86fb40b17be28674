//! A plan as it would be after a fix: for previews, for fixing several findings in a row, and for the proof that fixes help. The server changes its rows by
//! the same values. Ids of what is added are made up, and derived statuses stay as they are.

use super::{
    facts::Facts,
    finding::{ApplyFixes, Finding},
    fix::Fix,
    proposed::{ProposedAction, ProposedMilestone, ProposedRisk},
    run, waiver_of,
};
use crate::{
    assumption::{Assumption, AssumptionState},
    id::{ActionId, AssumptionId, MilestoneId, RiskId},
    milestone::Milestone,
    plan::Plan,
    sketch,
};

/// Fixes that one request applies at most.
const ROUNDS: usize = 100;

/// The fixes that the server applies one after the other for this request: each is reckoned on the plan as the ones before it leave it. What was declared
/// not applicable is left alone.
#[must_use]
pub fn fixes_for(plan: &Plan, asked: &ApplyFixes) -> Vec<Fix> {
    let mut plan = plan.clone();
    let mut fixes: Vec<Fix> = Vec::new();
    while fixes.len() < ROUNDS {
        let found = run(asked.rule, &Facts::of(&plan)).unwrap_or_default();
        let wanted = |finding: &Finding| asked.means(finding) && waiver_of(&plan, finding).is_none();
        let mut wanted = found.into_iter().filter(wanted).filter_map(|finding| finding.fix);
        let Some(fix) = wanted.find(|fix| fix.applies() && !fixes.contains(fix)) else { break };
        plan = apply(&plan, &fix);
        fixes.push(fix);
    }
    fixes
}

/// The plan after a fix; the same plan for a fix that only leads somewhere.
#[must_use]
pub fn apply(plan: &Plan, fix: &Fix) -> Plan {
    let mut plan = plan.clone();
    match fix {
        Fix::AddMilestone { milestone } => add_milestone(&mut plan, milestone),
        Fix::AddActions { actions } => actions.iter().for_each(|a| add_action(&mut plan, a)),
        Fix::AddAssumption { milestone_id, text } => add_assumption(&mut plan, milestone_id, text),
        Fix::AddRisk { risk } => add_risk(&mut plan, risk),
        Fix::MarkNoKnownRisk { milestone_id } => change(&mut plan, milestone_id, |m| m.no_known_risk = true),
        Fix::SetTitle { milestone_id, title } => change(&mut plan, milestone_id, |m| m.title.clone_from(title)),
        Fix::SetMilestone { milestone_id, start_date, target_date, owner_id } => change(&mut plan, milestone_id, |m| {
            m.start_date = start_date.or(m.start_date);
            m.target_date = target_date.or(m.target_date);
            m.owner_id = owner_id.clone().or_else(|| m.owner_id.clone());
        }),
        Fix::SetTargets { targets } => {
            for new in targets {
                change(&mut plan, &new.milestone_id, |m| m.target_date = Some(new.target_date));
            }
        }
        Fix::ScheduleBackward { changes } => {
            for new in changes {
                change(&mut plan, &new.milestone_id, |m| {
                    m.start_date = new.start_date.or(m.start_date);
                    m.target_date = new.target_date.or(m.target_date);
                    m.duration_days = new.duration_days.or(m.duration_days);
                });
            }
        }
        Fix::SetRisk { risk_id, owner_id, mitigation_due } => {
            if let Some(risk) = plan.risks.iter_mut().find(|r| r.id == *risk_id) {
                risk.owner_id = owner_id.clone().or_else(|| risk.owner_id.clone());
                risk.mitigation_due = mitigation_due.or(risk.mitigation_due);
            }
        }
        Fix::SetEngagementDate { stakeholder_id, date } => {
            if let Some(person) = plan.stakeholders.iter_mut().find(|s| s.id == *stakeholder_id) {
                person.engagement_date = Some(*date);
            }
        }
        Fix::SetCloseGapNote { note } => plan.conduct.close_gap_note.clone_from(note),
        Fix::Open { .. } => {}
    }
    plan.signature_date = sketch::signature_date(&plan);
    plan
}

fn change(plan: &mut Plan, id: &MilestoneId, change: impl FnOnce(&mut Milestone)) {
    if let Some(m) = plan.milestones.iter_mut().find(|m| m.id == *id) {
        change(m);
    }
}

/// The first made-up id that is free.
fn made_up(prefix: &str, taken: &dyn Fn(&str) -> bool) -> String {
    let id = |n: u32| format!("{prefix}_{n:026}");
    (0..).map(id).find(|id| !taken(id)).unwrap_or_default()
}

fn add_milestone(plan: &mut Plan, new: &ProposedMilestone) {
    let id = MilestoneId::trusted(made_up("ms", &|id| plan.milestones.iter().any(|m| m.id.as_str() == id)));
    let assumption = assumption_id(plan);
    sketch::place(plan, sketch::milestone(id.clone(), &new.as_new(), &plan.deal.stage_id, |_| assumption.clone()));
    new.actions(&id).iter().for_each(|action| add_action(plan, action));
}

fn add_action(plan: &mut Plan, new: &ProposedAction) {
    let taken = |id: &str| plan.milestones.iter().flat_map(|m| &m.actions).any(|a| a.id.as_str() == id);
    let id = ActionId::trusted(made_up("act", &taken));
    change(plan, &new.milestone_id, |m| m.actions.push(sketch::action(id, m, &new.as_new())));
}

fn assumption_id(plan: &Plan) -> AssumptionId {
    let taken = |id: &str| plan.milestones.iter().flat_map(|m| &m.assumptions).any(|a| a.id.as_str() == id);
    AssumptionId::trusted(made_up("asm", &taken))
}

fn add_assumption(plan: &mut Plan, milestone_id: &MilestoneId, text: &str) {
    let new = Assumption { id: assumption_id(plan), text: text.to_owned(), state: AssumptionState::Unknown };
    change(plan, milestone_id, |m| m.assumptions.push(new));
}

fn add_risk(plan: &mut Plan, new: &ProposedRisk) {
    let id = RiskId::trusted(made_up("risk", &|id| plan.risks.iter().any(|r| r.id.as_str() == id)));
    plan.risks.push(sketch::risk(id, &new.as_new()));
}
