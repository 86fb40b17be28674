//! What a milestone stands among: the stages, people and milestones that it may name, and whether what it names would close a circle.

use crate::{
    auth::Permit,
    db::{
        Conn, milestones,
        milestones::{AssumptionOf, MilestoneRow},
        plans, stages, stakeholders,
    },
    error::ApiError,
};
use std::collections::BTreeMap;
use tandem_shared::{
    error::Problems,
    id::MilestoneId,
    milestone::{MilestoneKind, Visibility},
    order::find_cycle,
    stage::Stage,
};

/// What a milestone stands among: it may only name what is here.
pub(super) struct Surroundings {
    pub(super) pipeline: Vec<Stage>,
    pub(super) deal_stage: String,
    pub(super) is_shared: bool,
    pub(super) people: Vec<(String, String)>,
    pub(super) others: Vec<MilestoneRow>,
    pub(super) dependencies: Vec<(String, String)>,
    pub(super) assumptions: Vec<AssumptionOf>,
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

    pub(super) fn stage_name(&self, id: &str) -> Option<String> {
        self.pipeline.iter().find(|s| s.id.as_str() == id).map(|s| s.name.clone())
    }

    pub(super) fn person(&self, id: Option<&String>) -> Option<String> {
        self.people.iter().find(|(person, _)| Some(person) == id).map(|(_, name)| name.clone())
    }

    pub(super) fn end_of_stage(&self, stage: &str) -> i32 {
        self.others.iter().filter(|m| m.stage_id == stage).map(|m| m.position + 1).max().unwrap_or(0)
    }

    /// Titles of shared milestones among these: a line of history that guests see must not name others.
    pub(super) fn shared_titles(&self, ids: &[MilestoneId]) -> String {
        let named = |id: &MilestoneId| {
            self.others.iter().find(|m| m.id == id.as_str() && m.visibility == Visibility::Shared.as_str())
        };
        let titles: Vec<&str> = ids.iter().filter_map(named).map(|m| m.title.as_str()).collect();
        titles.join("; ")
    }

    pub(super) fn of(&self, id: &str) -> Vec<MilestoneId> {
        self.dependencies.iter().filter(|(m, _)| m == id).map(|(_, on)| MilestoneId::trusted(on.clone())).collect()
    }

    pub(super) fn check<P>(
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
        if MilestoneKind::from_word(&row.kind).is_some_and(MilestoneKind::is_unique)
            && let Some(other) = self.others.iter().find(|m| m.id != row.id && m.kind == row.kind)
        {
            let title = if Self::sees(permit, other) { other.title.as_str() } else { "another milestone" };
            problems.add("/kind", "taken", format!("is what “{title}” is already; a plan has one of it"));
        }
        for (i, id) in depends_on.unwrap_or_default().iter().enumerate() {
            let known = self.others.iter().any(|m| m.id == id.as_str() && Self::sees(permit, m));
            // What a guest does not see but was there before stays, and was put back into the list.
            let kept = self.dependencies.iter().any(|(m, on)| *m == row.id && on == id.as_str());
            if !known && !kept {
                problems.add(format!("/depends_on/{i}"), "unknown", "is no milestone of this plan");
            }
        }
        if let Some(cycle) = depends_on.and_then(|on| self.cycle_with(permit, row, on)) {
            problems.add("/depends_on", "cycle", format!("would close a circle: {cycle}"));
        }
    }

    fn sees<P>(permit: &Permit<P>, other: &MilestoneRow) -> bool {
        permit.sees_internal() || other.visibility == Visibility::Shared.as_str()
    }

    fn cycle_with<P>(&self, permit: &Permit<P>, row: &MilestoneRow, on: &[MilestoneId]) -> Option<String> {
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
                .find(|m| m.id == id.as_str() && Self::sees(permit, m))
                .map_or_else(|| "another milestone".to_owned(), |m| m.title.clone())
        };
        find_cycle(&edges)
            .map(|cycle| cycle.iter().map(|id| format!("“{}”", title(id))).collect::<Vec<_>>().join(" waits for "))
    }
}
