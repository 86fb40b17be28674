//! Actions: adding, changing, ordering, ticking, deleting and putting back.

use super::{
    events::{Line, Log},
    eyes::Eyes,
    milestone_edit::reorder,
    milestones::{may_delete, row_for as milestone_for},
    once::Once,
    plan_view, room,
};
use crate::{
    app::App,
    auth::{
        Permit,
        permit::{DeleteOwn, EditActions, SeePlan},
    },
    body::{Body, Call},
    db::{
        Conn, Tx,
        actions::{self, ActionRow},
        assignees,
        milestones::MilestoneRow,
        stakeholders,
    },
    error::ApiError,
    ids::NewId,
};
use tandem_shared::{
    action::{Action, ActionKind, ActionOrder, CompletedAction, NewAction},
    day::Timestamp,
    error::Problems,
    event::EventType,
    id::{ActionId, StakeholderId},
    milestone::Visibility,
};

/// An action that is not deleted and that this caller sees, with its milestone.
pub(super) fn row_for<P>(conn: &mut Conn, permit: &Permit<P>, id: &str) -> Result<(ActionRow, MilestoneRow), ApiError> {
    let row = actions::find(conn, permit.organization_id(), permit.plan_id(), id)?;
    let hidden = row.visibility == Visibility::Internal.as_str() && !permit.sees_internal();
    if row.deleted_at.is_some() || hidden {
        return Err(ApiError::NotFound);
    }
    let milestone = milestone_for(conn, permit, &row.milestone_id)?;
    Ok((row, milestone))
}

/// Guests see a line when both the action and its milestone are shared.
pub(super) fn line<'a>(kind: EventType, row: &'a ActionRow, milestone: &MilestoneRow) -> Line<'a> {
    let is_shared = [&row.visibility, &milestone.visibility].iter().all(|v| *v == Visibility::Shared.as_str());
    let line =
        if is_shared { Line::shared(kind, &row.id, &row.title) } else { Line::internal(kind, &row.id, &row.title) };
    Line { milestone_id: Some(&row.milestone_id), ..line }
}

pub(super) fn view<P>(
    conn: &mut Conn,
    permit: &Permit<P>,
    row: ActionRow,
    milestone: &MilestoneRow,
    eyes: &Eyes,
) -> Result<Action, ApiError> {
    let assignees = assignees::of_action(conn, permit.organization_id(), permit.plan_id(), &row.id)?;
    Ok(plan_view::action(row, assignees, milestone.cancelled_at.is_some(), eyes))
}

/// One action of a plan that this caller sees.
///
/// # Errors
/// `NotFound`.
pub async fn find(app: &App, permit: &Permit<SeePlan>, id: &str) -> Result<Action, ApiError> {
    let (p, id, eyes) = (permit.clone(), id.to_owned(), Eyes::of(permit, app.clock.now()));
    app.db
        .read(move |conn| {
            let (row, milestone) = row_for(conn, &p, &id)?;
            view(conn, &p, row, &milestone, &eyes)
        })
        .await
}

pub(super) fn check_open(milestone: &MilestoneRow) -> Result<(), ApiError> {
    if milestone.cancelled_at.is_some() {
        return Err(ApiError::conflict("milestone_cancelled", "This milestone was called off. Take that back first."));
    }
    Ok(())
}

pub(super) fn check_people<P>(
    conn: &mut Conn,
    permit: &Permit<P>,
    problems: &mut Problems,
    ids: &[StakeholderId],
) -> Result<Vec<String>, ApiError> {
    let people = stakeholders::list(conn, permit.organization_id(), permit.plan_id().as_str())?;
    let mut names = Vec::new();
    for (i, id) in ids.iter().enumerate() {
        match people.iter().find(|p| p.id == *id) {
            Some(person) => names.push(person.name.clone()),
            None => problems.add(format!("/assignee_ids/{i}"), "unknown", "is nobody in this plan"),
        }
    }
    Ok(names)
}

pub(super) fn check_visibility<P>(problems: &mut Problems, permit: &Permit<P>, wanted: Option<Visibility>) {
    if wanted == Some(Visibility::Internal) && !permit.sees_internal() {
        problems.add("/visibility", "not_allowed", "must be shared: internal things are the seller's own");
    }
}

