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
    /// The kind of message.
    pub kind: String,
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

#[diesel::dsl::auto_type(no_type_alias)]
fn waiting(now: i64) -> _ {
    outbox::table
        .filter(outbox::due_at.le(now))
        .filter(outbox::sent_at.is_null())
        .filter(outbox::failed_at.is_null())
        .filter(outbox::leased_until.is_null().or(outbox::leased_until.le(now)))
}

/// Whether any mail is due: a look that takes no lock.
///
/// # Errors
/// When the store fails.
pub fn is_any_due(conn: &mut Conn, now: Timestamp) -> Result<bool, ApiError> {
    let first: Option<String> = waiting(now.micros()).select(outbox::id).first(conn).optional()?;
    Ok(first.is_some())
}

/// Leases mails that are due: nobody else sends them until then. What a replica that died had leased comes back by itself.
///
/// # Errors
/// When the store fails.
pub fn lease(conn: &mut Conn, now: Timestamp, until: Timestamp, limit: i64) -> Result<Vec<Due>, ApiError> {
    type Row = (String, String, String, Option<String>, i64, i32, Option<String>, Option<String>);
    let due = waiting(now.micros()).order((outbox::due_at.asc(), outbox::id.asc())).limit(limit).select((
        outbox::organization_id,
        outbox::id,
        outbox::kind,
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
    for (org, id, kind, payload, created_at, attempts, plan, grant) in rows {
        let this = outbox::table.filter(outbox::organization_id.eq(&org)).filter(outbox::id.eq(&id));
        diesel::update(this)
            .set((outbox::leased_until.eq(until.micros()), outbox::attempts.eq(attempts + 1)))
            .execute(conn)?;
        leased.push(Due {
            organization_id: OrganizationId::trusted(org),
            id,
            kind,
            payload: payload.unwrap_or_default(),
            created_at: Timestamp::from_micros(created_at),
            attempts: attempts + 1,
            grant: plan.zip(grant),
        });
    }
    Ok(leased)
}

/// A mail's row, unless the mail was withdrawn meanwhile.
#[diesel::dsl::auto_type(no_type_alias)]
fn wanted<'a>(org: &'a str, id: &'a str) -> _ {
    outbox::table.filter(outbox::organization_id.eq(org)).filter(outbox::id.eq(id)).filter(outbox::failed_at.is_null())
}

/// Notes that a mail has left, and forgets what it said.
///
/// # Errors
/// When the store fails.
pub fn sent(conn: &mut Conn, mail: &Due, now: Timestamp) -> Result<(), ApiError> {
    let noted = diesel::update(wanted(mail.organization_id.as_str(), &mail.id))
        .set((outbox::sent_at.eq(now.micros()), outbox::payload.eq(None::<String>)))
        .execute(conn)?;
    if noted == 1 { note_delivery(conn, mail, Delivery::Sent, None) } else { Ok(()) }
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
    let this = wanted(mail.organization_id.as_str(), &mail.id);
    let (noted, delivery) = match again_at {
        Some(again_at) => {
            let waits = (
                outbox::due_at.eq(again_at.micros()),
                outbox::leased_until.eq(None::<i64>),
                outbox::last_error.eq(reason),
            );
            (diesel::update(this).set(waits).execute(conn)?, Delivery::Queued)
        }
        None => {
            let over =
                (outbox::failed_at.eq(now.micros()), outbox::payload.eq(None::<String>), outbox::last_error.eq(reason));
            (diesel::update(this).set(over).execute(conn)?, Delivery::Failed)
        }
    };
    if noted == 1 { note_delivery(conn, mail, delivery, Some(reason)) } else { Ok(()) }
}

/// Takes back the mails of a grant that have not left: their links and codes are dead.
///
/// # Errors
/// When the store fails.
pub fn withdraw(conn: &mut Conn, org: &OrganizationId, grant: &GrantId, now: Timestamp) -> Result<(), ApiError> {
    diesel::update(outbox::table.filter(outbox::organization_id.eq(org.as_str())))
        .filter(outbox::grant_id.eq(grant.as_str()))
        .filter(outbox::sent_at.is_null())
        .filter(outbox::failed_at.is_null())
        .set((
            outbox::failed_at.eq(now.micros()),
            outbox::last_error.eq("withdrawn"),
            outbox::payload.eq(None::<String>),
        ))
        .execute(conn)?;
    Ok(())
}

/// Forgets mails that were sent or given up, and written before this.
///
/// # Errors
/// When the store fails.
pub fn forget_before(conn: &mut Conn, before: Timestamp) -> Result<usize, ApiError> {
    let over = outbox::sent_at.is_not_null().or(outbox::failed_at.is_not_null());
    Ok(diesel::delete(outbox::table.filter(outbox::created_at.lt(before.micros())).filter(over)).execute(conn)?)
}

/// Kinds of mails that carry a grant's link.
const CARRY_LINK: [&str; 2] = ["invitation", "new-link"];

/// Shows a mail's delivery at the grant whose link it carries. Facts of delivery are no history: no event, no new version.
fn note_delivery(conn: &mut Conn, mail: &Due, delivery: Delivery, reason: Option<&str>) -> Result<(), ApiError> {
    if let Some((plan, grant)) = mail.grant.as_ref().filter(|_| CARRY_LINK.contains(&mail.kind.as_str())) {
        let of_plan = grants::table
            .filter(grants::organization_id.eq(mail.organization_id.as_str()))
            .filter(grants::plan_id.eq(plan));
        diesel::update(of_plan.filter(grants::id.eq(grant)))
            .set((grants::delivery.eq(delivery.as_str()), grants::delivery_reason.eq(reason)))
            .execute(conn)?;
    }
    Ok(())
}
