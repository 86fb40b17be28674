//! Plan health as the shared crate judges it, over the plan as the caller sees it; and findings declared not applicable.

use super::{
    events::{Line, Log},
    eyes::Eyes,
    once::Once,
    plan_view, register,
    schedules::computed,
};
use crate::{
    app::App,
    auth::{
        Permit,
        permit::{EditPlan, SeePlan},
    },
    body::Body,
    db::{Tx, waivers},
    error::ApiError,
    ids::NewId,
};
use tandem_shared::{
    day::Timestamp,
    event::EventType,
    health::{self, Health, NewWaiver, Rule},
    id::WaiverId,
    method::Waiver,
};

/// What a good coach would say of the plan.
///
/// # Errors
/// When the store fails.
pub async fn check(app: &App, permit: &Permit<SeePlan>) -> Result<Health, ApiError> {
    computed(app, permit, |plan| Ok(health::check(plan))).await
}

/// Whether a finding can be about this object for these eyes; about the plan as a whole it always can.
fn is_known(tx: &mut Tx<'_>, p: &Permit<EditPlan>, object: Option<&str>, eyes: &Eyes) -> Result<bool, ApiError> {
    let Some(object) = object else { return Ok(true) };
    let (plan, _) = plan_view::plan(tx.conn, p.organization_id(), p.plan_id(), p.plan.state.seq, eyes)?;
    Ok(register::is_object(object, &plan.milestones, &plan.stakeholders, &plan.risks, &plan.constraints))
}

/// The line of a waiver: the seller's own where the rule speaks to sellers only, or guests do not see what it is about.
fn line<'a>(kind: EventType, id: &'a WaiverId, rule: Rule, is_shared: bool) -> Line<'a> {
    let line = if is_shared { Line::shared } else { Line::internal };
    line(kind, id.as_str(), rule.title())
}

/// Declares a finding not applicable, in place of what was said of it before.
///
/// # Errors
/// `Invalid` when the object is nothing of the plan.
pub async fn waive(app: &App, permit: &Permit<EditPlan>, body: Body<NewWaiver>) -> Result<Once<Waiver>, ApiError> {
    let (p, now, new) = (permit.clone(), app.clock.now(), body.value);
    app.write_once(&permit.caller, body.call.once, move |tx| put(tx, &p, new, now)).await
}

/// The same within a write that does more.
pub(super) fn put(tx: &mut Tx<'_>, p: &Permit<EditPlan>, new: NewWaiver, now: Timestamp) -> Result<Waiver, ApiError> {
    let (org, plan) = (p.organization_id(), p.plan_id());
    let log = Log::of_plan(tx, org, plan, p.actor(), now)?;
    let is_shared = !new.rule.is_for_sellers() && is_known(tx, p, new.object.as_deref(), &Eyes::buyer(now))?;
    if !is_shared && !is_known(tx, p, new.object.as_deref(), &Eyes::of(p, now))? {
        return Err(ApiError::field("/object", "unknown", "is nothing of this plan that a finding can be about"));
    }
    let waiver = Waiver {
        id: WaiverId::new(),
        rule: new.rule.to_string(),
        object: new.object,
        reason: new.reason,
        by: p.caller.name().to_owned(),
        at: now,
    };
    waivers::put(tx.conn, org, plan, &waiver)?;
    log.record(tx, line(EventType::FindingWaived, &waiver.id, new.rule, is_shared))?;
    Ok(waiver)
}

/// Takes that back.
///
/// # Errors
/// `NotFound`.
pub async fn unwaive(app: &App, permit: &Permit<EditPlan>, id: String) -> Result<(), ApiError> {
    let (p, now) = (permit.clone(), app.clock.now());
    app.db
        .write(move |tx| {
            let (org, plan) = (p.organization_id(), p.plan_id());
            let log = Log::of_plan(tx, org, plan, p.actor(), now)?;
            let all = waivers::list(tx.conn, org, plan)?;
            let waiver = all.into_iter().find(|w| w.id.as_str() == id).ok_or(ApiError::NotFound)?;
            let rule = Rule::from_word(&waiver.rule).ok_or(ApiError::NotFound)?;
            let is_shared = !rule.is_for_sellers() && is_known(tx, &p, waiver.object.as_deref(), &Eyes::buyer(now))?;
            waivers::delete(tx.conn, org, plan, &waiver.id)?;
            log.record(tx, line(EventType::FindingUnwaived, &waiver.id, rule, is_shared))
        })
        .await
}
