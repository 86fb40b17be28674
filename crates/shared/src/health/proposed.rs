//! What fixes add: milestones, actions and risks, complete as they are shown, and as a person would add them.

use crate::{
    action::NewAction,
    assumption::AssumptionInput,
    day::Day,
    id::{MilestoneId, StakeholderId},
    milestone::{MilestoneKind, NewMilestone},
    risk::{NewRisk, Probability},
    stakeholder::Side,
};
use serde::{Deserialize, Serialize};

/// A milestone to add, complete: it raises no finding of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProposedMilestone {
    /// Its title.
    pub title: String,
    /// How both sides will know it is reached.
    pub outcome: String,
    /// Its kind.
    pub kind: MilestoneKind,
    /// Who answers for it.
    pub owner_side: Side,
    /// The person who answers for it.
    pub owner_id: Option<StakeholderId>,
    /// When work on it begins.
    pub start_date: Option<Day>,
    /// When it is to be reached.
    pub target_date: Option<Day>,
    /// What it assumes.
    pub assumption: String,
    /// What the buyer does for it.
    pub buyer_action: String,
    /// What the seller does for it.
    pub seller_action: String,
}

impl ProposedMilestone {
    /// As a person would add it; its actions apart.
    #[must_use]
    pub fn as_new(&self) -> NewMilestone {
        let assumption = AssumptionInput { id: None, text: self.assumption.clone(), state: None };
        NewMilestone {
            title: self.title.clone(),
            outcome: self.outcome.clone(),
            kind: Some(self.kind),
            owner_side: Some(self.owner_side),
            owner_id: self.owner_id.clone(),
            start_date: self.start_date,
            target_date: self.target_date,
            assumptions: vec![assumption],
            ..NewMilestone::default()
        }
    }

    /// What each side does for it, once it is there.
    #[must_use]
    pub fn actions(&self, milestone_id: &MilestoneId) -> [ProposedAction; 2] {
        [(Side::Buyer, &self.buyer_action), (Side::Seller, &self.seller_action)].map(|(side, title)| ProposedAction {
            milestone_id: milestone_id.clone(),
            side,
            title: title.clone(),
            assignee_id: None,
            target_date: self.target_date,
        })
    }
}

/// An action to add.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProposedAction {
    /// The milestone it goes under.
    pub milestone_id: MilestoneId,
    /// Whose it is.
    pub side: Side,
    /// What is to be done.
    pub title: String,
    /// Who does it.
    pub assignee_id: Option<StakeholderId>,
    /// When it is to be done.
    pub target_date: Option<Day>,
}

impl ProposedAction {
    /// As a person would add it.
    #[must_use]
    pub fn as_new(&self) -> NewAction {
        NewAction {
            title: self.title.clone(),
            side: Some(self.side),
            assignee_ids: self.assignee_id.iter().cloned().collect(),
            target_date: self.target_date,
            ..NewAction::default()
        }
    }
}

/// A risk to add.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProposedRisk {
    /// The milestone it threatens.
    pub milestone_id: MilestoneId,
    /// What may happen.
    pub description: String,
    /// How likely.
    pub probability: Probability,
    /// Working days of delay if it happens.
    pub impact_days: i32,
    /// What is done about it.
    pub mitigation: String,
    /// By when.
    pub mitigation_due: Day,
    /// By whom.
    pub owner_id: StakeholderId,
}

impl ProposedRisk {
    /// As a person would add it.
    #[must_use]
    pub fn as_new(&self) -> NewRisk {
        NewRisk {
            description: self.description.clone(),
            milestone_id: Some(self.milestone_id.clone()),
            probability: self.probability,
            impact_days: self.impact_days,
            mitigation: self.mitigation.clone(),
            mitigation_due: Some(self.mitigation_due),
            owner_id: Some(self.owner_id.clone()),
            visibility: None,
        }
    }
}
