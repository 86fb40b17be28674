//! Scheduling as the shared crate computes it, over the plan as the caller sees it. Nothing here changes anything.

use super::{eyes::Eyes, plan_view};
use crate::{
    app::App,
    auth::{Permit, permit::SeePlan},
    db::Conn,
    error::ApiError,
};
use tandem_shared::{
    error::Problems,
    forecast::{Forecast, forecast},
    plan::Plan,
    schedule::{self, Backward, Preview, PreviewRequest, Schedule},
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
