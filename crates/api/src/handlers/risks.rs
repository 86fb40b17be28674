//! The risk register.

use super::answer::{self, Answer};
use crate::{
    app::App,
    auth::{
        Permit,
        permit::{DeleteOwn, EditRisks},
    },
    body::{Body, Call},
    services::risks,
};
use actix_web::{
    delete, patch, post,
    web::{Data, Path},
};
use tandem_shared::risk::{NewRisk, Risk, RiskPatch};

type Ids = Path<(String, String)>;

/// Notes a risk
///
/// Of one milestone, or of the whole plan when none is named.
#[utoipa::path(tag = "risks", params(("plan_id" = String, Path, description = "The plan.")), request_body = NewRisk,
    responses((status = 201, description = "The risk.", body = Risk)))]
#[post("/plans/{plan_id}/risks")]
pub async fn create_risk(app: Data<App>, permit: Permit<EditRisks>, body: Body<NewRisk>) -> Answer {
    Ok(answer::created(&risks::create(&app, &permit, body).await?))
}

/// Changes a risk
///
/// A merge patch. A risk that occurred puts its milestone at risk at once.
#[utoipa::path(tag = "risks", params(("plan_id" = String, Path, description = "The plan."), ("risk_id" = String, Path, description = "The risk.")),
    request_body = RiskPatch, responses((status = 200, description = "The risk as it is now.", body = Risk)))]
#[patch("/plans/{plan_id}/risks/{risk_id}")]
pub async fn update_risk(app: Data<App>, permit: Permit<EditRisks>, ids: Ids, body: Body<RiskPatch>) -> Answer {
    let risk = risks::update(&app, &permit, ids.into_inner().1, body).await?;
    Ok(answer::versioned(&risk, risk.version))
}

/// Deletes a risk
///
/// One that can no longer come is better closed: then its history stays in sight. Guests delete only what they noted.
#[utoipa::path(tag = "risks", params(("plan_id" = String, Path, description = "The plan."), ("risk_id" = String, Path, description = "The risk.")),
    responses((status = 204, description = "Deleted.")))]
#[delete("/plans/{plan_id}/risks/{risk_id}")]
pub async fn delete_risk(app: Data<App>, permit: Permit<DeleteOwn>, ids: Ids, call: Call) -> Answer {
    risks::delete(&app, &permit, ids.into_inner().1, call).await?;
    Ok(answer::nothing())
}
