//! How a plan's health went, day by day.

use crate::day::Day;
use serde::{Deserialize, Serialize};

/// A day on which a plan's health changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HealthScore {
    /// The day.
    pub day: Day,
    /// 0 to 100, at its end.
    pub score: i32,
    /// Findings that the plan cannot hold with.
    pub errors: i32,
    /// Findings that will likely make it slip.
    pub warnings: i32,
    /// Findings that would be better otherwise.
    pub advice: i32,
}

/// A plan's health day by day, as its seller is told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HealthHistory {
    /// The days on which it changed, oldest first, at most 366.
    pub days: Vec<HealthScore>,
}
