//! Actions: adding, changing, ordering, ticking, deleting and putting back; *my actions*.

use super::{
    events::{Changes, Line, Log},
    milestone_edit::reorder,
    milestones::{may_delete, row_for as milestone_for},
    once::Once,
    plan_view::{self, Eyes},
};
use crate::{
    app::App,
    auth::{
        Caller, Permit,
        permit::{DeleteOwn, EditActions, SeePlan},
    },
    body::{Body, Call},
    db::{
        Conn,
        actions::{self, ActionRow, Whose},
        milestones::MilestoneRow,
        stakeholders,
    },
    error::ApiError,
    ids::NewId,
};
use tandem_shared::{
    action::{Action, ActionKind, ActionOrder, ActionPatch, CompletedAction, MyAction, NewAction},
    day::{Day, Timestamp},
    error::Problems,
    event::EventType,
    id::{ActionId, DealId, PlanId, StakeholderId},
    milestone::{Visibility, check_dates},
};

/// An action that is not deleted and that this caller sees, with its milestone.
fn row_for<P>(conn: &mut Conn, permit: &Permit<P>, id: &str) -> Result<(ActionRow, MilestoneRow), ApiError> {
    let row = actions::find(conn, permit.organization_id(), permit.plan_id(), id)?;
    let hidden = row.visibility == Visibility::Internal.as_str() && !permit.sees_internal();
    if row.deleted_at.is_some() || hidden {
        return Err(ApiError::NotFound);
    }
    let milestone = milestone_for(conn, permit, &row.milestone_id)?;
    Ok((row, milestone))
}

/// Guests see a line when both the action and its milestone are shared.
fn line<'a>(kind: EventType, row: &'a ActionRow, milestone: &MilestoneRow) -> Line<'a> {
    let is_shared = [&row.visibility, &milestone.visibility].iter().all(|v| *v == Visibility::Shared.as_str());
    let line =
        if is_shared { Line::shared(kind, &row.id, &row.title) } else { Line::internal(kind, &row.id, &row.title) };
    Line { milestone_id: Some(&row.milestone_id), ..line }
}

fn view<P>(
    conn: &mut Conn,
    permit: &Permit<P>,
    row: ActionRow,
    milestone: &MilestoneRow,
    eyes: &Eyes,
) -> Result<Action, ApiError> {
    let assignees = actions::assignees_of(conn, permit.organization_id(), permit.plan_id(), &row.id)?;
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

fn check_open(milestone: &MilestoneRow) -> Result<(), ApiError> {
    if milestone.cancelled_at.is_some() {
        return Err(ApiError::conflict("milestone_cancelled", "This milestone was called off. Take that back first."));
    }
    Ok(())
}

fn check_people<P>(
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

fn check_visibility<P>(problems: &mut Problems, permit: &Permit<P>, wanted: Option<Visibility>) {
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
        let log = Log::of_plan(tx, p.organization_id(), p.plan_id(), p.actor(), now)?;
        let milestone = milestone_for(tx.conn, &p, &milestone)?;
        check_open(&milestone)?;
        let new = body.value;
        let mut problems = Problems::default();
        check_visibility(&mut problems, &p, new.visibility);
        check_people(tx.conn, &p, &mut problems, &new.assignee_ids)?;
        problems.result()?;
        let others = actions::of_milestone(tx.conn, p.organization_id(), p.plan_id(), &milestone.id)?;
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
        actions::assign(tx.conn, p.organization_id(), p.plan_id(), &row.id, &new.assignee_ids)?;
        log.record(tx, line(EventType::ActionCreated, &row, &milestone))?;
        Ok(plan_view::action(row, new.assignee_ids, false, &eyes))
    })
    .await
}

/// Changes an action.
///
/// # Errors
/// `NotFound`, `Stale`, `Conflict`, `Invalid`.
pub async fn update(
    app: &App,
    permit: &Permit<EditActions>,
    id: &str,
    body: Body<ActionPatch>,
) -> Result<Action, ApiError> {
    let (p, id, now, eyes) = (permit.clone(), id.to_owned(), app.clock.now(), Eyes::of(permit, app.clock.now()));
    app.db
        .write(move |tx| {
            let log = Log::of_plan(tx, p.organization_id(), p.plan_id(), p.actor(), now)?;
            let (before, from) = row_for(tx.conn, &p, &id)?;
            body.call.expect_version(before.version)?;
            let patch = body.value;
            let to = match patch.milestone_id.as_ref().filter(|m| m.as_str() != from.id) {
                Some(other) => milestone_for(tx.conn, &p, other.as_str())
                    .map_err(|_| ApiError::field("/milestone_id", "unknown", "is no milestone of this plan"))?,
                None => from.clone(),
            };
            check_open(&to)?;
            let mut changes = Changes::default();
            let mut problems = Problems::default();
            check_visibility(&mut problems, &p, patch.visibility);
            if let Some(ids) = &patch.assignee_ids {
                let old = actions::assignees_of(tx.conn, p.organization_id(), p.plan_id(), &id)?;
                let names = check_people(tx.conn, &p, &mut problems, ids)?;
                let old_names = check_people(tx.conn, &p, &mut Problems::default(), &old)?;
                changes.text("assignees", &old_names.join(", "), &names.join(", "));
            }
            let new_assignees = patch.assignee_ids.clone();
            let mut row = patched(&before, patch, now, &mut problems);
            problems.result()?;
            if to.id != from.id {
                let others = actions::of_milestone(tx.conn, p.organization_id(), p.plan_id(), &to.id)?;
                row.position = others.iter().map(|a| a.position + 1).max().unwrap_or(0);
                row.milestone_id.clone_from(&to.id);
            }
            differences(&mut changes, &before, &row);
            if to.id != from.id {
                changes.text("milestone", &from.title, &to.title);
            }
            if !changes.0.is_empty() {
                row.version += 1;
                actions::update(tx.conn, p.organization_id(), p.plan_id(), &row)?;
                if let Some(ids) = &new_assignees {
                    actions::assign(tx.conn, p.organization_id(), p.plan_id(), &id, ids)?;
                }
                log.record(tx, edit_line((&before, &from), (&row, &to), changes))?;
            }
            view(tx.conn, &p, row, &to, &eyes)
        })
        .await
}

