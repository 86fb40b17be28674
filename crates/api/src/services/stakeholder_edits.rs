//! Adding, changing and removing people of a plan.

use super::{
    agreement::Guard,
    events::{Line, Log},
    once::Once,
    room,
    stakeholder_changes::{internal_changes, patched, shared_changes},
    stakeholder_rules::{
        check_account, check_address, check_free, check_internal, check_side, has_access, may_remove, tell_account,
    },
    stakeholders::{Sight, view},
};
use crate::{
    app::App,
    auth::{
        Permit,
        permit::{DeleteOwn, EditStakeholders},
    },
    body::{Call, OnceKey},
    db::{
        Tx, grants,
        guests::GrantKey,
        stakeholders::{self as db, StakeholderRow},
    },
    error::ApiError,
    ids::NewId,
};
use tandem_shared::{
    day::Timestamp,
    error::Problems,
    event::EventType,
    id::StakeholderId,
    stakeholder::{Authority, BuyIn, NewStakeholder, Side, Stakeholder, StakeholderPatch},
};

/// A person who was put, and whether they are new.
pub struct Put {
    /// The person.
    pub person: Stakeholder,
    /// Whether they were added.
    pub is_new: bool,
}

/// Adds a person.
///
/// # Errors
/// `Forbidden` for a guest who adds to the other side; `Invalid`.
pub async fn create(
    app: &App,
    permit: Permit<EditStakeholders>,
    new: NewStakeholder,
    key: Option<OnceKey>,
) -> Result<Once<Stakeholder>, ApiError> {
    let (now, caller) = (app.clock.now(), permit.caller.clone());
    app.write_once(&caller, key, move |tx| {
        let log = Log::of_plan(tx, permit.organization_id(), permit.plan_id(), permit.actor(), now)?;
        add(tx, log, &permit, new)
    })
    .await
}

/// The same within a write that does more.
pub(super) fn add(
    tx: &mut Tx<'_>,
    log: Log,
    permit: &Permit<EditStakeholders>,
    new: NewStakeholder,
) -> Result<Stakeholder, ApiError> {
    check_side(permit, new.side)?;
    let (org, plan, now) = (permit.organization_id(), permit.plan_id(), log.at());
    let row = fresh(new, permit.caller.id(), now);
    check_account(tx.conn, permit, row.user_id.as_ref(), None)?;
    check_address(tx.conn, org, plan, row.email.as_deref(), &row.id)?;
    room::for_one_more(db::list(tx.conn, org, plan.as_str())?.len(), room::PEOPLE, "people")?;
    db::insert(tx.conn, org, plan.as_str(), &row)?;
    tell_account(tx, row.user_id.as_ref())?;
    log.record(tx, Line::shared(EventType::StakeholderAdded, row.id.as_str(), &row.name))?;
    Ok(view(row, None, &Sight::of(permit), now))
}

fn fresh(new: NewStakeholder, created_by: &str, now: Timestamp) -> StakeholderRow {
    StakeholderRow {
        id: StakeholderId::new(),
        side: new.side,
        name: new.name,
        email: new.email,
        title: new.title,
        function: new.function,
        roles: new.roles,
        other_role: new.other_role,
        primary_concern: String::new(),
        buy_in: BuyIn::Unknown,
        authority: Authority::Unknown,
        engagement_plan: String::new(),
        engagement_timing: None,
        engagement_date: None,
        user_id: new.user_id,
        created_by: created_by.to_owned(),
        created_at: now,
        version: 1,
    }
}

/// A buyer's person who is invited and not yet in the plan.
#[must_use]
pub fn invited(name: String, email: String, created_by: &str, now: Timestamp) -> StakeholderRow {
    fresh(NewStakeholder { email: Some(email), ..NewStakeholder::named(Side::Buyer, name) }, created_by, now)
}

/// Adds the person with an address, or brings the one who has it up to date; what the body does not know of stays.
///
/// # Errors
/// `Forbidden`, `Stale`, `Invalid`.
pub async fn put_by_email(
    app: &App,
    permit: Permit<EditStakeholders>,
    email: String,
    mut new: NewStakeholder,
    call: Call,
) -> Result<Put, ApiError> {
    let mut problems = Problems::default();
    let mut address = email;
    tandem_shared::text::email(&mut problems, "/email", &mut address);
    if new.email.as_ref().is_some_and(|given| *given != address) {
        problems.add("/email", "differs", "must be the address in the path, or left out");
    }
    problems.result()?;
    new.email = Some(address.clone());
    let now = app.clock.now();
    app.db
        .write(move |tx| {
            let (org, plan) = (permit.organization_id(), permit.plan_id());
            let log = Log::of_plan(tx, org, plan, permit.actor(), now)?;
            let Some(before) = db::find_by_email(tx.conn, org, plan.as_str(), &address)? else {
                return Ok(Put { person: add(tx, log, &permit, new)?, is_new: true });
            };
            call.expect_version(before.version)?;
            check_side(&permit, before.side)?;
            if new.side != before.side {
                return Err(ApiError::field(
                    "/side",
                    "other_side",
                    format!("is {} for this person already", before.side),
                ));
            }
            check_account(tx.conn, &permit, new.user_id.as_ref(), Some(&before))?;
            let mut after = before.clone();
            (after.name, after.title, after.function) = (new.name, new.title, new.function);
            (after.roles, after.other_role) = (new.roles, new.other_role);
            after.user_id = new.user_id.or(after.user_id);
            Ok(Put { person: keep(tx, log, &permit, &before, after)?, is_new: false })
        })
        .await
}

