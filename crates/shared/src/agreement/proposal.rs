//! Proposals: material changes that one side offers the other once a version is agreed.

use super::change::SaidChange;
use crate::{
    action::NewAction,
    day::{Day, Timestamp},
    error::{Input, Problems},
    id::{MilestoneId, ProposalId},
    milestone::{MilestonePatch, NewMilestone},
    stakeholder::Side,
    text,
    words::words,
};
use serde::{Deserialize, Serialize};

words! {
    /// Where a proposal stands.
    ProposalStatus {
        /// Waits for the other side.
        Open = "open",
        /// The other side accepted it; the plan is changed.
        Accepted = "accepted",
        /// The other side declined it.
        Declined = "declined",
        /// The other side offered something else instead.
        Countered = "countered",
        /// Who offered it took it back.
        Withdrawn = "withdrawn",
    }
}

/// Most edits in one proposal.
pub const EDITS_MAX: usize = 100;

/// One edit of the plan that a proposal would make.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum ProposedEdit {
    /// Adds a milestone.
    AddMilestone {
        /// The id it will have; the service gives it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        milestone_id: Option<MilestoneId>,
        /// The milestone.
        milestone: NewMilestone,
        /// Its checklist; it comes with the milestone and is not signed.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        actions: Vec<NewAction>,
    },
    /// Changes what is material of a milestone, its dates, or calls it off.
    ChangeMilestone {
        /// The milestone.
        milestone_id: MilestoneId,
        /// A merge patch of title, outcome, owner, dates, duration, `cancelled`, and for sellers `visibility`.
        patch: MilestonePatch,
    },
    /// Takes a milestone out with its actions.
    RemoveMilestone {
        /// The milestone.
        milestone_id: MilestoneId,
    },
    /// Moves the buyer's hard date.
    SetAnchor {
        /// The new date, or null.
        anchor_date: Option<Day>,
    },
}

impl ProposedEdit {
    /// The milestone it is about, unless it adds one or moves the hard date.
    #[must_use]
    pub const fn milestone_id(&self) -> Option<&MilestoneId> {
        match self {
            Self::ChangeMilestone { milestone_id, .. } | Self::RemoveMilestone { milestone_id } => Some(milestone_id),
            Self::AddMilestone { .. } | Self::SetAnchor { .. } => None,
        }
    }
}

/// Something that one side offers the other.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Proposal {
    /// Its id.
    pub id: ProposalId,
    /// Who offers it, by name.
    pub by: String,
    /// Their side; the other one decides.
    pub side: Side,
    /// Why.
    pub reason: String,
    /// What would be done.
    pub edits: Vec<ProposedEdit>,
    /// What would be another, in words.
    pub changes: Vec<SaidChange>,
    /// Where it stands.
    pub status: ProposalStatus,
    /// The agreed version it would change.
    pub base_version: i32,
    /// The proposal it answers.
    pub counter_of: Option<ProposalId>,
    /// When it was offered.
    pub created_at: Timestamp,
    /// When it was decided.
    pub decided_at: Option<Timestamp>,
    /// Who decided, by name.
    pub decided_by: Option<String>,
    /// What they wrote with it.
    pub decision_note: String,
    /// The version that accepting it made.
    pub version: Option<i32>,
    /// What would move, with slack and the new date of the signature; while it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preview: Option<crate::schedule::Preview>,
}

/// Offers the other side material changes.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewProposal {
    /// Why; the other side reads it.
    pub reason: String,
    /// What would be done, 1–100, each milestone once.
    pub edits: Vec<ProposedEdit>,
}

/// Whether a patch holds nothing but what is material, the dates that go with it, and visibility.
#[must_use]
pub const fn material_fields_only(patch: &MilestonePatch) -> bool {
    patch.stage_id.is_none()
        && patch.kind.is_none()
        && patch.depends_on.is_none()
        && patch.assumptions.is_none()
        && patch.risk_reason.is_none()
        && patch.no_known_risk.is_none()
}

impl Input for NewProposal {
    fn check(&mut self, problems: &mut Problems) {
        text::prose(problems, "/reason", &mut self.reason);
        if self.reason.is_empty() {
            problems.add("/reason", "blank", "must say why: the other side decides by it");
        }
        if self.edits.is_empty() {
            problems.add("/edits", "empty", "must hold at least one edit");
        }
        if self.edits.len() > EDITS_MAX {
            problems.add("/edits", "too_many", format!("must be at most {EDITS_MAX}"));
        }
        let ids: Vec<Option<MilestoneId>> = self.edits.iter().map(|e| e.milestone_id().cloned()).collect();
        for (i, edit) in self.edits.iter_mut().enumerate() {
            check_edit(problems, &format!("/edits/{i}"), edit);
            let own = ids.get(i).cloned().flatten();
            if own.is_some() && ids.iter().take(i).any(|id| *id == own) {
                problems.add(format!("/edits/{i}/milestone_id"), "repeated", "must be named only once");
            }
        }
    }
}

fn check_edit(problems: &mut Problems, at: &str, edit: &mut ProposedEdit) {
    let mut own = Problems::default();
    let below = match edit {
        ProposedEdit::AddMilestone { milestone, actions, .. } => {
            milestone.check(&mut own);
            for problem in std::mem::take(&mut own.0) {
                problems.add(format!("{at}/milestone{}", problem.pointer), &problem.code, problem.detail);
            }
            check_actions(&mut own, actions);
            ""
        }
        ProposedEdit::ChangeMilestone { patch, .. } => {
            patch.check(&mut own);
            if !material_fields_only(patch) {
                own.add("", "not_material", "must hold title, outcome, owner, dates, duration, cancelled or visibility only: change the rest directly");
            }
            "patch"
        }
        ProposedEdit::RemoveMilestone { .. } | ProposedEdit::SetAnchor { .. } => "",
    };
    let below = if below.is_empty() { String::new() } else { ["/", below].concat() };
    for problem in own.0 {
        problems.add(format!("{at}{below}{}", problem.pointer), &problem.code, problem.detail);
    }
}

/// Most actions that a proposed milestone brings along.
const ACTIONS_MAX: usize = 20;

fn check_actions(problems: &mut Problems, actions: &mut [NewAction]) {
    if actions.len() > ACTIONS_MAX {
        problems.add("/actions", "too_many", format!("must be at most {ACTIONS_MAX}"));
    }
    for (i, action) in actions.iter_mut().enumerate() {
        let mut own = Problems::default();
        action.check(&mut own);
        for problem in own.0 {
            problems.add(format!("/actions/{i}{}", problem.pointer), &problem.code, problem.detail);
        }
    }
}

/// A decision on a proposal.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// A word with it.
    #[serde(default)]
    pub note: String,
}

impl Input for Decision {
    fn check(&mut self, problems: &mut Problems) {
        text::prose(problems, "/note", &mut self.note);
    }
}

/// The dates that these edits would set, to preview what follows from them.
#[must_use]
pub fn date_changes(edits: &[ProposedEdit]) -> Vec<crate::schedule::DateChange> {
    let dated = |edit: &ProposedEdit| {
        let ProposedEdit::ChangeMilestone { milestone_id, patch } = edit else { return None };
        let change = crate::schedule::DateChange {
            milestone_id: milestone_id.clone(),
            start_date: patch.start_date.value().copied(),
            target_date: patch.target_date.value().copied(),
            duration_days: patch.duration_days.value().copied(),
        };
        let names_any = change.start_date.is_some() || change.target_date.is_some() || change.duration_days.is_some();
        names_any.then_some(change)
    };
    edits.iter().filter_map(dated).collect()
}
