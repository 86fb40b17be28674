//! Signed heads of logs: what shows a rewritten chain or a cut tail.

use super::{
    Conn,
    events::Head,
    schema::{checkpoints, logs},
};
use crate::error::ApiError;
use diesel::prelude::*;
use tandem_shared::{chain::Checkpoint, id::OrganizationId};

/// Every checkpoint of a log.
///
/// # Errors
/// When the store fails.
pub fn of_log(conn: &mut Conn, org: &OrganizationId, log: &str) -> Result<Vec<Checkpoint>, ApiError> {
    let rows: Vec<(i64, String, i64, String)> = checkpoints::table
        .filter(checkpoints::organization_id.eq(org.as_str()))
        .filter(checkpoints::log_id.eq(log))
        .order(checkpoints::seq.asc())
        .select((checkpoints::seq, checkpoints::hash, checkpoints::at, checkpoints::signature))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(seq, hash, at, signature)| Checkpoint { log: log.to_owned(), seq, hash, at, signature })
        .collect())
}

/// Keeps a checkpoint, unless this line has one.
///
/// # Errors
/// When the store fails.
pub fn keep(conn: &mut Conn, org: &OrganizationId, checkpoint: &Checkpoint) -> Result<(), ApiError> {
    let values = (
        checkpoints::organization_id.eq(org.as_str()),
        checkpoints::log_id.eq(&checkpoint.log),
        checkpoints::seq.eq(checkpoint.seq),
        checkpoints::hash.eq(&checkpoint.hash),
        checkpoints::at.eq(checkpoint.at),
        checkpoints::signature.eq(&checkpoint.signature),
    );
    match conn {
        Conn::Pg(pg) => diesel::insert_into(checkpoints::table).values(values).on_conflict_do_nothing().execute(pg)?,
        Conn::Sqlite(sqlite) => {
            diesel::insert_into(checkpoints::table).values(values).on_conflict_do_nothing().execute(sqlite)?
        }
    };
    Ok(())
}

/// Heads of logs that have lines after their newest checkpoint: organization, log, number, hash.
///
/// # Errors
/// When the store fails.
pub fn heads_without_checkpoint(conn: &mut Conn, limit: i64) -> Result<Vec<(OrganizationId, String, Head)>, ApiError> {
    let signed = checkpoints::table
        .filter(checkpoints::organization_id.eq(logs::organization_id))
        .filter(checkpoints::log_id.eq(logs::id))
        .filter(checkpoints::seq.eq(logs::seq));
    let rows: Vec<(String, String, i64, String)> = logs::table
        .filter(logs::seq.gt(0))
        .filter(diesel::dsl::not(diesel::dsl::exists(signed)))
        .select((logs::organization_id, logs::id, logs::seq, logs::hash))
        .limit(limit)
        .load(conn)?;
    Ok(rows.into_iter().map(|(org, log, seq, hash)| (OrganizationId::trusted(org), log, Head { seq, hash })).collect())
}
