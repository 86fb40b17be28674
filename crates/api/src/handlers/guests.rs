//! Coming in through a link. Only a person's click posts here; reading a page joins nobody.

use super::answer::{self, Answer};
use crate::{
    app::App,
    auth::{
        browser::SameOrigin,
        guest_browser::{GuestBrowser, no_refresh_cookie, refresh_cookie},
    },
    body::Body,
    services::{
        guest_links, guest_sessions,
        guests::{self, Joined, Outcome},
    },
};
use actix_web::{
    HttpResponse, HttpResponseBuilder, post,
    web::{Data, Path},
};
use tandem_shared::{
    error::Problem,
    grant::{CodeRequired, GuestSession, Invitation, JoinRequest, LinkSecret},
};

fn with_cookies(app: &App, mut answer: HttpResponseBuilder, joined: Joined) -> HttpResponse {
    let plan = joined.session.plan_id.to_string();
    answer.cookie(refresh_cookie(app, &plan, joined.refresh)).json(joined.session)
}

/// Reads an invitation
///
/// What a link's landing page says. Changes nothing and counts as no visit; the state tells whether the link is over or was revoked.
#[utoipa::path(tag = "guests", request_body = LinkSecret, responses(
    (status = 200, description = "The invitation.", body = Invitation),
    (status = 404, description = "There is no such link.", body = Problem, content_type = "application/problem+json")))]
#[post("/guest/invitations")]
pub async fn read_invitation(app: Data<App>, browser: GuestBrowser, body: Body<LinkSecret>) -> Answer {
    Ok(answer::ok(&guest_links::landing(&app, &body.value.secret, &browser.address).await?))
}

/// Joins a plan
///
/// The first time binds the link to this browser; in another browser a code is mailed, to be sent with the secret within ten minutes. The refresh token comes
/// as a cookie.
#[utoipa::path(tag = "guests", request_body = JoinRequest, responses(
    (status = 200, description = "Joined.", body = GuestSession),
    (status = 202, description = "A code was mailed; send it with the secret.", body = CodeRequired),
    (status = 404, description = "There is no such link.", body = Problem, content_type = "application/problem+json"),
    (status = 410, description = "`expired`: ask for a new link. `revoked`: access was taken back.", body = Problem, content_type = "application/problem+json")))]
#[post("/guest/sessions")]
pub async fn join_plan(app: Data<App>, browser: GuestBrowser, body: Body<JoinRequest>) -> Answer {
    let known = browser.cookie(&app);
    match guests::join(&app, body.value, &browser).await? {
        Outcome::In(joined) => {
            let mut answer = HttpResponse::Ok();
            answer.cookie(known);
            Ok(with_cookies(&app, answer, joined))
        }
        Outcome::CodeMailed(required) => Ok(HttpResponse::Accepted().cookie(known).json(required)),
    }
}

/// Refreshes a guest's session
///
/// Gives a new access token for the plan's refresh cookie and replaces the cookie. A cookie that was replaced before ends the session. Only for pages of this
/// service.
#[utoipa::path(tag = "guests", params(("plan_id" = String, Path, description = "The plan.")), responses(
    (status = 200, description = "In still.", body = GuestSession),
    (status = 401, description = "The session is over, or there is none.", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "The request comes from another site.", body = Problem, content_type = "application/problem+json")))]
#[post("/guest/refresh/{plan_id}")]
pub async fn refresh_guest_session(app: Data<App>, browser: GuestBrowser, plan: Path<String>, _: SameOrigin) -> Answer {
    let joined = guest_sessions::refresh(&app, plan.into_inner(), browser.refresh.as_deref()).await?;
    Ok(with_cookies(&app, HttpResponse::Ok(), joined))
}

/// Ends a guest's session
///
/// In this browser, which is then no longer known: joining again needs a code.
#[utoipa::path(tag = "guests", params(("plan_id" = String, Path, description = "The plan.")), responses(
    (status = 204, description = "Ended."),
    (status = 403, description = "The request comes from another site.", body = Problem, content_type = "application/problem+json")))]
#[post("/guest/refresh/{plan_id}/end")]
pub async fn end_guest_session(app: Data<App>, browser: GuestBrowser, plan: Path<String>, _: SameOrigin) -> Answer {
    let plan = plan.into_inner();
    let gone = no_refresh_cookie(&app, &plan);
    guest_sessions::end(&app, plan, browser.refresh.as_deref()).await?;
    Ok(HttpResponse::NoContent().cookie(gone).finish())
}

/// Asks for a new link
///
/// When the link is one that was not opened in time, a new one goes to the same address. The answer is the same for any other.
#[utoipa::path(tag = "guests", request_body = LinkSecret,
    responses((status = 202, description = "If the link was one that is over, a new one is on its way.")))]
#[post("/guest/links")]
pub async fn request_link(app: Data<App>, browser: GuestBrowser, body: Body<LinkSecret>) -> Answer {
    guest_links::ask(&app, body.value.secret, &browser.address)?;
    Ok(HttpResponse::Accepted().finish())
}
