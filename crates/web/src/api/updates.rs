//! Weekly status updates of a plan, files of it, addresses of its calendar.

use super::{Answer, Identity, client};
use serde_json::json;
use tandem_shared::{
    calendar_feed::CalendarFeed,
    id::{CalendarFeedId, PlanId, StakeholderId, StatusUpdateId},
    paging::Page,
    paths,
    update::{SendStatusUpdate, StatusUpdate, StatusUpdatePatch},
};

/// Every update that the caller may read, newest first.
///
/// # Errors
/// See [`super::ApiError`]; the same holds for every call of this module.
pub async fn list(plan: &PlanId) -> Answer<Vec<StatusUpdate>> {
    let page: Page<StatusUpdate> = client::get(&Identity::of_plan(plan), &paths::status_updates(plan.as_str())).await?;
    Ok(page.data)
}

/// Drafts an update from what happened since the last one.
///
/// # Errors
/// See [`list`].
pub async fn draft(plan: &PlanId) -> Answer<StatusUpdate> {
    client::post(&Identity::of_plan(plan), &paths::status_updates(plan.as_str()), &json!({})).await
}

/// Changes a draft; refuses with `Changed` when somebody else was quicker.
///
/// # Errors
/// See [`list`].
pub async fn save(plan: &PlanId, update: &StatusUpdate) -> Answer<StatusUpdate> {
    let patch = StatusUpdatePatch {
        period_from: Some(update.period_from),
        period_to: Some(update.period_to),
        sections: Some(update.sections.clone()),
        recipients: Some(update.recipients.iter().map(|r| r.stakeholder_id.clone()).collect()),
        draft_again: false,
    };
    let path = paths::status_update(plan.as_str(), update.id.as_str());
    client::patch(&Identity::of_plan(plan), &path, Some(update.version), &patch).await
}

/// Drafts all that a draft says again, from what happened until now; who gets it stays as it was chosen.
///
/// # Errors
/// See [`list`].
pub async fn draft_again(plan: &PlanId, update: &StatusUpdate) -> Answer<StatusUpdate> {
    let recipients = update.recipients.iter().map(|r| r.stakeholder_id.clone()).collect();
    let patch = StatusUpdatePatch { draft_again: true, recipients: Some(recipients), ..StatusUpdatePatch::default() };
    let path = paths::status_update(plan.as_str(), update.id.as_str());
    client::patch(&Identity::of_plan(plan), &path, Some(update.version), &patch).await
}

/// Sends a draft.
///
/// # Errors
/// See [`list`].
pub async fn send(plan: &PlanId, id: &StatusUpdateId, to: Vec<StakeholderId>) -> Answer<StatusUpdate> {
    let path = paths::status_update_send(plan.as_str(), id.as_str());
    client::post(&Identity::of_plan(plan), &path, &SendStatusUpdate { recipients: Some(to) }).await
}

/// Deletes a draft.
///
/// # Errors
/// See [`list`].
pub async fn delete(plan: &PlanId, id: &StatusUpdateId) -> Answer<()> {
    client::delete(&Identity::of_plan(plan), &paths::status_update(plan.as_str(), id.as_str())).await
}

/// The plan as a file, with a seller's own parts or as a buyer sees it: its name and its bytes.
///
/// # Errors
/// See [`list`].
pub async fn export(plan: &PlanId, format: &str, as_buyer: bool) -> Answer<(String, Vec<u8>)> {
    let query = if as_buyer { "?as=buyer" } else { "" };
    client::get_file(&Identity::of_plan(plan), &(paths::export(plan.as_str(), format) + query)).await
}

/// Addresses of the plan's calendar that the caller manages.
///
/// # Errors
/// See [`list`].
pub async fn feeds(plan: &PlanId) -> Answer<Vec<CalendarFeed>> {
    let page: Page<CalendarFeed> = client::get(&Identity::of_plan(plan), &paths::calendar_feeds(plan.as_str())).await?;
    Ok(page.data)
}

/// Makes an address.
///
/// # Errors
/// See [`list`].
pub async fn make_feed(plan: &PlanId) -> Answer<CalendarFeed> {
    client::post(&Identity::of_plan(plan), &paths::calendar_feeds(plan.as_str()), &json!({})).await
}

/// Revokes an address.
///
/// # Errors
/// See [`list`].
pub async fn revoke_feed(plan: &PlanId, id: &CalendarFeedId) -> Answer<()> {
    client::delete(&Identity::of_plan(plan), &paths::calendar_feed(plan.as_str(), id.as_str())).await
}
