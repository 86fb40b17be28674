//! Colleagues.

use super::answer::{self, Answer};
use crate::{
    app::App,
    auth::permit::{ManageOrganization, OrgPermit, SeeOrganization},
    body::{Body, Call},
    services::members,
};
use actix_web::{
    get, patch, post,
    web::{Data, Path},
};
use tandem_shared::{
    organization::{Member, MemberPatch, NewMember},
    paging::Page,
};

/// Lists members
///
/// Everyone in the organization by name, the invited and the deactivated too.
#[utoipa::path(tag = "organization", responses((status = 200, description = "All members.", body = Page<Member>)))]
#[get("/organization/members")]
pub async fn list_members(app: Data<App>, permit: OrgPermit<SeeOrganization>) -> Answer {
    Ok(answer::ok(&Page::whole(members::list(&app, &permit).await?)))
}

/// Invites a member
///
/// Mails a link with which the colleague chooses a password. For admins.
#[utoipa::path(tag = "organization", request_body = NewMember, responses(
    (status = 201, description = "Invited.", body = Member),
    (status = 409, description = "`address_taken`: there is an account with this address.", body = tandem_shared::error::Problem, content_type = "application/problem+json")))]
#[post("/organization/members")]
pub async fn invite_member(app: Data<App>, permit: OrgPermit<ManageOrganization>, body: Body<NewMember>) -> Answer {
    Ok(answer::created(&members::invite(&app, permit, body.value, body.call.once).await?))
}

/// Changes a member
///
/// Their role, or whether they may sign in. The only admin stays one. For admins.
#[utoipa::path(tag = "organization", params(("user_id" = String, Path, description = "The member.")), request_body = MemberPatch,
    responses((status = 200, description = "The member.", body = Member)))]
#[patch("/organization/members/{user_id}")]
pub async fn update_member(
    app: Data<App>,
    permit: OrgPermit<ManageOrganization>,
    id: Path<String>,
    body: Body<MemberPatch>,
) -> Answer {
    let member = members::change(&app, permit, id.into_inner(), body.value, body.call).await?;
    Ok(answer::versioned(&member, member.version))
}

/// Sends an invitation again
///
/// A new link; the one before no longer works. For admins.
#[utoipa::path(tag = "organization", params(("user_id" = String, Path, description = "The member.")),
    responses((status = 200, description = "Sent again.", body = Member)))]
#[post("/organization/members/{user_id}/resend")]
pub async fn resend_invitation(
    app: Data<App>,
    permit: OrgPermit<ManageOrganization>,
    id: Path<String>,
    call: Call,
) -> Answer {
    Ok(answer::done(&members::resend(&app, permit, id.into_inner(), call.once).await?))
}
