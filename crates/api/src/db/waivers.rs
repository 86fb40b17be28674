//! Findings declared not applicable.

use super::{Conn, schema::waivers};
use crate::error::ApiError;
use diesel::prelude::*;
use tandem_shared::{
    day::Timestamp,
    id::{OrganizationId, PlanId, WaiverId},
    method::Waiver,
};

#[diesel::dsl::auto_type(no_type_alias)]
fn of_plan<'a>(org: &'a str, plan: &'a str) -> _ {
    waivers::table.filter(waivers::organization_id.eq(org)).filter(waivers::plan_id.eq(plan))
}

/// A plan's waivers in the order they were given.
///
/// # Errors
/// When the store fails.
pub fn list(conn: &mut Conn, org: &OrganizationId, plan: &PlanId) -> Result<Vec<Waiver>, ApiError> {
    let rows: Vec<(String, String, String, String, String, i64)> = of_plan(org.as_str(), plan.as_str())
        .order(waivers::id.asc())
        .select((waivers::id, waivers::rule, waivers::object, waivers::reason, waivers::made_by, waivers::made_at))
        .load(conn)?;
    let read = |(id, rule, object, reason, by, at): (String, String, String, String, String, i64)| Waiver {
        id: WaiverId::trusted(id),
        rule,
        object: Some(object).filter(|o| !o.is_empty()),
        reason,
        by,
        at: Timestamp::from_micros(at),
    };
    Ok(rows.into_iter().map(read).collect())
}

/// Adds a waiver in place of the one for the same finding.
///
/// # Errors
/// When the store fails.
pub fn put(conn: &mut Conn, org: &OrganizationId, plan: &PlanId, waiver: &Waiver) -> Result<(), ApiError> {
    let object = waiver.object.as_deref().unwrap_or_default();
    diesel::delete(
        of_plan(org.as_str(), plan.as_str()).filter(waivers::rule.eq(&waiver.rule)).filter(waivers::object.eq(object)),
    )
    .execute(conn)?;
    diesel::insert_into(waivers::table)
        .values((
            (waivers::organization_id.eq(org.as_str()), waivers::plan_id.eq(plan.as_str())),
            (waivers::id.eq(waiver.id.as_str()), waivers::rule.eq(&waiver.rule), waivers::object.eq(object)),
            (waivers::reason.eq(&waiver.reason), waivers::made_by.eq(&waiver.by)),
            waivers::made_at.eq(waiver.at.micros()),
        ))
        .execute(conn)?;
    Ok(())
}

/// Takes a waiver back.
///
/// # Errors
/// When the store fails.
pub fn delete(conn: &mut Conn, org: &OrganizationId, plan: &PlanId, id: &WaiverId) -> Result<(), ApiError> {
    diesel::delete(of_plan(org.as_str(), plan.as_str()).filter(waivers::id.eq(id.as_str()))).execute(conn)?;
    Ok(())
}
