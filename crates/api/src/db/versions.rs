//! Frozen versions of a plan's material parts.

use super::{Conn, schema::versions};
use crate::error::ApiError;
use diesel::prelude::*;
use tandem_shared::{
    agreement::{Snapshot, VersionOrigin},
    day::Timestamp,
    id::{OrganizationId, PlanId},
    method::SignOffStatus,
};

/// A version as it is kept; who stood up for it is told by what made it.
#[derive(Clone, Debug)]
pub struct VersionRow {
    /// Its number in the plan, from 1.
    pub number: i32,
    /// What made it.
    pub origin: VersionOrigin,
    /// Id of what made it.
    pub origin_id: String,
    /// Where it stands.
    pub status: SignOffStatus,
    /// Why it was made.
    pub reason: String,
    /// When.
    pub created_at: Timestamp,
    /// When both sides had agreed to it.
    pub agreed_at: Option<Timestamp>,
    /// SHA-256 of its canonical text.
    pub hash: String,
    /// What it commits to.
    pub snapshot: Snapshot,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = versions)]
struct Raw {
    number: i32,
    origin: String,
    origin_id: String,
    status: String,
    reason: String,
    created_at: i64,
    agreed_at: Option<i64>,
    hash: String,
    snapshot: String,
}

impl Raw {
    fn read(self) -> Result<VersionRow, ApiError> {
        Ok(VersionRow {
            number: self.number,
            origin: VersionOrigin::from_word(&self.origin).unwrap_or(VersionOrigin::SignOff),
            origin_id: self.origin_id,
            status: SignOffStatus::from_word(&self.status).unwrap_or(SignOffStatus::Voided),
            reason: self.reason,
            created_at: Timestamp::from_micros(self.created_at),
            agreed_at: self.agreed_at.map(Timestamp::from_micros),
            hash: self.hash,
            snapshot: serde_json::from_str(&self.snapshot).map_err(ApiError::internal)?,
        })
    }
}

#[diesel::dsl::auto_type(no_type_alias)]
fn of_plan<'a>(org: &'a str, plan: &'a str) -> _ {
    versions::table.filter(versions::organization_id.eq(org)).filter(versions::plan_id.eq(plan))
}

/// A plan's versions, the newest first.
///
/// # Errors
/// When the store fails.
pub fn list(conn: &mut Conn, org: &OrganizationId, plan: &PlanId) -> Result<Vec<VersionRow>, ApiError> {
    let rows: Vec<Raw> =
        of_plan(org.as_str(), plan.as_str()).order(versions::number.desc()).select(Raw::as_select()).load(conn)?;
    rows.into_iter().map(Raw::read).collect()
}

/// One version.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut Conn, org: &OrganizationId, plan: &PlanId, number: i32) -> Result<VersionRow, ApiError> {
    let row: Raw = of_plan(org.as_str(), plan.as_str())
        .filter(versions::number.eq(number))
        .select(Raw::as_select())
        .first(conn)?;
    row.read()
}

/// The number of the next version.
///
/// # Errors
/// When the store fails.
pub fn next_number(conn: &mut Conn, org: &OrganizationId, plan: &PlanId) -> Result<i32, ApiError> {
    let newest: Option<i32> = of_plan(org.as_str(), plan.as_str())
        .order(versions::number.desc())
        .select(versions::number)
        .first(conn)
        .optional()?;
    Ok(newest.unwrap_or(0) + 1)
}

/// Keeps a version.
///
/// # Errors
/// When the store fails.
pub fn insert(conn: &mut Conn, org: &OrganizationId, plan: &PlanId, row: &VersionRow) -> Result<(), ApiError> {
    let raw = Raw {
        number: row.number,
        origin: row.origin.to_string(),
        origin_id: row.origin_id.clone(),
        status: row.status.to_string(),
        reason: row.reason.clone(),
        created_at: row.created_at.micros(),
        agreed_at: row.agreed_at.map(Timestamp::micros),
        hash: row.hash.clone(),
        snapshot: serde_json::to_string(&row.snapshot).map_err(ApiError::internal)?,
    };
    let place = (versions::organization_id.eq(org.as_str()), versions::plan_id.eq(plan.as_str()));
    diesel::insert_into(versions::table).values((place, raw)).execute(conn)?;
    Ok(())
}

/// Notes how the request for a version ended. What it holds never changes.
///
/// # Errors
/// When the store fails.
pub fn settle(
    conn: &mut Conn,
    org: &OrganizationId,
    plan: &PlanId,
    number: i32,
    status: SignOffStatus,
    agreed_at: Option<Timestamp>,
) -> Result<(), ApiError> {
    diesel::update(of_plan(org.as_str(), plan.as_str()).filter(versions::number.eq(number)))
        .set((versions::status.eq(status.as_str()), versions::agreed_at.eq(agreed_at.map(Timestamp::micros))))
        .execute(conn)?;
    Ok(())
}
