//! The plan: everything both sides own, in one answer.

use crate::{
    access::{CallerKind, Permission},
    calendar::Calendars,
    constraint::Constraint,
    day::{Day, Timestamp},
    error::{Input, Problems},
    id::{DealId, PlanId, StageId, StakeholderId, UserId},
    method::{Conduct, Procurement, Pulse, SignOffSummary, Waiver},
    milestone::{Milestone, MilestoneKind},
    patch::Patch,
    risk::Risk,
    stage::Stage,
    stakeholder::{Side, Stakeholder},
    text,
    words::words,
};
use serde::{Deserialize, Serialize};

words! {
    /// Where a plan stands.
    PlanStatus {
        /// Nobody of the buyer has joined.
        Draft = "draft",
        /// A buyer has joined.
        Shared = "shared",
        /// Signatures are asked for.
        AwaitingSignatures = "awaiting_signatures",
        /// Both sides signed the newest version.
        Agreed = "agreed",
        /// Every milestone is done.
        Completed = "completed",
        /// Put away.
        Archived = "archived",
    }
}

words! {
    /// A plan's health in the CRM's words.
    PlanHealth {
        /// Nothing has begun.
        NotStarted = "not_started",
        /// All is well.
        OnTrack = "on_track",
        /// A milestone is at risk or overdue.
        AtRisk = "at_risk",
        /// No buyer has done anything for ten working days.
        Stalled = "stalled",
    }
}

/// Milestones done of all that are not called off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Progress {
    /// Milestones done.
    pub done: i64,
    /// Milestones that are not called off.
    pub total: i64,
    /// Done of total, 0–100, rounded down.
    pub percent: i64,
}

impl Progress {
    /// `done` of `total`.
    #[must_use]
    pub fn of(done: i64, total: i64) -> Self {
        Self { done, total, percent: if total > 0 { done * 100 / total } else { 0 } }
    }
}

/// What the caller is and may do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Viewer {
    /// The caller's side.
    pub side: Side,
    /// The kind of caller.
    pub access: CallerKind,
    /// Who the caller is among the plan's people.
    pub stakeholder_id: Option<StakeholderId>,
    /// The caller's name.
    pub name: String,
    /// What the caller may do; the screen hides the rest.
    #[serde(deserialize_with = "known_permissions")]
    pub permissions: Vec<Permission>,
}

/// Leaves out permissions that this build does not know: an app that is still open while the server has moved on keeps working.
fn known_permissions<'de, D: serde::Deserializer<'de>>(list: D) -> Result<Vec<Permission>, D::Error> {
    let words: Vec<String> = Deserialize::deserialize(list)?;
    Ok(words.iter().filter_map(|word| Permission::from_word(word)).collect())
}

/// The deal of a plan, as far as the plan's page needs it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlanDeal {
    /// The deal's name.
    pub name: String,
    /// The buying company.
    pub account_name: String,
    /// The selling company.
    pub seller_name: String,
    /// The deal's stage.
    pub stage_id: StageId,
    /// The owner's name.
    pub owner_name: String,
    /// The owner; sellers only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<UserId>,
    /// When the seller's CRM expects the signature; sellers only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seller_close_date: Option<Day>,
}

