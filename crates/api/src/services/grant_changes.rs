//! Changing, taking back and renewing access that was given; it holds from the guest's next request on.

use super::{
    events::{Changes, Line, Log},
    grants::key_of,
    invitations::{self as mails, FreshLink},
    limits::Limit,
    once::Once,
};
use crate::{
    app::App,
    auth::{Permit, permit::Share},
    body::{Call, OnceKey},
    db::{
        Signal, Tx,
        grants::{self as db, GrantRow},
        guests, invitations as facts, outbox,
    },
    error::ApiError,
    mail::Message,
};
use tandem_shared::{
    day::Timestamp,
    event::EventType,
    grant::{Grant, GrantPatch},
    id::UserId,
};

/// New links that a person may be sent.
const RESENT: Limit = Limit { what: "resend grant", tries: 5, seconds: 3600 };

/// Changes of a person's access.
const CHANGED: Limit = Limit { what: "change grant", tries: 10, seconds: 3600 };

/// Changes what a guest may do, from their next request on.
///
/// # Errors
/// `NotFound`, `Stale`; `Conflict` when the access was revoked.
pub async fn change(
    app: &App,
    permit: Permit<Share>,
    id: String,
    patch: GrantPatch,
    call: Call,
) -> Result<Grant, ApiError> {
    let (now, app2) = (app.clock.now(), app.clone());
    app.db
        .write(move |tx| {
            let (org, plan) = (permit.organization_id(), permit.plan_id());
            let log = Log::of_plan(tx, org, plan, permit.actor(), now)?;
            let before = db::find(tx.conn, org, plan.as_str(), &id)?;
            call.expect_version(before.version)?;
            if before.short.revoked_at.is_some() {
                return Err(ApiError::conflict("revoked", "This access was revoked. Invite the person again."));
            }
            let mut after = before.clone();
            after.short.access = patch.access;
            let mut changes = Changes::default();
            changes.note("access", Some(&before.short.access), Some(&after.short.access));
            if changes.0.is_empty() {
                return Ok(before.grant(now));
            }
            // Each change is a mail to the person.
            app2.limits.count(CHANGED, after.short.id.as_str(), now)?;
            after.version += 1;
            db::update(tx.conn, org, plan.as_str(), &after)?;
            mail_change(tx, &app2, &permit, &after, now)?;
            tx.tell(Signal::Grant { grant: after.short.id.clone() })?;
            let line = Line::internal(EventType::GrantChanged, after.short.id.as_str(), &after.name);
            log.record(tx, line.with(changes.0))?;
            Ok(after.grant(now))
        })
        .await
}

fn mail_change(
    tx: &mut Tx<'_>,
    app: &App,
    permit: &Permit<Share>,
    row: &GrantRow,
    now: Timestamp,
) -> Result<(), ApiError> {
    let (org, plan) = (permit.organization_id(), permit.plan_id());
    let plan_facts = facts::plan_facts(tx.conn, org, plan.as_str())?;
    let (changed_by, changed_by_email) = facts::inviter(tx.conn, org, &UserId::trusted(permit.caller.id().to_owned()))?;
    let message = Message::AccessChanged {
        changed_by,
        changed_by_email,
        company: plan_facts.company,
        deal_name: plan_facts.deal_name,
        access: row.short.access,
        link: format!("{}/plans/{plan}", app.config.public_url),
    };
    mails::send(tx, app, &key_of(permit, &row.short.id), row, message, now)
}

/// Takes access back: sessions end, streams are cut, mails that wait are not sent. Once more does nothing.
///
/// # Errors
/// `NotFound`, `Stale`.
pub async fn revoke(app: &App, permit: Permit<Share>, id: String, call: Call) -> Result<(), ApiError> {
    let now = app.clock.now();
    app.db
        .write(move |tx| {
            let (org, plan) = (permit.organization_id(), permit.plan_id());
            let log = Log::of_plan(tx, org, plan, permit.actor(), now)?;
            let mut row = db::find(tx.conn, org, plan.as_str(), &id)?;
            call.expect_version(row.version)?;
            if row.short.revoked_at.is_some() {
                return Ok(());
            }
            row.short.revoked_at = Some(now);
            row.version += 1;
            db::update(tx.conn, org, plan.as_str(), &row)?;
            guests::end_all(tx.conn, &key_of(&permit, &row.short.id), now)?;
            outbox::withdraw(tx.conn, org, &row.short.id, now)?;
            tx.tell(Signal::Grant { grant: row.short.id.clone() })?;
            log.record(tx, Line::internal(EventType::GrantRevoked, row.short.id.as_str(), &row.name))
        })
        .await
}

/// Sends a new link in place of the old one, for ninety days. Who has joined goes on; on another device they still need a code. Revoked access is given
/// anew.
///
/// # Errors
/// `NotFound`, `TooMany`.
pub async fn resend(
    app: &App,
    permit: Permit<Share>,
    id: String,
    key: Option<OnceKey>,
) -> Result<Once<Grant>, ApiError> {
    let (now, caller, app2) = (app.clock.now(), permit.caller.clone(), app.clone());
    app.write_once(&caller, key, move |tx| {
        let (org, plan) = (permit.organization_id(), permit.plan_id());
        let log = Log::of_plan(tx, org, plan, permit.actor(), now)?;
        let mut row = db::find(tx.conn, org, plan.as_str(), &id)?;
        app2.limits.count(RESENT, row.short.id.as_str(), now)?;
        let plan_facts = facts::plan_facts(tx.conn, org, plan.as_str())?;
        let (key, was_revoked) = (key_of(&permit, &row.short.id), row.short.revoked_at.is_some());
        let link = FreshLink::replace(tx, &key, &mut row, now)?;
        if was_revoked {
            (row.short.revoked_at, row.short.activated_at) = (None, None);
        }
        row.version += 1;
        db::update(tx.conn, org, plan.as_str(), &row)?;
        if was_revoked {
            mails::invite(tx, &app2, &key, &row, &plan_facts, &link, now)?;
        } else {
            mails::mail_new_link(tx, &app2, &key, &row, &plan_facts, &link, now)?;
        }
        log.record(tx, Line::internal(EventType::GrantResent, row.short.id.as_str(), &row.name))?;
        Ok(row.grant(now))
    })
    .await
}
