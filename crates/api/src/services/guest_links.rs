//! What a link's holder is told before joining, and new links for those that are over. Neither joins anybody.

use super::{
    events::{Line, Log},
    invitations::{self as mails, FreshLink},
    limits::Limit,
};
use crate::{
    app::App,
    auth::secret::LinkProof,
    db::{
        Conn,
        grants::{self, GrantRow},
        guests::GrantKey,
        invitations as facts, links,
    },
    error::ApiError,
};
use tandem_shared::{
    day::Timestamp,
    event::{Actor, ActorKind, EventType},
    grant::{GrantStatus, Invitation, InvitationState, address_hint},
    stakeholder::Side,
};

/// Unknown links from one address: guessing is hopeless, and noticed.
const UNKNOWN: Limit = Limit { what: "unknown link", tries: 30, seconds: 600 };
/// Requests for new links from one address.
const ASKED: Limit = Limit { what: "ask for link", tries: 30, seconds: 3600 };
/// New links that a person gets by asking; more are not sent, and nobody is told.
const RENEWED: Limit = Limit { what: "renew link", tries: 3, seconds: 86_400 };

/// The grant that a link belongs to. Of unknown links an address may bring some in vain; then it has to wait.
///
/// # Errors
/// `NotFound`, `TooMany`.
pub async fn find(app: &App, secret: &str, address: &str) -> Result<GrantKey, ApiError> {
    app.limits.count(UNKNOWN, address, app.clock.now())?;
    let proof = LinkProof::read(secret);
    let found = app.db.read(move |conn| look_up(conn, &proof)).await?.ok_or(ApiError::NotFound)?;
    app.limits.forgive(UNKNOWN, address);
    Ok(found)
}

/// The grant whose newest link this is.
///
/// # Errors
/// When the store fails.
pub fn look_up(conn: &mut Conn, proof: &LinkProof) -> Result<Option<GrantKey>, ApiError> {
    match proof {
        LinkProof::Secret(hash) => links::by_secret(conn, hash.as_str()),
        LinkProof::Code(hash) => links::by_code(conn, hash.as_str()),
    }
}

/// What the landing page says. Changes nothing and counts as no visit.
///
/// # Errors
/// `NotFound` for any link that is none of ours or whose plan is deleted.
pub async fn landing(app: &App, secret: &str, address: &str) -> Result<Invitation, ApiError> {
    let (key, now) = (find(app, secret, address).await?, app.clock.now());
    app.db
        .read(move |conn| {
            let (org, plan) = (&key.organization_id, key.plan_id.as_str());
            let row = grants::find(conn, org, plan, key.grant_id.as_str())?;
            let plan_facts = facts::plan_facts(conn, org, plan)?;
            let (inviter, _) = facts::inviter(conn, org, &row.invited_by)?;
            let state = state_of(&row, now);
            let is_open = matches!(state, InvitationState::Ready | InvitationState::Joined);
            let waiting =
                if is_open { facts::waiting_for(conn, org, plan, &row.short.stakeholder_id)?.len() } else { 0 };
            Ok(Invitation {
                inviter,
                company: plan_facts.company,
                account_name: plan_facts.account_name,
                deal_name: plan_facts.deal_name,
                plan_title: plan_facts.plan_title,
                access: row.short.access,
                address_hint: address_hint(&row.email),
                actions_waiting: i64::try_from(waiting).unwrap_or(i64::MAX),
                state,
            })
        })
        .await
}

fn state_of(row: &GrantRow, now: Timestamp) -> InvitationState {
    match row.short.status(now) {
        GrantStatus::Pending => InvitationState::Ready,
        GrantStatus::Active => InvitationState::Joined,
        GrantStatus::Expired => InvitationState::Expired,
        GrantStatus::Revoked => InvitationState::Revoked,
    }
}

/// The person of a grant as history names them.
#[must_use]
pub fn actor_of(key: &GrantKey, row: &GrantRow) -> Actor {
    Actor { kind: ActorKind::Guest, id: key.grant_id.to_string(), name: Some(row.name.clone()), side: Side::Buyer }
}

/// Sends a new link to the address of an expired one. The work goes on after the answer, so that neither its words nor its time tell whether there is one.
///
/// # Errors
/// `TooMany`, by the address of the browser only.
pub fn ask(app: &App, secret: String, address: &str) -> Result<(), ApiError> {
    app.limits.count(ASKED, address, app.clock.now())?;
    let app = app.clone();
    tokio::spawn(async move {
        if let Err(error) = renew(&app, &secret).await {
            tracing::error!(%error, "a new link was not sent");
        }
    });
    Ok(())
}

async fn renew(app: &App, secret: &str) -> Result<(), ApiError> {
    let (proof, now, app2) = (LinkProof::read(secret), app.clock.now(), app.clone());
    app.db
        .write(move |tx| {
            let Some(key) = look_up(tx.conn, &proof)? else { return Ok(()) };
            let (org, plan) = (&key.organization_id, key.plan_id.as_str());
            let row = grants::find(tx.conn, org, plan, key.grant_id.as_str())?;
            let log = Log::of_plan(tx, org, &key.plan_id, actor_of(&key, &row), now)?;
            // Looked at again under the lock: of two that ask at once, the second finds the link replaced.
            if look_up(tx.conn, &proof)?.is_none() {
                return Ok(());
            }
            let mut row = grants::find(tx.conn, org, plan, key.grant_id.as_str())?;
            let is_over = row.short.status(now) == GrantStatus::Expired;
            if !is_over || app2.limits.count(RENEWED, key.grant_id.as_str(), now).is_err() {
                return Ok(());
            }
            let plan_facts = facts::plan_facts(tx.conn, org, plan)?;
            let link = FreshLink::replace(tx, &key, &mut row, now)?;
            row.version += 1;
            grants::update(tx.conn, org, plan, &row)?;
            mails::mail_new_link(tx, &app2, &key, &row, &plan_facts, &link, now)?;
            log.record(tx, Line::internal(EventType::GrantResent, key.grant_id.as_str(), &row.name))
        })
        .await
}
