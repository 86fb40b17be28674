//! What an invitation to a plan says, and what first sharing does to the plan.

use super::{
    Conn,
    schema::{actions, assignees, deals, milestones, organizations, plans, users},
};
use crate::error::ApiError;
use diesel::prelude::*;
use tandem_shared::{
    day::{Day, Timestamp},
    id::{OrganizationId, StakeholderId, UserId},
    milestone::Visibility,
};

/// A plan as mails and landing pages name it.
#[derive(Clone, Debug)]
pub struct PlanFacts {
    /// The selling company.
    pub company: String,
    /// The deal's name.
    pub deal_name: String,
    /// The buying company.
    pub account_name: String,
    /// The plan's title.
    pub plan_title: String,
    /// When it was first shared.
    pub first_shared_at: Option<Timestamp>,
}

/// How a plan that is not deleted is named.
///
/// # Errors
/// `NotFound`.
pub fn plan_facts(conn: &mut Conn, org: &OrganizationId, plan: &str) -> Result<PlanFacts, ApiError> {
    let (company, deal_name, account_name, plan_title, shared): (String, String, String, String, Option<i64>) =
        plans::table
            .inner_join(
                deals::table.on(deals::organization_id.eq(plans::organization_id).and(deals::id.eq(plans::deal_id))),
            )
            .inner_join(organizations::table.on(organizations::id.eq(plans::organization_id)))
            .filter(plans::organization_id.eq(org.as_str()))
            .filter(plans::id.eq(plan))
            .filter(plans::archived_at.is_null())
            .filter(deals::deleted_at.is_null())
            .select((organizations::name, deals::name, deals::account_name, plans::title, plans::first_shared_at))
            .first(conn)?;
    let first_shared_at = shared.map(Timestamp::from_micros);
    Ok(PlanFacts { company, deal_name, account_name, plan_title, first_shared_at })
}

/// Name and address of a user, whatever their state.
///
/// # Errors
/// `NotFound`.
pub fn inviter(conn: &mut Conn, org: &OrganizationId, user: &UserId) -> Result<(String, String), ApiError> {
    let row = users::table.filter(users::organization_id.eq(org.as_str())).filter(users::id.eq(user.as_str()));
    Ok(row.select((users::name, users::email)).first(conn)?)
}

/// An open action that waits for a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingAction {
    /// What is to be done.
    pub title: String,
    /// The milestone it stands under.
    pub milestone: String,
    /// When it is to be done.
    pub target_date: Option<Day>,
}

/// Open shared actions that wait for a person, the most urgent first, those without a date last.
///
/// # Errors
/// When the store fails.
pub fn waiting_for(
    conn: &mut Conn,
    org: &OrganizationId,
    plan: &str,
    person: &StakeholderId,
) -> Result<Vec<WaitingAction>, ApiError> {
    let shared = Visibility::Shared.as_str();
    let rows: Vec<(String, String, Option<String>)> = assignees::table
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
        .filter(assignees::organization_id.eq(org.as_str()))
        .filter(assignees::plan_id.eq(plan))
        .filter(assignees::stakeholder_id.eq(person.as_str()))
        .filter(actions::completed_at.is_null())
        .filter(actions::deleted_at.is_null())
        .filter(actions::visibility.eq(shared))
        .filter(milestones::deleted_at.is_null())
        .filter(milestones::cancelled_at.is_null())
        .filter(milestones::visibility.eq(shared))
        .order((actions::target_date.is_null().asc(), actions::target_date.asc(), actions::id.asc()))
        .select((actions::title, milestones::title, actions::target_date))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(title, milestone, day)| WaitingAction {
            title,
            milestone,
            target_date: day.and_then(|day| day.parse().ok()),
        })
        .collect())
}

/// Open shared milestones that a person answers for, the most urgent first, those without a date last.
///
/// # Errors
/// When the store fails.
pub fn owned_by(
    conn: &mut Conn,
    org: &OrganizationId,
    plan: &str,
    person: &StakeholderId,
) -> Result<Vec<(String, Option<Day>)>, ApiError> {
    let rows: Vec<(String, Option<String>)> = milestones::table
        .filter(milestones::organization_id.eq(org.as_str()))
        .filter(milestones::plan_id.eq(plan))
        .filter(milestones::owner_id.eq(person.as_str()))
        .filter(milestones::visibility.eq(Visibility::Shared.as_str()))
        .filter(milestones::completed_at.is_null())
        .filter(milestones::cancelled_at.is_null())
        .filter(milestones::deleted_at.is_null())
        .order((milestones::target_date.is_null().asc(), milestones::target_date.asc(), milestones::id.asc()))
        .select((milestones::title, milestones::target_date))
        .load(conn)?;
    Ok(rows.into_iter().map(|(title, day)| (title, day.and_then(|day| day.parse().ok()))).collect())
}

/// Notes the first sharing: from now on slip is measured against today's targets.
///
/// # Errors
/// When the store fails.
pub fn note_first_sharing(conn: &mut Conn, org: &OrganizationId, plan: &str, now: Timestamp) -> Result<(), ApiError> {
    diesel::update(plans::table.filter(plans::organization_id.eq(org.as_str())))
        .filter(plans::id.eq(plan))
        .filter(plans::first_shared_at.is_null())
        .set(plans::first_shared_at.eq(now.micros()))
        .execute(conn)?;
    diesel::update(milestones::table.filter(milestones::organization_id.eq(org.as_str())))
        .filter(milestones::plan_id.eq(plan))
        .filter(milestones::agreed_date.is_null())
        .filter(milestones::target_date.is_not_null())
        .set(milestones::agreed_date.eq(milestones::target_date))
        .execute(conn)?;
    Ok(())
}
