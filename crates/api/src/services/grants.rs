//! Sharing a plan with people of the buyer: all or none, one link a person.

use super::{
    events::{Line, Log},
    invitations::{self as mails, FreshLink},
    limits::Limit,
    once::Once,
    stakeholder_edits::invited,
};
use crate::{
    app::App,
    auth::{
        Permit,
        permit::{SeeInternal, Share},
    },
    body::OnceKey,
    db::{
        Conn, Tx,
        grants::{self as db, GrantRow, GrantShort},
        guests::GrantKey,
        invitations::{self as facts, PlanFacts},
        stakeholders::{self, StakeholderRow},
    },
    error::ApiError,
    ids::NewId,
};
use tandem_shared::{
    day::Timestamp,
    error::Problems,
    event::EventType,
    grant::{Delivery, Grant, Invitee, NewGrants},
    id::{GrantId, UserId},
    paging::Page,
    stakeholder::Side,
};

/// Everyone a plan is shared with, revoked ones too.
///
/// # Errors
/// When the store fails.
pub async fn list(app: &App, permit: &Permit<SeeInternal>) -> Result<Vec<Grant>, ApiError> {
    let (org, plan, now) = (permit.organization_id().clone(), permit.plan_id().clone(), app.clock.now());
    let rows = app.db.read(move |conn| db::list(conn, &org, plan.as_str())).await?;
    Ok(rows.iter().map(|row| row.grant(now)).collect())
}

/// Names a grant of the permit's plan.
pub(super) fn key_of(permit: &Permit<Share>, grant: &GrantId) -> GrantKey {
    GrantKey {
        organization_id: permit.organization_id().clone(),
        plan_id: permit.plan_id().clone(),
        grant_id: grant.clone(),
    }
}

/// An invitee with who they are in the plan already.
pub(super) struct Guest {
    pub(super) invitee: Invitee,
    pub(super) person: Option<StakeholderRow>,
    revoked: Option<GrantRow>,
}

/// Invitations of one organization: nobody shares plans with more people in an hour, and whoever signs up only to send mail gets no further.
const INVITED: Limit = Limit { what: "invitation", tries: 300, seconds: 3600 };

/// Shares a plan with people, all or none.
///
/// # Errors
/// `Invalid`, naming every address that cannot be invited.
pub async fn share(
    app: &App,
    permit: Permit<Share>,
    new: NewGrants,
    key: Option<OnceKey>,
) -> Result<Once<Page<Grant>>, ApiError> {
    let (now, caller, app2) = (app.clock.now(), permit.caller.clone(), app.clone());
    for _ in &new.invitees {
        app.limits.count(INVITED, permit.organization_id().as_str(), now)?;
    }
    app.write_once(&caller, key, move |tx| {
        let (org, plan) = (permit.organization_id(), permit.plan_id());
        let log = Log::of_plan(tx, org, plan, permit.actor(), now)?;
        let people = look_up(tx.conn, &permit, new.invitees)?;
        let plan_facts = facts::plan_facts(tx.conn, org, plan.as_str())?;
        if plan_facts.first_shared_at.is_none() {
            facts::note_first_sharing(tx.conn, org, plan.as_str(), now)?;
        }
        let note = new.note.unwrap_or_default();
        let mut given = Vec::with_capacity(people.len());
        for person in people {
            given.push(give(tx, &app2, &permit, person, &plan_facts, &note, now)?);
        }
        let addresses: Vec<&str> = given.iter().map(|grant| grant.email.as_str()).collect();
        let subject = match given.as_slice() {
            [one] => one.id.as_str(),
            _ => plan.as_str(),
        };
        log.record(tx, Line::shared(EventType::GrantsCreated, subject, &addresses.join(", ")))?;
        Ok(Page::whole(given))
    })
    .await
}

/// Who the invitees are in the plan, or everything that keeps them from being invited.
pub(super) fn look_up(conn: &mut Conn, permit: &Permit<Share>, invitees: Vec<Invitee>) -> Result<Vec<Guest>, ApiError> {
    let (org, plan) = (permit.organization_id(), permit.plan_id().as_str());
    let mut problems = Problems::default();
    let mut people = Vec::with_capacity(invitees.len());
    for (i, invitee) in invitees.into_iter().enumerate() {
        let pointer = format!("/invitees/{i}/email");
        let person = stakeholders::find_by_email(conn, org, plan, &invitee.email)?;
        let grant = match &person {
            Some(person) => db::find_of(conn, org, plan, &person.id)?,
            None => None,
        };
        if person.as_ref().is_some_and(|person| person.side == Side::Seller) {
            problems.add(pointer, "own_side", format!("{} is one of your own people in this plan", invitee.email));
        } else if grant.as_ref().is_some_and(|grant| grant.short.revoked_at.is_none()) {
            problems.add(
                pointer,
                "already_shared",
                format!("{} has a link already; change its access or send it again", invitee.email),
            );
        }
        people.push(Guest { invitee, person, revoked: grant });
    }
    problems.result()?;
    Ok(people)
}

/// Who an invitee is, as a person of the buyer's side when they are nobody in the plan yet.
pub(super) fn person_of(
    permit: &Permit<Share>,
    invitee: &Invitee,
    known: Option<StakeholderRow>,
    now: Timestamp,
) -> StakeholderRow {
    known.unwrap_or_else(|| {
        let name = invitee.name.clone().unwrap_or_else(|| mails::name_from(&invitee.email));
        invited(name, invitee.email.clone(), permit.caller.id(), now)
    })
}

/// The grant of a person, with nothing in place of its link.
pub(super) fn fresh_row(
    permit: &Permit<Share>,
    id: GrantId,
    person: StakeholderRow,
    invitee: Invitee,
    note: &str,
    now: Timestamp,
) -> GrantRow {
    GrantRow {
        short: GrantShort {
            id,
            stakeholder_id: person.id,
            access: invitee.access,
            activated_at: None,
            revoked_at: None,
            expires_at: now,
            last_seen_at: None,
        },
        name: person.name,
        email: invitee.email,
        secret_hash: String::new(),
        code_hash: String::new(),
        note: note.to_owned(),
        delivery: Delivery::Queued,
        delivery_reason: None,
        invited_by: UserId::trusted(permit.caller.id().to_owned()),
        sent_at: now,
        version: 1,
    }
}

/// Gives one person access, with a link of their own, and mails it.
fn give(
    tx: &mut Tx<'_>,
    app: &App,
    permit: &Permit<Share>,
    guest: Guest,
    plan_facts: &PlanFacts,
    note: &str,
    now: Timestamp,
) -> Result<Grant, ApiError> {
    let (org, plan) = (permit.organization_id(), permit.plan_id().as_str());
    let is_new = guest.person.is_none();
    let person = person_of(permit, &guest.invitee, guest.person, now);
    if is_new {
        stakeholders::insert(tx.conn, org, plan, &person)?;
    }
    let before = guest.revoked.as_ref().map(|row| (row.short.id.clone(), row.version));
    let (id, version) = before.clone().unwrap_or_else(|| (GrantId::new(), 0));
    let mut row = fresh_row(permit, id, person, guest.invitee, note, now);
    row.version = version + 1;
    let key = key_of(permit, &row.short.id);
    let link = FreshLink::for_row(&mut row, now);
    match before {
        Some(_) => db::update(tx.conn, org, plan, &row)?,
        None => db::insert(tx.conn, org, plan, &row)?,
    }
    mails::invite(tx, app, &key, &row, plan_facts, &link, now)?;
    Ok(row.grant(now))
}
