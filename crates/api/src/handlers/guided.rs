//! The guided start: a plan from answers.

use super::answer::{self, Answer};
use crate::{
    app::App,
    auth::{DealPermit, permit::EditDeal},
    body::Body,
    services::guided,
};
use actix_web::{post, web::Data};
use tandem_shared::guide::{GuidedPlan, GuidedStart};

/// Makes a deal's plan from five answers
///
/// How far the deal is, who is involved, the buyer's true timeline, procurement, and what the champion can decide. What is left out is taken as not known
/// yet. People, dates, milestones with both sides' actions, assumptions and risks are made in one go, dates back from the buyer's hard date. A plan that
/// has no milestones yet is filled; 409 for any other. With `dry_run` nothing is kept.
#[utoipa::path(tag = "plans", params(("deal_id" = String, Path, description = "The deal.")), request_body = GuidedStart,
    responses((status = 201, description = "The plan, whether the hard date can be met, and why the plan is as it is.", body = GuidedPlan)))]
#[post("/deals/{deal_id}/plan/guided")]
pub async fn start_guided(app: Data<App>, permit: DealPermit<EditDeal>, body: Body<GuidedStart>) -> Answer {
    Ok(answer::created(&guided::start(&app, &permit, body).await?))
}
