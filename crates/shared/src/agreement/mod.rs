//! The agreement: what of a plan is signed, its versions and their difference, requests for signatures, and proposals to change what is agreed.
//!
//! A [`Snapshot`] holds the material parts of a plan and nothing else; its hash is what people sign. [`difference`] of two snapshots, applied to the first,
//! gives the second.

mod apply;
mod change;
mod proposal;
mod said;
mod sign_off;
mod snapshot;
mod state;
mod version;

pub use apply::apply;
pub use change::{MaterialChange, SaidChange, difference};
pub use proposal::{
    Decision, EDITS_MAX, NewProposal, Proposal, ProposalStatus, ProposedEdit, date_changes, material_fields_only,
};
pub use said::said;
pub use sign_off::{
    Certificate, Decline, NewSignOff, NewSignature, SIGNERS_MAX, SignOff, SignatureCode, Signer, Withdrawal,
    is_same_name,
};
pub use snapshot::{Commitment, Person, Signatory, Snapshot};
pub use state::AgreementState;
pub use version::{Acknowledgement, Manner, Version, VersionDiff, VersionOrigin};
