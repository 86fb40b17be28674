//! Rows of actions: one, all of a plan, of a milestone; adding, changing, moving.

use super::{Conn, schema::actions};
use crate::error::ApiError;
use diesel::prelude::*;
use tandem_shared::id::{ActionId, OrganizationId, PlanId};

/// An action as it is stored.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = actions, treat_none_as_null = true)]
#[expect(missing_docs, reason = "the columns, as migrations/ tells them")]
pub struct ActionRow {
    pub id: String,
    pub milestone_id: String,
    pub kind: String,
    pub title: String,
    pub description: String,
    pub side: String,
    pub start_date: Option<String>,
    pub target_date: Option<String>,
    pub visibility: String,
    pub position: i32,
    pub started_at: Option<i64>,
    pub completed_at: Option<i64>,
    pub completed_by: Option<String>,
    pub completed_side: Option<String>,
    pub deleted_at: Option<i64>,
    pub created_by: String,
    pub version: i32,
}

/// A plan's actions that are not deleted, by position.
///
/// # Errors
/// When the store fails.
pub fn list(conn: &mut Conn, org: &OrganizationId, plan: &PlanId) -> Result<Vec<ActionRow>, ApiError> {
    Ok(on_its_engine!(conn, |own| actions::table
        .filter(actions::organization_id.eq(org.as_str()))
        .filter(actions::plan_id.eq(plan.as_str()))
        .filter(actions::deleted_at.is_null())
        .order((actions::position.asc(), actions::id.asc()))
        .select(ActionRow::as_select())
        .load(own)?))
}

/// A milestone's actions that are not deleted, by position.
///
/// # Errors
/// When the store fails.
pub fn of_milestone(
    conn: &mut Conn,
    org: &OrganizationId,
    plan: &PlanId,
    milestone: &str,
) -> Result<Vec<ActionRow>, ApiError> {
    Ok(actions::table
        .filter(actions::organization_id.eq(org.as_str()))
        .filter(actions::plan_id.eq(plan.as_str()))
        .filter(actions::milestone_id.eq(milestone))
        .filter(actions::deleted_at.is_null())
        .order((actions::position.asc(), actions::id.asc()))
        .select(ActionRow::as_select())
        .load(conn)?)
}

/// One action of a plan, deleted or not.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut Conn, org: &OrganizationId, plan: &PlanId, id: &str) -> Result<ActionRow, ApiError> {
    Ok(on_its_engine!(conn, |own| actions::table
        .filter(actions::organization_id.eq(org.as_str()))
        .filter(actions::plan_id.eq(plan.as_str()))
        .filter(actions::id.eq(id))
        .select(ActionRow::as_select())
        .first(own)?))
}

/// Adds an action.
///
/// # Errors
/// When the store fails.
pub fn insert(conn: &mut Conn, org: &OrganizationId, plan: &PlanId, row: &ActionRow) -> Result<(), ApiError> {
    let place = (actions::organization_id.eq(org.as_str()), actions::plan_id.eq(plan.as_str()));
    diesel::insert_into(actions::table).values((place, row)).execute(conn)?;
    Ok(())
}

/// Writes every field of an action.
///
/// # Errors
/// When the store fails.
pub fn update(conn: &mut Conn, org: &OrganizationId, plan: &PlanId, row: &ActionRow) -> Result<(), ApiError> {
    let update = diesel::update(actions::table)
        .filter(actions::organization_id.eq(org.as_str()))
        .filter(actions::plan_id.eq(plan.as_str()))
        .filter(actions::id.eq(&row.id))
        .set(row);
    on_its_engine!(conn, |own| update.execute(own)?);
    Ok(())
}

/// Writes an action's place only.
///
/// # Errors
/// When the store fails.
pub fn place(
    conn: &mut Conn,
    org: &OrganizationId,
    plan: &PlanId,
    id: &ActionId,
    position: i32,
) -> Result<(), ApiError> {
    diesel::update(actions::table)
        .filter(actions::organization_id.eq(org.as_str()))
        .filter(actions::plan_id.eq(plan.as_str()))
        .filter(actions::id.eq(id.as_str()))
        .set(actions::position.eq(position))
        .execute(conn)?;
    Ok(())
}

/// Deletes a milestone's actions with it (`from` none), or puts back those that went with it (`to` none).
///
/// # Errors
/// When the store fails.
pub fn move_with_milestone(
    conn: &mut Conn,
    org: &OrganizationId,
    plan: &PlanId,
    milestone: &str,
    from: Option<i64>,
    to: Option<i64>,
) -> Result<(), ApiError> {
    let of_milestone = actions::table
        .filter(actions::organization_id.eq(org.as_str()))
        .filter(actions::plan_id.eq(plan.as_str()))
        .filter(actions::milestone_id.eq(milestone));
    match from {
        None => diesel::update(of_milestone.filter(actions::deleted_at.is_null()))
            .set(actions::deleted_at.eq(to))
            .execute(conn)?,
        Some(at) => diesel::update(of_milestone.filter(actions::deleted_at.eq(at)))
            .set(actions::deleted_at.eq(to))
            .execute(conn)?,
    };
    Ok(())
}

/// Whether a milestone has an action that is not done; internal ones count only when asked for.
///
/// # Errors
/// When the store fails.
pub fn any_open(
    conn: &mut Conn,
    org: &OrganizationId,
    plan: &PlanId,
    milestone: &str,
    internal: bool,
) -> Result<bool, ApiError> {
    let open = actions::table
        .filter(actions::organization_id.eq(org.as_str()))
        .filter(actions::plan_id.eq(plan.as_str()))
        .filter(actions::milestone_id.eq(milestone))
        .filter(actions::completed_at.is_null())
        .filter(actions::deleted_at.is_null());
    if internal {
        let query = diesel::select(diesel::dsl::exists(open));
        return Ok(on_its_engine!(conn, |own| query.get_result(own)?));
    }
    let query = diesel::select(diesel::dsl::exists(open.filter(actions::visibility.eq("shared"))));
    Ok(on_its_engine!(conn, |own| query.get_result(own)?))
}
