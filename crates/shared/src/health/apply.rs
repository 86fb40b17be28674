//! A plan as it would be after a fix: for previews, for fixing several findings in a row, and for the proof that fixes help. The server changes its rows by
//! the same values. Ids of what is added are made up, and derived statuses stay as they are.

use super::{
    facts::Facts,
    finding::{ApplyFixes, Finding},
    fix::{Fix, ProposedAction, ProposedMilestone, ProposedRisk},
    run, waiver_of,
};
use crate::{
    action::{Action, ActionKind},
    assumption::{Assumption, AssumptionState},
    day::Day,
    id::{ActionId, AssumptionId, MilestoneId, RiskId},
    milestone::{Milestone, MilestoneKind, Visibility},
    plan::Plan,
    risk::{Risk, RiskStatus},
    stakeholder::Side,
    status::{ActionStatus, MilestoneStatus},
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
    plan.signature_date = signature_date(&plan);
    plan
}

fn change(plan: &mut Plan, id: &MilestoneId, change: impl FnOnce(&mut Milestone)) {
    if let Some(m) = plan.milestones.iter_mut().find(|m| m.id == *id) {
        change(m);
    }
}

fn signature_date(plan: &Plan) -> Option<Day> {
    let standing = || plan.milestones.iter().filter(|m| m.cancelled_at.is_none());
    match standing().find(|m| m.kind == MilestoneKind::Signature) {
        Some(m) => m.target_date,
        None => standing().filter(|m| m.kind != MilestoneKind::KickOff).filter_map(|m| m.target_date).max(),
    }
}

/// The first made-up id that is free.
fn made_up(prefix: &str, taken: &dyn Fn(&str) -> bool) -> String {
    let id = |n: u32| format!("{prefix}_{n:026}");
    (0..).map(id).find(|id| !taken(id)).unwrap_or_default()
}

fn add_milestone(plan: &mut Plan, new: &ProposedMilestone) {
    let id = MilestoneId::trusted(made_up("ms", &|id| plan.milestones.iter().any(|m| m.id.as_str() == id)));
    let stage_id = plan.deal.stage_id.clone();
    let of_stage = plan.milestones.iter().filter(|m| m.stage_id == stage_id);
    let position = of_stage.map(|m| m.position + 1).max().unwrap_or(0);
    let at = plan.milestones.iter().rposition(|m| m.stage_id == stage_id).map_or(plan.milestones.len(), |at| at + 1);
    let milestone = Milestone {
        id: id.clone(),
        title: new.title.clone(),
        outcome: new.outcome.clone(),
        stage_id,
        kind: new.kind,
        owner_side: new.owner_side,
        owner_id: new.owner_id.clone(),
        start_date: new.start_date,
        target_date: new.target_date,
        agreed_date: None,
        completed_at: None,
        cancelled_at: None,
        duration_days: None,
        depends_on: Vec::new(),
        assumptions: Vec::new(),
        risk_reason: String::new(),
        no_known_risk: false,
        visibility: Visibility::Shared,
        position,
        status: MilestoneStatus::NotStarted,
        status_reasons: Vec::new(),
        slip_days: None,
        actions: Vec::new(),
        mine: true,
        version: 1,
    };
    plan.milestones.insert(at, milestone);
    add_assumption(plan, &id, &new.assumption);
    for (side, title) in [(Side::Buyer, &new.buyer_action), (Side::Seller, &new.seller_action)] {
        let milestone_id = id.clone();
        let title = title.clone();
        add_action(
            plan,
            &ProposedAction { milestone_id, side, title, assignee_id: None, target_date: new.target_date },
        );
    }
}

fn add_action(plan: &mut Plan, new: &ProposedAction) {
    let taken = |id: &str| plan.milestones.iter().flat_map(|m| &m.actions).any(|a| a.id.as_str() == id);
    let id = ActionId::trusted(made_up("act", &taken));
    change(plan, &new.milestone_id, |m| {
        m.actions.push(Action {
            id,
            milestone_id: new.milestone_id.clone(),
            kind: ActionKind::Todo,
            title: new.title.clone(),
            description: String::new(),
            side: new.side,
            assignee_ids: new.assignee_id.iter().cloned().collect(),
            start_date: None,
            target_date: new.target_date,
            visibility: m.visibility,
            position: m.actions.iter().map(|a| a.position + 1).max().unwrap_or(0),
            status: ActionStatus::NotStarted,
            started_at: None,
            completed_at: None,
            completed_by: None,
            mine: true,
            version: 1,
        });
    });
}

fn add_assumption(plan: &mut Plan, milestone_id: &MilestoneId, text: &str) {
    let taken = |id: &str| plan.milestones.iter().flat_map(|m| &m.assumptions).any(|a| a.id.as_str() == id);
    let id = AssumptionId::trusted(made_up("asm", &taken));
    let new = Assumption { id, text: text.to_owned(), state: AssumptionState::Unknown };
    change(plan, milestone_id, |m| m.assumptions.push(new));
}

fn add_risk(plan: &mut Plan, new: &ProposedRisk) {
    let id = RiskId::trusted(made_up("risk", &|id| plan.risks.iter().any(|r| r.id.as_str() == id)));
    plan.risks.push(Risk {
        id,
        milestone_id: Some(new.milestone_id.clone()),
        description: new.description.clone(),
        probability: new.probability,
        impact_days: new.impact_days,
        mitigation: new.mitigation.clone(),
        mitigation_due: Some(new.mitigation_due),
        owner_id: Some(new.owner_id.clone()),
        status: RiskStatus::Open,
        visibility: Visibility::Shared,
        mine: true,
        version: 1,
    });
}
