//! What may delay a plan.

use super::{Conn, schema::risks};
use crate::error::ApiError;
use diesel::prelude::*;
use tandem_shared::{
    id::{MilestoneId, OrganizationId, PlanId, RiskId, StakeholderId},
    milestone::Visibility,
    risk::{Probability, Risk, RiskStatus},
};

/// A risk, and who noted it.
#[derive(Clone, Debug)]
pub struct RiskRow {
    /// The risk; `mine` is not set.
    pub risk: Risk,
    /// Id of the user or grant that noted it.
    pub created_by: String,
}

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = risks, treat_none_as_null = true)]
struct Raw {
    id: String,
    milestone_id: Option<String>,
    description: String,
    probability: String,
    impact_days: i32,
    mitigation: String,
    mitigation_due: Option<String>,
    owner_id: Option<String>,
    status: String,
    visibility: String,
    created_by: String,
    version: i32,
}

impl From<Raw> for RiskRow {
    fn from(raw: Raw) -> Self {
        let risk = Risk {
            id: RiskId::trusted(raw.id),
            milestone_id: raw.milestone_id.map(MilestoneId::trusted),
            description: raw.description,
            probability: Probability::from_word(&raw.probability).unwrap_or(Probability::Medium),
            impact_days: raw.impact_days,
            mitigation: raw.mitigation,
            mitigation_due: raw.mitigation_due.and_then(|d| d.parse().ok()),
            owner_id: raw.owner_id.map(StakeholderId::trusted),
            status: RiskStatus::from_word(&raw.status).unwrap_or(RiskStatus::Open),
            visibility: Visibility::from_word(&raw.visibility).unwrap_or(Visibility::Internal),
            mine: false,
            version: raw.version,
        };
        Self { risk, created_by: raw.created_by }
    }
}

impl From<&RiskRow> for Raw {
    fn from(row: &RiskRow) -> Self {
        let risk = &row.risk;
        Self {
            id: risk.id.to_string(),
            milestone_id: risk.milestone_id.as_ref().map(ToString::to_string),
            description: risk.description.clone(),
            probability: risk.probability.to_string(),
            impact_days: risk.impact_days,
            mitigation: risk.mitigation.clone(),
            mitigation_due: risk.mitigation_due.map(|d| d.to_string()),
            owner_id: risk.owner_id.as_ref().map(ToString::to_string),
            status: risk.status.to_string(),
            visibility: risk.visibility.to_string(),
            created_by: row.created_by.clone(),
            version: risk.version,
        }
    }
}

#[diesel::dsl::auto_type(no_type_alias)]
fn of_plan<'a>(org: &'a str, plan: &'a str) -> _ {
    risks::table.filter(risks::organization_id.eq(org)).filter(risks::plan_id.eq(plan))
}

/// A plan's risks in the order they were noted.
///
/// # Errors
/// When the store fails.
pub fn list(conn: &mut Conn, org: &OrganizationId, plan: &PlanId) -> Result<Vec<RiskRow>, ApiError> {
    let rows: Vec<Raw> =
        of_plan(org.as_str(), plan.as_str()).order(risks::id.asc()).select(Raw::as_select()).load(conn)?;
    Ok(rows.into_iter().map(RiskRow::from).collect())
}

/// One risk of a plan.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut Conn, org: &OrganizationId, plan: &PlanId, id: &str) -> Result<RiskRow, ApiError> {
    let row: Raw =
        of_plan(org.as_str(), plan.as_str()).filter(risks::id.eq(id)).select(Raw::as_select()).first(conn)?;
    Ok(row.into())
}

/// Adds a risk.
///
/// # Errors
/// When the store fails.
pub fn insert(conn: &mut Conn, org: &OrganizationId, plan: &PlanId, row: &RiskRow) -> Result<(), ApiError> {
    let place = (risks::organization_id.eq(org.as_str()), risks::plan_id.eq(plan.as_str()));
    diesel::insert_into(risks::table).values((place, Raw::from(row))).execute(conn)?;
    Ok(())
}

/// Writes every field of a risk.
///
/// # Errors
/// When the store fails.
pub fn update(conn: &mut Conn, org: &OrganizationId, plan: &PlanId, row: &RiskRow) -> Result<(), ApiError> {
    diesel::update(of_plan(org.as_str(), plan.as_str()).filter(risks::id.eq(row.risk.id.as_str())))
        .set(Raw::from(row))
        .execute(conn)?;
    Ok(())
}

/// Deletes a risk.
///
/// # Errors
/// When the store fails.
pub fn delete(conn: &mut Conn, org: &OrganizationId, plan: &PlanId, id: &RiskId) -> Result<(), ApiError> {
    diesel::delete(of_plan(org.as_str(), plan.as_str()).filter(risks::id.eq(id.as_str()))).execute(conn)?;
    Ok(())
}
