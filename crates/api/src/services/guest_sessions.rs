//! Keeping a guest's session alive, and ending it.

use super::guests::{Joined, answer};
use crate::{
    app::App,
    auth::{
        guest_browser::SESSION_DAYS,
        refresh::{RefreshToken, Standing},
    },
    db::{Signal, Tx, callers, guests as db},
    error::ApiError,
};
use tandem_shared::{day::Timestamp, id::SessionId};

fn read(app: &App, cookie: Option<&str>) -> Option<RefreshToken<SessionId>> {
    RefreshToken::read(cookie?, &app.keys)
}

/// Gives a new access token for the plan's refresh cookie, and replaces the cookie. A cookie that was replaced before ends the session: somebody has a copy.
///
/// # Errors
/// `Unauthenticated`.
pub async fn refresh(app: &App, plan: String, cookie: Option<&str>) -> Result<Joined, ApiError> {
    let token = read(app, cookie).ok_or(ApiError::Unauthenticated)?;
    let (now, app2) = (app.clock.now(), app.clone());
    let joined = app.db.write(move |tx| rotate(tx, &app2, &plan, &token, now)).await?;
    joined.ok_or(ApiError::Unauthenticated)
}

/// Nothing when the session is over. Ending it is a change to keep, so it is no error.
fn rotate(
    tx: &mut Tx<'_>,
    app: &App,
    plan: &str,
    token: &RefreshToken<SessionId>,
    now: Timestamp,
) -> Result<Option<Joined>, ApiError> {
    let (org, id) = (&token.organization_id, &token.session_id);
    let Some(session) = db::lock(tx.conn, org, id, now)? else { return Ok(None) };
    // Gone when the grant was revoked.
    let Some(guest) = callers::guest(tx.conn, org, id, now)? else { return Ok(None) };
    if session.grant.plan_id.as_str() != plan {
        return Ok(None);
    }
    let next = token.successor(&app.keys);
    match token.standing(&session.refresh_hash, session.previous_hash.as_deref(), session.rotated_at, now) {
        Standing::Current => {
            let ends_at = now.plus_seconds(SESSION_DAYS * 86_400);
            db::rotate(tx.conn, org, id, (next.hash().as_str(), token.hash().as_str()), now, ends_at)?;
        }
        Standing::Overlapping => {}
        Standing::Replayed => {
            tracing::warn!(session = id.as_str(), "a guest's refresh token was played again; its session ends");
            db::revoke(tx.conn, org, id, now)?;
            tx.tell(Signal::Grant { grant: guest.grant_id })?;
            return Ok(None);
        }
    }
    answer(app, &session.grant, guest.access, &next, now).map(Some)
}

/// Ends the session of the plan's refresh cookie; does nothing without one.
///
/// # Errors
/// When the store fails.
pub async fn end(app: &App, plan: String, cookie: Option<&str>) -> Result<(), ApiError> {
    let Some(token) = read(app, cookie) else { return Ok(()) };
    let now = app.clock.now();
    app.db
        .write(move |tx| {
            let (org, id) = (&token.organization_id, &token.session_id);
            let Some(session) = db::lock(tx.conn, org, id, now)? else { return Ok(()) };
            if session.grant.plan_id.as_str() != plan {
                return Ok(());
            }
            db::revoke(tx.conn, org, id, now)?;
            tx.tell(Signal::Grant { grant: session.grant.grant_id })
        })
        .await
}
