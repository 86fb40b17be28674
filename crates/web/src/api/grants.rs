//! Sharing a plan, as the signed-in user.

use super::{Answer, Identity, client};
use serde_json::json;
use tandem_shared::{
    grant::{Access, Grant, GrantPatch, NewGrants},
    id::{GrantId, PlanId},
    mail_preview::MailPreview,
    paging::Page,
    paths,
};

/// Who has access, and whose link waits.
///
/// # Errors
/// See [`super::ApiError`]; the same holds for every call of this module.
pub async fn list(plan: &PlanId) -> Answer<Page<Grant>> {
    client::get(&Identity::User, &format!("{}?limit=100", paths::grants(plan.as_str()))).await
}

/// Invites people, all or none.
///
/// # Errors
/// See [`list`].
pub async fn create(plan: &PlanId, new: &NewGrants) -> Answer<Page<Grant>> {
    /// The answer: the grants, without paging.
    #[derive(serde::Deserialize)]
    struct Made {
        data: Vec<Grant>,
    }
    let made: Made = client::post(&Identity::User, &paths::grants(plan.as_str()), new).await?;
    Ok(Page::whole(made.data))
}

/// The mails that inviting these people would send.
///
/// # Errors
/// See [`list`].
pub async fn preview(plan: &PlanId, new: &NewGrants) -> Answer<Vec<MailPreview>> {
    /// The answer: the mails, without paging.
    #[derive(serde::Deserialize)]
    struct Shown {
        data: Vec<MailPreview>,
    }
    let shown: Shown = client::post(&Identity::User, &paths::grants_preview(plan.as_str()), new).await?;
    Ok(shown.data)
}

/// Changes what a guest may do, from their next request on.
///
/// # Errors
/// See [`list`].
pub async fn update(plan: &PlanId, id: &GrantId, version: Option<i32>, access: Access) -> Answer<Grant> {
    let path = paths::grant(plan.as_str(), id.as_str());
    client::patch(&Identity::User, &path, version, &GrantPatch { access }).await
}

/// Takes access back, from the guest's next request on.
///
/// # Errors
/// See [`list`].
pub async fn revoke(plan: &PlanId, id: &GrantId) -> Answer<()> {
    client::delete(&Identity::User, &paths::grant(plan.as_str(), id.as_str())).await
}

/// Sends a new link.
///
/// # Errors
/// See [`list`].
pub async fn resend(plan: &PlanId, id: &GrantId) -> Answer<Grant> {
    client::post(&Identity::User, &paths::grant_resend(plan.as_str(), id.as_str()), &json!({})).await
}
