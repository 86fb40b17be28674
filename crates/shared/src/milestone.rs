//! Milestones: commitments both sides can see, with a date.

use crate::{
    action::Action,
    assumption::{Assumption, AssumptionInput, check_all},
    day::{Day, Timestamp},
    error::{Input, Problems},
    id::{MilestoneId, StageId, StakeholderId},
    patch::Patch,
    stakeholder::Side,
    status::{MilestoneStatus, StatusReason},
    text,
    words::words,
};
use serde::{Deserialize, Serialize};

words! {
    /// Who may see a milestone or an action.
    Visibility {
        /// Both sides.
        Shared = "shared",
        /// The seller only; no guest ever sees it.
        Internal = "internal",
    }
}

words! {
    /// Whether a milestone is one of the two that give a plan its dates, or a review that takes its time.
    MilestoneKind {
        /// Any other.
        Standard = "standard",
        /// The contract is signed. At most one in a plan.
        Signature = "signature",
        /// Work begins. At most one in a plan.
        KickOff = "kick_off",
        /// Procurement has reviewed.
        Procurement = "procurement",
        /// Legal has reviewed.
        Legal = "legal",
        /// Security has reviewed.
        Security = "security",
    }
}

impl MilestoneKind {
    /// Whether a plan has at most one of it.
    #[must_use]
    pub const fn is_unique(self) -> bool {
        matches!(self, Self::Signature | Self::KickOff)
    }
}

/// Most milestones that one may depend on.
pub const DEPENDS_ON_MAX: usize = 20;
/// Longest duration, in working days.
pub const DURATION_MAX: i32 = 500;

/// A commitment both sides can see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Milestone {
    /// Its id.
    pub id: MilestoneId,
    /// What is reached, such as *Security review passed*.
    pub title: String,
    /// How both sides will know it is reached.
    pub outcome: String,
    /// The deal stage it belongs to.
    pub stage_id: StageId,
    /// Signature, kick-off or neither.
    pub kind: MilestoneKind,
    /// Who answers for it.
    pub owner_side: Side,
    /// The person who answers for it.
    pub owner_id: Option<StakeholderId>,
    /// When work on it begins.
    pub start_date: Option<Day>,
    /// When it is to be reached, as things stand.
    pub target_date: Option<Day>,
    /// When it was to be reached when first agreed: the target at first sharing, or when it was first dated after.
    pub agreed_date: Option<Day>,
    /// When it was reached.
    pub completed_at: Option<Timestamp>,
    /// When it was called off.
    pub cancelled_at: Option<Timestamp>,
    /// Working days it takes.
    pub duration_days: Option<i32>,
    /// Milestones that must be reached before this one begins.
    pub depends_on: Vec<MilestoneId>,
    /// What must hold for it to be met.
    pub assumptions: Vec<Assumption>,
    /// Why a person holds it to be at risk; empty when nobody does.
    pub risk_reason: String,
    /// Someone considered what may delay it and found nothing.
    #[serde(default)]
    pub no_known_risk: bool,
    /// Who may see it.
    pub visibility: Visibility,
    /// Place in its stage, from 0.
    pub position: i32,
    /// Where it stands today.
    pub status: MilestoneStatus,
    /// Why it is at risk or overdue.
    pub status_reasons: Vec<StatusReason>,
    /// Working days from the agreed date to the target now, or to completion; negative when early.
    pub slip_days: Option<i64>,
    /// Its checklist.
    pub actions: Vec<Action>,
    /// Whether the caller's session created it.
    #[serde(default)]
    pub mine: bool,
    /// Grows with every change; the ETag.
    pub version: i32,
}

