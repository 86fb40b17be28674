//! Fixes on a plan that both sides signed: the same changes, as edits to propose to the other side.

use super::{fix::Fix, proposed::ProposedMilestone};
use crate::{
    action::NewAction,
    agreement::ProposedEdit,
    id::MilestoneId,
    milestone::{MilestonePatch, Visibility},
    patch::Patch,
    plan::Plan,
    stakeholder::Side,
};

/// What would have to be proposed, once a version is agreed, instead of applying these fixes; nothing when none of them changes what is signed. What only
/// the seller sees was never agreed to.
#[must_use]
pub fn to_propose(plan: &Plan, fixes: &[Fix]) -> Vec<ProposedEdit> {
    let is_shared =
        |id: &MilestoneId| plan.milestones.iter().any(|m| m.id == *id && m.visibility == Visibility::Shared);
    if !fixes.iter().any(Fix::is_material) {
        return Vec::new();
    }
    let edits = fixes.iter().flat_map(edits);
    edits.filter(|edit| edit.milestone_id().is_none_or(is_shared)).collect()
}

/// Whether some of these fixes are left as they are when the others are proposed: what only the seller sees, and what is no part of an agreement.
#[must_use]
pub fn leaves_out(plan: &Plan, fixes: &[Fix]) -> bool {
    let all: usize = fixes.iter().map(|fix| edits(fix).len().max(1)).sum();
    all > to_propose(plan, fixes).len()
}

fn edits(fix: &Fix) -> Vec<ProposedEdit> {
    let value = |day: Option<crate::day::Day>| day.map_or(Patch::Absent, Patch::Value);
    let change = |id: &MilestoneId, patch| ProposedEdit::ChangeMilestone { milestone_id: id.clone(), patch };
    let none = MilestonePatch::default();
    match fix {
        Fix::AddMilestone { milestone } => vec![added(milestone)],
        Fix::SetTitle { milestone_id, title } => {
            vec![change(milestone_id, MilestonePatch { title: Some(title.clone()), ..none })]
        }
        Fix::SetMilestone { milestone_id, start_date, target_date, owner_id } => {
            let owner_id = owner_id.clone().map_or(Patch::Absent, Patch::Value);
            let (start_date, target_date) = (value(*start_date), value(*target_date));
            vec![change(milestone_id, MilestonePatch { start_date, target_date, owner_id, ..none })]
        }
        Fix::SetTargets { targets } => {
            let patch = |day| MilestonePatch { target_date: Patch::Value(day), ..MilestonePatch::default() };
            targets.iter().map(|new| change(&new.milestone_id, patch(new.target_date))).collect()
        }
        Fix::ScheduleBackward { changes } => {
            let patch = |new: &crate::schedule::DateChange| MilestonePatch {
                start_date: value(new.start_date),
                target_date: value(new.target_date),
                duration_days: new.duration_days.map_or(Patch::Absent, Patch::Value),
                ..MilestonePatch::default()
            };
            changes.iter().map(|new| change(&new.milestone_id, patch(new))).collect()
        }
        _ => Vec::new(),
    }
}

/// A milestone with what each side does for it.
fn added(new: &ProposedMilestone) -> ProposedEdit {
    let action = |(side, title): (Side, &String)| NewAction {
        title: title.clone(),
        side: Some(side),
        target_date: new.target_date,
        ..NewAction::default()
    };
    let actions = [(Side::Buyer, &new.buyer_action), (Side::Seller, &new.seller_action)].map(action).into();
    ProposedEdit::AddMilestone { milestone_id: None, milestone: new.as_new(), actions }
}
