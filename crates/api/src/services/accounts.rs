//! Signing up, in and out; keeping a session alive.

use super::{
    events::{Line, Log},
    limits::Limit,
};
use crate::{
    app::App,
    auth::{
        browser::{Browser, SESSION_DAYS},
        refresh::{RefreshToken, Standing},
        tokens::{ACCESS_SECONDS, UserClaims},
    },
    db::{
        Signal, Tx,
        callers::UserCaller,
        events, organizations,
        sessions::{self, Session},
        stages,
        users::{self, Account},
    },
    error::ApiError,
    ids::NewId,
};
use tandem_shared::{
    account::{SignIn, SignOut, SignUp, SignedIn, User},
    day::Timestamp,
    event::{Actor, ActorKind, EventType},
    id::{OrganizationId, SessionId, StageId, UserId},
    organization::{MemberStatus, Organization, Role},
    stage::{DEFAULT_STAGES, Stage},
    stakeholder::Side,
};

/// Sign-ups from one address.
const SIGN_UPS: Limit = Limit { what: "sign-up", tries: 60, seconds: 3600 };
/// Wrong passwords from one address, for accounts it never opened.
const FROM_ADDRESS: Limit = Limit { what: "sign-in from address", tries: 50, seconds: 3600 };
/// Wrong passwords for one account, from browsers that never opened it. The owner's own browsers are counted apart, so nobody is locked out by a stranger.
const FOR_ACCOUNT: Limit = Limit { what: "sign-in for account", tries: 10, seconds: 900 };
/// Wrong passwords for one account, from a browser that opened it before.
const FROM_KNOWN: Limit = Limit { what: "sign-in from known", tries: 10, seconds: 900 };
/// Currency that deals begin with until an admin says otherwise.
const CURRENCY: &str = "EUR";

/// A signed-in person, and what their browser keeps.
pub struct Signed {
    /// The answer.
    pub signed_in: SignedIn,
    /// The refresh cookie.
    pub refresh: String,
    /// The cookie by which this browser is known.
    pub device: String,
}

/// Wrong address or wrong password: the same words for both.
fn wrong_credentials() -> ApiError {
    ApiError::Malformed {
        status: 401,
        code: "wrong_credentials",
        detail: "The address or the password is not right.".into(),
    }
}

/// How history names a user.
#[must_use]
pub fn actor_of(user: &User) -> Actor {
    Actor { kind: ActorKind::User, id: user.id.to_string(), name: Some(user.name.clone()), side: Side::Seller }
}

/// Makes an organization with its stages and its first admin, and signs them in.
///
/// # Errors
/// `Conflict` when the address has an account, `Invalid` when the password is easily guessed.
pub async fn sign_up(app: &App, new: SignUp, browser: &Browser) -> Result<Signed, ApiError> {
    let now = app.clock.now();
    app.limits.count(SIGN_UPS, &browser.address, now)?;
    let password_hash =
        super::passwords::accept(app, &new.password, &[&new.name, &new.email, &new.organization_name]).await?;
    let organization = Organization {
        id: OrganizationId::new(),
        name: new.organization_name,
        currency: CURRENCY.into(),
        created_at: now,
        version: 1,
    };
    let user = User { id: UserId::new(), name: new.name, email: new.email, role: Role::Admin, version: 1 };
    let account = Account {
        organization_id: organization.id.clone(),
        user,
        status: MemberStatus::Active,
        password_hash: Some(password_hash),
        last_seen_at: None,
    };
    let (first, app2, browser) = (first_token(&account), app.clone(), browser.clone());
    app.db
        .write(move |tx| {
            make_organization(tx, &organization, &account, now)?;
            begin(tx, &app2, account, organization, &first, &browser, now)
        })
        .await
}

fn make_organization(
    tx: &mut Tx<'_>,
    organization: &Organization,
    admin: &Account,
    now: Timestamp,
) -> Result<(), ApiError> {
    organizations::insert(tx.conn, organization)?;
    events::begin(tx.conn, &organization.id, organization.id.as_str())?;
    users::insert(tx.conn, admin, now)?;
    for ((name, kind), position) in DEFAULT_STAGES.into_iter().zip(0..) {
        stages::insert(
            tx.conn,
            &organization.id,
            &Stage { id: StageId::new(), name: name.into(), kind, position, deals: 0 },
        )?;
    }
    let log = Log::of_organization(tx, &organization.id, actor_of(&admin.user), now)?;
    log.record(tx, Line::internal(EventType::OrganizationCreated, organization.id.as_str(), &organization.name))
}

/// Signs a person in with address and password.
///
/// # Errors
/// 401 with one text for an unknown address and a wrong password; `TooMany`; `Forbidden` when the right password opens a deactivated account.
pub async fn sign_in(app: &App, given: SignIn, browser: &Browser) -> Result<Signed, ApiError> {
    let now = app.clock.now();
    let email = given.email.clone();
    let account = app.db.read(move |conn| users::by_email(conn, &email)).await?;
    let known = account.as_ref().is_some_and(|a| browser.knows(&app.keys, a.user.id.as_str()));
    let counted = if known {
        vec![(FROM_KNOWN, given.email.as_str())]
    } else {
        vec![(FROM_ADDRESS, browser.address.as_str()), (FOR_ACCOUNT, given.email.as_str())]
    };
    for (limit, key) in &counted {
        app.limits.count(*limit, key, now)?;
    }
    let stored = account.as_ref().and_then(|a| a.password_hash.clone());
    let right = app.passwords.verify(&given.password, stored).await.map_err(ApiError::internal)?;
    let Some(account) = account.filter(|_| right) else { return Err(wrong_credentials()) };
    for (limit, key) in &counted {
        app.limits.forgive(*limit, key);
    }
    if account.status != MemberStatus::Active {
        return Err(ApiError::forbidden(
            "This account is deactivated. Ask an admin of your organization to let you in again.",
        ));
    }
    let (first, app2, browser) = (first_token(&account), app.clone(), browser.clone());
    app.db
        .write(move |tx| {
            let organization = organizations::get(tx.conn, &account.organization_id)?;
            begin(tx, &app2, account, organization, &first, &browser, now)
        })
        .await
}

