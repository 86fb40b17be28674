//! The list of deals: rows in, progress, health and next step derived from their plans.

use super::{deal_summaries::Summary, plan_view::progress};
use crate::{
    app::App,
    auth::{OrgPermit, permit::SeeOrganization},
    db::{
        Conn,
        deals::{self, Listed, PlanOf},
    },
    error::ApiError,
};
use std::sync::Arc;
use tandem_shared::{
    agreement::AgreementState,
    day::{Day, Timestamp},
    deal::{BudgetStatus, Deal},
    id::{DealId, OrganizationId, PlanId, StageId, UserId},
    plan::{PlanHealth, Progress},
    status::{MilestoneStatus, PlanFacts, plan_health},
};

pub use super::deal_summaries::Summaries;
pub use crate::db::deals::Filter;

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

fn agreement(plan: &PlanOf, said: &Summary) -> AgreementState {
    AgreementState::of(plan.open_sign_off.is_some(), plan.agreed_version.is_some(), said.has_proposal)
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
        agreement: plan.as_ref().map_or(AgreementState::None, |plan| agreement(plan, said)),
        agreed_version: plan.as_ref().and_then(|plan| plan.agreed_version),
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
