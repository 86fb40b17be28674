//! Deals: list, make, change, delete. Progress, health and next step are derived from the plan each time.

use super::{
    events::{Changes, Line, Log},
    once::Once,
    plan_view::{progress, signature_date},
};
use crate::{
    app::App,
    auth::{
        Caller, DealPermit, OrgPermit,
        permit::{CreateDeals, EditDeal, SeeOrganization},
    },
    body::{Body, Call},
    db::{
        Conn,
        deals::{self, DealRow, Filter, Listed},
        organizations, plans,
        progress::{self, DependencyOf, MilestoneOf, NextAction},
        stages, users,
    },
    error::ApiError,
    ids::NewId,
};
use std::collections::HashMap;
use tandem_shared::{
    day::{Day, Timestamp},
    deal::{BudgetStatus, Deal, DealPatch, NewDeal, NextStep},
    error::Problems,
    event::EventType,
    id::{DealId, MilestoneId, OrganizationId, PlanId, StageId, UserId},
    milestone::MilestoneKind,
    organization::MemberStatus,
    plan::{PlanHealth, Progress},
    stage::StageKind,
    stakeholder::Side,
    status::{MilestoneFacts, MilestoneStatus, PlanFacts, milestone_status, plan_health},
};

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

fn view((row, owner_name, plan): Listed, page: &mut PlansOfPage, today: Day) -> Deal {
    let (mut health, mut done, mut next_step, mut signature) =
        (PlanHealth::NotStarted, Progress::default(), None, None);
    if let Some(plan) = &plan {
        let at = |micros: Option<i64>| micros.map(Timestamp::from_micros);
        let facts = PlanFacts {
            archived_at: None,
            first_joined_at: at(plan.first_joined_at),
            last_buyer_event_at: at(plan.last_buyer_event_at),
        };
        let milestones = page.statuses(&plan.id, today);
        let statuses: Vec<MilestoneStatus> = milestones.iter().map(|(_, s)| *s).collect();
        health = plan_health(&facts, &statuses, today);
        done = progress(&statuses);
        let dated = |m: &MilestoneOf| m.target_date.as_ref().and_then(|d| d.parse().ok());
        signature = signature_date(milestones.iter().map(|(m, _)| {
            (MilestoneKind::from_word(&m.kind).unwrap_or(MilestoneKind::Standard), m.is_cancelled, dated(m))
        }));
        next_step = next_milestone(&milestones);
    }
    if let Some(next) = plan.as_ref().and_then(|p| page.next.remove(&p.id)) {
        let side = Side::from_word(&next.side).unwrap_or(Side::Joint);
        next_step = Some(NextStep {
            title: next.title,
            target_date: next.target_date.and_then(|d| d.parse().ok()),
            side,
            assignee: next.assignee,
        });
    }
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
        progress: done,
        next_step,
        signature_date: signature,
        last_buyer_visit_at: plan.as_ref().and_then(|p| p.last_buyer_visit_at).map(Timestamp::from_micros),
        plan_id: plan.map(|p| PlanId::trusted(p.id)),
        created_at: Timestamp::from_micros(row.created_at),
        updated_at: Timestamp::from_micros(row.updated_at),
        version: row.version,
    }
}

