//! The guided start.

use super::{Answer, Identity, client};
use serde::Deserialize;
use tandem_shared::{
    guide::GuidedStart,
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