/// Adds an action at the end of its milestone's checklist.
///
/// # Errors
/// `NotFound`, `Conflict` when the milestone was called off, `Invalid`.
pub async fn create(
    app: &App,
    permit: &Permit<EditActions>,
    milestone: &str,
    body: Body<NewAction>,
) -> Result<Once<Action>, ApiError> {
    let (p, milestone, now, eyes) =
        (permit.clone(), milestone.to_owned(), app.clock.now(), Eyes::of(permit, app.clock.now()));
    app.write_once(&permit.caller, body.call.once, move |tx| {
        let (row, assignee_ids) = add(tx, &p, &milestone, body.value, now)?;
        Ok(plan_view::action(row, assignee_ids, false, &eyes))
    })
    .await
}

/// The same within a write that does more.
pub(super) fn add(
    tx: &mut Tx<'_>,
    p: &Permit<EditActions>,
    milestone: &str,
    new: NewAction,
    now: Timestamp,
) -> Result<(ActionRow, Vec<StakeholderId>), ApiError> {
    let log = Log::of_plan(tx, p.organization_id(), p.plan_id(), p.actor(), now)?;
    let milestone = milestone_for(tx.conn, p, milestone)?;
    check_open(&milestone)?;
    let (row, assignee_ids) = put(tx, p, &milestone, new)?;
    log.record(tx, line(EventType::ActionCreated, &row, &milestone))?;
    Ok((row, assignee_ids))
}

/// The same for who records it.
pub(super) fn put<P>(
    tx: &mut Tx<'_>,
    p: &Permit<P>,
    milestone: &MilestoneRow,
    new: NewAction,
) -> Result<(ActionRow, Vec<StakeholderId>), ApiError> {
    let mut problems = Problems::default();
    check_visibility(&mut problems, p, new.visibility);
    check_people(tx.conn, p, &mut problems, &new.assignee_ids)?;
    problems.result()?;
    let others = actions::of_milestone(tx.conn, p.organization_id(), p.plan_id(), &milestone.id)?;
    room::for_one_more(others.len(), room::ACTIONS, "actions in this milestone")?;
    let row = ActionRow {
        id: ActionId::new().to_string(),
        milestone_id: milestone.id.clone(),
        kind: new.kind.unwrap_or(ActionKind::Todo).to_string(),
        title: new.title,
        description: new.description,
        side: new.side.unwrap_or(p.caller.side()).to_string(),
        start_date: new.start_date.map(|d| d.to_string()),
        target_date: new.target_date.map(|d| d.to_string()),
        visibility: new.visibility.map_or_else(|| milestone.visibility.clone(), |v| v.to_string()),
        position: others.iter().map(|a| a.position + 1).max().unwrap_or(0),
        started_at: None,
        completed_at: None,
        completed_by: None,
        completed_side: None,
        deleted_at: None,
        created_by: p.caller.id().to_owned(),
        version: 1,
    };
    actions::insert(tx.conn, p.organization_id(), p.plan_id(), &row)?;
    assignees::assign(tx.conn, p.organization_id(), p.plan_id(), &row.id, &new.assignee_ids)?;
    Ok((row, new.assignee_ids))
}

/// Ticks an action (`true`) or opens it again. Doing it twice is the same as once.
///
/// # Errors
/// `NotFound`, `Stale`, `Conflict` when its milestone was called off.
pub async fn set_completed(
    app: &App,
    permit: &Permit<EditActions>,
    id: &str,
    call: Call,
    completed: bool,
) -> Result<Once<CompletedAction>, ApiError> {
    let (p, id, now, eyes) = (permit.clone(), id.to_owned(), app.clock.now(), Eyes::of(permit, app.clock.now()));
    let once = call.once.clone();
    app.write_once(&permit.caller, once, move |tx| {
        let log = Log::of_plan(tx, p.organization_id(), p.plan_id(), p.actor(), now)?;
        let (mut row, milestone) = row_for(tx.conn, &p, &id)?;
        call.expect_version(row.version)?;
        check_open(&milestone)?;
        if row.completed_at.is_some() != completed {
            row.completed_at = completed.then(|| now.micros());
            row.completed_by = completed.then(|| p.caller.name().to_owned());
            row.completed_side = completed.then(|| p.caller.side().to_string());
            row.version += 1;
            actions::update(tx.conn, p.organization_id(), p.plan_id(), &row)?;
            let kind = if completed { EventType::ActionCompleted } else { EventType::ActionReopened };
            log.record(tx, line(kind, &row, &milestone))?;
        }
        let milestone_ready = completed
            && milestone.completed_at.is_none()
            && !actions::any_open(tx.conn, p.organization_id(), p.plan_id(), &milestone.id, p.sees_internal())?;
        Ok(CompletedAction { action: view(tx.conn, &p, row, &milestone, &eyes)?, milestone_ready })
    })
    .await
}

