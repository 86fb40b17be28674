//! What a milestone becomes: a new row from what was sent, a patched one with the list of what changed. Everything that is wrong is said at once.

use super::events::Changes;
use crate::{
    auth::Permit,
    db::{
        Conn, milestones,
        milestones::{AssumptionOf, MilestoneRow},
        plans, stages, stakeholders,
    },
    error::ApiError,
    ids::NewId,
};
use std::collections::BTreeMap;
use tandem_shared::{
    assumption::{Assumption, AssumptionInput, AssumptionState},
    day::{Day, Timestamp},
    error::Problems,
    id::{AssumptionId, MilestoneId},
    milestone::{MilestoneKind, MilestonePatch, NewMilestone, Visibility, check_dates},
    order::find_cycle,
    stage::Stage,
    stakeholder::Side,
};

/// What a milestone stands among: it may only name what is here.
pub(super) struct Surroundings {
    pipeline: Vec<Stage>,
    deal_stage: String,
    is_shared: bool,
    people: Vec<(String, String)>,
    others: Vec<MilestoneRow>,
    dependencies: Vec<(String, String)>,
    assumptions: Vec<AssumptionOf>,
}

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

impl Surroundings {
    pub(super) fn read<P>(conn: &mut Conn, permit: &Permit<P>) -> Result<Self, ApiError> {
        let (org, plan) = (permit.organization_id(), permit.plan_id());
        let (row, deal) = plans::find_with_deal(conn, org, plan)?;
        Ok(Self {
            pipeline: stages::pipeline(conn, org)?,
            deal_stage: deal.stage_id,
            is_shared: row.first_shared_at.is_some(),
            people: stakeholders::list(conn, org, plan.as_str())?
                .into_iter()
                .map(|s| (s.id.to_string(), s.name))
                .collect(),
            others: milestones::list(conn, org, plan)?,
            dependencies: milestones::dependencies(conn, org, plan)?,
            assumptions: milestones::assumptions(conn, org, plan)?,
        })
    }

    fn stage_name(&self, id: &str) -> Option<String> {
        self.pipeline.iter().find(|s| s.id.as_str() == id).map(|s| s.name.clone())
    }

    fn person(&self, id: Option<&String>) -> Option<String> {
        self.people.iter().find(|(person, _)| Some(person) == id).map(|(_, name)| name.clone())
    }

    fn end_of_stage(&self, stage: &str) -> i32 {
        self.others.iter().filter(|m| m.stage_id == stage).map(|m| m.position + 1).max().unwrap_or(0)
    }

    /// Titles of shared milestones among these: a line of history that guests see must not name others.
    fn shared_titles(&self, ids: &[MilestoneId]) -> String {
        let named = |id: &MilestoneId| {
            self.others.iter().find(|m| m.id == id.as_str() && m.visibility == Visibility::Shared.as_str())
        };
        let titles: Vec<&str> = ids.iter().filter_map(named).map(|m| m.title.as_str()).collect();
        titles.join("; ")
    }

    fn of(&self, id: &str) -> Vec<MilestoneId> {
        self.dependencies.iter().filter(|(m, _)| m == id).map(|(_, on)| MilestoneId::trusted(on.clone())).collect()
    }

    fn check<P>(
        &self,
        problems: &mut Problems,
        permit: &Permit<P>,
        row: &MilestoneRow,
        depends_on: Option<&[MilestoneId]>,
    ) {
        if self.stage_name(&row.stage_id).is_none() {
            problems.add("/stage_id", "unknown", "is no stage of this organization");
        }
        if row.owner_id.is_some() && self.person(row.owner_id.as_ref()).is_none() {
            problems.add("/owner_id", "unknown", "is nobody in this plan");
        }
        if row.kind != MilestoneKind::Standard.as_str()
            && let Some(other) = self.others.iter().find(|m| m.id != row.id && m.kind == row.kind)
        {
            let seen = other.visibility == Visibility::Shared.as_str() || permit.sees_internal();
            let title = if seen { other.title.as_str() } else { "another milestone" };
            problems.add("/kind", "taken", format!("is what “{title}” is already; a plan has one of it"));
        }
        for (i, id) in depends_on.unwrap_or_default().iter().enumerate() {
            let known = self.others.iter().any(|m| {
                m.id == id.as_str() && (permit.sees_internal() || m.visibility == Visibility::Shared.as_str())
            });
            // What a guest does not see but was there before stays, and was put back into the list.
            let kept = self.dependencies.iter().any(|(m, on)| *m == row.id && on == id.as_str());
            if !known && !kept {
                problems.add(format!("/depends_on/{i}"), "unknown", "is no milestone of this plan");
            }
        }
        if let Some(cycle) = depends_on.and_then(|on| self.cycle_with(row, on)) {
            problems.add("/depends_on", "cycle", format!("would close a circle: {cycle}"));
        }
    }

