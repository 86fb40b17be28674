//! Guests' sessions, one row a browser.

use super::{
    Conn,
    access_codes::codes_of,
    schema::{guest_sessions as sessions, plans},
};
use crate::error::ApiError;
use diesel::prelude::*;
use tandem_shared::{
    day::Timestamp,
    id::{GrantId, OrganizationId, PlanId, SessionId},
};

/// The grant that sessions and codes belong to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrantKey {
    /// The tenant.
    pub organization_id: OrganizationId,
    /// The plan.
    pub plan_id: PlanId,
    /// The grant.
    pub grant_id: GrantId,
}

impl GrantKey {
    pub(super) fn words(&self) -> (&str, &str, &str) {
        (self.organization_id.as_str(), self.plan_id.as_str(), self.grant_id.as_str())
    }
}

/// A guest's session that is not over. Hashes are lower-case hex of SHA-256.
pub struct GuestSession {
    /// Whose.
    pub grant: GrantKey,
    /// Hash of the newest refresh token.
    pub refresh_hash: String,
    /// Hash of the one before.
    pub previous_hash: Option<String>,
    /// When the newest was made.
    pub rotated_at: Timestamp,
}

/// Begins a session in a browser; joining is a proof.
///
/// # Errors
/// When the store fails.
pub fn begin(
    conn: &mut Conn,
    id: &SessionId,
    session: &GuestSession,
    browser_hash: &str,
    expires_at: Timestamp,
) -> Result<(), ApiError> {
    let now = session.rotated_at.micros();
    diesel::insert_into(sessions::table)
        .values((
            sessions::organization_id.eq(session.grant.organization_id.as_str()),
            sessions::id.eq(id.as_str()),
            sessions::plan_id.eq(session.grant.plan_id.as_str()),
            sessions::grant_id.eq(session.grant.grant_id.as_str()),
            sessions::browser_hash.eq(browser_hash),
            sessions::refresh_hash.eq(&session.refresh_hash),
            sessions::rotated_at.eq(now),
            sessions::proof_at.eq(now),
            sessions::created_at.eq(now),
            sessions::expires_at.eq(expires_at.micros()),
        ))
        .execute(conn)?;
    Ok(())
}

/// When the person of a session last proved who they are.
///
/// # Errors
/// `NotFound`.
pub fn proof_at(conn: &mut Conn, org: &OrganizationId, id: &SessionId) -> Result<Timestamp, ApiError> {
    let at: i64 = session(org.as_str(), id.as_str()).select(sessions::proof_at).first(conn)?;
    Ok(Timestamp::from_micros(at))
}

/// Notes that the person of a session proved who they are.
///
/// # Errors
/// When the store fails.
pub fn note_proof(conn: &mut Conn, org: &OrganizationId, id: &SessionId, now: Timestamp) -> Result<(), ApiError> {
    diesel::update(session(org.as_str(), id.as_str())).set(sessions::proof_at.eq(now.micros())).execute(conn)?;
    Ok(())
}

#[diesel::dsl::auto_type(no_type_alias)]
fn session<'a>(org: &'a str, id: &'a str) -> _ {
    sessions::table
        .filter(sessions::organization_id.eq(org))
        .filter(sessions::id.eq(id))
        .filter(sessions::revoked_at.is_null())
}

/// A session that is not over, locked until the transaction ends: of two tabs that refresh at once, the second sees what the first did.
///
/// # Errors
/// When the store fails.
pub fn lock(
    conn: &mut Conn,
    org: &OrganizationId,
    id: &SessionId,
    now: Timestamp,
) -> Result<Option<GuestSession>, ApiError> {
    type Row = (String, String, String, Option<String>, i64);
    let live = session(org.as_str(), id.as_str()).filter(sessions::expires_at.gt(now.micros())).select((
        sessions::plan_id,
        sessions::grant_id,
        sessions::refresh_hash,
        sessions::previous_hash,
        sessions::rotated_at,
    ));
    let row: Option<Row> = match conn {
        Conn::Pg(pg) => live.for_update().first(pg).optional()?,
        Conn::Sqlite(sqlite) => live.first(sqlite).optional()?,
    };
    Ok(row.map(|(plan, grant, refresh_hash, previous_hash, rotated_at)| GuestSession {
        grant: GrantKey {
            organization_id: org.clone(),
            plan_id: PlanId::trusted(plan),
            grant_id: GrantId::trusted(grant),
        },
        refresh_hash,
        previous_hash,
        rotated_at: Timestamp::from_micros(rotated_at),
    }))
}

