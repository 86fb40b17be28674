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

/// A page of a plan's events, newest first, before the one with this number.
///
/// # Errors
/// See [`newest`].
pub async fn newest(plan: &PlanId, before: Option<i64>) -> Answer<Page<Event>> {
    let before = before.map(|seq| format!("&before={seq}")).unwrap_or_default();
    client::get(&Identity::of_plan(plan), &format!("{}?limit=50{before}", paths::events(plan.as_str()))).await
}

/// The whole log with its hashes as the text that the service gave, to be kept in a file and verified without the service.
///
/// # Errors
/// See [`newest`].
pub async fn export_text(plan: &PlanId) -> Answer<String> {
    client::get_text(&Identity::of_plan(plan), &paths::events_export(plan.as_str())).await
}
