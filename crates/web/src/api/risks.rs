//! The risk register.

use super::{Answer, Identity, client};
use tandem_shared::{
    id::{PlanId, RiskId},
    paths,
    risk::{NewRisk, Risk, RiskPatch},
};

/// Notes a risk.
///
/// # Errors
/// See [`super::ApiError`]; the same holds for every call of this module.
pub async fn create(plan: &PlanId, new: &NewRisk) -> Answer<Risk> {
    client::post(&Identity::of_plan(plan), &paths::risks(plan.as_str()), new).await
}

/// Changes a risk; with a version it refuses with `Changed` when somebody else was quicker.
///
/// # Errors
/// See [`create`].
pub async fn update(plan: &PlanId, id: &RiskId, version: Option<i32>, patch: &RiskPatch) -> Answer<Risk> {
    client::patch(&Identity::of_plan(plan), &paths::risk(plan.as_str(), id.as_str()), version, patch).await
}

/// Deletes a risk for good.
///
/// # Errors
/// See [`create`].
pub async fn delete(plan: &PlanId, id: &RiskId) -> Answer<()> {
    client::delete(&Identity::of_plan(plan), &paths::risk(plan.as_str(), id.as_str())).await
}
