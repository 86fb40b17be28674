//! Dates and periods of the buyer's calendar; and new dates of several milestones at once.

use super::{Answer, Identity, client, client::Whatever};
use tandem_shared::{
    constraint::{Constraint, ConstraintPatch, NewConstraint},
    id::{ConstraintId, PlanId},
    paths,
    schedule::ApplyRequest,
};

/// Adds a constraint.
///
/// # Errors
/// See [`super::ApiError`]; the same holds for every call of this module.
pub async fn create(plan: &PlanId, new: &NewConstraint) -> Answer<Constraint> {
    client::post(&Identity::of_plan(plan), &paths::constraints(plan.as_str()), new).await
}

/// Changes a constraint; with a version it refuses with `Changed` when somebody else was quicker.
///
/// # Errors
/// See [`create`].
pub async fn update(
    plan: &PlanId,
    id: &ConstraintId,
    version: Option<i32>,
    patch: &ConstraintPatch,
) -> Answer<Constraint> {
    client::patch(&Identity::of_plan(plan), &paths::constraint(plan.as_str(), id.as_str()), version, patch).await
}

/// Deletes a constraint.
///
/// # Errors
/// See [`create`].
pub async fn delete(plan: &PlanId, id: &ConstraintId) -> Answer<()> {
    client::delete(&Identity::of_plan(plan), &paths::constraint(plan.as_str(), id.as_str())).await
}

/// Saves new dates: all of them, or none.
///
/// # Errors
/// See [`create`]; `Changed` when one of the milestones is another by now.
pub async fn apply(plan: &PlanId, dates: &ApplyRequest) -> Answer<()> {
    let path = paths::schedule_apply(plan.as_str());
    client::post::<_, Whatever>(&Identity::of_plan(plan), &path, dates).await.map(|_| ())
}
