//! What plans say of their deals: statuses, next step, date of signature, a query for each thing whatever their number. Kept in memory until a plan has
//! another event or the day is over.

use super::kept::Shelf;
use crate::{
    db::{
        Conn,
        deals::Listed,
        progress::{self, DependencyOf, MilestoneOf, NextAction},
    },
    error::ApiError,
};
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};
use tandem_shared::{
    day::{Day, Timestamp},
    deal::NextStep,
    id::{MilestoneId, OrganizationId},
    milestone::MilestoneKind,
    plan::signature_date,
    stakeholder::Side,
    status::{MilestoneFacts, MilestoneStatus, Threat, milestone_status},
};

/// Any risk that speaks against a milestone's date: the list tells no reasons.
const THREAT: Threat<'static> = Threat { description: "", occurred: true, impact_days: 0 };

/// What the plans of a page of deals say, by plan.
#[derive(Default)]
struct PlansOfPage {
    milestones: HashMap<String, Vec<MilestoneOf>>,
    dependencies: HashMap<String, Vec<MilestoneId>>,
    next: HashMap<String, NextAction>,
    with_proposals: HashSet<String>,
}

impl PlansOfPage {
    fn read(conn: &mut Conn, org: &OrganizationId, ids: &[&str]) -> Result<Self, ApiError> {
        if ids.is_empty() {
            return Ok(Self::default());
        }
        let ids = serde_json::to_string(ids).map_err(ApiError::internal)?;
        let mut milestones: HashMap<String, Vec<MilestoneOf>> = HashMap::new();
        for one in progress::milestones(conn, org, &ids)? {
            milestones.entry(one.plan_id.clone()).or_default().push(one);
        }
        let mut dependencies: HashMap<String, Vec<MilestoneId>> = HashMap::new();
        for DependencyOf { milestone_id, depends_on_id } in progress::dependencies(conn, org, &ids)? {
            dependencies.entry(milestone_id).or_default().push(MilestoneId::trusted(depends_on_id));
        }
        Ok(Self {
            milestones,
            dependencies,
            next: progress::next_actions(conn, org, &ids)?.into_iter().map(|n| (n.plan_id.clone(), n)).collect(),
            with_proposals: progress::with_proposals(conn, org, &ids)?.into_iter().map(|p| p.plan_id).collect(),
        })
    }

    /// A plan's milestones with their statuses, as its own page would derive them.
    fn statuses<'a>(&'a self, plan: &str, today: Day) -> Vec<(&'a MilestoneOf, MilestoneStatus)> {
        let rows: Vec<(&MilestoneOf, MilestoneId)> =
            self.milestones.get(plan).into_iter().flatten().map(|m| (m, MilestoneId::trusted(m.id.clone()))).collect();
        let day = |text: &Option<String>| text.as_ref().and_then(|t| t.parse::<Day>().ok());
        let at = |yes: bool| yes.then(|| Timestamp::from_micros(0));
        let facts: Vec<MilestoneFacts<'_>> = rows
            .iter()
            .map(|(m, id)| MilestoneFacts {
                id,
                title: &m.title,
                completed_at: at(m.is_done),
                cancelled_at: at(m.is_cancelled),
                start_date: day(&m.start_date),
                target_date: day(&m.target_date),
                risk_reason: &m.risk_reason,
                broken: if m.is_broken { &[""] } else { &[] },
                threats: if m.is_threatened { &[THREAT] } else { &[] },
                depends_on: self.dependencies.get(&m.id).map_or(&[], Vec::as_slice),
                any_action_begun: m.is_begun,
            })
            .collect();
        let status =
            |m: &MilestoneFacts<'_>| milestone_status(m, facts.iter().filter(|p| m.depends_on.contains(p.id)), today).0;
        rows.iter().zip(&facts).map(|((row, _), facts)| (*row, status(facts))).collect()
    }
}

