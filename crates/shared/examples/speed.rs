//! How long the rules take: `cargo run --release -p tandem-shared --example speed`. Prints milliseconds per call for a small and a large plan.
#![expect(clippy::print_stdout, reason = "printing is what it is for")]
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a measurement that cannot go on panics")]

#[path = "../tests/schedule/build.rs"]
mod build;
#[path = "../tests/health/large.rs"]
mod large;
#[path = "../tests/speed/rows.rs"]
mod rows;

use std::{sync::LazyLock, time::Instant};

/// Milliseconds since it was first asked.
fn clock() -> f64 {
    static BEGUN: LazyLock<Instant> = LazyLock::new(Instant::now);
    BEGUN.elapsed().as_secs_f64() * 1000.0
}

fn main() {
    for (milestones, actions) in [(8, 40), (60, 600)] {
        rows::lines(clock, milestones, actions).iter().for_each(|line| println!("{line}"));
    }
}
