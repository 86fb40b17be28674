//! What differs between two snapshots, as typed changes.

use super::{
    said::said,
    snapshot::{Commitment, Person, Signatory, Snapshot},
};
use crate::{day::Day, id::MilestoneId, stakeholder::Side};
use serde::{Deserialize, Serialize};

/// One material change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum MaterialChange {
    /// A milestone is added.
    MilestoneAdded {
        /// The milestone as it is to be.
        milestone: Commitment,
    },
    /// A milestone is taken out.
    MilestoneRemoved {
        /// The milestone as it was.
        milestone: Commitment,
    },
    /// A milestone gets another title.
    TitleChanged {
        /// The milestone.
        milestone_id: MilestoneId,
        /// Before.
        from: String,
        /// After.
        to: String,
    },
    /// A milestone gets another outcome.
    OutcomeChanged {
        /// The milestone.
        milestone_id: MilestoneId,
        /// Its title before.
        title: String,
        /// Before.
        from: String,
        /// After.
        to: String,
    },
    /// A milestone gets another target.
    TargetMoved {
        /// The milestone.
        milestone_id: MilestoneId,
        /// Its title before.
        title: String,
        /// Before.
        from: Option<Day>,
        /// After.
        to: Option<Day>,
    },
    /// A milestone goes to another side.
    SideChanged {
        /// The milestone.
        milestone_id: MilestoneId,
        /// Its title before.
        title: String,
        /// Before.
        from: Side,
        /// After.
        to: Side,
    },
    /// Another person answers for a milestone.
    OwnerChanged {
        /// The milestone.
        milestone_id: MilestoneId,
        /// Its title before.
        title: String,
        /// Before.
        from: Option<Person>,
        /// After.
        to: Option<Person>,
    },
    /// A milestone is called off, or no longer.
    CancelledChanged {
        /// The milestone.
        milestone_id: MilestoneId,
        /// Its title before.
        title: String,
        /// Whether it is called off after.
        to: bool,
    },
    /// The buyer's hard date moves.
    AnchorMoved {
        /// Before.
        from: Option<Day>,
        /// After.
        to: Option<Day>,
    },
    /// A person signs who did not before.
    SignerAdded {
        /// Who.
        signer: Signatory,
    },
    /// A person no longer signs.
    SignerRemoved {
        /// Who.
        signer: Signatory,
    },
    /// A signer's name or job title is another.
    SignerChanged {
        /// Before.
        from: Signatory,
        /// After.
        to: Signatory,
    },
}

/// A change with its sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SaidChange {
    /// The change in words, such as *“Security review passed” moves from Fri 12 June to Mon 29 June 2026, 11 working days later*.
    pub text: String,
    /// The change.
    pub change: MaterialChange,
}

impl From<MaterialChange> for SaidChange {
    fn from(change: MaterialChange) -> Self {
        Self { text: said(&change), change }
    }
}

impl MaterialChange {
    /// The milestone it is about.
    #[must_use]
    pub const fn milestone_id(&self) -> Option<&MilestoneId> {
        match self {
            Self::MilestoneAdded { milestone } | Self::MilestoneRemoved { milestone } => Some(&milestone.id),
            Self::TitleChanged { milestone_id, .. }
            | Self::OutcomeChanged { milestone_id, .. }
            | Self::TargetMoved { milestone_id, .. }
            | Self::SideChanged { milestone_id, .. }
            | Self::OwnerChanged { milestone_id, .. }
            | Self::CancelledChanged { milestone_id, .. } => Some(milestone_id),
            Self::AnchorMoved { .. }
            | Self::SignerAdded { .. }
            | Self::SignerRemoved { .. }
            | Self::SignerChanged { .. } => None,
        }
    }

    /// The milestone whose target it answers for: it moves, or is no longer to be reached.
    #[must_use]
    pub const fn moves(&self) -> Option<&MilestoneId> {
        match self {
            Self::TargetMoved { milestone_id, .. } | Self::CancelledChanged { milestone_id, to: true, .. } => {
                Some(milestone_id)
            }
            Self::MilestoneRemoved { milestone } => Some(&milestone.id),
            _ => None,
        }
    }
}

/// Everything that differs: of the plan first, then milestone by milestone in the order of their dates, then of the signers.
#[must_use]
pub fn difference(a: &Snapshot, b: &Snapshot) -> Vec<MaterialChange> {
    let mut changes = Vec::new();
    if a.anchor_date != b.anchor_date {
        changes.push(MaterialChange::AnchorMoved { from: a.anchor_date, to: b.anchor_date });
    }
    for before in a.by_date() {
        match b.milestones.iter().find(|m| m.id == before.id) {
            Some(after) => of_milestone(before, after, &mut changes),
            None => changes.push(MaterialChange::MilestoneRemoved { milestone: before.clone() }),
        }
    }
    let added = b.by_date().into_iter().filter(|m| a.milestones.iter().all(|before| before.id != m.id));
    changes.extend(added.map(|m| MaterialChange::MilestoneAdded { milestone: m.clone() }));
    of_signers(a, b, &mut changes);
    changes
}

fn of_milestone(a: &Commitment, b: &Commitment, changes: &mut Vec<MaterialChange>) {
    let (id, title) = (|| a.id.clone(), || a.title.clone());
    if a.title != b.title {
        changes.push(MaterialChange::TitleChanged { milestone_id: id(), from: title(), to: b.title.clone() });
    }
    if a.outcome != b.outcome {
        let (from, to) = (a.outcome.clone(), b.outcome.clone());
        changes.push(MaterialChange::OutcomeChanged { milestone_id: id(), title: title(), from, to });
    }
    if a.target_date != b.target_date {
        let (from, to) = (a.target_date, b.target_date);
        changes.push(MaterialChange::TargetMoved { milestone_id: id(), title: title(), from, to });
    }
    if a.owner_side != b.owner_side {
        let (from, to) = (a.owner_side, b.owner_side);
        changes.push(MaterialChange::SideChanged { milestone_id: id(), title: title(), from, to });
    }
    if a.owner != b.owner {
        let (from, to) = (a.owner.clone(), b.owner.clone());
        changes.push(MaterialChange::OwnerChanged { milestone_id: id(), title: title(), from, to });
    }
    if a.cancelled != b.cancelled {
        changes.push(MaterialChange::CancelledChanged { milestone_id: id(), title: title(), to: b.cancelled });
    }
}

fn of_signers(a: &Snapshot, b: &Snapshot, changes: &mut Vec<MaterialChange>) {
    for before in &a.signers {
        match b.signers.iter().find(|s| s.id == before.id) {
            Some(after) if after == before => {}
            Some(after) => {
                changes.push(MaterialChange::SignerChanged { from: before.clone(), to: after.clone() });
            }
            None => changes.push(MaterialChange::SignerRemoved { signer: before.clone() }),
        }
    }
    let added = b.signers.iter().filter(|s| a.signers.iter().all(|before| before.id != s.id));
    changes.extend(added.map(|s| MaterialChange::SignerAdded { signer: s.clone() }));
}
