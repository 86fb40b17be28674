//! What comes back by itself: signing the heads of logs, forgetting what is over, reminding of reviews. One replica at a time does each.

use super::{activity, health_scores, once, reviews};
use crate::{
    app::App,
    db::{access_codes, guests, idempotency, jobs, outbox, sessions},
    error::ApiError,
};
use std::future::Future;

const MINUTE: i64 = 60;
const DAY: i64 = 24 * 60 * MINUTE;
/// Seconds between two signings of the logs' heads.
const SIGN_EVERY: i64 = MINUTE;
/// Seconds between two looks for plans whose health is another.
const SCORE_EVERY: i64 = MINUTE;
/// Seconds between two clearings.
const FORGET_EVERY: i64 = 60 * MINUTE;
/// Seconds between two looks at which reviews are due; each is reminded of once.
const REMIND_EVERY: i64 = 60 * MINUTE;
/// Seconds of a lease.
const LEASE: i64 = 5 * MINUTE;
/// Seconds for which ended sessions and sent mails are remembered.
const REMEMBERED: i64 = 30 * DAY;

/// Does what is due.
pub async fn keep(app: &App) {
    let done = [
        leased(app, "sign-logs", SIGN_EVERY, activity::sign_heads(app)).await,
        leased(app, "score-plans", SCORE_EVERY, health_scores::keep(app)).await,
        leased(app, "forget", FORGET_EVERY, forget(app)).await,
        leased(app, "remind-of-reviews", REMIND_EVERY, reviews::remind(app)).await,
    ];
    for error in done.into_iter().filter_map(Result::err) {
        tracing::error!(%error, "housekeeping failed");
    }
}

/// Runs `work` when the job is due and this replica gets it.
async fn leased<T>(
    app: &App,
    name: &'static str,
    every: i64,
    work: impl Future<Output = Result<T, ApiError>>,
) -> Result<(), ApiError> {
    let now = app.clock.now();
    if !app.db.read(move |conn| jobs::is_due(conn, name, now)).await? {
        return Ok(());
    }
    if !app.db.write(move |tx| jobs::take(tx.conn, name, now, now.plus_seconds(LEASE))).await? {
        return Ok(());
    }
    work.await?;
    app.db.write(move |tx| jobs::finish(tx.conn, name, now.plus_seconds(every))).await
}

/// Forgets keys older than a day, codes that are over, sessions and mails that ended a month ago.
///
/// # Errors
/// When the store fails.
pub async fn forget(app: &App) -> Result<usize, ApiError> {
    let now = app.clock.now();
    let (long_ago, keys_until) = (now.plus_seconds(-REMEMBERED), now.plus_seconds(-once::KEPT_SECONDS));
    // One write each: what people write meanwhile comes in between.
    Ok(app.db.write(move |tx| idempotency::forget_before(tx.conn, keys_until)).await?
        + app.db.write(move |tx| access_codes::forget_over(tx.conn, now)).await?
        + app.db.write(move |tx| guests::forget_sessions(tx.conn, long_ago)).await?
        + app.db.write(move |tx| outbox::forget_before(tx.conn, long_ago)).await?
        + app.db.write(move |tx| sessions::forget_before(tx.conn, long_ago)).await?)
}