    fn cycle_with(&self, row: &MilestoneRow, on: &[MilestoneId]) -> Option<String> {
        let own = MilestoneId::trusted(row.id.clone());
        let others: Vec<(MilestoneId, MilestoneId)> = self
            .dependencies
            .iter()
            .filter(|(m, _)| *m != row.id)
            .map(|(m, d)| (MilestoneId::trusted(m.clone()), MilestoneId::trusted(d.clone())))
            .collect();
        let mut edges: BTreeMap<&MilestoneId, Vec<&MilestoneId>> = BTreeMap::new();
        edges.insert(&own, on.iter().collect());
        others.iter().for_each(|(m, d)| edges.entry(m).or_default().push(d));
        let title = |id: &MilestoneId| {
            if *id == own {
                return row.title.clone();
            }
            self.others
                .iter()
                .find(|m| m.id == id.as_str())
                .map_or_else(|| "another milestone".to_owned(), |m| m.title.clone())
        };
        find_cycle(&edges)
            .map(|cycle| cycle.iter().map(|id| format!("“{}”", title(id))).collect::<Vec<_>>().join(" waits for "))
    }
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
    let mut row = before.clone();
    let mut problems = Problems::default();
    check_visibility(&mut problems, permit, patch.visibility);
    if let Some(stage) = patch.stage_id.filter(|s| s.as_str() != before.stage_id) {
        row.stage_id = stage.to_string();
        row.position = around.end_of_stage(&row.stage_id);
    }
    row.title = patch.title.unwrap_or(row.title);
    row.outcome = patch.outcome.unwrap_or(row.outcome);
    row.risk_reason = patch.risk_reason.unwrap_or(row.risk_reason);
    row.kind = patch.kind.map_or(row.kind, |k| k.to_string());
    row.owner_side = patch.owner_side.map_or(row.owner_side, |s| s.to_string());
    row.visibility = patch.visibility.map_or(row.visibility, |v| v.to_string());
    let mut owner = row.owner_id.take().map(tandem_shared::id::StakeholderId::trusted);
    patch.owner_id.apply(&mut owner);
    row.owner_id = owner.map(|o| o.to_string());
    let (mut start, mut target) = (day(row.start_date.as_ref()), day(row.target_date.as_ref()));
    patch.start_date.apply(&mut start);
    patch.target_date.apply(&mut target);
    check_dates(&mut problems, start, target);
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
    let old_on = around.of(&before.id);
    let depends_on =
        patch.depends_on.map(|on| with_hidden(around, permit, on, &old_on)).filter(|on| !same(on, &old_on));
    around.check(&mut problems, permit, &row, depends_on.as_deref());
    problems.result()?;
    let existing: Vec<Assumption> =
        around.assumptions.iter().filter(|a| a.milestone_id == before.id).map(|a| a.assumption.clone()).collect();
    let assumptions: Option<Vec<Assumption>> =
        patch.assumptions.map(|all| all.into_iter().map(|a| assumption(a, &existing)).collect());
    let assumptions = assumptions.filter(|all| *all != existing);
    let mut changes = differences(around, before, &row);
    if let Some(on) = &depends_on {
        changes.note("depends_on", Some(&around.shared_titles(&old_on)), Some(&around.shared_titles(on)));
        if changes.0.last().is_none_or(|c| c.field != "depends_on") {
            // Only what guests do not see changed; the line still says that something did.
            changes.0.push(tandem_shared::event::Change { field: "depends_on".into(), from: None, to: None });
        }
    }
    if let Some(all) = &assumptions {
        let told =
            |all: &[Assumption]| all.iter().map(|a| format!("{} ({})", a.text, a.state)).collect::<Vec<_>>().join("; ");
        changes.text("assumptions", &told(&existing), &told(all));
    }
    row.version += i32::from(!changes.0.is_empty());
    Ok(Edit { row, depends_on, assumptions, changes })
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
    changes.note("stage", around.stage_name(&before.stage_id).as_ref(), around.stage_name(&after.stage_id).as_ref());
    changes.text("kind", &before.kind, &after.kind);
    changes.text("owner_side", &before.owner_side, &after.owner_side);
    if before.owner_id != after.owner_id {
        changes.note(
            "owner",
            around.person(before.owner_id.as_ref()).as_ref(),
            around.person(after.owner_id.as_ref()).as_ref(),
        );
    }
    changes.note("start_date", before.start_date.as_ref(), after.start_date.as_ref());
    changes.note("target_date", before.target_date.as_ref(), after.target_date.as_ref());
    changes.note("duration_days", before.duration_days.as_ref(), after.duration_days.as_ref());
    changes.text("risk_reason", &before.risk_reason, &after.risk_reason);
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
