//! Plans: make one for a deal, read it whole, change its own fields, delete it.

use super::{
    agreement::Guard,
    constraints,
    events::{Changes, Line, Log},
    eyes::Eyes,
    once::Once,
    plan_view,
    renditions::{Rendition, Span},
};
use crate::{
    app::App,
    auth::{
        Caller, DealPermit, Permit,
        permit::{EditDeal, EditPlan, SeeOrganization, SeePlan},
    },
    body::{Body, Call},
    db::{
        Conn, Signal, Tx, callers, deals, events, plans,
        plans::PlanRow,
        stakeholders::{self, StakeholderRow},
        users,
    },
    error::ApiError,
    ids::NewId,
};
use std::sync::Arc;
use tandem_shared::{
    day::{Day, Timestamp},
    event::EventType,
    id::{OrganizationId, PlanId, StakeholderId, UserId},
    plan::{NewPlan, Plan, PlanPatch},
    stakeholder::{Authority, BuyIn, Side, StakeholderRole},
};

/// The whole plan as this caller sees it, or as a buyer would: as it was rendered before, unless anything it follows from is another by now.
///
/// # Errors
/// `NotFound`.
pub async fn find(app: &App, permit: &Permit<SeePlan>, as_buyer: bool) -> Result<Arc<Rendition>, ApiError> {
    let now = app.clock.now();
    let eyes = if as_buyer { Eyes::buyer(now) } else { Eyes::of(permit, now) };
    let key = (permit.plan_id().clone(), eyes.viewpoint());
    if let Some(kept) = app.kept.renditions.find(&key, permit.plan.state, now) {
        return Ok(kept);
    }
    let (org, kept) = (permit.organization_id().clone(), app.kept.clone());
    app.db
        .read(move |conn| {
            let rendition = Arc::new(conn.snapshot(|conn| rendered(conn, &org, &key.0, &eyes))?);
            kept.renditions.keep(key, &rendition);
            Ok(rendition)
        })
        .await
}

/// Within a snapshot: the state is that of what is read.
fn rendered(conn: &mut Conn, org: &OrganizationId, id: &PlanId, eyes: &Eyes) -> Result<Rendition, ApiError> {
    let state = callers::plan_scope(conn, org, id.as_str())?.state;
    let (plan, links) = plan_view::plan(conn, org, id, state.seq, eyes)?;
    Rendition::of(&plan, state, Span::around(eyes.now, &links))
}

/// The plan of a deal.
///
/// # Errors
/// `NotFound` when it has none.
pub async fn of_deal(app: &App, permit: &DealPermit<SeeOrganization>) -> Result<Plan, ApiError> {
    let plan = permit.plan_id.clone().ok_or(ApiError::NotFound)?;
    let (org, caller, now) = (permit.organization_id().clone(), permit.caller.clone(), app.clock.now());
    app.db.read(move |conn| conn.snapshot(|conn| whole(conn, &org, &caller, &plan, now))).await
}

/// The whole plan for a user of the organization, whose kind of caller is looked up anew.
pub(super) fn whole(
    conn: &mut Conn,
    org: &OrganizationId,
    caller: &Caller,
    plan: &PlanId,
    now: Timestamp,
) -> Result<Plan, ApiError> {
    let permit = Permit::<SeePlan>::of(conn, caller.clone(), plan.as_str())?;
    let (plan, _) = plan_view::plan(conn, org, plan, permit.plan.state.seq, &Eyes::of(&permit, now))?;
    Ok(plan)
}

/// Makes a plan for a deal; the deal's owner is its first person.
///
/// # Errors
/// `Conflict` when the deal has one.
pub async fn create(app: &App, permit: &DealPermit<EditDeal>, body: Body<NewPlan>) -> Result<Once<Plan>, ApiError> {
    let (p, now) = (permit.clone(), app.clock.now());
    app.write_once(&permit.caller, body.call.once, move |tx| {
        let org = p.organization_id();
        // Two who make it at once stand in line here.
        events::lock(tx.conn, org, org.as_str())?;
        if plans::of_deal(tx.conn, org, &p.deal_id)?.is_some() {
            return Err(exists());
        }
        let id = make(tx, &p, body.value, now)?;
        whole(tx.conn, org, &p.caller, &id, now)
    })
    .await
}

/// A deal has one plan.
pub(super) fn exists() -> ApiError {
    ApiError::conflict("plan_exists", "This deal has a plan already. Open it, or delete it first.")
}

/// Makes a plan within a write that holds the organization's log, for a deal that has none.
pub(super) fn make(
    tx: &mut Tx<'_>,
    p: &DealPermit<EditDeal>,
    new: NewPlan,
    now: Timestamp,
) -> Result<PlanId, ApiError> {
    let (org, id) = (p.organization_id(), PlanId::new());
    let (deal, ..) = deals::find(tx.conn, org, &p.deal_id)?;
    let row = PlanRow {
        id: id.to_string(),
        deal_id: deal.id,
        title: new.title.unwrap_or(deal.name),
        description: new.description,
        welcome_message: new.welcome_message,
        created_at: now.micros(),
        version: 1,
        ..PlanRow::default()
    };
    plans::insert(tx.conn, org, &row)?;
    constraints::set_hard_date(tx, org, &id, new.anchor_date, p.caller.id())?;
    events::begin(tx.conn, org, id.as_str())?;
    add_owner(tx, org, &id, &UserId::trusted(deal.owner_id), now)?;
    let log = Log::of_plan(tx, org, &id, p.caller.actor(), now)?;
    log.record(tx, Line::shared(EventType::PlanCreated, id.as_str(), &row.title))?;
    Ok(id)
}

