//! Organizations.

use super::{Conn, schema::organizations};
use crate::error::ApiError;
use diesel::prelude::*;
use tandem_shared::{day::Timestamp, id::OrganizationId, organization::Organization};

/// Adds an organization.
///
/// # Errors
/// When the store fails.
pub fn insert(conn: &mut Conn, organization: &Organization) -> Result<(), ApiError> {
    diesel::insert_into(organizations::table)
        .values((
            organizations::id.eq(organization.id.as_str()),
            organizations::name.eq(&organization.name),
            organizations::currency.eq(&organization.currency),
            organizations::created_at.eq(organization.created_at.micros()),
            organizations::version.eq(organization.version),
        ))
        .execute(conn)?;
    Ok(())
}

/// One organization.
///
/// # Errors
/// `NotFound`.
pub fn get(conn: &mut Conn, id: &OrganizationId) -> Result<Organization, ApiError> {
    let (name, currency, created_at, version) = organizations::table
        .filter(organizations::id.eq(id.as_str()))
        .select((organizations::name, organizations::currency, organizations::created_at, organizations::version))
        .first::<(String, String, i64, i32)>(conn)?;
    Ok(Organization { id: id.clone(), name, currency, created_at: Timestamp::from_micros(created_at), version })
}

/// Keeps name, currency and version.
///
/// # Errors
/// When the store fails.
pub fn update(conn: &mut Conn, organization: &Organization) -> Result<(), ApiError> {
    diesel::update(organizations::table.filter(organizations::id.eq(organization.id.as_str())))
        .set((
            organizations::name.eq(&organization.name),
            organizations::currency.eq(&organization.currency),
            organizations::version.eq(organization.version),
        ))
        .execute(conn)?;
    Ok(())
}

/// Whether there is any organization.
///
/// # Errors
/// When the store fails.
pub fn any(conn: &mut Conn) -> Result<bool, ApiError> {
    Ok(diesel::select(diesel::dsl::exists(organizations::table.select(organizations::id))).get_result(conn)?)
}
