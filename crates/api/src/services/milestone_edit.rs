//! What a milestone becomes: a new row from what was sent, a patched one with the list of what changed. Everything that is wrong is said at once.

use super::{events::Changes, surroundings::Surroundings};
use crate::{auth::Permit, db::milestones::MilestoneRow, error::ApiError, ids::NewId};
use tandem_shared::{
    assumption::{Assumption, AssumptionInput, AssumptionState},
    day::{Day, Timestamp},
    error::Problems,
    event::Change,
    id::{AssumptionId, MilestoneId, StakeholderId},
    milestone::{MilestoneKind, MilestonePatch, NewMilestone, Visibility, check_dates},
    stakeholder::Side,
};

/// A patched milestone.
pub(super) struct Edit {
    /// The row as it is to be.
    pub row: MilestoneRow,
    /// What it depends on, if that changes.
    pub depends_on: Option<Vec<MilestoneId>>,
    /// Its assumptions, if they change.
    pub assumptions: Option<Vec<Assumption>>,
    /// What changed.
    pub changes: Changes,
}

/// Guests cannot make or see internal things.
fn check_visibility<P>(problems: &mut Problems, permit: &Permit<P>, wanted: Option<Visibility>) {
    if wanted == Some(Visibility::Internal) && !permit.sees_internal() {
        problems.add("/visibility", "not_allowed", "must be shared: internal things are the seller's own");
    }
}

fn assumption(input: AssumptionInput, existing: &[Assumption]) -> Assumption {
    let before = input.id.and_then(|id| existing.iter().find(|a| a.id == id));
    Assumption {
        id: before.map_or_else(AssumptionId::new, |a| a.id.clone()),
        state: input.state.or(before.map(|a| a.state)).unwrap_or(AssumptionState::Unknown),
        text: input.text,
    }
}

fn texts(day: Option<Day>) -> Option<String> {
    day.map(|d| d.to_string())
}

fn day(text: Option<&String>) -> Option<Day> {
    text.and_then(|t| t.parse().ok())
}

pub(super) fn new_row<P>(
    around: &Surroundings,
    permit: &Permit<P>,
    id: &MilestoneId,
    new: NewMilestone,
) -> Result<(MilestoneRow, Vec<MilestoneId>, Vec<Assumption>), ApiError> {
    let stage_id = new.stage_id.map_or_else(|| around.deal_stage.clone(), |s| s.to_string());
    let target_date = texts(new.target_date);
    let row = MilestoneRow {
        id: id.to_string(),
        title: new.title,
        outcome: new.outcome,
        position: around.end_of_stage(&stage_id),
        stage_id,
        kind: new.kind.unwrap_or(MilestoneKind::Standard).to_string(),
        owner_side: new.owner_side.unwrap_or(Side::Joint).to_string(),
        owner_id: new.owner_id.map(|o| o.to_string()),
        start_date: texts(new.start_date),
        agreed_date: target_date.clone().filter(|_| around.is_shared),
        target_date,
        duration_days: new.duration_days,
        risk_reason: String::new(),
        visibility: new.visibility.unwrap_or(Visibility::Shared).to_string(),
        completed_at: None,
        cancelled_at: None,
        deleted_at: None,
        created_by: permit.caller.id().to_owned(),
        version: 1,
        no_known_risk: false,
    };
    let mut problems = Problems::default();
    check_visibility(&mut problems, permit, new.visibility);
    around.check(&mut problems, permit, &row, Some(&new.depends_on));
    problems.result()?;
    let assumptions = new.assumptions.into_iter().map(|a| assumption(a, &[])).collect();
    Ok((row, new.depends_on, assumptions))
}

pub(super) fn patched<P>(
    around: &Surroundings,
    permit: &Permit<P>,
    before: &MilestoneRow,
    patch: MilestonePatch,
    now: Timestamp,
) -> Result<Edit, ApiError> {
    let mut problems = Problems::default();
    check_visibility(&mut problems, permit, patch.visibility);
    let (sent_on, sent_assumptions) = (patch.depends_on.clone(), patch.assumptions.clone());
    let mut row = patched_row(around, before, patch, now, &mut problems);
    let old_on = around.of(&before.id);
    let depends_on = sent_on.map(|on| with_hidden(around, permit, on, &old_on)).filter(|on| !same(on, &old_on));
    around.check(&mut problems, permit, &row, depends_on.as_deref());
    problems.result()?;
    let existing: Vec<Assumption> =
        around.assumptions.iter().filter(|a| a.milestone_id == before.id).map(|a| a.assumption.clone()).collect();
    let assumptions: Option<Vec<Assumption>> =
        sent_assumptions.map(|all| all.into_iter().map(|a| assumption(a, &existing)).collect());
    let assumptions = assumptions.filter(|all| *all != existing);
    let mut changes = differences(around, before, &row);
    if let Some(on) = &depends_on {
        note_dependencies(around, &old_on, on, &mut changes);
    }
    if let Some(all) = &assumptions {
        let told =
            |all: &[Assumption]| all.iter().map(|a| format!("{} ({})", a.text, a.state)).collect::<Vec<_>>().join("; ");
        changes.text("assumptions", &told(&existing), &told(all));
    }
    row.version += i32::from(!changes.0.is_empty());
    Ok(Edit { row, depends_on, assumptions, changes })
}

