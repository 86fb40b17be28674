//! People of a plan.

use super::{Answer, Identity, client};
use tandem_shared::{
    buy_in::BuyInChange,
    id::{PlanId, StakeholderId},
    paging::Page,
    paths,
    stakeholder::{NewStakeholder, Stakeholder, StakeholderPatch},
};

/// People of both sides.
///
/// # Errors
/// See [`super::ApiError`]; the same holds for every call of this module.
pub async fn list(plan: &PlanId) -> Answer<Page<Stakeholder>> {
    client::get(&Identity::of_plan(plan), &format!("{}?limit=100", paths::stakeholders(plan.as_str()))).await
}

/// Adds a person.
///
/// # Errors
/// See [`list`].
pub async fn create(plan: &PlanId, new: &NewStakeholder) -> Answer<Stakeholder> {
    client::post(&Identity::of_plan(plan), &paths::stakeholders(plan.as_str()), new).await
}

/// Changes a person; with a version it refuses with `Changed` when somebody else was quicker.
///
/// # Errors
/// See [`list`].
pub async fn update(
    plan: &PlanId,
    id: &StakeholderId,
    version: Option<i32>,
    patch: &StakeholderPatch,
) -> Answer<Stakeholder> {
    client::patch(&Identity::of_plan(plan), &paths::stakeholder(plan.as_str(), id.as_str()), version, patch).await
}

/// Removes a person.
///
/// # Errors
/// See [`list`].
pub async fn delete(plan: &PlanId, id: &StakeholderId) -> Answer<()> {
    client::delete(&Identity::of_plan(plan), &paths::stakeholder(plan.as_str(), id.as_str())).await
}

/// How a person's buy-in went, newest first, for sellers.
///
/// # Errors
/// See [`list`].
pub async fn buy_in(plan: &PlanId, id: &StakeholderId) -> Answer<Page<BuyInChange>> {
    client::get(&Identity::of_plan(plan), &paths::buy_in(plan.as_str(), id.as_str())).await
}
