//! Colleagues: inviting them, changing what they may do, keeping them out.

use super::{
    events::{Changes, Line, Log},
    limits::Limit,
    once::Once,
    passwords::choose_link,
    post::post,
};
use crate::{
    app::App,
    auth::{
        Caller,
        permit::{ManageOrganization, OrgPermit, SeeOrganization},
        secret::PlainSecret,
    },
    body::{Call, OnceKey},
    db::{
        Signal, Tx,
        one_time_secrets::{self as secrets, Purpose, Sent},
        organizations, sessions,
        users::{self, Account},
    },
    error::ApiError,
    ids::NewId,
    mail::{Letter, Message},
};
use tandem_shared::{
    account::User,
    day::{Day, Timestamp},
    event::EventType,
    id::UserId,
    organization::{Member, MemberPatch, MemberStatus, NewMember, Role},
};

/// Days an invitation holds.
const INVITATION_DAYS: i64 = 14;
/// Invitations sent again to one colleague.
const RESENT: Limit = Limit { what: "invitation of a member", tries: 5, seconds: 3600 };

/// Everyone in the organization, by name.
///
/// # Errors
/// When the store fails.
pub async fn list(app: &App, permit: &OrgPermit<SeeOrganization>) -> Result<Vec<Member>, ApiError> {
    let org = permit.organization_id().clone();
    let accounts = app.db.read(move |conn| users::list(conn, &org)).await?;
    Ok(accounts.iter().map(Account::member).collect())
}

/// Adds a colleague and mails them a link to choose a password.
///
/// # Errors
/// `Conflict` when the address has an account.
pub async fn invite(
    app: &App,
    permit: OrgPermit<ManageOrganization>,
    new: NewMember,
    key: Option<OnceKey>,
) -> Result<Once<Member>, ApiError> {
    let (now, app2, caller) = (app.clock.now(), app.clone(), Caller::User(permit.user.clone()));
    app.write_once(&caller, key, move |tx| {
        let log = Log::of_organization(tx, permit.organization_id(), permit.actor(), now)?;
        let user = User { id: UserId::new(), name: new.name, email: new.email, role: new.role, version: 1 };
        let organization_id = permit.organization_id().clone();
        let account =
            Account { organization_id, user, status: MemberStatus::Invited, password_hash: None, last_seen_at: None };
        users::insert(tx.conn, &account, now)?;
        mail_invitation(tx, &app2, &permit, &account, now)?;
        log.record(tx, Line::internal(EventType::MemberInvited, account.user.id.as_str(), &account.user.name))?;
        Ok(account.member())
    })
    .await
}

/// Mails an invited colleague a new link; the one before no longer works.
///
/// # Errors
/// `NotFound`; `Conflict` when they have come in already or are kept out.
pub async fn resend(
    app: &App,
    permit: OrgPermit<ManageOrganization>,
    user: String,
    key: Option<OnceKey>,
) -> Result<Once<Member>, ApiError> {
    let (now, app2, caller) = (app.clock.now(), app.clone(), Caller::User(permit.user.clone()));
    app.write_once(&caller, key, move |tx| {
        let log = Log::of_organization(tx, permit.organization_id(), permit.actor(), now)?;
        let account = users::get(tx.conn, permit.organization_id(), &user)?;
        if account.status != MemberStatus::Invited {
            return Err(ApiError::conflict(
                "not_invited",
                "Only a colleague who was invited and has not come in yet gets a new link.",
            ));
        }
        app2.limits.count(RESENT, account.user.id.as_str(), now)?;
        mail_invitation(tx, &app2, &permit, &account, now)?;
        log.record(tx, Line::internal(EventType::MemberInvited, account.user.id.as_str(), &account.user.name))?;
        Ok(account.member())
    })
    .await
}

fn mail_invitation(
    tx: &mut Tx<'_>,
    app: &App,
    permit: &OrgPermit<ManageOrganization>,
    account: &Account,
    now: Timestamp,
) -> Result<(), ApiError> {
    let (secret, expires_at) = (PlainSecret::generate(), now.plus_seconds(INVITATION_DAYS * 86_400));
    let org = permit.organization_id();
    let sent = Sent { organization_id: org.clone(), user_id: account.user.id.clone(), expires_at, used_at: None };
    secrets::replace(tx.conn, &sent, Purpose::Invitation, secret.hash().as_str(), now)?;
    let message = Message::MemberInvitation {
        inviter: permit.user.name.clone(),
        inviter_email: users::get(tx.conn, org, permit.user.id.as_str())?.user.email,
        organization: organizations::get(tx.conn, org)?.name,
        role: account.user.role,
        link: choose_link(app, &secret),
        expires_on: Day::of_instant(expires_at),
    };
    let letter = Letter { to_name: account.user.name.clone(), to_email: account.user.email.clone(), message };
    post(tx, &app.keys, org, &letter, None, now)
}

/// Changes a colleague's role, keeps them out, or lets them in again.
///
/// # Errors
/// `NotFound`, `Stale`; `Conflict` when no admin would be left.
pub async fn change(
    app: &App,
    permit: OrgPermit<ManageOrganization>,
    user: String,
    patch: MemberPatch,
    call: Call,
) -> Result<Member, ApiError> {
    let now = app.clock.now();
    app.db
        .write(move |tx| {
            let org = permit.organization_id();
            let log = Log::of_organization(tx, org, permit.actor(), now)?;
            let before = users::get(tx.conn, org, &user)?;
            call.expect_version(before.user.version)?;
            let mut after = before.clone();
            after.user.role = patch.role.unwrap_or(before.user.role);
            after.status = status_after(&before, patch.active);
            let mut changes = Changes::default();
            changes.note("role", Some(&before.user.role), Some(&after.user.role));
            changes.note("status", Some(&before.status), Some(&after.status));
            if changes.0.is_empty() {
                return Ok(before.member());
            }
            let leads = |a: &Account| a.user.role == Role::Admin && a.status == MemberStatus::Active;
            if leads(&before) && !leads(&after) && users::count_active_admins(tx.conn, org)? <= 1 {
                return Err(ApiError::conflict(
                    "last_admin",
                    "This is the only admin. Make somebody else an admin first.",
                ));
            }
            after.user.version += 1;
            users::update(tx.conn, &after)?;
            if after.status == MemberStatus::Deactivated {
                sessions::revoke_all(tx.conn, org, &after.user.id, None, now)?;
                secrets::use_up(tx.conn, org, &after.user.id, now)?;
            }
            tx.tell(Signal::User { user: after.user.id.clone(), except: None })?;
            log.record(
                tx,
                Line::internal(EventType::MemberUpdated, after.user.id.as_str(), &after.user.name).with(changes.0),
            )?;
            Ok(after.member())
        })
        .await
}

fn status_after(account: &Account, active: Option<bool>) -> MemberStatus {
    match (active, account.status) {
        (Some(false), _) => MemberStatus::Deactivated,
        (Some(true), MemberStatus::Deactivated) if account.password_hash.is_none() => MemberStatus::Invited,
        (Some(true), MemberStatus::Deactivated) => MemberStatus::Active,
        (_, status) => status,
    }
}
