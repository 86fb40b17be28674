//! Copies of a SQLite store: made while it serves, checked, settled into one file.

use super::Conn;
use crate::error::ApiError;
use diesel::prelude::*;
use std::path::Path;

/// Writes a consistent copy (`VACUUM INTO`, which reads one snapshot while others write).
///
/// # Errors
/// When the file cannot be written.
pub fn copy_into(conn: &mut Conn, file: &Path) -> Result<(), ApiError> {
    diesel::sql_query("VACUUM INTO ?").bind::<diesel::sql_types::Text, _>(file.to_string_lossy()).execute(conn)?;
    Ok(())
}

#[derive(QueryableByName)]
struct Verdict {
    #[diesel(sql_type = diesel::sql_types::Text)]
    integrity_check: String,
}

/// SQLite's own check of every page, index and constraint.
///
/// # Errors
/// With its first complaint.
pub fn check_integrity(conn: &mut Conn) -> Result<(), ApiError> {
    let verdicts: Vec<Verdict> = diesel::sql_query("PRAGMA integrity_check").load(conn)?;
    match verdicts.first() {
        Some(first) if first.integrity_check == "ok" => Ok(()),
        first => Err(ApiError::internal(first.map_or("no verdict", |v| v.integrity_check.as_str()))),
    }
}

/// Brings everything into the one file, without a log beside it.
///
/// # Errors
/// When it is in use.
pub fn settle(conn: &mut Conn) -> Result<(), ApiError> {
    conn.batch("PRAGMA journal_mode=DELETE")
}
