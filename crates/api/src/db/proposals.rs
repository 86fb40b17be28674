//! Proposals of a plan.

use super::{Conn, schema::proposals};
use crate::error::ApiError;
use diesel::prelude::*;
use tandem_shared::{
    agreement::{MaterialChange, Proposal, ProposalStatus, SaidChange},
    day::Timestamp,
    id::{MilestoneId, OrganizationId, PlanId, ProposalId},
    stakeholder::Side,
};

/// A proposal, and who made it.
#[derive(Clone, Debug)]
pub struct ProposalRow {
    /// The proposal without its preview.
    pub proposal: Proposal,
    /// Id of the user or grant that made it.
    pub made_by: String,
}

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = proposals, treat_none_as_null = true)]
struct Raw {
    id: String,
    made_by: String,
    made_name: String,
    side: String,
    reason: String,
    edits: String,
    changes: String,
    status: String,
    base_version: i32,
    counter_of: Option<String>,
    created_at: i64,
    decided_at: Option<i64>,
    decided_by: Option<String>,
    decision_note: String,
    version: Option<i32>,
}

impl Raw {
    fn of(row: &ProposalRow) -> Result<Self, ApiError> {
        let p = &row.proposal;
        let changes: Vec<&MaterialChange> = p.changes.iter().map(|c| &c.change).collect();
        Ok(Self {
            id: p.id.to_string(),
            made_by: row.made_by.clone(),
            made_name: p.by.clone(),
            side: p.side.to_string(),
            reason: p.reason.clone(),
            edits: serde_json::to_string(&p.edits).map_err(ApiError::internal)?,
            changes: serde_json::to_string(&changes).map_err(ApiError::internal)?,
            status: p.status.to_string(),
            base_version: p.base_version,
            counter_of: p.counter_of.as_ref().map(ToString::to_string),
            created_at: p.created_at.micros(),
            decided_at: p.decided_at.map(Timestamp::micros),
            decided_by: p.decided_by.clone(),
            decision_note: p.decision_note.clone(),
            version: p.version,
        })
    }

    fn read(self) -> Result<ProposalRow, ApiError> {
        let changes: Vec<MaterialChange> = serde_json::from_str(&self.changes).map_err(ApiError::internal)?;
        let proposal = Proposal {
            id: ProposalId::trusted(self.id),
            by: self.made_name,
            side: Side::from_word(&self.side).unwrap_or(Side::Buyer),
            reason: self.reason,
            edits: serde_json::from_str(&self.edits).map_err(ApiError::internal)?,
            changes: changes.into_iter().map(SaidChange::from).collect(),
            status: ProposalStatus::from_word(&self.status).unwrap_or(ProposalStatus::Withdrawn),
            base_version: self.base_version,
            counter_of: self.counter_of.map(ProposalId::trusted),
            created_at: Timestamp::from_micros(self.created_at),
            decided_at: self.decided_at.map(Timestamp::from_micros),
            decided_by: self.decided_by,
            decision_note: self.decision_note,
            version: self.version,
            preview: None,
        };
        Ok(ProposalRow { proposal, made_by: self.made_by })
    }
}

#[diesel::dsl::auto_type(no_type_alias)]
fn of_plan<'a>(org: &'a str, plan: &'a str) -> _ {
    proposals::table.filter(proposals::organization_id.eq(org)).filter(proposals::plan_id.eq(plan))
}

/// A plan's proposals, the newest first.
///
/// # Errors
/// When the store fails.
pub fn list(conn: &mut Conn, org: &OrganizationId, plan: &PlanId) -> Result<Vec<ProposalRow>, ApiError> {
    let rows: Vec<Raw> =
        of_plan(org.as_str(), plan.as_str()).order(proposals::id.desc()).select(Raw::as_select()).load(conn)?;
    rows.into_iter().map(Raw::read).collect()
}

/// One proposal of a plan.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut Conn, org: &OrganizationId, plan: &PlanId, id: &str) -> Result<ProposalRow, ApiError> {
    let raw: Raw =
        of_plan(org.as_str(), plan.as_str()).filter(proposals::id.eq(id)).select(Raw::as_select()).first(conn)?;
    raw.read()
}

/// Milestones whose targets open proposals would answer for.
///
/// # Errors
/// When the store fails.
pub fn moved_by_open(conn: &mut Conn, org: &OrganizationId, plan: &PlanId) -> Result<Vec<MilestoneId>, ApiError> {
    let rows: Vec<String> = of_plan(org.as_str(), plan.as_str())
        .filter(proposals::status.eq(ProposalStatus::Open.as_str()))
        .order(proposals::id.asc())
        .select(proposals::changes)
        .load(conn)?;
    let mut moved = Vec::new();
    for text in rows {
        let changes: Vec<MaterialChange> = serde_json::from_str(&text).map_err(ApiError::internal)?;
        moved.extend(changes.iter().filter_map(MaterialChange::moves).cloned());
    }
    moved.sort_unstable();
    moved.dedup();
    Ok(moved)
}

/// Keeps a proposal.
///
/// # Errors
/// When the store fails.
pub fn insert(conn: &mut Conn, org: &OrganizationId, plan: &PlanId, row: &ProposalRow) -> Result<(), ApiError> {
    let place = (proposals::organization_id.eq(org.as_str()), proposals::plan_id.eq(plan.as_str()));
    diesel::insert_into(proposals::table).values((place, Raw::of(row)?)).execute(conn)?;
    Ok(())
}

/// Writes where a proposal stands.
///
/// # Errors
/// When the store fails.
pub fn update(conn: &mut Conn, org: &OrganizationId, plan: &PlanId, row: &ProposalRow) -> Result<(), ApiError> {
    diesel::update(of_plan(org.as_str(), plan.as_str()).filter(proposals::id.eq(row.proposal.id.as_str())))
        .set(Raw::of(row)?)
        .execute(conn)?;
    Ok(())
}
