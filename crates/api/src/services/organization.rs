//! The selling company's own fields.

use super::events::{Changes, Line, Log};
use crate::{
    app::App,
    auth::permit::{ManageOrganization, OrgPermit, SeeOrganization},
    body::Call,
    db::organizations,
    error::ApiError,
};
use tandem_shared::{
    event::EventType,
    organization::{Organization, OrganizationPatch},
};

/// The caller's organization.
///
/// # Errors
/// When the store fails.
pub async fn read(app: &App, permit: &OrgPermit<SeeOrganization>) -> Result<Organization, ApiError> {
    let org = permit.organization_id().clone();
    app.db.read(move |conn| organizations::get(conn, &org)).await
}

/// Changes name and currency.
///
/// # Errors
/// `Stale`.
pub async fn change(
    app: &App,
    permit: OrgPermit<ManageOrganization>,
    patch: OrganizationPatch,
    call: Call,
) -> Result<Organization, ApiError> {
    let now = app.clock.now();
    app.db
        .write(move |tx| {
            let org = permit.organization_id();
            let log = Log::of_organization(tx, org, permit.actor(), now)?;
            let mut organization = organizations::get(tx.conn, org)?;
            call.expect_version(organization.version)?;
            let mut changes = Changes::default();
            if let Some(name) = patch.name {
                changes.text("name", &organization.name, &name);
                organization.name = name;
            }
            if let Some(currency) = patch.currency {
                changes.text("currency", &organization.currency, &currency);
                organization.currency = currency;
            }
            if !changes.0.is_empty() {
                organization.version += 1;
                organizations::update(tx.conn, &organization)?;
                log.record(
                    tx,
                    Line::internal(EventType::OrganizationUpdated, org.as_str(), &organization.name).with(changes.0),
                )?;
            }
            Ok(organization)
        })
        .await
}