/// The first milestone that is still open, when no action is.
fn next_milestone(milestones: &[(&MilestoneOf, MilestoneStatus)]) -> Option<NextStep> {
    let open = milestones.iter().filter(|(m, _)| !m.is_done && !m.is_cancelled);
    let (next, _) = open.min_by_key(|(m, _)| m.target_date.clone().unwrap_or_else(|| "9999".into()))?;
    Some(NextStep {
        title: next.title.clone(),
        target_date: next.target_date.as_ref().and_then(|d| d.parse().ok()),
        side: Side::from_word(&next.owner_side).unwrap_or(Side::Joint),
        assignee: None,
    })
}

/// What a deal's plan says of it, all of which follows from the plan's rows and the day: each change of the rows writes a line to the plan's log.
#[derive(Default)]
pub(super) struct Summary {
    seq: Option<i64>,
    day: Option<Day>,
    pub(super) statuses: Vec<MilestoneStatus>,
    pub(super) next_step: Option<NextStep>,
    pub(super) signature_date: Option<Day>,
    pub(super) has_proposal: bool,
}

/// What plans say, by plan.
pub struct Summaries(Shelf<String, Arc<Summary>>);

impl Summaries {
    /// With room for this many bytes.
    #[must_use]
    pub fn new(bytes: usize) -> Self {
        Self(Shelf::new(bytes))
    }

    /// What the plans of these rows say, in their order: what is kept, and what is read for the others.
    pub(super) fn of_rows(
        &self,
        conn: &mut Conn,
        org: &OrganizationId,
        rows: &[Listed],
        day: Day,
    ) -> Result<Vec<Arc<Summary>>, ApiError> {
        let kept: Vec<Option<Arc<Summary>>> = rows
            .iter()
            .map(|(_, _, plan, seq, _)| match plan {
                Some(plan) => self.0.get(&plan.id).filter(|said| said.seq == *seq && said.day == Some(day)),
                None => Some(Arc::default()),
            })
            .collect();
        let missing: Vec<&str> = rows
            .iter()
            .zip(&kept)
            .filter(|(_, kept)| kept.is_none())
            .filter_map(|(row, _)| Some(row.2.as_ref()?.id.as_str()))
            .collect();
        let mut read = PlansOfPage::read(conn, org, &missing)?;
        let fill = |((_, _, plan, seq, _), kept): (&Listed, Option<Arc<Summary>>)| match (kept, plan) {
            (Some(kept), _) => kept,
            (None, None) => Arc::default(),
            (None, Some(plan)) => {
                let summary = Arc::new(read.summary(&plan.id, *seq, day));
                self.0.put(plan.id.clone(), summary.clone(), summary.bytes());
                summary
            }
        };
        Ok(rows.iter().zip(kept).map(fill).collect())
    }
}

impl Summary {
    fn bytes(&self) -> usize {
        size_of::<Self>()
            + self.statuses.len()
            + self.next_step.as_ref().map_or(0, |n| n.title.len() + n.assignee.as_ref().map_or(0, String::len))
    }
}

impl PlansOfPage {
    fn summary(&mut self, plan: &str, seq: Option<i64>, today: Day) -> Summary {
        let next = self.next.remove(plan);
        let milestones = self.statuses(plan, today);
        let statuses: Vec<MilestoneStatus> = milestones.iter().map(|(_, s)| *s).collect();
        let dated = |m: &MilestoneOf| m.target_date.as_ref().and_then(|d| d.parse().ok());
        let kind = |m: &MilestoneOf| MilestoneKind::from_word(&m.kind).unwrap_or(MilestoneKind::Standard);
        let signature_date = signature_date(milestones.iter().map(|(m, _)| (kind(m), m.is_cancelled, dated(m))));
        let next_step = next.map(next_action).or_else(|| next_milestone(&milestones));
        let has_proposal = self.with_proposals.contains(plan);
        Summary { seq, day: Some(today), statuses, next_step, signature_date, has_proposal }
    }
}

fn next_action(next: NextAction) -> NextStep {
    NextStep {
        title: next.title,
        target_date: next.target_date.and_then(|d| d.parse().ok()),
        side: Side::from_word(&next.side).unwrap_or(Side::Joint),
        assignee: next.assignee,
    }
}
