//! Milestones with their dependencies and assumptions.

use super::{
    Conn,
    schema::{assumptions, dependencies, milestones},
};
use crate::error::ApiError;
use diesel::prelude::*;
use tandem_shared::{
    assumption::{Assumption, AssumptionState},
    id::{AssumptionId, MilestoneId, OrganizationId, PlanId},
};

/// A milestone as it is stored. Texts of closed sets are words of the shared crate.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = milestones, treat_none_as_null = true)]
#[expect(missing_docs, reason = "the columns, as migrations/ tells them")]
pub struct MilestoneRow {
    pub id: String,
    pub title: String,
    pub outcome: String,
    pub stage_id: String,
    pub kind: String,
    pub owner_side: String,
    pub owner_id: Option<String>,
    pub start_date: Option<String>,
    pub target_date: Option<String>,
    pub agreed_date: Option<String>,
    pub duration_days: Option<i32>,
    pub risk_reason: String,
    pub visibility: String,
    pub position: i32,
    pub completed_at: Option<i64>,
    pub cancelled_at: Option<i64>,
    pub deleted_at: Option<i64>,
    pub created_by: String,
    pub version: i32,
    pub no_known_risk: bool,
}

/// An assumption with its milestone.
#[derive(Clone, Debug)]
pub struct AssumptionOf {
    /// The milestone.
    pub milestone_id: String,
    /// The assumption.
    pub assumption: Assumption,
}

/// A plan's milestones that are not deleted, by position.
///
/// # Errors
/// When the store fails.
pub fn list(conn: &mut Conn, org: &OrganizationId, plan: &PlanId) -> Result<Vec<MilestoneRow>, ApiError> {
    Ok(on_its_engine!(conn, |own| milestones::table
        .filter(milestones::organization_id.eq(org.as_str()))
        .filter(milestones::plan_id.eq(plan.as_str()))
        .filter(milestones::deleted_at.is_null())
        .order((milestones::position.asc(), milestones::id.asc()))
        .select(MilestoneRow::as_select())
        .load(own)?))
}

/// One milestone of a plan, deleted or not.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut Conn, org: &OrganizationId, plan: &PlanId, id: &str) -> Result<MilestoneRow, ApiError> {
    Ok(on_its_engine!(conn, |own| milestones::table
        .filter(milestones::organization_id.eq(org.as_str()))
        .filter(milestones::plan_id.eq(plan.as_str()))
        .filter(milestones::id.eq(id))
        .select(MilestoneRow::as_select())
        .first(own)?))
}

/// Adds a milestone.
///
/// # Errors
/// When the store fails.
pub fn insert(conn: &mut Conn, org: &OrganizationId, plan: &PlanId, row: &MilestoneRow) -> Result<(), ApiError> {
    let place = (milestones::organization_id.eq(org.as_str()), milestones::plan_id.eq(plan.as_str()));
    diesel::insert_into(milestones::table).values((place, row)).execute(conn)?;
    Ok(())
}

/// Writes every field of a milestone.
///
/// # Errors
/// When the store fails.
pub fn update(conn: &mut Conn, org: &OrganizationId, plan: &PlanId, row: &MilestoneRow) -> Result<(), ApiError> {
    let update = diesel::update(milestones::table)
        .filter(milestones::organization_id.eq(org.as_str()))
        .filter(milestones::plan_id.eq(plan.as_str()))
        .filter(milestones::id.eq(&row.id))
        .set(row);
    on_its_engine!(conn, |own| update.execute(own)?);
    Ok(())
}

/// Writes a milestone's place only.
///
/// # Errors
/// When the store fails.
pub fn place(
    conn: &mut Conn,
    org: &OrganizationId,
    plan: &PlanId,
    id: &MilestoneId,
    position: i32,
) -> Result<(), ApiError> {
    diesel::update(milestones::table)
        .filter(milestones::organization_id.eq(org.as_str()))
        .filter(milestones::plan_id.eq(plan.as_str()))
        .filter(milestones::id.eq(id.as_str()))
        .set(milestones::position.eq(position))
        .execute(conn)?;
    Ok(())
}

/// Freezes the agreed date of every dated milestone that has none: the plan is shared for the first time.
///
/// A plan's dependencies: milestone, and what it depends on.
///
/// # Errors
/// When the store fails.
pub fn dependencies(conn: &mut Conn, org: &OrganizationId, plan: &PlanId) -> Result<Vec<(String, String)>, ApiError> {
    Ok(dependencies::table
        .filter(dependencies::organization_id.eq(org.as_str()))
        .filter(dependencies::plan_id.eq(plan.as_str()))
        .select((dependencies::milestone_id, dependencies::depends_on_id))
        .load(conn)?)
}

/// Replaces what a milestone depends on.
///
/// # Errors
/// When the store fails.
pub fn set_dependencies(
    conn: &mut Conn,
    org: &OrganizationId,
    plan: &PlanId,
    id: &str,
    on: &[MilestoneId],
) -> Result<(), ApiError> {
    diesel::delete(dependencies::table)
        .filter(dependencies::organization_id.eq(org.as_str()))
        .filter(dependencies::plan_id.eq(plan.as_str()))
        .filter(dependencies::milestone_id.eq(id))
        .execute(conn)?;
    for depends_on in on {
        let values = (
            dependencies::organization_id.eq(org.as_str()),
            dependencies::plan_id.eq(plan.as_str()),
            dependencies::milestone_id.eq(id),
            dependencies::depends_on_id.eq(depends_on.as_str()),
        );
        diesel::insert_into(dependencies::table).values(values).execute(conn)?;
    }
    Ok(())
}

/// A plan's assumptions, in order.
///
/// # Errors
/// When the store fails.
pub fn assumptions(conn: &mut Conn, org: &OrganizationId, plan: &PlanId) -> Result<Vec<AssumptionOf>, ApiError> {
    let rows: Vec<(String, String, String, String)> = assumptions::table
        .filter(assumptions::organization_id.eq(org.as_str()))
        .filter(assumptions::plan_id.eq(plan.as_str()))
        .order((assumptions::position.asc(), assumptions::id.asc()))
        .select((assumptions::milestone_id, assumptions::id, assumptions::text, assumptions::state))
        .load(conn)?;
    let read = |(milestone_id, id, text, state): (String, String, String, String)| {
        let state = AssumptionState::from_word(&state).unwrap_or(AssumptionState::Unknown);
        AssumptionOf { milestone_id, assumption: Assumption { id: AssumptionId::trusted(id), text, state } }
    };
    Ok(rows.into_iter().map(read).collect())
}

/// Replaces a milestone's assumptions.
///
/// # Errors
/// When the store fails.
pub fn set_assumptions(
    conn: &mut Conn,
    org: &OrganizationId,
    plan: &PlanId,
    id: &str,
    all: &[Assumption],
) -> Result<(), ApiError> {
    diesel::delete(assumptions::table)
        .filter(assumptions::organization_id.eq(org.as_str()))
        .filter(assumptions::plan_id.eq(plan.as_str()))
        .filter(assumptions::milestone_id.eq(id))
        .execute(conn)?;
    for (assumption, position) in all.iter().zip(0..) {
        let values = (
            (
                assumptions::organization_id.eq(org.as_str()),
                assumptions::plan_id.eq(plan.as_str()),
                assumptions::milestone_id.eq(id),
            ),
            (assumptions::id.eq(assumption.id.as_str()), assumptions::text.eq(&assumption.text)),
            (assumptions::state.eq(assumption.state.as_str()), assumptions::position.eq(position)),
        );
        diesel::insert_into(assumptions::table).values(values).execute(conn)?;
    }
    Ok(())
}
