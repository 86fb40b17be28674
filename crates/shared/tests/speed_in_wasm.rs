//! How long the rules take as a browser runs them: `bench/rules.sh` builds this for speed and prints what it says. On other targets there is nothing here.

#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a measurement that cannot go on panics")]

#[path = "schedule/build.rs"]
mod build;
#[path = "health/large.rs"]
mod large;

use std::hint::black_box;
use tandem_shared::{
    forecast::forecast,
    health,
    schedule::{DateChange, backward, compute, preview},
};
use wasm_bindgen_test::{console_log, wasm_bindgen_test};

/// Milliseconds of one call, the median of five rounds.
fn measure(calls: u32, call: &dyn Fn()) -> f64 {
    let mut rounds = [0.0; 5];
    for round in &mut rounds {
        let begun = js_sys::Date::now();
        (0..calls).for_each(|_| call());
        *round = (js_sys::Date::now() - begun) / f64::from(calls);
    }
    rounds.sort_by(f64::total_cmp);
    rounds[2]
}

fn report(milestones: usize, actions: usize) {
    let (plan, judged) = (&build::large_plan(milestones, actions), large::healthy(milestones, actions));
    let later = DateChange {
        milestone_id: build::ms(1),
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
        console_log!("{milestones:>4} / {actions:<4} {what:<9} {ms:8.3} ms");
    }
}

#[wasm_bindgen_test]
fn how_long_the_rules_take() {
    report(8, 40);
    report(60, 600);
}
