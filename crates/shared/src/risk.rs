//! Risks: what may delay a milestone or the whole plan, how likely, by how much, and who does what about it.

use crate::{
    day::Day,
    error::{Input, Problems},
    id::{MilestoneId, RiskId, StakeholderId},
    milestone::Visibility,
    patch::Patch,
    text,
    words::words,
};
use serde::{Deserialize, Serialize};

words! {
    /// How likely a risk is.
    Probability {
        /// Unlikely: counted as 20 %.
        Low = "low",
        /// As likely as not: counted as 50 %.
        Medium = "medium",
        /// Likely: counted as 80 %.
        High = "high",
    }
}

impl Probability {
    /// In percent, for the forecast.
    #[must_use]
    pub const fn percent(self) -> u32 {
        match self {
            Self::Low => 20,
            Self::Medium => 50,
            Self::High => 80,
        }
    }
}

words! {
    /// Where a risk stands.
    RiskStatus {
        /// It may come.
        Open = "open",
        /// What was to be done about it is done.
        Mitigated = "mitigated",
        /// It can no longer come.
        Closed = "closed",
        /// It came: its milestone is at risk.
        Occurred = "occurred",
    }
}

/// Longest delay a risk may name, in working days.
pub const IMPACT_MAX: i32 = 250;
/// From this many working days on, an impact counts as high.
pub const IMPACT_HIGH: i32 = 10;

/// What may delay a milestone, or the plan when it names none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Risk {
    /// Its id.
    pub id: RiskId,
    /// The milestone it threatens; null for the whole plan.
    pub milestone_id: Option<MilestoneId>,
    /// What may happen.
    pub description: String,
    /// How likely.
    pub probability: Probability,
    /// Working days of delay if it happens.
    pub impact_days: i32,
    /// What is done about it; empty when nothing is yet.
    pub mitigation: String,
    /// By when.
    pub mitigation_due: Option<Day>,
    /// By whom.
    pub owner_id: Option<StakeholderId>,
    /// Where it stands.
    pub status: RiskStatus,
    /// Who may see it.
    pub visibility: Visibility,
    /// Whether the caller's session created it.
    #[serde(default)]
    pub mine: bool,
    /// Grows with every change; the ETag.
    pub version: i32,
}

impl Risk {
    /// Whether it may still come.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.status == RiskStatus::Open
    }

    /// Whether it puts its milestone at risk: it came, or it is likely and heavy and nothing is planned against it.
    #[must_use]
    pub fn threatens(&self) -> bool {
        match self.status {
            RiskStatus::Occurred => true,
            RiskStatus::Open => {
                self.probability == Probability::High && self.impact_days >= IMPACT_HIGH && self.mitigation.is_empty()
            }
            RiskStatus::Mitigated | RiskStatus::Closed => false,
        }
    }
}

/// A risk to add.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewRisk {
    /// What may happen, 1–200 characters.
    pub description: String,
    /// The milestone it threatens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub milestone_id: Option<MilestoneId>,
    /// How likely.
    pub probability: Probability,
    /// Working days of delay if it happens, 0–250.
    pub impact_days: i32,
    /// What is done about it.
    #[serde(default)]
    pub mitigation: String,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mitigation_due: Option<Day>,
    /// By whom; a person of the plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<StakeholderId>,
    /// `shared` when left out; guests cannot make internal ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visibility: Option<Visibility>,
}

impl Input for NewRisk {
    fn check(&mut self, problems: &mut Problems) {
        text::title(problems, "/description", &mut self.description);
        text::prose(problems, "/mitigation", &mut self.mitigation);
        check_impact(problems, Some(self.impact_days));
    }
}

/// A change of a risk.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RiskPatch {
    /// New description.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// New milestone, or null for the whole plan.
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<MilestoneId>))]
    pub milestone_id: Patch<MilestoneId>,
    /// New probability.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub probability: Option<Probability>,
    /// New impact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub impact_days: Option<i32>,
    /// New mitigation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mitigation: Option<String>,
    /// New date, or null.
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Day>))]
    pub mitigation_due: Patch<Day>,
    /// New owner, or null.
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<StakeholderId>))]
    pub owner_id: Patch<StakeholderId>,
    /// New status.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<RiskStatus>,
    /// New visibility; sellers only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visibility: Option<Visibility>,
}

impl Input for RiskPatch {
    fn check(&mut self, problems: &mut Problems) {
        self.description.iter_mut().for_each(|t| text::title(problems, "/description", t));
        self.mitigation.iter_mut().for_each(|t| text::prose(problems, "/mitigation", t));
        check_impact(problems, self.impact_days);
    }
}

fn check_impact(problems: &mut Problems, days: Option<i32>) {
    if days.is_some_and(|d| !(0..=IMPACT_MAX).contains(&d)) {
        problems.add("/impact_days", "out_of_range", format!("must be between 0 and {IMPACT_MAX} working days"));
    }
}
