//! Deals and their list.

use super::{
    Conn,
    schema::{deals, health_now, logs, plans, users},
};
use crate::error::ApiError;
use diesel::prelude::*;
use tandem_shared::{
    deal::DealSort,
    id::{DealId, OrganizationId, StageId, UserId},
};

/// A deal as it is stored.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = deals, treat_none_as_null = true)]
#[expect(missing_docs, reason = "the columns, as migrations/ tells them")]
pub struct DealRow {
    pub id: String,
    pub name: String,
    pub account_name: String,
    pub account_domain: String,
    pub product: String,
    pub stage_id: String,
    pub owner_id: String,
    pub amount: Option<i64>,
    pub currency: String,
    pub seller_close_date: Option<String>,
    pub budget_status: String,
    pub current_state: String,
    pub desired_state: String,
    pub refs: String,
    pub search: String,
    pub created_at: i64,
    pub updated_at: i64,
    pub deleted_at: Option<i64>,
    pub version: i32,
}

/// What a row of the list needs of the deal's plan.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = plans)]
#[expect(missing_docs, reason = "the columns, as migrations/ tells them")]
pub struct PlanOf {
    pub id: String,
    pub first_joined_at: Option<i64>,
    pub last_buyer_event_at: Option<i64>,
    pub last_buyer_visit_at: Option<i64>,
    pub agreed_version: Option<i32>,
    pub open_sign_off: Option<String>,
}

/// How healthy a plan is, as it was reckoned last.
#[derive(Clone, Copy, Debug, Queryable, Selectable)]
#[diesel(table_name = health_now)]
#[expect(missing_docs, reason = "the columns, as migrations/ tells them")]
pub struct HealthOf {
    pub score: Option<i32>,
    pub errors: i32,
}

/// A deal with its owner's name, its plan, the number of the plan's newest event, and its health.
pub type Listed = (DealRow, String, Option<PlanOf>, Option<i64>, Option<HealthOf>);

/// Which deals, and in what order.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Words that name, company or product must hold, each.
    pub words: Vec<String>,
    /// Only of this stage.
    pub stage_id: Option<StageId>,
    /// Only of this owner.
    pub owner_id: Option<UserId>,
    /// Only changed at or after, in microseconds.
    pub updated_since: Option<i64>,
    /// The order.
    pub sort: Option<DealSort>,
    /// Turn it round.
    pub descending: bool,
    /// Skip this many.
    pub offset: i64,
    /// Give at most this many.
    pub limit: i64,
}

macro_rules! listed {
    () => {
        deals::table
            .inner_join(
                users::table.on(users::organization_id.eq(deals::organization_id).and(users::id.eq(deals::owner_id))),
            )
            .left_join(
                plans::table.on(plans::organization_id
                    .eq(deals::organization_id)
                    .and(plans::deal_id.eq(deals::id))
                    .and(plans::archived_at.is_null())),
            )
            .left_join(
                logs::table.on(logs::organization_id
                    .nullable()
                    .eq(plans::organization_id.nullable())
                    .and(logs::id.nullable().eq(plans::id.nullable()))),
            )
            .left_join(
                health_now::table.on(health_now::organization_id
                    .nullable()
                    .eq(plans::organization_id.nullable())
                    .and(health_now::plan_id.nullable().eq(plans::id.nullable()))),
            )
            .select((
                DealRow::as_select(),
                users::name,
                Option::<PlanOf>::as_select(),
                logs::seq.nullable(),
                Option::<HealthOf>::as_select(),
            ))
            .filter(deals::deleted_at.is_null())
    };
}

/// One deal.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut Conn, org: &OrganizationId, id: &DealId) -> Result<Listed, ApiError> {
    Ok(listed!().filter(deals::organization_id.eq(org.as_str())).filter(deals::id.eq(id.as_str())).first(conn)?)
}

/// Deals of the organization.
///
/// # Errors
/// When the store fails.
pub fn list(conn: &mut Conn, org: &OrganizationId, filter: &Filter) -> Result<Vec<Listed>, ApiError> {
    let mut query = listed!().filter(deals::organization_id.eq(org.as_str())).into_boxed();
    for word in &filter.words {
        query = query.filter(deals::search.like(format!("%{}%", escaped(word))).escape('\\'));
    }
    if let Some(stage) = &filter.stage_id {
        query = query.filter(deals::stage_id.eq(stage.as_str()));
    }
    if let Some(owner) = &filter.owner_id {
        query = query.filter(deals::owner_id.eq(owner.as_str()));
    }
    if let Some(since) = filter.updated_since {
        query = query.filter(deals::updated_at.ge(since));
    }
    query = match (filter.sort.unwrap_or(DealSort::UpdatedAt), filter.descending) {
        (DealSort::UpdatedAt, false) => query.order((deals::updated_at.asc(), deals::id.asc())),
        (DealSort::UpdatedAt, true) => query.order((deals::updated_at.desc(), deals::id.desc())),
        (DealSort::CreatedAt, false) => query.order((deals::created_at.asc(), deals::id.asc())),
        (DealSort::CreatedAt, true) => query.order((deals::created_at.desc(), deals::id.desc())),
        // The search text begins with the name in lower case.
        (DealSort::Name, false) => query.order((deals::search.asc(), deals::id.asc())),
        (DealSort::Name, true) => query.order((deals::search.desc(), deals::id.desc())),
        (DealSort::CloseDate, false) => {
            query.order((deals::seller_close_date.is_null().asc(), deals::seller_close_date.asc(), deals::id.asc()))
        }
        (DealSort::CloseDate, true) => {
            query.order((deals::seller_close_date.is_null().asc(), deals::seller_close_date.desc(), deals::id.desc()))
        }
        (DealSort::Amount, false) => query.order((deals::amount.is_null().asc(), deals::amount.asc(), deals::id.asc())),
        (DealSort::Amount, true) => {
            query.order((deals::amount.is_null().asc(), deals::amount.desc(), deals::id.desc()))
        }
    };
    Ok(query.limit(filter.limit).offset(filter.offset).load(conn)?)
}

/// A word without what `LIKE` would read as a pattern.
fn escaped(word: &str) -> String {
    word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

/// Adds a deal.
///
/// # Errors
/// When the store fails.
pub fn insert(conn: &mut Conn, org: &OrganizationId, row: &DealRow) -> Result<(), ApiError> {
    diesel::insert_into(deals::table).values((deals::organization_id.eq(org.as_str()), row)).execute(conn)?;
    Ok(())
}

/// Writes every field of a deal.
///
/// # Errors
/// When the store fails.
pub fn update(conn: &mut Conn, org: &OrganizationId, row: &DealRow) -> Result<(), ApiError> {
    diesel::update(deals::table)
        .filter(deals::organization_id.eq(org.as_str()))
        .filter(deals::id.eq(&row.id))
        .set(row)
        .execute(conn)?;
    Ok(())
}
