//! Answers kept for idempotency keys.

use super::{Conn, schema::idempotency_keys as keys};
use crate::error::ApiError;
use diesel::prelude::*;
use tandem_shared::{day::Timestamp, id::OrganizationId};

/// What is kept for a key.
pub struct Kept {
    /// Hash of the request it was used with.
    pub request_hash: String,
    /// The sealed answer; empty while the first request runs.
    pub answer: String,
}

/// Claims a key for the running transaction; answers what is kept when it was used before. On PostgreSQL a second request with the key waits here for the
/// first to end.
///
/// # Errors
/// When the store fails.
pub fn claim(
    conn: &mut Conn,
    org: &OrganizationId,
    caller: &str,
    key: &str,
    request_hash: &str,
    now: Timestamp,
) -> Result<Option<Kept>, ApiError> {
    macro_rules! insert {
        ($conn:expr) => {
            diesel::insert_into(keys::table)
                .values((
                    keys::organization_id.eq(org.as_str()),
                    keys::caller.eq(caller),
                    keys::key.eq(key),
                    keys::request_hash.eq(request_hash),
                    keys::answer.eq(""),
                    keys::created_at.eq(now.micros()),
                ))
                .on_conflict_do_nothing()
                .execute($conn)?
        };
    }
    let inserted = match conn {
        Conn::Pg(pg) => insert!(pg),
        Conn::Sqlite(sqlite) => insert!(sqlite),
    };
    if inserted == 1 {
        return Ok(None);
    }
    let (request_hash, answer) = row(org, caller, key).select((keys::request_hash, keys::answer)).first(conn)?;
    Ok(Some(Kept { request_hash, answer }))
}

/// Keeps the sealed answer of the request that claimed the key.
///
/// # Errors
/// When the store fails.
pub fn keep(conn: &mut Conn, org: &OrganizationId, caller: &str, key: &str, answer: &str) -> Result<(), ApiError> {
    diesel::update(row(org, caller, key)).set(keys::answer.eq(answer)).execute(conn)?;
    Ok(())
}

/// Forgets keys older than this.
///
/// # Errors
/// When the store fails.
pub fn forget_before(conn: &mut Conn, before: Timestamp) -> Result<usize, ApiError> {
    Ok(diesel::delete(keys::table.filter(keys::created_at.lt(before.micros()))).execute(conn)?)
}

type Row<'a> = diesel::dsl::Filter<
    diesel::dsl::Filter<
        diesel::dsl::Filter<keys::table, diesel::dsl::Eq<keys::organization_id, &'a str>>,
        diesel::dsl::Eq<keys::caller, &'a str>,
    >,
    diesel::dsl::Eq<keys::key, &'a str>,
>;

fn row<'a>(org: &'a OrganizationId, caller: &'a str, key: &'a str) -> Row<'a> {
    keys::table.filter(keys::organization_id.eq(org.as_str())).filter(keys::caller.eq(caller)).filter(keys::key.eq(key))
}
