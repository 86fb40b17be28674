//! How long scheduling takes: `cargo run --release -p tandem-shared --example speed`. Prints milliseconds per call for a small and a large plan.
#![expect(clippy::print_stdout, reason = "printing is what it is for")]
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a measurement that cannot go on panics")]

#[path = "../tests/schedule/build.rs"]
mod build;

use build::{large_plan, ms};
use std::{hint::black_box, time::Instant};
use tandem_shared::{
    forecast::forecast,
    plan::Plan,
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

fn report(name: &str, plan: &Plan) {
    let later = DateChange {
        milestone_id: ms(1),
        start_date: None,
        target_date: Some(plan.today.plus_days(60)),
        duration_days: None,
    };
    let rows: [(&str, f64); 4] = [
        ("schedule", measure(50, &|| drop(black_box(compute(plan))))),
        ("backward", measure(50, &|| drop(black_box(backward(plan))))),
        ("preview", measure(50, &|| drop(black_box(preview(plan, std::slice::from_ref(&later), false))))),
        ("forecast", measure(10, &|| drop(black_box(forecast(plan))))),
    ];
    for (what, ms) in rows {
        println!("{name:>12}  {what:<9} {ms:8.3} ms");
    }
}

fn main() {
    report("8 / 40", &large_plan(8, 40));
    report("60 / 600", &large_plan(60, 600));
}
