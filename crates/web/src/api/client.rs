//! One call: address, token, idempotency key, version, body out, body or problem in.

use super::{Answer, ApiError, json, tokens};
use crate::browser;
use gloo_net::http::{Method, RequestBuilder, Response};
use serde::{Serialize, de::DeserializeOwned};
use tandem_shared::id::PlanId;
use web_sys::RequestCredentials;

/// As whom a call is made. A user and guests of several plans can be open side by side in one browser.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Identity {
    /// The signed-in user.
    User,
    /// The guest of a plan.
    Guest(PlanId),
}

impl Identity {
    /// As whom calls about this plan are made: as it was opened; before that as the user if one is signed in, else as its guest.
    #[must_use]
    pub fn of_plan(plan: &PlanId) -> Self {
        tokens::opened_as(plan)
            .unwrap_or_else(|| if tokens::me().is_some() { Self::User } else { Self::Guest(plan.clone()) })
    }
}

/// What is sent, without its types: kept apart so that it is compiled once.
struct Call<'a> {
    method: Method,
    path: &'a str,
    body: Option<String>,
    version: Option<i32>,
    key: Option<String>,
}

impl Call<'_> {
    fn request(&self, token: Option<&str>) -> RequestBuilder {
        let mut request = RequestBuilder::new(self.path)
            .method(self.method.clone())
            .credentials(RequestCredentials::SameOrigin)
            .header("Accept", "application/json");
        if let Some(token) = token {
            request = request.header("Authorization", &format!("Bearer {token}"));
        }
        if let Some(version) = self.version {
            request = request.header("If-Match", &format!("\"{version}\""));
        }
        if let Some(key) = &self.key {
            request = request.header("Idempotency-Key", key);
        }
        request
    }

    async fn send(&self, token: Option<&str>) -> Answer<String> {
        let request = self.request(token);
        let sent = match &self.body {
            Some(body) => request.header("Content-Type", "application/json").body(body.as_str()),
            None => request.build(),
        };
        let response = sent.map_err(|_| ApiError::Offline)?.send().await.map_err(|_| ApiError::Offline)?;
        let text = response.text().await.map_err(|_| ApiError::Offline)?;
        if response.ok() { Ok(text) } else { Err(ApiError::of(response.status(), &text, request_id(&response))) }
    }

    /// Sends with a token; when the service no longer takes it, renews it once and sends again.
    async fn send_as(&self, identity: &Identity) -> Answer<String> {
        let token = tokens::valid(identity).await?;
        match self.send(Some(&token)).await {
            Err(ApiError::SignedOut(_)) => {
                tokens::drop_token(identity);
                let token = tokens::valid(identity).await?;
                self.send(Some(&token)).await
            }
            other => other,
        }
    }
}

pub(super) fn request_id(response: &Response) -> String {
    response.headers().get("x-request-id").unwrap_or_default()
}

fn write<B: Serialize>(body: &B) -> Option<String> {
    serde_json::to_string(body).ok()
}

pub(super) fn read<T: DeserializeOwned>(text: &str) -> Answer<T> {
    // An empty answer (204) reads as `()`.
    let text = if text.is_empty() { "null" } else { text };
    json::read(text).map_err(|_| ApiError::Unreadable { status: 200, request_id: String::new() })
}

/// GET as somebody.
///
/// # Errors
/// See [`ApiError`]; the same holds for every call of this module.
pub async fn get<T: DeserializeOwned>(identity: &Identity, path: &str) -> Answer<T> {
    read(&Call { method: Method::GET, path, body: None, version: None, key: None }.send_as(identity).await?)
}

/// GET as somebody, as the text that came.
///
/// # Errors
/// See [`get`].
pub async fn get_text(identity: &Identity, path: &str) -> Answer<String> {
    Call { method: Method::GET, path, body: None, version: None, key: None }.send_as(identity).await
}

