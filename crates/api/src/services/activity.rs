//! Reading history: the activity list, the exported chain, the news of a live stream.

use crate::{
    app::App,
    auth::{
        Permit,
        permit::{SeeInternal, SeePlan},
    },
    db::{checkpoints, events},
    error::ApiError,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use tandem_shared::{
    chain::{Checkpoint, ExportedLog},
    event::Event,
    id::OrganizationId,
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
    let wanted = i64::from(limit) + 1;
    let mut data =
        app.db.read(move |conn| events::list(conn, &org, plan.as_str(), internal, after, before, wanted)).await?;
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
    app.db
        .write(move |tx| {
            let head = events::lock(tx.conn, &org, plan.as_str())?;
            let kept = checkpoints::of_log(tx.conn, &org, plan.as_str())?;
            if kept.last().is_none_or(|last| last.seq < head.seq) {
                checkpoints::keep(tx.conn, &org, &sign(&keys, plan.as_str(), &head, now))?;
            }
            let lines = events::lines(tx.conn, &org, plan.as_str())?;
            let signed = checkpoints::of_log(tx.conn, &org, plan.as_str())?;
            Ok(ExportedLog { lines, checkpoints: signed, public_key })
        })
        .await
}

fn sign(
    keys: &crate::auth::seal::Keys,
    log: &str,
    head: &events::Head,
    now: tandem_shared::day::Timestamp,
) -> Checkpoint {
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
    let limit = i64::try_from(NEWS_MAX).unwrap_or(i64::MAX);
    app.db.read(move |conn| events::list(conn, &org, plan.as_str(), internal, Some(after), None, limit)).await
}
