//! Weekly status updates: drafted from what both sides see, edited, sent once, kept.

use super::{
    events::{Changes, Line, Log},
    eyes::Eyes,
    limits::Limit,
    once::Once,
    plan_view,
    recipients::{self, Reachable},
};
use crate::{
    app::App,
    auth::{
        Permit,
        permit::{EditPlan, SeePlan},
    },
    body::{Body, Call},
    db::{Conn, Tx, history, history::Stretch, reviews, status_updates as db},
    error::ApiError,
    ids::NewId,
};
use tandem_shared::{
    access::Permission,
    day::{Day, Timestamp},
    error::Problems,
    event::{Event, EventType},
    id::{OrganizationId, PlanId, StatusUpdateId},
    update::{
        NewStatusUpdate, Recipient, Sections, SendStatusUpdate, StatusUpdate, StatusUpdatePatch, StatusUpdateState,
        check_period, draft, next_period, period_in_words,
    },
};

/// Updates that leave a plan in a day.
const SENT: Limit = Limit { what: "send status update", tries: 30, seconds: 86_400 };
/// Events read at a time.
const EVENTS_AT_ONCE: usize = 500;

/// What this caller may read of an update: drafts are for those who may edit; a guest learns nothing of who else has access.
fn seen_by(permit: &Permit<SeePlan>, mut update: StatusUpdate) -> Option<StatusUpdate> {
    if update.status == StatusUpdateState::Draft && !permit.may(Permission::EditPlan) {
        return None;
    }
    if !permit.sees_internal() {
        update.recipients.retain(|r| Some(&r.stakeholder_id) == permit.stakeholder_id.as_ref());
    }
    Some(update)
}

/// A plan's updates, newest first.
///
/// # Errors
/// When the store fails.
pub async fn list(app: &App, permit: &Permit<SeePlan>) -> Result<Vec<StatusUpdate>, ApiError> {
    let p = permit.clone();
    app.db.read(move |conn| all_seen(conn, &p, false)).await
}

/// The same within a read; `as_buyer` those that were sent, without to whom.
pub(super) fn all_seen(
    conn: &mut Conn,
    permit: &Permit<SeePlan>,
    as_buyer: bool,
) -> Result<Vec<StatusUpdate>, ApiError> {
    let all = db::list(conn, permit.organization_id(), permit.plan_id())?;
    let seen = all.into_iter().filter_map(|update| seen_by(permit, update));
    if !as_buyer {
        return Ok(seen.collect());
    }
    let sent = seen.filter(|update| update.status != StatusUpdateState::Draft);
    Ok(sent.map(|update| StatusUpdate { recipients: Vec::new(), ..update }).collect())
}

/// One update.
///
/// # Errors
/// `NotFound`.
pub async fn find(app: &App, permit: &Permit<SeePlan>, id: String) -> Result<StatusUpdate, ApiError> {
    let p = permit.clone();
    let read = move |conn: &mut Conn| {
        let update = db::find(conn, p.organization_id(), p.plan_id(), &id)?;
        seen_by(&p, update).ok_or(ApiError::NotFound)
    };
    app.db.read(read).await
}

/// Drafts an update from what happened, as a buyer sees it: what is internal is left out before anything is derived.
///
/// # Errors
/// `Invalid` when the period is none.
pub async fn create(
    app: &App,
    permit: &Permit<EditPlan>,
    body: Body<NewStatusUpdate>,
) -> Result<Once<StatusUpdate>, ApiError> {
    let (p, now, new) = (permit.clone(), app.clock.now(), body.value);
    app.write_once(&permit.caller, body.call.once, move |tx| {
        let (org, plan_id) = (p.organization_id(), p.plan_id());
        let log = Log::of_plan(tx, org, plan_id, p.actor(), now)?;
        let (from, to) = period(tx, org, plan_id, &new, now)?;
        let sections = from_what_happened(tx.conn, &p, (from, to), now)?;
        let update = StatusUpdate {
            id: StatusUpdateId::new(),
            status: StatusUpdateState::Draft,
            period_from: from,
            period_to: to,
            sections,
            recipients: everyone_else(&recipients::reachable(tx, org, plan_id, now)?, &p),
            by: p.caller.name().to_owned(),
            created_at: now,
            sent_at: None,
            version: 1,
        };
        db::insert(tx.conn, org, plan_id, &update)?;
        let title = title(&update);
        log.record(tx, Line::internal(EventType::UpdateDrafted, update.id.as_str(), &title))?;
        Ok(update)
    })
    .await
}

