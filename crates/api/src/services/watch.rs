//! Watching a plan: news is read from the store when told that there is some; whether the caller may is asked again before each piece, and a watch ends at
//! once when they no longer may.

use super::activity;
use crate::{
    app::App,
    auth::{Caller, Permit, permit::SeePlan},
    db::Signal,
    error::ApiError,
};
use std::time::Duration;
use tandem_shared::event::Event;
use tokio::sync::broadcast::{Receiver, error::RecvError};

/// Between two signs of life; proxies close what is silent for a minute.
const HEARTBEAT: Duration = Duration::from_secs(20);

/// Somebody who watches a plan.
pub struct Watch {
    app: App,
    permit: Permit<SeePlan>,
    seen: i64,
    news: Receiver<Signal>,
    people: Receiver<Signal>,
    /// There may be news that nobody will tell of: from before the watch began, or beyond what one reading holds.
    is_behind: bool,
}

/// A piece of news; a sign of life when there is nothing in it.
#[derive(Debug, Default)]
pub struct News {
    /// The caller may something else than before: their screen reads the plan again.
    pub is_other_access: bool,
    /// Events in their order.
    pub events: Vec<Event>,
}

/// What woke a watch.
enum Woke {
    News,
    Access,
    Heartbeat,
    Closing,
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.app.hub.forget(self.permit.plan_id());
    }
}

impl Watch {
    /// Watches what comes after event number `seen`.
    #[must_use]
    pub fn begin(app: &App, permit: Permit<SeePlan>, seen: i64) -> Self {
        let (news, people) = app.hub.subscribe(permit.plan_id());
        Self { app: app.clone(), permit, seen, news, people, is_behind: true }
    }

    /// The next piece; nothing once the watch has ended.
    pub async fn next(&mut self) -> Option<News> {
        loop {
            let woke = if self.is_behind { Woke::News } else { self.wait().await };
            if matches!(woke, Woke::Closing) {
                return None;
            }
            let is_other_access = self.look_again().await.ok()?;
            // A signal may have been missed while the connection that hears them was away.
            let has_news = matches!(woke, Woke::News) || self.permit.plan.state.seq > self.seen;
            let events = if has_news { self.read().await.ok()? } else { Vec::new() };
            if is_other_access || !events.is_empty() || matches!(woke, Woke::Heartbeat) {
                return Some(News { is_other_access, events });
            }
        }
    }

    /// Asks anew whether the caller may; answers whether they may something else than before.
    async fn look_again(&mut self) -> Result<bool, ApiError> {
        let fresh = self.permit.again(&self.app).await?;
        let is_other = fresh.kind != self.permit.kind;
        self.permit = fresh;
        Ok(is_other)
    }

    async fn read(&mut self) -> Result<Vec<Event>, ApiError> {
        let events = activity::news(&self.app, &self.permit, self.seen).await?;
        self.is_behind = events.len() >= activity::NEWS_MAX;
        self.seen = events.last().map_or(self.seen, |last| last.seq);
        Ok(events)
    }

    async fn wait(&mut self) -> Woke {
        let heartbeat = tokio::time::sleep(HEARTBEAT);
        tokio::pin!(heartbeat);
        loop {
            tokio::select! {
                () = self.app.hub.closing() => return Woke::Closing,
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
                () = &mut heartbeat => return Woke::Heartbeat,
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
}
