//! What all modes make: patches of dates, actions, risks, and the people they name.

use super::{checks::is_open, steps::NewPerson};
use crate::{
    action::NewAction,
    agreement::ProposedEdit,
    day::Day,
    guide::dates::Open,
    id::{MilestoneId, StakeholderId},
    milestone::{Milestone, MilestoneKind, MilestonePatch, Visibility},
    patch::Patch,
    plan::Plan,
    risk::{NewRisk, Probability},
    schedule::{DateChange, Move},
    stakeholder::{EngagementTiming, Side, Stakeholder, StakeholderRole as R},
};

/// Somebody's first name.
pub(super) fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}

pub(super) fn find<'p>(plan: &'p Plan, id: &MilestoneId) -> Option<&'p Milestone> {
    plan.milestones.iter().find(|m| m.id == *id)
}

pub(super) fn person<'p>(plan: &'p Plan, id: &StakeholderId) -> Option<&'p Stakeholder> {
    plan.stakeholders.iter().find(|s| s.id == *id)
}

/// The buyer's person with a role.
pub(super) fn with_role(plan: &Plan, role: R) -> Option<&Stakeholder> {
    plan.stakeholders.iter().find(|s| s.side == Side::Buyer && s.roles.contains(&role))
}

/// The seller's first person, the owner before others.
pub(super) fn seller(plan: &Plan) -> Option<StakeholderId> {
    let own = || plan.stakeholders.iter().filter(|s| s.side == Side::Seller);
    let owner = own().find(|s| s.roles.contains(&R::OpportunityOwner)).or_else(|| own().next());
    owner.map(|s| s.id.clone())
}

/// The open milestone that both sides see and that comes next.
pub(super) fn next(plan: &Plan) -> Option<&Milestone> {
    let open = plan.milestones.iter().filter(|m| is_open(m) && m.visibility == Visibility::Shared);
    open.min_by_key(|m| m.target_date.map_or((1, plan.today), |day| (0, day)))
}

/// The open signature.
pub(super) fn signature(plan: &Plan) -> Option<&Milestone> {
    plan.milestones.iter().find(|m| m.kind == MilestoneKind::Signature && is_open(m))
}

/// New dates of a milestone; what is the same stays out of it.
pub(super) fn dates(plan: &Plan, id: &MilestoneId, start: Option<Day>, target: Option<Day>) -> Option<ProposedEdit> {
    let m = find(plan, id)?;
    let differs =
        |new: Option<Day>, old: Option<Day>| new.filter(|new| Some(*new) != old).map_or(Patch::Absent, Patch::Value);
    let patch = MilestonePatch {
        start_date: differs(start, m.start_date),
        target_date: differs(target, m.target_date),
        ..MilestonePatch::default()
    };
    let moves = !patch.start_date.is_absent() || !patch.target_date.is_absent();
    moves.then(|| ProposedEdit::ChangeMilestone { milestone_id: id.clone(), patch })
}

/// The edits that make these moves.
pub(super) fn edits_of(plan: &Plan, moves: &[Move]) -> Vec<ProposedEdit> {
    moves.iter().filter_map(|m| dates(plan, &m.milestone_id, m.new_start, m.new_target)).collect()
}

/// A change of one milestone's target.
pub(super) fn target(m: &Milestone, day: Day) -> DateChange {
    DateChange { milestone_id: m.id.clone(), start_date: None, target_date: Some(day), duration_days: None }
}

/// An action.
pub(super) fn action(side: Side, title: impl Into<String>, who: Option<StakeholderId>, by: Option<Day>) -> NewAction {
    NewAction {
        title: title.into(),
        kind: None,
        description: String::new(),
        side: Some(side),
        assignee_ids: who.into_iter().collect(),
        start_date: None,
        target_date: by,
        visibility: None,
    }
}

/// The same, for the eyes of the selling side: how people are won is nothing for those who are. A guest's own stays what a guest can make.
pub(super) fn ours(plan: &Plan, action: NewAction) -> NewAction {
    NewAction { visibility: (!plan.viewer.access.is_guest()).then_some(Visibility::Internal), ..action }
}

/// A risk that the seller sees to.
pub(super) fn risk(
    plan: &Plan,
    milestone_id: Option<MilestoneId>,
    what: (impl Into<String>, Probability, i32),
    mitigation: &str,
    due: Option<Day>,
) -> NewRisk {
    NewRisk {
        description: what.0.into(),
        milestone_id,
        probability: what.1,
        impact_days: what.2,
        mitigation: mitigation.to_owned(),
        mitigation_due: due,
        owner_id: seller(plan),
        visibility: None,
    }
}

/// A person who comes in now.
pub(super) fn newcomer(plan: &Plan, helper: &super::Helper, roles: Vec<R>, how: &str) -> NewPerson {
    let open = Open::of(plan);
    let soon = open.calendar(Side::Buyer).add(plan.today, 2);
    NewPerson {
        id: StakeholderId::trusted(crate::guide::draft::made_up("sh", plan.stakeholders.len())),
        name: helper.name.clone(),
        title: helper.title.clone(),
        email: helper.email.clone(),
        roles,
        engagement_plan: how.to_owned(),
        engagement_timing: EngagementTiming::Early,
        engagement_date: soon,
    }
}

/// Somebody in the plan who has this name or this address.
pub(super) fn known<'p>(plan: &'p Plan, helper: &super::Helper) -> Option<&'p Stakeholder> {
    let same = |s: &&Stakeholder| {
        s.side == Side::Buyer
            && (crate::guide::answer_checks::is_same(&s.name, &helper.name)
                || (helper.email.is_some() && s.email == helper.email))
    };
    plan.stakeholders.iter().find(same)
}
