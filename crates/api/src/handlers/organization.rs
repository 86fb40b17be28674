//! The selling company's own fields.

use super::answer::{self, Answer};
use crate::{
    app::App,
    auth::permit::{ManageOrganization, OrgPermit, SeeOrganization},
    body::Body,
    services::organization,
};
use actix_web::{HttpRequest, get, patch, web::Data};
use tandem_shared::organization::{Organization, OrganizationPatch};

/// Reads the organization
///
/// The caller's own; there is no way to name another.
#[utoipa::path(tag = "organization", responses((status = 200, description = "The organization.", body = Organization)))]
#[get("/organization")]
pub async fn get_organization(app: Data<App>, permit: OrgPermit<SeeOrganization>, request: HttpRequest) -> Answer {
    let found = organization::read(&app, &permit).await?;
    Ok(answer::fresh(&request, &found, found.version))
}

/// Changes the organization
///
/// Its name, and the currency that new deals begin with. For admins.
#[utoipa::path(tag = "organization", request_body = OrganizationPatch, responses((status = 200, description = "The organization.", body = Organization)))]
#[patch("/organization")]
pub async fn update_organization(
    app: Data<App>,
    permit: OrgPermit<ManageOrganization>,
    body: Body<OrganizationPatch>,
) -> Answer {
    let changed = organization::change(&app, permit, body.value, body.call).await?;
    Ok(answer::versioned(&changed, changed.version))
}
