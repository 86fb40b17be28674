//! What may delay a plan, and what is done about it.

use super::{
    events::{Changes, Line, Log},
    milestones::{may_delete, row_for},
    once::Once,
    room,
};
use crate::{
    app::App,
    auth::{
        Permit,
        permit::{DeleteOwn, EditRisks},
    },
    body::{Body, Call},
    db::{
        Tx,
        risks::{self as db, RiskRow},
        stakeholders,
    },
    error::ApiError,
    ids::NewId,
};
use tandem_shared::{
    day::Timestamp,
    error::Problems,
    event::EventType,
    id::RiskId,
    milestone::Visibility,
    risk::{NewRisk, Risk, RiskPatch, RiskStatus},
};

/// A risk with what it is about: the titles that history tells, and whether both sides may read of it.
struct Told {
    risk: Risk,
    milestone: Option<String>,
    owner: Option<String>,
    is_shared: bool,
}

/// Looks up what a risk names. A risk of an internal milestone is the seller's own whatever it says of itself.
fn told<P>(tx: &mut Tx<'_>, p: &Permit<P>, risk: Risk) -> Result<Told, ApiError> {
    let mut problems = Problems::default();
    let mut is_shared = risk.visibility == Visibility::Shared;
    if !is_shared && !p.sees_internal() {
        problems.add("/visibility", "not_allowed", "must be shared: internal things are the seller's own");
    }
    let mut milestone = None;
    if let Some(id) = &risk.milestone_id {
        match row_for(tx.conn, p, id.as_str()) {
            Ok(row) => {
                is_shared &= row.visibility == Visibility::Shared.as_str();
                milestone = Some(row.title);
            }
            Err(ApiError::NotFound) => problems.add("/milestone_id", "unknown", "is no milestone of this plan"),
            Err(error) => return Err(error),
        }
    }
    let mut owner = None;
    if let Some(id) = &risk.owner_id {
        match stakeholders::find(tx.conn, p.organization_id(), p.plan_id().as_str(), id.as_str()) {
            Ok(row) => owner = Some(row.name),
            Err(ApiError::NotFound) => problems.add("/owner_id", "unknown", "is nobody in this plan"),
            Err(error) => return Err(error),
        }
    }
    problems.result()?;
    Ok(Told { risk, milestone, owner, is_shared })
}

fn line(kind: EventType, told: &Told) -> Line<'_> {
    let line = if told.is_shared { Line::shared } else { Line::internal };
    line(kind, told.risk.id.as_str(), &told.risk.description)
}

/// Notes a risk.
///
/// # Errors
/// `Invalid` with everything that is wrong.
pub async fn create(app: &App, permit: &Permit<EditRisks>, body: Body<NewRisk>) -> Result<Once<Risk>, ApiError> {
    let (p, now, new) = (permit.clone(), app.clock.now(), body.value);
    app.write_once(&permit.caller, body.call.once, move |tx| add(tx, &p, new, now)).await
}

/// The same within a write that does more.
pub(super) fn add(tx: &mut Tx<'_>, p: &Permit<EditRisks>, new: NewRisk, now: Timestamp) -> Result<Risk, ApiError> {
    let (org, plan) = (p.organization_id(), p.plan_id());
    let log = Log::of_plan(tx, org, plan, p.actor(), now)?;
    room::for_one_more(db::list(tx.conn, org, plan)?.len(), room::ENTRIES, "risks")?;
    let risk = Risk {
        id: RiskId::new(),
        milestone_id: new.milestone_id,
        description: new.description,
        probability: new.probability,
        impact_days: new.impact_days,
        mitigation: new.mitigation,
        mitigation_due: new.mitigation_due,
        owner_id: new.owner_id,
        status: RiskStatus::Open,
        visibility: new.visibility.unwrap_or(Visibility::Shared),
        mine: true,
        version: 1,
    };
    let told = told(tx, p, risk)?;
    let row = RiskRow { risk: told.risk.clone(), created_by: p.caller.id().to_owned() };
    db::insert(tx.conn, org, plan, &row)?;
    log.record(tx, line(EventType::RiskAdded, &told))?;
    Ok(told.risk)
}

/// A risk that this caller sees, with what it is about.
fn seen<P>(tx: &mut Tx<'_>, p: &Permit<P>, id: &str) -> Result<(RiskRow, Told), ApiError> {
    let row = db::find(tx.conn, p.organization_id(), p.plan_id(), id)?;
    // What it names may be hidden from a guest, or deleted: then the risk is too.
    let told = told(tx, p, row.risk.clone()).map_err(|error| match error {
        ApiError::Invalid(_) => ApiError::NotFound,
        other => other,
    })?;
    Ok((row, told))
}

