//! Where a milestone stands, and why.

use super::MilestoneStatus;
use crate::{
    day::{Day, Timestamp},
    id::MilestoneId,
    words::words,
};
use serde::{Deserialize, Serialize};

words! {
    /// Kinds of reasons why a milestone is at risk or overdue.
    ReasonCode {
        /// The target has passed.
        TargetPassed = "target_passed",
        /// An assumption is broken.
        BrokenAssumption = "broken_assumption",
        /// A risk came.
        RiskOccurred = "risk_occurred",
        /// A risk is likely and heavy, and nothing is planned against it.
        RiskUnmitigated = "risk_unmitigated",
        /// A milestone that must come first ends too late.
        LatePredecessor = "late_predecessor",
        /// A person said so.
        SaidSo = "said_so",
    }
}

/// Why a milestone is at risk or overdue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StatusReason {
    /// What kind of reason.
    pub code: ReasonCode,
    /// The reason in words, with its numbers.
    pub detail: String,
}

/// A risk that speaks against a milestone's date: see [`crate::risk::Risk::threatens`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Threat<'a> {
    /// What it is.
    pub description: &'a str,
    /// Whether it came, rather than may come.
    pub occurred: bool,
    /// Working days of delay.
    pub impact_days: i32,
}

impl Threat<'_> {
    fn reason(&self) -> StatusReason {
        let days = if self.impact_days == 1 { "working day" } else { "working days" };
        let (what, cost) = (self.description, self.impact_days);
        if self.occurred {
            let detail = format!("What was a risk has happened and may cost {cost} {days}: {what}");
            return StatusReason { code: ReasonCode::RiskOccurred, detail };
        }
        let detail = format!("Likely, may cost {cost} {days}, and nothing is planned against it: {what}");
        StatusReason { code: ReasonCode::RiskUnmitigated, detail }
    }
}

/// The facts a milestone's status follows from.
#[derive(Clone, Copy, Debug)]
pub struct MilestoneFacts<'a> {
    /// Its id.
    pub id: &'a MilestoneId,
    /// Its title, for the reasons of those that depend on it.
    pub title: &'a str,
    /// When it was reached.
    pub completed_at: Option<Timestamp>,
    /// When it was called off.
    pub cancelled_at: Option<Timestamp>,
    /// When work begins.
    pub start_date: Option<Day>,
    /// When it is to be reached.
    pub target_date: Option<Day>,
    /// Why a person holds it to be at risk; empty for nobody.
    pub risk_reason: &'a str,
    /// The texts of its broken assumptions.
    pub broken: &'a [&'a str],
    /// Risks that speak against its date; those that the caller cannot see are left out beforehand.
    pub threats: &'a [Threat<'a>],
    /// What must come first; those that the caller cannot see are left out beforehand.
    pub depends_on: &'a [MilestoneId],
    /// Whether one of its actions is done or begun.
    pub any_action_begun: bool,
}

impl MilestoneFacts<'_> {
    const fn is_open(&self) -> bool {
        self.completed_at.is_none() && self.cancelled_at.is_none()
    }

    /// The day it can be expected to end: its target, or today once that has passed.
    fn expected_end(&self, today: Day) -> Option<Day> {
        self.target_date.map(|target| target.max(today))
    }
}

/// Where a milestone stands today, and why. `before` gives the facts of what it depends on.
///
/// A predecessor is late when it is open and ends after the day this milestone has to begin (its start, or its target when it has none).
#[must_use]
pub fn milestone_status<'a>(
    m: &MilestoneFacts<'a>,
    before: impl Iterator<Item = &'a MilestoneFacts<'a>>,
    today: Day,
) -> (MilestoneStatus, Vec<StatusReason>) {
    if m.completed_at.is_some() {
        return (MilestoneStatus::Done, Vec::new());
    }
    if m.cancelled_at.is_some() {
        return (MilestoneStatus::Cancelled, Vec::new());
    }
    let late_by = m.target_date.map_or(0, |target| today.days_since(target));
    let reasons = reasons(m, before, late_by, today);
    let status = if late_by > 0 {
        MilestoneStatus::Overdue
    } else if !reasons.is_empty() {
        MilestoneStatus::AtRisk
    } else if m.any_action_begun || m.start_date.is_some_and(|start| start <= today) {
        MilestoneStatus::OnTrack
    } else {
        MilestoneStatus::NotStarted
    };
    (status, reasons)
}

