//! A weekly update is drafted from what really happened; a plan as a document says all of it and nothing internal.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on panics")]

#[path = "../health/kit.rs"]
#[allow(dead_code, clippy::indexing_slicing, reason = "the kit of the health tests, of which these need a part")]
mod kit;

mod drafts;
mod markdown;
