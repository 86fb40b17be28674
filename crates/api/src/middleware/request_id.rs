//! A request id for every answer, in the header, in error bodies and in the log.

use actix_web::{
    Error,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::header::{HeaderName, HeaderValue},
    middleware::Next,
};

tokio::task_local! {
    static REQUEST_ID: String;
}

/// The id of the request that is being served; empty outside of one.
#[must_use]
pub fn current() -> String {
    REQUEST_ID.try_with(Clone::clone).unwrap_or_default()
}

/// Takes the caller's `X-Request-Id` when it is short and plain, makes one otherwise; answers with it and logs the request's outcome.
///
/// # Errors
/// Those of the request.
pub async fn with_request_id(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let sent = request.headers().get("X-Request-Id").and_then(|v| v.to_str().ok());
    let plain = |id: &&str| {
        (8..=64).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
    };
    let id = sent.filter(plain).map_or_else(|| crate::ids::internal("req"), str::to_owned);
    let started = std::time::Instant::now();
    let method = request.method().clone();
    // The route, never the path: a path may hold ids, and a query may hold what was typed.
    let route = request.match_pattern().unwrap_or_default();
    let answer = REQUEST_ID.scope(id.clone(), async {
        let mut answer = next.call(request).await?;
        if let Ok(value) = HeaderValue::from_str(&current()) {
            answer.headers_mut().insert(HeaderName::from_static("x-request-id"), value);
        }
        Ok::<_, Error>(answer)
    });
    let answer = answer.await?;
    let status = answer.status().as_u16();
    tracing::debug!(request_id = id, %method, route, status, micros = started.elapsed().as_micros(), "served");
    Ok(answer)
}
