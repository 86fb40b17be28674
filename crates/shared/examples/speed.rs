//! How long the rules take: `cargo run --release -p tandem-shared --example speed`. Prints milliseconds per call for a small and a large plan.
#![expect(clippy::print_stdout, reason = "printing is what it is for")]
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a measurement that cannot go on panics")]

#[path = "../tests/schedule/build.rs"]
mod build;
#[path = "../tests/health/large.rs"]
mod large;

use build::{large_plan, ms};
use std::{hint::black_box, time::Instant};
use tandem_shared::{
    forecast::forecast,
    health,
    schedule::{DateChange, backward, compute, preview},
};

/// Milliseconds of one call, the median of five rounds.
fn measure(calls: u32, call: &dyn Fn()) -> f64 {
    let mut rounds = [0.0; 5];
    for round in &mut rounds {
        let begun = Instant::now();
        (0..calls).for_each(|_| call());
        *round = begun.elapsed().as_secs_f64() * 1000.0 / f64::from(calls);
    }
    rounds.sort_by(f64::total_cmp);
    rounds[2]
}

fn report(milestones: usize, actions: usize) {
    let (plan, judged) = (&large_plan(milestones, actions), large::healthy(milestones, actions));
    let later = DateChange {
        milestone_id: ms(1),
        start_date: None,
        target_date: Some(plan.today.plus_days(60)),
        duration_days: None,
    };
    let rows: [(&str, f64); 5] = [
        ("schedule", measure(50, &|| drop(black_box(compute(plan))))),
        ("backward", measure(50, &|| drop(black_box(backward(plan))))),
        ("preview", measure(50, &|| drop(black_box(preview(plan, std::slice::from_ref(&later), false))))),
        ("forecast", measure(10, &|| drop(black_box(forecast(plan))))),
        ("health", measure(20, &|| drop(black_box(health::check(&judged))))),
    ];
    for (what, ms) in rows {
        println!("{milestones:>4} / {actions:<4} {what:<9} {ms:8.3} ms");
    }
}

fn main() {
    report(8, 40);
    report(60, 600);
}
