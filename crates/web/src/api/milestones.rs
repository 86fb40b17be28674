//! Milestones of a plan.

use super::{Answer, Identity, client, client::Whatever};
use serde_json::json;
use tandem_shared::{
    id::{MilestoneId, PlanId},
    milestone::{Milestone, MilestoneOrder, MilestonePatch, NewMilestone},
    paths,
};

/// One milestone, to show both values after somebody else changed it.
///
/// # Errors
/// See [`super::ApiError`]; the same holds for every call of this module.
pub async fn get(plan: &PlanId, id: &MilestoneId) -> Answer<Milestone> {
    client::get(&Identity::of_plan(plan), &paths::milestone(plan.as_str(), id.as_str())).await
}

/// Adds a milestone at the end of its stage.
///
/// # Errors
/// See [`get`].
pub async fn create(plan: &PlanId, new: &NewMilestone) -> Answer<Milestone> {
    client::post(&Identity::of_plan(plan), &paths::milestones(plan.as_str()), new).await
}

/// Changes a milestone; with a version it refuses with `Changed` when somebody else was quicker.
///
/// # Errors
/// See [`get`].
pub async fn update(
    plan: &PlanId,
    id: &MilestoneId,
    version: Option<i32>,
    patch: &MilestonePatch,
) -> Answer<Milestone> {
    client::patch(&Identity::of_plan(plan), &paths::milestone(plan.as_str(), id.as_str()), version, patch).await
}

/// Deletes a milestone with its actions; [`restore`] takes that back.
///
/// # Errors
/// See [`get`].
pub async fn delete(plan: &PlanId, id: &MilestoneId) -> Answer<()> {
    client::delete(&Identity::of_plan(plan), &paths::milestone(plan.as_str(), id.as_str())).await
}

/// Puts a deleted milestone back with its actions.
///
/// # Errors
/// See [`get`].
pub async fn restore(plan: &PlanId, id: &MilestoneId) -> Answer<Milestone> {
    client::post(&Identity::of_plan(plan), &paths::milestone_restore(plan.as_str(), id.as_str()), &json!({})).await
}

/// Marks a milestone as reached.
///
/// # Errors
/// See [`get`].
pub async fn complete(plan: &PlanId, id: &MilestoneId) -> Answer<()> {
    client::act(&Identity::of_plan(plan), &paths::milestone_complete(plan.as_str(), id.as_str())).await.map(drop)
}

/// Takes that back.
///
/// # Errors
/// See [`get`].
pub async fn reopen(plan: &PlanId, id: &MilestoneId) -> Answer<()> {
    client::act(&Identity::of_plan(plan), &paths::milestone_reopen(plan.as_str(), id.as_str())).await.map(drop)
}

/// Puts all milestones of the plan in a new order.
///
/// # Errors
/// See [`get`].
pub async fn reorder(plan: &PlanId, ids: Vec<MilestoneId>) -> Answer<()> {
    let path = paths::milestone_order(plan.as_str());
    client::put::<_, Whatever>(&Identity::of_plan(plan), &path, &MilestoneOrder { ids }).await.map(|_| ())
}