/// The line of a change. When the action becomes visible to guests or ceases to be, both sides learn of that and of nothing else.
fn edit_line<'a>(
    before: (&'a ActionRow, &'a MilestoneRow),
    after: (&'a ActionRow, &'a MilestoneRow),
    mut changes: Changes,
) -> Line<'a> {
    let then = line(EventType::ActionUpdated, before.0, before.1);
    let now = line(EventType::ActionUpdated, after.0, after.1);
    if then.visibility == now.visibility {
        return now.with(changes.0);
    }
    changes.0.retain(|change| change.field == "visibility");
    let known = if now.visibility == Visibility::Shared { now } else { then };
    Line { visibility: Visibility::Shared, ..known }.with(changes.0)
}

fn patched(before: &ActionRow, patch: ActionPatch, now: Timestamp, problems: &mut Problems) -> ActionRow {
    let mut row = before.clone();
    row.title = patch.title.unwrap_or(row.title);
    row.description = patch.description.unwrap_or(row.description);
    row.side = patch.side.map_or(row.side, |s| s.to_string());
    row.visibility = patch.visibility.map_or(row.visibility, |v| v.to_string());
    let day = |text: &Option<String>| text.as_ref().and_then(|t| t.parse::<Day>().ok());
    let (mut start, mut target) = (day(&row.start_date), day(&row.target_date));
    patch.start_date.apply(&mut start);
    patch.target_date.apply(&mut target);
    check_dates(problems, start, target);
    (row.start_date, row.target_date) = (start.map(|d| d.to_string()), target.map(|d| d.to_string()));
    match patch.started {
        Some(true) if row.started_at.is_none() => row.started_at = Some(now.micros()),
        Some(false) => row.started_at = None,
        _ => {}
    }
    row
}

fn differences(changes: &mut Changes, before: &ActionRow, after: &ActionRow) {
    changes.text("title", &before.title, &after.title);
    changes.text("description", &before.description, &after.description);
    changes.text("side", &before.side, &after.side);
    changes.note("start_date", before.start_date.as_ref(), after.start_date.as_ref());
    changes.note("target_date", before.target_date.as_ref(), after.target_date.as_ref());
    changes.text("visibility", &before.visibility, &after.visibility);
    let begun = |at: Option<i64>| at.map(|_| "yes".to_owned());
    changes.note("started", begun(before.started_at).as_ref(), begun(after.started_at).as_ref());
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

/// Days for which done actions stay in *my actions*.
const DONE_SHOWN_DAYS: i64 = 7;
/// Most actions that *my actions* shows.
const MINE_MAX: i64 = 500;

/// What is the caller's: a user's over all plans, a guest's in the plan of their link. Open ones, and those done within a week.
///
/// # Errors
/// When the store fails.
pub async fn mine(app: &App, caller: Caller) -> Result<Vec<MyAction>, ApiError> {
    let now = app.clock.now();
    app.db
        .read(move |conn| {
            let whose = match &caller {
                Caller::User(user) => Whose::User(&user.id),
                Caller::Guest(guest) => Whose::Stakeholder(&guest.plan_id, &guest.stakeholder_id),
            };
            let eyes = plan_view::own_eyes(&caller, now);
            let since = now.plus_seconds(-DONE_SHOWN_DAYS * 86_400).micros();
            let rows = actions::mine(conn, caller.organization_id(), &whose, since, MINE_MAX)?;
            Ok(rows
                .into_iter()
                .map(|row| MyAction {
                    action: plan_view::action(row.action, Vec::new(), row.is_cancelled, &eyes),
                    plan_id: PlanId::trusted(row.plan_id),
                    deal_id: DealId::trusted(row.deal_id),
                    deal_name: row.deal_name,
                    account_name: row.account_name,
                    milestone_title: row.milestone_title,
                })
                .collect())
        })
        .await
}
