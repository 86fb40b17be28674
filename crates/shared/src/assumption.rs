//! What must hold for a milestone to be met.

use crate::{error::Problems, id::AssumptionId, text, words::words};
use serde::{Deserialize, Serialize};

words! {
    /// Whether an assumption holds.
    AssumptionState {
        /// Not known yet.
        Unknown = "unknown",
        /// It holds.
        Holds = "holds",
        /// It does not hold: the milestone is at risk.
        Broken = "broken",
    }
}

/// An assumption of a milestone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Assumption {
    /// Its id.
    pub id: AssumptionId,
    /// What is assumed.
    pub text: String,
    /// Whether it holds.
    pub state: AssumptionState,
}

/// An assumption as it is to be: with the id of one that is there, without for a new one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AssumptionInput {
    /// The one to keep or change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<AssumptionId>,
    /// What is assumed, 1–200 characters.
    pub text: String,
    /// Whether it holds; `unknown` when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<AssumptionState>,
}

/// Most assumptions a milestone may have.
pub const ASSUMPTIONS_MAX: usize = 20;

/// Tidies and checks a milestone's assumptions.
pub fn check_all(problems: &mut Problems, assumptions: &mut [AssumptionInput]) {
    if assumptions.len() > ASSUMPTIONS_MAX {
        problems.add("/assumptions", "too_many", format!("must be at most {ASSUMPTIONS_MAX}"));
    }
    for (i, assumption) in assumptions.iter().enumerate() {
        if assumption.id.is_some() && assumptions.iter().take(i).any(|a| a.id == assumption.id) {
            problems.add(format!("/assumptions/{i}/id"), "twice", "is there twice");
        }
    }
    for (i, assumption) in assumptions.iter_mut().enumerate() {
        text::title(problems, &format!("/assumptions/{i}/text"), &mut assumption.text);
    }
}
