//! The agreement: differences of versions, what the hash covers, stale changes.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on panics")]

#[path = "../schedule/build.rs"]
mod build;

mod properties;
mod snapshot;
