//! The buyer's calendar: dates and periods that a plan must honour, one of them its anchor.

use super::{
    agreement::Guard,
    events::{Changes, Line, Log},
    milestones::may_delete,
    once::Once,
    room,
};
use crate::{
    app::App,
    auth::{Permit, permit::EditConstraints},
    body::{Body, Call},
    db::{
        Tx,
        constraints::{self as db, ConstraintRow},
    },
    error::ApiError,
    ids::NewId,
};
use tandem_shared::{
    constraint::{Constraint, ConstraintKind, ConstraintPatch, NewConstraint, check_period},
    day::{Day, Timestamp},
    document::constraint_in_words,
    error::Problems,
    event::EventType,
    id::{ConstraintId, OrganizationId, PlanId},
    milestone::Visibility,
    stakeholder::Side,
};

/// A constraint in words, for history: its note, or its kind.
fn name(c: &Constraint) -> &str {
    if c.note.is_empty() { constraint_in_words(c.kind) } else { &c.note }
}

fn line(kind: EventType, c: &Constraint) -> Line<'_> {
    let line = if c.visibility == Visibility::Shared { Line::shared } else { Line::internal };
    line(kind, c.id.as_str(), name(c))
}

/// A plan has one anchor: takes the mark off the one that had it.
fn release_anchor(
    tx: &mut Tx<'_>,
    org: &OrganizationId,
    plan: &PlanId,
    except: &ConstraintId,
) -> Result<Option<Day>, ApiError> {
    let before = db::list(tx.conn, org, plan)?.into_iter().find(|r| r.constraint.anchor);
    let Some(mut row) = before.filter(|r| r.constraint.id != *except) else { return Ok(None) };
    row.constraint.anchor = false;
    row.constraint.version += 1;
    db::update(tx.conn, org, plan, &row)?;
    Ok(Some(row.constraint.hard_date()))
}

/// Adds a constraint.
///
/// # Errors
/// When the store fails.
pub async fn create(
    app: &App,
    permit: &Permit<EditConstraints>,
    body: Body<NewConstraint>,
) -> Result<Once<Constraint>, ApiError> {
    let (p, now, new) = (permit.clone(), app.clock.now(), body.value);
    let guard = Guard::of(app);
    app.write_once(&permit.caller, body.call.once, move |tx| add(tx, &guard, &p, new, now)).await
}

/// The same within a write that does more.
pub(super) fn add(
    tx: &mut Tx<'_>,
    guard: &Guard,
    p: &Permit<EditConstraints>,
    new: NewConstraint,
    now: Timestamp,
) -> Result<Constraint, ApiError> {
    let (org, plan) = (p.organization_id(), p.plan_id());
    let mut log = Log::of_plan(tx, org, plan, p.actor(), now)?;
    let constraint = Constraint {
        id: ConstraintId::new(),
        kind: new.kind,
        side: new.side.unwrap_or(Side::Buyer),
        start_date: new.start_date,
        end_date: new.end_date,
        anchor: new.anchor,
        note: new.note,
        visibility: new.visibility.unwrap_or(Visibility::Shared),
        mine: true,
        version: 1,
    };
    let mut problems = Problems::default();
    check_anchor(&mut problems, &constraint);
    problems.result()?;
    room::for_one_more(db::list(tx.conn, org, plan)?.len(), room::ENTRIES, "dates and periods")?;
    if constraint.anchor {
        release_anchor(tx, org, plan, &constraint.id)?;
    }
    let row = ConstraintRow { constraint, created_by: p.caller.id().to_owned() };
    db::insert(tx.conn, org, plan, &row)?;
    guard.check(tx, p, &mut log)?;
    log.record(tx, line(EventType::ConstraintAdded, &row.constraint))?;
    Ok(row.constraint)
}

/// The hard date is what both sides plan for, and history tells both when it moves: it cannot be the seller's own.
fn check_anchor(problems: &mut Problems, c: &Constraint) {
    if c.anchor && c.visibility == Visibility::Internal {
        problems.add("/visibility", "anchor", "must be shared: both sides plan for the hard date");
    }
}

fn find<P>(tx: &mut Tx<'_>, p: &Permit<P>, id: &str) -> Result<ConstraintRow, ApiError> {
    let all = db::list(tx.conn, p.organization_id(), p.plan_id())?;
    all.into_iter().find(|r| r.constraint.id.as_str() == id).ok_or(ApiError::NotFound)
}

