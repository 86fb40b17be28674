//! Versions: frozen snapshots that were put up for signature, or that an accepted proposal made.

use super::{change::SaidChange, snapshot::Snapshot};
use crate::{day::Timestamp, method::SignOffStatus, stakeholder::Side, words::words};
use serde::{Deserialize, Serialize};

words! {
    /// What made a version.
    VersionOrigin {
        /// Signatures were asked for.
        SignOff = "sign_off",
        /// A proposal was accepted.
        Proposal = "proposal",
    }
}

words! {
    /// How a person stood up for a version.
    Manner {
        /// Signed it.
        Signed = "signed",
        /// Proposed what makes it different from the one before.
        Proposed = "proposed",
        /// Accepted what was proposed.
        Accepted = "accepted",
    }
}

/// That a person stood up for a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Acknowledgement {
    /// Who, by name.
    pub name: String,
    /// For which side.
    pub side: Side,
    /// How.
    pub manner: Manner,
    /// When.
    pub at: Timestamp,
}

/// A frozen snapshot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Version {
    /// Its number in the plan, from 1.
    pub number: i32,
    /// What made it.
    pub origin: VersionOrigin,
    /// Id of the request for signatures or of the proposal.
    pub origin_id: String,
    /// Where it stands; one that a proposal made is signed from the start.
    pub status: SignOffStatus,
    /// Why: what was written with the request, or the proposal's reason.
    pub reason: String,
    /// When it was frozen.
    pub created_at: Timestamp,
    /// When both sides had agreed to it.
    pub agreed_at: Option<Timestamp>,
    /// SHA-256 of the canonical text, 64 hex digits.
    pub hash: String,
    /// Who stood up for it.
    pub acknowledgements: Vec<Acknowledgement>,
    /// What it commits both sides to.
    pub snapshot: Snapshot,
}

/// What differs between two versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VersionDiff {
    /// The number of the first.
    pub from: i32,
    /// The number of the second.
    pub to: i32,
    /// Everything that differs; empty when nothing does.
    pub changes: Vec<SaidChange>,
}
