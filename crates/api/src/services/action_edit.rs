//! Changing an action: what it becomes, and what the line of history says.

use super::{
    actions::{check_open, check_people, check_visibility, line, row_for, view},
    events::{Changes, Line, Log},
    eyes::Eyes,
    milestones::row_for as milestone_for,
};
use crate::{
    app::App,
    auth::{Permit, permit::EditActions},
    body::Body,
    db::{
        Conn,
        actions::{self, ActionRow},
        assignees,
        milestones::MilestoneRow,
    },
    error::ApiError,
};
use tandem_shared::{
    action::{Action, ActionPatch},
    day::{Day, Timestamp},
    error::Problems,
    event::EventType,
    id::StakeholderId,
    milestone::{Visibility, check_dates},
};

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
            let to = destination(tx.conn, &p, &patch, &from)?;
            check_open(&to)?;
            let mut changes = Changes::default();
            let mut problems = Problems::default();
            check_visibility(&mut problems, &p, patch.visibility);
            if let Some(ids) = &patch.assignee_ids {
                note_assignees(tx.conn, &p, &id, ids, &mut problems, &mut changes)?;
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
                    assignees::assign(tx.conn, p.organization_id(), p.plan_id(), &id, ids)?;
                }
                log.record(tx, edit_line((&before, &from), (&row, &to), changes))?;
            }
            view(tx.conn, &p, row, &to, &eyes)
        })
        .await
}

/// The milestone the action is to stand under.
fn destination(
    conn: &mut Conn,
    p: &Permit<EditActions>,
    patch: &ActionPatch,
    from: &MilestoneRow,
) -> Result<MilestoneRow, ApiError> {
    match patch.milestone_id.as_ref().filter(|m| m.as_str() != from.id) {
        Some(other) => milestone_for(conn, p, other.as_str())
            .map_err(|_| ApiError::field("/milestone_id", "unknown", "is no milestone of this plan")),
        None => Ok(from.clone()),
    }
}

fn note_assignees(
    conn: &mut Conn,
    p: &Permit<EditActions>,
    id: &str,
    ids: &[StakeholderId],
    problems: &mut Problems,
    changes: &mut Changes,
) -> Result<(), ApiError> {
    let old = assignees::of_action(conn, p.organization_id(), p.plan_id(), id)?;
    let names = check_people(conn, p, problems, ids)?;
    let old_names = check_people(conn, p, &mut Problems::default(), &old)?;
    let said = |names: &[String]| Some(names.join(", ")).filter(|t| !t.is_empty());
    changes.named("assignees", !same(&old, ids), said(&old_names), said(&names));
    Ok(())
}

fn same(a: &[StakeholderId], b: &[StakeholderId]) -> bool {
    a.len() == b.len() && a.iter().all(|id| b.contains(id))
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