/// Changes a risk.
///
/// # Errors
/// `NotFound`, `Stale`, `Invalid` with everything that is wrong.
pub async fn update(
    app: &App,
    permit: &Permit<EditRisks>,
    id: String,
    body: Body<RiskPatch>,
) -> Result<Risk, ApiError> {
    let (p, now) = (permit.clone(), app.clock.now());
    app.db.write(move |tx| change(tx, &p, &id, body, now)).await
}

/// The same within a write that does more.
pub(super) fn change(
    tx: &mut Tx<'_>,
    p: &Permit<EditRisks>,
    id: &str,
    body: Body<RiskPatch>,
    now: Timestamp,
) -> Result<Risk, ApiError> {
    let (org, plan) = (p.organization_id(), p.plan_id());
    let log = Log::of_plan(tx, org, plan, p.actor(), now)?;
    let (mut row, before) = seen(tx, p, id)?;
    body.call.expect_version(before.risk.version)?;
    let mut after = told(tx, p, patched(before.risk.clone(), body.value))?;
    let changes = differences(&before, &after);
    if !changes.0.is_empty() {
        after.risk.version += 1;
        row.risk = after.risk.clone();
        db::update(tx.conn, org, plan, &row)?;
        log.record(tx, edit_line(&before, &after, changes))?;
    }
    after.risk.mine = row.created_by == p.caller.id();
    Ok(after.risk)
}

/// The line of a change. When it becomes or stops being the seller's own, both sides learn of that and of nothing else.
fn edit_line<'a>(before: &'a Told, after: &'a Told, mut changes: Changes) -> Line<'a> {
    if before.is_shared == after.is_shared {
        return line(EventType::RiskUpdated, after).with(changes.0);
    }
    changes.0.retain(|change| change.field == "visibility");
    let told = if after.is_shared { after } else { before };
    Line::shared(EventType::RiskUpdated, after.risk.id.as_str(), &told.risk.description).with(changes.0)
}

fn patched(mut risk: Risk, patch: RiskPatch) -> Risk {
    risk.description = patch.description.unwrap_or(risk.description);
    patch.milestone_id.apply(&mut risk.milestone_id);
    risk.probability = patch.probability.unwrap_or(risk.probability);
    risk.impact_days = patch.impact_days.unwrap_or(risk.impact_days);
    risk.mitigation = patch.mitigation.unwrap_or(risk.mitigation);
    patch.mitigation_due.apply(&mut risk.mitigation_due);
    patch.owner_id.apply(&mut risk.owner_id);
    risk.status = patch.status.unwrap_or(risk.status);
    risk.visibility = patch.visibility.unwrap_or(risk.visibility);
    risk
}

fn differences(before: &Told, after: &Told) -> Changes {
    let (b, a) = (&before.risk, &after.risk);
    let mut changes = Changes::default();
    changes.text("description", &b.description, &a.description);
    changes.named("milestone", b.milestone_id != a.milestone_id, before.milestone.clone(), after.milestone.clone());
    changes.note("probability", Some(&b.probability), Some(&a.probability));
    changes.note("impact_days", Some(&b.impact_days), Some(&a.impact_days));
    changes.text("mitigation", &b.mitigation, &a.mitigation);
    changes.note("mitigation_due", b.mitigation_due.as_ref(), a.mitigation_due.as_ref());
    changes.named("owner", b.owner_id != a.owner_id, before.owner.clone(), after.owner.clone());
    changes.note("status", Some(&b.status), Some(&a.status));
    changes.note("visibility", Some(&b.visibility), Some(&a.visibility));
    changes
}

/// Deletes a risk.
///
/// # Errors
/// `NotFound`, `Forbidden`, `Stale`.
pub async fn delete(app: &App, permit: &Permit<DeleteOwn>, id: String, call: Call) -> Result<(), ApiError> {
    let (p, now) = (permit.clone(), app.clock.now());
    app.db
        .write(move |tx| {
            let (org, plan) = (p.organization_id(), p.plan_id());
            let log = Log::of_plan(tx, org, plan, p.actor(), now)?;
            let (row, told) = seen(tx, &p, &id)?;
            may_delete(&p, &row.created_by)?;
            call.expect_version(row.risk.version)?;
            db::delete(tx.conn, org, plan, &row.risk.id)?;
            log.record(tx, line(EventType::RiskRemoved, &told))
        })
        .await
}
