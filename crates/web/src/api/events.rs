//! A plan's history.

use super::{Answer, Identity, client};
use tandem_shared::{chain::ExportedLog, event::Event, id::PlanId, paging::Page, paths};

/// A page of a plan's events, in the log's order, after the one with this number.
///
/// # Errors
/// See [`super::ApiError`]; the same holds for every call of this module.
pub async fn list(plan: &PlanId, after: i64) -> Answer<Page<Event>> {
    client::get(&Identity::of_plan(plan), &format!("{}?after={after}&limit=100", paths::events(plan.as_str()))).await
}

/// The whole log with its hashes, to be verified without the service.
///
/// # Errors
/// See [`list`].
pub async fn export(plan: &PlanId) -> Answer<ExportedLog> {
    client::get(&Identity::of_plan(plan), &paths::events_export(plan.as_str())).await
}
