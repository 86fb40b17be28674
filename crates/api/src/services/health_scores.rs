//! Plan health over time, for sellers: reckoned beside requests whenever a plan or the day is another, kept for the list of deals, and a line a day for the
//! curve. Reading changes nothing; a plan's own page reckons its health itself.

use super::{eyes::Eyes, plan_view};
use crate::{
    app::App,
    auth::{Permit, permit::SeeInternal},
    db::health_scores::{self as db, Basis},
    error::ApiError,
};
use std::time::{Duration, Instant};
use tandem_shared::health::{HealthHistory, HealthSummary, check};

/// Plans looked for at once.
const FOUND_AT_ONCE: i64 = 500;
/// Plans reckoned before somebody else's read may come.
const READ_AT_ONCE: usize = 5;
/// The pause after each of those, in times of what they took: reckoning takes a tenth of the time at most.
const REST: u32 = 9;
/// How long one run may go on; what is left comes with the next.
const RUN: Duration = Duration::from_secs(120);
/// Days of the curve.
const DAYS: i64 = 366;

/// Reckons the health of plans that changed, or of all once a day; answers of how many.
///
/// # Errors
/// When the store fails.
pub async fn keep(app: &App) -> Result<usize, ApiError> {
    let (now, begun) = (app.clock.now(), Instant::now());
    let today = app.clock.today();
    let stale = app.db.read(move |conn| db::stale(conn, today, FOUND_AT_ONCE)).await?;
    let count = stale.len();
    for some in stale.chunks(READ_AT_ONCE) {
        let (some, since) = (some.to_vec(), Instant::now());
        let reckoned = app
            .db
            .read(move |conn| {
                let eyes = Eyes::seller(now);
                let mut reckoned: Vec<(Basis, HealthSummary)> = Vec::with_capacity(some.len());
                for of in some {
                    match plan_view::plan(conn, &of.organization_id, &of.plan_id, of.seq, &eyes) {
                        Ok((plan, _)) => reckoned.push((of, check(&plan).summary())),
                        // Deleted since it was found.
                        Err(ApiError::NotFound) => {}
                        Err(error) => return Err(error),
                    }
                }
                Ok(reckoned)
            })
            .await?;
        app.db
            .write(move |tx| reckoned.iter().try_for_each(|(of, health)| db::put(tx.conn, of, today, *health)))
            .await?;
        if begun.elapsed() > RUN {
            break;
        }
        tokio::time::sleep(since.elapsed() * REST).await;
    }
    Ok(count)
}

/// A plan's health day by day.
///
/// # Errors
/// When the store fails.
pub async fn history(app: &App, permit: &Permit<SeeInternal>) -> Result<HealthHistory, ApiError> {
    let (org, plan) = (permit.organization_id().clone(), permit.plan_id().clone());
    let days = app.db.read(move |conn| db::list(conn, &org, &plan, DAYS)).await?;
    Ok(HealthHistory { days })
}
