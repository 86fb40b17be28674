//! Choosing passwords: when signing up, when one was forgotten, the first one of an invited colleague.

use super::{
    accounts::{self, Signed, actor_of},
    events::{Changes, Line, Log},
    limits::Limit,
    post::post,
};
use crate::{
    app::App,
    auth::{browser::Browser, secret::PlainSecret},
    db::{
        Signal,
        one_time_secrets::{self as secrets, Purpose, Sent},
        organizations, sessions, users,
    },
    error::ApiError,
    mail::{Letter, Message},
};
use tandem_shared::{
    account::{ForgotPassword, ResetPassword},
    event::EventType,
    organization::MemberStatus,
};

/// Minutes a link for a new password holds.
const RESET_MINUTES: i64 = 60;
/// Requests from one address.
const ASKED: Limit = Limit { what: "forgot password", tries: 20, seconds: 3600 };
/// Mails to one account; more are not sent, and nobody is told.
const MAILED: Limit = Limit { what: "forgot password mail", tries: 3, seconds: 3600 };
/// Tries to use a link, from one address.
const TRIED: Limit = Limit { what: "reset password", tries: 60, seconds: 3600 };

/// The hash of a new password that is hard to guess.
///
/// # Errors
/// `Invalid`, with what would make it better.
pub async fn accept(app: &App, password: &str, about: &[&str]) -> Result<String, ApiError> {
    if let Some(weakness) = app.passwords.judge(password, about).await.map_err(ApiError::internal)? {
        return Err(ApiError::field("/password", "too_weak", weakness));
    }
    app.passwords.hash(password).await.map_err(ApiError::internal)
}

/// Sends a link for a new password, if there is such an account. The work goes on after the answer, so that neither its words nor its time tell.
///
/// # Errors
/// `TooMany`, by the address of the browser only.
pub fn forgot(app: &App, given: ForgotPassword, browser: &Browser) -> Result<(), ApiError> {
    let now = app.clock.now();
    app.limits.count(ASKED, &browser.address, now)?;
    if app.limits.count(MAILED, &given.email, now).is_err() {
        return Ok(());
    }
    let app = app.clone();
    tokio::spawn(async move {
        if let Err(error) = mail_link(&app, given.email).await {
            tracing::error!(%error, "a link for a new password was not sent");
        }
    });
    Ok(())
}

async fn mail_link(app: &App, email: String) -> Result<(), ApiError> {
    let now = app.clock.now();
    let account = app.db.read(move |conn| users::by_email(conn, &email)).await?;
    let Some(account) = account.filter(|a| a.status != MemberStatus::Deactivated) else { return Ok(()) };
    let secret = PlainSecret::generate();
    let (app2, link) = (app.clone(), choose_link(app, &secret));
    app.db
        .write(move |tx| {
            let org = &account.organization_id;
            let organization = organizations::get(tx.conn, org)?.name;
            let expires_at = now.plus_seconds(RESET_MINUTES * 60);
            let sent =
                Sent { organization_id: org.clone(), user_id: account.user.id.clone(), expires_at, used_at: None };
            secrets::replace(tx.conn, &sent, Purpose::PasswordReset, secret.hash().as_str(), now)?;
            let message = Message::PasswordReset { organization, link, minutes: RESET_MINUTES };
            let letter = Letter { to_name: account.user.name.clone(), to_email: account.user.email.clone(), message };
            post(tx, &app2.keys, org, &letter, None, now)
        })
        .await
}

/// The page where a password is chosen. The secret stands in the fragment, which no server sees and no log keeps.
#[must_use]
pub fn choose_link(app: &App, secret: &PlainSecret) -> String {
    format!("{}/reset-password#{}", app.config.public_url, secret.expose())
}

fn dead_link() -> ApiError {
    ApiError::Gone {
        code: "link_used",
        detail: "This link was used before, or its time is over. Ask for a new one.".into(),
    }
}

/// Chooses a password with the secret from a mail: ends every other session and signs in.
///
/// # Errors
/// `NotFound` for an unknown secret, `Gone` for one that is over, `Invalid` when the password is easily guessed.
pub async fn reset(app: &App, given: ResetPassword, browser: &Browser) -> Result<Signed, ApiError> {
    let now = app.clock.now();
    app.limits.count(TRIED, &browser.address, now)?;
    let hash = PlainSecret::received(&given.secret).hash();
    let looked_up = hash.clone();
    let (account, organization) = app
        .db
        .read(move |conn| {
            let sent = secrets::find(conn, looked_up.as_str())?;
            if sent.used_at.is_some() || sent.expires_at <= now {
                return Err(dead_link());
            }
            let account = users::get(conn, &sent.organization_id, sent.user_id.as_str())?;
            Ok((account, organizations::get(conn, &sent.organization_id)?))
        })
        .await?;
    let password_hash =
        accept(app, &given.password, &[&account.user.name, &account.user.email, &organization.name]).await?;
    let (first, app2, browser) = (accounts::first_token(&account), app.clone(), browser.clone());
    app.db
        .write(move |tx| {
            let org = organization.id.clone();
            let log = Log::of_organization(tx, &org, actor_of(&account.user), now)?;
            // Again, now that nobody else writes: the link works once.
            if secrets::find(tx.conn, hash.as_str())?.used_at.is_some() {
                return Err(dead_link());
            }
            let mut account = users::get(tx.conn, &org, account.user.id.as_str())?;
            if account.status == MemberStatus::Deactivated {
                return Err(dead_link());
            }
            let mut changes = Changes::default();
            changes.note("status", Some(&account.status), Some(&MemberStatus::Active));
            account.status = MemberStatus::Active;
            account.password_hash = Some(password_hash);
            account.user.version += 1;
            users::update(tx.conn, &account)?;
            secrets::use_up(tx.conn, &org, &account.user.id, now)?;
            sessions::revoke_all(tx.conn, &org, &account.user.id, None, now)?;
            let line = Line::internal(EventType::PasswordChanged, account.user.id.as_str(), &account.user.name);
            log.record(tx, line.with(changes.0))?;
            tx.tell(Signal::User { user: account.user.id.clone(), except: Some(first.session_id.clone()) })?;
            accounts::begin(tx, &app2, account, organization, &first, &browser, now)
        })
        .await
}
