//! The plan as it would be after a mode's changes: for verdicts, previews and the proof that they help. Ids of what is added are made up.

use super::{
    recover::set_anchor,
    steps::{Extra, NewPerson, Steps},
};
use crate::{
    action::{Action, ActionKind, NewAction},
    agreement::ProposedEdit,
    assumption::{Assumption, AssumptionState},
    guide::draft::made_up,
    id::{ActionId, AssumptionId, MilestoneId, RiskId},
    method::Procurement,
    milestone::{Milestone, MilestoneKind, MilestonePatch, NewMilestone, Visibility},
    plan::Plan,
    risk::{NewRisk, Risk, RiskStatus},
    stage::StageKind,
    stakeholder::{Authority, BuyIn, Side, Stakeholder},
    status::{ActionStatus, MilestoneStatus},
};

/// The plan after these changes.
#[must_use]
pub fn applied(plan: &Plan, steps: &Steps) -> Plan {
    let mut plan = plan.clone();
    for extra in &steps.extras {
        add_extra(&mut plan, extra);
    }
    for edit in &steps.edits {
        match edit {
            ProposedEdit::AddMilestone { milestone, actions, .. } => add_milestone(&mut plan, milestone, actions),
            ProposedEdit::ChangeMilestone { milestone_id, patch } => change(&mut plan, milestone_id, patch),
            ProposedEdit::RemoveMilestone { milestone_id } => plan.milestones.retain(|m| m.id != *milestone_id),
            ProposedEdit::SetAnchor { anchor_date } => set_anchor(&mut plan, *anchor_date),
        }
    }
    let standing = || plan.milestones.iter().filter(|m| m.cancelled_at.is_none());
    let signature = standing().find(|m| m.kind == MilestoneKind::Signature);
    plan.signature_date = match signature {
        Some(m) => m.target_date,
        None => standing().filter(|m| m.kind != MilestoneKind::KickOff).filter_map(|m| m.target_date).max(),
    };
    plan
}

fn change(plan: &mut Plan, id: &MilestoneId, patch: &MilestonePatch) {
    if let Some(m) = plan.milestones.iter_mut().find(|m| m.id == *id) {
        patch.start_date.clone().apply(&mut m.start_date);
        patch.target_date.clone().apply(&mut m.target_date);
        patch.duration_days.clone().apply(&mut m.duration_days);
    }
}

fn add_extra(plan: &mut Plan, extra: &Extra) {
    match extra {
        Extra::AddPerson { person } => plan.stakeholders.push(stakeholder(person)),
        Extra::AddRole { stakeholder_id, roles } => {
            if let Some(s) = plan.stakeholders.iter_mut().find(|s| s.id == *stakeholder_id) {
                s.roles.clone_from(roles);
            }
        }
        Extra::Engage { stakeholder_id, engagement_plan, engagement_date } => {
            if let Some(s) = plan.stakeholders.iter_mut().find(|s| s.id == *stakeholder_id) {
                (s.engagement_plan, s.engagement_date) = (Some(engagement_plan.clone()), Some(*engagement_date));
            }
        }
        Extra::AddAction { milestone_id, action } => {
            let n = plan.milestones.iter().map(|m| m.actions.len()).sum();
            if let Some(m) = plan.milestones.iter_mut().find(|m| m.id == *milestone_id) {
                let new = built(n, m, action);
                m.actions.push(new);
            }
        }
        Extra::AddRisk { risk } => {
            let new = hazard(plan.risks.len(), risk);
            plan.risks.push(new);
        }
        Extra::NoteProcurement => plan.conduct.procurement = Procurement::Needed,
        Extra::LoseDeal => {
            if let Some(lost) = plan.stages.iter().find(|s| s.kind == StageKind::Lost) {
                plan.deal.stage_id = lost.id.clone();
            }
        }
    }
}

