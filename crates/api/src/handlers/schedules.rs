//! Scheduling: what the dates of a plan mean together.

use super::answer::{self, Answer};
use crate::{
    app::App,
    auth::{
        Permit,
        permit::{EditMilestones, SeePlan},
    },
    body::Body,
    services::schedules,
};
use actix_web::{get, post, web::Data};
use tandem_shared::{
    forecast::Forecast,
    schedule::{ApplyRequest, Backward, Preview, PreviewRequest, Schedule},
};

/// Reads the schedule
///
/// Early, expected and late dates of each milestone, slack, the critical path, and whether the buyer's hard date can be met.
#[utoipa::path(tag = "schedule", params(("plan_id" = String, Path, description = "The plan.")),
    responses((status = 200, description = "The schedule.", body = Schedule)))]
#[get("/plans/{plan_id}/schedule")]
pub async fn get_schedule(app: Data<App>, permit: Permit<SeePlan>) -> Answer {
    Ok(answer::ok(&schedules::schedule(&app, &permit).await?))
}

/// Schedules backward
///
/// Dates for everything that is open, back from the hard date. Nothing is saved.
#[utoipa::path(tag = "schedule", params(("plan_id" = String, Path, description = "The plan.")),
    responses((status = 200, description = "The dates, and whether they can be met.", body = Backward)))]
#[get("/plans/{plan_id}/schedule/backward")]
pub async fn schedule_backward(app: Data<App>, permit: Permit<SeePlan>) -> Answer {
    Ok(answer::ok(&schedules::backward(&app, &permit).await?))
}

/// Previews new dates
///
/// Everything that would move, old and new dates, slack before and after, and the new date of signature. Nothing is saved.
#[utoipa::path(tag = "schedule", params(("plan_id" = String, Path, description = "The plan.")), request_body = PreviewRequest,
    responses((status = 200, description = "What would move.", body = Preview)))]
#[post("/plans/{plan_id}/schedule/preview")]
pub async fn preview_schedule(app: Data<App>, permit: Permit<SeePlan>, body: Body<PreviewRequest>) -> Answer {
    Ok(answer::ok(&schedules::preview(&app, &permit, body.value).await?))
}

/// Saves new dates
///
/// All of them or none, with a line of history for each milestone. A change may name the milestone's `version` that the caller has seen: when it is
/// another by now, the answer is 412.
#[utoipa::path(tag = "schedule", params(("plan_id" = String, Path, description = "The plan.")), request_body = ApplyRequest,
    responses((status = 200, description = "The schedule as it is now.", body = Schedule)))]
#[post("/plans/{plan_id}/schedule/apply")]
pub async fn apply_schedule(app: Data<App>, permit: Permit<EditMilestones>, body: Body<ApplyRequest>) -> Answer {
    Ok(answer::done(&schedules::apply(&app, &permit, body).await?))
}

/// Forecasts the signature
///
/// Dates by which it is likely, the chance to make the hard date, and what moves it most; or why too little is known.
#[utoipa::path(tag = "schedule", params(("plan_id" = String, Path, description = "The plan.")),
    responses((status = 200, description = "The forecast.", body = Forecast)))]
#[get("/plans/{plan_id}/forecast")]
pub async fn get_forecast(app: Data<App>, permit: Permit<SeePlan>) -> Answer {
    Ok(answer::ok(&schedules::forecast_of(&app, &permit).await?))
}