/// GET of a file as somebody: its name, as the service gave it, and its bytes.
///
/// # Errors
/// See [`get`].
pub async fn get_file(identity: &Identity, path: &str) -> Answer<(String, Vec<u8>)> {
    let call = Call { method: Method::GET, path, body: None, version: None, key: None };
    let mut token = tokens::valid(identity).await?;
    for is_last in [false, true] {
        let request = call.request(Some(&token)).build().map_err(|_| ApiError::Offline)?;
        let response = request.send().await.map_err(|_| ApiError::Offline)?;
        if response.ok() {
            let name = file_name(&response.headers().get("content-disposition").unwrap_or_default());
            return Ok((name, response.binary().await.map_err(|_| ApiError::Offline)?));
        }
        let text = response.text().await.map_err(|_| ApiError::Offline)?;
        let error = ApiError::of(response.status(), &text, request_id(&response));
        if is_last || !matches!(error, ApiError::SignedOut(_)) {
            return Err(error);
        }
        tokens::drop_token(identity);
        token = tokens::valid(identity).await?;
    }
    Err(ApiError::Offline)
}

/// The name in `attachment; filename="plan.md"; filename*=UTF-8''plan.md`: the second where there is one.
fn file_name(disposition: &str) -> String {
    let extended = disposition.split("filename*=UTF-8''").nth(1);
    let decoded = extended.and_then(|name| js_sys::decode_uri_component(name).ok().map(String::from));
    let plain = || disposition.split('"').nth(1).map(str::to_owned);
    decoded.or_else(plain).unwrap_or_else(|| "plan".to_owned())
}

/// POST as somebody, with an idempotency key of its own.
///
/// # Errors
/// See [`get`].
pub async fn post<B: Serialize, T: DeserializeOwned>(identity: &Identity, path: &str, body: &B) -> Answer<T> {
    let call = Call { method: Method::POST, path, body: write(body), version: None, key: Some(browser::random_hex()) };
    read(&call.send_as(identity).await?)
}

/// POST of what needs no body, with an idempotency key of its own; the text that came.
///
/// # Errors
/// See [`get`].
pub async fn act(identity: &Identity, path: &str) -> Answer<String> {
    let (body, key) = (Some("{}".to_owned()), Some(browser::random_hex()));
    Call { method: Method::POST, path, body, version: None, key }.send_as(identity).await
}

/// PATCH as somebody; with a version the service refuses with [`ApiError::Changed`] when somebody else was quicker.
///
/// # Errors
/// See [`get`].
pub async fn patch<B: Serialize, T: DeserializeOwned>(
    identity: &Identity,
    path: &str,
    version: Option<i32>,
    body: &B,
) -> Answer<T> {
    read(&Call { method: Method::PATCH, path, body: write(body), version, key: None }.send_as(identity).await?)
}

/// PUT as somebody.
///
/// # Errors
/// See [`get`].
pub async fn put<B: Serialize, T: DeserializeOwned>(identity: &Identity, path: &str, body: &B) -> Answer<T> {
    read(&Call { method: Method::PUT, path, body: write(body), version: None, key: None }.send_as(identity).await?)
}

/// PUT as somebody; with a version the service refuses with [`ApiError::Changed`] when somebody else was quicker.
///
/// # Errors
/// See [`get`].
pub async fn put_version<B: Serialize, T: DeserializeOwned>(
    identity: &Identity,
    path: &str,
    version: Option<i32>,
    body: &B,
) -> Answer<T> {
    read(&Call { method: Method::PUT, path, body: write(body), version, key: None }.send_as(identity).await?)
}

/// Any answer, not looked at: for calls whose effect is all that matters.
#[derive(serde::Deserialize)]
#[serde(transparent)]
pub(super) struct Whatever(serde::de::IgnoredAny);

/// DELETE as somebody.
///
/// # Errors
/// See [`get`].
pub async fn delete(identity: &Identity, path: &str) -> Answer<()> {
    Call { method: Method::DELETE, path, body: None, version: None, key: None }.send_as(identity).await.map(|_| ())
}

/// POST as nobody: signing in, joining.
///
/// # Errors
/// See [`get`].
pub async fn post_open<B: Serialize, T: DeserializeOwned>(path: &str, body: &B) -> Answer<T> {
    let call = Call { method: Method::POST, path, body: write(body), version: None, key: Some(browser::random_hex()) };
    read(&call.send(None).await.map_err(ApiError::of_open_call)?)
}

/// POST without a body and as nobody but the cookie: renewing.
pub(super) async fn bare<T: DeserializeOwned>(path: &str) -> Answer<T> {
    read(&Call { method: Method::POST, path, body: None, version: None, key: None }.send(None).await?)
}
