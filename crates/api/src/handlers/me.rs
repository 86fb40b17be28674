//! The signed-in person's own profile.

use super::answer::{self, Answer};
use crate::{
    app::App,
    auth::permit::{OrgPermit, SeeOrganization},
    body::Body,
    services::profiles,
};
use actix_web::{get, patch, web::Data};
use tandem_shared::account::{Me, MePatch};

/// Reads one's own profile
///
/// The person and their organization. The ETag is the person's.
#[utoipa::path(tag = "accounts", responses((status = 200, description = "The profile.", body = Me)))]
#[get("/me")]
pub async fn get_me(app: Data<App>, permit: OrgPermit<SeeOrganization>) -> Answer {
    let me = profiles::read(&app, &permit.user).await?;
    Ok(answer::versioned(&me, me.user.version))
}

/// Changes one's own profile
///
/// A new password needs the current one and ends the person's sessions in other browsers.
#[utoipa::path(tag = "accounts", request_body = MePatch, responses((status = 200, description = "The profile.", body = Me)))]
#[patch("/me")]
pub async fn update_me(app: Data<App>, permit: OrgPermit<SeeOrganization>, body: Body<MePatch>) -> Answer {
    let me = profiles::change(&app, permit.user, body.value, body.call).await?;
    Ok(answer::versioned(&me, me.user.version))
}
