//! What a schedule says.

use crate::{
    day::Day,
    id::{ConstraintId, MilestoneId},
    stakeholder::Side,
};
use serde::{Deserialize, Serialize};

/// A milestone that would have to take less time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Shrink {
    /// Which.
    pub milestone_id: MilestoneId,
    /// Its title.
    pub title: String,
    /// By how many of its working days.
    pub days: i64,
    /// How many it has left now.
    pub of_days: i64,
}

/// Whether the plan can be carried out by the buyer's hard date, beginning today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Verdict {
    /// It can.
    Fits {
        /// Working days to spare if everything is done as early as possible.
        slack_days: i64,
    },
    /// It cannot.
    CannotBeMet {
        /// Working days by which the earliest signature comes after the hard date.
        by_days: i64,
        /// Up to three milestones that would have to shrink for it, the most first.
        shrink: Vec<Shrink>,
    },
    /// The plan has no hard date to be measured against.
    NoAnchor,
    /// The signature is there, or nothing open leads to it.
    NothingOpen,
    /// A side that has to do something has no working day at all.
    NoOpenDays {
        /// Which side; joint when the two never work on the same day.
        side: Side,
    },
}

/// When a milestone begins and ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Slot {
    /// Which.
    pub milestone_id: MilestoneId,
    /// It is reached; all its dates are the day it was.
    pub done: bool,
    /// Working days it takes in all.
    pub duration_days: i64,
    /// Working days that are left of them; 0 when it is reached.
    pub remaining_days: i64,
    /// The duration is what is usual for its kind: the plan names none.
    pub assumed: bool,
    /// Work on it has begun.
    pub under_way: bool,
    /// The anchor binds it: it leads to a signature that is not there yet.
    pub bound: bool,
    /// The first day on which the work that is left can begin.
    pub early_start: Day,
    /// The first day on which it can be reached.
    pub early_finish: Day,
    /// When the work that is left begins by the plan's own dates, pushed by what comes before it.
    pub expected_start: Day,
    /// When it is reached by the plan's own dates, pushed by what comes before it.
    pub expected_finish: Day,
    /// The last day on which the work that is left may begin; null when nothing binds it.
    pub late_start: Option<Day>,
    /// The last day on which it may be reached without missing the anchor (without one: without moving the signature); null when nothing binds it.
    pub late_finish: Option<Day>,
    /// Working days from the expected to the latest finish; negative when that has passed.
    pub slack_days: Option<i64>,
    /// It is on the chain with the least slack that leads to the signature.
    pub critical: bool,
}

/// The schedule of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Schedule {
    /// The day it was reckoned for.
    pub today: Day,
    /// The buyer's hard date.
    pub anchor: Option<Day>,
    /// The constraint it comes from.
    pub anchor_id: Option<ConstraintId>,
    /// When the signature is expected by the plan's own dates, pushed by what is late; the day itself when it is there.
    pub signature_date: Option<Day>,
    /// When the signature could be there if everything were done as early as possible.
    pub earliest_signature: Option<Day>,
    /// Working days from the expected signature to the anchor; negative when it comes after.
    pub slack_days: Option<i64>,
    /// Whether the anchor can be met.
    pub verdict: Verdict,
    /// The milestones with the least slack that lead to the signature, in order.
    pub critical_path: Vec<MilestoneId>,
    /// How many open milestones have a duration that is only assumed.
    pub assumed: i64,
    /// Every milestone that is not called off, as in the plan.
    pub milestones: Vec<Slot>,
}

impl Schedule {
    /// The slot of a milestone.
    #[must_use]
    pub fn slot(&self, id: &MilestoneId) -> Option<&Slot> {
        self.milestones.iter().find(|slot| slot.milestone_id == *id)
    }
}
