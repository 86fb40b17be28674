//! How long each rule takes, for a plan of a size: what the native measurement and the browser's share. The clock is the caller's.

use super::{build, large};
use std::hint::black_box;
use tandem_shared::{
    forecast::forecast,
    health,
    schedule::{DateChange, backward, compute, preview},
};

/// Milliseconds of one call by `clock`, which tells milliseconds: the median of five rounds.
fn measure(clock: fn() -> f64, calls: u32, call: &dyn Fn()) -> f64 {
    let mut rounds = [0.0; 5];
    for round in &mut rounds {
        let begun = clock();
        (0..calls).for_each(|_| call());
        *round = (clock() - begun) / f64::from(calls);
    }
    rounds.sort_by(f64::total_cmp);
    rounds[2]
}

/// A line a rule.
pub fn lines(clock: fn() -> f64, milestones: usize, actions: usize) -> Vec<String> {
    let (plan, judged) = (&build::large_plan(milestones, actions), large::healthy(milestones, actions));
    let later = DateChange {
        milestone_id: build::ms(1),
        start_date: None,
        target_date: Some(plan.today.plus_days(60)),
        duration_days: None,
    };
    let measure = |calls, call: &dyn Fn()| measure(clock, calls, call);
    let rows: [(&str, f64); 5] = [
        ("schedule", measure(50, &|| drop(black_box(compute(plan))))),
        ("backward", measure(50, &|| drop(black_box(backward(plan))))),
        ("preview", measure(50, &|| drop(black_box(preview(plan, std::slice::from_ref(&later), false))))),
        ("forecast", measure(10, &|| drop(black_box(forecast(plan))))),
        ("health", measure(20, &|| drop(black_box(health::check(&judged))))),
    ];
    rows.iter().map(|(what, ms)| format!("{milestones:>4} / {actions:<4} {what:<9} {ms:8.3} ms")).collect()
}
