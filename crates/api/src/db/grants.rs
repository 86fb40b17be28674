//! Access of people to a plan, carried by links.

use super::{
    Conn,
    guests::{self, GrantKey},
    schema::{grants, stakeholders},
};
use crate::error::ApiError;
use diesel::prelude::*;
use tandem_shared::{
    day::Timestamp,
    grant::{Access, Delivery, Grant, GrantStatus, grant_status},
    id::{GrantId, OrganizationId, StakeholderId, UserId},
    stakeholder::StakeholderGrant,
};

/// A person's access with its newest link, as stored. Hashes are lower-case hex of SHA-256.
#[derive(Clone)]
pub struct GrantRow {
    /// What the API shows, but for the status.
    pub short: GrantShort,
    /// The person's name.
    pub name: String,
    /// Where the link went.
    pub email: String,
    /// Hash of the link's secret.
    pub secret_hash: String,
    /// Hash of the short code.
    pub code_hash: String,
    /// The note that stood in the mail.
    pub note: String,
    /// Where the mail stands.
    pub delivery: Delivery,
    /// Why it failed or is tried again.
    pub delivery_reason: Option<String>,
    /// Who shared the plan.
    pub invited_by: UserId,
    /// When the newest link was made.
    pub sent_at: Timestamp,
    /// Grows with every change.
    pub version: i32,
}

impl GrantRow {
    /// As the API shows it.
    #[must_use]
    pub fn grant(&self, now: Timestamp) -> Grant {
        Grant {
            id: self.short.id.clone(),
            stakeholder_id: self.short.stakeholder_id.clone(),
            name: self.name.clone(),
            email: self.email.clone(),
            access: self.short.access,
            status: self.short.status(now),
            delivery: self.delivery,
            delivery_reason: self.delivery_reason.clone(),
            sent_at: self.sent_at,
            activated_at: self.short.activated_at,
            expires_at: self.short.expires_at,
            revoked_at: self.short.revoked_at,
            last_seen_at: self.short.last_seen_at,
            version: self.version,
        }
    }
}

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = grants)]
#[diesel(treat_none_as_null = true)]
struct Raw {
    id: String,
    stakeholder_id: String,
    email: String,
    access: String,
    secret_hash: String,
    code_hash: String,
    note: String,
    delivery: String,
    delivery_reason: Option<String>,
    invited_by: String,
    sent_at: i64,
    expires_at: i64,
    activated_at: Option<i64>,
    revoked_at: Option<i64>,
    last_seen_at: Option<i64>,
    version: i32,
}

impl From<&GrantRow> for Raw {
    fn from(row: &GrantRow) -> Self {
        let short = &row.short;
        Self {
            id: short.id.to_string(),
            stakeholder_id: short.stakeholder_id.to_string(),
            email: row.email.clone(),
            access: short.access.to_string(),
            secret_hash: row.secret_hash.clone(),
            code_hash: row.code_hash.clone(),
            note: row.note.clone(),
            delivery: row.delivery.to_string(),
            delivery_reason: row.delivery_reason.clone(),
            invited_by: row.invited_by.to_string(),
            sent_at: row.sent_at.micros(),
            expires_at: short.expires_at.micros(),
            activated_at: short.activated_at.map(Timestamp::micros),
            revoked_at: short.revoked_at.map(Timestamp::micros),
            last_seen_at: short.last_seen_at.map(Timestamp::micros),
            version: row.version,
        }
    }
}

impl Raw {
    fn row(self, name: String) -> GrantRow {
        let at = |micros: Option<i64>| micros.map(Timestamp::from_micros);
        GrantRow {
            short: GrantShort {
                id: GrantId::trusted(self.id),
                stakeholder_id: StakeholderId::trusted(self.stakeholder_id),
                access: Access::from_word(&self.access).unwrap_or(Access::View),
                activated_at: at(self.activated_at),
                revoked_at: at(self.revoked_at),
                expires_at: Timestamp::from_micros(self.expires_at),
                last_seen_at: at(self.last_seen_at),
            },
            name,
            email: self.email,
            secret_hash: self.secret_hash,
            code_hash: self.code_hash,
            note: self.note,
            delivery: Delivery::from_word(&self.delivery).unwrap_or(Delivery::Queued),
            delivery_reason: self.delivery_reason,
            invited_by: UserId::trusted(self.invited_by),
            sent_at: Timestamp::from_micros(self.sent_at),
            version: self.version,
        }
    }
}

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
    Ok(list(conn, org, plan)?.into_iter().map(|row| row.short).collect())
}

