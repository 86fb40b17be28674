//! Versions of a plan.

use super::answer::{self, Answer};
use crate::{
    app::App,
    auth::{Permit, permit::SeePlan},
    services::versions,
};
use actix_web::{
    get,
    web::{Data, Path},
};
use tandem_shared::{
    agreement::{Version, VersionDiff},
    paging::Page,
};

/// Lists versions
///
/// The newest first: what was put up for signature, and what accepted proposals made.
#[utoipa::path(tag = "agreement", params(("plan_id" = String, Path, description = "The plan.")),
    responses((status = 200, description = "All versions.", body = Page<Version>)))]
#[get("/plans/{plan_id}/versions")]
pub async fn list_versions(app: Data<App>, permit: Permit<SeePlan>) -> Answer {
    Ok(answer::ok(&Page::whole(versions::list(&app, &permit).await?)))
}

/// Reads a version
///
/// With who stood up for it.
#[utoipa::path(tag = "agreement", params(("plan_id" = String, Path, description = "The plan."), ("number" = i32, Path, description = "The version's number.")),
    responses((status = 200, description = "The version.", body = Version)))]
#[get("/plans/{plan_id}/versions/{number}")]
pub async fn get_plan_version(app: Data<App>, permit: Permit<SeePlan>, ids: Path<(String, i32)>) -> Answer {
    Ok(answer::ok(&versions::find(&app, &permit, ids.1).await?))
}

/// Compares two versions
///
/// Everything that differs, typed and in words. Applied to the first, it gives the second.
#[utoipa::path(tag = "agreement", params(("plan_id" = String, Path, description = "The plan."), ("number" = i32, Path, description = "The first version's number."),
    ("other" = i32, Path, description = "The second version's number.")), responses((status = 200, description = "The difference.", body = VersionDiff)))]
#[get("/plans/{plan_id}/versions/{number}/diff/{other}")]
pub async fn compare_versions(app: Data<App>, permit: Permit<SeePlan>, ids: Path<(String, i32, i32)>) -> Answer {
    Ok(answer::ok(&versions::diff(&app, &permit, ids.1, ids.2).await?))
}