fn period(
    tx: &mut Tx<'_>,
    org: &OrganizationId,
    plan: &PlanId,
    new: &NewStatusUpdate,
    now: Timestamp,
) -> Result<(Day, Day), ApiError> {
    let mut sent = db::list(tx.conn, org, plan)?;
    sent.retain(|update| update.status == StatusUpdateState::Sent);
    let last = sent.first().map(|update| update.period_to);
    let to = new.period_to.unwrap_or_else(|| Day::of_instant(now));
    let (from, to) = next_period(last, to);
    let from = new.period_from.unwrap_or(from);
    let mut problems = Problems::default();
    check_period(&mut problems, from, to);
    problems.result()?;
    Ok((from, to))
}

/// What an update about a period says, as a buyer sees it.
fn from_what_happened(
    conn: &mut Conn,
    p: &Permit<EditPlan>,
    (from, to): (Day, Day),
    now: Timestamp,
) -> Result<Sections, ApiError> {
    let (org, id) = (p.organization_id(), p.plan_id());
    let (plan, _) = plan_view::plan(conn, org, id, p.plan.state.seq, &Eyes::buyer(now))?;
    Ok(draft(&plan, &shared_events(conn, org, id, from)?, from, to))
}

/// What both sides saw happen since a day.
fn shared_events(conn: &mut Conn, org: &OrganizationId, plan: &PlanId, since: Day) -> Result<Vec<Event>, ApiError> {
    let mut all: Vec<Event> = Vec::new();
    loop {
        let stretch = all.last().map_or(Stretch::Newest, |oldest| Stretch::Before(oldest.seq));
        let page = history::list(conn, org, plan.as_str(), false, stretch, EVENTS_AT_ONCE)?;
        let is_last = page.len() < EVENTS_AT_ONCE;
        all.extend(page);
        if is_last || all.last().is_some_and(|oldest| Day::of_instant(oldest.at) < since) {
            return Ok(all);
        }
    }
}

fn everyone_else(people: &[Reachable], permit: &Permit<EditPlan>) -> Vec<Recipient> {
    let others = people.iter().filter(|one| Some(&one.recipient.stakeholder_id) != permit.stakeholder_id.as_ref());
    others.map(|one| one.recipient.clone()).collect()
}

fn title(update: &StatusUpdate) -> String {
    period_in_words(update.period_from, update.period_to)
}

/// A draft of the permit's plan.
fn drafted(tx: &mut Tx<'_>, p: &Permit<EditPlan>, id: &str, call: &Call) -> Result<StatusUpdate, ApiError> {
    let update = db::find(tx.conn, p.organization_id(), p.plan_id(), id)?;
    call.expect_version(update.version)?;
    if update.status == StatusUpdateState::Sent {
        return Err(ApiError::conflict("already_sent", "This update was sent and stays as it is. Draft a new one."));
    }
    Ok(update)
}

/// Changes a draft.
///
/// # Errors
/// `NotFound`, `Stale`; `Conflict` once it was sent; `Invalid` with everything that is wrong.
pub async fn update(
    app: &App,
    permit: &Permit<EditPlan>,
    id: String,
    body: Body<StatusUpdatePatch>,
) -> Result<StatusUpdate, ApiError> {
    let (p, now) = (permit.clone(), app.clock.now());
    app.db
        .write(move |tx| {
            let (org, plan) = (p.organization_id(), p.plan_id());
            let log = Log::of_plan(tx, org, plan, p.actor(), now)?;
            let before = drafted(tx, &p, &id, &body.call)?;
            let mut after = patched(tx, &p, before.clone(), body.value, now)?;
            if after != before {
                after.version += 1;
                db::update(tx.conn, org, plan, &after)?;
                let mut changes = Changes::default();
                changes.text("title", &title(&before), &title(&after));
                let title = title(&after);
                let line = Line::internal(EventType::UpdateEdited, after.id.as_str(), &title);
                log.record(tx, line.with(changes.0))?;
            }
            Ok(after)
        })
        .await
}

