//! Scheduling as the shared crate computes it, over the plan as the caller sees it; and saving the dates of several milestones at once.

use super::{agreement::Guard, events::Log, eyes::Eyes, milestones, once::Once, plan_view};
use crate::{
    app::App,
    auth::{
        Permit,
        permit::{EditMilestones, SeePlan},
    },
    body::{Body, Call},
    db::{Conn, Tx, milestones::MilestoneRow},
    error::ApiError,
};
use tandem_shared::{
    day::Timestamp,
    error::{FieldError, Problems},
    forecast::{Forecast, forecast},
    milestone::MilestonePatch,
    patch::Patch,
    plan::Plan,
    schedule::{self, ApplyRequest, Backward, NewDates, Preview, PreviewRequest, Schedule},
};

/// What the shared crate makes of the plan as this caller sees it.
pub(super) async fn computed<T: Send + 'static>(
    app: &App,
    permit: &Permit<SeePlan>,
    compute: impl FnOnce(&Plan) -> Result<T, ApiError> + Send + 'static,
) -> Result<T, ApiError> {
    let (org, id, seq) = (permit.organization_id().clone(), permit.plan_id().clone(), permit.plan.state.seq);
    let eyes = Eyes::of(permit, app.clock.now());
    // Read at one moment; judged when the reader has been given back.
    let read = move |conn: &mut Conn| Ok(plan_view::plan(conn, &org, &id, seq, &eyes)?.0);
    let plan = app.db.read(move |conn| conn.snapshot(read)).await?;
    tokio::task::spawn_blocking(move || compute(&plan)).await.map_err(ApiError::internal)?
}

/// Early, expected and late dates, slack, the critical path, and whether the hard date can be met.
///
/// # Errors
/// When the store fails.
pub async fn schedule(app: &App, permit: &Permit<SeePlan>) -> Result<Schedule, ApiError> {
    computed(app, permit, |plan| Ok(schedule::compute(plan))).await
}

/// Dates for everything that is open, back from the hard date.
///
/// # Errors
/// When the store fails.
pub async fn backward(app: &App, permit: &Permit<SeePlan>) -> Result<Backward, ApiError> {
    computed(app, permit, |plan| Ok(schedule::backward(plan))).await
}

/// What would move if dates changed.
///
/// # Errors
/// `Invalid` when a change names no open milestone of the plan.
pub async fn preview(app: &App, permit: &Permit<SeePlan>, asked: PreviewRequest) -> Result<Preview, ApiError> {
    computed(app, permit, move |plan| {
        let mut problems = Problems::default();
        for (i, change) in asked.changes.iter().enumerate() {
            if !plan.milestones.iter().any(|m| m.id == change.milestone_id) {
                problems.add(format!("/changes/{i}/milestone_id"), "unknown", "is no milestone of this plan");
            }
        }
        problems.result()?;
        Ok(schedule::preview(plan, &asked.changes, asked.pull))
    })
    .await
}

/// When the signature is likely to be there.
///
/// # Errors
/// When the store fails.
pub async fn forecast_of(app: &App, permit: &Permit<SeePlan>) -> Result<Forecast, ApiError> {
    computed(app, permit, |plan| Ok(forecast(plan))).await
}

/// Saves new dates: all of them or none, a line of history for each milestone. Answers the schedule as it then is.
///
/// # Errors
/// `Stale` when a milestone is another than the caller has seen, `Invalid` with the number of the change.
pub async fn apply(
    app: &App,
    permit: &Permit<EditMilestones>,
    body: Body<ApplyRequest>,
) -> Result<Once<Schedule>, ApiError> {
    let (p, now, eyes) = (permit.clone(), app.clock.now(), Eyes::of(permit, app.clock.now()));
    let guard = Guard::of(app);
    app.write_once(&permit.caller, body.call.once, move |tx| {
        let (org, plan) = (p.organization_id(), p.plan_id());
        // Locked before anything is read.
        Log::of_plan(tx, org, plan, p.actor(), now)?;
        for (i, new) in body.value.changes.into_iter().enumerate() {
            save(tx, &guard, &p, &new, now).map_err(|error| within(i, error))?;
        }
        Ok(schedule::compute(&plan_view::plan(tx.conn, org, plan, p.plan.state.seq, &eyes)?.0))
    })
    .await
}

fn save(
    tx: &mut Tx<'_>,
    guard: &Guard,
    p: &Permit<EditMilestones>,
    new: &NewDates,
    now: Timestamp,
) -> Result<(), ApiError> {
    let unknown = || ApiError::field("/milestone_id", "unknown", "is no milestone of this plan");
    let before = milestones::row_for(tx.conn, p, new.milestone_id.as_str()).map_err(|error| match error {
        ApiError::NotFound => unknown(),
        other => other,
    })?;
    check_open(&before)?;
    let patch = MilestonePatch {
        start_date: new.start_date.map_or(Patch::Absent, Patch::Value),
        target_date: new.target_date.map_or(Patch::Absent, Patch::Value),
        duration_days: new.duration_days.map_or(Patch::Absent, Patch::Value),
        ..MilestonePatch::default()
    };
    let call = Call { if_match: new.version, once: None };
    milestones::change(tx, guard, p, before.id.as_str(), Body { value: patch, call }, now)
}

/// What is reached or called off has no dates to plan any more.
fn check_open(row: &MilestoneRow) -> Result<(), ApiError> {
    let why = match (row.completed_at, row.cancelled_at) {
        (Some(_), _) => "is reached already: its dates stay",
        (_, Some(_)) => "was called off: take that back first",
        _ => return Ok(()),
    };
    Err(ApiError::field("/milestone_id", "not_open", why))
}

/// What is wrong with one change, as a problem of the whole request.
fn within(i: usize, error: ApiError) -> ApiError {
    let at = |e: FieldError| FieldError { pointer: format!("/changes/{i}{}", e.pointer), ..e };
    match error {
        ApiError::Invalid(errors) => ApiError::Invalid(errors.into_iter().map(at).collect()),
        other => other,
    }
}
