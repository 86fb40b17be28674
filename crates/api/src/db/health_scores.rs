//! How healthy plans are for their sellers, as it was reckoned last, and day by day.

use super::{
    Conn,
    schema::{health_now, health_scores, logs, plans},
};
use crate::error::ApiError;
use diesel::prelude::*;
use tandem_shared::{
    day::Day,
    health::{HealthScore, HealthSummary},
    id::{OrganizationId, PlanId},
};

/// What a plan's health was reckoned from.
#[derive(Clone, Debug)]
pub struct Basis {
    /// The tenant.
    pub organization_id: OrganizationId,
    /// The plan.
    pub plan_id: PlanId,
    /// Number of its newest event.
    pub seq: i64,
}

/// Plans whose health was not reckoned today from what they are now.
///
/// # Errors
/// When the store fails.
pub fn stale(conn: &mut Conn, today: Day, limit: i64) -> Result<Vec<Basis>, ApiError> {
    let fresh = health_now::table
        .filter(health_now::organization_id.eq(plans::organization_id))
        .filter(health_now::plan_id.eq(plans::id))
        .filter(health_now::seq.eq(logs::seq))
        .filter(health_now::day.eq(today.to_string()));
    let rows: Vec<(String, String, i64)> = plans::table
        .inner_join(logs::table.on(logs::organization_id.eq(plans::organization_id).and(logs::id.eq(plans::id))))
        .filter(plans::archived_at.is_null())
        .filter(diesel::dsl::not(diesel::dsl::exists(fresh)))
        .select((plans::organization_id, plans::id, logs::seq))
        .limit(limit)
        .load(conn)?;
    let basis =
        |(org, plan, seq)| Basis { organization_id: OrganizationId::trusted(org), plan_id: PlanId::trusted(plan), seq };
    Ok(rows.into_iter().map(basis).collect())
}

/// Keeps a plan's health, and a line for the day when it is another than on the day before that has one.
///
/// # Errors
/// When the store fails.
pub fn put(conn: &mut Conn, of: &Basis, day: Day, health: HealthSummary) -> Result<(), ApiError> {
    let (org, plan, day) = (of.organization_id.as_str(), of.plan_id.as_str(), day.to_string());
    let now = health_now::table.filter(health_now::organization_id.eq(org)).filter(health_now::plan_id.eq(plan));
    diesel::delete(now).execute(conn)?;
    diesel::insert_into(health_now::table)
        .values((
            (health_now::organization_id.eq(org), health_now::plan_id.eq(plan), health_now::seq.eq(of.seq)),
            (health_now::day.eq(&day), health_now::score.eq(health.score), health_now::errors.eq(health.errors)),
        ))
        .execute(conn)?;
    let Some(score) = health.score else { return Ok(()) };
    let of_plan =
        || health_scores::table.filter(health_scores::organization_id.eq(org)).filter(health_scores::plan_id.eq(plan));
    let before: Option<Line> = of_plan()
        .filter(health_scores::day.lt(&day))
        .order(health_scores::day.desc())
        .select((
            health_scores::day,
            health_scores::score,
            health_scores::errors,
            health_scores::warnings,
            health_scores::advice,
        ))
        .first(conn)
        .optional()?;
    diesel::delete(of_plan().filter(health_scores::day.eq(&day))).execute(conn)?;
    let same = |(_, s, e, w, a): &Line| (*s, *e, *w, *a) == (score, health.errors, health.warnings, health.advice);
    if before.as_ref().is_some_and(same) {
        return Ok(());
    }
    diesel::insert_into(health_scores::table)
        .values((
            (health_scores::organization_id.eq(org), health_scores::plan_id.eq(plan), health_scores::day.eq(&day)),
            (health_scores::score.eq(score), health_scores::errors.eq(health.errors)),
            (health_scores::warnings.eq(health.warnings), health_scores::advice.eq(health.advice)),
        ))
        .execute(conn)?;
    Ok(())
}

type Line = (String, i32, i32, i32, i32);

/// A plan's health day by day, oldest first: the newest `limit` days on which it changed.
///
/// # Errors
/// When the store fails.
pub fn list(conn: &mut Conn, org: &OrganizationId, plan: &PlanId, limit: i64) -> Result<Vec<HealthScore>, ApiError> {
    let mut rows: Vec<Line> = health_scores::table
        .filter(health_scores::organization_id.eq(org.as_str()))
        .filter(health_scores::plan_id.eq(plan.as_str()))
        .order(health_scores::day.desc())
        .limit(limit)
        .select((
            health_scores::day,
            health_scores::score,
            health_scores::errors,
            health_scores::warnings,
            health_scores::advice,
        ))
        .load(conn)?;
    rows.reverse();
    let read = |(day, score, errors, warnings, advice): Line| {
        Some(HealthScore { day: day.parse().ok()?, score, errors, warnings, advice })
    };
    Ok(rows.into_iter().filter_map(read).collect())
}
