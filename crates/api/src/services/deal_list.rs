//! The list of deals: rows in, progress, health and next step derived from their plans, a query for each thing whatever the number of deals.

use super::plan_view::{progress, signature_date};
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
use std::collections::HashMap;
use tandem_shared::{
    day::{Day, Timestamp},
    deal::{BudgetStatus, Deal, NextStep},
    id::{DealId, MilestoneId, OrganizationId, PlanId, StageId, UserId},
    milestone::MilestoneKind,
    plan::{PlanHealth, Progress},
    stakeholder::Side,
    status::{MilestoneFacts, MilestoneStatus, PlanFacts, milestone_status, plan_health},
};

pub use crate::db::deals::Filter;

/// What the plans of a page of deals say, by plan.
struct PlansOfPage {
    milestones: Vec<MilestoneOf>,
    dependencies: HashMap<String, Vec<MilestoneId>>,
    next: HashMap<String, NextAction>,
}

impl PlansOfPage {
    fn read(conn: &mut Conn, org: &OrganizationId, rows: &[Listed]) -> Result<Self, ApiError> {
        let ids: Vec<&str> = rows.iter().filter_map(|(_, _, plan)| plan.as_ref()).map(|p| p.id.as_str()).collect();
        let ids = serde_json::to_string(&ids).map_err(ApiError::internal)?;
        let mut dependencies: HashMap<String, Vec<MilestoneId>> = HashMap::new();
        for DependencyOf { milestone_id, depends_on_id } in progress::dependencies(conn, org, &ids)? {
            dependencies.entry(milestone_id).or_default().push(MilestoneId::trusted(depends_on_id));
        }
        Ok(Self {
            milestones: progress::milestones(conn, org, &ids)?,
            dependencies,
            next: progress::next_actions(conn, org, &ids)?.into_iter().map(|n| (n.plan_id.clone(), n)).collect(),
        })
    }

    /// A plan's milestones with their statuses, as its own page would derive them.
    fn statuses<'a>(&'a self, plan: &str, today: Day) -> Vec<(&'a MilestoneOf, MilestoneStatus)> {
        let rows: Vec<(&MilestoneOf, MilestoneId)> = self
            .milestones
            .iter()
            .filter(|m| m.plan_id == plan)
            .map(|m| (m, MilestoneId::trusted(m.id.clone())))
            .collect();
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

/// What a deal's plan says of it.
struct Said {
    health: PlanHealth,
    progress: Progress,
    next_step: Option<NextStep>,
    signature_date: Option<Day>,
}

impl PlansOfPage {
    fn said(&mut self, plan: &PlanOf, today: Day) -> Said {
        let at = |micros: Option<i64>| micros.map(Timestamp::from_micros);
        let facts = PlanFacts {
            archived_at: None,
            first_joined_at: at(plan.first_joined_at),
            last_buyer_event_at: at(plan.last_buyer_event_at),
        };
        let milestones = self.statuses(&plan.id, today);
        let statuses: Vec<MilestoneStatus> = milestones.iter().map(|(_, s)| *s).collect();
        let dated = |m: &MilestoneOf| m.target_date.as_ref().and_then(|d| d.parse().ok());
        let kind = |m: &MilestoneOf| MilestoneKind::from_word(&m.kind).unwrap_or(MilestoneKind::Standard);
        let signature_date = signature_date(milestones.iter().map(|(m, _)| (kind(m), m.is_cancelled, dated(m))));
        let milestone = next_milestone(&milestones);
        let next_step = self.next.remove(&plan.id).map(next_action).or(milestone);
        Said { health: plan_health(&facts, &statuses, today), progress: progress(&statuses), next_step, signature_date }
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

fn view((row, owner_name, plan): Listed, page: &mut PlansOfPage, today: Day) -> Deal {
    let nothing =
        Said { health: PlanHealth::NotStarted, progress: Progress::default(), next_step: None, signature_date: None };
    let said = plan.as_ref().map_or(nothing, |plan| page.said(plan, today));
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
        health: said.health,
        progress: said.progress,
        next_step: said.next_step,
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
    let mut page = PlansOfPage::read(conn, org, std::slice::from_ref(&listed))?;
    Ok(view(listed, &mut page, today))
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
    app.db.read(move |conn| page(conn, &org, filter, health, today)).await
}

/// Reads on until the page is full; answers the place where the next page begins.
fn page(
    conn: &mut Conn,
    org: &OrganizationId,
    filter: Filter,
    health: Option<PlanHealth>,
    today: Day,
) -> Result<(Vec<Deal>, Option<i64>), ApiError> {
    let wanted = usize::try_from(filter.limit).unwrap_or(0);
    let mut ask = Filter { limit: filter.limit + 1, ..filter };
    let mut found = Vec::with_capacity(wanted);
    loop {
        let rows = deals::list(conn, org, &ask)?;
        let read = rows.len();
        let mut plans = PlansOfPage::read(conn, org, &rows)?;
        for (row, n) in rows.into_iter().zip(0..) {
            if found.len() == wanted {
                return Ok((found, Some(ask.offset + n)));
            }
            let deal = view(row, &mut plans, today);
            if health.is_none_or(|h| h == deal.health) {
                found.push(deal);
            }
        }
        if read <= wanted {
            return Ok((found, None));
        }
        ask.offset += i64::try_from(read).unwrap_or(0);
    }
}
