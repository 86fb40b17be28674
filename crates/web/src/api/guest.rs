//! Guests: the landing of a link, joining, asking for a new link.

use super::{Answer, Identity, client, client::Whatever, tokens};
use serde::Deserialize;
use tandem_shared::{
    grant::{CodeRequired, GuestSession, Invitation, JoinRequest, LinkSecret},
    id::PlanId,
    paths,
};

/// What joining gives.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Joined {
    /// The plan is open.
    Session(GuestSession),
    /// A code was mailed; join again with it.
    Code(CodeRequired),
}

/// What a link's landing page says. Changes nothing, counts as no visit.
///
/// # Errors
/// See [`super::ApiError`]; the same holds for every call of this module. 410 when the link is dead, 404 when it is unknown.
pub async fn invitation(secret: &str) -> Answer<Invitation> {
    client::post_open(&paths::guest_invitations(), &LinkSecret { secret: secret.to_owned() }).await
}

/// Joins. Only call this for a person's click.
///
/// # Errors
/// See [`invitation`].
pub async fn join(secret: &str, code: Option<&str>) -> Answer<Joined> {
    let body = JoinRequest { secret: secret.to_owned(), code: code.map(str::to_owned) };
    let joined: Joined = client::post_open(&paths::guest_sessions(), &body).await?;
    if let Joined::Session(session) = &joined {
        tokens::keep_guest(session);
        tokens::note_opened(&session.plan_id, &Identity::Guest(session.plan_id.clone()));
    }
    Ok(joined)
}

/// Asks for a new link, sent to the same address; answers the same whatever the secret is.
///
/// # Errors
/// See [`invitation`].
pub async fn request_link(secret: &str) -> Answer<()> {
    client::post_open::<_, Whatever>(&paths::guest_links(), &LinkSecret { secret: secret.to_owned() }).await.map(|_| ())
}

/// Ends the guest's session on this browser.
///
/// # Errors
/// See [`invitation`].
pub async fn leave(plan: &PlanId) -> Answer<()> {
    let identity = Identity::Guest(plan.clone());
    let answer =
        client::post::<_, Whatever>(&identity, &paths::guest_sign_out(plan.as_str()), &serde_json::json!({})).await;
    tokens::forget(&identity);
    answer.map(|_| ())
}
