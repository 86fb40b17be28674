//! Secrets of mails that let a person choose a password, each once.

use super::{Conn, schema::one_time_secrets as secrets};
use crate::error::ApiError;
use diesel::prelude::*;
use tandem_shared::{
    day::Timestamp,
    id::{OrganizationId, UserId},
};

/// What a secret is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A forgotten password.
    PasswordReset,
    /// The first password of a colleague.
    Invitation,
}

impl Purpose {
    const fn word(self) -> &'static str {
        match self {
            Self::PasswordReset => "password_reset",
            Self::Invitation => "invitation",
        }
    }
}

/// A secret that was sent.
pub struct Sent {
    /// The tenant.
    pub organization_id: OrganizationId,
    /// Whose.
    pub user_id: UserId,
    /// When it ends.
    pub expires_at: Timestamp,
    /// When it was used, or replaced by a newer one.
    pub used_at: Option<Timestamp>,
}

/// Keeps a secret in place of earlier ones for the same purpose.
///
/// # Errors
/// When the store fails.
pub fn replace(conn: &mut Conn, sent: &Sent, purpose: Purpose, hash: &str, now: Timestamp) -> Result<(), ApiError> {
    let earlier = secrets::table
        .filter(secrets::organization_id.eq(sent.organization_id.as_str()))
        .filter(secrets::purpose.eq(purpose.word()));
    diesel::update(earlier.filter(secrets::user_id.eq(sent.user_id.as_str())).filter(secrets::used_at.is_null()))
        .set(secrets::used_at.eq(now.micros()))
        .execute(conn)?;
    diesel::insert_into(secrets::table)
        .values((
            secrets::organization_id.eq(sent.organization_id.as_str()),
            secrets::hash.eq(hash),
            secrets::user_id.eq(sent.user_id.as_str()),
            secrets::purpose.eq(purpose.word()),
            secrets::created_at.eq(now.micros()),
            secrets::expires_at.eq(sent.expires_at.micros()),
        ))
        .execute(conn)?;
    Ok(())
}

/// Whose secret this is, whatever became of it.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut Conn, hash: &str) -> Result<Sent, ApiError> {
    let (org, user, expires_at, used_at) = secrets::table
        .filter(secrets::hash.eq(hash))
        .select((secrets::organization_id, secrets::user_id, secrets::expires_at, secrets::used_at))
        .first::<(String, String, i64, Option<i64>)>(conn)?;
    Ok(Sent {
        organization_id: OrganizationId::trusted(org),
        user_id: UserId::trusted(user),
        expires_at: Timestamp::from_micros(expires_at),
        used_at: used_at.map(Timestamp::from_micros),
    })
}

/// Uses up every secret of a person: they have a password now, or may not come in.
///
/// # Errors
/// When the store fails.
pub fn use_up(conn: &mut Conn, org: &OrganizationId, user: &UserId, now: Timestamp) -> Result<(), ApiError> {
    diesel::update(secrets::table.filter(secrets::organization_id.eq(org.as_str())))
        .filter(secrets::user_id.eq(user.as_str()))
        .filter(secrets::used_at.is_null())
        .set(secrets::used_at.eq(now.micros()))
        .execute(conn)?;
    Ok(())
}
