//! The live stream of a plan: a streamed fetch (the browser's own event source sends no header), which connects again by itself.

use super::{Identity, json, sse::Parser, tokens};
use crate::browser;
use gloo_net::http::RequestBuilder;
use std::{cell::Cell, rc::Rc};
use tandem_shared::{event::Event, id::PlanId, paths};
use wasm_bindgen::JsCast;
use web_sys::{AbortController, RequestCredentials};

/// What the stream tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Live {
    /// Connected; everything since the last number will come.
    Connected,
    /// Something happened.
    Event(Box<Event>),
    /// Something happened that this page does not know; fetch the plan again.
    Unknown,
    /// Disconnected; it is being tried again.
    Waiting,
    /// Access ended: revoked, or signed out.
    Ended,
}

/// An open stream; [`Stream::close`] ends it, and so does dropping it.
pub struct Stream {
    closed: Rc<Cell<bool>>,
    abort: Option<AbortController>,
}

impl Stream {
    /// Ends the stream.
    pub fn close(&self) {
        self.closed.set(true);
        if let Some(abort) = &self.abort {
            abort.abort();
        }
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.close();
    }
}

/// Opens a plan's stream after the event with number `after` (a plan's `seq`) and calls `tell` for everything that comes.
///
/// Close it when the page goes: `let s = StoredValue::new_local(Some(open(…))); on_cleanup(move || s.set_value(None))`.
#[must_use]
pub fn open(plan: &PlanId, after: i64, tell: impl Fn(Live) + 'static) -> Stream {
    let closed = Rc::new(Cell::new(false));
    let abort = AbortController::new().ok();
    let task =
        Task { plan: plan.clone(), closed: Rc::clone(&closed), abort: abort.clone(), last: Cell::new(after), tell };
    leptos::task::spawn_local(async move { task.run().await });
    Stream { closed, abort }
}

struct Task<F: Fn(Live)> {
    plan: PlanId,
    closed: Rc<Cell<bool>>,
    abort: Option<AbortController>,
    last: Cell<i64>,
    tell: F,
}

/// How a connection ended.
enum End {
    /// Cut; try again.
    Cut,
    /// Refused for good.
    Refused,
}

impl<F: Fn(Live)> Task<F> {
    async fn run(&self) {
        let mut wait = 500;
        while !self.closed.get() {
            let began = browser::now_millis();
            if matches!(self.connect().await, End::Refused) {
                self.say(Live::Ended);
                return;
            }
            self.say(Live::Waiting);
            // A connection that held a while was a good one: begin with a short wait again.
            wait = if browser::now_millis() - began > 10_000.0 { 500 } else { (wait * 2).min(30_000) };
            #[expect(clippy::cast_possible_truncation, reason = "a random number below 500")]
            let spread = (js_sys::Math::random() * 500.0) as i32;
            browser::sleep(wait + spread).await;
        }
    }

    fn say(&self, live: Live) {
        if !self.closed.get() {
            (self.tell)(live);
        }
    }

    async fn connect(&self) -> End {
        let identity = Identity::of_plan(&self.plan);
        let token = match tokens::valid(&identity).await {
            Ok(token) => token,
            Err(error) => return if matches!(error.status(), 401..=410) { End::Refused } else { End::Cut },
        };
        let request = RequestBuilder::new(&paths::stream(self.plan.as_str()))
            .credentials(RequestCredentials::SameOrigin)
            .abort_signal(self.abort.as_ref().map(AbortController::signal).as_ref())
            .header("Accept", "text/event-stream")
            .header("Authorization", &format!("Bearer {token}"))
            .header("Last-Event-ID", &self.last.get().to_string())
            .build();
        let Ok(request) = request else { return End::Cut };
        let Ok(response) = request.send().await else { return End::Cut };
        match response.status() {
            200 => {}
            401 => {
                tokens::drop_token(&identity);
                return End::Cut;
            }
            403 | 404 | 410 => return End::Refused,
            _ => return End::Cut,
        }
        let Some(body) = response.body() else { return End::Cut };
        self.say(Live::Connected);
        self.read(wasm_streams::ReadableStream::from_raw(body)).await;
        End::Cut
    }

    async fn read(&self, mut body: wasm_streams::ReadableStream) {
        let Ok(mut reader) = body.try_get_reader() else { return };
        let mut parser = Parser::default();
        while let Ok(Some(chunk)) = reader.read().await {
            let bytes = chunk.unchecked_into::<js_sys::Uint8Array>().to_vec();
            for frame in parser.push(&bytes) {
                if let Ok(seq) = frame.id.parse::<i64>() {
                    self.last.set(seq.max(self.last.get()));
                }
                self.say(json::read::<Event>(&frame.data).map_or(Live::Unknown, |event| Live::Event(Box::new(event))));
            }
            if self.closed.get() {
                return;
            }
        }
    }
}
