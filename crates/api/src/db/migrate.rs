//! Migrations, embedded in the binary: the same names on both engines, run at start.

use super::Conn;
use crate::error::ApiError;
use diesel::RunQueryDsl;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// Any number that is ours: keeps two replicas that start together from migrating at once.
const ADVISORY_LOCK: i64 = 7_463_261;

/// Brings the store up to date; answers how many migrations ran.
///
/// # Errors
/// When one fails.
pub fn migrate(conn: &mut Conn) -> Result<usize, ApiError> {
    match conn {
        Conn::Sqlite(c) => c.run_pending_migrations(SQLITE).map(|done| done.len()).map_err(ApiError::internal),
        Conn::Pg(c) => {
            diesel::sql_query(format!("SELECT pg_advisory_lock({ADVISORY_LOCK})")).execute(c)?;
            let done = c.run_pending_migrations(POSTGRES).map(|done| done.len()).map_err(ApiError::internal);
            diesel::sql_query(format!("SELECT pg_advisory_unlock({ADVISORY_LOCK})")).execute(c)?;
            done
        }
    }
}

/// Whether migrations wait to be run.
///
/// # Errors
/// When the store fails.
pub fn pending(conn: &mut Conn) -> Result<bool, ApiError> {
    match conn {
        Conn::Sqlite(c) => c.has_pending_migration(SQLITE).map_err(ApiError::internal),
        Conn::Pg(c) => c.has_pending_migration(POSTGRES).map_err(ApiError::internal),
    }
}
