//! What the method wants to know of a plan beside its milestones: whether procurement is needed, how often it is reviewed, what was declared not
//! applicable, and what happened so far.

use crate::{
    day::{Day, Timestamp},
    id::{MilestoneId, WaiverId},
    words::words,
};
use serde::{Deserialize, Serialize};

words! {
    /// Whether the buyer's procurement takes part.
    Procurement {
        /// Nobody has asked yet.
        Unknown = "unknown",
        /// It takes part.
        Needed = "needed",
        /// It was asked, and it does not.
        NotNeeded = "not_needed",
    }
}

words! {
    /// How a request for signatures ended, or that it has not.
    SignOffStatus {
        /// Waits for signatures.
        Open = "open",
        /// Everyone named has signed.
        Signed = "signed",
        /// Someone named refused.
        Declined = "declined",
        /// A material part changed before everyone had signed.
        Voided = "voided",
    }
}

/// The newest request for signatures, in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignOffSummary {
    /// Where it stands.
    pub status: SignOffStatus,
    /// The version it is about.
    pub version: i32,
    /// When it was asked for.
    pub requested_at: Timestamp,
    /// When it was signed, declined or voided.
    pub decided_at: Option<Timestamp>,
}

/// A finding declared not applicable here. Both sides see it, unless the finding is the seller's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Waiver {
    /// Its id.
    pub id: WaiverId,
    /// The rule, such as `milestone.spacing`.
    pub rule: String,
    /// The object concerned: an id, or a role for `stakeholder.coverage`; null when the rule does not apply to this plan at all.
    pub object: Option<String>,
    /// *Not applicable here, because …*
    pub reason: String,
    /// Who said so.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// What happened in a plan so far, as far as its health follows from it. Derived from events and grants.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Pulse {
    /// When it was first shared with a buyer.
    pub shared_at: Option<Timestamp>,
    /// When a buyer first opened it.
    pub opened_at: Option<Timestamp>,
    /// When a buyer last did something in it.
    pub buyer_acted_at: Option<Timestamp>,
    /// When it was last reviewed: a status update was sent, or someone said that it was gone through.
    pub reviewed_at: Option<Timestamp>,
    /// When anybody last changed anything in it.
    pub changed_at: Option<Timestamp>,
    /// When a target date was last renegotiated or the plan rebuilt.
    pub rebuilt_at: Option<Timestamp>,
    /// When both sides last signed a version, or acknowledged one by accepting a proposal.
    pub signed_at: Option<Timestamp>,
    /// Milestones whose date an open proposal would change; declined and lapsed proposals count as none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub proposed: Vec<MilestoneId>,
}

/// How the plan is worked, set by the seller.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Conduct {
    /// A small deal: counts and roles are relaxed.
    pub small_deal: bool,
    /// Whether the buyer's procurement takes part.
    pub procurement: Procurement,
    /// Days between reviews, 1–60.
    pub review_every_days: i32,
    /// The day of the next review, when it was set by hand.
    pub next_review_date: Option<Day>,
    /// Why the seller's close date and the plan's date of signature differ.
    pub close_gap_note: String,
    /// Month in which the seller's fiscal year begins, 1–12; kept by the organization.
    pub fiscal_year_start: i32,
}

impl Default for Conduct {
    fn default() -> Self {
        Self {
            small_deal: false,
            procurement: Procurement::Unknown,
            review_every_days: 7,
            next_review_date: None,
            close_gap_note: String::new(),
            fiscal_year_start: 1,
        }
    }
}
