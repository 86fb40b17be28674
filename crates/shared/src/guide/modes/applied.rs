//! The plan as it would be after a mode's changes: for verdicts, previews and the proof that they help. Ids of what is added are made up.

use super::{
    recover::set_anchor,
    steps::{Extra, NewPerson, Steps},
};
use crate::{
    action::NewAction,
    agreement::ProposedEdit,
    guide::draft::made_up,
    id::{ActionId, AssumptionId, MilestoneId, RiskId},
    method::Procurement,
    milestone::{MilestonePatch, NewMilestone},
    plan::Plan,
    sketch,
    stage::StageKind,
    stakeholder::{Authority, BuyIn, Side, Stakeholder},
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
    plan.signature_date = sketch::signature_date(&plan);
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
                m.actions.push(sketch::action(ActionId::trusted(made_up("act", n)), m, action));
            }
        }
        Extra::AddRisk { risk } => {
            let id = RiskId::trusted(made_up("risk", plan.risks.len()));
            plan.risks.push(sketch::risk(id, risk));
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

fn add_milestone(plan: &mut Plan, new: &NewMilestone, actions: &[NewAction]) {
    let n = plan.milestones.len();
    let id = |prefix: &str, k: usize| made_up(prefix, 1_000 * (n + 1) + k);
    let stage = &plan.deal.stage_id;
    let mut m =
        sketch::milestone(MilestoneId::trusted(made_up("ms", n)), new, stage, |k| AssumptionId::trusted(id("asm", k)));
    for (k, action) in actions.iter().enumerate() {
        m.actions.push(sketch::action(ActionId::trusted(id("act", k)), &m, action));
    }
    sketch::place(plan, m);
}