/// The mutual action plan of a deal, whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Plan {
    /// Its id.
    pub id: PlanId,
    /// Its deal.
    pub deal_id: DealId,
    /// The deal, in short.
    pub deal: PlanDeal,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub description: String,
    /// What a buyer reads first.
    pub welcome_message: String,
    /// The buyer's hard date.
    pub anchor_date: Option<Day>,
    /// Target of the signature milestone, or the last target when none is marked.
    pub signature_date: Option<Day>,
    /// Where it stands.
    pub status: PlanStatus,
    /// Its health in the CRM's words.
    pub health: PlanHealth,
    /// Milestones done of all.
    pub progress: Progress,
    /// The stages of the pipeline, in order.
    pub stages: Vec<Stage>,
    /// Milestones by stage and position, with their actions.
    pub milestones: Vec<Milestone>,
    /// People of both sides.
    pub stakeholders: Vec<Stakeholder>,
    /// What may delay it, newest last.
    #[cfg_attr(not(feature = "register"), serde(skip))]
    #[serde(default)]
    pub risks: Vec<Risk>,
    /// Dates and periods it must honour, in order.
    #[cfg_attr(not(feature = "register"), serde(skip))]
    #[serde(default)]
    pub constraints: Vec<Constraint>,
    /// When each side works.
    #[cfg_attr(not(feature = "register"), serde(skip))]
    #[serde(default)]
    pub calendars: Calendars,
    /// How it is worked.
    #[cfg_attr(not(feature = "register"), serde(skip))]
    #[serde(default)]
    pub conduct: Conduct,
    /// Findings declared not applicable.
    #[cfg_attr(not(feature = "register"), serde(skip))]
    #[serde(default)]
    pub waivers: Vec<Waiver>,
    /// What happened so far.
    #[cfg_attr(not(feature = "register"), serde(skip))]
    #[serde(default)]
    pub pulse: Pulse,
    /// The newest request for signatures.
    #[cfg_attr(not(feature = "register"), serde(skip))]
    #[serde(default)]
    pub sign_off: Option<SignOffSummary>,
    /// What the caller is and may do.
    pub viewer: Viewer,
    /// When a buyer last looked; sellers only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_buyer_visit_at: Option<Timestamp>,
    /// Number of the newest event; begin the live stream after it.
    pub seq: i64,
    /// The day for which statuses were derived.
    pub today: Day,
    /// When it was made.
    pub created_at: Timestamp,
    /// Grows with every change of the plan's own fields; for `If-Match`.
    pub version: i32,
}

/// A plan to make for a deal.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewPlan {
    /// The deal's name when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What it is about.
    #[serde(default)]
    pub description: String,
    /// What a buyer reads first.
    #[serde(default)]
    pub welcome_message: String,
    /// The buyer's hard date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anchor_date: Option<Day>,
}

impl Input for NewPlan {
    fn check(&mut self, problems: &mut Problems) {
        self.title.iter_mut().for_each(|t| text::title(problems, "/title", t));
        text::prose(problems, "/description", &mut self.description);
        text::prose(problems, "/welcome_message", &mut self.welcome_message);
    }
}

/// A change of a plan's own fields.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PlanPatch {
    /// New title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// New description.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// New welcome message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub welcome_message: Option<String>,
    /// New hard date, or null.
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Day>))]
    pub anchor_date: Patch<Day>,
    /// Whether counts and roles are relaxed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub small_deal: Option<bool>,
    /// Whether the buyer's procurement takes part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub procurement: Option<Procurement>,
    /// Days between reviews, 1–60.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_every_days: Option<i32>,
    /// The day of the next review, or null for the one that follows from the cadence.
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Day>))]
    pub next_review_date: Patch<Day>,
    /// Why the seller's close date and the plan's date of signature differ; both sides read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub close_gap_note: Option<String>,
}

/// Longest time between reviews, in days.
pub const REVIEW_DAYS_MAX: i32 = 60;

impl Input for PlanPatch {
    fn check(&mut self, problems: &mut Problems) {
        self.title.iter_mut().for_each(|t| text::title(problems, "/title", t));
        self.description.iter_mut().for_each(|t| text::prose(problems, "/description", t));
        self.welcome_message.iter_mut().for_each(|t| text::prose(problems, "/welcome_message", t));
        self.close_gap_note.iter_mut().for_each(|t| text::line(problems, "/close_gap_note", t));
        if self.review_every_days.is_some_and(|d| !(1..=REVIEW_DAYS_MAX).contains(&d)) {
            problems.add("/review_every_days", "out_of_range", format!("must be between 1 and {REVIEW_DAYS_MAX} days"));
        }
    }
}

/// Target of the signature milestone; the last target when none is marked. Each is told by its kind, whether it is cancelled, and its target.
#[must_use]
pub fn signature_date(milestones: impl Iterator<Item = (MilestoneKind, bool, Option<Day>)> + Clone) -> Option<Day> {
    let open = milestones.filter(|(_, cancelled, _)| !cancelled);
    let marked = open.clone().find(|(kind, ..)| *kind == MilestoneKind::Signature);
    match marked {
        Some((.., target)) => target,
        None => open.filter(|(kind, ..)| *kind != MilestoneKind::KickOff).filter_map(|(.., target)| target).max(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_permission_of_a_later_build_is_left_out_and_the_others_stay() {
        let viewer = r#"{"side":"buyer","access":"edit","stakeholder_id":null,"name":"Mara","permissions":["see_plan","fly","edit_actions"]}"#;
        let viewer: Viewer = serde_json::from_str(viewer).unwrap();
        assert_eq!(viewer.permissions, [Permission::SeePlan, Permission::EditActions]);
    }
}
