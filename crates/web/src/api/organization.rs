//! The organization, its members and its stages, as the signed-in user.

use super::{Answer, Identity, client, client::Whatever};
use serde_json::json;
use tandem_shared::{
    id::{StageId, UserId},
    organization::{Member, MemberPatch, NewMember, Organization, OrganizationPatch},
    paging::Page,
    paths,
    stage::{NewStage, Stage, StageOrder, StagePatch},
};

/// The organization.
///
/// # Errors
/// See [`super::ApiError`]; the same holds for every call of this module.
pub async fn get() -> Answer<Organization> {
    client::get(&Identity::User, &paths::organization()).await
}

/// Changes the organization; admins only.
///
/// # Errors
/// See [`get`].
pub async fn update(version: Option<i32>, patch: &OrganizationPatch) -> Answer<Organization> {
    client::patch(&Identity::User, &paths::organization(), version, patch).await
}

/// Its members.
///
/// # Errors
/// See [`get`].
pub async fn members() -> Answer<Page<Member>> {
    client::get(&Identity::User, &format!("{}?limit=100", paths::members())).await
}

/// Invites a colleague; admins only.
///
/// # Errors
/// See [`get`].
pub async fn invite(new: &NewMember) -> Answer<Member> {
    client::post(&Identity::User, &paths::members(), new).await
}

/// Changes a member; admins only.
///
/// # Errors
/// See [`get`].
pub async fn update_member(id: &UserId, version: Option<i32>, patch: &MemberPatch) -> Answer<Member> {
    client::patch(&Identity::User, &paths::member(id.as_str()), version, patch).await
}

/// Sends a colleague's invitation once more; admins only.
///
/// # Errors
/// See [`get`].
pub async fn resend_invitation(id: &UserId) -> Answer<Member> {
    client::post(&Identity::User, &paths::member_resend(id.as_str()), &json!({})).await
}

/// The pipeline, in order.
///
/// # Errors
/// See [`get`].
pub async fn stages() -> Answer<Page<Stage>> {
    client::get(&Identity::User, &paths::stages()).await
}

/// Adds a stage; admins only.
///
/// # Errors
/// See [`get`].
pub async fn create_stage(new: &NewStage) -> Answer<Stage> {
    client::post(&Identity::User, &paths::stages(), new).await
}

/// Changes a stage; admins only.
///
/// # Errors
/// See [`get`].
pub async fn update_stage(id: &StageId, patch: &StagePatch) -> Answer<Stage> {
    client::patch(&Identity::User, &paths::stage(id.as_str()), None, patch).await
}

/// Deletes a stage without deals; admins only.
///
/// # Errors
/// See [`get`].
pub async fn delete_stage(id: &StageId) -> Answer<()> {
    client::delete(&Identity::User, &paths::stage(id.as_str())).await
}

/// Puts the stages in a new order; admins only.
///
/// # Errors
/// See [`get`].
pub async fn order_stages(ids: Vec<StageId>) -> Answer<()> {
    client::put::<_, Whatever>(&Identity::User, &paths::stage_order(), &StageOrder { ids }).await.map(|_| ())
}
