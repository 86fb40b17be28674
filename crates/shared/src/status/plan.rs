//! Where a plan stands, and how it is in the CRM's words.

use super::MilestoneStatus;
use crate::{
    day::{Day, Timestamp},
    plan::{PlanHealth, PlanStatus},
};

/// The facts a plan's status and health follow from.
#[derive(Clone, Copy, Debug, Default)]
pub struct PlanFacts {
    /// When the plan was put away.
    pub archived_at: Option<Timestamp>,
    /// When a first buyer joined.
    pub first_joined_at: Option<Timestamp>,
    /// When a buyer last did something.
    pub last_buyer_event_at: Option<Timestamp>,
    /// When both sides last agreed to a version.
    pub agreed_at: Option<Timestamp>,
    /// Whether a request for signatures is open.
    pub awaits_signatures: bool,
}

/// Working days without any buyer event after which a plan is stalled.
pub const STALLED_AFTER: i64 = 10;

/// Where a plan stands, from its facts and its milestones' statuses.
#[must_use]
pub fn plan_status(facts: &PlanFacts, milestones: &[MilestoneStatus]) -> PlanStatus {
    let mut open_or_done = milestones.iter().filter(|s| **s != MilestoneStatus::Cancelled).peekable();
    if facts.archived_at.is_some() {
        PlanStatus::Archived
    } else if open_or_done.peek().is_some() && open_or_done.all(|s| *s == MilestoneStatus::Done) {
        PlanStatus::Completed
    } else if facts.awaits_signatures {
        PlanStatus::AwaitingSignatures
    } else if facts.agreed_at.is_some() {
        PlanStatus::Agreed
    } else if facts.first_joined_at.is_some() {
        PlanStatus::Shared
    } else {
        PlanStatus::Draft
    }
}

/// A plan's health in the CRM's words: stalled before at risk, since silence explains the rest. A completed plan is on track.
#[must_use]
pub fn plan_health(facts: &PlanFacts, milestones: &[MilestoneStatus], today: Day) -> PlanHealth {
    use MilestoneStatus as S;
    if plan_status(facts, milestones) == PlanStatus::Completed {
        return PlanHealth::OnTrack;
    }
    let last_sign = facts.last_buyer_event_at.max(facts.first_joined_at);
    if last_sign.is_some_and(|at| today.working_days_since(Day::of_instant(at)) > STALLED_AFTER) {
        PlanHealth::Stalled
    } else if milestones.iter().any(|s| matches!(s, S::AtRisk | S::Overdue)) {
        PlanHealth::AtRisk
    } else if milestones.iter().any(|s| matches!(s, S::OnTrack | S::Done)) || last_sign.is_some() {
        PlanHealth::OnTrack
    } else {
        PlanHealth::NotStarted
    }
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

    #[test]
    fn ten_working_days_of_silence_are_allowed_and_the_eleventh_stalls() {
        let facts = PlanFacts { first_joined_at: Some(noon("2026-03-02")), ..PlanFacts::default() };
        assert_eq!(plan_health(&facts, &[MilestoneStatus::OnTrack], day("2026-03-16")), PlanHealth::OnTrack);
        assert_eq!(plan_health(&facts, &[MilestoneStatus::OnTrack], day("2026-03-17")), PlanHealth::Stalled);
        assert_eq!(plan_health(&facts, &[MilestoneStatus::Done], day("2026-06-17")), PlanHealth::OnTrack, "completed");
    }

    #[test]
    fn a_plan_of_cancelled_milestones_is_not_completed() {
        assert_eq!(plan_status(&PlanFacts::default(), &[MilestoneStatus::Cancelled]), PlanStatus::Draft);
        assert_eq!(plan_status(&PlanFacts::default(), &[]), PlanStatus::Draft);
        assert_eq!(
            plan_status(&PlanFacts::default(), &[MilestoneStatus::Done, MilestoneStatus::Cancelled]),
            PlanStatus::Completed
        );
    }
}
