//! The buyer's calendar: dates and periods of a plan.

use super::{Conn, schema::constraints};
use crate::error::ApiError;
use diesel::prelude::*;
use tandem_shared::{
    constraint::{Constraint, ConstraintKind},
    day::Day,
    id::{ConstraintId, OrganizationId, PlanId},
    milestone::Visibility,
    stakeholder::Side,
};

/// A constraint, and who made it.
#[derive(Clone, Debug)]
pub struct ConstraintRow {
    /// The constraint; `mine` is not set.
    pub constraint: Constraint,
    /// Id of the user or grant that made it.
    pub created_by: String,
}

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = constraints, treat_none_as_null = true)]
struct Raw {
    id: String,
    kind: String,
    side: String,
    start_date: String,
    end_date: Option<String>,
    anchor: bool,
    note: String,
    visibility: String,
    created_by: String,
    version: i32,
}

impl Raw {
    /// The row, if its date is one.
    fn read(self) -> Option<ConstraintRow> {
        let constraint = Constraint {
            id: ConstraintId::trusted(self.id),
            kind: ConstraintKind::from_word(&self.kind).unwrap_or(ConstraintKind::Other),
            side: Side::from_word(&self.side).unwrap_or(Side::Buyer),
            start_date: self.start_date.parse().ok()?,
            end_date: self.end_date.and_then(|d| d.parse().ok()),
            anchor: self.anchor,
            note: self.note,
            visibility: Visibility::from_word(&self.visibility).unwrap_or(Visibility::Internal),
            mine: false,
            version: self.version,
        };
        Some(ConstraintRow { constraint, created_by: self.created_by })
    }

    fn of(row: &ConstraintRow) -> Self {
        let c = &row.constraint;
        Self {
            id: c.id.to_string(),
            kind: c.kind.to_string(),
            side: c.side.to_string(),
            start_date: c.start_date.to_string(),
            end_date: c.end_date.map(|d: Day| d.to_string()),
            anchor: c.anchor,
            note: c.note.clone(),
            visibility: c.visibility.to_string(),
            created_by: row.created_by.clone(),
            version: c.version,
        }
    }
}

#[diesel::dsl::auto_type(no_type_alias)]
fn of_plan<'a>(org: &'a str, plan: &'a str) -> _ {
    constraints::table.filter(constraints::organization_id.eq(org)).filter(constraints::plan_id.eq(plan))
}

/// A plan's constraints by date.
///
/// # Errors
/// When the store fails.
pub fn list(conn: &mut Conn, org: &OrganizationId, plan: &PlanId) -> Result<Vec<ConstraintRow>, ApiError> {
    let rows: Vec<Raw> = of_plan(org.as_str(), plan.as_str())
        .order((constraints::start_date.asc(), constraints::id.asc()))
        .select(Raw::as_select())
        .load(conn)?;
    Ok(rows.into_iter().filter_map(Raw::read).collect())
}

/// Adds a constraint.
///
/// # Errors
/// When the store fails.
pub fn insert(conn: &mut Conn, org: &OrganizationId, plan: &PlanId, row: &ConstraintRow) -> Result<(), ApiError> {
    let place = (constraints::organization_id.eq(org.as_str()), constraints::plan_id.eq(plan.as_str()));
    diesel::insert_into(constraints::table).values((place, Raw::of(row))).execute(conn)?;
    Ok(())
}

/// Writes every field of a constraint.
///
/// # Errors
/// When the store fails.
pub fn update(conn: &mut Conn, org: &OrganizationId, plan: &PlanId, row: &ConstraintRow) -> Result<(), ApiError> {
    diesel::update(of_plan(org.as_str(), plan.as_str()).filter(constraints::id.eq(row.constraint.id.as_str())))
        .set(Raw::of(row))
        .execute(conn)?;
    Ok(())
}

/// Deletes a constraint.
///
/// # Errors
/// When the store fails.
pub fn delete(conn: &mut Conn, org: &OrganizationId, plan: &PlanId, id: &ConstraintId) -> Result<(), ApiError> {
    diesel::delete(of_plan(org.as_str(), plan.as_str()).filter(constraints::id.eq(id.as_str()))).execute(conn)?;
    Ok(())
}
