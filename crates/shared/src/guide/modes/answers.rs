//! What each mode asks, as structured fields.

use super::steps::Steps;
use crate::{
    day::Day,
    guide::ProcurementNeed,
    id::{MilestoneId, StakeholderId},
    words::words,
};
use serde::{Deserialize, Serialize};

words! {
    /// A way on.
    Mode {
        /// A milestone slips: a new date, or help to hold the old one.
        Renegotiate = "renegotiate",
        /// The plan is broken: everything open is planned anew from today.
        Recover = "recover",
        /// The buyer is silent: one small step.
        ReEngage = "re_engage",
        /// Procurement came in late: its review is put in before the signature.
        Rebuild = "rebuild",
    }
}

words! {
    /// What is done about a slip.
    SlipChoice {
        /// The date moves.
        Revise = "revise",
        /// The date stays, with help.
        Accelerate = "accelerate",
    }
}

/// Somebody who has not been involved yet and could help.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Helper {
    /// Full name.
    pub name: String,
    /// Job title.
    #[serde(default)]
    pub title: String,
    /// Address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

/// What is said of the buyer's hard date.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum HardDateAnswer {
    /// It stands.
    #[default]
    Stands,
    /// It is another.
    Moved {
        /// The new one.
        date: Day,
    },
    /// Nobody knows any more: asking for it becomes an action.
    Unknown,
}

/// *This milestone moved. What changed, and what do we do?*
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Renegotiate {
    /// The milestone that slips.
    pub milestone_id: MilestoneId,
    /// What changed; both sides read it.
    pub what_changed: String,
    /// A new date, or help to hold the old one.
    pub choice: SlipChoice,
    /// The realistic date; what the plan's own figures give when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new_date: Option<Day>,
    /// Somebody who could speed it up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub helper: Option<Helper>,
}

/// *Let's step back and rebuild the plan together.*
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Recover {
    /// What would get this back on track; both sides read it.
    pub what_would_help: String,
    /// Who has to be engaged again.
    #[serde(default)]
    pub re_engage: Vec<StakeholderId>,
    /// Whether the timeline is still realistic.
    #[serde(default)]
    pub hard_date: HardDateAnswer,
}

/// *One small step.*
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReEngage {
    /// Whom to ask; the champion when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stakeholder_id: Option<StakeholderId>,
    /// The one small step of the buyer; a word on the dates when left out.
    #[serde(default)]
    pub step: String,
    /// By when; three working days from today when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Day>,
    /// What is known of the hard date.
    #[serde(default)]
    pub hard_date: HardDateAnswer,
    /// It is no longer worth it: the deal moves to the stage of those that are lost, and nothing else changes.
    #[serde(default)]
    pub call_off: bool,
}

/// *Procurement just came in.*
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Rebuild {
    /// Who it is, when that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<Helper>,
    /// Working days that its review takes, 1–60; 7 when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_days: Option<i32>,
    /// What it asks for.
    #[serde(default)]
    pub needs: Vec<ProcurementNeed>,
    /// It has not bought this kind of product before.
    #[serde(default)]
    pub unfamiliar: bool,
}

/// The answers of one mode.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "mode", rename_all = "snake_case")]
pub enum ModeAnswers {
    /// A milestone slips.
    Renegotiate(Renegotiate),
    /// The plan is broken.
    Recover(Recover),
    /// The buyer is silent.
    ReEngage(ReEngage),
    /// Procurement came in late.
    Rebuild(Rebuild),
}

/// Takes a way on.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ModeStep {
    /// The answers, with the `mode` that asks for them.
    pub answers: ModeAnswers,
    /// Answers with what would change, and changes nothing.
    #[serde(default)]
    pub dry_run: bool,
    /// What it was said to change when it was looked at. Where the plan is such that it would change something else by now, nothing changes and the answer is 412.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<Steps>,
    /// Whether it was said to be proposed to the other side. Where that is otherwise by now, nothing changes and the answer is 412.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposes: Option<bool>,
}

impl ModeAnswers {
    /// Which mode it is.
    #[must_use]
    pub const fn mode(&self) -> Mode {
        match self {
            Self::Renegotiate(_) => Mode::Renegotiate,
            Self::Recover(_) => Mode::Recover,
            Self::ReEngage(_) => Mode::ReEngage,
            Self::Rebuild(_) => Mode::Rebuild,
        }
    }

    /// Why, as a proposal says it.
    pub(super) fn reason(&self) -> String {
        match self {
            Self::Renegotiate(a) => a.what_changed.clone(),
            Self::Recover(a) => a.what_would_help.clone(),
            Self::ReEngage(_) => "The buyer's hard date is another than the plan says".to_owned(),
            Self::Rebuild(_) => "Procurement takes part, and its review needs its time before the signature".to_owned(),
        }
    }
}
