//! Work that comes back at its time, on one replica at a time.

use super::{Conn, schema::jobs};
use crate::error::ApiError;
use diesel::prelude::*;
use tandem_shared::day::Timestamp;

/// Leases a job that is due until `until`; answers whether it is the caller's to do.
///
/// # Errors
/// When the store fails.
pub fn take(conn: &mut Conn, name: &str, now: Timestamp, until: Timestamp) -> Result<bool, ApiError> {
    macro_rules! make {
        ($conn:expr) => {
            diesel::insert_into(jobs::table)
                .values((jobs::name.eq(name), jobs::due_at.eq(0)))
                .on_conflict_do_nothing()
                .execute($conn)?
        };
    }
    match conn {
        Conn::Pg(pg) => make!(pg),
        Conn::Sqlite(sqlite) => make!(sqlite),
    };
    let mine = jobs::table
        .filter(jobs::name.eq(name))
        .filter(jobs::due_at.le(now.micros()))
        .filter(jobs::leased_until.is_null().or(jobs::leased_until.le(now.micros())));
    Ok(diesel::update(mine).set(jobs::leased_until.eq(until.micros())).execute(conn)? == 1)
}

/// Whether a job is due and free: a look that takes no lock. One that never ran is due.
///
/// # Errors
/// When the store fails.
pub fn is_due(conn: &mut Conn, name: &str, now: Timestamp) -> Result<bool, ApiError> {
    let row: Option<(i64, Option<i64>)> =
        jobs::table.filter(jobs::name.eq(name)).select((jobs::due_at, jobs::leased_until)).first(conn).optional()?;
    Ok(row.is_none_or(|(due, leased)| due <= now.micros() && leased.is_none_or(|until| until <= now.micros())))
}

/// Ends the lease; the job comes back at `due`.
///
/// # Errors
/// When the store fails.
pub fn finish(conn: &mut Conn, name: &str, due: Timestamp) -> Result<(), ApiError> {
    diesel::update(jobs::table.filter(jobs::name.eq(name)))
        .set((jobs::due_at.eq(due.micros()), jobs::leased_until.eq(None::<i64>)))
        .execute(conn)?;
    Ok(())
}