/// The first refresh token of a new session of this account.
#[must_use]
pub fn first_token(account: &Account) -> RefreshToken<SessionId> {
    RefreshToken::first(account.organization_id.clone(), SessionId::new())
}

/// Begins a session: its row, its tokens, the answer.
///
/// # Errors
/// When the store fails.
pub fn begin(
    tx: &mut Tx<'_>,
    app: &App,
    account: Account,
    organization: Organization,
    first: &RefreshToken<SessionId>,
    browser: &Browser,
    now: Timestamp,
) -> Result<Signed, ApiError> {
    let session = Session {
        user_id: account.user.id.clone(),
        refresh_hash: first.hash().as_str().to_owned(),
        previous_hash: None,
        rotated_at: now,
        created_at: now,
    };
    sessions::insert(
        tx.conn,
        &account.organization_id,
        &first.session_id,
        &session,
        now.plus_seconds(SESSION_DAYS * 86_400),
    )?;
    signed(app, account, organization, first, browser, now)
}

fn signed(
    app: &App,
    account: Account,
    organization: Organization,
    token: &RefreshToken<SessionId>,
    browser: &Browser,
    now: Timestamp,
) -> Result<Signed, ApiError> {
    let claims =
        UserClaims { sub: account.user.id.clone(), org: account.organization_id, sid: token.session_id.clone() };
    let access_token = app.tokens.for_user(claims, now).map_err(ApiError::internal)?;
    Ok(Signed {
        device: browser.now_knows(&app.keys, account.user.id.as_str()),
        signed_in: SignedIn { access_token, expires_in: ACCESS_SECONDS, user: account.user, organization },
        refresh: token.text(&app.keys),
    })
}

/// Gives a new access token for the refresh cookie, and replaces the cookie. A cookie that was replaced before ends the session: somebody has a copy.
///
/// # Errors
/// `Unauthenticated`.
pub async fn refresh(app: &App, browser: &Browser) -> Result<Signed, ApiError> {
    let token = browser.refresh.as_deref().and_then(|text| RefreshToken::<SessionId>::read(text, &app.keys));
    let token = token.ok_or(ApiError::Unauthenticated)?;
    let (now, app2, browser) = (app.clock.now(), app.clone(), browser.clone());
    let signed = app.db.write(move |tx| rotate(tx, &app2, &token, &browser, now)).await?;
    signed.ok_or(ApiError::Unauthenticated)
}

/// Nothing when the session is over. Ending it is a change to keep, so it is no error.
fn rotate(
    tx: &mut Tx<'_>,
    app: &App,
    token: &RefreshToken<SessionId>,
    browser: &Browser,
    now: Timestamp,
) -> Result<Option<Signed>, ApiError> {
    let org = &token.organization_id;
    let Some(session) = sessions::lock(tx.conn, org, &token.session_id, now)? else { return Ok(None) };
    let account = users::get(tx.conn, org, session.user_id.as_str())?;
    if account.status != MemberStatus::Active {
        return Ok(None);
    }
    let next = token.successor(&app.keys);
    match token.standing(&session.refresh_hash, session.previous_hash.as_deref(), session.rotated_at, now) {
        Standing::Current => {
            let rotated = Session {
                refresh_hash: next.hash().as_str().to_owned(),
                previous_hash: Some(token.hash().as_str().to_owned()),
                rotated_at: now,
                ..session
            };
            sessions::rotate(tx.conn, org, &token.session_id, &rotated, now.plus_seconds(SESSION_DAYS * 86_400))?;
        }
        Standing::Overlapping => {}
        Standing::Replayed => {
            tracing::warn!(session = token.session_id.as_str(), "a refresh token was played again; its session ends");
            sessions::revoke(tx.conn, org, &token.session_id, now)?;
            tx.tell(Signal::User { user: session.user_id, except: None })?;
            return Ok(None);
        }
    }
    let organization = organizations::get(tx.conn, org)?;
    signed(app, account, organization, &next, browser, now).map(Some)
}

/// Ends the session of the cookie and of the access token, or all sessions of the person. Does nothing for nobody.
///
/// # Errors
/// When the store fails.
pub async fn sign_out(app: &App, browser: &Browser, caller: Option<UserCaller>, how: SignOut) -> Result<(), ApiError> {
    let token = browser.refresh.as_deref().and_then(|text| RefreshToken::<SessionId>::read(text, &app.keys));
    let named = token.map(|t| (t.organization_id, t.session_id)).into_iter();
    let named: Vec<_> = named.chain(caller.map(|c| (c.organization_id, c.session_id))).collect();
    if named.is_empty() {
        return Ok(());
    }
    let now = app.clock.now();
    app.db
        .write(move |tx| {
            for (org, id) in &named {
                let Some(session) = sessions::lock(tx.conn, org, id, now)? else { continue };
                if how.everywhere {
                    sessions::revoke_all(tx.conn, org, &session.user_id, None, now)?;
                } else {
                    sessions::revoke(tx.conn, org, id, now)?;
                }
                tx.tell(Signal::User { user: session.user_id, except: None })?;
            }
            Ok(())
        })
        .await
}
