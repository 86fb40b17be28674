//! The corpus of plan health as a browser runs it: compiled to WebAssembly, the rules say of each plan what is committed for it, which is what the server
//! says. Run by `scripts/test.sh wasm`; on other targets there is nothing here.

#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on panics")]

use serde::Deserialize;
use tandem_shared::{
    health::{Health, check},
    plan::Plan,
};
use wasm_bindgen_test::wasm_bindgen_test;

/// A plan with its health as it is committed.
#[derive(Deserialize)]
struct Case {
    plan: Plan,
    health: Health,
}

macro_rules! corpus {
    ($($name:literal,)*) => { [$(($name, include_str!(concat!("corpus/", $name, ".json")))),*] };
}

#[wasm_bindgen_test]
fn the_rules_say_in_wasm_what_they_say_on_the_server() {
    let all = corpus![
        "01-healthy",
        "02-small-deal",
        "03-first-days",
        "04-empty-draft",
        "05-finished",
        "06-lost",
        "07-german",
        "08-japanese",
        "09-signed-before-kick-off",
        "10-waived",
        "11-the-example-deal",
        "12-the-example-deal-anchored-on-the-budget-meeting",
        "13-the-sellers-checklist",
        "14-the-invisible-plan",
        "15-the-optimistic-timeline",
        "16-the-missing-stakeholder",
        "17-set-and-forget",
        "18-ten-days-to-close-and-procurement-came-in",
        "19-the-ghosting-buyer",
        "20-signature-declined",
        "21-signature-waiting",
        "22-never-signed",
        "23-overdue-with-and-without-a-proposal",
        "24-a-week-apart",
        "25-tasks-for-milestones",
        "26-undated-and-unowned",
        "27-eleven-milestones",
        "28-legal-squeezed",
        "29-procurement-in-the-buyers-holidays",
        "30-german-task",
        "31-french-task",
        "32-spanish-task",
        "33-portuguese-noun",
        "34-japanese-task",
        "35-our-quarter-end",
        "36-hidden-gap",
        "37-after-the-hard-date",
        "38-no-hard-date",
        "39-broken-assumption",
        "40-open-question-before-the-date",
        "41-liaison-champion",
        "42-one-buyer-does-it-all",
        "43-objector-and-doubter",
        "44-a-gap-that-is-being-closed",
        "45-too-much-on-the-buyer",
        "46-assumptions-and-risks-missing",
        "47-internal-parts-for-the-seller",
        "48-the-same-for-a-guest",
        "49-signature-asked-for",
    ];
    let mut judged = 0;
    for (name, text) in all {
        let case: Case = serde_json::from_str(text).unwrap();
        assert_eq!(check(&case.plan), case.health, "{name}");
        judged += 1;
    }
    assert!(judged >= 30, "{judged} plans");
}
