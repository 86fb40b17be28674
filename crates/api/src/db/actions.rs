//! Actions and whom they are assigned to.

use super::{
    Conn,
    schema::{actions, assignees, deals, milestones, plans, stakeholders},
};
use crate::error::ApiError;
use diesel::prelude::*;
use tandem_shared::id::{ActionId, OrganizationId, PlanId, StakeholderId, UserId};

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
    Ok(actions::table
        .filter(actions::organization_id.eq(org.as_str()))
        .filter(actions::plan_id.eq(plan.as_str()))
        .filter(actions::deleted_at.is_null())
        .order((actions::position.asc(), actions::id.asc()))
        .select(ActionRow::as_select())
        .load(conn)?)
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
    Ok(actions::table
        .filter(actions::organization_id.eq(org.as_str()))
        .filter(actions::plan_id.eq(plan.as_str()))
        .filter(actions::id.eq(id))
        .select(ActionRow::as_select())
        .first(conn)?)
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
    diesel::update(actions::table)
        .filter(actions::organization_id.eq(org.as_str()))
        .filter(actions::plan_id.eq(plan.as_str()))
        .filter(actions::id.eq(&row.id))
        .set(row)
        .execute(conn)?;
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

/// Who each of a plan's actions is assigned to: action, stakeholder.
///
/// # Errors
/// When the store fails.
pub fn assignees(conn: &mut Conn, org: &OrganizationId, plan: &PlanId) -> Result<Vec<(String, String)>, ApiError> {
    Ok(assignees::table
        .filter(assignees::organization_id.eq(org.as_str()))
        .filter(assignees::plan_id.eq(plan.as_str()))
        .select((assignees::action_id, assignees::stakeholder_id))
        .load(conn)?)
}

/// Who one action is assigned to.
///
/// # Errors
/// When the store fails.
pub fn assignees_of(
    conn: &mut Conn,
    org: &OrganizationId,
    plan: &PlanId,
    action: &str,
) -> Result<Vec<StakeholderId>, ApiError> {
    let ids: Vec<String> = assignees::table
        .filter(assignees::organization_id.eq(org.as_str()))
        .filter(assignees::plan_id.eq(plan.as_str()))
        .filter(assignees::action_id.eq(action))
        .select(assignees::stakeholder_id)
        .load(conn)?;
    Ok(ids.into_iter().map(StakeholderId::trusted).collect())
}

/// Replaces whom an action is assigned to.
///
/// # Errors
/// When the store fails.
pub fn assign(
    conn: &mut Conn,
    org: &OrganizationId,
    plan: &PlanId,
    action: &str,
    to: &[StakeholderId],
) -> Result<(), ApiError> {
    diesel::delete(assignees::table)
        .filter(assignees::organization_id.eq(org.as_str()))
        .filter(assignees::plan_id.eq(plan.as_str()))
        .filter(assignees::action_id.eq(action))
        .execute(conn)?;
    for stakeholder in to {
        let values = (
            assignees::organization_id.eq(org.as_str()),
            assignees::plan_id.eq(plan.as_str()),
            assignees::action_id.eq(action),
            assignees::stakeholder_id.eq(stakeholder.as_str()),
        );
        diesel::insert_into(assignees::table).values(values).execute(conn)?;
    }
    Ok(())
}

/// One of somebody's actions, with where it belongs.
pub struct MineRow {
    /// The action.
    pub action: ActionRow,
    /// Its plan.
    pub plan_id: String,
    /// Its deal.
    pub deal_id: String,
    /// The deal's name.
    pub deal_name: String,
    /// The buying company.
    pub account_name: String,
    /// The milestone's title.
    pub milestone_title: String,
    /// Whether the milestone is called off.
    pub is_cancelled: bool,
}

/// Whose actions.
pub enum Whose<'a> {
    /// A user's, over all plans.
    User(&'a UserId),
    /// A guest's, of one plan: the shared ones.
    Stakeholder(&'a PlanId, &'a StakeholderId),
}

/// Somebody's open actions and those done since `done_after`, by target; those without one last.
///
/// # Errors
/// When the store fails.
pub fn mine(
    conn: &mut Conn,
    org: &OrganizationId,
    whose: &Whose<'_>,
    done_after: i64,
    limit: i64,
) -> Result<Vec<MineRow>, ApiError> {
    let mut query = assignees::table
        .inner_join(
            stakeholders::table.on(stakeholders::organization_id
                .eq(assignees::organization_id)
                .and(stakeholders::plan_id.eq(assignees::plan_id))
                .and(stakeholders::id.eq(assignees::stakeholder_id))),
        )
        .inner_join(
            actions::table.on(actions::organization_id
                .eq(assignees::organization_id)
                .and(actions::plan_id.eq(assignees::plan_id))
                .and(actions::id.eq(assignees::action_id))),
        )
        .inner_join(
            milestones::table.on(milestones::organization_id
                .eq(actions::organization_id)
                .and(milestones::plan_id.eq(actions::plan_id))
                .and(milestones::id.eq(actions::milestone_id))),
        )
        .inner_join(
            plans::table.on(plans::organization_id.eq(actions::organization_id).and(plans::id.eq(actions::plan_id))),
        )
        .inner_join(
            deals::table.on(deals::organization_id.eq(plans::organization_id).and(deals::id.eq(plans::deal_id))),
        )
        .filter(assignees::organization_id.eq(org.as_str()))
        .filter(actions::deleted_at.is_null())
        .filter(plans::archived_at.is_null())
        .filter(deals::deleted_at.is_null())
        .filter(actions::completed_at.is_null().or(actions::completed_at.gt(done_after)))
        .select((
            ActionRow::as_select(),
            plans::id,
            deals::id,
            deals::name,
            deals::account_name,
            milestones::title,
            milestones::cancelled_at.is_not_null(),
        ))
        .order((actions::target_date.is_null().asc(), actions::target_date.asc(), actions::id.asc()))
        .into_boxed();
    query = match whose {
        Whose::User(user) => query.filter(stakeholders::user_id.eq(user.as_str())),
        Whose::Stakeholder(plan, id) => query
            .filter(assignees::plan_id.eq(plan.as_str()))
            .filter(assignees::stakeholder_id.eq(id.as_str()))
            .filter(actions::visibility.eq("shared"))
            .filter(milestones::visibility.eq("shared")),
    };
    type Row = (ActionRow, String, String, String, String, String, bool);
    let rows: Vec<Row> = query.limit(limit).load(conn)?;
    let read = |(action, plan_id, deal_id, deal_name, account_name, milestone_title, is_cancelled): Row| MineRow {
        action,
        plan_id,
        deal_id,
        deal_name,
        account_name,
        milestone_title,
        is_cancelled,
    };
    Ok(rows.into_iter().map(read).collect())
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
        return Ok(diesel::select(diesel::dsl::exists(open)).get_result(conn)?);
    }
    let open = open.filter(actions::visibility.eq("shared"));
    Ok(diesel::select(diesel::dsl::exists(open)).get_result(conn)?)
}
