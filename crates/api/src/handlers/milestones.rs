//! Milestones of a plan.

use super::answer::{self, Answer};
use crate::{
    app::App,
    auth::{
        Permit,
        permit::{DeleteOwn, EditMilestones, SeePlan},
    },
    body::{Body, Call},
    services::milestones,
};
use actix_web::{
    delete, get, patch, post, put,
    web::{Data, Path},
};
use tandem_shared::milestone::{Milestone, MilestoneOrder, MilestonePatch, NewMilestone};

type Ids = Path<(String, String)>;

/// Adds a milestone
///
/// At the end of its stage; the deal's stage when none is named.
#[utoipa::path(tag = "milestones", params(("plan_id" = String, Path, description = "The plan.")), request_body = NewMilestone,
    responses((status = 201, description = "The milestone.", body = Milestone)))]
#[post("/plans/{plan_id}/milestones")]
pub async fn create_milestone(app: Data<App>, permit: Permit<EditMilestones>, body: Body<NewMilestone>) -> Answer {
    Ok(answer::created(&milestones::create(&app, &permit, body).await?))
}

/// Orders milestones
///
/// The ids are all milestones that the caller sees, each once.
#[utoipa::path(tag = "milestones", params(("plan_id" = String, Path, description = "The plan.")), request_body = MilestoneOrder,
    responses((status = 204, description = "Ordered.")))]
#[put("/plans/{plan_id}/milestones/order")]
pub async fn order_milestones(app: Data<App>, permit: Permit<EditMilestones>, body: Body<MilestoneOrder>) -> Answer {
    milestones::order(&app, &permit, body).await?;
    Ok(answer::nothing())
}

/// Reads a milestone
///
/// With its actions.
#[utoipa::path(tag = "milestones", params(("plan_id" = String, Path, description = "The plan."), ("milestone_id" = String, Path, description = "The milestone.")),
    responses((status = 200, description = "The milestone.", body = Milestone)))]
#[get("/plans/{plan_id}/milestones/{milestone_id}")]
pub async fn get_milestone(app: Data<App>, permit: Permit<SeePlan>, ids: Ids) -> Answer {
    let milestone = milestones::find(&app, &permit, &ids.1).await?;
    Ok(answer::versioned(&milestone, milestone.version))
}

/// Changes a milestone
///
/// A merge patch: what is left out stays, null clears.
#[utoipa::path(tag = "milestones", params(("plan_id" = String, Path, description = "The plan."), ("milestone_id" = String, Path, description = "The milestone.")),
    request_body = MilestonePatch, responses((status = 200, description = "The milestone as it is now.", body = Milestone)))]
#[patch("/plans/{plan_id}/milestones/{milestone_id}")]
pub async fn update_milestone(
    app: Data<App>,
    permit: Permit<EditMilestones>,
    ids: Ids,
    body: Body<MilestonePatch>,
) -> Answer {
    let milestone = milestones::update(&app, &permit, &ids.1, body).await?;
    Ok(answer::versioned(&milestone, milestone.version))
}

/// Deletes a milestone
///
/// With its actions; `restore` puts it back. Guests delete what they added.
#[utoipa::path(tag = "milestones", params(("plan_id" = String, Path, description = "The plan."), ("milestone_id" = String, Path, description = "The milestone.")),
    responses((status = 204, description = "Deleted.")))]
#[delete("/plans/{plan_id}/milestones/{milestone_id}")]
pub async fn delete_milestone(app: Data<App>, permit: Permit<DeleteOwn>, ids: Ids, call: Call) -> Answer {
    milestones::delete(&app, &permit, &ids.1, call).await?;
    Ok(answer::nothing())
}

/// Completes a milestone
///
/// It is reached. Twice is the same as once.
#[utoipa::path(tag = "milestones", params(("plan_id" = String, Path, description = "The plan."), ("milestone_id" = String, Path, description = "The milestone.")),
    responses((status = 200, description = "The milestone as it is now.", body = Milestone)))]
#[post("/plans/{plan_id}/milestones/{milestone_id}/complete")]
pub async fn complete_milestone(app: Data<App>, permit: Permit<EditMilestones>, ids: Ids, call: Call) -> Answer {
    Ok(answer::done(&milestones::set_completed(&app, &permit, &ids.1, call, true).await?))
}

/// Reopens a milestone
///
/// It is not reached after all.
#[utoipa::path(tag = "milestones", params(("plan_id" = String, Path, description = "The plan."), ("milestone_id" = String, Path, description = "The milestone.")),
    responses((status = 200, description = "The milestone as it is now.", body = Milestone)))]
#[post("/plans/{plan_id}/milestones/{milestone_id}/reopen")]
pub async fn reopen_milestone(app: Data<App>, permit: Permit<EditMilestones>, ids: Ids, call: Call) -> Answer {
    Ok(answer::done(&milestones::set_completed(&app, &permit, &ids.1, call, false).await?))
}

/// Restores a milestone
///
/// Puts a deleted one back with the actions that went with it.
#[utoipa::path(tag = "milestones", params(("plan_id" = String, Path, description = "The plan."), ("milestone_id" = String, Path, description = "The milestone.")),
    responses((status = 200, description = "The milestone as it is now.", body = Milestone)))]
#[post("/plans/{plan_id}/milestones/{milestone_id}/restore")]
pub async fn restore_milestone(app: Data<App>, permit: Permit<DeleteOwn>, ids: Ids, call: Call) -> Answer {
    Ok(answer::done(&milestones::restore(&app, &permit, &ids.1, call).await?))
}