/// Changes a person.
///
/// # Errors
/// `NotFound`, `Forbidden`, `Stale`, `Invalid`; `Conflict` when the address of somebody with access would change.
pub async fn update(
    app: &App,
    permit: Permit<EditStakeholders>,
    id: String,
    patch: StakeholderPatch,
    call: Call,
) -> Result<Stakeholder, ApiError> {
    let now = app.clock.now();
    app.db.write(move |tx| change(tx, &permit, &id, patch, &call, now)).await
}

/// The same within a write that does more.
pub(super) fn change(
    tx: &mut Tx<'_>,
    permit: &Permit<EditStakeholders>,
    id: &str,
    patch: StakeholderPatch,
    call: &Call,
    now: Timestamp,
) -> Result<Stakeholder, ApiError> {
    let (org, plan) = (permit.organization_id(), permit.plan_id());
    let log = Log::of_plan(tx, org, plan, permit.actor(), now)?;
    let before = db::find(tx.conn, org, plan.as_str(), id)?;
    check_side(permit, before.side)?;
    check_internal(permit, &patch)?;
    call.expect_version(before.version)?;
    let after = patched(before.clone(), patch);
    if after.email != before.email {
        check_address(tx.conn, org, plan, after.email.as_deref(), &after.id)?;
        if has_access(tx.conn, org, plan, &after.id)? {
            return Err(ApiError::conflict(
                "has_access",
                "This person has access by a link to this address. Invite the new address instead, then revoke this one.",
            ));
        }
    }
    keep(tx, log, permit, &before, after)
}

/// Writes what changed with its event; nothing when nothing did.
fn keep(
    tx: &mut Tx<'_>,
    log: Log,
    permit: &Permit<EditStakeholders>,
    before: &StakeholderRow,
    mut after: StakeholderRow,
) -> Result<Stakeholder, ApiError> {
    let (org, plan, now) = (permit.organization_id(), permit.plan_id(), log.at());
    let (mut seen, unseen) = (shared_changes(before, &after), internal_changes(before, &after));
    let grant = grants::find_of(tx.conn, org, plan.as_str(), &after.id)?;
    if !seen.is_empty() || !unseen.is_empty() {
        after.version += 1;
        db::update(tx.conn, org, plan.as_str(), &after)?;
        if after.user_id != before.user_id {
            tell_account(tx, after.user_id.as_ref())?;
        }
        // One line per write: as soon as it tells what only the seller may know, the whole line is the seller's.
        let line = if unseen.is_empty() { Line::shared } else { Line::internal };
        seen.extend(unseen);
        log.record(tx, line(EventType::StakeholderUpdated, after.id.as_str(), &after.name).with(seen))?;
    }
    Ok(view(after, grant.as_ref().map(|grant| &grant.short), &Sight::of(permit), now))
}

/// Removes a person who has no access and nothing to do.
///
/// # Errors
/// `NotFound`, `Forbidden`, `Stale`; `Conflict` that says what to do first.
pub async fn remove(app: &App, permit: Permit<DeleteOwn>, id: String, call: Call) -> Result<(), ApiError> {
    let (now, guard) = (app.clock.now(), Guard::of(app));
    app.db
        .write(move |tx| {
            let (org, plan) = (permit.organization_id(), permit.plan_id());
            let mut log = Log::of_plan(tx, org, plan, permit.actor(), now)?;
            let row = db::find(tx.conn, org, plan.as_str(), &id)?;
            may_remove(&permit, &row)?;
            call.expect_version(row.version)?;
            check_free(tx.conn, org, plan, &row.id, permit.sees_internal())?;
            if let Some(grant) = grants::find_of(tx.conn, org, plan.as_str(), &row.id)? {
                let key = GrantKey { organization_id: org.clone(), plan_id: plan.clone(), grant_id: grant.short.id };
                grants::erase(tx.conn, &key)?;
            }
            db::delete(tx.conn, org, plan.as_str(), &row.id)?;
            guard.check(tx, &permit, &mut log)?;
            tell_account(tx, row.user_id.as_ref())?;
            log.record(tx, Line::shared(EventType::StakeholderRemoved, row.id.as_str(), &row.name))
        })
        .await
}
