//! The list of deals: rows in, progress, health and next step derived from their plans, a query for each thing whatever the number of deals. What a plan
//! says is kept in memory until it has another event or the day is over.

use super::{
    kept::Shelf,
    plan_view::{progress, signature_date},
};
use crate::{
    app::App,
    auth::{OrgPermit, permit::SeeOrganization},
    db::{
        Conn,
        deals::{self, Listed, PlanOf},
        progress::{self, DependencyOf, MilestoneOf, NextAction},
    },
    error::ApiError,
};
use std::{collections::HashMap, sync::Arc};
use tandem_shared::{
    day::{Day, Timestamp},
    deal::{BudgetStatus, Deal, NextStep},
    id::{DealId, MilestoneId, OrganizationId, PlanId, StageId, UserId},
    milestone::MilestoneKind,
    plan::{PlanHealth, Progress},
    stakeholder::Side,
    status::{MilestoneFacts, MilestoneStatus, PlanFacts, Threat, milestone_status, plan_health},
};

pub use crate::db::deals::Filter;

/// Any risk that speaks against a milestone's date: the list tells no reasons.
const THREAT: Threat<'static> = Threat { description: "", occurred: true, impact_days: 0 };

/// What the plans of a page of deals say, by plan.
#[derive(Default)]
struct PlansOfPage {
    milestones: HashMap<String, Vec<MilestoneOf>>,
    dependencies: HashMap<String, Vec<MilestoneId>>,
    next: HashMap<String, NextAction>,
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
struct Summary {
    seq: Option<i64>,
    day: Option<Day>,
    statuses: Vec<MilestoneStatus>,
    next_step: Option<NextStep>,
    signature_date: Option<Day>,
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
    fn of_rows(
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
        Summary { seq, day: Some(today), statuses, next_step, signature_date }
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

fn health(plan: &PlanOf, statuses: &[MilestoneStatus], today: Day) -> PlanHealth {
    let at = |micros: Option<i64>| micros.map(Timestamp::from_micros);
    let facts = PlanFacts {
        archived_at: None,
        first_joined_at: at(plan.first_joined_at),
        last_buyer_event_at: at(plan.last_buyer_event_at),
        ..PlanFacts::default()
    };
    plan_health(&facts, statuses, today)
}

fn view((row, owner_name, plan, _, reckoned): Listed, said: &Summary, today: Day) -> Deal {
    let health = plan.as_ref().map_or(PlanHealth::NotStarted, |plan| health(plan, &said.statuses, today));
    let progress = plan.as_ref().map_or_else(Progress::default, |_| progress(&said.statuses));
    Deal {
        id: DealId::trusted(row.id),
        name: row.name,
        account_name: row.account_name,
        account_domain: row.account_domain,
        product: row.product,
        stage_id: StageId::trusted(row.stage_id),
        owner_id: UserId::trusted(row.owner_id),
        owner_name,
        amount: row.amount,
        currency: row.currency,
        seller_close_date: row.seller_close_date.and_then(|d| d.parse().ok()),
        budget_status: BudgetStatus::from_word(&row.budget_status).unwrap_or(BudgetStatus::Unknown),
        current_state: row.current_state,
        desired_state: row.desired_state,
        refs: serde_json::from_str(&row.refs).unwrap_or_default(),
        health,
        plan_score: reckoned.and_then(|of| of.score),
        plan_errors: reckoned.map_or(0, |of| of.errors),
        progress,
        next_step: said.next_step.clone(),
        signature_date: said.signature_date,
        last_buyer_visit_at: plan.as_ref().and_then(|p| p.last_buyer_visit_at).map(Timestamp::from_micros),
        plan_id: plan.map(|p| PlanId::trusted(p.id)),
        created_at: Timestamp::from_micros(row.created_at),
        updated_at: Timestamp::from_micros(row.updated_at),
        version: row.version,
    }
}

/// One deal, as a row of the list.
///
/// # Errors
/// `NotFound`.
pub(super) fn one(conn: &mut Conn, org: &OrganizationId, id: &DealId, today: Day) -> Result<Deal, ApiError> {
    let listed = deals::find(conn, org, id)?;
    let said = Summaries::new(0).of_rows(conn, org, std::slice::from_ref(&listed), today)?;
    Ok(view(listed, said.first().map_or(&Summary::default(), Arc::as_ref), today))
}

/// Deals that a filter finds, of these healths only; answers one more than `wanted` when more follow. Health is derived, so it is filtered after reading.
///
/// # Errors
/// When the store fails.
pub async fn list(
    app: &App,
    permit: &OrgPermit<SeeOrganization>,
    filter: Filter,
    health: Option<PlanHealth>,
) -> Result<(Vec<Deal>, Option<i64>), ApiError> {
    let (org, today) = (permit.organization_id().clone(), app.clock.today());
    let kept = app.kept.clone();
    app.db.read(move |conn| conn.snapshot(|conn| page(conn, &kept.summaries, &org, filter, health, today))).await
}

/// Rows read at once when some of them will be left out.
const FILTERED_AT_ONCE: i64 = 500;

/// Reads on until the page is full; answers the place where the next page begins.
fn page(
    conn: &mut Conn,
    summaries: &Summaries,
    org: &OrganizationId,
    filter: Filter,
    wanted_health: Option<PlanHealth>,
    today: Day,
) -> Result<(Vec<Deal>, Option<i64>), ApiError> {
    let wanted = usize::try_from(filter.limit).unwrap_or(0);
    let at_once = if wanted_health.is_some() { filter.limit.max(FILTERED_AT_ONCE) } else { filter.limit };
    let mut ask = Filter { limit: at_once + 1, ..filter };
    let mut found = Vec::with_capacity(wanted);
    loop {
        let rows = deals::list(conn, org, &ask)?;
        let read = i64::try_from(rows.len()).unwrap_or(0);
        let said = summaries.of_rows(conn, org, &rows, today)?;
        for ((row, said), n) in rows.into_iter().zip(said).zip(0..) {
            if found.len() == wanted {
                return Ok((found, Some(ask.offset + n)));
            }
            let deal = view(row, &said, today);
            if wanted_health.is_none_or(|h| h == deal.health) {
                found.push(deal);
            }
        }
        if read <= at_once {
            return Ok((found, None));
        }
        ask.offset += read;
    }
}
