//! Whose eyes a plan is seen with: a caller's own, or a buyer's for *preview as buyer*.

use super::stakeholders::Sight;
use crate::auth::{Caller, Permit};
use tandem_shared::{
    access::{CallerKind, Permission, allows},
    day::{Day, Timestamp},
    id::StakeholderId,
    milestone::Visibility,
    stakeholder::Side,
};

/// Whose eyes a plan is seen with, and when.
#[derive(Clone)]
pub struct Eyes {
    pub(super) kind: CallerKind,
    pub(super) side: Side,
    pub(super) name: String,
    pub(super) created_by: String,
    pub(super) stakeholder_id: Option<StakeholderId>,
    pub(super) sight: Sight,
    pub(super) now: Timestamp,
}

/// Whose eyes, whenever it is: what a rendered plan is kept under.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Viewpoint(CallerKind, Side, String, String, Option<StakeholderId>, Sight);

impl Eyes {
    /// Whose eyes these are.
    #[must_use]
    pub fn viewpoint(&self) -> Viewpoint {
        let Self { kind, side, name, created_by, stakeholder_id, sight, now: _ } = self.clone();
        Viewpoint(kind, side, name, created_by, stakeholder_id, sight)
    }

    /// The caller's own.
    #[must_use]
    pub fn of<P>(permit: &Permit<P>, now: Timestamp) -> Self {
        Self {
            kind: permit.kind,
            side: permit.caller.side(),
            name: permit.caller.name().to_owned(),
            created_by: permit.caller.id().to_owned(),
            stakeholder_id: permit.stakeholder_id.clone(),
            sight: Sight::of(permit),
            now,
        }
    }

    /// A seller's who sees everything and is nobody in particular.
    #[must_use]
    pub fn seller(now: Timestamp) -> Self {
        Self { kind: CallerKind::Admin, side: Side::Seller, sight: Sight::seller(), ..Self::buyer(now) }
    }

    /// A buyer's who may look: what *preview as buyer* shows.
    #[must_use]
    pub fn buyer(now: Timestamp) -> Self {
        Self {
            kind: CallerKind::View,
            side: Side::Buyer,
            name: String::new(),
            created_by: String::new(),
            stakeholder_id: None,
            sight: Sight::buyer(),
            now,
        }
    }

    /// Any caller's for their own actions, where no plan is named.
    #[must_use]
    pub fn own(caller: &Caller, now: Timestamp) -> Self {
        Self { side: caller.side(), created_by: caller.id().to_owned(), ..Self::buyer(now) }
    }

    /// Whether what has this visibility is seen.
    #[must_use]
    pub fn sees(&self, visibility: &str) -> bool {
        allows(self.kind, Permission::SeeInternal) || visibility == Visibility::Shared.as_str()
    }

    /// The day for which statuses are derived.
    #[must_use]
    pub fn today(&self) -> Day {
        Day::of_instant(self.now)
    }
}
