//! Whom actions are assigned to, and what is assigned to somebody.

use super::{
    Conn,
    actions::ActionRow,
    schema::{actions, assignees, deals, milestones, plans, stakeholders},
};
use crate::error::ApiError;
use diesel::prelude::*;
use tandem_shared::id::{OrganizationId, PlanId, StakeholderId, UserId};

/// Who each of a plan's actions is assigned to: action, stakeholder.
///
/// # Errors
/// When the store fails.
pub fn of_plan(conn: &mut Conn, org: &OrganizationId, plan: &PlanId) -> Result<Vec<(String, String)>, ApiError> {
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
pub fn of_action(
    conn: &mut Conn,
    org: &OrganizationId,
    plan: &PlanId,
    action: &str,
) -> Result<Vec<StakeholderId>, ApiError> {
    let query = assignees::table
        .filter(assignees::organization_id.eq(org.as_str()))
        .filter(assignees::plan_id.eq(plan.as_str()))
        .filter(assignees::action_id.eq(action))
        .select(assignees::stakeholder_id);
    let ids: Vec<String> = on_its_engine!(conn, |own| query.load(own)?);
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

/// Assignments with the person, the action and where it belongs.
macro_rules! with_places {
    () => {
        assignees::table
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
                plans::table
                    .on(plans::organization_id.eq(actions::organization_id).and(plans::id.eq(actions::plan_id))),
            )
            .inner_join(
                deals::table.on(deals::organization_id.eq(plans::organization_id).and(deals::id.eq(plans::deal_id))),
            )
    };
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
    let mut query = with_places!()
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
