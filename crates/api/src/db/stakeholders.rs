//! People in a plan.

use super::{
    Conn,
    schema::{actions, assignees, milestones, risks, stakeholders, users},
};
use crate::error::ApiError;
use diesel::prelude::*;
use tandem_shared::{
    day::{Day, Timestamp},
    id::{OrganizationId, StakeholderId, UserId},
    stakeholder::{Authority, BuyIn, EngagementTiming, Side, StakeholderRole},
};

/// A person in a plan, as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StakeholderRow {
    /// Their id in this plan.
    pub id: StakeholderId,
    /// Buyer or seller.
    pub side: Side,
    /// Full name.
    pub name: String,
    /// Address.
    pub email: Option<String>,
    /// Job title.
    pub title: String,
    /// Department.
    pub function: String,
    /// Roles in the decision.
    pub roles: Vec<StakeholderRole>,
    /// A role that is none of those, in free words.
    pub other_role: String,
    /// What matters most to them.
    pub primary_concern: String,
    /// How convinced they are.
    pub buy_in: BuyIn,
    /// What they can do alone.
    pub authority: Authority,
    /// How they will be involved.
    pub engagement_plan: String,
    /// When they need to be engaged.
    pub engagement_timing: Option<EngagementTiming>,
    /// By when the engagement happens.
    pub engagement_date: Option<Day>,
    /// Their account, for the seller's people.
    pub user_id: Option<UserId>,
    /// Id of the user or grant that added them.
    pub created_by: String,
    /// When they were added.
    pub created_at: Timestamp,
    /// Grows with every change.
    pub version: i32,
}

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = stakeholders)]
#[diesel(treat_none_as_null = true)]
struct Raw {
    id: String,
    side: String,
    name: String,
    email: Option<String>,
    title: String,
    function: String,
    roles: String,
    other_role: String,
    primary_concern: String,
    buy_in: String,
    authority: String,
    engagement_plan: String,
    engagement_timing: Option<String>,
    engagement_date: Option<String>,
    user_id: Option<String>,
    created_by: String,
    created_at: i64,
    version: i32,
}

impl From<Raw> for StakeholderRow {
    fn from(raw: Raw) -> Self {
        let roles: Vec<String> = serde_json::from_str(&raw.roles).unwrap_or_default();
        Self {
            id: StakeholderId::trusted(raw.id),
            side: Side::from_word(&raw.side).unwrap_or(Side::Buyer),
            name: raw.name,
            email: raw.email,
            title: raw.title,
            function: raw.function,
            roles: roles.iter().filter_map(|role| StakeholderRole::from_word(role)).collect(),
            other_role: raw.other_role,
            primary_concern: raw.primary_concern,
            buy_in: BuyIn::from_word(&raw.buy_in).unwrap_or(BuyIn::Unknown),
            authority: Authority::from_word(&raw.authority).unwrap_or(Authority::Unknown),
            engagement_plan: raw.engagement_plan,
            engagement_timing: raw.engagement_timing.as_deref().and_then(EngagementTiming::from_word),
            engagement_date: raw.engagement_date.and_then(|day| day.parse().ok()),
            user_id: raw.user_id.map(UserId::trusted),
            created_by: raw.created_by,
            created_at: Timestamp::from_micros(raw.created_at),
            version: raw.version,
        }
    }
}

impl From<&StakeholderRow> for Raw {
    fn from(row: &StakeholderRow) -> Self {
        Self {
            id: row.id.to_string(),
            side: row.side.to_string(),
            name: row.name.clone(),
            email: row.email.clone(),
            title: row.title.clone(),
            function: row.function.clone(),
            roles: serde_json::to_string(&row.roles).unwrap_or_else(|_| "[]".to_owned()),
            other_role: row.other_role.clone(),
            primary_concern: row.primary_concern.clone(),
            buy_in: row.buy_in.to_string(),
            authority: row.authority.to_string(),
            engagement_plan: row.engagement_plan.clone(),
            engagement_timing: row.engagement_timing.map(|timing| timing.to_string()),
            engagement_date: row.engagement_date.map(|day| day.to_string()),
            user_id: row.user_id.as_ref().map(ToString::to_string),
            created_by: row.created_by.clone(),
            created_at: row.created_at.micros(),
            version: row.version,
        }
    }
}

#[diesel::dsl::auto_type(no_type_alias)]
fn of_plan<'a>(org: &'a str, plan: &'a str) -> _ {
    stakeholders::table.filter(stakeholders::organization_id.eq(org)).filter(stakeholders::plan_id.eq(plan))
}

/// Everyone in a plan: the buyer's people first, in the order they were added.
///
/// # Errors
/// When the store fails.
pub fn list(conn: &mut Conn, org: &OrganizationId, plan: &str) -> Result<Vec<StakeholderRow>, ApiError> {
    let rows: Vec<Raw> = of_plan(org.as_str(), plan)
        .order((stakeholders::side.asc(), stakeholders::created_at.asc(), stakeholders::id.asc()))
        .select(Raw::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(StakeholderRow::from).collect())
}

