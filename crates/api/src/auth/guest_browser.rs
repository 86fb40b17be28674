//! What a guest's request tells about their browser: its address, the cookie by which it is known, the plan's refresh cookie.

use super::{
    browser::Browser,
    secret::{PlainSecret, SecretHash},
};
use crate::{app::App, error::ApiError};
use actix_web::{
    FromRequest, HttpRequest,
    cookie::{Cookie, SameSite, time::Duration},
    dev::Payload,
};
use std::future::{Ready, ready};

/// Cookie by which a browser is known that a guest joined in.
const BROWSER_COOKIE: &str = "tandem_browser";
/// Where it is sent.
const BROWSER_PATH: &str = "/api/v1/guest";
/// Days it stays.
const BROWSER_DAYS: i64 = 400;
/// Days a guest's session holds without a visit.
pub const SESSION_DAYS: i64 = 90;
/// Length of a browser's secret.
const SECRET_LENGTH: usize = 43;

/// A guest's browser.
#[derive(Clone, Debug)]
pub struct GuestBrowser {
    /// The network address, by which tries are counted.
    pub address: String,
    secret: PlainSecret,
    /// The refresh cookie of the plan that the path names.
    pub refresh: Option<String>,
}

impl GuestBrowser {
    /// What is stored of the browser's secret.
    #[must_use]
    pub fn hash(&self) -> SecretHash {
        self.secret.hash()
    }

    /// The cookie by which this browser is known from now on.
    #[must_use]
    pub fn cookie(&self, app: &App) -> Cookie<'static> {
        let value = self.secret.expose().to_owned();
        cookie(app, BROWSER_COOKIE.to_owned(), value, BROWSER_PATH.to_owned(), Duration::days(BROWSER_DAYS))
    }
}

impl FromRequest for GuestBrowser {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;
    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let known = request.cookie(BROWSER_COOKIE).filter(|kept| kept.value().len() == SECRET_LENGTH);
        let plan = request.match_info().get("plan_id").map(refresh_name);
        ready(Browser::from_request(request, payload).into_inner().map(|browser| Self {
            address: browser.address,
            secret: known.map_or_else(PlainSecret::generate, |kept| PlainSecret::received(kept.value())),
            refresh: plan.and_then(|name| request.cookie(&name)).map(|kept| kept.value().to_owned()),
        }))
    }
}

fn refresh_name(plan: &str) -> String {
    format!("tandem_guest_{plan}")
}

/// The refresh cookie of a plan: a guest of two plans has two, each sent to its own endpoint only.
#[must_use]
pub fn refresh_cookie(app: &App, plan: &str, value: String) -> Cookie<'static> {
    cookie(app, refresh_name(plan), value, refresh_path(plan), Duration::days(SESSION_DAYS))
}

/// Takes a plan's refresh cookie away.
#[must_use]
pub fn no_refresh_cookie(app: &App, plan: &str) -> Cookie<'static> {
    cookie(app, refresh_name(plan), String::new(), refresh_path(plan), Duration::ZERO)
}

fn refresh_path(plan: &str) -> String {
    tandem_shared::paths::guest_refresh(plan)
}

fn cookie(app: &App, name: String, value: String, path: String, age: Duration) -> Cookie<'static> {
    Cookie::build(name, value)
        .path(path)
        .http_only(true)
        .same_site(SameSite::Strict)
        .secure(app.config.is_https())
        .max_age(age)
        .finish()
}
