//! Milestones: adding, changing, ordering, reaching, deleting and putting back.

use super::{
    agreement::Guard,
    events::{Changes, Line, Log},
    eyes::Eyes,
    milestone_edit, milestone_writes,
    once::Once,
    plan_view,
};
use crate::{
    app::App,
    auth::{
        Permit,
        permit::{DeleteOwn, EditMilestones, SeePlan},
    },
    body::{Body, Call},
    db::{Conn, Tx, actions, milestones, milestones::MilestoneRow, stages},
    error::ApiError,
    ids::NewId,
};
use tandem_shared::{
    access::Permission,
    day::Timestamp,
    event::EventType,
    id::MilestoneId,
    milestone::{Milestone, MilestoneKind, MilestoneOrder, MilestonePatch, NewMilestone, Visibility},
};

/// One milestone of a plan that this caller sees.
///
/// # Errors
/// `NotFound`.
pub async fn find(app: &App, permit: &Permit<SeePlan>, id: &str) -> Result<Milestone, ApiError> {
    let (permit, id, eyes) = (permit.clone(), id.to_owned(), Eyes::of(permit, app.clock.now()));
    app.db.read(move |conn| conn.snapshot(|conn| view(conn, &permit, &id, &eyes))).await
}

fn view<P>(conn: &mut Conn, permit: &Permit<P>, id: &str, eyes: &Eyes) -> Result<Milestone, ApiError> {
    let pipeline = stages::pipeline(conn, permit.organization_id())?;
    let all = plan_view::milestones(conn, permit.organization_id(), permit.plan_id(), &pipeline, eyes)?;
    all.into_iter().find(|m| m.id.as_str() == id).ok_or(ApiError::NotFound)
}

/// A milestone that is not deleted and that this caller sees.
pub(super) fn row_for<P>(conn: &mut Conn, permit: &Permit<P>, id: &str) -> Result<MilestoneRow, ApiError> {
    let row = milestones::find(conn, permit.organization_id(), permit.plan_id(), id)?;
    let hidden = row.visibility == Visibility::Internal.as_str() && !permit.sees_internal();
    if row.deleted_at.is_some() || hidden { Err(ApiError::NotFound) } else { Ok(row) }
}

fn line<'a>(kind: EventType, row: &'a MilestoneRow) -> Line<'a> {
    let is_shared = row.visibility == Visibility::Shared.as_str();
    if is_shared { Line::shared(kind, &row.id, &row.title) } else { Line::internal(kind, &row.id, &row.title) }
}

/// Adds a milestone at the end of its stage.
///
/// # Errors
/// `Invalid` with everything that is wrong.
pub async fn create(
    app: &App,
    permit: &Permit<EditMilestones>,
    body: Body<NewMilestone>,
) -> Result<Once<Milestone>, ApiError> {
    let (p, now, eyes) = (permit.clone(), app.clock.now(), Eyes::of(permit, app.clock.now()));
    let guard = Guard::of(app);
    app.write_once(&permit.caller, body.call.once, move |tx| {
        let id = add(tx, &guard, &p, body.value, now)?;
        view(tx.conn, &p, id.as_str(), &eyes)
    })
    .await
}

/// The same within a write that does more.
pub(super) fn add(
    tx: &mut Tx<'_>,
    guard: &Guard,
    p: &Permit<EditMilestones>,
    new: NewMilestone,
    now: Timestamp,
) -> Result<MilestoneId, ApiError> {
    let mut log = Log::of_plan(tx, p.organization_id(), p.plan_id(), p.actor(), now)?;
    let id = MilestoneId::new();
    let row = milestone_writes::put(tx, p, &id, new)?;
    guard.check(tx, p, &mut log)?;
    log.record(tx, line(EventType::MilestoneCreated, &row))?;
    Ok(id)
}