fn patched(
    tx: &mut Tx<'_>,
    p: &Permit<EditPlan>,
    mut update: StatusUpdate,
    patch: StatusUpdatePatch,
    now: Timestamp,
) -> Result<StatusUpdate, ApiError> {
    update.period_from = patch.period_from.unwrap_or(update.period_from);
    let to = if patch.draft_again { update.period_to.max(Day::of_instant(now)) } else { update.period_to };
    update.period_to = patch.period_to.unwrap_or(to);
    let mut problems = Problems::default();
    check_period(&mut problems, update.period_from, update.period_to);
    problems.result()?;
    update.sections = patch.sections.unwrap_or(update.sections);
    if patch.draft_again {
        update.sections = from_what_happened(tx.conn, p, (update.period_from, update.period_to), now)?;
    }
    if let Some(ids) = patch.recipients {
        let people = recipients::reachable(tx, p.organization_id(), p.plan_id(), now)?;
        update.recipients = recipients::chosen(&people, &ids)?.into_iter().map(|one| one.recipient).collect();
    }
    Ok(update)
}

/// Deletes a draft.
///
/// # Errors
/// `NotFound`, `Stale`; `Conflict` once it was sent.
pub async fn delete(app: &App, permit: &Permit<EditPlan>, id: String, call: Call) -> Result<(), ApiError> {
    let (p, now) = (permit.clone(), app.clock.now());
    app.db
        .write(move |tx| {
            let (org, plan) = (p.organization_id(), p.plan_id());
            let log = Log::of_plan(tx, org, plan, p.actor(), now)?;
            let update = drafted(tx, &p, &id, &call)?;
            db::delete(tx.conn, org, plan, &update.id)?;
            log.record(tx, Line::internal(EventType::UpdateDeleted, update.id.as_str(), &title(&update)))
        })
        .await
}

/// Sends an update by mail; the plan counts as reviewed. Once more does nothing and answers the same.
///
/// # Errors
/// `NotFound`, `Stale`, `TooMany`; `Conflict` when it says nothing; `Invalid` when a recipient cannot be reached.
pub async fn send(
    app: &App,
    permit: &Permit<EditPlan>,
    id: String,
    body: Body<SendStatusUpdate>,
) -> Result<Once<StatusUpdate>, ApiError> {
    let (p, now, app2, call) = (permit.clone(), app.clock.now(), app.clone(), body.call.clone());
    app.write_once(&permit.caller, body.call.once, move |tx| {
        let (org, plan) = (p.organization_id(), p.plan_id());
        let log = Log::of_plan(tx, org, plan, p.actor(), now)?;
        let mut update = db::find(tx.conn, org, plan, &id)?;
        if update.status == StatusUpdateState::Sent {
            return Ok(update);
        }
        call.expect_version(update.version)?;
        if update.sections.is_empty() {
            return Err(ApiError::conflict("empty", "This update says nothing yet. Write a line, then send it."));
        }
        let drafted = || update.recipients.iter().map(|r| r.stakeholder_id.clone()).collect();
        let ids = body.value.recipients.unwrap_or_else(drafted);
        let people = recipients::chosen(&recipients::reachable(tx, org, plan, now)?, &ids)?;
        if people.is_empty() {
            return Err(ApiError::field("/recipients", "blank", "must name at least one person"));
        }
        app2.limits.count(SENT, plan.as_str(), now)?;
        update.recipients = people.iter().map(|one| one.recipient.clone()).collect();
        (update.status, update.sent_at, update.by) = (StatusUpdateState::Sent, Some(now), p.caller.name().to_owned());
        update.version += 1;
        recipients::mail(tx, &app2, &p, &update, &people, now)?;
        db::update(tx.conn, org, plan, &update)?;
        reviews::note_reviewed(tx.conn, org, plan, now)?;
        log.record(tx, Line::shared(EventType::UpdateSent, update.id.as_str(), &title(&update)))?;
        Ok(update)
    })
    .await
}
