//! Status derived from facts, never stored: one pure function per thing, with `today` as an argument.

mod milestone;
mod plan;

pub use milestone::{MilestoneFacts, ReasonCode, StatusReason, Threat, milestone_status};
pub use plan::{PlanFacts, STALLED_AFTER, plan_health, plan_status};

use crate::{
    day::{Day, Timestamp},
    words::words,
};

words! {
    /// Where a milestone stands.
    MilestoneStatus {
        /// Nothing has begun.
        NotStarted = "not_started",
        /// Begun, and nothing speaks against its date.
        OnTrack = "on_track",
        /// Something speaks against its date; the reasons say what.
        AtRisk = "at_risk",
        /// Its date has passed.
        Overdue = "overdue",
        /// Reached.
        Done = "done",
        /// Called off.
        Cancelled = "cancelled",
    }
}

words! {
    /// Where an action stands.
    ActionStatus {
        /// Nothing has begun.
        NotStarted = "not_started",
        /// Begun.
        InProgress = "in_progress",
        /// Answered, waits for a review.
        InReview = "in_review",
        /// Its date has passed.
        Overdue = "overdue",
        /// Done.
        Done = "done",
        /// Refused by those it was assigned to.
        Declined = "declined",
        /// Its milestone was called off.
        Cancelled = "cancelled",
    }
}

/// Where an action of kind *to-do* stands today.
#[must_use]
pub fn action_status(
    completed: bool,
    started: bool,
    milestone_cancelled: bool,
    target_date: Option<Day>,
    today: Day,
) -> ActionStatus {
    if completed {
        ActionStatus::Done
    } else if milestone_cancelled {
        ActionStatus::Cancelled
    } else if target_date.is_some_and(|target| target < today) {
        ActionStatus::Overdue
    } else if started {
        ActionStatus::InProgress
    } else {
        ActionStatus::NotStarted
    }
}

/// Working days from the date first agreed to the target now, or to completion; negative when early.
#[must_use]
pub fn slip_days(agreed: Option<Day>, target: Option<Day>, completed_at: Option<Timestamp>) -> Option<i64> {
    let end = completed_at.map(Day::of_instant).or(target)?;
    agreed.map(|agreed| end.working_days_since(agreed))
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
    fn slip_counts_working_days_from_the_agreed_date() {
        assert_eq!(slip_days(Some(day("2026-03-11")), Some(day("2026-03-19")), None), Some(6));
        assert_eq!(slip_days(Some(day("2026-02-26")), Some(day("2026-02-26")), Some(noon("2026-02-24"))), Some(-2));
        assert_eq!(slip_days(None, Some(day("2026-03-19")), None), None);
    }
}