/// Changes a milestone.
///
/// # Errors
/// `NotFound`, `Stale`, `Invalid` with everything that is wrong.
pub async fn update(
    app: &App,
    permit: &Permit<EditMilestones>,
    id: &str,
    body: Body<MilestonePatch>,
) -> Result<Milestone, ApiError> {
    let (p, id, now, eyes) = (permit.clone(), id.to_owned(), app.clock.now(), Eyes::of(permit, app.clock.now()));
    let guard = Guard::of(app);
    app.db
        .write(move |tx| {
            change(tx, &guard, &p, &id, body, now)?;
            view(tx.conn, &p, &id, &eyes)
        })
        .await
}

/// The same within a write that does more.
pub(super) fn change(
    tx: &mut Tx<'_>,
    guard: &Guard,
    p: &Permit<EditMilestones>,
    id: &str,
    body: Body<MilestonePatch>,
    now: Timestamp,
) -> Result<(), ApiError> {
    let mut log = Log::of_plan(tx, p.organization_id(), p.plan_id(), p.actor(), now)?;
    let before = row_for(tx.conn, p, id)?;
    body.call.expect_version(before.version)?;
    let edit = milestone_writes::edit(tx, p, &before, body.value, now)?;
    if edit.changes.0.is_empty() {
        return Ok(());
    }
    guard.check(tx, p, &mut log)?;
    log.record(tx, edit_line(&before, &edit.row, edit.changes))
}

/// The line of a change. When visibility itself changes, both sides learn of that and of nothing else: the other values were, or are now, the seller's own.
fn edit_line<'a>(before: &'a MilestoneRow, after: &'a MilestoneRow, mut changes: Changes) -> Line<'a> {
    let kind = match (before.cancelled_at, after.cancelled_at) {
        (None, Some(_)) => EventType::MilestoneCancelled,
        (Some(_), None) => EventType::MilestoneRestored,
        _ => EventType::MilestoneUpdated,
    };
    if before.visibility == after.visibility {
        return line(kind, after).with(changes.0);
    }
    changes.0.retain(|change| change.field == "visibility");
    let title = if after.visibility == Visibility::Shared.as_str() { &after.title } else { &before.title };
    Line::shared(kind, &after.id, title).with(changes.0)
}

/// Marks a milestone as reached (`true`) or opens it again. Doing it twice is the same as once.
///
/// # Errors
/// `NotFound`, `Stale`, `Conflict` when it was called off.
pub async fn set_completed(
    app: &App,
    permit: &Permit<EditMilestones>,
    id: &str,
    call: Call,
    completed: bool,
) -> Result<Once<Milestone>, ApiError> {
    let (p, id, now, eyes) = (permit.clone(), id.to_owned(), app.clock.now(), Eyes::of(permit, app.clock.now()));
    let once = call.once.clone();
    app.write_once(&permit.caller, once, move |tx| {
        let log = Log::of_plan(tx, p.organization_id(), p.plan_id(), p.actor(), now)?;
        let mut row = row_for(tx.conn, &p, &id)?;
        call.expect_version(row.version)?;
        if row.cancelled_at.is_some() {
            return Err(ApiError::conflict(
                "milestone_cancelled",
                "This milestone was called off. Take that back first.",
            ));
        }
        if row.completed_at.is_some() != completed {
            row.completed_at = completed.then(|| now.micros());
            row.version += 1;
            milestones::update(tx.conn, p.organization_id(), p.plan_id(), &row)?;
            let kind = if completed { EventType::MilestoneCompleted } else { EventType::MilestoneReopened };
            log.record(tx, line(kind, &row))?;
        }
        view(tx.conn, &p, &id, &eyes)
    })
    .await
}

/// What was created by somebody else takes the right to delete anything.
pub(super) fn may_delete<P>(permit: &Permit<P>, created_by: &str) -> Result<(), ApiError> {
    if permit.may(Permission::DeleteAny) || created_by == permit.caller.id() {
        Ok(())
    } else {
        Err(ApiError::forbidden("You may delete what you added yourself. Ask the seller to delete this."))
    }
}

