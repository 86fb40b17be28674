//! Live streams, piece by piece.

use super::Caller;
use actix_web::{
    body::{BoxBody, MessageBody},
    test,
};
use std::{future::poll_fn, pin::Pin, time::Duration};

/// An open stream.
pub(crate) struct Stream(BoxBody);

impl Caller {
    /// Opens a live stream.
    pub(crate) async fn open(&self, path: &str) -> Stream {
        let token = format!("Bearer {}", self.token.as_deref().unwrap());
        let request = test::TestRequest::get().uri(path).insert_header(("Authorization", token)).to_request();
        let response = (self.kit.serve)(request).await;
        assert_eq!(response.status(), 200);
        Stream(response.into_body())
    }
}

impl Stream {
    /// The next piece; nothing once the stream has ended.
    pub(crate) async fn next(&mut self) -> Option<String> {
        let next = poll_fn(|context| Pin::new(&mut self.0).poll_next(context));
        let piece = tokio::time::timeout(Duration::from_secs(10), next).await.unwrap();
        piece.map(|bytes| String::from_utf8(bytes.unwrap().to_vec()).unwrap())
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
}
