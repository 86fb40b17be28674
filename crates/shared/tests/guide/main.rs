//! The guide: drafts from answers.

#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::expect_used, clippy::panic)]

mod drafts;
mod kit;
mod modes;
mod properties;
