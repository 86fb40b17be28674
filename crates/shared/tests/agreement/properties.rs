//! For any two snapshots: the difference of the first and the second, applied to the first, gives the second; and it is empty when they are the same only.

use crate::build::{day, ms};
use proptest::{option, prelude::*, sample};
use tandem_shared::{
    agreement::{Commitment, MaterialChange, Person, Signatory, Snapshot, apply, difference, said},
    day::Day,
    id::{PlanId, StakeholderId},
    stakeholder::Side,
};

fn person(n: usize) -> StakeholderId {
    StakeholderId::trusted(format!("sh_{n:026}"))
}

fn any_side() -> impl Strategy<Value = Side> {
    sample::select(Side::ALL)
}

fn any_day() -> impl Strategy<Value = Option<Day>> {
    option::of((0i64..400).prop_map(|n| day("2026-01-01").plus_days(n)))
}

fn any_owner() -> impl Strategy<Value = Option<Person>> {
    option::of(((0usize..4), "[a-c]{1,2}").prop_map(|(n, name)| Person { id: person(n), name }))
}

prop_compose! {
    fn any_commitment(n: usize)(
        title in "[a-c]{1,3}", outcome in "[a-b]{0,2}", target_date in any_day(), owner_side in any_side(), owner in any_owner(), cancelled in any::<bool>(),
    ) -> Commitment {
        Commitment { id: ms(n), title, outcome, target_date, owner_side, owner, cancelled }
    }
}

fn any_signer(n: usize) -> impl Strategy<Value = Signatory> {
    ("[a-c]{1,2}", "[a-b]{0,1}", any_side()).prop_map(move |(name, title, side)| Signatory {
        id: person(n),
        name,
        title,
        side,
    })
}

fn some_of<T: std::fmt::Debug>(all: Vec<BoxedStrategy<T>>) -> impl Strategy<Value = Vec<T>> {
    all.into_iter().map(option::of).collect::<Vec<_>>().prop_map(|some| some.into_iter().flatten().collect())
}

fn any_snapshot() -> impl Strategy<Value = Snapshot> {
    let milestones = some_of((0..6).map(|n| any_commitment(n).boxed()).collect());
    let signers = some_of((0..4).map(|n| any_signer(n).boxed()).collect());
    (any_day(), milestones, signers).prop_map(|(anchor_date, milestones, signers)| Snapshot {
        plan_id: PlanId::trusted(format!("plan_{:026}", 1)),
        anchor_date,
        milestones,
        signers,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn the_difference_of_two_versions_applied_to_the_first_gives_the_second(a in any_snapshot(), b in any_snapshot()) {
        let changes = difference(&a, &b);
        prop_assert_eq!(changes.is_empty(), a == b);
        prop_assert_eq!(changes.is_empty(), a.hash() == b.hash());
        prop_assert_eq!(apply(&changes, &a).unwrap(), b);
        for change in &changes {
            let text = serde_json::to_string(change).unwrap();
            prop_assert_eq!(&serde_json::from_str::<MaterialChange>(&text).unwrap(), change);
            prop_assert!(!said(change).is_empty());
        }
    }

    #[test]
    fn changes_that_no_longer_fit_are_refused_with_their_names(a in any_snapshot(), b in any_snapshot()) {
        let changes = difference(&a, &b);
        // Applied twice, every change says something that no longer holds.
        prop_assert_eq!(apply(&changes, &b).is_err(), !changes.is_empty());
    }
}