/// Deletes a milestone with its actions; it can be put back.
///
/// # Errors
/// `NotFound`, `Forbidden`, `Stale`.
pub async fn delete(app: &App, permit: &Permit<DeleteOwn>, id: &str, call: Call) -> Result<(), ApiError> {
    let (p, id, now) = (permit.clone(), id.to_owned(), app.clock.now());
    let guard = Guard::of(app);
    app.db
        .write(move |tx| {
            let mut log = Log::of_plan(tx, p.organization_id(), p.plan_id(), p.actor(), now)?;
            let row = row_for(tx.conn, &p, &id)?;
            may_delete(&p, &row.created_by)?;
            call.expect_version(row.version)?;
            let row = milestone_writes::take_out(tx, &p, row, now)?;
            guard.check(tx, &p, &mut log)?;
            log.record(tx, line(EventType::MilestoneDeleted, &row))
        })
        .await
}

/// Puts a deleted milestone back with the actions that went with it.
///
/// # Errors
/// `NotFound`, `Forbidden`; `Conflict` when another took its place as signature or kick-off meanwhile.
pub async fn restore(app: &App, permit: &Permit<DeleteOwn>, id: &str, call: Call) -> Result<Once<Milestone>, ApiError> {
    let (p, id, now, eyes) = (permit.clone(), id.to_owned(), app.clock.now(), Eyes::of(permit, app.clock.now()));
    let guard = Guard::of(app);
    app.write_once(&permit.caller, call.once, move |tx| {
        let mut log = Log::of_plan(tx, p.organization_id(), p.plan_id(), p.actor(), now)?;
        let row = milestones::find(tx.conn, p.organization_id(), p.plan_id(), &id)?;
        let hidden = row.visibility == Visibility::Internal.as_str() && !p.sees_internal();
        if hidden || row.deleted_at.is_none() {
            return Err(ApiError::NotFound);
        }
        may_delete(&p, &row.created_by)?;
        let row = put_back(tx, &p, row)?;
        guard.check(tx, &p, &mut log)?;
        log.record(tx, line(EventType::MilestoneUndeleted, &row))?;
        view(tx.conn, &p, &id, &eyes)
    })
    .await
}

fn put_back(tx: &mut Tx<'_>, p: &Permit<DeleteOwn>, mut row: MilestoneRow) -> Result<MilestoneRow, ApiError> {
    let others = milestones::list(tx.conn, p.organization_id(), p.plan_id())?;
    if MilestoneKind::from_word(&row.kind).is_some_and(MilestoneKind::is_unique)
        && others.iter().any(|m| m.kind == row.kind)
    {
        return Err(ApiError::conflict(
            "kind_taken",
            "Another milestone took its place meanwhile. Make that one standard first.",
        ));
    }
    let from = row.deleted_at.take();
    row.version += 1;
    milestones::update(tx.conn, p.organization_id(), p.plan_id(), &row)?;
    actions::move_with_milestone(tx.conn, p.organization_id(), p.plan_id(), &row.id, from, None)?;
    Ok(row)
}

/// Puts milestones in another order. What the caller does not see keeps its place among the others.
///
/// # Errors
/// `Invalid` when the ids are not exactly the milestones the caller sees.
pub async fn order(app: &App, permit: &Permit<EditMilestones>, body: Body<MilestoneOrder>) -> Result<(), ApiError> {
    let (p, now) = (permit.clone(), app.clock.now());
    app.db
        .write(move |tx| {
            let log = Log::of_plan(tx, p.organization_id(), p.plan_id(), p.actor(), now)?;
            let rows = milestones::list(tx.conn, p.organization_id(), p.plan_id())?;
            let visible = |row: &MilestoneRow| p.sees_internal() || row.visibility == Visibility::Shared.as_str();
            let current: Vec<(&str, bool)> = rows.iter().map(|r| (r.id.as_str(), visible(r))).collect();
            let wanted: Vec<&str> = body.value.ids.iter().map(MilestoneId::as_str).collect();
            for (id, position) in milestone_edit::reorder(&current, &wanted)?.into_iter().zip(0..) {
                milestones::place(tx.conn, p.organization_id(), p.plan_id(), &MilestoneId::trusted(id), position)?;
            }
            log.record(tx, Line::shared(EventType::MilestonesReordered, p.plan_id().as_str(), ""))
        })
        .await
}
