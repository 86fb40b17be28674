//! What a mode changes: what both sides sign, what goes beside it, why, and what follows for the signature.

use super::answers::Mode;
use crate::{
    action::NewAction,
    agreement::{Proposal, ProposedEdit},
    day::Day,
    id::{MilestoneId, StakeholderId},
    risk::NewRisk,
    schedule::{Move, Verdict},
    stakeholder::{EngagementTiming, StakeholderRole},
};
use serde::{Deserialize, Serialize};

/// A person of the buyer's side who comes in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewPerson {
    /// A made-up id that edits name them by; the service gives the real one.
    pub id: StakeholderId,
    /// Full name.
    pub name: String,
    /// Job title.
    pub title: String,
    /// Address.
    pub email: Option<String>,
    /// Their roles.
    pub roles: Vec<StakeholderRole>,
    /// How they are involved; for the seller's eyes.
    pub engagement_plan: String,
    /// When.
    pub engagement_timing: EngagementTiming,
    /// By when.
    pub engagement_date: Option<Day>,
}

/// A change that is not signed: it happens at once, whether anything is agreed or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Extra {
    /// Adds a person.
    AddPerson {
        /// The person.
        person: NewPerson,
    },
    /// Gives somebody who is there one more role.
    AddRole {
        /// The person.
        stakeholder_id: StakeholderId,
        /// All their roles then.
        roles: Vec<StakeholderRole>,
    },
    /// Says how and by when a person is engaged again; sellers only.
    Engage {
        /// The person.
        stakeholder_id: StakeholderId,
        /// How.
        engagement_plan: String,
        /// By when.
        engagement_date: Day,
    },
    /// Adds an action.
    AddAction {
        /// The milestone it goes under.
        milestone_id: MilestoneId,
        /// The action.
        action: NewAction,
    },
    /// Adds a risk.
    AddRisk {
        /// The risk.
        risk: NewRisk,
    },
    /// Notes that procurement takes part; sellers only.
    NoteProcurement,
    /// Moves the deal to the stage of those that are lost; who may change the deal only.
    LoseDeal,
}

/// What a mode would change.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Steps {
    /// Which mode.
    pub mode: Mode,
    /// What is material: done at once, or offered to the other side when a version is agreed.
    pub edits: Vec<ProposedEdit>,
    /// What is done at once in any case.
    pub extras: Vec<Extra>,
    /// What moves, before and after.
    pub moves: Vec<Move>,
    /// Why, one sentence each.
    pub reasons: Vec<String>,
    /// Why, as a proposal says it.
    pub reason: String,
    /// A message to the buyer, to copy and to change.
    pub message: String,
    /// Whether the hard date could be met before.
    pub verdict_before: Verdict,
    /// Whether it can be met then.
    pub verdict: Verdict,
    /// The hard date then.
    pub anchor: Option<Day>,
    /// When the signature was expected.
    pub signature_before: Option<Day>,
    /// When it is expected then.
    pub signature: Option<Day>,
}

impl Steps {
    /// Whether it does the same to the plan, however it is told.
    #[must_use]
    pub fn does_the_same(&self, other: &Self) -> bool {
        self.edits == other.edits && self.extras == other.extras && self.moves == other.moves
    }

    /// Whether the new dates come after the hard date.
    #[must_use]
    pub fn misses(&self) -> bool {
        self.signature.zip(self.anchor).is_some_and(|(signature, anchor)| signature > anchor)
    }

    /// What follows for the hard date, in words: by the new dates first, then by what could be done at best.
    #[must_use]
    pub fn said(&self, today: Day) -> String {
        let best = crate::guide::verdict(&self.verdict, self.anchor, today);
        let Some((signature, anchor)) = self.signature.zip(self.anchor).filter(|_| self.misses()) else { return best };
        let late = crate::guide::say::working_days(signature.working_days_since(anchor).max(1));
        if !matches!(self.verdict, Verdict::Fits { .. }) {
            return best;
        }
        format!(
            "By these dates the signature comes {late} after the buyer's hard date. With everything done as early as possible it could still be met."
        )
    }

    /// Whether the deal is given up.
    #[must_use]
    pub fn gives_up(&self) -> bool {
        self.extras.iter().any(|extra| matches!(extra, Extra::LoseDeal))
    }
}

impl Default for Steps {
    fn default() -> Self {
        Self {
            mode: Mode::Renegotiate,
            edits: Vec::new(),
            extras: Vec::new(),
            moves: Vec::new(),
            reasons: Vec::new(),
            reason: String::new(),
            message: String::new(),
            verdict_before: Verdict::NoAnchor,
            verdict: Verdict::NoAnchor,
            anchor: None,
            signature_before: None,
            signature: None,
        }
    }
}

/// What became of a mode's changes.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TakenSteps {
    /// What was changed or offered.
    pub steps: Steps,
    /// What was offered to the other side, where a version is agreed.
    pub proposal: Option<Proposal>,
    /// Whether nothing was kept: it was a dry run.
    pub dry_run: bool,
}
