//! Access of people to a plan, carried by links.

use super::{Conn, schema::grants};
use crate::error::ApiError;
use diesel::prelude::*;
use tandem_shared::{
    day::Timestamp,
    grant::{Access, GrantStatus, grant_status},
    id::{GrantId, OrganizationId, StakeholderId},
    stakeholder::StakeholderGrant,
};

/// A person's access, in short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrantShort {
    /// The grant.
    pub id: GrantId,
    /// Whose it is.
    pub stakeholder_id: StakeholderId,
    /// View or edit.
    pub access: Access,
    /// When a person opened it.
    pub activated_at: Option<Timestamp>,
    /// When it was taken back.
    pub revoked_at: Option<Timestamp>,
    /// When it ends if nobody opens it.
    pub expires_at: Timestamp,
    /// Last visit.
    pub last_seen_at: Option<Timestamp>,
}

impl GrantShort {
    /// Where it stands.
    #[must_use]
    pub fn status(&self, now: Timestamp) -> GrantStatus {
        grant_status(self.activated_at, self.revoked_at, self.expires_at, now)
    }

    /// As a person's card shows it.
    #[must_use]
    pub fn on_card(&self, now: Timestamp) -> StakeholderGrant {
        StakeholderGrant {
            id: self.id.clone(),
            access: self.access,
            status: self.status(now),
            last_seen_at: self.last_seen_at,
        }
    }
}

/// The access of everyone in a plan.
///
/// # Errors
/// When the store fails.
pub fn list_short(conn: &mut Conn, org: &OrganizationId, plan: &str) -> Result<Vec<GrantShort>, ApiError> {
    type Raw = (String, String, String, Option<i64>, Option<i64>, i64, Option<i64>);
    let rows: Vec<Raw> = grants::table
        .filter(grants::organization_id.eq(org.as_str()))
        .filter(grants::plan_id.eq(plan))
        .select((
            grants::id,
            grants::stakeholder_id,
            grants::access,
            grants::activated_at,
            grants::revoked_at,
            grants::expires_at,
            grants::last_seen_at,
        ))
        .load(conn)?;
    let at = |micros: Option<i64>| micros.map(Timestamp::from_micros);
    Ok(rows
        .into_iter()
        .map(|(id, stakeholder, access, activated, revoked, expires, seen)| GrantShort {
            id: GrantId::trusted(id),
            stakeholder_id: StakeholderId::trusted(stakeholder),
            access: Access::from_word(&access).unwrap_or(Access::View),
            activated_at: at(activated),
            revoked_at: at(revoked),
            expires_at: Timestamp::from_micros(expires),
            last_seen_at: at(seen),
        })
        .collect())
}
