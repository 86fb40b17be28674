//! Weekly status updates. What they say and whom they go to is kept as JSON: nobody searches in it.

use super::{Conn, schema::status_updates};
use crate::error::ApiError;
use diesel::prelude::*;
use tandem_shared::{
    day::{Day, Timestamp},
    id::{OrganizationId, PlanId, StatusUpdateId},
    update::{StatusUpdate, StatusUpdateState},
};

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = status_updates, treat_none_as_null = true)]
struct Raw {
    id: String,
    status: String,
    period_from: String,
    period_to: String,
    sections: String,
    recipients: String,
    made_by: String,
    created_at: i64,
    sent_at: Option<i64>,
    version: i32,
}

impl Raw {
    fn of(update: &StatusUpdate) -> Result<Self, ApiError> {
        Ok(Self {
            id: update.id.to_string(),
            status: update.status.to_string(),
            period_from: update.period_from.to_string(),
            period_to: update.period_to.to_string(),
            sections: serde_json::to_string(&update.sections).map_err(ApiError::internal)?,
            recipients: serde_json::to_string(&update.recipients).map_err(ApiError::internal)?,
            made_by: update.by.clone(),
            created_at: update.created_at.micros(),
            sent_at: update.sent_at.map(Timestamp::micros),
            version: update.version,
        })
    }

    fn read(self) -> Result<StatusUpdate, ApiError> {
        let day = |text: &str| text.parse::<Day>().map_err(ApiError::internal);
        Ok(StatusUpdate {
            id: StatusUpdateId::trusted(self.id),
            status: StatusUpdateState::from_word(&self.status).unwrap_or(StatusUpdateState::Draft),
            period_from: day(&self.period_from)?,
            period_to: day(&self.period_to)?,
            sections: serde_json::from_str(&self.sections).map_err(ApiError::internal)?,
            recipients: serde_json::from_str(&self.recipients).map_err(ApiError::internal)?,
            by: self.made_by,
            created_at: Timestamp::from_micros(self.created_at),
            sent_at: self.sent_at.map(Timestamp::from_micros),
            version: self.version,
        })
    }
}

#[diesel::dsl::auto_type(no_type_alias)]
fn of_plan<'a>(org: &'a str, plan: &'a str) -> _ {
    status_updates::table.filter(status_updates::organization_id.eq(org)).filter(status_updates::plan_id.eq(plan))
}

/// A plan's updates, newest first.
///
/// # Errors
/// When the store fails.
pub fn list(conn: &mut Conn, org: &OrganizationId, plan: &PlanId) -> Result<Vec<StatusUpdate>, ApiError> {
    let rows: Vec<Raw> =
        of_plan(org.as_str(), plan.as_str()).order(status_updates::id.desc()).select(Raw::as_select()).load(conn)?;
    rows.into_iter().map(Raw::read).collect()
}

/// One update of a plan.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut Conn, org: &OrganizationId, plan: &PlanId, id: &str) -> Result<StatusUpdate, ApiError> {
    let row: Raw =
        of_plan(org.as_str(), plan.as_str()).filter(status_updates::id.eq(id)).select(Raw::as_select()).first(conn)?;
    row.read()
}

/// Adds an update.
///
/// # Errors
/// When the store fails.
pub fn insert(conn: &mut Conn, org: &OrganizationId, plan: &PlanId, update: &StatusUpdate) -> Result<(), ApiError> {
    let place = (status_updates::organization_id.eq(org.as_str()), status_updates::plan_id.eq(plan.as_str()));
    diesel::insert_into(status_updates::table).values((place, Raw::of(update)?)).execute(conn)?;
    Ok(())
}

/// Writes every field of an update.
///
/// # Errors
/// When the store fails.
pub fn update(conn: &mut Conn, org: &OrganizationId, plan: &PlanId, update: &StatusUpdate) -> Result<(), ApiError> {
    diesel::update(of_plan(org.as_str(), plan.as_str()).filter(status_updates::id.eq(update.id.as_str())))
        .set(Raw::of(update)?)
        .execute(conn)?;
    Ok(())
}

/// Deletes an update.
///
/// # Errors
/// When the store fails.
pub fn delete(conn: &mut Conn, org: &OrganizationId, plan: &PlanId, id: &StatusUpdateId) -> Result<(), ApiError> {
    diesel::delete(of_plan(org.as_str(), plan.as_str()).filter(status_updates::id.eq(id.as_str()))).execute(conn)?;
    Ok(())
}
