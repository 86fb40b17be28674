//! Stages of pipelines.

use super::{
    Conn,
    schema::{deals, milestones, stages},
};
use crate::error::ApiError;
use diesel::prelude::*;
use std::collections::HashMap;
use tandem_shared::{
    id::{OrganizationId, StageId},
    stage::{Stage, StageKind},
};

/// The pipeline in its order, with the deals now in each stage.
///
/// # Errors
/// When the store fails.
pub fn list(conn: &mut Conn, org: &OrganizationId) -> Result<Vec<Stage>, ApiError> {
    let counts: HashMap<String, i64> = deals::table
        .filter(deals::organization_id.eq(org.as_str()))
        .filter(deals::deleted_at.is_null())
        .group_by(deals::stage_id)
        .select((deals::stage_id, diesel::dsl::count_star()))
        .load::<(String, i64)>(conn)?
        .into_iter()
        .collect();
    let mut pipeline = pipeline(conn, org)?;
    for stage in &mut pipeline {
        stage.deals = counts.get(stage.id.as_str()).copied().unwrap_or(0);
    }
    Ok(pipeline)
}

/// The pipeline in its order, without counting deals: that is nothing a guest may know.
///
/// # Errors
/// When the store fails.
pub fn pipeline(conn: &mut Conn, org: &OrganizationId) -> Result<Vec<Stage>, ApiError> {
    let rows: Vec<(String, String, String, i32)> = stages::table
        .filter(stages::organization_id.eq(org.as_str()))
        .order((stages::position.asc(), stages::id.asc()))
        .select((stages::id, stages::name, stages::kind, stages::position))
        .load(conn)?;
    rows.into_iter()
        .map(|(id, name, kind, position)| {
            let kind = StageKind::from_word(&kind).ok_or_else(|| ApiError::internal("a stage has no known kind"))?;
            Ok(Stage { id: StageId::trusted(id), name, kind, position, deals: 0 })
        })
        .collect()
}

/// Adds a stage.
///
/// # Errors
/// When the store fails.
pub fn insert(conn: &mut Conn, org: &OrganizationId, stage: &Stage) -> Result<(), ApiError> {
    diesel::insert_into(stages::table)
        .values((
            stages::organization_id.eq(org.as_str()),
            stages::id.eq(stage.id.as_str()),
            stages::name.eq(&stage.name),
            stages::kind.eq(stage.kind.as_str()),
            stages::position.eq(stage.position),
        ))
        .execute(conn)?;
    Ok(())
}

/// Keeps name, kind and position.
///
/// # Errors
/// When the store fails.
pub fn update(conn: &mut Conn, org: &OrganizationId, stage: &Stage) -> Result<(), ApiError> {
    diesel::update(
        stages::table.filter(stages::organization_id.eq(org.as_str())).filter(stages::id.eq(stage.id.as_str())),
    )
    .set((stages::name.eq(&stage.name), stages::kind.eq(stage.kind.as_str()), stages::position.eq(stage.position)))
    .execute(conn)?;
    Ok(())
}

/// Deals and milestones that stand in a stage, deleted ones left out.
///
/// # Errors
/// When the store fails.
pub fn usage(conn: &mut Conn, org: &OrganizationId, stage: &StageId) -> Result<(i64, i64), ApiError> {
    let in_deals = deals::table
        .filter(deals::organization_id.eq(org.as_str()))
        .filter(deals::stage_id.eq(stage.as_str()))
        .filter(deals::deleted_at.is_null())
        .count()
        .get_result(conn)?;
    let in_milestones = milestones::table
        .filter(milestones::organization_id.eq(org.as_str()))
        .filter(milestones::stage_id.eq(stage.as_str()))
        .filter(milestones::deleted_at.is_null())
        .count()
        .get_result(conn)?;
    Ok((in_deals, in_milestones))
}

/// Deletes a stage. What was deleted in it before goes to `heir`, so that it can still be put back.
///
/// # Errors
/// When the store fails.
pub fn delete(conn: &mut Conn, org: &OrganizationId, stage: &StageId, heir: &StageId) -> Result<(), ApiError> {
    diesel::update(
        deals::table.filter(deals::organization_id.eq(org.as_str())).filter(deals::stage_id.eq(stage.as_str())),
    )
    .set(deals::stage_id.eq(heir.as_str()))
    .execute(conn)?;
    diesel::update(
        milestones::table
            .filter(milestones::organization_id.eq(org.as_str()))
            .filter(milestones::stage_id.eq(stage.as_str())),
    )
    .set(milestones::stage_id.eq(heir.as_str()))
    .execute(conn)?;
    diesel::delete(
        stages::table.filter(stages::organization_id.eq(org.as_str())).filter(stages::id.eq(stage.as_str())),
    )
    .execute(conn)?;
    Ok(())
}
