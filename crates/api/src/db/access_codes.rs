//! Six-digit codes for another browser: one open at a time per grant and browser.

use super::{Conn, guests::GrantKey, schema::access_codes as codes};
use crate::error::ApiError;
use diesel::prelude::*;
use tandem_shared::day::Timestamp;

/// A code that was mailed.
pub struct MailedCode {
    /// Its keyed hash.
    pub hash: String,
    /// Wrong tries so far.
    pub tries: i32,
    /// When it was mailed.
    pub created_at: Timestamp,
}

#[diesel::dsl::auto_type(no_type_alias)]
pub(super) fn codes_of<'a>(grant: &'a GrantKey) -> _ {
    let (org, plan, id): (&'a str, &'a str, &'a str) = grant.words();
    codes::table.filter(codes::organization_id.eq(org)).filter(codes::plan_id.eq(plan)).filter(codes::grant_id.eq(id))
}

/// The open code of a grant in a browser.
///
/// # Errors
/// When the store fails.
pub fn find(
    conn: &mut Conn,
    grant: &GrantKey,
    browser_hash: &str,
    now: Timestamp,
) -> Result<Option<MailedCode>, ApiError> {
    let row: Option<(String, i32, i64)> = codes_of(grant)
        .filter(codes::browser_hash.eq(browser_hash))
        .filter(codes::expires_at.gt(now.micros()))
        .select((codes::code_hash, codes::tries, codes::created_at))
        .first(conn)
        .optional()?;
    Ok(row.map(|(hash, tries, created)| MailedCode { hash, tries, created_at: Timestamp::from_micros(created) }))
}

/// Keeps a code in place of an earlier one in the same browser.
///
/// # Errors
/// When the store fails.
pub fn keep(
    conn: &mut Conn,
    grant: &GrantKey,
    browser_hash: &str,
    code: &MailedCode,
    expires_at: Timestamp,
) -> Result<(), ApiError> {
    forget(conn, grant, browser_hash)?;
    diesel::insert_into(codes::table)
        .values((
            codes::organization_id.eq(grant.organization_id.as_str()),
            codes::plan_id.eq(grant.plan_id.as_str()),
            codes::grant_id.eq(grant.grant_id.as_str()),
            codes::browser_hash.eq(browser_hash),
            codes::code_hash.eq(&code.hash),
            codes::tries.eq(code.tries),
            codes::created_at.eq(code.created_at.micros()),
            codes::expires_at.eq(expires_at.micros()),
        ))
        .execute(conn)?;
    Ok(())
}

/// Counts a wrong try.
///
/// # Errors
/// When the store fails.
pub fn count_try(conn: &mut Conn, grant: &GrantKey, browser_hash: &str) -> Result<(), ApiError> {
    diesel::update(codes_of(grant).filter(codes::browser_hash.eq(browser_hash)))
        .set(codes::tries.eq(codes::tries + 1))
        .execute(conn)?;
    Ok(())
}

/// Ends a code.
///
/// # Errors
/// When the store fails.
pub fn forget(conn: &mut Conn, grant: &GrantKey, browser_hash: &str) -> Result<(), ApiError> {
    diesel::delete(codes_of(grant).filter(codes::browser_hash.eq(browser_hash))).execute(conn)?;
    Ok(())
}

/// Forgets codes that are over.
///
/// # Errors
/// When the store fails.
pub fn forget_over(conn: &mut Conn, now: Timestamp) -> Result<usize, ApiError> {
    Ok(diesel::delete(codes::table.filter(codes::expires_at.le(now.micros()))).execute(conn)?)
}
