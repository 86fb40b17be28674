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

/// When an organization works, as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarRow {
    /// Weekdays, separated by blanks.
    pub weekdays: String,
    /// ISO 3166-1 code.
    pub country: Option<String>,
    /// Month, 1–12.
    pub fiscal_year_start: i32,
}

/// When an organization works.
///
/// # Errors
/// `NotFound`.
pub fn calendar(conn: &mut Conn, id: &OrganizationId) -> Result<CalendarRow, ApiError> {
    let (weekdays, country, fiscal_year_start) = organizations::table
        .filter(organizations::id.eq(id.as_str()))
        .select((organizations::weekdays, organizations::country, organizations::fiscal_year_start))
        .first(conn)?;
    Ok(CalendarRow { weekdays, country, fiscal_year_start })
}

/// Keeps when an organization works.
///
/// # Errors
/// When the store fails.
pub fn set_calendar(conn: &mut Conn, id: &OrganizationId, row: &CalendarRow) -> Result<(), ApiError> {
    diesel::update(organizations::table.filter(organizations::id.eq(id.as_str())))
        .set((
            organizations::weekdays.eq(&row.weekdays),
            organizations::country.eq(row.country.as_ref()),
            organizations::fiscal_year_start.eq(row.fiscal_year_start),
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