/// The row after the patch; its version and what stands in other tables come after.
fn patched_row(
    around: &Surroundings,
    before: &MilestoneRow,
    patch: MilestonePatch,
    now: Timestamp,
    problems: &mut Problems,
) -> MilestoneRow {
    let mut row = before.clone();
    if let Some(stage) = patch.stage_id.filter(|s| s.as_str() != before.stage_id) {
        row.stage_id = stage.to_string();
        row.position = around.end_of_stage(&row.stage_id);
    }
    row.title = patch.title.unwrap_or(row.title);
    row.outcome = patch.outcome.unwrap_or(row.outcome);
    row.risk_reason = patch.risk_reason.unwrap_or(row.risk_reason);
    row.no_known_risk = patch.no_known_risk.unwrap_or(row.no_known_risk);
    row.kind = patch.kind.map_or(row.kind, |k| k.to_string());
    row.owner_side = patch.owner_side.map_or(row.owner_side, |s| s.to_string());
    row.visibility = patch.visibility.map_or(row.visibility, |v| v.to_string());
    let mut owner = row.owner_id.take().map(StakeholderId::trusted);
    patch.owner_id.apply(&mut owner);
    row.owner_id = owner.map(|o| o.to_string());
    let (mut start, mut target) = (day(row.start_date.as_ref()), day(row.target_date.as_ref()));
    patch.start_date.apply(&mut start);
    patch.target_date.apply(&mut target);
    check_dates(problems, start, target);
    (row.start_date, row.target_date) = (texts(start), texts(target));
    if around.is_shared && row.agreed_date.is_none() {
        row.agreed_date.clone_from(&row.target_date);
    }
    patch.duration_days.apply(&mut row.duration_days);
    match patch.cancelled {
        Some(true) if row.cancelled_at.is_none() => row.cancelled_at = Some(now.micros()),
        Some(false) => row.cancelled_at = None,
        _ => {}
    }
    row
}

fn note_dependencies(around: &Surroundings, old: &[MilestoneId], new: &[MilestoneId], changes: &mut Changes) {
    changes.note("depends_on", Some(&around.shared_titles(old)), Some(&around.shared_titles(new)));
    if changes.0.last().is_none_or(|c| c.field != "depends_on") {
        // Only what guests do not see changed; the line still says that something did.
        changes.0.push(Change { field: "depends_on".into(), from: None, to: None });
    }
}

/// A guest sends what they see; what they do not see stays.
fn with_hidden<P>(
    around: &Surroundings,
    permit: &Permit<P>,
    mut on: Vec<MilestoneId>,
    old: &[MilestoneId],
) -> Vec<MilestoneId> {
    if !permit.sees_internal() {
        let hidden = |id: &&MilestoneId| {
            around.others.iter().any(|m| m.id == id.as_str() && m.visibility == Visibility::Internal.as_str())
        };
        on.extend(old.iter().filter(hidden).cloned());
    }
    on.sort_unstable();
    on.dedup();
    on
}

fn same(a: &[MilestoneId], b: &[MilestoneId]) -> bool {
    let mut b = b.to_vec();
    b.sort_unstable();
    a == b.as_slice()
}

fn differences(around: &Surroundings, before: &MilestoneRow, after: &MilestoneRow) -> Changes {
    let mut changes = Changes::default();
    changes.text("title", &before.title, &after.title);
    changes.text("outcome", &before.outcome, &after.outcome);
    let (from, to) = (around.stage_name(&before.stage_id), around.stage_name(&after.stage_id));
    changes.named("stage", before.stage_id != after.stage_id, from, to);
    changes.text("kind", &before.kind, &after.kind);
    changes.text("owner_side", &before.owner_side, &after.owner_side);
    let (from, to) = (around.person(before.owner_id.as_ref()), around.person(after.owner_id.as_ref()));
    changes.named("owner", before.owner_id != after.owner_id, from, to);
    changes.note("start_date", before.start_date.as_ref(), after.start_date.as_ref());
    changes.note("target_date", before.target_date.as_ref(), after.target_date.as_ref());
    changes.note("duration_days", before.duration_days.as_ref(), after.duration_days.as_ref());
    changes.text("risk_reason", &before.risk_reason, &after.risk_reason);
    changes.note("no_known_risk", Some(&before.no_known_risk), Some(&after.no_known_risk));
    changes.text("visibility", &before.visibility, &after.visibility);
    let cancelled = |at: Option<i64>| at.map(|_| "yes".to_owned());
    changes.note("cancelled", cancelled(before.cancelled_at).as_ref(), cancelled(after.cancelled_at).as_ref());
    changes
}

/// The order of all, when those a caller sees (`true`) are to stand in the order `wanted`: hidden ones keep their places.
pub(super) fn reorder(current: &[(&str, bool)], wanted: &[&str]) -> Result<Vec<String>, ApiError> {
    let mut seen: Vec<&str> = current.iter().filter(|(_, visible)| *visible).map(|(id, _)| *id).collect();
    let mut sent = wanted.to_vec();
    seen.sort_unstable();
    sent.sort_unstable();
    if seen != sent {
        return Err(ApiError::field(
            "/ids",
            "not_all",
            "must name each one once; the list has changed meanwhile, so read it again",
        ));
    }
    let mut next = wanted.iter();
    let place = |(id, visible): &(&str, bool)| {
        if *visible { next.next().map(|id| (*id).to_owned()) } else { Some((*id).to_owned()) }
    };
    Ok(current.iter().filter_map(place).collect())
}

#[cfg(test)]
mod tests {
    #[test]
    fn hidden_ones_keep_their_places() {
        let current = [("a", true), ("x", false), ("b", true), ("c", true)];
        assert_eq!(super::reorder(&current, &["c", "a", "b"]).unwrap(), ["c", "x", "a", "b"]);
        assert!(super::reorder(&current, &["c", "a"]).is_err());
        assert!(super::reorder(&current, &["c", "a", "b", "x"]).is_err());
    }
}