fn add_owner(
    tx: &mut Tx<'_>,
    org: &OrganizationId,
    plan: &PlanId,
    owner: &UserId,
    now: Timestamp,
) -> Result<(), ApiError> {
    let user = users::get(tx.conn, org, owner.as_str())?.user;
    let row = StakeholderRow {
        other_role: String::new(),
        id: StakeholderId::new(),
        side: Side::Seller,
        name: user.name,
        email: Some(user.email),
        title: String::new(),
        function: String::new(),
        roles: vec![StakeholderRole::OpportunityOwner],
        primary_concern: String::new(),
        buy_in: BuyIn::Unknown,
        authority: Authority::Unknown,
        engagement_plan: String::new(),
        engagement_timing: None,
        engagement_date: None,
        created_by: user.id.to_string(),
        user_id: Some(user.id),
        created_at: now,
        version: 1,
    };
    stakeholders::insert(tx.conn, org, plan.as_str(), &row)
}

/// Changes a plan's own fields.
///
/// # Errors
/// `Stale`.
pub async fn update(app: &App, permit: &Permit<EditPlan>, body: Body<PlanPatch>) -> Result<Plan, ApiError> {
    let (p, now, guard) = (permit.clone(), app.clock.now(), Guard::of(app));
    app.db
        .write(move |tx| {
            change(tx, &guard, &p, body, now)?;
            whole(tx.conn, p.organization_id(), &p.caller, p.plan_id(), now)
        })
        .await
}

/// The same within a write that does more.
pub(super) fn change(
    tx: &mut Tx<'_>,
    guard: &Guard,
    p: &Permit<EditPlan>,
    body: Body<PlanPatch>,
    now: Timestamp,
) -> Result<(), ApiError> {
    let (org, id) = (p.organization_id(), p.plan_id());
    let mut log = Log::of_plan(tx, org, id, p.actor(), now)?;
    let before = plans::find(tx.conn, org, id)?;
    body.call.expect_version(before.version)?;
    let anchor = body.value.anchor_date.clone();
    let mut row = patched(before.clone(), body.value);
    let mut changes = differences(&before, &row);
    if !anchor.is_absent() {
        let date = anchor.value().copied();
        let old = constraints::set_hard_date(tx, org, id, date, p.caller.id())?;
        changes.note("anchor_date", old.as_ref(), date.as_ref());
    }
    if changes.0.is_empty() {
        return Ok(());
    }
    row.version += 1;
    plans::update(tx.conn, org, &row)?;
    guard.check(tx, p, &mut log)?;
    log.record(tx, Line::shared(EventType::PlanUpdated, id.as_str(), &row.title).with(changes.0))
}

fn patched(mut row: PlanRow, patch: PlanPatch) -> PlanRow {
    row.title = patch.title.unwrap_or(row.title);
    row.description = patch.description.unwrap_or(row.description);
    row.welcome_message = patch.welcome_message.unwrap_or(row.welcome_message);
    row.small_deal = patch.small_deal.unwrap_or(row.small_deal);
    row.procurement = patch.procurement.map_or(row.procurement, |p| p.to_string());
    row.review_every_days = patch.review_every_days.unwrap_or(row.review_every_days);
    let mut review = row.next_review_date.take().and_then(|d| d.parse::<Day>().ok());
    patch.next_review_date.apply(&mut review);
    row.next_review_date = review.map(|d| d.to_string());
    row.close_gap_note = patch.close_gap_note.unwrap_or(row.close_gap_note);
    row
}

fn differences(before: &PlanRow, after: &PlanRow) -> Changes {
    let mut changes = Changes::default();
    changes.text("title", &before.title, &after.title);
    changes.text("description", &before.description, &after.description);
    changes.text("welcome_message", &before.welcome_message, &after.welcome_message);
    changes.note("small_deal", Some(&before.small_deal), Some(&after.small_deal));
    changes.text("procurement", &before.procurement, &after.procurement);
    changes.note("review_every_days", Some(&before.review_every_days), Some(&after.review_every_days));
    changes.note("next_review_date", before.next_review_date.as_ref(), after.next_review_date.as_ref());
    changes.text("close_gap_note", &before.close_gap_note, &after.close_gap_note);
    changes
}

/// Puts a plan away: nobody finds it any more, its log stays. The caller records the event.
pub(super) fn archive(tx: &mut Tx<'_>, org: &OrganizationId, plan: &PlanId, now: Timestamp) -> Result<(), ApiError> {
    events::lock(tx.conn, org, plan.as_str())?;
    plans::archive(tx.conn, org, plan, now)?;
    // Streams look again, find nothing, and end.
    tx.tell(Signal::Event { organization: org.clone(), plan: plan.clone(), seq: 0 })
}

/// Deletes a plan; the deal may get another.
///
/// # Errors
/// `Stale`.
pub async fn delete(app: &App, permit: &Permit<EditDeal>, call: Call) -> Result<(), ApiError> {
    let (p, now) = (permit.clone(), app.clock.now());
    app.db
        .write(move |tx| {
            let (org, id) = (p.organization_id(), p.plan_id());
            let log = Log::of_organization(tx, org, p.actor(), now)?;
            let row = plans::find(tx.conn, org, id)?;
            call.expect_version(row.version)?;
            archive(tx, org, id, now)?;
            log.record(tx, Line::internal(EventType::PlanDeleted, id.as_str(), &row.title))
        })
        .await
}
