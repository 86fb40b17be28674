//! Signing up, in and out; choosing passwords.

use super::answer::Answer;
use crate::{
    app::App,
    auth::{
        AnyCaller, Caller,
        browser::{Browser, SameOrigin, device_cookie, no_session_cookie, session_cookie},
    },
    body::Body,
    services::{
        accounts::{self, Signed},
        passwords,
    },
};
use actix_web::{HttpResponse, HttpResponseBuilder, post, web::Data};
use tandem_shared::account::{ForgotPassword, ResetPassword, SignIn, SignOut, SignUp, SignedIn};

fn with_cookies(app: &App, mut answer: HttpResponseBuilder, signed: Signed) -> HttpResponse {
    answer.cookie(session_cookie(app, signed.refresh)).cookie(device_cookie(app, signed.device)).json(signed.signed_in)
}

/// Signs up
///
/// Makes an organization with the default stages and its first admin, and signs them in. The refresh token comes as a cookie.
#[utoipa::path(tag = "accounts", request_body = SignUp, responses(
    (status = 201, description = "Signed up and in.", body = SignedIn),
    (status = 409, description = "`address_taken`: there is an account with this address.", body = tandem_shared::error::Problem, content_type = "application/problem+json")))]
#[post("/auth/sign-up")]
pub async fn sign_up(app: Data<App>, browser: Browser, body: Body<SignUp>) -> Answer {
    let signed = accounts::sign_up(&app, body.value, &browser).await?;
    Ok(with_cookies(&app, HttpResponse::Created(), signed))
}

/// Signs in
///
/// With address and password. An unknown address and a wrong password get the same answer.
#[utoipa::path(tag = "accounts", request_body = SignIn, responses(
    (status = 200, description = "Signed in.", body = SignedIn),
    (status = 401, description = "`wrong_credentials`: the address or the password is not right.", body = tandem_shared::error::Problem, content_type = "application/problem+json"),
    (status = 403, description = "The account is deactivated.", body = tandem_shared::error::Problem, content_type = "application/problem+json")))]
#[post("/auth/sign-in")]
pub async fn sign_in(app: Data<App>, browser: Browser, body: Body<SignIn>) -> Answer {
    let signed = accounts::sign_in(&app, body.value, &browser).await?;
    Ok(with_cookies(&app, HttpResponse::Ok(), signed))
}

/// Refreshes the session
///
/// Gives a new access token for the refresh cookie and replaces the cookie. A cookie that was replaced before ends the session. Only for pages of this service.
#[utoipa::path(tag = "accounts", responses(
    (status = 200, description = "Signed in still.", body = SignedIn),
    (status = 401, description = "The session is over, or there is none.", body = tandem_shared::error::Problem, content_type = "application/problem+json"),
    (status = 403, description = "The request comes from another site.", body = tandem_shared::error::Problem, content_type = "application/problem+json")))]
#[post("/auth/refresh")]
pub async fn refresh_session(app: Data<App>, browser: Browser, _: SameOrigin) -> Answer {
    let signed = accounts::refresh(&app, &browser).await?;
    Ok(with_cookies(&app, HttpResponse::Ok(), signed))
}

/// Signs out
///
/// Ends the session of the cookie and of the access token, whichever is there; with `everywhere` all of the person's sessions.
#[utoipa::path(tag = "accounts", request_body = SignOut, responses(
    (status = 204, description = "Signed out."),
    (status = 403, description = "The request comes from another site.", body = tandem_shared::error::Problem, content_type = "application/problem+json")))]
#[post("/auth/sign-out")]
pub async fn sign_out(
    app: Data<App>,
    browser: Browser,
    caller: Option<AnyCaller>,
    _: SameOrigin,
    body: Body<SignOut>,
) -> Answer {
    let user = caller.and_then(|c| if let Caller::User(user) = c.0 { Some(user) } else { None });
    accounts::sign_out(&app, &browser, user, body.value).await?;
    Ok(HttpResponse::NoContent().cookie(no_session_cookie(&app)).finish())
}

/// Asks for a new password
///
/// Sends a link to the address if it has an account. The answer is the same if it has none.
#[utoipa::path(tag = "accounts", request_body = ForgotPassword, responses((status = 202, description = "If there is such an account, a link is on its way.")))]
#[post("/auth/password/forgot")]
pub async fn forgot_password(app: Data<App>, browser: Browser, body: Body<ForgotPassword>) -> Answer {
    passwords::forgot(&app, body.value, &browser)?;
    Ok(HttpResponse::Accepted().finish())
}

/// Chooses a password
///
/// With the secret of a link from a mail, which works once. Ends the person's other sessions and signs in.
#[utoipa::path(tag = "accounts", request_body = ResetPassword, responses(
    (status = 200, description = "The password is chosen; signed in.", body = SignedIn),
    (status = 404, description = "There is no such link.", body = tandem_shared::error::Problem, content_type = "application/problem+json"),
    (status = 410, description = "`link_used`: the link was used before, or its time is over.", body = tandem_shared::error::Problem, content_type = "application/problem+json")))]
#[post("/auth/password/reset")]
pub async fn reset_password(app: Data<App>, browser: Browser, body: Body<ResetPassword>) -> Answer {
    let signed = passwords::reset(&app, body.value, &browser).await?;
    Ok(with_cookies(&app, HttpResponse::Ok(), signed))
}