/// A milestone to add.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewMilestone {
    /// What is reached, 1–200 characters.
    pub title: String,
    /// How both sides will know.
    #[serde(default)]
    pub outcome: String,
    /// The deal's stage when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage_id: Option<StageId>,
    /// `standard` when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<MilestoneKind>,
    /// `joint` when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner_side: Option<Side>,
    /// A person of the plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<StakeholderId>,
    /// When work begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start_date: Option<Day>,
    /// When it is to be reached; not before the start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_date: Option<Day>,
    /// Working days it takes, 1–500.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration_days: Option<i32>,
    /// Milestones of the same plan; no cycles.
    #[serde(default)]
    pub depends_on: Vec<MilestoneId>,
    /// What must hold.
    #[serde(default)]
    pub assumptions: Vec<AssumptionInput>,
    /// `shared` when left out; guests cannot make internal ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visibility: Option<Visibility>,
}

impl Input for NewMilestone {
    fn check(&mut self, problems: &mut Problems) {
        text::title(problems, "/title", &mut self.title);
        text::prose(problems, "/outcome", &mut self.outcome);
        check_dates(problems, self.start_date, self.target_date);
        check_duration(problems, self.duration_days);
        check_depends_on(problems, &mut self.depends_on);
        check_all(problems, &mut self.assumptions);
    }
}

/// A change of a milestone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MilestonePatch {
    /// New title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// New outcome.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    /// New stage; it goes to the end of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage_id: Option<StageId>,
    /// New kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<MilestoneKind>,
    /// New owner side.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner_side: Option<Side>,
    /// New owner, or null.
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<StakeholderId>))]
    pub owner_id: Patch<StakeholderId>,
    /// New start, or null.
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Day>))]
    pub start_date: Patch<Day>,
    /// New target, or null.
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Day>))]
    pub target_date: Patch<Day>,
    /// New duration, or null.
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i32>))]
    pub duration_days: Patch<i32>,
    /// All milestones it depends on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub depends_on: Option<Vec<MilestoneId>>,
    /// All its assumptions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assumptions: Option<Vec<AssumptionInput>>,
    /// Why it is at risk; empty when it no longer is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub risk_reason: Option<String>,
    /// New visibility; sellers only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visibility: Option<Visibility>,
    /// Whether someone considered what may delay it and found nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_known_risk: Option<bool>,
    /// `true` calls it off, `false` takes that back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cancelled: Option<bool>,
}

impl Input for MilestonePatch {
    fn check(&mut self, problems: &mut Problems) {
        self.title.iter_mut().for_each(|t| text::title(problems, "/title", t));
        self.outcome.iter_mut().for_each(|t| text::prose(problems, "/outcome", t));
        self.risk_reason.iter_mut().for_each(|t| text::line(problems, "/risk_reason", t));
        // Dates are checked once more against those that stay, by the service.
        check_dates(problems, self.start_date.value().copied(), self.target_date.value().copied());
        check_duration(problems, self.duration_days.value().copied());
        self.depends_on.iter_mut().for_each(|ids| check_depends_on(problems, ids));
        self.assumptions.iter_mut().for_each(|a| check_all(problems, a));
    }
}

/// The order of milestones: each stage's, one after the other.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MilestoneOrder {
    /// Every milestone of the plan that the caller sees, each once.
    pub ids: Vec<MilestoneId>,
}

impl Input for MilestoneOrder {
    fn check(&mut self, _: &mut Problems) {}
}

/// Notes a target before its start.
pub fn check_dates(problems: &mut Problems, start: Option<Day>, target: Option<Day>) {
    if let (Some(start), Some(target)) = (start, target)
        && target < start
    {
        problems.add("/target_date", "before_start", format!("must not be before the start, {start}"));
    }
}

fn check_duration(problems: &mut Problems, days: Option<i32>) {
    if days.is_some_and(|d| !(1..=DURATION_MAX).contains(&d)) {
        problems.add("/duration_days", "out_of_range", format!("must be between 1 and {DURATION_MAX} working days"));
    }
}

fn check_depends_on(problems: &mut Problems, ids: &mut Vec<MilestoneId>) {
    ids.sort_unstable();
    ids.dedup();
    if ids.len() > DEPENDS_ON_MAX {
        problems.add("/depends_on", "too_many", format!("must be at most {DEPENDS_ON_MAX}"));
    }
}
