//! Plans: the whole plan in one answer.

use super::{Answer, ApiError, Identity, client, tokens};
use tandem_shared::{
    id::{DealId, PlanId},
    paths,
    plan::{NewPlan, Plan, PlanPatch},
    register::Register,
};

/// The whole plan: as the signed-in user if there is one and they may see it, else as this browser's guest of it.
///
/// # Errors
/// See [`ApiError`]; the same holds for every call of this module. 401 when this browser is no guest of it, 410 when access ended.
pub async fn get(id: &PlanId) -> Answer<Plan> {
    let path = paths::plan(id.as_str());
    let first = Identity::of_plan(id);
    let answer = client::get(&first, &path).await;
    let guest = Identity::Guest(id.clone());
    let (whom, answer) = match answer {
        Err(error) if first == Identity::User && matches!(error.status(), 401 | 404) => {
            let as_guest = client::get(&guest, &path).await;
            // Somebody who is neither is told what they were told as a user: they are one.
            if matches!(as_guest, Err(ApiError::SignedOut(_))) { (first, Err(error)) } else { (guest, as_guest) }
        }
        answer => (first, answer),
    };
    if answer.is_ok() {
        tokens::note_opened(id, &whom);
    }
    answer
}

/// The plan of a deal, as the signed-in user; 404 when it has none.
///
/// # Errors
/// See [`get`].
pub async fn of_deal(deal: &DealId) -> Answer<Plan> {
    let plan: Plan = client::get(&Identity::User, &paths::deal_plan(deal.as_str())).await?;
    tokens::note_opened(&plan.id, &Identity::User);
    Ok(plan)
}

/// Makes the plan of a deal.
///
/// # Errors
/// See [`get`].
pub async fn create(deal: &DealId, new: &NewPlan) -> Answer<Plan> {
    client::post(&Identity::User, &paths::deal_plan(deal.as_str()), new).await
}

/// Changes a plan's own fields; with a version it refuses with `Changed` when somebody else was quicker.
///
/// # Errors
/// See [`get`].
pub async fn update(id: &PlanId, version: Option<i32>, patch: &PlanPatch) -> Answer<Plan> {
    client::patch(&Identity::of_plan(id), &paths::plan(id.as_str()), version, patch).await
}

/// Deletes a plan.
///
/// # Errors
/// See [`get`].
pub async fn delete(id: &PlanId) -> Answer<()> {
    client::delete(&Identity::of_plan(id), &paths::plan(id.as_str())).await
}

/// Whether this page opened the plan as a guest.
#[must_use]
pub fn is_guest_of(id: &PlanId) -> bool {
    matches!(tokens::opened_as(id), Some(Identity::Guest(_)))
}

/// The plan exactly as a View guest would get it, for those who see more.
///
/// # Errors
/// See [`get`].
pub async fn preview(id: &PlanId) -> Answer<Plan> {
    client::get(&Identity::User, &(paths::plan(id.as_str()) + "?as=buyer")).await
}

/// What stands beside the milestones of a plan that is open, or what a View guest would see of it.
///
/// # Errors
/// See [`get`].
pub async fn register(id: &PlanId, as_buyer: bool) -> Answer<Register> {
    let query = if as_buyer { "?as=buyer" } else { "" };
    client::get(&Identity::of_plan(id), &(paths::plan(id.as_str()) + query)).await
}