/// Keeps the hashes of the newest refresh token and the one before.
///
/// # Errors
/// When the store fails.
pub fn rotate(
    conn: &mut Conn,
    org: &OrganizationId,
    id: &SessionId,
    now_and_before: (&str, &str),
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<(), ApiError> {
    let (newest, before) = now_and_before;
    diesel::update(session(org.as_str(), id.as_str()))
        .set((
            sessions::refresh_hash.eq(newest),
            sessions::previous_hash.eq(before),
            sessions::rotated_at.eq(now.micros()),
            sessions::expires_at.eq(expires_at.micros()),
        ))
        .execute(conn)?;
    Ok(())
}

/// Ends one session.
///
/// # Errors
/// When the store fails.
pub fn revoke(conn: &mut Conn, org: &OrganizationId, id: &SessionId, now: Timestamp) -> Result<(), ApiError> {
    diesel::update(session(org.as_str(), id.as_str())).set(sessions::revoked_at.eq(now.micros())).execute(conn)?;
    Ok(())
}

#[diesel::dsl::auto_type(no_type_alias)]
fn live_of<'a>(grant: &'a GrantKey) -> _ {
    let (org, plan, id): (&'a str, &'a str, &'a str) = grant.words();
    sessions::table
        .filter(sessions::organization_id.eq(org))
        .filter(sessions::plan_id.eq(plan))
        .filter(sessions::grant_id.eq(id))
        .filter(sessions::revoked_at.is_null())
}

/// Ends every session of a grant, and its open codes.
///
/// # Errors
/// When the store fails.
pub fn end_all(conn: &mut Conn, grant: &GrantKey, now: Timestamp) -> Result<(), ApiError> {
    diesel::update(live_of(grant)).set(sessions::revoked_at.eq(now.micros())).execute(conn)?;
    diesel::delete(codes_of(grant)).execute(conn)?;
    Ok(())
}

/// Deletes every session and code of a grant whose person is removed.
///
/// # Errors
/// When the store fails.
pub fn erase(conn: &mut Conn, grant: &GrantKey) -> Result<(), ApiError> {
    diesel::delete(codes_of(grant)).execute(conn)?;
    diesel::delete(sessions::table.filter(sessions::organization_id.eq(grant.organization_id.as_str())))
        .filter(sessions::plan_id.eq(grant.plan_id.as_str()))
        .filter(sessions::grant_id.eq(grant.grant_id.as_str()))
        .execute(conn)?;
    Ok(())
}

/// Whether somebody joined by this grant in this browser and is not signed out.
///
/// # Errors
/// When the store fails.
pub fn knows_browser(conn: &mut Conn, grant: &GrantKey, browser_hash: &str, now: Timestamp) -> Result<bool, ApiError> {
    let first: Option<String> = live_of(grant)
        .filter(sessions::browser_hash.eq(browser_hash))
        .filter(sessions::expires_at.gt(now.micros()))
        .select(sessions::id)
        .first(conn)
        .optional()?;
    Ok(first.is_some())
}

/// Notes when the first buyer has joined.
///
/// # Errors
/// When the store fails.
pub fn note_joined(conn: &mut Conn, grant: &GrantKey, now: Timestamp) -> Result<(), ApiError> {
    diesel::update(plans::table.filter(plans::organization_id.eq(grant.organization_id.as_str())))
        .filter(plans::id.eq(grant.plan_id.as_str()))
        .filter(plans::first_joined_at.is_null())
        .set(plans::first_joined_at.eq(now.micros()))
        .execute(conn)?;
    Ok(())
}

/// Forgets sessions that were over before this.
///
/// # Errors
/// When the store fails.
pub fn forget_sessions(conn: &mut Conn, before: Timestamp) -> Result<usize, ApiError> {
    let over = sessions::expires_at.lt(before.micros()).or(sessions::revoked_at.lt(before.micros()));
    Ok(diesel::delete(sessions::table.filter(over)).execute(conn)?)
}