/// One person of a plan.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut Conn, org: &OrganizationId, plan: &str, id: &str) -> Result<StakeholderRow, ApiError> {
    let row: Raw = of_plan(org.as_str(), plan).filter(stakeholders::id.eq(id)).select(Raw::as_select()).first(conn)?;
    Ok(row.into())
}

/// The person of a plan with this address.
///
/// # Errors
/// When the store fails.
pub fn find_by_email(
    conn: &mut Conn,
    org: &OrganizationId,
    plan: &str,
    email: &str,
) -> Result<Option<StakeholderRow>, ApiError> {
    let row: Option<Raw> = of_plan(org.as_str(), plan)
        .filter(stakeholders::email.eq(email))
        .select(Raw::as_select())
        .first(conn)
        .optional()?;
    Ok(row.map(StakeholderRow::from))
}

/// Adds a person.
///
/// # Errors
/// When the store fails.
pub fn insert(conn: &mut Conn, org: &OrganizationId, plan: &str, row: &StakeholderRow) -> Result<(), ApiError> {
    diesel::insert_into(stakeholders::table)
        .values((stakeholders::organization_id.eq(org.as_str()), stakeholders::plan_id.eq(plan), Raw::from(row)))
        .execute(conn)?;
    Ok(())
}

/// Writes a person's fields.
///
/// # Errors
/// When the store fails.
pub fn update(conn: &mut Conn, org: &OrganizationId, plan: &str, row: &StakeholderRow) -> Result<(), ApiError> {
    diesel::update(of_plan(org.as_str(), plan).filter(stakeholders::id.eq(row.id.as_str())))
        .set(Raw::from(row))
        .execute(conn)?;
    Ok(())
}

/// Work that a person answers for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Work {
    /// Milestones they own.
    pub milestones: i64,
    /// Open actions they are assigned to.
    pub actions: i64,
}

/// What a person answers for in a plan.
///
/// # Errors
/// When the store fails.
pub fn work_of(conn: &mut Conn, org: &OrganizationId, plan: &str, id: &StakeholderId) -> Result<Work, ApiError> {
    let milestones = milestones::table
        .filter(milestones::organization_id.eq(org.as_str()))
        .filter(milestones::plan_id.eq(plan))
        .filter(milestones::owner_id.eq(id.as_str()))
        .filter(milestones::deleted_at.is_null())
        .count()
        .get_result(conn)?;
    let actions = assignees::table
        .inner_join(
            actions::table.on(actions::organization_id
                .eq(assignees::organization_id)
                .and(actions::plan_id.eq(assignees::plan_id))
                .and(actions::id.eq(assignees::action_id))),
        )
        .filter(assignees::organization_id.eq(org.as_str()))
        .filter(assignees::plan_id.eq(plan))
        .filter(assignees::stakeholder_id.eq(id.as_str()))
        .filter(actions::completed_at.is_null())
        .filter(actions::deleted_at.is_null())
        .count()
        .get_result(conn)?;
    Ok(Work { milestones, actions })
}

/// Removes a person, and their name from what is deleted or done.
///
/// # Errors
/// When the store fails.
pub fn delete(conn: &mut Conn, org: &OrganizationId, plan: &str, id: &StakeholderId) -> Result<(), ApiError> {
    diesel::update(milestones::table.filter(milestones::organization_id.eq(org.as_str())))
        .filter(milestones::plan_id.eq(plan))
        .filter(milestones::owner_id.eq(id.as_str()))
        .set(milestones::owner_id.eq(None::<String>))
        .execute(conn)?;
    diesel::update(risks::table.filter(risks::organization_id.eq(org.as_str())))
        .filter(risks::plan_id.eq(plan))
        .filter(risks::owner_id.eq(id.as_str()))
        .set(risks::owner_id.eq(None::<String>))
        .execute(conn)?;
    diesel::delete(assignees::table.filter(assignees::organization_id.eq(org.as_str())))
        .filter(assignees::plan_id.eq(plan))
        .filter(assignees::stakeholder_id.eq(id.as_str()))
        .execute(conn)?;
    diesel::delete(of_plan(org.as_str(), plan).filter(stakeholders::id.eq(id.as_str()))).execute(conn)?;
    Ok(())
}

/// The address of an active member of the organization.
///
/// # Errors
/// When the store fails.
pub fn member_email(conn: &mut Conn, org: &OrganizationId, user: &UserId) -> Result<Option<String>, ApiError> {
    let member = users::table
        .filter(users::organization_id.eq(org.as_str()))
        .filter(users::id.eq(user.as_str()))
        .filter(users::status.eq("active"));
    Ok(member.select(users::email).first(conn).optional()?)
}
