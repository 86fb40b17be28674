//! How bodies and conditions of requests come in: [`Body`] parses, refuses unknown fields by name, checks everything at once; [`Call`] carries
//! `If-Match` and `Idempotency-Key`. There is no other way in.

use crate::error::ApiError;
use actix_web::{FromRequest, HttpRequest, dev::Payload, web::Bytes};
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use std::{future::Future, pin::Pin};
use tandem_shared::{
    chain::hex,
    error::{Input, Problems},
};

/// Largest body, in bytes.
pub const BODY_MAX: usize = 1 << 20;

/// What a request says besides its body.
#[derive(Clone, Debug, Default)]
pub struct Call {
    /// `If-Match`: the version the caller has seen.
    pub if_match: Option<i32>,
    /// `Idempotency-Key` with the hash of the whole request.
    pub once: Option<OnceKey>,
}

/// The key of a POST that must have one effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnceKey {
    /// The caller's key.
    pub key: String,
    /// SHA-256 of method, path and body.
    pub request_hash: String,
}

/// A body that was parsed and checked.
#[derive(Clone, Debug)]
pub struct Body<T> {
    /// The value.
    pub value: T,
    /// What the request says besides.
    pub call: Call,
}

impl<T> Body<T> {
    /// One that was not sent: it has no conditions.
    pub fn unsent(value: T) -> Self {
        Self { value, call: Call::default() }
    }
}

impl Call {
    fn of(request: &HttpRequest, body: &[u8]) -> Result<Self, ApiError> {
        let header = |name: &str| request.headers().get(name).and_then(|v| v.to_str().ok());
        let if_match = match header("If-Match") {
            None | Some("*") => None,
            // A tag that is none of ours fits nothing.
            Some(tag) => Some(tag.trim_start_matches("W/").trim_matches('"').parse().unwrap_or(-1)),
        };
        let once = match header("Idempotency-Key") {
            Some(key) if key.is_empty() || key.len() > 200 => {
                return Err(malformed(400, "bad_idempotency_key", "Idempotency-Key must have 1 to 200 characters."));
            }
            Some(key) => {
                let hash = Sha256::new()
                    .chain_update(request.method().as_str())
                    .chain_update(b"\n")
                    .chain_update(request.uri().path());
                let request_hash = hex(&hash.chain_update(b"\n").chain_update(body).finalize());
                Some(OnceKey { key: key.to_owned(), request_hash })
            }
            None => None,
        };
        Ok(Self { if_match, once })
    }

    /// Fails when the caller has seen another version.
    ///
    /// # Errors
    /// `Stale`.
    pub fn expect_version(&self, version: i32) -> Result<(), ApiError> {
        if self.if_match.is_some_and(|seen| seen != version) { Err(ApiError::Stale) } else { Ok(()) }
    }
}

fn malformed(status: u16, code: &'static str, detail: impl Into<String>) -> ApiError {
    ApiError::Malformed { status, code, detail: detail.into() }
}

/// Parses JSON: what is no JSON is 400, what is JSON of another shape is 422 with a pointer.
fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ApiError> {
    let mut source = serde_json::Deserializer::from_slice(bytes);
    match serde_path_to_error::deserialize(&mut source) {
        Ok(value) => source
            .end()
            .map(|()| value)
            .map_err(|e| malformed(400, "malformed_json", format!("The body is not JSON: {e}."))),
        Err(error) => {
            let pointer = pointer_of(error.path());
            let inner = error.into_inner();
            if inner.is_data() {
                Err(shape_error(&pointer, &inner.to_string()))
            } else {
                Err(malformed(400, "malformed_json", format!("The body is not JSON: {inner}.")))
            }
        }
    }
}

fn pointer_of(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    path.iter()
        .map(|segment| match segment {
            Segment::Seq { index } => format!("/{index}"),
            Segment::Map { key } => format!("/{key}"),
            Segment::Enum { variant } => format!("/{variant}"),
            Segment::Unknown => String::new(),
        })
        .collect()
}

/// What serde says about a shape, as one field's problem.
fn shape_error(pointer: &str, message: &str) -> ApiError {
    let message = message.split(" at line ").next().unwrap_or(message);
    let named = |prefix: &str| message.strip_prefix(prefix).and_then(|rest| rest.split('`').next());
    if let Some(field) = named("unknown field `") {
        let at =
            if pointer.ends_with(&format!("/{field}")) { pointer.to_owned() } else { format!("{pointer}/{field}") };
        return ApiError::field(at, "unknown_field", format!("there is no field {field} here"));
    }
    if let Some(field) = named("missing field `") {
        return ApiError::field(format!("{pointer}/{field}"), "required", "is required");
    }
    ApiError::field(pointer, "wrong_type", message)
}

impl<T: DeserializeOwned + Input + 'static> FromRequest for Body<T> {
    type Error = ApiError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, ApiError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let kind = request.headers().get("Content-Type").and_then(|v| v.to_str().ok()).unwrap_or_default();
        let is_json = kind.split(';').next().is_some_and(|k| {
            k.trim().eq_ignore_ascii_case("application/json")
                || k.trim().eq_ignore_ascii_case("application/merge-patch+json")
        });
        let (request, bytes) = (request.clone(), Bytes::from_request(request, payload));
        Box::pin(async move {
            if !is_json {
                return Err(malformed(415, "not_json", "Send the body as Content-Type: application/json."));
            }
            let bytes = bytes.await.map_err(|_| malformed(413, "too_large", "The body must be at most 1 MiB."))?;
            let mut value: T = parse(&bytes)?;
            let mut problems = Problems::default();
            value.check(&mut problems);
            problems.result()?;
            Ok(Self { value, call: Call::of(&request, &bytes)? })
        })
    }
}

impl FromRequest for Call {
    type Error = ApiError;
    type Future = std::future::Ready<Result<Self, ApiError>>;
    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        std::future::ready(Self::of(request, b""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tandem_shared::milestone::NewMilestone;

    fn refusal(text: &str) -> (u16, String) {
        let problem = parse::<NewMilestone>(text.as_bytes()).unwrap_err().problem();
        (problem.status, problem.errors.first().map(|e| format!("{} {}", e.pointer, e.code)).unwrap_or(problem.code))
    }

    #[test]
    fn what_is_no_json_is_400_and_json_of_another_shape_names_the_field() {
        assert_eq!(refusal("{\"title\":"), (400, "malformed_json".into()));
        assert_eq!(refusal("{\"title\":\"a\"} x"), (400, "malformed_json".into()));
        assert_eq!(refusal("{}"), (422, "/title required".into()));
        assert_eq!(refusal("{\"title\":\"a\",\"owner\":1}"), (422, "/owner unknown_field".into()));
        assert_eq!(refusal("{\"title\":7}"), (422, "/title wrong_type".into()));
        assert_eq!(
            refusal("{\"title\":\"a\",\"target_date\":\"2026-02-30\"}"),
            (422, "/target_date wrong_type".into())
        );
        assert_eq!(
            refusal("{\"title\":\"a\",\"assumptions\":[{\"text\":\"x\",\"stat\":1}]}"),
            (422, "/assumptions/0/stat unknown_field".into())
        );
    }
}