/// Deletes an action; it can be put back.
///
/// # Errors
/// `NotFound`, `Forbidden`, `Stale`.
pub async fn delete(app: &App, permit: &Permit<DeleteOwn>, id: &str, call: Call) -> Result<(), ApiError> {
    let (p, id, now) = (permit.clone(), id.to_owned(), app.clock.now());
    app.db
        .write(move |tx| {
            let log = Log::of_plan(tx, p.organization_id(), p.plan_id(), p.actor(), now)?;
            let (mut row, milestone) = row_for(tx.conn, &p, &id)?;
            may_delete(&p, &row.created_by)?;
            call.expect_version(row.version)?;
            row.deleted_at = Some(now.micros());
            row.version += 1;
            actions::update(tx.conn, p.organization_id(), p.plan_id(), &row)?;
            log.record(tx, line(EventType::ActionDeleted, &row, &milestone))
        })
        .await
}

/// Puts a deleted action back.
///
/// # Errors
/// `NotFound`, `Forbidden`.
pub async fn restore(app: &App, permit: &Permit<DeleteOwn>, id: &str, call: Call) -> Result<Once<Action>, ApiError> {
    let (p, id, now, eyes) = (permit.clone(), id.to_owned(), app.clock.now(), Eyes::of(permit, app.clock.now()));
    app.write_once(&permit.caller, call.once, move |tx| {
        let log = Log::of_plan(tx, p.organization_id(), p.plan_id(), p.actor(), now)?;
        let mut row = actions::find(tx.conn, p.organization_id(), p.plan_id(), &id)?;
        let milestone = milestone_for(tx.conn, &p, &row.milestone_id)?;
        let hidden = row.visibility == Visibility::Internal.as_str() && !p.sees_internal();
        if hidden || row.deleted_at.is_none() {
            return Err(ApiError::NotFound);
        }
        may_delete(&p, &row.created_by)?;
        row.deleted_at = None;
        row.version += 1;
        actions::update(tx.conn, p.organization_id(), p.plan_id(), &row)?;
        log.record(tx, line(EventType::ActionUndeleted, &row, &milestone))?;
        view(tx.conn, &p, row, &milestone, &eyes)
    })
    .await
}

/// Puts a milestone's actions in another order. What the caller does not see keeps its place.
///
/// # Errors
/// `NotFound`, `Invalid` when the ids are not exactly those the caller sees.
pub async fn order(
    app: &App,
    permit: &Permit<EditActions>,
    milestone: &str,
    body: Body<ActionOrder>,
) -> Result<(), ApiError> {
    let (p, milestone, now) = (permit.clone(), milestone.to_owned(), app.clock.now());
    app.db
        .write(move |tx| {
            let log = Log::of_plan(tx, p.organization_id(), p.plan_id(), p.actor(), now)?;
            let milestone = milestone_for(tx.conn, &p, &milestone)?;
            let rows = actions::of_milestone(tx.conn, p.organization_id(), p.plan_id(), &milestone.id)?;
            let visible = |row: &ActionRow| p.sees_internal() || row.visibility == Visibility::Shared.as_str();
            let current: Vec<(&str, bool)> = rows.iter().map(|r| (r.id.as_str(), visible(r))).collect();
            let wanted: Vec<&str> = body.value.ids.iter().map(ActionId::as_str).collect();
            for (id, position) in reorder(&current, &wanted)?.into_iter().zip(0..) {
                actions::place(tx.conn, p.organization_id(), p.plan_id(), &ActionId::trusted(id), position)?;
            }
            let is_shared = milestone.visibility == Visibility::Shared.as_str();
            let new = if is_shared { Line::shared } else { Line::internal };
            log.record(tx, new(EventType::ActionsReordered, &milestone.id, &milestone.title))
        })
        .await
}
