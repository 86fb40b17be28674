//! Plan health.

use super::answer::{self, Answer};
use crate::{
    app::App,
    auth::{
        Permit,
        permit::{EditMilestones, EditPlan, SeeInternal, SeePlan},
    },
    body::Body,
    services::{fixes, health_scores, plan_health},
};
use actix_web::{
    delete, get, post,
    web::{Data, Path},
};
use tandem_shared::{
    health::{AppliedFixes, ApplyFixes, Health, HealthHistory, NewWaiver},
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

/// Reads how a plan's health went
///
/// A line for each day on which it changed, as its seller is told. Kept beside requests, at most some minutes after a change.
#[utoipa::path(tag = "health", params(("plan_id" = String, Path, description = "The plan.")),
    responses((status = 200, description = "Oldest first.", body = HealthHistory)))]
#[get("/plans/{plan_id}/health/history")]
pub async fn get_health_history(app: Data<App>, permit: Permit<SeeInternal>) -> Answer {
    Ok(answer::ok(&health_scores::history(&app, &permit).await?))
}

/// Applies fixes of a rule
///
/// In one go, each as the edit that a person would make, with its event: what the caller may not edit is refused, and then nothing is applied. What was
/// shown to a person can be sent along; 409 when something else would be applied by now.
#[utoipa::path(tag = "health", params(("plan_id" = String, Path, description = "The plan.")), request_body = ApplyFixes,
    responses((status = 200, description = "What was applied and made, and the health by now.", body = AppliedFixes)))]
#[post("/plans/{plan_id}/health/fixes")]
pub async fn apply_fixes(app: Data<App>, permit: Permit<EditMilestones>, body: Body<ApplyFixes>) -> Answer {
    Ok(answer::done(&fixes::apply(&app, &permit, body).await?))
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
