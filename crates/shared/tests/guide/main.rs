//! The guide: drafts from answers.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test that cannot go on panics")]

mod drafts;
mod kit;
mod modes;
mod promises;
mod properties;
