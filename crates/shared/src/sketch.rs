//! A plan in memory, as it would be with more in it: what a request adds, as it begins, before anything has happened to it. For previews and drafts; ids are the
//! caller's to make up, and derived statuses stay as they are until they are derived.

use crate::{
    action::{Action, ActionKind, NewAction},
    assumption::{Assumption, AssumptionInput, AssumptionState},
    day::Day,
    id::{ActionId, AssumptionId, MilestoneId, RiskId, StageId},
    milestone::{Milestone, MilestoneKind, NewMilestone, Visibility},
    plan::{self, Plan},
    risk::{NewRisk, Risk, RiskStatus},
    stakeholder::Side,
    status::{ActionStatus, MilestoneStatus},
};

/// A milestone that begins: in `stage` unless it names another, its n-th assumption with the id that `assumption_id` gives.
pub(crate) fn milestone(
    id: MilestoneId,
    new: &NewMilestone,
    stage: &StageId,
    assumption_id: impl Fn(usize) -> AssumptionId,
) -> Milestone {
    let assumed = |(n, a): (usize, &AssumptionInput)| Assumption {
        id: assumption_id(n),
        text: a.text.clone(),
        state: a.state.unwrap_or(AssumptionState::Unknown),
    };
    Milestone {
        id,
        title: new.title.clone(),
        outcome: new.outcome.clone(),
        stage_id: new.stage_id.as_ref().unwrap_or(stage).clone(),
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
        assumptions: new.assumptions.iter().enumerate().map(assumed).collect(),
        risk_reason: String::new(),
        no_known_risk: false,
        visibility: new.visibility.unwrap_or(Visibility::Shared),
        position: 0,
        status: MilestoneStatus::NotStarted,
        status_reasons: Vec::new(),
        slip_days: None,
        actions: Vec::new(),
        mine: true,
        version: 1,
    }
}

/// An action that begins, the last of its milestone.
pub(crate) fn action(id: ActionId, of: &Milestone, new: &NewAction) -> Action {
    Action {
        id,
        milestone_id: of.id.clone(),
        kind: new.kind.unwrap_or(ActionKind::Todo),
        title: new.title.clone(),
        description: new.description.clone(),
        side: new.side.unwrap_or(Side::Joint),
        assignee_ids: new.assignee_ids.clone(),
        start_date: new.start_date,
        target_date: new.target_date,
        visibility: new.visibility.unwrap_or(of.visibility),
        position: of.actions.iter().map(|a| a.position + 1).max().unwrap_or(0),
        status: ActionStatus::NotStarted,
        started_at: None,
        completed_at: None,
        completed_by: None,
        mine: true,
        version: 1,
    }
}

/// A risk that is open.
pub(crate) fn risk(id: RiskId, new: &NewRisk) -> Risk {
    Risk {
        id,
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

/// Puts a milestone at the end of its stage.
pub(crate) fn place(plan: &mut Plan, mut milestone: Milestone) {
    let own = |m: &&Milestone| m.stage_id == milestone.stage_id;
    let position = plan.milestones.iter().filter(own).map(|m| m.position + 1).max().unwrap_or(0);
    let at = plan.milestones.iter().rposition(|m| own(&m)).map_or(plan.milestones.len(), |at| at + 1);
    milestone.position = position;
    plan.milestones.insert(at, milestone);
}

/// The plan's day of signature, as its milestones stand.
pub(crate) fn signature_date(plan: &Plan) -> Option<Day> {
    plan::signature_date(plan.milestones.iter().map(|m| (m.kind, m.cancelled_at.is_some(), m.target_date)))
}
