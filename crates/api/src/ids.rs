//! Making new ids: UUIDv7 under the type's prefix, so that newer rows sort after older ones.

use tandem_shared::id as ids;
use type_safe_id::{DynamicType, TypeSafeId};

/// An id type that the server can make.
pub trait NewId {
    /// A new id.
    fn new() -> Self;
}

fn fresh(prefix: &'static str) -> String {
    DynamicType::new(prefix)
        .map_or_else(|_| String::new(), |kind| TypeSafeId::<DynamicType>::new_with_type(kind).to_string())
}

macro_rules! new_ids {
    ($($name:ident),*) => {$(
        impl NewId for ids::$name {
            fn new() -> Self { Self::trusted(fresh(Self::PREFIX)) }
        }
    )*};
}
new_ids!(
    OrganizationId,
    UserId,
    SessionId,
    StageId,
    DealId,
    PlanId,
    MilestoneId,
    ActionId,
    AssumptionId,
    StakeholderId,
    GrantId,
    ConstraintId,
    RiskId,
    WaiverId,
    SignOffId,
    ProposalId,
    StatusUpdateId,
    CalendarFeedId
);

/// A new id of a row that the API never names, such as `mail_…`.
#[must_use]
pub fn internal(prefix: &'static str) -> String {
    fresh(prefix)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_id_parses_as_its_kind() {
        let id = ids::PlanId::new();
        assert_eq!(id.as_str().parse::<ids::PlanId>().as_ref(), Ok(&id));
        assert_ne!(id, ids::PlanId::new());
    }
}
