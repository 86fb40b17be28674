//! What scheduling and the forecast promise, on examples and on random plans.

mod backward;
mod brute;
mod build;
mod compute;
mod forecast;
mod preview;
mod properties;
mod random;
mod working_days;
