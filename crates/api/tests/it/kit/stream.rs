//! Live streams as a browser reads them, piece by piece or frame by frame.

use super::{Caller, id};
use actix_web::{
    body::{BoxBody, MessageBody},
    http::Method,
};
use serde_json::Value;
use std::{collections::VecDeque, future::poll_fn, pin::Pin, time::Duration};
use tandem_shared::paths;
use tokio::time::timeout;

/// Longest wait for what must come.
const PATIENCE: Duration = Duration::from_secs(10);
/// Wait after which nothing more is expected.
const SILENCE: Duration = Duration::from_millis(400);

/// An open stream.
pub(crate) struct Stream {
    body: BoxBody,
    frames: VecDeque<Frame>,
    /// Everything that was sent so far.
    pub sent: String,
}

/// A frame that is neither a comment nor a setting.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    /// Number of the event.
    pub seq: i64,
    /// Its type.
    pub kind: String,
    /// The event.
    pub event: Value,
}

impl Caller {
    /// Opens a live stream.
    pub(crate) async fn open(&self, path: &str) -> Stream {
        let response = self.answer(Method::GET, path, None).await;
        assert_eq!(response.status(), 200);
        Stream { body: response.into_body(), frames: VecDeque::new(), sent: String::new() }
    }

    /// Opens the stream of a plan after the event `last`, or at its newest, and reads its first piece, which is there at once.
    pub(crate) async fn watch(&self, plan: &Value, last: Option<i64>) -> Stream {
        let caller = last.map_or_else(|| self.clone(), |last| self.with("Last-Event-ID", &last.to_string()));
        let mut stream = caller.open(&paths::stream(id(plan))).await;
        assert!(stream.next().await.unwrap().starts_with("retry: "));
        stream
    }
}

impl Stream {
    /// The next piece; nothing once the stream has ended.
    pub(crate) async fn next(&mut self) -> Option<String> {
        timeout(PATIENCE, self.piece()).await.unwrap()
    }

    /// Pieces until one holds the text; panics when the stream ends before.
    pub(crate) async fn until(&mut self, text: &str) -> String {
        loop {
            let piece = self.next().await.unwrap();
            if piece.contains(text) {
                return piece;
            }
        }
    }

    /// Waits for the end.
    pub(crate) async fn ended(&mut self) {
        while self.next().await.is_some() {}
    }

    /// The next frame; panics when the stream ends before.
    pub(crate) async fn frame(&mut self) -> Frame {
        loop {
            if let Some(frame) = self.frames.pop_front() {
                return frame;
            }
            self.next().await.unwrap();
        }
    }

    /// Frames up to this event.
    pub(crate) async fn frames_to(&mut self, seq: i64) -> Vec<Frame> {
        let mut frames = vec![self.frame().await];
        while frames.last().unwrap().seq < seq {
            frames.push(self.frame().await);
        }
        frames
    }

    /// Whether nothing more is there and nothing comes for a while.
    pub(crate) async fn is_silent(&mut self) -> bool {
        self.frames.is_empty() && timeout(SILENCE, self.piece()).await.is_err()
    }

    async fn piece(&mut self) -> Option<String> {
        let bytes = poll_fn(|context| Pin::new(&mut self.body).poll_next(context)).await?;
        let piece = String::from_utf8(bytes.unwrap().to_vec()).unwrap();
        // The service never cuts a frame in two.
        self.frames.extend(piece.split("\n\n").filter_map(Frame::read));
        self.sent += &piece;
        Some(piece)
    }
}

impl Frame {
    fn read(text: &str) -> Option<Self> {
        let field = |name: &str| text.lines().find_map(|line| line.strip_prefix(name));
        Some(Self {
            seq: field("id: ")?.parse().unwrap(),
            kind: field("event: ")?.to_owned(),
            event: serde_json::from_str(field("data: ")?).unwrap(),
        })
    }
}