/// Changes a constraint.
///
/// # Errors
/// `NotFound`, `Stale`, `Invalid`.
pub async fn update(
    app: &App,
    permit: &Permit<EditConstraints>,
    id: String,
    body: Body<ConstraintPatch>,
) -> Result<Constraint, ApiError> {
    let (p, now, guard) = (permit.clone(), app.clock.now(), Guard::of(app));
    app.db
        .write(move |tx| {
            let (org, plan) = (p.organization_id(), p.plan_id());
            let mut log = Log::of_plan(tx, org, plan, p.actor(), now)?;
            let before = find(tx, &p, &id)?;
            body.call.expect_version(before.constraint.version)?;
            let mut row = before.clone();
            row.constraint = patched(before.constraint.clone(), body.value)?;
            let changes = differences(&before.constraint, &row.constraint);
            if !changes.0.is_empty() {
                if row.constraint.anchor && !before.constraint.anchor {
                    release_anchor(tx, org, plan, &row.constraint.id)?;
                }
                row.constraint.version += 1;
                db::update(tx.conn, org, plan, &row)?;
                guard.check(tx, &p, &mut log)?;
                log.record(tx, edit_line(&before.constraint, &row.constraint, changes))?;
            }
            row.constraint.mine = row.created_by == p.caller.id();
            Ok(row.constraint)
        })
        .await
}

/// The line of a change. When visibility itself changes, both sides learn of that and of nothing else: the other values were, or are now, the seller's own.
fn edit_line<'a>(before: &'a Constraint, after: &'a Constraint, mut changes: Changes) -> Line<'a> {
    if before.visibility == after.visibility {
        return line(EventType::ConstraintUpdated, after).with(changes.0);
    }
    changes.0.retain(|change| change.field == "visibility");
    let told = if after.visibility == Visibility::Shared { after } else { before };
    Line::shared(EventType::ConstraintUpdated, after.id.as_str(), name(told)).with(changes.0)
}

fn patched(mut c: Constraint, patch: ConstraintPatch) -> Result<Constraint, ApiError> {
    c.kind = patch.kind.unwrap_or(c.kind);
    c.start_date = patch.start_date.unwrap_or(c.start_date);
    patch.end_date.apply(&mut c.end_date);
    c.anchor = patch.anchor.unwrap_or(c.anchor);
    c.note = patch.note.unwrap_or(c.note);
    c.visibility = patch.visibility.unwrap_or(c.visibility);
    let mut problems = Problems::default();
    check_period(&mut problems, c.start_date, c.end_date);
    check_anchor(&mut problems, &c);
    problems.result()?;
    Ok(c)
}

fn differences(before: &Constraint, after: &Constraint) -> Changes {
    let mut changes = Changes::default();
    changes.note("kind", Some(&before.kind), Some(&after.kind));
    changes.note("start_date", Some(&before.start_date), Some(&after.start_date));
    changes.note("end_date", before.end_date.as_ref(), after.end_date.as_ref());
    changes.note("anchor", Some(&before.anchor), Some(&after.anchor));
    changes.text("note", &before.note, &after.note);
    changes.note("visibility", Some(&before.visibility), Some(&after.visibility));
    changes
}

/// Deletes a constraint.
///
/// # Errors
/// `NotFound`, `Forbidden`, `Stale`.
pub async fn delete(app: &App, permit: &Permit<EditConstraints>, id: String, call: Call) -> Result<(), ApiError> {
    let (p, now, guard) = (permit.clone(), app.clock.now(), Guard::of(app));
    app.db
        .write(move |tx| {
            let (org, plan) = (p.organization_id(), p.plan_id());
            let mut log = Log::of_plan(tx, org, plan, p.actor(), now)?;
            let row = find(tx, &p, &id)?;
            may_delete(&p, &row.created_by)?;
            call.expect_version(row.constraint.version)?;
            db::delete(tx.conn, org, plan, &row.constraint.id)?;
            guard.check(tx, &p, &mut log)?;
            log.record(tx, line(EventType::ConstraintRemoved, &row.constraint))
        })
        .await
}

/// Moves the hard date as a plan's own field: changes the anchor, makes one, or takes it away. Tells the date before; the caller records the event.
pub(super) fn set_hard_date(
    tx: &mut Tx<'_>,
    org: &OrganizationId,
    plan: &PlanId,
    date: Option<Day>,
    created_by: &str,
) -> Result<Option<Day>, ApiError> {
    let row = db::list(tx.conn, org, plan)?.into_iter().find(|r| r.constraint.anchor);
    let before = row.as_ref().map(|r| r.constraint.hard_date());
    match (row, date) {
        (Some(row), Some(date)) if row.constraint.hard_date() == date => {}
        (Some(mut row), Some(date)) => {
            let c = &mut row.constraint;
            (c.start_date, c.end_date, c.version) = (date, None, c.version + 1);
            db::update(tx.conn, org, plan, &row)?;
        }
        (Some(row), None) if row.constraint.note.is_empty() => db::delete(tx.conn, org, plan, &row.constraint.id)?,
        (Some(_), None) => {
            release_anchor(tx, org, plan, &ConstraintId::new())?;
        }
        (None, Some(date)) => {
            let constraint = Constraint {
                id: ConstraintId::new(),
                kind: ConstraintKind::Deadline,
                side: Side::Buyer,
                start_date: date,
                end_date: None,
                anchor: true,
                note: String::new(),
                visibility: Visibility::Shared,
                mine: false,
                version: 1,
            };
            db::insert(tx.conn, org, plan, &ConstraintRow { constraint, created_by: created_by.to_owned() })?;
        }
        (None, None) => {}
    }
    Ok(before)
}