fn one(conn: &mut Conn, org: &OrganizationId, id: &DealId, today: Day) -> Result<Deal, ApiError> {
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

/// One deal.
///
/// # Errors
/// `NotFound`.
pub async fn find(app: &App, permit: &DealPermit<SeeOrganization>) -> Result<Deal, ApiError> {
    let (org, id, today) = (permit.organization_id().clone(), permit.deal_id.clone(), app.clock.today());
    app.db.read(move |conn| one(conn, &org, &id, today)).await
}

fn search_text(row: &DealRow) -> String {
    format!("{}\n{}\n{}\n{}", row.name, row.account_name, row.product, row.account_domain).to_lowercase()
}

/// Says when a row names a stage or an owner that is not there; answers their names.
fn check(conn: &mut Conn, org: &OrganizationId, row: &DealRow) -> Result<(String, String), ApiError> {
    let mut problems = Problems::default();
    let stage = stages::pipeline(conn, org)?.into_iter().find(|s| s.id.as_str() == row.stage_id);
    if stage.is_none() {
        problems.add("/stage_id", "unknown", "is no stage of this organization");
    }
    let owner = match users::get(conn, org, &row.owner_id) {
        Ok(user) => Some(user).filter(|u| u.status == MemberStatus::Active),
        Err(ApiError::NotFound) => None,
        Err(error) => return Err(error),
    };
    if owner.is_none() {
        problems.add("/owner_id", "unknown", "is no active member of this organization");
    }
    problems.result()?;
    Ok((stage.map(|s| s.name).unwrap_or_default(), owner.map(|o| o.user.name).unwrap_or_default()))
}

/// Makes a deal.
///
/// # Errors
/// `Invalid` with everything that is wrong.
pub async fn create(app: &App, permit: &OrgPermit<CreateDeals>, body: Body<NewDeal>) -> Result<Once<Deal>, ApiError> {
    let (p, now) = (permit.clone(), app.clock.now());
    app.write_once(&Caller::User(permit.user.clone()), body.call.once, move |tx| {
        let org = p.organization_id();
        let log = Log::of_organization(tx, org, p.actor(), now)?;
        let (new, id) = (body.value, DealId::new());
        let mut first = || {
            Ok::<_, ApiError>(
                stages::pipeline(tx.conn, org)?.into_iter().find(|s| s.kind == StageKind::Open).map(|s| s.id),
            )
        };
        let stage = match new.stage_id {
            Some(stage) => Some(stage),
            None => first()?,
        };
        let currency = match new.currency {
            Some(currency) => currency,
            None => organizations::get(tx.conn, org)?.currency,
        };
        let mut row = DealRow {
            id: id.to_string(),
            name: new.name,
            account_name: new.account_name,
            account_domain: new.account_domain,
            product: new.product,
            stage_id: stage.map(|s| s.to_string()).unwrap_or_default(),
            owner_id: new.owner_id.unwrap_or_else(|| p.user.id.clone()).to_string(),
            amount: new.amount,
            currency,
            seller_close_date: new.seller_close_date.map(|d| d.to_string()),
            budget_status: new.budget_status.unwrap_or(BudgetStatus::Unknown).to_string(),
            current_state: new.current_state,
            desired_state: new.desired_state,
            refs: serde_json::to_string(&new.refs).map_err(ApiError::internal)?,
            search: String::new(),
            created_at: now.micros(),
            updated_at: now.micros(),
            deleted_at: None,
            version: 1,
        };
        row.search = search_text(&row);
        check(tx.conn, org, &row)?;
        deals::insert(tx.conn, org, &row)?;
        log.record(tx, Line::internal(EventType::DealCreated, &row.id, &row.name))?;
        one(tx.conn, org, &id, Day::of_instant(now))
    })
    .await
}

/// Changes a deal.
///
/// # Errors
/// `Stale`, `Invalid` with everything that is wrong.
pub async fn update(app: &App, permit: &DealPermit<EditDeal>, body: Body<DealPatch>) -> Result<Deal, ApiError> {
    let (p, now) = (permit.clone(), app.clock.now());
    app.db
        .write(move |tx| {
            let org = p.organization_id();
            let log = Log::of_organization(tx, org, p.caller.actor(), now)?;
            let (before, old_owner, _) = deals::find(tx.conn, org, &p.deal_id)?;
            body.call.expect_version(before.version)?;
            let mut row = patched(&before, body.value)?;
            let (stage, owner) = check(tx.conn, org, &row)?;
            let old_stage =
                stages::pipeline(tx.conn, org)?.into_iter().find(|s| s.id.as_str() == before.stage_id).map(|s| s.name);
            let mut changes = differences(&before, &row);
            changes.note("stage", old_stage.as_ref(), Some(&stage));
            changes.note("owner", Some(&old_owner), Some(&owner));
            if !changes.0.is_empty() {
                row.version += 1;
                row.updated_at = now.micros();
                row.search = search_text(&row);
                deals::update(tx.conn, org, &row)?;
                log.record(tx, Line::internal(EventType::DealUpdated, &row.id, &row.name).with(changes.0))?;
            }
            one(tx.conn, org, &p.deal_id, Day::of_instant(now))
        })
        .await
}

fn patched(before: &DealRow, patch: DealPatch) -> Result<DealRow, ApiError> {
    let mut row = before.clone();
    row.name = patch.name.unwrap_or(row.name);
    row.account_name = patch.account_name.unwrap_or(row.account_name);
    row.account_domain = patch.account_domain.unwrap_or(row.account_domain);
    row.product = patch.product.unwrap_or(row.product);
    row.stage_id = patch.stage_id.map_or(row.stage_id, |s| s.to_string());
    row.owner_id = patch.owner_id.map_or(row.owner_id, |o| o.to_string());
    patch.amount.apply(&mut row.amount);
    row.currency = patch.currency.unwrap_or(row.currency);
    let mut close = row.seller_close_date.take().and_then(|d| d.parse::<Day>().ok());
    patch.seller_close_date.apply(&mut close);
    row.seller_close_date = close.map(|d| d.to_string());
    row.budget_status = patch.budget_status.map_or(row.budget_status, |b| b.to_string());
    row.current_state = patch.current_state.unwrap_or(row.current_state);
    row.desired_state = patch.desired_state.unwrap_or(row.desired_state);
    if let Some(refs) = patch.refs {
        row.refs = serde_json::to_string(&refs).map_err(ApiError::internal)?;
    }
    Ok(row)
}

fn differences(before: &DealRow, after: &DealRow) -> Changes {
    let mut changes = Changes::default();
    changes.text("name", &before.name, &after.name);
    changes.text("account_name", &before.account_name, &after.account_name);
    changes.text("account_domain", &before.account_domain, &after.account_domain);
    changes.text("product", &before.product, &after.product);
    changes.note("amount", before.amount.as_ref(), after.amount.as_ref());
    changes.text("currency", &before.currency, &after.currency);
    changes.note("seller_close_date", before.seller_close_date.as_ref(), after.seller_close_date.as_ref());
    changes.text("budget_status", &before.budget_status, &after.budget_status);
    changes.text("current_state", &before.current_state, &after.current_state);
    changes.text("desired_state", &before.desired_state, &after.desired_state);
    changes.text("refs", &before.refs, &after.refs);
    changes
}

/// Deletes a deal, and archives its plan: guests find it gone.
///
/// # Errors
/// `Stale`.
pub async fn delete(app: &App, permit: &DealPermit<EditDeal>, call: Call) -> Result<(), ApiError> {
    let (p, now) = (permit.clone(), app.clock.now());
    app.db
        .write(move |tx| {
            let org = p.organization_id();
            let log = Log::of_organization(tx, org, p.caller.actor(), now)?;
            let (mut row, ..) = deals::find(tx.conn, org, &p.deal_id)?;
            call.expect_version(row.version)?;
            row.deleted_at = Some(now.micros());
            row.version += 1;
            deals::update(tx.conn, org, &row)?;
            if let Some(plan) = plans::of_deal(tx.conn, org, &p.deal_id)? {
                super::plans::archive(tx, org, &plan, now)?;
            }
            log.record(tx, Line::internal(EventType::DealDeleted, &row.id, &row.name))
        })
        .await
}
