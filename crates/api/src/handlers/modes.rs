//! What now: the ways on when a plan no longer goes as it was made.

use super::answer::{self, Answer};
use crate::{
    app::App,
    auth::{Permit, permit::EditMilestones},
    body::Body,
    services::modes,
};
use actix_web::{post, web::Data};
use tandem_shared::guide::modes::{ModeStep, TakenSteps};

/// Takes a way on
///
/// From a few answers: `renegotiate` a milestone that slips, `recover` a broken plan, `re_engage` a silent buyer (the selling side only), `rebuild` a plan into
/// which procurement came late. What was reached stays. Everything is changed in one go; once a version is agreed, what both sides signed is offered to the
/// other side with the reason instead, and the rest is done. With `dry_run` nothing is kept.
#[utoipa::path(tag = "plans", params(("plan_id" = String, Path, description = "The plan.")), request_body = ModeStep,
    responses((status = 200, description = "What was changed or offered, why, and what follows for the signature.", body = TakenSteps)))]
#[post("/plans/{plan_id}/modes")]
pub async fn take_steps(app: Data<App>, permit: Permit<EditMilestones>, body: Body<ModeStep>) -> Answer {
    Ok(answer::done(&modes::take(&app, &permit, body).await?))
}
