//! What a request tells about the browser it comes from: its address, the refresh cookie, which accounts were opened there before, and whether the request
//! was made by a page of ours.

use super::{seal::Keys, secret::equal};
use crate::{app::App, error::ApiError};
use actix_web::{
    FromRequest, HttpRequest,
    cookie::{Cookie, SameSite, time::Duration},
    dev::Payload,
    http::header::ORIGIN,
    web::Data,
};
use std::{
    future::{Ready, ready},
    net::{IpAddr, Ipv6Addr},
};

/// Cookie of a user's refresh token.
pub const SESSION_COOKIE: &str = "tandem_session";
/// Cookie that proves which accounts were opened in this browser.
pub const DEVICE_COOKIE: &str = "tandem_device";
/// Where both cookies are sent, and nowhere else.
const COOKIE_PATH: &str = "/api/v1/auth";
/// Days a refresh cookie stays.
pub const SESSION_DAYS: i64 = 14;
/// Days a browser stays known.
const DEVICE_DAYS: i64 = 400;
/// Most accounts one browser is known for.
const ACCOUNTS_KNOWN: usize = 5;

/// The browser, or the script, that a request comes from.
#[derive(Clone, Debug, Default)]
pub struct Browser {
    /// The network address, by which tries are counted: of IPv6 the half that names a household.
    pub address: String,
    /// The refresh cookie.
    pub refresh: Option<String>,
    devices: Vec<String>,
}

impl Browser {
    /// Whether somebody has signed in to this account here before.
    #[must_use]
    pub fn knows(&self, keys: &Keys, account: &str) -> bool {
        let proof = keys.device_proof(account);
        self.devices.iter().any(|device| equal(device.as_bytes(), proof.as_bytes()))
    }

    /// The device cookie's text once this account was opened here too.
    #[must_use]
    pub fn now_knows(&self, keys: &Keys, account: &str) -> String {
        let proof = keys.device_proof(account);
        let others = self.devices.iter().filter(|d| **d != proof).take(ACCOUNTS_KNOWN - 1).cloned();
        std::iter::once(proof.clone()).chain(others).collect::<Vec<_>>().join(".")
    }
}

impl FromRequest for Browser {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;
    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let text = |name: &str| request.cookie(name).map(|c| c.value().to_owned());
        let devices = text(DEVICE_COOKIE).map(|t| t.split('.').take(ACCOUNTS_KNOWN).map(str::to_owned).collect());
        ready(Ok(Self {
            address: client(request).map(network).unwrap_or_default(),
            refresh: text(SESSION_COOKIE),
            devices: devices.unwrap_or_default(),
        }))
    }
}

/// Who is at the other end. A proxy on the same machine says so in the last entry of `X-Forwarded-For`; nobody else is believed.
fn client(request: &HttpRequest) -> Option<IpAddr> {
    let peer = request.peer_addr()?.ip();
    let told =
        || request.headers().get_all("X-Forwarded-For").last()?.to_str().ok()?.rsplit(',').next()?.trim().parse().ok();
    if peer.to_canonical().is_loopback() { told().or(Some(peer)) } else { Some(peer) }
}

fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(v4) => v4.to_string(),
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            format!("{}/64", Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

/// Proof that a page of ours made the request: other sites can make a browser send it, but not with these headers.
#[derive(Clone, Copy, Debug)]
pub struct SameOrigin;

impl FromRequest for SameOrigin {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;
    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let header = |name: &str| request.headers().get(name).and_then(|v| v.to_str().ok());
        let public_url = request.app_data::<Data<App>>().map(|app| app.config.public_url.as_str());
        let ours = match header("Sec-Fetch-Site") {
            Some(site) => matches!(site, "same-origin" | "none"),
            None => header(ORIGIN.as_str()).is_some_and(|origin| Some(origin) == public_url),
        };
        ready(if ours { Ok(Self) } else { Err(ApiError::forbidden("This works only from a page of this service.")) })
    }
}

/// A cookie of the session: invisible to scripts, sent to the endpoints of accounts only, and to no other site.
#[must_use]
pub fn session_cookie(app: &App, value: String) -> Cookie<'static> {
    cookie(app, SESSION_COOKIE, value, Duration::days(SESSION_DAYS))
}

/// The cookie of a known browser.
#[must_use]
pub fn device_cookie(app: &App, value: String) -> Cookie<'static> {
    cookie(app, DEVICE_COOKIE, value, Duration::days(DEVICE_DAYS))
}

/// Takes the session's cookie away.
#[must_use]
pub fn no_session_cookie(app: &App) -> Cookie<'static> {
    cookie(app, SESSION_COOKIE, String::new(), Duration::ZERO)
}

fn cookie(app: &App, name: &'static str, value: String, age: Duration) -> Cookie<'static> {
    let secure = app.config.is_https();
    Cookie::build(name, value)
        .path(COOKIE_PATH)
        .http_only(true)
        .same_site(SameSite::Strict)
        .secure(secure)
        .max_age(age)
        .finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_knows_the_accounts_that_were_opened_in_it() {
        let keys = Keys::from_secret(b"a secret of this installation only");
        let mut browser = Browser::default();
        for n in 0..7 {
            let text = browser.now_knows(&keys, &format!("user_{n}"));
            browser.devices = text.split('.').map(str::to_owned).collect();
        }
        assert!(browser.knows(&keys, "user_6") && browser.knows(&keys, "user_2"));
        assert!(!browser.knows(&keys, "user_1"), "only the newest five");
        assert!(!browser.knows(&Keys::from_secret(b"another"), "user_6"));
    }

    #[test]
    fn only_a_proxy_on_this_machine_is_believed() {
        let of = |peer: &str, told: &str| {
            let request = actix_web::test::TestRequest::default().peer_addr(peer.parse().unwrap());
            client(&request.insert_header(("X-Forwarded-For", told)).to_http_request()).unwrap().to_string()
        };
        assert_eq!(of("127.0.0.1:9", "203.0.113.9, 192.0.2.7"), "192.0.2.7");
        assert_eq!(of("[::1]:9", "2001:db8::1"), "2001:db8::1");
        assert_eq!(of("127.0.0.1:9", "nonsense"), "127.0.0.1");
        assert_eq!(of("198.51.100.4:9", "192.0.2.7"), "198.51.100.4");
    }

    #[test]
    fn an_ipv6_household_counts_as_one() {
        let of = |text: &str| network(text.parse().unwrap());
        assert_eq!(of("2001:db8:1:2:3:4:5:6"), of("2001:db8:1:2:ffff::1"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_eq!(of("::ffff:192.0.2.7"), "192.0.2.7");
    }
}
