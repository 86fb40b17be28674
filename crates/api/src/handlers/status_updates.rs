//! Weekly status updates.

use super::answer::{self, Answer};
use crate::{
    app::App,
    auth::{
        Permit,
        permit::{EditPlan, SeePlan},
    },
    body::{Body, Call},
    services::status_updates,
};
use actix_web::{
    HttpRequest, delete, get, patch, post,
    web::{Data, Path},
};
use tandem_shared::{
    paging::Page,
    update::{NewStatusUpdate, SendStatusUpdate, StatusUpdate, StatusUpdatePatch},
};

type Ids = Path<(String, String)>;

/// Lists a plan's status updates
///
/// Newest first. Both sides read what was sent; drafts are for those who may edit.
#[utoipa::path(tag = "status updates", params(("plan_id" = String, Path, description = "The plan.")),
    responses((status = 200, description = "Every update.", body = Page<StatusUpdate>)))]
#[get("/plans/{plan_id}/status-updates")]
pub async fn list_status_updates(app: Data<App>, permit: Permit<SeePlan>) -> Answer {
    Ok(answer::ok(&Page::whole(status_updates::list(&app, &permit).await?)))
}

/// Drafts a status update
///
/// From what really happened since the last one, in the sections of the method; what is internal never enters. It waits to be edited and sent.
#[utoipa::path(tag = "status updates", params(("plan_id" = String, Path, description = "The plan.")), request_body = NewStatusUpdate,
    responses((status = 201, description = "The draft.", body = StatusUpdate)))]
#[post("/plans/{plan_id}/status-updates")]
pub async fn draft_status_update(app: Data<App>, permit: Permit<EditPlan>, body: Body<NewStatusUpdate>) -> Answer {
    Ok(answer::created(&status_updates::create(&app, &permit, body).await?))
}

/// Reads a status update
///
/// One that was sent, or a draft for those who may edit.
#[utoipa::path(tag = "status updates",
    params(("plan_id" = String, Path, description = "The plan."), ("update_id" = String, Path, description = "The update.")),
    responses((status = 200, description = "The update.", body = StatusUpdate), (status = 304, description = "The caller has this version.")))]
#[get("/plans/{plan_id}/status-updates/{update_id}")]
pub async fn get_status_update(app: Data<App>, permit: Permit<SeePlan>, ids: Ids, request: HttpRequest) -> Answer {
    let update = status_updates::find(&app, &permit, ids.into_inner().1).await?;
    Ok(answer::fresh(&request, &update, update.version))
}

/// Changes the draft of a status update
///
/// A merge patch; `sections` replaces all that it says. What was sent stays as it is.
#[utoipa::path(tag = "status updates",
    params(("plan_id" = String, Path, description = "The plan."), ("update_id" = String, Path, description = "The update.")),
    request_body = StatusUpdatePatch, responses((status = 200, description = "The draft as it is now.", body = StatusUpdate)))]
#[patch("/plans/{plan_id}/status-updates/{update_id}")]
pub async fn update_status_update(
    app: Data<App>,
    permit: Permit<EditPlan>,
    ids: Ids,
    body: Body<StatusUpdatePatch>,
) -> Answer {
    let update = status_updates::update(&app, &permit, ids.into_inner().1, body).await?;
    Ok(answer::versioned(&update, update.version))
}

/// Deletes the draft of a status update
///
/// What was sent stays.
#[utoipa::path(tag = "status updates",
    params(("plan_id" = String, Path, description = "The plan."), ("update_id" = String, Path, description = "The update.")),
    responses((status = 204, description = "Deleted.")))]
#[delete("/plans/{plan_id}/status-updates/{update_id}")]
pub async fn delete_status_update(app: Data<App>, permit: Permit<EditPlan>, ids: Ids, call: Call) -> Answer {
    status_updates::delete(&app, &permit, ids.into_inner().1, call).await?;
    Ok(answer::nothing())
}

/// Sends a status update
///
/// By mail to chosen people of both sides who may read the plan; the plan counts as reviewed. Sending twice is the same as once.
#[utoipa::path(tag = "status updates",
    params(("plan_id" = String, Path, description = "The plan."), ("update_id" = String, Path, description = "The update.")),
    request_body = SendStatusUpdate, responses((status = 200, description = "The update, sent.", body = StatusUpdate)))]
#[post("/plans/{plan_id}/status-updates/{update_id}/send")]
pub async fn send_status_update(
    app: Data<App>,
    permit: Permit<EditPlan>,
    ids: Ids,
    body: Body<SendStatusUpdate>,
) -> Answer {
    Ok(answer::done(&status_updates::send(&app, &permit, ids.into_inner().1, body).await?))
}
