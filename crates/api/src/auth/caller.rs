//! Who is calling: a user or a guest, read anew from the store at each request, so that a revocation or a change of role holds from the next one on.

use crate::{
    app::App,
    auth::tokens::Bearer,
    db::callers::{self, GuestCaller, UserCaller},
    error::ApiError,
};
use actix_web::{HttpRequest, http::header};
use tandem_shared::{
    day::Timestamp,
    event::{Actor, ActorKind},
    id::OrganizationId,
    stakeholder::Side,
};

/// Who is calling.
#[derive(Clone, Debug)]
pub enum Caller {
    /// A signed-in user.
    User(UserCaller),
    /// A guest of one plan.
    Guest(GuestCaller),
}

impl Caller {
    /// The tenant.
    #[must_use]
    pub const fn organization_id(&self) -> &OrganizationId {
        match self {
            Self::User(user) => &user.organization_id,
            Self::Guest(guest) => &guest.organization_id,
        }
    }

    /// The caller as history names them.
    #[must_use]
    pub fn actor(&self) -> Actor {
        match self {
            Self::User(u) => {
                Actor { kind: ActorKind::User, id: u.id.to_string(), name: Some(u.name.clone()), side: Side::Seller }
            }
            Self::Guest(g) => Actor {
                kind: ActorKind::Guest,
                id: g.grant_id.to_string(),
                name: Some(g.name.clone()),
                side: Side::Buyer,
            },
        }
    }

    /// The id that rows created by this caller carry: the user's or the grant's.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::User(user) => user.id.as_str(),
            Self::Guest(guest) => guest.grant_id.as_str(),
        }
    }

    /// The caller's name.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::User(user) => &user.name,
            Self::Guest(guest) => &guest.name,
        }
    }

    /// The caller's side.
    #[must_use]
    pub const fn side(&self) -> Side {
        match self {
            Self::User(_) => Side::Seller,
            Self::Guest(_) => Side::Buyer,
        }
    }
}

/// The verified claims of the request's bearer token.
pub(super) fn bearer(app: &App, request: &HttpRequest) -> Result<Bearer, ApiError> {
    let token = request
        .headers()
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "))
        .ok_or(ApiError::Unauthenticated)?;
    app.tokens.read(token, app.clock.now()).map_err(|_| ApiError::Unauthenticated)
}

/// Reads the caller that verified claims name from the store.
pub(super) fn look_up(claimed: &Bearer, conn: &mut crate::db::Conn, now: Timestamp) -> Result<Caller, ApiError> {
    let caller = match claimed {
        Bearer::User(c) => callers::user(conn, &c.org, &c.sid, &c.sub, now)?.map(Caller::User),
        Bearer::Guest(c) => callers::guest(conn, &c.org, &c.sid, now)?.map(Caller::Guest),
    };
    caller.ok_or(ApiError::Unauthenticated)
}

/// Notes a visit in the background, at most once a minute.
pub(super) fn note_visit(app: &App, caller: &Caller) {
    let now = app.clock.now();
    let seen = match caller {
        Caller::User(user) => user.last_seen_at,
        Caller::Guest(guest) => guest.last_seen_at,
    };
    if seen.is_some_and(|seen| now.seconds_since(seen) < 60) {
        return;
    }
    let (db, caller) = (app.db.clone(), caller.clone());
    tokio::spawn(async move {
        let noted = db
            .write(move |tx| match &caller {
                Caller::User(user) => callers::note_user_visit(tx.conn, user, now),
                Caller::Guest(guest) => callers::note_guest_visit(tx.conn, guest, now),
            })
            .await;
        if let Err(error) = noted {
            tracing::warn!(%error, "a visit was not noted");
        }
    });
}
