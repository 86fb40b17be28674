//! Addresses of plans' calendars, by the hash of their secret.

use super::{
    Conn,
    schema::{calendar_feeds, deals, grants, plans, users},
};
use crate::error::ApiError;
use diesel::prelude::*;
use tandem_shared::{
    day::Timestamp,
    id::{CalendarFeedId, GrantId, OrganizationId, PlanId, UserId},
    stakeholder::Side,
};

/// An address, as stored.
#[derive(Clone, Debug)]
pub struct FeedRow {
    /// Its id.
    pub id: CalendarFeedId,
    /// Name of who made it.
    pub made_by: String,
    /// Their side.
    pub side: Side,
    /// The user who made it.
    pub user_id: Option<UserId>,
    /// The grant of the guest who made it.
    pub grant_id: Option<GrantId>,
    /// When.
    pub created_at: Timestamp,
}

type Row = (String, String, String, Option<String>, Option<String>, i64);

fn read((id, made_by, side, user, grant, at): Row) -> FeedRow {
    FeedRow {
        id: CalendarFeedId::trusted(id),
        made_by,
        side: Side::from_word(&side).unwrap_or(Side::Buyer),
        user_id: user.map(UserId::trusted),
        grant_id: grant.map(GrantId::trusted),
        created_at: Timestamp::from_micros(at),
    }
}

macro_rules! columns {
    () => {
        (
            calendar_feeds::id,
            calendar_feeds::made_by,
            calendar_feeds::side,
            calendar_feeds::user_id,
            calendar_feeds::grant_id,
            calendar_feeds::created_at,
        )
    };
}

#[diesel::dsl::auto_type(no_type_alias)]
fn of_plan<'a>(org: &'a str, plan: &'a str) -> _ {
    calendar_feeds::table.filter(calendar_feeds::organization_id.eq(org)).filter(calendar_feeds::plan_id.eq(plan))
}

/// A plan's addresses in the order they were made.
///
/// # Errors
/// When the store fails.
pub fn list(conn: &mut Conn, org: &OrganizationId, plan: &PlanId) -> Result<Vec<FeedRow>, ApiError> {
    let rows: Vec<Row> =
        of_plan(org.as_str(), plan.as_str()).order(calendar_feeds::id.asc()).select(columns!()).load(conn)?;
    Ok(rows.into_iter().map(read).collect())
}

/// Adds an address; only the hash of its secret is kept.
///
/// # Errors
/// When the store fails.
pub fn insert(
    conn: &mut Conn,
    org: &OrganizationId,
    plan: &PlanId,
    row: &FeedRow,
    secret_hash: &str,
) -> Result<(), ApiError> {
    diesel::insert_into(calendar_feeds::table)
        .values((
            (calendar_feeds::organization_id.eq(org.as_str()), calendar_feeds::plan_id.eq(plan.as_str())),
            (calendar_feeds::id.eq(row.id.as_str()), calendar_feeds::secret_hash.eq(secret_hash)),
            (calendar_feeds::made_by.eq(&row.made_by), calendar_feeds::side.eq(row.side.as_str())),
            calendar_feeds::user_id.eq(row.user_id.as_ref().map(UserId::as_str)),
            calendar_feeds::grant_id.eq(row.grant_id.as_ref().map(GrantId::as_str)),
            calendar_feeds::created_at.eq(row.created_at.micros()),
        ))
        .execute(conn)?;
    Ok(())
}

/// Revokes an address.
///
/// # Errors
/// When the store fails.
pub fn delete(conn: &mut Conn, org: &OrganizationId, plan: &PlanId, id: &CalendarFeedId) -> Result<(), ApiError> {
    diesel::delete(of_plan(org.as_str(), plan.as_str()).filter(calendar_feeds::id.eq(id.as_str()))).execute(conn)?;
    Ok(())
}

/// The plan whose calendar stands under this address, if whoever made it still has access to it.
///
/// # Errors
/// When the store fails.
pub fn plan_of(conn: &mut Conn, secret_hash: &str) -> Result<Option<(OrganizationId, PlanId)>, ApiError> {
    let user = users::organization_id
        .eq(calendar_feeds::organization_id)
        .and(calendar_feeds::user_id.eq(users::id.nullable()))
        .and(users::status.eq("active"));
    let grant = grants::organization_id
        .eq(calendar_feeds::organization_id)
        .and(grants::plan_id.eq(calendar_feeds::plan_id))
        .and(calendar_feeds::grant_id.eq(grants::id.nullable()))
        .and(grants::revoked_at.is_null());
    let found: Option<(String, String)> =
        calendar_feeds::table
            .inner_join(plans::table.on(
                plans::organization_id.eq(calendar_feeds::organization_id).and(plans::id.eq(calendar_feeds::plan_id)),
            ))
            .inner_join(
                deals::table.on(deals::organization_id.eq(plans::organization_id).and(deals::id.eq(plans::deal_id))),
            )
            .filter(calendar_feeds::secret_hash.eq(secret_hash))
            .filter(plans::archived_at.is_null())
            .filter(deals::deleted_at.is_null())
            .filter(diesel::dsl::exists(users::table.filter(user)).or(diesel::dsl::exists(grants::table.filter(grant))))
            .select((calendar_feeds::organization_id, calendar_feeds::plan_id))
            .first(conn)
            .optional()?;
    Ok(found.map(|(org, plan)| (OrganizationId::trusted(org), PlanId::trusted(plan))))
}
