//! The plan that tests of the plan's screens look at: *Analytics rollout*, Orbit selling to Nimbus, on 16 March 2026.

use tandem_shared::{event::Event, plan::Plan};

/// The plan as its owner sees it.
pub(crate) fn plan() -> Plan {
    serde_json::from_str(include_str!("../../../fixtures/plan.json")).unwrap()
}

/// Its newest events, newest first.
pub(crate) fn events() -> Vec<Event> {
    serde_json::from_str(include_str!("../../../fixtures/events.json")).unwrap()
}
