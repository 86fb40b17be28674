//! The guided start: what the shared crate drafts from answers is written by the code that makes everything else, in one transaction.

use super::{agreement::Guard, calendars, deals, eyes::Eyes, guided_writes::Writing, once::Once, plan_view, plans};
use crate::{
    app::App,
    auth::{
        DealPermit, Permit,
        permit::{EditDeal, EditPlan},
    },
    body::{Body, Call},
    db::{Tx, callers, events, milestones, plans as db},
    error::ApiError,
};
use tandem_shared::{
    calendar::CalendarInput,
    day::{Day, Timestamp},
    deal::DealPatch,
    error::{FieldError, Problems},
    guide::{self, Answers, GuidedPlan, GuidedStart},
    id::PlanId,
    plan::{NewPlan, Plan, PlanPatch},
    stakeholder::{Side, Stakeholder},
};

/// Makes a deal's plan from answers, or fills the one that is there and has no milestones yet.
///
/// # Errors
/// `Invalid` with everything that is wrong with the answers; `Conflict` when the plan holds milestones.
pub async fn start(
    app: &App,
    permit: &DealPermit<EditDeal>,
    body: Body<GuidedStart>,
) -> Result<Once<GuidedPlan>, ApiError> {
    let (p, now, guard, asked) = (permit.clone(), app.clock.now(), Guard::of(app), body.value);
    let mut problems = Problems::default();
    asked.answers.check_dates(&mut problems, Day::of_instant(now));
    problems.result().map_err(|problems| within_answers(problems.into()))?;
    calendars::check_country(asked.answers.country.as_ref()).map_err(within_answers)?;
    app.write_once(&permit.caller, body.call.once, move |tx| {
        if asked.dry_run {
            return tx.tried(|tx| make(tx, &guard, &p, asked, now));
        }
        make(tx, &guard, &p, asked, now)
    })
    .await
}

/// What is wrong with an answer, as a problem of the whole request.
fn within_answers(error: ApiError) -> ApiError {
    let at = |e: FieldError| FieldError { pointer: format!("/answers{}", e.pointer), ..e };
    match error {
        ApiError::Invalid(errors) => ApiError::Invalid(errors.into_iter().map(at).collect()),
        other => other,
    }
}

fn make(
    tx: &mut Tx<'_>,
    guard: &Guard,
    p: &DealPermit<EditDeal>,
    asked: GuidedStart,
    now: Timestamp,
) -> Result<GuidedPlan, ApiError> {
    let (org, answers) = (p.organization_id(), asked.answers);
    // Two who make it at once stand in line here.
    events::lock(tx.conn, org, org.as_str())?;
    if let Some(stage_id) = answers.stage_id.clone() {
        let patch = DealPatch { stage_id: Some(stage_id), ..DealPatch::default() };
        deals::change(tx, p, Body::unsent(patch), now).map_err(within_answers)?;
    }
    let id = to_fill(tx, p, asked.title.clone(), now)?;
    let permit = Permit::<EditPlan>::of(tx.conn, p.caller.clone(), id.as_str())?;
    note_calendar(tx, &permit, &answers, now)?;
    let seq = callers::plan_scope(tx.conn, org, id.as_str())?.state.seq;
    let empty = plan_view::plan(tx.conn, org, &id, seq, &Eyes::of(&permit, now))?.0;
    check_addresses(&answers, &empty)?;
    let made = guide::draft(&answers, &empty);
    let patch =
        PlanPatch { title: asked.title, procurement: Some(made.plan.conduct.procurement), ..PlanPatch::default() };
    plans::change(tx, guard, &permit, Body::unsent(patch), now)?;
    Writing::into(tx, guard, &permit, now).write(&made.plan, &empty)?;
    let plan = plans::whole(tx.conn, org, &p.caller, &id, now)?;
    Ok(GuidedPlan { plan, verdict: made.verdict, reasons: made.reasons })
}

/// The buyer's people have addresses that nobody of the selling side has.
fn check_addresses(answers: &Answers, plan: &Plan) -> Result<(), ApiError> {
    let mut problems = Problems::default();
    for (n, answer) in answers.roles.iter().enumerate() {
        let own = |s: &&Stakeholder| s.side == Side::Seller && s.email.is_some() && s.email == answer.email;
        if let Some(other) = plan.stakeholders.iter().find(own) {
            let detail = format!("is the address of {}, who is on your side", other.name);
            problems.add(format!("/answers/roles/{n}/email"), "duplicate", detail);
        }
    }
    Ok(problems.result()?)
}

/// The plan that is to be filled: a new one, or the deal's as long as it holds no milestones.
fn to_fill(
    tx: &mut Tx<'_>,
    p: &DealPermit<EditDeal>,
    title: Option<String>,
    now: Timestamp,
) -> Result<PlanId, ApiError> {
    let org = p.organization_id();
    let Some(id) = db::of_deal(tx.conn, org, &p.deal_id)? else {
        return plans::make(tx, p, NewPlan { title, ..NewPlan::default() }, now);
    };
    events::lock(tx.conn, org, id.as_str())?;
    if milestones::list(tx.conn, org, &id)?.is_empty() { Ok(id) } else { Err(plans::exists()) }
}

/// The buyer's country: its public holidays are left free.
fn note_calendar(tx: &mut Tx<'_>, p: &Permit<EditPlan>, answers: &Answers, now: Timestamp) -> Result<(), ApiError> {
    let Some(country) = answers.country.clone() else { return Ok(()) };
    let weekdays = db::find(tx.conn, p.organization_id(), p.plan_id())?.buyer_weekdays;
    let weekdays = weekdays.split(' ').filter_map(tandem_shared::calendar::Weekday::from_word).collect();
    let new = CalendarInput { weekdays, country: Some(country) };
    calendars::change_buyers(tx, &p.also()?, new, &Call::default(), now).map(drop)
}
