//! How far both sides have agreed, in a word: for lists of deals.

use crate::words::words;

words! {
    /// How far both sides have agreed on a deal's plan.
    AgreementState {
        /// Nothing is signed and nobody is asked to.
        None = "none",
        /// A request waits for signatures.
        AwaitingSignatures = "awaiting_signatures",
        /// A version is agreed.
        Agreed = "agreed",
        /// A version is agreed, and a proposal to change it waits for an answer.
        ChangeProposed = "change_proposed",
    }
}

impl AgreementState {
    /// From what the plan knows: whether a request is open, a version agreed, a proposal open.
    #[must_use]
    pub const fn of(awaits_signatures: bool, is_agreed: bool, has_proposal: bool) -> Self {
        match (awaits_signatures, is_agreed, has_proposal) {
            (true, ..) => Self::AwaitingSignatures,
            (false, true, true) => Self::ChangeProposed,
            (false, true, false) => Self::Agreed,
            (false, false, _) => Self::None,
        }
    }
}