/// Everything that speaks against an open milestone's date, which passed `late_by` days ago.
fn reasons<'a>(
    m: &MilestoneFacts<'a>,
    before: impl Iterator<Item = &'a MilestoneFacts<'a>>,
    late_by: i64,
    today: Day,
) -> Vec<StatusReason> {
    let reason = |code, detail| StatusReason { code, detail };
    let mut reasons = Vec::new();
    if late_by > 0 {
        let days = if late_by == 1 { "day" } else { "days" };
        reasons.push(reason(ReasonCode::TargetPassed, format!("The target passed {late_by} {days} ago.")));
    }
    if !m.risk_reason.is_empty() {
        reasons.push(reason(ReasonCode::SaidSo, m.risk_reason.to_owned()));
    }
    let broken = m.broken.iter().map(|text| reason(ReasonCode::BrokenAssumption, format!("No longer holds: {text}")));
    reasons.extend(broken.chain(m.threats.iter().map(Threat::reason)));
    let begins = m.start_date.or(m.target_date);
    for p in before.filter(|p| p.is_open()) {
        if let (Some(end), Some(begins)) = (p.expected_end(today), begins)
            && end > begins
        {
            let detail = format!("Waits for “{}”, which ends {end}, after {begins}.", p.title);
            reasons.push(reason(ReasonCode::LatePredecessor, detail));
        }
    }
    reasons
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn noon(text: &str) -> Timestamp {
        format!("{text}T12:00:00Z").parse().unwrap()
    }

    fn facts<'a>(id: &'a MilestoneId, target: Option<&str>) -> MilestoneFacts<'a> {
        MilestoneFacts {
            id,
            title: "Security review passed",
            completed_at: None,
            cancelled_at: None,
            start_date: None,
            target_date: target.map(day),
            risk_reason: "",
            broken: &[],
            threats: &[],
            depends_on: &[],
            any_action_begun: false,
        }
    }

    fn id() -> MilestoneId {
        MilestoneId::trusted("ms_1".into())
    }

    fn status(m: &MilestoneFacts<'_>, today: &str) -> MilestoneStatus {
        milestone_status(m, std::iter::empty(), day(today)).0
    }

    #[test]
    fn a_milestone_is_overdue_the_day_after_its_target_and_not_before() {
        let id = id();
        let m = facts(&id, Some("2026-03-19"));
        assert_eq!(status(&m, "2026-03-19"), MilestoneStatus::NotStarted);
        assert_eq!(status(&m, "2026-03-20"), MilestoneStatus::Overdue);
        let done = MilestoneFacts { completed_at: Some(noon("2026-03-25")), ..m };
        assert_eq!(status(&done, "2026-03-30"), MilestoneStatus::Done);
    }

    #[test]
    fn a_broken_assumption_puts_it_at_risk_with_the_reason() {
        let id = id();
        let m = MilestoneFacts { broken: &["No new questions"], ..facts(&id, Some("2026-03-19")) };
        let (status, reasons) = milestone_status(&m, std::iter::empty(), day("2026-03-01"));
        assert_eq!(status, MilestoneStatus::AtRisk);
        assert_eq!(reasons[0].detail, "No longer holds: No new questions");
    }

    #[test]
    fn a_risk_that_came_or_is_heavy_and_unanswered_puts_it_at_risk_with_the_reason() {
        let id = id();
        let threat = Threat { description: "The reviewer leaves", occurred: true, impact_days: 1 };
        let of = |threats: &[Threat<'_>]| {
            let m = MilestoneFacts { threats, ..facts(&id, Some("2026-03-19")) };
            milestone_status(&m, std::iter::empty(), day("2026-03-01"))
        };
        let (status, reasons) = of(&[threat]);
        assert_eq!(status, MilestoneStatus::AtRisk);
        assert_eq!(reasons[0].detail, "What was a risk has happened and may cost 1 working day: The reviewer leaves");
        let (_, reasons) = of(&[Threat { occurred: false, impact_days: 12, ..threat }]);
        assert_eq!(
            reasons[0].detail,
            "Likely, may cost 12 working days, and nothing is planned against it: The reviewer leaves"
        );
        assert_eq!(of(&[]).0, MilestoneStatus::NotStarted);
    }

    #[test]
    fn a_late_predecessor_puts_it_at_risk_only_while_open() {
        let id = id();
        let first = facts(&id, Some("2026-03-20"));
        let second = MilestoneFacts { start_date: Some(day("2026-03-19")), ..facts(&id, Some("2026-03-30")) };
        let of = |p: &MilestoneFacts<'_>| milestone_status(&second, [p].into_iter(), day("2026-03-02")).0;
        assert_eq!(of(&first), MilestoneStatus::AtRisk);
        assert_eq!(
            of(&MilestoneFacts { completed_at: Some(noon("2026-03-01")), ..first }),
            MilestoneStatus::NotStarted
        );
        assert_eq!(of(&MilestoneFacts { target_date: Some(day("2026-03-19")), ..first }), MilestoneStatus::NotStarted);
    }
}
