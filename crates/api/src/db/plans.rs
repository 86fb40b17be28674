//! Plans: their own fields and facts.

use super::{
    Conn,
    schema::{deals, organizations, plans, users},
};
use crate::error::ApiError;
use diesel::prelude::*;
use tandem_shared::{
    day::Timestamp,
    id::{DealId, OrganizationId, PlanId},
    status::PlanFacts,
};

/// A plan as it is stored.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = plans, treat_none_as_null = true)]
#[expect(missing_docs, reason = "the columns, as migrations/ tells them")]
pub struct PlanRow {
    pub id: String,
    pub deal_id: String,
    pub title: String,
    pub description: String,
    pub welcome_message: String,
    pub anchor_date: Option<String>,
    pub first_shared_at: Option<i64>,
    pub first_joined_at: Option<i64>,
    pub last_buyer_event_at: Option<i64>,
    pub last_buyer_visit_at: Option<i64>,
    pub archived_at: Option<i64>,
    pub created_at: i64,
    pub version: i32,
}

impl PlanRow {
    /// The facts its status follows from.
    #[must_use]
    pub fn facts(&self) -> PlanFacts {
        PlanFacts {
            archived_at: self.archived_at.map(Timestamp::from_micros),
            first_joined_at: self.first_joined_at.map(Timestamp::from_micros),
            last_buyer_event_at: self.last_buyer_event_at.map(Timestamp::from_micros),
        }
    }
}

/// What a plan's page needs of its deal.
#[expect(missing_docs, reason = "the columns, as migrations/ tells them")]
pub struct DealOf {
    pub name: String,
    pub account_name: String,
    pub stage_id: String,
    pub owner_id: String,
    pub owner_name: String,
    pub seller_close_date: Option<String>,
    pub seller_name: String,
}

/// A plan with what its page needs of its deal.
///
/// # Errors
/// `NotFound`.
pub fn find_with_deal(conn: &mut Conn, org: &OrganizationId, plan: &PlanId) -> Result<(PlanRow, DealOf), ApiError> {
    type Deal = (String, String, String, String, String, Option<String>, String);
    let (row, deal): (PlanRow, Deal) = plans::table
        .inner_join(
            deals::table.on(deals::organization_id.eq(plans::organization_id).and(deals::id.eq(plans::deal_id))),
        )
        .inner_join(
            users::table.on(users::organization_id.eq(deals::organization_id).and(users::id.eq(deals::owner_id))),
        )
        .inner_join(organizations::table.on(organizations::id.eq(plans::organization_id)))
        .filter(plans::organization_id.eq(org.as_str()))
        .filter(plans::id.eq(plan.as_str()))
        .select((
            PlanRow::as_select(),
            (
                deals::name,
                deals::account_name,
                deals::stage_id,
                deals::owner_id,
                users::name,
                deals::seller_close_date,
                organizations::name,
            ),
        ))
        .first(conn)?;
    let (name, account_name, stage_id, owner_id, owner_name, seller_close_date, seller_name) = deal;
    Ok((row, DealOf { name, account_name, stage_id, owner_id, owner_name, seller_close_date, seller_name }))
}

/// A plan's own row.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut Conn, org: &OrganizationId, plan: &PlanId) -> Result<PlanRow, ApiError> {
    Ok(plans::table
        .filter(plans::organization_id.eq(org.as_str()))
        .filter(plans::id.eq(plan.as_str()))
        .select(PlanRow::as_select())
        .first(conn)?)
}

/// The plan of a deal that is not archived.
///
/// # Errors
/// When the store fails.
pub fn of_deal(conn: &mut Conn, org: &OrganizationId, deal: &DealId) -> Result<Option<PlanId>, ApiError> {
    let id: Option<String> = plans::table
        .filter(plans::organization_id.eq(org.as_str()))
        .filter(plans::deal_id.eq(deal.as_str()))
        .filter(plans::archived_at.is_null())
        .select(plans::id)
        .first(conn)
        .optional()?;
    Ok(id.map(PlanId::trusted))
}

/// Adds a plan.
///
/// # Errors
/// When the store fails.
pub fn insert(conn: &mut Conn, org: &OrganizationId, row: &PlanRow) -> Result<(), ApiError> {
    diesel::insert_into(plans::table).values((plans::organization_id.eq(org.as_str()), row)).execute(conn)?;
    Ok(())
}

/// Writes every field of a plan.
///
/// # Errors
/// When the store fails.
pub fn update(conn: &mut Conn, org: &OrganizationId, row: &PlanRow) -> Result<(), ApiError> {
    diesel::update(plans::table)
        .filter(plans::organization_id.eq(org.as_str()))
        .filter(plans::id.eq(&row.id))
        .set(row)
        .execute(conn)?;
    Ok(())
}

/// Notes that a buyer did something.
///
/// # Errors
/// When the store fails.
pub fn note_buyer_event(conn: &mut Conn, org: &OrganizationId, plan: &PlanId, at: Timestamp) -> Result<(), ApiError> {
    diesel::update(plans::table)
        .filter(plans::organization_id.eq(org.as_str()))
        .filter(plans::id.eq(plan.as_str()))
        .set(plans::last_buyer_event_at.eq(at.micros()))
        .execute(conn)?;
    Ok(())
}
