//! What can be asked of a schedule: dates to try, dates to save.

use crate::{
    day::Day,
    error::{Input, Problems},
    id::MilestoneId,
    milestone::DURATION_MAX,
};
use serde::{Deserialize, Serialize};

/// Most changes tried at once.
pub const CHANGES_MAX: usize = 200;

/// New dates for a milestone; what is left out stays. With only a start the target keeps its distance, with only a duration it follows from the start.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DateChange {
    /// Which.
    pub milestone_id: MilestoneId,
    /// New start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start_date: Option<Day>,
    /// New target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_date: Option<Day>,
    /// New duration in working days, 1–500.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration_days: Option<i32>,
}

/// Dates to try. Nothing is saved.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PreviewRequest {
    /// The changes, each milestone once.
    pub changes: Vec<DateChange>,
    /// What follows a milestone that ends earlier moves earlier with it.
    #[serde(default)]
    pub pull: bool,
}

impl Input for PreviewRequest {
    fn check(&mut self, problems: &mut Problems) {
        if self.changes.is_empty() {
            problems.add("/changes", "empty", "must hold at least one change");
        }
        if self.changes.len() > CHANGES_MAX {
            problems.add("/changes", "too_many", format!("must be at most {CHANGES_MAX} changes"));
        }
        check_all(problems, &self.changes);
    }
}

fn check_all(problems: &mut Problems, changes: &[DateChange]) {
    for (i, change) in changes.iter().enumerate() {
        change.check_at(problems, &format!("/changes/{i}"));
        if changes.iter().take(i).any(|c| c.milestone_id == change.milestone_id) {
            problems.add(format!("/changes/{i}/milestone_id"), "repeated", "must be named only once");
        }
    }
}

/// New dates to save: all of them, or none.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ApplyRequest {
    /// The changes, each milestone once. What follows from them is not moved by itself: name it too, as a preview does.
    pub changes: Vec<NewDates>,
}

/// New dates of a milestone; what is left out stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewDates {
    /// Which.
    pub milestone_id: MilestoneId,
    /// The milestone's version that the caller has seen; when it is another by now, nothing is saved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<i32>,
    /// New start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start_date: Option<Day>,
    /// New target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_date: Option<Day>,
    /// New duration in working days, 1–500.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration_days: Option<i32>,
}

impl Input for ApplyRequest {
    fn check(&mut self, problems: &mut Problems) {
        if self.changes.is_empty() {
            problems.add("/changes", "empty", "must hold at least one change");
        }
        if self.changes.len() > CHANGES_MAX {
            problems.add("/changes", "too_many", format!("must be at most {CHANGES_MAX} changes"));
        }
        let plain = |new: &NewDates| DateChange {
            milestone_id: new.milestone_id.clone(),
            start_date: new.start_date,
            target_date: new.target_date,
            duration_days: new.duration_days,
        };
        check_all(problems, &self.changes.iter().map(plain).collect::<Vec<_>>());
    }
}

impl DateChange {
    fn check_at(&self, problems: &mut Problems, at: &str) {
        if let (Some(start), Some(target)) = (self.start_date, self.target_date)
            && target < start
        {
            let detail = format!("must not be before the start, {start}");
            problems.add(format!("{at}/target_date"), "before_start", detail);
        }
        if self.duration_days.is_some_and(|d| !(1..=DURATION_MAX).contains(&d)) {
            let detail = format!("must be between 1 and {DURATION_MAX} working days");
            problems.add(format!("{at}/duration_days"), "out_of_range", detail);
        }
        if self.start_date.is_none() && self.target_date.is_none() && self.duration_days.is_none() {
            problems.add(at, "nothing_to_change", "must name a start, a target or a duration");
        }
    }
}
