//! Actions of a plan, and mine over all plans.

use super::{Answer, Identity, client, client::Whatever};
use serde_json::json;
use tandem_shared::{
    action::{Action, ActionOrder, ActionPatch, CompletedAction, MyAction, NewAction},
    id::{ActionId, MilestoneId, PlanId},
    paging::Page,
    paths,
};

/// What is mine: as the signed-in user over all plans, or as the guest of one.
///
/// # Errors
/// See [`super::ApiError`]; the same holds for every call of this module.
pub async fn mine(identity: &Identity) -> Answer<Page<MyAction>> {
    client::get(identity, &format!("{}?limit=100", paths::my_actions())).await
}

/// One action, to show both values after somebody else changed it.
///
/// # Errors
/// See [`mine`].
pub async fn get(plan: &PlanId, id: &ActionId) -> Answer<Action> {
    client::get(&Identity::of_plan(plan), &paths::action(plan.as_str(), id.as_str())).await
}

/// Adds an action at the end of a milestone.
///
/// # Errors
/// See [`mine`].
pub async fn create(plan: &PlanId, milestone: &MilestoneId, new: &NewAction) -> Answer<Action> {
    client::post(&Identity::of_plan(plan), &paths::actions(plan.as_str(), milestone.as_str()), new).await
}

/// Changes an action; with a version it refuses with `Changed` when somebody else was quicker.
///
/// # Errors
/// See [`mine`].
pub async fn update(plan: &PlanId, id: &ActionId, version: Option<i32>, patch: &ActionPatch) -> Answer<Action> {
    client::patch(&Identity::of_plan(plan), &paths::action(plan.as_str(), id.as_str()), version, patch).await
}

/// Deletes an action; [`restore`] takes that back.
///
/// # Errors
/// See [`mine`].
pub async fn delete(plan: &PlanId, id: &ActionId) -> Answer<()> {
    client::delete(&Identity::of_plan(plan), &paths::action(plan.as_str(), id.as_str())).await
}

/// Puts a deleted action back.
///
/// # Errors
/// See [`mine`].
pub async fn restore(plan: &PlanId, id: &ActionId) -> Answer<Action> {
    client::post(&Identity::of_plan(plan), &paths::action_restore(plan.as_str(), id.as_str()), &json!({})).await
}

/// Ticks an action, as this identity.
///
/// # Errors
/// See [`mine`].
pub async fn complete_as(identity: &Identity, plan: &PlanId, id: &ActionId) -> Answer<CompletedAction> {
    client::read(&client::act(identity, &paths::action_complete(plan.as_str(), id.as_str())).await?)
}

/// Takes a tick back, as this identity.
///
/// # Errors
/// See [`mine`].
pub async fn reopen_as(identity: &Identity, plan: &PlanId, id: &ActionId) -> Answer<Action> {
    client::post(identity, &paths::action_reopen(plan.as_str(), id.as_str()), &json!({})).await
}

/// What of [`CompletedAction`] a page needs that shows the whole plan: the rest of it comes with the plan.
#[derive(Debug, serde::Deserialize)]
pub struct Ticked {
    /// The milestone it belongs to.
    pub milestone_id: MilestoneId,
    /// Whether it was the last open one of it.
    pub milestone_ready: bool,
}

/// Ticks an action.
///
/// # Errors
/// See [`mine`].
pub async fn complete(plan: &PlanId, id: &ActionId) -> Answer<Ticked> {
    client::read(&client::act(&Identity::of_plan(plan), &paths::action_complete(plan.as_str(), id.as_str())).await?)
}

/// Takes a tick back.
///
/// # Errors
/// See [`mine`].
pub async fn reopen(plan: &PlanId, id: &ActionId) -> Answer<()> {
    client::act(&Identity::of_plan(plan), &paths::action_reopen(plan.as_str(), id.as_str())).await.map(drop)
}

/// Puts a milestone's actions in a new order.
///
/// # Errors
/// See [`mine`].
pub async fn reorder(plan: &PlanId, milestone: &MilestoneId, ids: Vec<ActionId>) -> Answer<()> {
    let path = paths::action_order(plan.as_str(), milestone.as_str());
    client::put::<_, Whatever>(&Identity::of_plan(plan), &path, &ActionOrder { ids }).await.map(|_| ())
}
