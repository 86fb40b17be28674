//! Deals: make, read, change, delete.

use super::{
    deal_list::one,
    events::{Changes, Line, Log},
    once::Once,
};
use crate::{
    app::App,
    auth::{
        Caller, DealPermit, OrgPermit,
        permit::{CreateDeals, EditDeal, SeeOrganization},
    },
    body::{Body, Call},
    db::{
        Conn, Tx,
        deals::{self, DealRow},
        organizations, plans, stages, users,
    },
    error::ApiError,
    ids::NewId,
};
use tandem_shared::{
    day::{Day, Timestamp},
    deal::{BudgetStatus, Deal, DealPatch, NewDeal},
    error::Problems,
    event::EventType,
    id::{DealId, OrganizationId},
    organization::MemberStatus,
    stage::StageKind,
};

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
            change(tx, &p, body, now)?;
            one(tx.conn, p.organization_id(), &p.deal_id, Day::of_instant(now))
        })
        .await
}

/// The same within a write that does more.
pub(super) fn change(
    tx: &mut Tx<'_>,
    p: &DealPermit<EditDeal>,
    body: Body<DealPatch>,
    now: Timestamp,
) -> Result<(), ApiError> {
    let org = p.organization_id();
    let log = Log::of_organization(tx, org, p.caller.actor(), now)?;
    let (before, old_owner, ..) = deals::find(tx.conn, org, &p.deal_id)?;
    body.call.expect_version(before.version)?;
    let mut row = patched(&before, body.value)?;
    let (stage, owner) = check(tx.conn, org, &row)?;
    let old_stage =
        stages::pipeline(tx.conn, org)?.into_iter().find(|s| s.id.as_str() == before.stage_id).map(|s| s.name);
    let mut changes = differences(&before, &row);
    changes.named("stage", before.stage_id != row.stage_id, old_stage, Some(stage));
    changes.named("owner", before.owner_id != row.owner_id, Some(old_owner), Some(owner));
    if !changes.0.is_empty() {
        row.version += 1;
        row.updated_at = now.micros();
        row.search = search_text(&row);
        deals::update(tx.conn, org, &row)?;
        log.record(tx, Line::internal(EventType::DealUpdated, &row.id, &row.name).with(changes.0))?;
    }
    Ok(())
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
