//! Plan health as the shared crate judges it, over the plan as the caller sees it; and findings declared not applicable.

use super::{
    events::{Line, Log},
    once::Once,
    schedules::computed,
};
use crate::{
    app::App,
    auth::{
        Permit,
        permit::{EditPlan, SeePlan},
    },
    body::Body,
    db::waivers,
    error::ApiError,
    ids::NewId,
};
use tandem_shared::{
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

/// The line of a waiver: the seller's own where the rule speaks to sellers only.
fn line<'a>(kind: EventType, id: &'a WaiverId, rule: Rule) -> Line<'a> {
    let line = if rule.is_for_sellers() { Line::internal } else { Line::shared };
    line(kind, id.as_str(), rule.title())
}

/// Declares a finding not applicable, in place of what was said of it before.
///
/// # Errors
/// When the store fails.
pub async fn waive(app: &App, permit: &Permit<EditPlan>, body: Body<NewWaiver>) -> Result<Once<Waiver>, ApiError> {
    let (p, now, new) = (permit.clone(), app.clock.now(), body.value);
    app.write_once(&permit.caller, body.call.once, move |tx| {
        let (org, plan) = (p.organization_id(), p.plan_id());
        let log = Log::of_plan(tx, org, plan, p.actor(), now)?;
        let waiver = Waiver {
            id: WaiverId::new(),
            rule: new.rule.to_string(),
            object: new.object,
            reason: new.reason,
            by: p.caller.name().to_owned(),
            at: now,
        };
        waivers::put(tx.conn, org, plan, &waiver)?;
        log.record(tx, line(EventType::FindingWaived, &waiver.id, new.rule))?;
        Ok(waiver)
    })
    .await
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
            waivers::delete(tx.conn, org, plan, &waiver.id)?;
            log.record(tx, line(EventType::FindingUnwaived, &waiver.id, rule))
        })
        .await
}
