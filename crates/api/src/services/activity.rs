//! Reading history: the activity list, the exported chain, the news of a live stream.

use crate::{
    app::App,
    auth::{
        Permit,
        permit::{SeeInternal, SeePlan},
    },
    db::{
        Conn, Tx, checkpoints, events,
        history::{self, Stretch},
    },
    error::ApiError,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use tandem_shared::{
    chain::{Checkpoint, ExportedLog},
    day::Timestamp,
    event::Event,
    id::{OrganizationId, PlanId},
    paging::Page,
};

/// A page of a plan's history: the oldest after `after`, or the newest before `before`, or the newest.
///
/// # Errors
/// When the store fails.
pub async fn list(
    app: &App,
    permit: &Permit<SeePlan>,
    after: Option<i64>,
    before: Option<i64>,
    limit: u16,
) -> Result<Page<Event>, ApiError> {
    let (org, plan, internal) = (permit.organization_id().clone(), permit.plan_id().clone(), permit.sees_internal());
    let wanted = usize::from(limit) + 1;
    let stretch = match (after, before) {
        (Some(after), _) => Stretch::After(after),
        (None, Some(before)) => Stretch::Before(before),
        (None, None) => Stretch::Newest,
    };
    let mut data = app.db.read(move |conn| history::list(conn, &org, plan.as_str(), internal, stretch, wanted)).await?;
    let has_more = data.len() > usize::from(limit);
    data.truncate(usize::from(limit));
    let next_cursor = data.last().filter(|_| has_more).map(|last| last.seq.to_string());
    Ok(Page { data, has_more, next_cursor })
}

/// The whole chain of a plan, with its checkpoints: the newest line gets one now, so that a later cut of the tail shows.
///
/// # Errors
/// When the store fails.
pub async fn export(app: &App, permit: &Permit<SeeInternal>) -> Result<ExportedLog, ApiError> {
    let (org, plan, keys, now) =
        (permit.organization_id().clone(), permit.plan_id().clone(), app.keys.clone(), app.clock.now());
    let public_key = STANDARD.encode(app.keys.log_public_key());
    let of_read = (org.clone(), plan.clone());
    app.db
        .write(move |tx| {
            let head = events::lock(tx.conn, &org, plan.as_str())?;
            let kept = checkpoints::of_log(tx.conn, &org, plan.as_str())?;
            if kept.last().is_none_or(|last| last.seq < head.seq) {
                checkpoints::keep(tx.conn, &org, &sign(&keys, plan.as_str(), &head, now))?;
            }
            Ok(())
        })
        .await?;
    let (org, plan) = of_read;
    // A whole log is long: it is read where nobody's write waits for it.
    let read = move |conn: &mut Conn| {
        let lines = events::lines(conn, &org, plan.as_str())?;
        Ok(ExportedLog { lines, checkpoints: checkpoints::of_log(conn, &org, plan.as_str())?, public_key })
    };
    app.db.read(move |conn| conn.snapshot(read)).await
}

fn sign(keys: &crate::auth::seal::Keys, log: &str, head: &events::Head, now: Timestamp) -> Checkpoint {
    let mut checkpoint = Checkpoint {
        log: log.to_owned(),
        seq: head.seq,
        hash: head.hash.clone(),
        at: now.micros(),
        signature: String::new(),
    };
    checkpoint.signature = STANDARD.encode(keys.sign_checkpoint(checkpoint.message().as_bytes()));
    checkpoint
}

/// Keeps a checkpoint of a plan's log at its newest line.
///
/// # Errors
/// When the store fails.
pub(super) fn sign_head(
    tx: &mut Tx<'_>,
    app: &App,
    org: &OrganizationId,
    plan: &PlanId,
    head: &events::Head,
    now: Timestamp,
) -> Result<(), ApiError> {
    checkpoints::keep(tx.conn, org, &sign(&app.keys, plan.as_str(), head, now))
}

/// Logs that one round of signing takes.
const SIGNED_AT_ONCE: i64 = 500;

/// Signs the head of every log that has grown since its newest checkpoint; answers how many.
///
/// # Errors
/// When the store fails.
pub async fn sign_heads(app: &App) -> Result<usize, ApiError> {
    let (keys, now) = (app.keys.clone(), app.clock.now());
    // Looking through all logs and signing take their time: on a reader, so that nobody's write waits for it.
    let signed: Vec<(OrganizationId, Checkpoint)> = app
        .db
        .read(move |conn| {
            let heads = checkpoints::heads_without_checkpoint(conn, SIGNED_AT_ONCE)?;
            Ok(heads.into_iter().map(|(org, log, head)| (org, sign(&keys, &log, &head, now))).collect())
        })
        .await?;
    let count = signed.len();
    app.db.write(move |tx| signed.iter().try_for_each(|(org, one)| checkpoints::keep(tx.conn, org, one))).await?;
    Ok(count)
}

/// Events that one reading of a stream holds.
pub const NEWS_MAX: usize = 500;

/// A plan's events after a number, as the stream of this caller sends them; [`NEWS_MAX`] of them when there may be more.
///
/// # Errors
/// When the store fails.
pub async fn news(app: &App, permit: &Permit<SeePlan>, after: i64) -> Result<Vec<Event>, ApiError> {
    let (org, plan, internal) = (permit.organization_id().clone(), permit.plan_id().clone(), permit.sees_internal());
    let stretch = Stretch::After(after);
    app.db.read(move |conn| history::list(conn, &org, plan.as_str(), internal, stretch, NEWS_MAX)).await
}
