//! The pipeline.

use super::answer::{self, Answer};
use crate::{
    app::App,
    auth::permit::{ManageOrganization, OrgPermit, SeeOrganization},
    body::Body,
    services::stages,
};
use actix_web::{
    delete, get, patch, post, put,
    web::{Data, Path},
};
use tandem_shared::{
    paging::Page,
    stage::{NewStage, Stage, StageOrder, StagePatch},
};

/// Lists stages
///
/// The pipeline in its order, with the number of deals in each stage.
#[utoipa::path(tag = "organization", responses((status = 200, description = "All stages.", body = Page<Stage>)))]
#[get("/organization/stages")]
pub async fn list_stages(app: Data<App>, permit: OrgPermit<SeeOrganization>) -> Answer {
    Ok(answer::ok(&Page::whole(stages::list(&app, &permit).await?)))
}

/// Adds a stage
///
/// At the end; an open one before the first that is not open. For admins.
#[utoipa::path(tag = "organization", request_body = NewStage, responses(
    (status = 201, description = "Added.", body = Stage),
    (status = 409, description = "`too_many`: the pipeline is full.", body = tandem_shared::error::Problem, content_type = "application/problem+json")))]
#[post("/organization/stages")]
pub async fn create_stage(app: Data<App>, permit: OrgPermit<ManageOrganization>, body: Body<NewStage>) -> Answer {
    Ok(answer::created(&stages::add(&app, permit, body.value, body.call.once).await?))
}

/// Orders the stages
///
/// Names every stage once, in the new order. For admins.
#[utoipa::path(tag = "organization", request_body = StageOrder, responses((status = 200, description = "All stages.", body = Page<Stage>)))]
#[put("/organization/stages/order")]
pub async fn reorder_stages(app: Data<App>, permit: OrgPermit<ManageOrganization>, body: Body<StageOrder>) -> Answer {
    Ok(answer::ok(&Page::whole(stages::reorder(&app, permit, body.value).await?)))
}

/// Changes a stage
///
/// Its name and what being in it means. One stage stays open. For admins.
#[utoipa::path(tag = "organization", params(("stage_id" = String, Path, description = "The stage.")), request_body = StagePatch,
    responses((status = 200, description = "The stage.", body = Stage)))]
#[patch("/organization/stages/{stage_id}")]
pub async fn update_stage(
    app: Data<App>,
    permit: OrgPermit<ManageOrganization>,
    id: Path<String>,
    body: Body<StagePatch>,
) -> Answer {
    Ok(answer::ok(&stages::change(&app, permit, id.into_inner(), body.value).await?))
}

/// Deletes a stage
///
/// One that no deal and no milestone stands in. For admins.
#[utoipa::path(tag = "organization", params(("stage_id" = String, Path, description = "The stage.")), responses((status = 204, description = "Deleted.")))]
#[delete("/organization/stages/{stage_id}")]
pub async fn delete_stage(app: Data<App>, permit: OrgPermit<ManageOrganization>, id: Path<String>) -> Answer {
    stages::delete(&app, permit, id.into_inner()).await?;
    Ok(answer::nothing())
}
