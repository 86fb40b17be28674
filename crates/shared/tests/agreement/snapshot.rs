//! What the hash of a plan's snapshot covers: each material part, and nothing else.

use crate::build::{day, milestone, ms, noon, plan};
use tandem_shared::{
    agreement::Snapshot,
    assumption::{Assumption, AssumptionState},
    id::{AssumptionId, StageId, StakeholderId},
    milestone::{MilestoneKind, Visibility},
    plan::{Plan, PlanHealth, PlanStatus},
    stakeholder::{Side, Stakeholder},
};

fn person(n: usize) -> StakeholderId {
    StakeholderId::trusted(format!("sh_{n:026}"))
}

fn stakeholder(n: usize, side: Side, name: &str) -> Stakeholder {
    Stakeholder {
        id: person(n),
        side,
        name: name.into(),
        email: None,
        title: "Head of data".into(),
        function: String::new(),
        roles: Vec::new(),
        other_role: String::new(),
        primary_concern: None,
        buy_in: None,
        authority: None,
        engagement_plan: None,
        engagement_timing: None,
        engagement_date: None,
        user_id: None,
        grant: None,
        version: 1,
    }
}

fn base() -> Plan {
    let mut made = plan("2026-03-02");
    made.anchor_date = Some(day("2026-06-30"));
    made.stakeholders = vec![stakeholder(1, Side::Buyer, "Mara Lindt"), stakeholder(2, Side::Seller, "Ada Reyes")];
    for (n, title) in [(1, "Security review passed"), (2, "Contract signed"), (3, "Discount agreed inside")] {
        let mut one = milestone(n, title);
        one.target_date = Some(day("2026-04-10").plus_days(i64::try_from(n).unwrap()));
        one.owner_id = Some(person(1));
        made.milestones.push(one);
    }
    made.milestones[2].visibility = Visibility::Internal;
    made
}

fn hash(plan: &Plan) -> String {
    Snapshot::of(plan, &[person(1), person(2)]).hash()
}

/// A name for a change, and the change.
type Edit = (&'static str, fn(&mut Plan));

const MATERIAL: [Edit; 14] = [
    ("title", |p| p.milestones[0].title = "Security reviewed".into()),
    ("outcome", |p| p.milestones[0].outcome = "A signed report".into()),
    ("target", |p| p.milestones[0].target_date = Some(day("2026-05-01"))),
    ("no target", |p| p.milestones[0].target_date = None),
    ("owner side", |p| p.milestones[0].owner_side = Side::Buyer),
    ("owner", |p| p.milestones[0].owner_id = Some(person(2))),
    ("no owner", |p| p.milestones[0].owner_id = None),
    ("cancelled", |p| p.milestones[0].cancelled_at = Some(noon(day("2026-03-02")))),
    ("removed", |p| drop(p.milestones.remove(0))),
    ("added", |p| p.milestones.push(milestone(4, "Budget released"))),
    ("made internal", |p| p.milestones[0].visibility = Visibility::Internal),
    ("made shared", |p| p.milestones[2].visibility = Visibility::Shared),
    ("anchor", |p| p.anchor_date = Some(day("2026-07-01"))),
    ("a signer", |p| drop(p.stakeholders.remove(1))),
];

const FREE: [Edit; 18] = [
    ("the plan's title", |p| p.title = "Analytics".into()),
    ("its texts", |p| p.welcome_message = "Welcome".into()),
    ("start", |p| p.milestones[0].start_date = Some(day("2026-04-01"))),
    ("duration", |p| p.milestones[0].duration_days = Some(9)),
    ("agreed date", |p| p.milestones[0].agreed_date = Some(day("2026-04-01"))),
    ("completion", |p| p.milestones[0].completed_at = Some(noon(day("2026-03-02")))),
    ("dependencies", |p| p.milestones[1].depends_on = vec![ms(1)]),
    ("a risk's reason", |p| p.milestones[0].risk_reason = "The reviewer is away".into()),
    ("no known risk", |p| p.milestones[0].no_known_risk = true),
    ("kind", |p| p.milestones[0].kind = MilestoneKind::Security),
    ("stage", |p| p.milestones[0].stage_id = StageId::trusted(format!("stg_{:026}", 2))),
    ("position", |p| p.milestones[0].position = 9),
    ("order", |p| p.milestones.swap(0, 1)),
    ("people's order", |p| p.stakeholders.swap(0, 1)),
    ("an internal milestone", |p| p.milestones[2].title = "Discount refused".into()),
    ("an internal one is gone", |p| drop(p.milestones.remove(2))),
    ("assumptions", |p| {
        let id = AssumptionId::trusted(format!("asm_{:026}", 1));
        p.milestones[0].assumptions = vec![Assumption { id, text: "None".into(), state: AssumptionState::Broken }];
    }),
    ("status", |p| (p.status, p.health, p.seq) = (PlanStatus::Agreed, PlanHealth::Stalled, 99)),
];

#[test]
fn the_hash_changes_when_any_material_part_does_and_with_none_other() {
    let before = hash(&base());
    assert_eq!(before.len(), 64);
    for (name, edit) in MATERIAL {
        let mut plan = base();
        edit(&mut plan);
        assert_ne!(hash(&plan), before, "{name}");
    }
    for (name, edit) in FREE {
        let mut plan = base();
        edit(&mut plan);
        assert_eq!(hash(&plan), before, "{name}");
    }
}

#[test]
fn who_is_renamed_is_the_same_person() {
    let (before, mut plan) = (base(), base());
    plan.stakeholders[0].name = "Mara Lindt-Weber".into();
    let signers = [person(1), person(2)];
    let (a, b) = (Snapshot::of(&before, &signers), Snapshot::of(&plan, &signers));
    assert!(a.is_same_agreement(&b) && a.hash() != b.hash());
    plan.milestones[0].owner_id = Some(person(2));
    assert!(!a.is_same_agreement(&Snapshot::of(&plan, &signers)));
}

#[test]
fn the_canonical_text_is_what_it_is() {
    let mut plan = base();
    plan.milestones.truncate(1);
    let text = Snapshot::of(&plan, &[person(1)]).canonical();
    let wanted = concat!(
        r#"{"v":1,"plan_id":"plan_00000000000000000000000001","anchor_date":"2026-06-30","milestones":[{"id":"ms_00000000000000000000000001","#,
        r#""title":"Security review passed","outcome":"","target_date":"2026-04-11","owner_side":"joint","owner":{"id":"sh_00000000000000000000000001","#,
        r#""name":"Mara Lindt"},"cancelled":false}],"signers":[{"id":"sh_00000000000000000000000001","name":"Mara Lindt","title":"Head of data","side":"buyer"}]}"#,
    );
    assert_eq!(text, wanted);
}
