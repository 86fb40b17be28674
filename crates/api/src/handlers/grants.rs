//! Sharing a plan.

use super::answer::{self, Answer};
use crate::{
    app::App,
    auth::permit::{Permit, SeeInternal, Share},
    body::{Body, Call},
    services::{grant_changes as changes, grant_previews, grants},
};
use actix_web::{
    delete, get, patch, post,
    web::{Data, Path},
};
use tandem_shared::{
    error::Problem,
    grant::{Grant, GrantPatch, NewGrants},
    mail_preview::MailPreview,
    paging::Page,
};

/// Lists who a plan is shared with
///
/// Every person who was invited, with where their link and its mail stand; revoked ones too. Not for guests.
#[utoipa::path(tag = "sharing", params(("plan_id" = String, Path, description = "The plan.")),
    responses((status = 200, description = "Everyone.", body = Page<Grant>)))]
#[get("/plans/{plan_id}/grants")]
pub async fn list_grants(app: Data<App>, permit: Permit<SeeInternal>) -> Answer {
    Ok(answer::ok(&Page::whole(grants::list(&app, &permit).await?)))
}

/// Shares a plan
///
/// Mails each person a link of their own with what waits for them. All or none: one address that cannot be invited, and nobody is. People who are not in the
/// plan yet are added to the buyer's side.
#[utoipa::path(tag = "sharing", params(("plan_id" = String, Path, description = "The plan.")), request_body = NewGrants,
    responses((status = 201, description = "Shared.", body = Page<Grant>)))]
#[post("/plans/{plan_id}/grants")]
pub async fn create_grants(app: Data<App>, permit: Permit<Share>, body: Body<NewGrants>) -> Answer {
    Ok(answer::created(&grants::share(&app, permit, body.value, body.call.once).await?))
}

/// Previews the mails that sharing would send
///
/// As they would be rendered now, with `…` in place of link and code. Nothing is made, nobody is told; addresses that cannot be invited are named as they would be.
#[utoipa::path(tag = "sharing", params(("plan_id" = String, Path, description = "The plan.")), request_body = NewGrants,
    responses((status = 200, description = "A mail for each person.", body = Page<MailPreview>)))]
#[post("/plans/{plan_id}/grants/preview")]
pub async fn preview_grants(app: Data<App>, permit: Permit<Share>, body: Body<NewGrants>) -> Answer {
    Ok(answer::ok(&Page::whole(grant_previews::preview(&app, &permit, body.value).await?)))
}

/// Changes a person's access
///
/// Holds from their next request on; they are told by mail.
#[utoipa::path(tag = "sharing",
    params(("plan_id" = String, Path, description = "The plan."), ("grant_id" = String, Path, description = "The grant.")), request_body = GrantPatch,
    responses((status = 200, description = "The grant.", body = Grant),
        (status = 409, description = "`revoked`: invite the person again.", body = Problem, content_type = "application/problem+json")))]
#[patch("/plans/{plan_id}/grants/{grant_id}")]
pub async fn update_grant(
    app: Data<App>,
    permit: Permit<Share>,
    path: Path<(String, String)>,
    body: Body<GrantPatch>,
) -> Answer {
    let grant = changes::change(&app, permit, path.into_inner().1, body.value, body.call).await?;
    Ok(answer::versioned(&grant, grant.version))
}

/// Revokes a person's access
///
/// Ends their sessions and cuts their open screens. The person stays in the plan.
#[utoipa::path(tag = "sharing",
    params(("plan_id" = String, Path, description = "The plan."), ("grant_id" = String, Path, description = "The grant.")),
    responses((status = 204, description = "Revoked.")))]
#[delete("/plans/{plan_id}/grants/{grant_id}")]
pub async fn revoke_grant(app: Data<App>, permit: Permit<Share>, path: Path<(String, String)>, call: Call) -> Answer {
    changes::revoke(&app, permit, path.into_inner().1, call).await?;
    Ok(answer::nothing())
}

/// Sends a person a new link
///
/// The old link and its code no longer work. Who has joined goes on; another device still needs the code. Revoked access is given anew.
#[utoipa::path(tag = "sharing",
    params(("plan_id" = String, Path, description = "The plan."), ("grant_id" = String, Path, description = "The grant.")),
    responses((status = 200, description = "On its way.", body = Grant),
        (status = 429, description = "Too often; Retry-After says when to try again.", body = Problem, content_type = "application/problem+json")))]
#[post("/plans/{plan_id}/grants/{grant_id}/resend")]
pub async fn resend_grant(app: Data<App>, permit: Permit<Share>, path: Path<(String, String)>, call: Call) -> Answer {
    Ok(answer::done(&changes::resend(&app, permit, path.into_inner().1, call.once).await?))
}
