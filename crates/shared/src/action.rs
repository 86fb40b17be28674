//! Actions: checklist items under a milestone. Only the kind *to-do* exists yet; others will bring their own payload beside these fields.

use crate::{
    day::{Day, Timestamp},
    error::{Input, Problems},
    id::{ActionId, DealId, MilestoneId, PlanId, StakeholderId},
    milestone::{Visibility, check_dates},
    patch::Patch,
    stakeholder::Side,
    status::ActionStatus,
    text,
    words::words,
};
use serde::{Deserialize, Serialize};

words! {
    /// What kind of work an action is.
    ActionKind {
        /// Something to be done and ticked.
        Todo = "todo",
    }
}

/// Most people an action may be assigned to.
pub const ASSIGNEES_MAX: usize = 20;

/// Who completed an action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CompletedBy {
    /// Their name at the time.
    pub name: String,
    /// Their side.
    pub side: Side,
}

/// A checklist item under a milestone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Action {
    /// Its id.
    pub id: ActionId,
    /// The milestone it belongs to.
    pub milestone_id: MilestoneId,
    /// What kind of work it is.
    pub kind: ActionKind,
    /// What is to be done.
    pub title: String,
    /// More about it.
    pub description: String,
    /// Whose it is.
    pub side: Side,
    /// People it is assigned to.
    pub assignee_ids: Vec<StakeholderId>,
    /// When it begins.
    pub start_date: Option<Day>,
    /// When it is to be done, at the end of that day.
    pub target_date: Option<Day>,
    /// Who may see it.
    pub visibility: Visibility,
    /// Place in its milestone, from 0.
    pub position: i32,
    /// Where it stands today.
    pub status: ActionStatus,
    /// When work on it was marked as begun.
    pub started_at: Option<Timestamp>,
    /// When it was done.
    pub completed_at: Option<Timestamp>,
    /// Who did it.
    pub completed_by: Option<CompletedBy>,
    /// Whether the caller's session created it.
    #[serde(default)]
    pub mine: bool,
    /// Grows with every change; the ETag.
    pub version: i32,
}

/// An action to add.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewAction {
    /// What is to be done, 1–200 characters.
    pub title: String,
    /// `todo` when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<ActionKind>,
    /// More about it.
    #[serde(default)]
    pub description: String,
    /// The caller's side when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side: Option<Side>,
    /// People of the plan.
    #[serde(default)]
    pub assignee_ids: Vec<StakeholderId>,
    /// When it begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start_date: Option<Day>,
    /// When it is to be done; not before the start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_date: Option<Day>,
    /// The milestone's when left out; guests cannot make internal ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visibility: Option<Visibility>,
}

impl Input for NewAction {
    fn check(&mut self, problems: &mut Problems) {
        text::title(problems, "/title", &mut self.title);
        text::prose(problems, "/description", &mut self.description);
        check_dates(problems, self.start_date, self.target_date);
        check_assignees(problems, &mut self.assignee_ids);
    }
}

/// A change of an action.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ActionPatch {
    /// New title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// New description.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// New side.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side: Option<Side>,
    /// All people it is assigned to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assignee_ids: Option<Vec<StakeholderId>>,
    /// New start, or null.
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Day>))]
    pub start_date: Patch<Day>,
    /// New target, or null.
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Day>))]
    pub target_date: Patch<Day>,
    /// New visibility; sellers only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visibility: Option<Visibility>,
    /// Another milestone of the plan; it goes to the end of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub milestone_id: Option<MilestoneId>,
    /// `true` marks work as begun, `false` takes that back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started: Option<bool>,
}

impl Input for ActionPatch {
    fn check(&mut self, problems: &mut Problems) {
        self.title.iter_mut().for_each(|t| text::title(problems, "/title", t));
        self.description.iter_mut().for_each(|t| text::prose(problems, "/description", t));
        check_dates(problems, self.start_date.value().copied(), self.target_date.value().copied());
        self.assignee_ids.iter_mut().for_each(|ids| check_assignees(problems, ids));
    }
}

/// The order of a milestone's actions.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ActionOrder {
    /// Every action of the milestone that the caller sees, each once.
    pub ids: Vec<ActionId>,
}

impl Input for ActionOrder {
    fn check(&mut self, _: &mut Problems) {}
}

fn check_assignees(problems: &mut Problems, ids: &mut Vec<StakeholderId>) {
    ids.sort_unstable();
    ids.dedup();
    if ids.len() > ASSIGNEES_MAX {
        problems.add("/assignee_ids", "too_many", format!("must be at most {ASSIGNEES_MAX} people"));
    }
}

/// What completing an action answers: the action, and whether its milestone has nothing left to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CompletedAction {
    /// The action as it is now.
    #[serde(flatten)]
    pub action: Action,
    /// Every action of the milestone is done and the milestone is still open: offer to complete it.
    pub milestone_ready: bool,
}

/// One of my actions, with where it belongs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MyAction {
    /// The action.
    #[serde(flatten)]
    pub action: Action,
    /// Its plan.
    pub plan_id: PlanId,
    /// Its deal.
    pub deal_id: DealId,
    /// The deal's name.
    pub deal_name: String,
    /// The buying company.
    pub account_name: String,
    /// The milestone's title.
    pub milestone_title: String,
    /// Whether the caller may tick it: who has View access may not, though it is theirs.
    pub may_complete: bool,
}
