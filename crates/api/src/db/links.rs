//! Which grant a link belongs to, by the hash of its secret or of its short code.

use super::{Conn, guests::GrantKey, schema::grants};
use crate::error::ApiError;
use diesel::prelude::*;
use tandem_shared::id::{GrantId, OrganizationId, PlanId};

/// The grant whose newest link has this secret.
///
/// # Errors
/// When the store fails.
pub fn by_secret(conn: &mut Conn, hash: &str) -> Result<Option<GrantKey>, ApiError> {
    let row: Option<(String, String, String)> = grants::table
        .filter(grants::secret_hash.eq(hash))
        .select((grants::organization_id, grants::plan_id, grants::id))
        .first(conn)
        .optional()?;
    Ok(row.map(key))
}

/// The grant whose newest link has this short code.
///
/// # Errors
/// When the store fails.
pub fn by_code(conn: &mut Conn, hash: &str) -> Result<Option<GrantKey>, ApiError> {
    let row: Option<(String, String, String)> = grants::table
        .filter(grants::code_hash.eq(hash))
        .select((grants::organization_id, grants::plan_id, grants::id))
        .first(conn)
        .optional()?;
    Ok(row.map(key))
}

fn key((org, plan, grant): (String, String, String)) -> GrantKey {
    GrantKey {
        organization_id: OrganizationId::trusted(org),
        plan_id: PlanId::trusted(plan),
        grant_id: GrantId::trusted(grant),
    }
}
