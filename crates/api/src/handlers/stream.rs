//! The live stream of a plan as server-sent events. It reads news from the store when told that there is some, asks again whether the caller may before
//! each piece, and ends at once when they no longer may.

use crate::{
    app::App,
    auth::{Caller, Permit, permit::SeePlan},
    db::Signal,
    error::ApiError,
    services::activity,
};
use actix_web::{
    HttpResponse,
    http::header,
    web::{Bytes, Data},
};
use futures_util::stream;
use std::time::Duration;
use tokio::sync::broadcast::{Receiver, error::RecvError};

/// Between two signs of life; proxies close what is silent for a minute.
const HEARTBEAT: Duration = Duration::from_secs(20);

struct Watch {
    app: Data<App>,
    permit: Permit<SeePlan>,
    seen: i64,
    news: Receiver<Signal>,
    people: Receiver<Signal>,
    is_begun: bool,
    /// The last reading was full, so there may be more.
    is_behind: bool,
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.app.hub.forget(self.permit.plan_id());
    }
}

/// What woke a stream.
enum Woke {
    News,
    Access,
    Heartbeat,
    Closing,
}

/// Answers with the stream of what comes after event number `seen`.
#[must_use]
pub fn answer(app: Data<App>, permit: Permit<SeePlan>, seen: i64) -> HttpResponse {
    let (news, people) = app.hub.subscribe(permit.plan_id());
    let watch = Watch { app, permit, seen, news, people, is_begun: false, is_behind: false };
    HttpResponse::Ok()
        .content_type("text/event-stream")
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header(("X-Accel-Buffering", "no"))
        // Compression would hold news back until a block is full.
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .streaming(stream::unfold(watch, |mut watch| async move {
            let piece = watch.next().await?;
            Some((Ok::<_, ApiError>(piece), watch))
        }))
}

impl Watch {
    /// The next piece to send; `None` ends the stream.
    async fn next(&mut self) -> Option<Bytes> {
        if !self.is_begun {
            self.is_begun = true;
            // What happened between reading the plan and subscribing.
            return self.frames("retry: 1000\n\n").await.ok();
        }
        loop {
            let woke = if self.is_behind { Woke::News } else { self.wait().await };
            if matches!(woke, Woke::Closing) {
                return None;
            }
            let told = self.look_again().await.ok()?;
            let piece = match woke {
                Woke::Heartbeat => Bytes::from(format!("{told}: still here\n\n")),
                Woke::News => self.frames(told).await.ok()?,
                Woke::Access | Woke::Closing => Bytes::from_static(told.as_bytes()),
            };
            if !piece.is_empty() {
                return Some(piece);
            }
        }
    }

    /// Asks anew whether the caller may; answers a frame that tells when they may something else than before, so that their screen reads the plan again.
    async fn look_again(&mut self) -> Result<&'static str, ApiError> {
        let fresh = self.permit.again(&self.app).await?;
        let is_other = fresh.kind != self.permit.kind;
        self.permit = fresh;
        Ok(if is_other { "event: access.changed\ndata: {}\n\n" } else { "" })
    }

    async fn wait(&mut self) -> Woke {
        loop {
            let app = self.app.clone();
            tokio::select! {
                () = app.hub.closing() => return Woke::Closing,
                told = self.news.recv() => return match told {
                    // What was missed is read from the store all the same.
                    Ok(_) | Err(RecvError::Lagged(_)) => Woke::News,
                    Err(RecvError::Closed) => Woke::Closing,
                },
                told = self.people.recv() => match told {
                    Ok(signal) if !self.concerns(&signal) => {}
                    Ok(_) | Err(RecvError::Lagged(_)) => return Woke::Access,
                    Err(RecvError::Closed) => return Woke::Closing,
                },
                () = tokio::time::sleep(HEARTBEAT) => return Woke::Heartbeat,
            }
        }
    }

    fn concerns(&self, signal: &Signal) -> bool {
        match (signal, &self.permit.caller) {
            (Signal::Grant { grant }, Caller::Guest(guest)) => *grant == guest.grant_id,
            (Signal::User { user, .. }, Caller::User(caller)) => *user == caller.id,
            _ => false,
        }
    }

    /// Everything after the last event sent, as frames behind `head`.
    async fn frames(&mut self, head: &str) -> Result<Bytes, ApiError> {
        let mut frames = head.to_owned();
        let news = activity::news(&self.app, &self.permit, self.seen).await?;
        self.is_behind = news.len() >= activity::NEWS_MAX;
        for event in news {
            let data = serde_json::to_string(&event).map_err(ApiError::internal)?;
            frames.push_str(&format!("id: {}\nevent: {}\ndata: {data}\n\n", event.seq, event.kind));
            self.seen = event.seq;
        }
        Ok(frames.into())
    }
}
