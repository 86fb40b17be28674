//! Sign-ins of users, one row a browser.

use super::{Conn, schema::sessions};
use crate::error::ApiError;
use diesel::prelude::*;
use tandem_shared::{
    day::Timestamp,
    id::{OrganizationId, SessionId, UserId},
};

/// A sign-in that is not over.
pub struct Session {
    /// Whose.
    pub user_id: UserId,
    /// Hash of the newest refresh token.
    pub refresh_hash: String,
    /// Hash of the one before.
    pub previous_hash: Option<String>,
    /// When the newest was made.
    pub rotated_at: Timestamp,
    /// When the person signed in.
    pub created_at: Timestamp,
}

/// Begins a session.
///
/// # Errors
/// When the store fails.
pub fn insert(
    conn: &mut Conn,
    org: &OrganizationId,
    id: &SessionId,
    session: &Session,
    expires_at: Timestamp,
) -> Result<(), ApiError> {
    diesel::insert_into(sessions::table)
        .values((
            sessions::organization_id.eq(org.as_str()),
            sessions::id.eq(id.as_str()),
            sessions::user_id.eq(session.user_id.as_str()),
            sessions::refresh_hash.eq(&session.refresh_hash),
            sessions::previous_hash.eq(session.previous_hash.as_deref()),
            sessions::rotated_at.eq(session.rotated_at.micros()),
            sessions::created_at.eq(session.created_at.micros()),
            sessions::expires_at.eq(expires_at.micros()),
        ))
        .execute(conn)?;
    Ok(())
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
) -> Result<Option<Session>, ApiError> {
    type Row = (String, String, Option<String>, i64, i64);
    let session = sessions::table
        .filter(sessions::organization_id.eq(org.as_str()))
        .filter(sessions::id.eq(id.as_str()))
        .filter(sessions::revoked_at.is_null())
        .filter(sessions::expires_at.gt(now.micros()))
        .select((
            sessions::user_id,
            sessions::refresh_hash,
            sessions::previous_hash,
            sessions::rotated_at,
            sessions::created_at,
        ));
    let row: Option<Row> = match conn {
        Conn::Pg(pg) => session.for_update().first(pg).optional()?,
        Conn::Sqlite(sqlite) => session.first(sqlite).optional()?,
    };
    Ok(row.map(|(user, current, previous, rotated_at, created_at)| Session {
        user_id: UserId::trusted(user),
        refresh_hash: current,
        previous_hash: previous,
        rotated_at: Timestamp::from_micros(rotated_at),
        created_at: Timestamp::from_micros(created_at),
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
    session: &Session,
    expires_at: Timestamp,
) -> Result<(), ApiError> {
    diesel::update(
        sessions::table.filter(sessions::organization_id.eq(org.as_str())).filter(sessions::id.eq(id.as_str())),
    )
    .set((
        sessions::refresh_hash.eq(&session.refresh_hash),
        sessions::previous_hash.eq(session.previous_hash.as_deref()),
        sessions::rotated_at.eq(session.rotated_at.micros()),
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
    diesel::update(
        sessions::table.filter(sessions::organization_id.eq(org.as_str())).filter(sessions::id.eq(id.as_str())),
    )
    .filter(sessions::revoked_at.is_null())
    .set(sessions::revoked_at.eq(now.micros()))
    .execute(conn)?;
    Ok(())
}

/// Ends every session of a person, except one if it is named.
///
/// # Errors
/// When the store fails.
pub fn revoke_all(
    conn: &mut Conn,
    org: &OrganizationId,
    user: &UserId,
    except: Option<&SessionId>,
    now: Timestamp,
) -> Result<(), ApiError> {
    // No id is empty.
    let except = except.map_or("", SessionId::as_str);
    diesel::update(sessions::table.filter(sessions::organization_id.eq(org.as_str())))
        .filter(sessions::user_id.eq(user.as_str()))
        .filter(sessions::id.ne(except))
        .filter(sessions::revoked_at.is_null())
        .set(sessions::revoked_at.eq(now.micros()))
        .execute(conn)?;
    Ok(())
}

/// Forgets sessions that were over before this.
///
/// # Errors
/// When the store fails.
pub fn forget_before(conn: &mut Conn, before: Timestamp) -> Result<usize, ApiError> {
    let over = sessions::expires_at.lt(before.micros()).or(sessions::revoked_at.lt(before.micros()));
    Ok(diesel::delete(sessions::table.filter(over)).execute(conn)?)
}
