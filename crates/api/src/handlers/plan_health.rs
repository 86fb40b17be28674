//! Plan health.

use super::answer::{self, Answer};
use crate::{
    app::App,
    auth::{
        Permit,
        permit::{EditPlan, SeePlan},
    },
    body::Body,
    services::plan_health,
};
use actix_web::{
    delete, get, post,
    web::{Data, Path},
};
use tandem_shared::{
    health::{Health, NewWaiver},
    method::Waiver,
};

/// Judges a plan's health
///
/// Every rule of the method that applies: what breaks it, with the numbers, and how it can be fixed. Both sides are told the same of what both see.
#[utoipa::path(tag = "health", params(("plan_id" = String, Path, description = "The plan.")),
    responses((status = 200, description = "Score, findings, and next steps for a young plan.", body = Health)))]
#[get("/plans/{plan_id}/health")]
pub async fn get_plan_health(app: Data<App>, permit: Permit<SeePlan>) -> Answer {
    Ok(answer::ok(&plan_health::check(&app, &permit).await?))
}

/// Declares a finding not applicable
///
/// For one object, or for the whole plan when none is named. Both sides read the reason, unless the rule speaks to sellers only.
#[utoipa::path(tag = "health", params(("plan_id" = String, Path, description = "The plan.")), request_body = NewWaiver,
    responses((status = 201, description = "The waiver.", body = Waiver)))]
#[post("/plans/{plan_id}/health/waivers")]
pub async fn waive_finding(app: Data<App>, permit: Permit<EditPlan>, body: Body<NewWaiver>) -> Answer {
    Ok(answer::created(&plan_health::waive(&app, &permit, body).await?))
}

/// Lets a finding speak again
///
/// What was declared not applicable is judged like everything else.
#[utoipa::path(tag = "health", params(("plan_id" = String, Path, description = "The plan."), ("waiver_id" = String, Path, description = "The waiver.")),
    responses((status = 204, description = "Taken back.")))]
#[delete("/plans/{plan_id}/health/waivers/{waiver_id}")]
pub async fn unwaive_finding(app: Data<App>, permit: Permit<EditPlan>, ids: Path<(String, String)>) -> Answer {
    plan_health::unwaive(&app, &permit, ids.into_inner().1).await?;
    Ok(answer::nothing())
}
