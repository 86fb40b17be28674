//! Plans: making, reading whole, changing their own fields, deleting.

use super::answer::{self, Answer};
use crate::{
    app::App,
    auth::{
        DealPermit, Permit,
        permit::{EditDeal, EditPlan, SeeOrganization, SeePlan},
    },
    body::{Body, Call},
    error::ApiError,
    services::plans,
};
use actix_web::{
    HttpRequest, HttpResponse, delete, get,
    http::header,
    patch, post,
    web::{Data, Query},
};
use serde::Deserialize;
use tandem_shared::plan::{NewPlan, Plan, PlanPatch};
use utoipa::IntoParams;

/// How to read a plan.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct PlanQuery {
    /// `buyer` gives what a guest with View access would see.
    #[serde(rename = "as")]
    see_as: Option<String>,
}

impl PlanQuery {
    /// Whether it is to be seen with a buyer's eyes.
    pub(super) fn as_buyer(&self) -> Result<bool, ApiError> {
        match self.see_as.as_deref() {
            None => Ok(false),
            Some("buyer") => Ok(true),
            Some(_) => Err(ApiError::field("?as", "unknown", "must be buyer, or left out")),
        }
    }
}

/// Makes a deal's plan
///
/// A deal has at most one. Its owner becomes the plan's first person.
#[utoipa::path(tag = "plans", params(("deal_id" = String, Path, description = "The deal.")), request_body = NewPlan,
    responses((status = 201, description = "The plan.", body = Plan)))]
#[post("/deals/{deal_id}/plan")]
pub async fn create_plan(app: Data<App>, permit: DealPermit<EditDeal>, body: Body<NewPlan>) -> Answer {
    Ok(answer::created(&plans::create(&app, &permit, body).await?))
}

/// Reads a deal's plan
///
/// The same answer as by the plan's own id.
#[utoipa::path(tag = "plans", params(("deal_id" = String, Path, description = "The deal.")), responses((status = 200, description = "The plan.", body = Plan)))]
#[get("/deals/{deal_id}/plan")]
pub async fn get_deal_plan(app: Data<App>, permit: DealPermit<SeeOrganization>) -> Answer {
    Ok(answer::ok(&plans::of_deal(&app, &permit).await?))
}

/// Reads a plan
///
/// The whole of it in one answer: milestones with their actions, people, progress. A guest gets the same shape without what is internal.
#[utoipa::path(tag = "plans", params(("plan_id" = String, Path, description = "The plan."), PlanQuery),
    responses((status = 200, description = "The plan.", body = Plan), (status = 304, description = "The caller has this version.")))]
#[get("/plans/{plan_id}")]
pub async fn get_plan(
    app: Data<App>,
    permit: Permit<SeePlan>,
    query: Query<PlanQuery>,
    request: HttpRequest,
) -> Answer {
    let plan = plans::find(&app, &permit, query.as_buyer()?).await?;
    // Weak: compression gives the same answer other bytes.
    let tag = format!("W/\"{}\"", plan.tag);
    if answer::has(&request, &tag) {
        return Ok(answer::not_modified(&tag));
    }
    Ok(HttpResponse::Ok().insert_header((header::ETAG, tag)).content_type("application/json").body(plan.body()?))
}

/// Changes a plan's own fields
///
/// Title, texts and the buyer's hard date. If-Match takes the plan's `version`.
#[utoipa::path(tag = "plans", params(("plan_id" = String, Path, description = "The plan.")), request_body = PlanPatch,
    responses((status = 200, description = "The plan as it is now.", body = Plan)))]
#[patch("/plans/{plan_id}")]
pub async fn update_plan(app: Data<App>, permit: Permit<EditPlan>, body: Body<PlanPatch>) -> Answer {
    let plan = plans::update(&app, &permit, body).await?;
    Ok(answer::versioned(&plan, plan.version))
}

/// Deletes a plan
///
/// Guests find it gone from their next request on; the deal may get another.
#[utoipa::path(tag = "plans", params(("plan_id" = String, Path, description = "The plan.")), responses((status = 204, description = "Deleted.")))]
#[delete("/plans/{plan_id}")]
pub async fn delete_plan(app: Data<App>, permit: Permit<EditDeal>, call: Call) -> Answer {
    plans::delete(&app, &permit, call).await?;
    Ok(answer::nothing())
}
