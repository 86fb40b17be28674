//! Mail that waits to be sent. Written in the transaction that gives rise to it; leased by one replica at a time; its payload is cleared once it has left.

use super::{
    Conn,
    schema::{grants, outbox},
};
use crate::error::ApiError;
use diesel::prelude::*;
use tandem_shared::{
    day::Timestamp,
    grant::Delivery,
    id::{GrantId, OrganizationId, PlanId},
};

/// A mail to keep.
pub struct NewMail<'a> {
    /// Its id, which makes the Message-ID.
    pub id: &'a str,
    /// The kind of message, for people who look into the table.
    pub kind: &'a str,
    /// The grant whose link it carries, so that its delivery shows there.
    pub grant: Option<(&'a PlanId, &'a GrantId)>,
    /// The sealed letter, base64.
    pub payload: String,
}

/// A mail that is due.
#[derive(Debug)]
pub struct Due {
    /// The tenant.
    pub organization_id: OrganizationId,
    /// Its id.
    pub id: String,
    /// The sealed letter, base64.
    pub payload: String,
    /// When it was written.
    pub created_at: Timestamp,
    /// Times it was tried.
    pub attempts: i32,
    grant: Option<(String, String)>,
}

/// Keeps a mail, due now.
///
/// # Errors
/// When the store fails.
pub fn insert(conn: &mut Conn, org: &OrganizationId, mail: NewMail<'_>, now: Timestamp) -> Result<(), ApiError> {
    diesel::insert_into(outbox::table)
        .values((
            outbox::organization_id.eq(org.as_str()),
            outbox::id.eq(mail.id),
            outbox::kind.eq(mail.kind),
            outbox::plan_id.eq(mail.grant.map(|(plan, _)| plan.as_str())),
            outbox::grant_id.eq(mail.grant.map(|(_, grant)| grant.as_str())),
            outbox::payload.eq(mail.payload),
            outbox::created_at.eq(now.micros()),
            outbox::due_at.eq(now.micros()),
            outbox::attempts.eq(0),
        ))
        .execute(conn)?;
    Ok(())
}

/// Leases mails that are due: nobody else sends them until then. What a replica that died had leased comes back by itself.
///
/// # Errors
/// When the store fails.
pub fn lease(conn: &mut Conn, now: Timestamp, until: Timestamp, limit: i64) -> Result<Vec<Due>, ApiError> {
    type Row = (String, String, Option<String>, i64, i32, Option<String>, Option<String>);
    let due = outbox::table
        .filter(outbox::due_at.le(now.micros()))
        .filter(outbox::sent_at.is_null())
        .filter(outbox::failed_at.is_null())
        .filter(outbox::leased_until.is_null().or(outbox::leased_until.le(now.micros())))
        .order((outbox::due_at.asc(), outbox::id.asc()))
        .limit(limit)
        .select((
            outbox::organization_id,
            outbox::id,
            outbox::payload,
            outbox::created_at,
            outbox::attempts,
            outbox::plan_id,
            outbox::grant_id,
        ));
    let rows: Vec<Row> = match conn {
        Conn::Pg(pg) => due.for_update().skip_locked().load(pg)?,
        Conn::Sqlite(sqlite) => due.load(sqlite)?,
    };
    let mut leased = Vec::with_capacity(rows.len());
    for (org, id, payload, created_at, attempts, plan, grant) in rows {
        let this = outbox::table.filter(outbox::organization_id.eq(&org)).filter(outbox::id.eq(&id));
        diesel::update(this)
            .set((outbox::leased_until.eq(until.micros()), outbox::attempts.eq(attempts + 1)))
            .execute(conn)?;
        leased.push(Due {
            organization_id: OrganizationId::trusted(org),
            id,
            payload: payload.unwrap_or_default(),
            created_at: Timestamp::from_micros(created_at),
            attempts: attempts + 1,
            grant: plan.zip(grant),
        });
    }
    Ok(leased)
}

/// Notes that a mail has left, and forgets what it said.
///
/// # Errors
/// When the store fails.
pub fn sent(conn: &mut Conn, mail: &Due, now: Timestamp) -> Result<(), ApiError> {
    let this =
        outbox::table.filter(outbox::organization_id.eq(mail.organization_id.as_str())).filter(outbox::id.eq(&mail.id));
    diesel::update(this).set((outbox::sent_at.eq(now.micros()), outbox::payload.eq(None::<String>))).execute(conn)?;
    note_delivery(conn, mail, Delivery::Sent, None)
}

/// Notes why a mail did not leave: it is due again then, or given up when `again_at` is nothing.
///
/// # Errors
/// When the store fails.
pub fn failed(
    conn: &mut Conn,
    mail: &Due,
    reason: &str,
    again_at: Option<Timestamp>,
    now: Timestamp,
) -> Result<(), ApiError> {
    let this =
        outbox::table.filter(outbox::organization_id.eq(mail.organization_id.as_str())).filter(outbox::id.eq(&mail.id));
    match again_at {
        Some(again_at) => {
            let waits = (
                outbox::due_at.eq(again_at.micros()),
                outbox::leased_until.eq(None::<i64>),
                outbox::last_error.eq(reason),
            );
            diesel::update(this).set(waits).execute(conn)?;
            note_delivery(conn, mail, Delivery::Queued, Some(reason))
        }
        None => {
            let over =
                (outbox::failed_at.eq(now.micros()), outbox::payload.eq(None::<String>), outbox::last_error.eq(reason));
            diesel::update(this).set(over).execute(conn)?;
            note_delivery(conn, mail, Delivery::Failed, Some(reason))
        }
    }
}

/// Shows a mail's delivery at the grant whose link it carries. Facts of delivery are no history: no event, no new version.
fn note_delivery(conn: &mut Conn, mail: &Due, delivery: Delivery, reason: Option<&str>) -> Result<(), ApiError> {
    if let Some((plan, grant)) = &mail.grant {
        let of_plan = grants::table
            .filter(grants::organization_id.eq(mail.organization_id.as_str()))
            .filter(grants::plan_id.eq(plan));
        diesel::update(of_plan.filter(grants::id.eq(grant)))
            .set((grants::delivery.eq(delivery.as_str()), grants::delivery_reason.eq(reason)))
            .execute(conn)?;
    }
    Ok(())
}
