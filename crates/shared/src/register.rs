//! What stands beside a plan's milestones, read for itself: the app reads a plan as far as its first tab shows it, and this where the rules are asked.

use crate::{
    calendar::Calendars,
    constraint::Constraint,
    method::{Conduct, Pulse, SignOffSummary, Waiver},
    plan::Plan,
    risk::Risk,
};
use serde::Deserialize;

/// The fields of a plan that the first tab does without, out of the same answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Register {
    /// What may delay it, newest last.
    pub risks: Vec<Risk>,
    /// Dates and periods it must honour, in order.
    pub constraints: Vec<Constraint>,
    /// When each side works.
    pub calendars: Calendars,
    /// How it is worked.
    pub conduct: Conduct,
    /// Findings declared not applicable.
    pub waivers: Vec<Waiver>,
    /// What happened so far.
    pub pulse: Pulse,
    /// The newest request for signatures.
    pub sign_off: Option<SignOffSummary>,
    /// Number of the plan's newest event when this was read.
    pub seq: i64,
}

impl Register {
    /// The plan with this beside it: what the rules judge.
    #[must_use]
    pub fn beside(self, plan: Plan) -> Plan {
        let Self { risks, constraints, calendars, conduct, waivers, pulse, sign_off, seq: _ } = self;
        Plan { risks, constraints, calendars, conduct, waivers, pulse, sign_off, ..plan }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_that_the_first_tab_does_without_is_read_here() {
        let text = r#"{"title":"Rollout","seq":7,"risks":[],"conduct":{"small_deal":true},"constraints":[],"waivers":[],"pulse":{},"sign_off":null}"#;
        let register: Register = serde_json::from_str(text).unwrap();
        assert!(register.conduct.small_deal && register.seq == 7);
        assert_eq!(register.calendars, Calendars::default());
    }
}
