//! Addresses under which calendar programs find a plan's milestones. They cannot sign in, so the address is the secret; what stands there is what both sides
//! see, and it ends with the access of whoever made the address.

use super::{
    documents::link,
    events::{Line, Log},
    eyes::Eyes,
    once::Once,
    plan_view,
};
use crate::{
    app::App,
    auth::{Caller, Permit, permit::EditActions, secret::PlainSecret},
    body::Call,
    db::calendar_feeds::{self as db, FeedRow},
    documents,
    error::ApiError,
    ids::NewId,
};
use tandem_shared::{
    calendar_feed::{CalendarFeed, FEEDS_MAX},
    event::EventType,
    id::{CalendarFeedId, GrantId, UserId},
};

fn is_mine(row: &FeedRow, caller: &Caller) -> bool {
    let by = row.user_id.as_ref().map(UserId::as_str).or(row.grant_id.as_ref().map(GrantId::as_str));
    by == Some(caller.id())
}

/// Sellers manage every address of their plan, a guest their own.
fn manages(permit: &Permit<EditActions>, row: &FeedRow) -> bool {
    permit.sees_internal() || is_mine(row, &permit.caller)
}

fn shown(row: FeedRow, caller: &Caller, url: Option<String>) -> CalendarFeed {
    let mine = is_mine(&row, caller);
    CalendarFeed { id: row.id, by: row.made_by, side: row.side, created_at: row.created_at, mine, url }
}

/// The addresses that this caller manages.
///
/// # Errors
/// When the store fails.
pub async fn list(app: &App, permit: &Permit<EditActions>) -> Result<Vec<CalendarFeed>, ApiError> {
    let p = permit.clone();
    let rows = app.db.read(move |conn| db::list(conn, p.organization_id(), p.plan_id())).await?;
    let managed = rows.into_iter().filter(|row| manages(permit, row));
    Ok(managed.map(|row| shown(row, &permit.caller, None)).collect())
}

/// Makes an address; it is told in this answer and never again.
///
/// # Errors
/// `Conflict` when there are too many.
pub async fn create(app: &App, permit: &Permit<EditActions>, call: Call) -> Result<Once<CalendarFeed>, ApiError> {
    let (p, now, base) = (permit.clone(), app.clock.now(), app.config.public_url.clone());
    app.write_once(&permit.caller, call.once, move |tx| {
        let (org, plan) = (p.organization_id(), p.plan_id());
        let log = Log::of_plan(tx, org, plan, p.actor(), now)?;
        if db::list(tx.conn, org, plan)?.len() >= FEEDS_MAX {
            let detail = format!("A plan has at most {FEEDS_MAX} calendar addresses. Revoke one that nobody uses.");
            return Err(ApiError::conflict("too_many_feeds", detail));
        }
        let secret = PlainSecret::generate();
        let (user_id, grant_id) = match &p.caller {
            Caller::User(user) => (Some(user.id.clone()), None),
            Caller::Guest(guest) => (None, Some(guest.grant_id.clone())),
        };
        let row = FeedRow {
            id: CalendarFeedId::new(),
            made_by: p.caller.name().to_owned(),
            side: p.caller.side(),
            user_id,
            grant_id,
            created_at: now,
        };
        db::insert(tx.conn, org, plan, &row, secret.hash().as_str())?;
        // Who gave themselves an address tells the other side nothing of the plan.
        log.record(tx, Line::internal(EventType::FeedCreated, row.id.as_str(), &row.made_by))?;
        Ok(shown(row, &p.caller, Some(format!("{base}/calendar/{}.ics", secret.expose()))))
    })
    .await
}

/// Revokes an address: nothing stands there from now on.
///
/// # Errors
/// `NotFound`, `Forbidden`.
pub async fn revoke(app: &App, permit: &Permit<EditActions>, id: String) -> Result<(), ApiError> {
    let (p, now) = (permit.clone(), app.clock.now());
    app.db
        .write(move |tx| {
            let (org, plan) = (p.organization_id(), p.plan_id());
            let log = Log::of_plan(tx, org, plan, p.actor(), now)?;
            let all = db::list(tx.conn, org, plan)?;
            let row = all.into_iter().find(|row| row.id.as_str() == id).ok_or(ApiError::NotFound)?;
            if !manages(&p, &row) {
                return Err(ApiError::forbidden("You may revoke addresses that you made."));
            }
            db::delete(tx.conn, org, plan, &row.id)?;
            log.record(tx, Line::internal(EventType::FeedRevoked, row.id.as_str(), &row.made_by))
        })
        .await
}

/// What stands under an address: the plan's calendar as both sides see it.
///
/// # Errors
/// `NotFound` for every address that is none, or no longer.
pub async fn read(app: &App, secret: &str) -> Result<String, ApiError> {
    let (hash, now, app2) = (PlainSecret::received(secret).hash(), app.clock.now(), app.clone());
    app.db
        .read(move |conn| {
            let (org, plan) = db::plan_of(conn, hash.as_str())?.ok_or(ApiError::NotFound)?;
            let (plan, _) = plan_view::plan(conn, &org, &plan, 0, &Eyes::buyer(now))?;
            Ok(documents::calendar(&plan, &link(&app2, &plan), now))
        })
        .await
}
