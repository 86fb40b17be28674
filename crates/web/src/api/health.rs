//! Plan health: what a person does about it. What the rules say is reckoned in the browser.

use super::{Answer, Identity, client};
use serde::Deserialize;
use tandem_shared::{
    health::{ApplyFixes, HealthHistory, NewWaiver},
    id::{PlanId, WaiverId},
    method::Waiver,
    paths,
};

/// What is read of the answer to fixes: the rest is reckoned here from the plan as it then is.
#[derive(Deserialize)]
struct Applied {
    health: Scored,
}

#[derive(Deserialize)]
struct Scored {
    score: i32,
}

/// Applies fixes of a rule, all or none; answers the plan's score by now.
///
/// # Errors
/// See [`super::ApiError`]; the same holds for every call of this module.
pub async fn apply(plan: &PlanId, asked: &ApplyFixes) -> Answer<i32> {
    let applied: Applied = client::post(&Identity::of_plan(plan), &paths::health_fixes(plan.as_str()), asked).await?;
    Ok(applied.health.score)
}

/// How the score went, for sellers.
///
/// # Errors
/// See [`apply`].
pub async fn history(plan: &PlanId) -> Answer<HealthHistory> {
    client::get(&Identity::of_plan(plan), &paths::health_history(plan.as_str())).await
}

/// Declares a finding not applicable.
///
/// # Errors
/// See [`apply`].
pub async fn waive(plan: &PlanId, new: &NewWaiver) -> Answer<Waiver> {
    client::post(&Identity::of_plan(plan), &paths::waivers(plan.as_str()), new).await
}

/// Takes that back.
///
/// # Errors
/// See [`apply`].
pub async fn unwaive(plan: &PlanId, id: &WaiverId) -> Answer<()> {
    client::delete(&Identity::of_plan(plan), &paths::waiver(plan.as_str(), id.as_str())).await
}
