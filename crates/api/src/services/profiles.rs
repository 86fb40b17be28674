//! The signed-in person's own profile.

use super::{
    events::{Changes, Line, Log},
    limits::Limit,
    passwords,
};
use crate::{
    app::App,
    body::Call,
    db::{Signal, callers::UserCaller, one_time_secrets, organizations, sessions, users},
    error::ApiError,
};
use tandem_shared::{
    account::{Me, MePatch},
    event::EventType,
    id::UserId,
};

/// Wrong current passwords of one person.
const WRONG: Limit = Limit { what: "current password", tries: 10, seconds: 900 };

/// The person and their organization.
///
/// # Errors
/// When the store fails.
pub async fn read(app: &App, caller: &UserCaller) -> Result<Me, ApiError> {
    let (org, id) = (caller.organization_id.clone(), caller.id.clone());
    app.db
        .read(move |conn| {
            let organization = organizations::get(conn, &org)?;
            Ok(Me { user: users::get(conn, &org, id.as_str())?.user, organization })
        })
        .await
}

/// Changes name and password; a new password ends the person's sessions in other browsers.
///
/// # Errors
/// `Stale`, `Invalid` when the current password is wrong or the new one easily guessed.
pub async fn change(app: &App, caller: UserCaller, patch: MePatch, call: Call) -> Result<Me, ApiError> {
    let new_hash = match &patch.password {
        Some(password) => Some(new_password(app, &caller, password, patch.current_password.as_deref()).await?),
        None => None,
    };
    let now = app.clock.now();
    app.db
        .write(move |tx| {
            let (org, id): (_, &UserId) = (&caller.organization_id, &caller.id);
            let log = Log::of_organization(tx, org, crate::auth::Caller::User(caller.clone()).actor(), now)?;
            let mut account = users::get(tx.conn, org, id.as_str())?;
            call.expect_version(account.user.version)?;
            let mut changes = Changes::default();
            if let Some(name) = patch.name {
                changes.text("name", &account.user.name, &name);
                account.user.name = name;
            }
            let organization = organizations::get(tx.conn, org)?;
            if changes.0.is_empty() && new_hash.is_none() {
                return Ok(Me { user: account.user, organization });
            }
            let kind = if new_hash.is_some() { EventType::PasswordChanged } else { EventType::ProfileUpdated };
            account.user.version += 1;
            if new_hash.is_some() {
                account.password_hash = new_hash;
                one_time_secrets::use_up(tx.conn, org, id, now)?;
                sessions::revoke_all(tx.conn, org, id, Some(&caller.session_id), now)?;
                tx.tell(Signal::User { user: id.clone(), except: Some(caller.session_id.clone()) })?;
            }
            users::update(tx.conn, &account)?;
            log.record(tx, Line::internal(kind, id.as_str(), &account.user.name).with(changes.0))?;
            Ok(Me { user: account.user, organization })
        })
        .await
}

async fn new_password(
    app: &App,
    caller: &UserCaller,
    password: &str,
    current: Option<&str>,
) -> Result<String, ApiError> {
    app.limits.count(WRONG, caller.id.as_str(), app.clock.now())?;
    let (org, id) = (caller.organization_id.clone(), caller.id.clone());
    let (account, organization) =
        app.db.read(move |conn| Ok((users::get(conn, &org, id.as_str())?, organizations::get(conn, &org)?))).await?;
    let right =
        app.passwords.verify(current.unwrap_or_default(), account.password_hash).await.map_err(ApiError::internal)?;
    if !right {
        return Err(ApiError::field("/current_password", "wrong", "is not your password"));
    }
    app.limits.forgive(WRONG, caller.id.as_str());
    passwords::accept(app, password, &[&account.user.name, &account.user.email, &organization.name]).await
}
