//! Fixes: what can be done about a finding. Either the server applies it in one go, or it leads a person to the place where they decide.

use super::proposed::{ProposedAction, ProposedMilestone, ProposedRisk};
use crate::{
    day::Day,
    id::{MilestoneId, RiskId, StakeholderId},
    schedule::DateChange,
    words::words,
};
use serde::{Deserialize, Serialize};

words! {
    /// Where a person is led, when only a person can decide.
    Place {
        /// The dialog that shares the plan.
        Share = "share",
        /// The request for signatures.
        SignOff = "sign_off",
        /// The weekly update: go through the plan and send it.
        Review = "review",
        /// A milestone's dates, with what would move.
        Renegotiate = "renegotiate",
        /// The guided steps for a silent buyer.
        Reengage = "reengage",
        /// A milestone's texts.
        Milestone = "milestone",
        /// A milestone's assumptions.
        Assumption = "assumption",
        /// The list of milestones, to add or cut.
        Milestones = "milestones",
        /// The actions, to spread or hand over.
        Actions = "actions",
        /// A person's profile.
        Stakeholder = "stakeholder",
        /// The map of people.
        Stakeholders = "stakeholders",
        /// A risk.
        Risk = "risk",
        /// The buyer's calendar.
        Calendar = "calendar",
        /// The timeline.
        Timeline = "timeline",
    }
}

/// A new target of a milestone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProposedTarget {
    /// The milestone.
    pub milestone_id: MilestoneId,
    /// Its new target.
    pub target_date: Day,
}

/// What can be done about a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Fix {
    /// Adds a milestone, with its actions and its assumption, to the deal's stage.
    AddMilestone {
        /// The milestone.
        milestone: ProposedMilestone,
    },
    /// Adds actions.
    AddActions {
        /// The actions.
        actions: Vec<ProposedAction>,
    },
    /// Adds an assumption, not known yet to hold.
    AddAssumption {
        /// The milestone.
        milestone_id: MilestoneId,
        /// What is assumed.
        text: String,
    },
    /// Adds a risk with its mitigation.
    AddRisk {
        /// The risk.
        risk: ProposedRisk,
    },
    /// Notes that somebody considered what may delay a milestone and found nothing.
    MarkNoKnownRisk {
        /// The milestone.
        milestone_id: MilestoneId,
    },
    /// Sets a milestone's title.
    SetTitle {
        /// The milestone.
        milestone_id: MilestoneId,
        /// Its new title.
        title: String,
    },
    /// Sets what is given here of a milestone and leaves the rest.
    SetMilestone {
        /// The milestone.
        milestone_id: MilestoneId,
        /// When work on it begins.
        start_date: Option<Day>,
        /// When it is to be reached.
        target_date: Option<Day>,
        /// Who answers for it.
        owner_id: Option<StakeholderId>,
    },
    /// Sets the targets of several milestones at once.
    SetTargets {
        /// The new targets.
        targets: Vec<ProposedTarget>,
    },
    /// Takes the dates of the schedule that is worked backward from the hard date.
    ScheduleBackward {
        /// New start and target of each milestone that moves.
        changes: Vec<DateChange>,
    },
    /// Sets what is given here of a risk and leaves the rest.
    SetRisk {
        /// The risk.
        risk_id: RiskId,
        /// Who sees to it.
        owner_id: Option<StakeholderId>,
        /// By when.
        mitigation_due: Option<Day>,
    },
    /// Sets by when a person's engagement plan happens.
    SetEngagementDate {
        /// The person.
        stakeholder_id: StakeholderId,
        /// By when.
        date: Day,
    },
    /// Says why the seller's close date and the plan differ.
    SetCloseGapNote {
        /// The note.
        note: String,
    },
    /// Leads a person to where they decide.
    Open {
        /// Where.
        place: Place,
        /// The id of what is to be shown there.
        object: Option<String>,
    },
}

impl Fix {
    /// Leads to a place.
    #[must_use]
    pub const fn open(place: Place) -> Self {
        Self::Open { place, object: None }
    }

    /// Leads to an object at a place.
    #[must_use]
    pub fn open_at(place: Place, object: &str) -> Self {
        Self::Open { place, object: Some(object.to_owned()) }
    }

    /// Whether the server applies it in one go.
    #[must_use]
    pub const fn applies(&self) -> bool {
        !matches!(self, Self::Open { .. })
    }

    /// Whether it changes what is signed: after a sign-off it has to become a proposal.
    #[must_use]
    pub const fn is_material(&self) -> bool {
        match self {
            Self::AddMilestone { .. }
            | Self::SetTitle { .. }
            | Self::SetTargets { .. }
            | Self::ScheduleBackward { .. } => true,
            Self::SetMilestone { target_date, owner_id, .. } => target_date.is_some() || owner_id.is_some(),
            _ => false,
        }
    }

    /// What the button says.
    #[must_use]
    pub fn label(&self) -> String {
        match self {
            Self::AddMilestone { milestone } => format!("Add “{}”", milestone.title),
            Self::AddActions { actions } if actions.len() > 1 => format!("Add {} actions", actions.len()),
            Self::AddActions { .. } => "Add an action".to_owned(),
            Self::AddAssumption { .. } => "Add an assumption".to_owned(),
            Self::AddRisk { .. } => "Add the risk and its mitigation".to_owned(),
            Self::MarkNoKnownRisk { .. } => "Mark as no known risk".to_owned(),
            Self::SetTitle { title, .. } => format!("Rename to “{title}”"),
            Self::SetMilestone { target_date: Some(_), .. } => "Set the date".to_owned(),
            Self::SetMilestone { start_date: Some(_), .. } => "Begin earlier".to_owned(),
            Self::SetMilestone { .. } => "Set the owner".to_owned(),
            Self::SetTargets { targets } if targets.len() == 1 => "Set the date".to_owned(),
            Self::SetTargets { .. } => "Set dates by the time things take".to_owned(),
            Self::ScheduleBackward { .. } => "Schedule backward from the hard date".to_owned(),
            Self::SetRisk { .. } => "Set owner and date".to_owned(),
            Self::SetEngagementDate { .. } => "Set the date".to_owned(),
            Self::SetCloseGapNote { .. } => "Show the gap in the plan".to_owned(),
            Self::Open { place, .. } => place.label().to_owned(),
        }
    }
}

impl Place {
    /// What the button that leads there says.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Share => "Share the plan",
            Self::SignOff => "Ask for signatures",
            Self::Review => "Draft the update",
            Self::Renegotiate => "Propose a new date",
            Self::Reengage => "Re-engage the buyer",
            Self::Milestone => "Edit the milestone",
            Self::Assumption => "Open the assumptions",
            Self::Milestones => "Open the milestones",
            Self::Actions => "Open the actions",
            Self::Stakeholder => "Complete the profile",
            Self::Stakeholders => "Open the stakeholder map",
            Self::Risk => "Open the risk",
            Self::Calendar => "Open the buyer's calendar",
            Self::Timeline => "Open the timeline",
        }
    }
}
