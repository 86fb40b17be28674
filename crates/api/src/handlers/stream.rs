//! The live stream of a plan as server-sent events.

use crate::{
    app::App,
    auth::{Permit, permit::SeePlan},
    error::ApiError,
    services::watch::{News, Watch},
};
use actix_web::{
    HttpResponse,
    http::header,
    web::{Bytes, Data},
};
use futures_util::{StreamExt, stream};

/// How long a browser waits before it comes again, in milliseconds.
const RETRY: &str = "retry: 1000\n\n";

/// Answers with the stream of what comes after event number `seen`.
#[must_use]
pub fn answer(app: &Data<App>, permit: Permit<SeePlan>, seen: i64) -> HttpResponse {
    let begun = stream::once(async { Ok(Bytes::from_static(RETRY.as_bytes())) });
    let news = stream::unfold(Watch::begin(app, permit, seen), |mut watch| async move {
        let piece = watch.next().await?;
        Some((frames(&piece), watch))
    });
    HttpResponse::Ok()
        .content_type("text/event-stream")
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header(("X-Accel-Buffering", "no"))
        // Compression would hold news back until a block is full.
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .streaming(begun.chain(news))
}

fn frames(news: &News) -> Result<Bytes, ApiError> {
    let mut frames = String::new();
    if news.is_other_access {
        frames.push_str("event: access.changed\ndata: {}\n\n");
    }
    for event in &news.events {
        let data = serde_json::to_string(event).map_err(ApiError::internal)?;
        frames.push_str(&format!("id: {}\nevent: {}\ndata: {data}\n\n", event.seq, event.kind));
    }
    if frames.is_empty() {
        frames.push_str(": still here\n\n");
    }
    Ok(frames.into())
}
