//! What scheduling and the forecast promise, on examples and on random plans.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on panics")]

mod backward;
mod brute;
mod build;
mod compute;
mod forecast;
mod preview;
mod properties;
mod random;
mod working_days;
