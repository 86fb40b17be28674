//! The guided start, and the ways on.

use super::{Answer, Identity, client};
use serde::Deserialize;
use tandem_shared::{
    guide::{GuidedStart, modes::ModeStep},
    id::{DealId, PlanId},
    paths,
};

/// What is read of the answer: the page of the plan reads the rest anew.
#[derive(Deserialize)]
struct Made {
    plan: Named,
}

#[derive(Deserialize)]
struct Named {
    id: PlanId,
}

/// Makes a deal's plan from answers; its id.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn start(deal: &DealId, asked: &GuidedStart) -> Answer<PlanId> {
    let made: Made = client::post(&Identity::User, &paths::guided_plan(deal.as_str()), asked).await?;
    Ok(made.plan.id)
}

/// What is read of the answer to a way on.
#[derive(Deserialize)]
struct Taken {
    proposal: Option<Offered>,
}

#[derive(Deserialize)]
struct Offered {}

/// Takes a way on; whether something was offered to the other side.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn take(plan: &PlanId, step: &ModeStep) -> Answer<bool> {
    let taken: Taken = client::post(&Identity::of_plan(plan), &paths::plan_modes(plan.as_str()), step).await?;
    Ok(taken.proposal.is_some())
}
