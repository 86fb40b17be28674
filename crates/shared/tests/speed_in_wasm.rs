//! How long the rules take as a browser runs them: `bench/rules.sh` builds this for speed and prints what it says. On other targets there is nothing here.

#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a measurement that cannot go on panics")]

#[path = "schedule/build.rs"]
mod build;
#[path = "health/large.rs"]
mod large;
#[path = "speed/rows.rs"]
mod rows;

use wasm_bindgen_test::{console_log, wasm_bindgen_test};

#[wasm_bindgen_test]
fn how_long_the_rules_take() {
    for (milestones, actions) in [(8, 40), (60, 600)] {
        rows::lines(js_sys::Date::now, milestones, actions).iter().for_each(|line| console_log!("{line}"));
    }
}
