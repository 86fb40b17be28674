//! A caller, and what the service answers.

use super::Kit;
use actix_web::{
    body::{self, BoxBody},
    dev::ServiceResponse,
    http::Method,
    test,
};
use serde_json::Value;
use std::{cell::RefCell, rc::Rc};

/// Someone who calls: with a token or without, with cookies as a browser keeps them.
#[derive(Clone)]
pub(crate) struct Caller {
    /// The service.
    pub kit: Kit,
    /// The bearer token.
    pub token: Option<String>,
    headers: Vec<(String, String)>,
    cookies: Rc<RefCell<Vec<(String, String)>>>,
}

/// An answer.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// Headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body as it was sent.
    pub text: String,
    /// The body as JSON; null when it is none.
    pub json: Value,
}

impl Reply {
    /// The body, when the status is this one.
    #[track_caller]
    pub(crate) fn expect(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.text);
        self.json
    }

    /// Pointers and codes of a 422, in order.
    #[track_caller]
    pub(crate) fn fields(self) -> Vec<String> {
        let body = self.expect(422);
        body["errors"]
            .as_array()
            .unwrap()
            .iter()
            .map(|e| format!("{} {}", e["pointer"].as_str().unwrap(), e["code"].as_str().unwrap()))
            .collect()
    }

    /// A header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }
}

impl Caller {
    pub(super) fn new(kit: Kit, token: Option<String>) -> Self {
        Self { kit, token, headers: Vec::new(), cookies: Rc::default() }
    }

    /// The same caller with one more header.
    pub(crate) fn with(&self, name: &str, value: &str) -> Self {
        let mut other = self.clone();
        other.headers.push((name.to_owned(), value.to_owned()));
        other
    }

    /// The same browser with another access token.
    pub(crate) fn with_token(&self, token: &str) -> Self {
        Self { token: Some(token.to_owned()), ..self.clone() }
    }

    /// GET.
    pub(crate) async fn get(&self, path: &str) -> Reply {
        self.call(Method::GET, path, None).await
    }

    /// POST with a JSON body.
    pub(crate) async fn post(&self, path: &str, body: Value) -> Reply {
        self.call(Method::POST, path, Some(body.to_string())).await
    }

    /// POST without a body.
    pub(crate) async fn act(&self, path: &str) -> Reply {
        self.call(Method::POST, path, None).await
    }

    /// PATCH.
    pub(crate) async fn patch(&self, path: &str, body: Value) -> Reply {
        self.call(Method::PATCH, path, Some(body.to_string())).await
    }

    /// PUT.
    pub(crate) async fn put(&self, path: &str, body: Value) -> Reply {
        self.call(Method::PUT, path, Some(body.to_string())).await
    }

    /// DELETE.
    pub(crate) async fn delete(&self, path: &str) -> Reply {
        self.call(Method::DELETE, path, None).await
    }

    /// Any method, the body as it is. Cookies are kept as a browser keeps them, whatever their path.
    pub(crate) async fn call(&self, method: Method, path: &str, body: Option<String>) -> Reply {
        self.read(self.answer(method, path, body).await).await
    }

    /// Any method; the answer before its body is read.
    pub(crate) async fn answer(&self, method: Method, path: &str, body: Option<String>) -> ServiceResponse<BoxBody> {
        let mut request =
            test::TestRequest::default().method(method).uri(path).insert_header(("Sec-Fetch-Site", "same-origin"));
        if let Some(token) = &self.token {
            request = request.insert_header(("Authorization", format!("Bearer {token}")));
        }
        let cookies: Vec<String> = self.cookies.borrow().iter().map(|(n, v)| format!("{n}={v}")).collect();
        if !cookies.is_empty() {
            request = request.insert_header(("Cookie", cookies.join("; ")));
        }
        if let Some(body) = body {
            request = request.insert_header(("Content-Type", "application/json")).set_payload(body);
        }
        for (name, value) in &self.headers {
            request = request.insert_header((name.as_str(), value.as_str()));
        }
        (self.kit.serve)(request.to_request()).await
    }

    async fn read(&self, response: ServiceResponse<BoxBody>) -> Reply {
        let status = response.status().as_u16();
        let pairs =
            response.headers().iter().map(|(n, v)| (n.as_str().to_owned(), v.to_str().unwrap_or_default().to_owned()));
        let headers: Vec<(String, String)> = pairs.collect();
        for (_, cookie) in headers.iter().filter(|(n, _)| n == "set-cookie") {
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            let mut kept = self.cookies.borrow_mut();
            kept.retain(|(n, _)| n != name);
            if !value.is_empty() {
                kept.push((name.to_owned(), value.to_owned()));
            }
        }
        let is_stream = headers.iter().any(|(n, v)| n == "content-type" && v.starts_with("text/event-stream"));
        let bytes = if is_stream { Default::default() } else { body::to_bytes(response.into_body()).await.unwrap() };
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let json = serde_json::from_str(&text).unwrap_or(Value::Null);
        Reply { status, headers, text, json }
    }

    /// Cookies this caller's browser keeps.
    pub(crate) fn cookies(&self) -> Vec<(String, String)> {
        self.cookies.borrow().clone()
    }

    /// The same caller at another replica.
    pub(crate) fn at(&self, replica: &Kit) -> Self {
        Self { kit: replica.clone(), ..self.clone() }
    }

    /// Another browser: the same token and headers, no cookies shared from now on, these to begin with.
    pub(crate) fn with_cookies(&self, cookies: Vec<(String, String)>) -> Self {
        Self { cookies: Rc::new(RefCell::new(cookies)), ..self.clone() }
    }
}