fn stakeholder(new: &NewPerson) -> Stakeholder {
    Stakeholder {
        other_role: String::new(),
        id: new.id.clone(),
        side: Side::Buyer,
        name: new.name.clone(),
        email: new.email.clone(),
        title: new.title.clone(),
        function: String::new(),
        roles: new.roles.clone(),
        primary_concern: None,
        buy_in: Some(BuyIn::Unknown),
        authority: Some(Authority::Unknown),
        engagement_plan: Some(new.engagement_plan.clone()),
        engagement_timing: Some(new.engagement_timing),
        engagement_date: new.engagement_date,
        user_id: None,
        grant: None,
        version: 1,
    }
}

fn built(n: usize, m: &Milestone, new: &NewAction) -> Action {
    Action {
        id: ActionId::trusted(made_up("act", n)),
        milestone_id: m.id.clone(),
        kind: ActionKind::Todo,
        title: new.title.clone(),
        description: new.description.clone(),
        side: new.side.unwrap_or(Side::Joint),
        assignee_ids: new.assignee_ids.clone(),
        start_date: new.start_date,
        target_date: new.target_date,
        visibility: new.visibility.unwrap_or(m.visibility),
        position: i32::try_from(m.actions.len()).unwrap_or(0),
        status: ActionStatus::NotStarted,
        started_at: None,
        completed_at: None,
        completed_by: None,
        mine: true,
        version: 1,
    }
}

fn hazard(n: usize, new: &NewRisk) -> Risk {
    Risk {
        id: RiskId::trusted(made_up("risk", n)),
        milestone_id: new.milestone_id.clone(),
        description: new.description.clone(),
        probability: new.probability,
        impact_days: new.impact_days,
        mitigation: new.mitigation.clone(),
        mitigation_due: new.mitigation_due,
        owner_id: new.owner_id.clone(),
        status: RiskStatus::Open,
        visibility: new.visibility.unwrap_or(Visibility::Shared),
        mine: true,
        version: 1,
    }
}

fn add_milestone(plan: &mut Plan, new: &NewMilestone, actions: &[NewAction]) {
    let n = plan.milestones.len();
    let assumption = |(k, a): (usize, &crate::assumption::AssumptionInput)| Assumption {
        id: AssumptionId::trusted(made_up("asm", 1_000 * (n + 1) + k)),
        text: a.text.clone(),
        state: a.state.unwrap_or(AssumptionState::Unknown),
    };
    let mut m = Milestone {
        id: MilestoneId::trusted(made_up("ms", n)),
        title: new.title.clone(),
        outcome: new.outcome.clone(),
        stage_id: new.stage_id.clone().unwrap_or_else(|| plan.deal.stage_id.clone()),
        kind: new.kind.unwrap_or(MilestoneKind::Standard),
        owner_side: new.owner_side.unwrap_or(Side::Joint),
        owner_id: new.owner_id.clone(),
        start_date: new.start_date,
        target_date: new.target_date,
        agreed_date: None,
        completed_at: None,
        cancelled_at: None,
        duration_days: new.duration_days,
        depends_on: new.depends_on.clone(),
        assumptions: new.assumptions.iter().enumerate().map(assumption).collect(),
        risk_reason: String::new(),
        no_known_risk: false,
        visibility: Visibility::Shared,
        position: 0,
        status: MilestoneStatus::NotStarted,
        status_reasons: Vec::new(),
        slip_days: None,
        actions: Vec::new(),
        mine: true,
        version: 1,
    };
    m.actions = actions.iter().enumerate().map(|(k, a)| built(1_000 * (n + 1) + k, &m, a)).collect();
    m.actions.iter_mut().zip(0..).for_each(|(a, position)| a.position = position);
    let stage = m.stage_id.clone();
    let at = plan.milestones.iter().rposition(|m| m.stage_id == stage).map_or(n, |at| at + 1);
    m.position = plan.milestones.iter().filter(|m| m.stage_id == stage).map(|m| m.position + 1).max().unwrap_or(0);
    plan.milestones.insert(at, m);
}
