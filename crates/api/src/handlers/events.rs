//! History and live news of a plan.

use super::answer::{self, Answer};
use crate::{
    app::App,
    auth::{
        Permit,
        permit::{SeeInternal, SeePlan},
    },
    error::ApiError,
    handlers::stream,
    services::activity,
};
use actix_web::{
    HttpRequest, HttpResponse, get,
    web::{Data, Query},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize};
use tandem_shared::{
    chain::ExportedLog,
    event::Event,
    paging::{DEFAULT_LIMIT, MAX_LIMIT, Page},
};
use utoipa::{IntoParams, ToSchema};

/// Which part of the history.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct EventsQuery {
    /// Lines after this number, oldest first.
    after: Option<i64>,
    /// Lines before this number, newest first.
    before: Option<i64>,
    /// Lines of a page, 1–100.
    limit: Option<u16>,
}

/// The key that verifies checkpoints.
#[derive(Serialize, ToSchema)]
pub struct LogKey {
    /// The algorithm, always `ed25519`.
    pub algorithm: &'static str,
    /// The public key, base64.
    pub public_key: String,
}

/// Lists a plan's history
///
/// Newest first; with `after`, oldest first from there. A guest sees the shared lines.
#[utoipa::path(tag = "activity", params(("plan_id" = String, Path, description = "The plan."), EventsQuery),
    responses((status = 200, description = "A page of events.", body = Page<Event>)))]
#[get("/plans/{plan_id}/events")]
pub async fn list_events(app: Data<App>, permit: Permit<SeePlan>, query: Query<EventsQuery>) -> Answer {
    let limit = query.limit.unwrap_or(DEFAULT_LIMIT);
    if !(1..=MAX_LIMIT).contains(&limit) {
        return Err(ApiError::field("?limit", "out_of_range", format!("must be between 1 and {MAX_LIMIT}")));
    }
    Ok(answer::ok(&activity::list(&app, &permit, query.after, query.before, limit).await?))
}

/// Exports a plan's log
///
/// Every line with its hashes, and signed checkpoints; `tandem verify-log` checks it without the server.
#[utoipa::path(tag = "activity", params(("plan_id" = String, Path, description = "The plan.")),
    responses((status = 200, description = "The whole chain.", body = ExportedLog)))]
#[get("/plans/{plan_id}/events/export")]
pub async fn export_events(app: Data<App>, permit: Permit<SeeInternal>) -> Answer {
    let log = activity::export(&app, &permit).await?;
    let name = format!("attachment; filename=\"{}-log.json\"", permit.plan_id());
    Ok(HttpResponse::Ok().insert_header(("Content-Disposition", name)).json(log))
}

/// Reads the key that verifies checkpoints
///
/// The same for every log of this installation.
#[utoipa::path(tag = "activity", responses((status = 200, description = "The key.", body = LogKey)))]
#[get("/log-key")]
pub async fn get_log_key(app: Data<App>) -> Answer {
    Ok(answer::ok(&LogKey { algorithm: "ed25519", public_key: STANDARD.encode(app.keys.log_public_key()) }))
}

/// Streams a plan's news
///
/// Server-sent events: `id` is the event's number, `data` an Event. `access.changed`, without a number, tells that the caller may something else than before:
/// read the plan again. Resumes after `Last-Event-ID`; ends when the caller's access ends.
#[utoipa::path(tag = "activity",
    params(("plan_id" = String, Path, description = "The plan."), ("Last-Event-ID" = Option<i64>, Header, description = "Number of the last event seen.")),
    responses((status = 200, description = "The stream.", content_type = "text/event-stream", body = String)))]
#[get("/plans/{plan_id}/stream")]
pub async fn stream_events(app: Data<App>, permit: Permit<SeePlan>, request: HttpRequest) -> Answer {
    let last = request.headers().get("Last-Event-ID").and_then(|v| v.to_str().ok()).and_then(|v| v.parse().ok());
    let seen = last.unwrap_or(permit.plan.state.seq);
    Ok(stream::answer(&app, permit, seen))
}
