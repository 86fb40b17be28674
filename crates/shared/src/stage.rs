//! The pipeline: named, ordered steps a deal goes through.

use crate::{
    error::{Input, Problems},
    id::StageId,
    text,
    words::words,
};
use serde::{Deserialize, Serialize};

words! {
    /// What being in a stage means for the deal.
    StageKind {
        /// The deal goes on.
        Open = "open",
        /// The deal is won: signature and what follows.
        Won = "won",
        /// The deal is lost.
        Lost = "lost",
    }
}

/// A step of an organization's pipeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Stage {
    /// Its id.
    pub id: StageId,
    /// Its name, such as *Evaluation*.
    pub name: String,
    /// What being in it means.
    pub kind: StageKind,
    /// Place in the pipeline, from 0.
    pub position: i32,
    /// Deals now in this stage.
    #[serde(default)]
    pub deals: i64,
}

/// A stage to add at the end of the pipeline, before the first one that is not open.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewStage {
    /// Its name, 1–200 characters, not used by another stage.
    pub name: String,
    /// What being in it means.
    pub kind: StageKind,
}

impl Input for NewStage {
    fn check(&mut self, problems: &mut Problems) {
        text::title(problems, "/name", &mut self.name);
    }
}

/// A change of a stage.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StagePatch {
    /// New name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// New meaning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<StageKind>,
}

impl Input for StagePatch {
    fn check(&mut self, problems: &mut Problems) {
        if let Some(name) = &mut self.name {
            text::title(problems, "/name", name);
        }
    }
}

/// All stages of the pipeline in their new order.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StageOrder {
    /// Every stage, once.
    pub ids: Vec<StageId>,
}

impl Input for StageOrder {
    fn check(&mut self, problems: &mut Problems) {
        if self.ids.is_empty() {
            problems.add("/ids", "blank", "must name every stage");
        }
    }
}

/// The pipeline every new organization begins with.
pub const DEFAULT_STAGES: [(&str, StageKind); 6] = [
    ("Qualified", StageKind::Open),
    ("Discovery", StageKind::Open),
    ("Evaluation", StageKind::Open),
    ("Negotiation", StageKind::Open),
    ("Closed", StageKind::Won),
    ("Lost", StageKind::Lost),
];