#[diesel::dsl::auto_type(no_type_alias)]
fn of_plan<'a>(org: &'a str, plan: &'a str) -> _ {
    grants::table.filter(grants::organization_id.eq(org)).filter(grants::plan_id.eq(plan))
}

#[diesel::dsl::auto_type(no_type_alias)]
fn with_names<'a>(org: &'a str, plan: &'a str) -> _ {
    grants::table
        .inner_join(
            stakeholders::table.on(stakeholders::organization_id
                .eq(grants::organization_id)
                .and(stakeholders::plan_id.eq(grants::plan_id))
                .and(stakeholders::id.eq(grants::stakeholder_id))),
        )
        .filter(grants::organization_id.eq(org))
        .filter(grants::plan_id.eq(plan))
}

/// The access of everyone in a plan, the newest link last.
///
/// # Errors
/// When the store fails.
pub fn list(conn: &mut Conn, org: &OrganizationId, plan: &str) -> Result<Vec<GrantRow>, ApiError> {
    let rows: Vec<(Raw, String)> = with_names(org.as_str(), plan)
        .order((grants::sent_at.asc(), grants::id.asc()))
        .select((Raw::as_select(), stakeholders::name))
        .load(conn)?;
    Ok(rows.into_iter().map(|(raw, name)| raw.row(name)).collect())
}

/// One grant of a plan.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut Conn, org: &OrganizationId, plan: &str, id: &str) -> Result<GrantRow, ApiError> {
    let (raw, name): (Raw, String) = with_names(org.as_str(), plan)
        .filter(grants::id.eq(id))
        .select((Raw::as_select(), stakeholders::name))
        .first(conn)?;
    Ok(raw.row(name))
}

/// The grant of a person of a plan.
///
/// # Errors
/// When the store fails.
pub fn find_of(
    conn: &mut Conn,
    org: &OrganizationId,
    plan: &str,
    person: &StakeholderId,
) -> Result<Option<GrantRow>, ApiError> {
    let row: Option<(Raw, String)> = with_names(org.as_str(), plan)
        .filter(grants::stakeholder_id.eq(person.as_str()))
        .select((Raw::as_select(), stakeholders::name))
        .first(conn)
        .optional()?;
    Ok(row.map(|(raw, name)| raw.row(name)))
}

/// Adds a grant.
///
/// # Errors
/// When the store fails.
pub fn insert(conn: &mut Conn, org: &OrganizationId, plan: &str, row: &GrantRow) -> Result<(), ApiError> {
    diesel::insert_into(grants::table)
        .values((grants::organization_id.eq(org.as_str()), grants::plan_id.eq(plan), Raw::from(row)))
        .execute(conn)?;
    Ok(())
}

/// Writes a grant's fields.
///
/// # Errors
/// When the store fails.
pub fn update(conn: &mut Conn, org: &OrganizationId, plan: &str, row: &GrantRow) -> Result<(), ApiError> {
    diesel::update(of_plan(org.as_str(), plan).filter(grants::id.eq(row.short.id.as_str())))
        .set(Raw::from(row))
        .execute(conn)?;
    Ok(())
}

/// Deletes a person's grant with its sessions and codes; only when the person is removed.
///
/// # Errors
/// When the store fails.
pub fn erase(conn: &mut Conn, key: &GrantKey) -> Result<(), ApiError> {
    guests::erase(conn, key)?;
    let grant =
        of_plan(key.organization_id.as_str(), key.plan_id.as_str()).filter(grants::id.eq(key.grant_id.as_str()));
    diesel::delete(grant).execute(conn)?;
    Ok(())
}
