//! The ways on: what changes, what stays, and what is said.

use crate::kit::*;
use proptest::prelude::*;
use tandem_shared::{
    access::CallerKind,
    agreement::ProposedEdit,
    error::Input,
    guide::{modes::*, *},
    health::{self, Severity},
    milestone::{Milestone, MilestoneKind},
    patch::Patch,
    plan::Plan,
    schedule::Verdict,
    stakeholder::{Side, StakeholderRole as R},
};

/// The plan of the complete answers, as it is some days later, with some of it reached.
fn later(days: i64, reached: usize) -> Plan {
    let mut plan = draft(&complete(), &empty()).plan;
    plan.today = plan.today.plus_days(days);
    let mut order: Vec<usize> = (0..plan.milestones.len()).collect();
    order.sort_by_key(|n| plan.milestones[*n].target_date);
    for n in order.into_iter().take(reached) {
        let m = &mut plan.milestones[n];
        m.completed_at = m.target_date.map(|d| noon(&d.min(plan.today).to_string()));
    }
    plan
}

fn open(plan: &Plan) -> Vec<&Milestone> {
    plan.milestones.iter().filter(|m| m.completed_at.is_none()).collect()
}

fn take(plan: &Plan, answers: ModeAnswers) -> Steps {
    let mut answers = answers;
    let mut problems = tandem_shared::error::Problems::default();
    answers.check(&mut problems);
    assert_eq!(problems, tandem_shared::error::Problems::default());
    steps(plan, &answers).unwrap()
}

fn slip(plan: &Plan, choice: SlipChoice, new_date: Option<&str>) -> Steps {
    let id = open(plan)[0].id.clone();
    let what_changed = "Their lawyer is away until the end of the month".to_owned();
    let helper = Helper { name: "Vera Holt".into(), title: "COO".into(), email: None };
    let new_date = new_date.map(day);
    take(
        plan,
        ModeAnswers::Renegotiate(Renegotiate {
            milestone_id: id,
            what_changed,
            choice,
            new_date,
            helper: Some(helper),
        }),
    )
}

fn errors(plan: &Plan) -> Vec<String> {
    let created_at = tandem_shared::day::Timestamp::from_micros(plan.created_at.micros() - 7 * 86_400_000_000);
    let found = health::check(&Plan { created_at, ..plan.clone() }).findings.into_iter();
    found.filter(|f| f.severity == Severity::Error).map(|f| f.evidence).collect()
}

#[test]
fn a_slip_moves_what_waits_for_it_and_who_could_help_comes_in() {
    let plan = later(0, 0);
    let first = open(&plan)[0];
    let to = first.target_date.unwrap().plus_days(60);
    let steps = slip(&plan, SlipChoice::Revise, Some(&to.to_string()));
    assert!(steps.moves.len() > 1 && steps.edits.len() == steps.moves.len(), "{:#?}", steps.moves);
    let after = applied(&plan, &steps);
    assert_eq!(after.stakeholders.len(), plan.stakeholders.len() + 1);
    assert!(steps.message.contains("Hello Mara") && steps.message.contains("revise it together"));
    assert!(steps.reasons.iter().any(|r| r.contains("later")), "{:?}", steps.reasons);
    assert_eq!(steps.reason, "Their lawyer is away until the end of the month");
    for m in &after.milestones {
        for id in &m.depends_on {
            let before = after.milestones.iter().find(|b| b.id == *id).unwrap();
            assert!(before.target_date < m.start_date, "“{}” before “{}”", before.title, m.title);
        }
    }
}

#[test]
fn a_date_that_stays_gets_help_of_both_sides_and_one_that_has_passed_gets_a_new_one() {
    let plan = later(0, 0);
    let steps = slip(&plan, SlipChoice::Accelerate, None);
    assert!(steps.edits.is_empty() && steps.reasons.iter().any(|r| r.contains("stays due")));
    let sides: Vec<Side> = steps
        .extras
        .iter()
        .filter_map(|e| if let Extra::AddAction { action, .. } = e { action.side } else { None })
        .collect();
    assert!(sides.contains(&Side::Buyer) && sides.contains(&Side::Seller));
    let plan = later(40, 0);
    let steps = slip(&plan, SlipChoice::Accelerate, None);
    assert!(!steps.edits.is_empty(), "a day that has passed cannot be held");
    let steps = slip(&plan, SlipChoice::Revise, None);
    assert!(
        steps.moves.iter().any(|m| m.direct && m.new_target >= Some(plan.today)),
        "a date is proposed where none was named"
    );
}

fn broken() -> Plan {
    later(60, 2)
}

fn recover(plan: &Plan, hard_date: HardDateAnswer) -> Steps {
    let champion = plan.stakeholders.iter().find(|s| s.roles.contains(&R::Champion)).unwrap().id.clone();
    let what_would_help = "A decision about the budget before summer".to_owned();
    take(plan, ModeAnswers::Recover(Recover { what_would_help, re_engage: vec![champion], hard_date }))
}

#[test]
fn a_broken_plan_is_planned_anew_from_today_and_what_is_reached_stays() {
    let plan = broken();
    assert!(!errors(&plan).is_empty());
    let date = plan.today.plus_days(80);
    let steps = recover(&plan, HardDateAnswer::Moved { date });
    let after = applied(&plan, &steps);
    assert!(matches!(steps.verdict, Verdict::Fits { .. }), "{:?}", steps.verdict);
    assert_eq!(errors(&after), Vec::<String>::new());
    assert!(open(&after).iter().all(|m| m.target_date >= Some(plan.today)));
    for (was, is) in plan.milestones.iter().zip(&after.milestones).filter(|(m, _)| m.completed_at.is_some()) {
        assert_eq!((was.start_date, was.target_date), (is.start_date, is.target_date));
    }
    assert!(steps.message.contains("rebuild the plan together") && steps.message.contains("reset expectations"));
    assert!(steps.extras.iter().any(|e| matches!(e, Extra::Engage { .. })));
}

#[test]
fn a_hard_date_that_has_gone_is_given_up_or_said_to_be_missed() {
    let plan = broken();
    let steps = recover(&plan, HardDateAnswer::Unknown);
    assert_eq!(steps.verdict, Verdict::NoAnchor);
    assert!(
        steps
            .extras
            .iter()
            .any(|e| matches!(e, Extra::AddAction { action, .. } if action.title.starts_with("Ask for the date")))
    );
    let mut plan = plan;
    plan.today = plan.anchor_date.unwrap().plus_days(3);
    let steps = recover(&plan, HardDateAnswer::Stands);
    assert!(matches!(steps.verdict, Verdict::CannotBeMet { .. }), "{:?}", steps.verdict);
    assert!(steps.reasons.iter().any(|r| r.contains("reset expectations")), "{:?}", steps.reasons);
}

fn silent(plan: &Plan, call_off: bool, hard_date: HardDateAnswer) -> Steps {
    let step = String::new();
    take(plan, ModeAnswers::ReEngage(ReEngage { stakeholder_id: None, step, by: None, hard_date, call_off }))
}

#[test]
fn a_silent_buyer_gets_one_small_step_and_a_message_that_is_easy_to_answer() {
    let plan = later(20, 1);
    let steps = silent(&plan, false, HardDateAnswer::Stands);
    let buyers: Vec<_> = steps
        .extras
        .iter()
        .filter_map(|e| if let Extra::AddAction { action, .. } = e { Some(action) } else { None })
        .filter(|a| a.side == Some(Side::Buyer))
        .collect();
    assert_eq!(buyers.len(), 1);
    assert!(buyers[0].target_date > Some(plan.today) && !buyers[0].assignee_ids.is_empty());
    assert!(steps.edits.is_empty() && steps.message.contains("a short no is fine too"));
    let steps = silent(&plan, false, HardDateAnswer::Moved { date: plan.today.plus_days(100) });
    assert!(matches!(steps.edits.as_slice(), [ProposedEdit::SetAnchor { .. }]));
}

#[test]
fn calling_it_off_loses_the_deal_and_changes_nothing_else() {
    let plan = later(20, 1);
    let steps = silent(&plan, true, HardDateAnswer::Stands);
    assert!(steps.edits.is_empty() && matches!(steps.extras.as_slice(), [Extra::LoseDeal]));
    assert_eq!(health::check(&applied(&plan, &steps)).state, health::HealthState::Finished);
    assert!(steps.message.contains("close our plan"));
}

/// A plan without procurement, whose signature is some days away, with what comes before it reached.
fn near(days: i64) -> Plan {
    let procurement = ProcurementAnswer { involvement: Involvement::NotNeeded, ..ProcurementAnswer::default() };
    let mut roles = complete().roles;
    roles.retain(|r| r.role != R::Procurement);
    let mut plan = draft(&Answers { procurement, roles, ..complete() }, &empty()).plan;
    plan.today = plan.signature_date.unwrap().plus_days(-days);
    for m in
        plan.milestones.iter_mut().filter(|m| m.kind != MilestoneKind::Signature && m.kind != MilestoneKind::KickOff)
    {
        m.completed_at = Some(noon(&m.target_date.unwrap().min(plan.today).to_string()));
    }
    plan
}

fn rebuild(plan: &Plan, review_days: i32) -> Steps {
    let person = Helper {
        name: "Paul Weber".into(),
        title: "Head of Purchasing".into(),
        email: Some("paul@nimbus.example".into()),
    };
    let needs = vec![ProcurementNeed::SecurityQuestionnaire];
    take(
        plan,
        ModeAnswers::Rebuild(Rebuild { person: Some(person), review_days: Some(review_days), needs, unfamiliar: true }),
    )
}

#[test]
fn procurement_that_comes_in_late_gets_its_review_before_the_signature() {
    let plan = near(14);
    let steps = rebuild(&plan, 5);
    let after = applied(&plan, &steps);
    let review = after.milestones.iter().find(|m| m.kind == MilestoneKind::Procurement).unwrap();
    let signature = after.milestones.iter().find(|m| m.kind == MilestoneKind::Signature).unwrap();
    assert!(review.target_date < signature.start_date, "{:?} {:?}", review.target_date, signature.start_date);
    assert_eq!(signature.target_date, plan.signature_date, "there is room, so nothing moves");
    assert!(
        review.actions.iter().any(|a| a.side == Side::Buyer) && review.actions.iter().any(|a| a.side == Side::Seller)
    );
    let paul = after.stakeholders.iter().find(|s| s.name == "Paul Weber").unwrap();
    assert_eq!((paul.roles.as_slice(), review.owner_id.as_ref()), (&[R::Procurement][..], Some(&paul.id)));
    assert!(after.risks.iter().any(|r| r.description.contains("unfamiliar") && r.mitigation.contains("packet")));
    assert_eq!(errors(&after), Vec::<String>::new());
    assert_eq!(steps.edits.len(), 1, "{:#?}", steps.edits);
}

#[test]
fn ten_days_to_close_and_a_long_review_move_the_signature_and_say_so() {
    let plan = near(10);
    let steps = rebuild(&plan, 12);
    let after = applied(&plan, &steps);
    assert!(after.signature_date > plan.signature_date);
    assert!(
        matches!(steps.verdict, Verdict::CannotBeMet { .. }),
        "the hard date was the old signature: {:?}",
        steps.verdict
    );
    assert!(steps.reasons.iter().any(|r| r.starts_with("The signature moves from")), "{:?}", steps.reasons);
    let moved: Vec<&str> = steps.moves.iter().map(|m| m.title.as_str()).collect();
    assert_eq!(moved, ["Contract signed by both sides", "Implementation kick-off held"], "only what must move moves");
}

#[test]
fn what_is_wrong_is_said_at_its_field() {
    let plan = later(0, 0);
    let wrong = |answers: ModeAnswers| -> Vec<String> {
        let problems = steps(&plan, &answers).unwrap_err();
        problems.0.into_iter().map(|p| format!("{} {}", p.pointer, p.code)).collect()
    };
    let id = plan.milestones[0].id.clone();
    let past = Some(plan.today.plus_days(-1));
    let slip = Renegotiate {
        milestone_id: id,
        what_changed: "x".into(),
        choice: SlipChoice::Revise,
        new_date: past,
        helper: None,
    };
    assert_eq!(wrong(ModeAnswers::Renegotiate(slip)), ["/new_date passed"]);
    assert_eq!(wrong(ModeAnswers::Rebuild(Rebuild::default())), [" procurement_there"]);
}

#[test]
fn a_guest_gets_nothing_of_what_only_sellers_may_do() {
    let mut plan = broken();
    plan.viewer.access = CallerKind::Edit;
    let steps = recover(&plan, HardDateAnswer::Stands);
    assert!(steps.extras.iter().all(|e| !matches!(e, Extra::Engage { .. } | Extra::NoteProcurement)));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_day_recovering_leaves_nothing_in_the_past_and_keeps_what_is_reached(
        days in 0i64..120, reached in 0usize..7, hard in 10i64..200,
    ) {
        let plan = later(days, reached);
        let steps = recover(&plan, HardDateAnswer::Moved { date: plan.today.plus_days(hard) });
        let after = applied(&plan, &steps);
        for m in open(&after) {
            prop_assert!(m.target_date >= Some(plan.today), "“{}” {:?}", m.title, m.target_date);
        }
        for edit in &steps.edits {
            if let ProposedEdit::ChangeMilestone { milestone_id, patch } = edit {
                let was = plan.milestones.iter().find(|m| m.id == *milestone_id).unwrap();
                prop_assert!(was.completed_at.is_none() && !matches!(patch.target_date, Patch::Null));
            }
        }
        let late = matches!(steps.verdict, Verdict::CannotBeMet { .. });
        prop_assert!(late || errors(&after).is_empty(), "{:?}", errors(&after));
    }

    #[test]
    fn a_review_is_always_before_the_signature(away in 1i64..60, review in 1i32..=60) {
        let plan = near(away);
        let after = applied(&plan, &rebuild(&plan, review));
        let of = |kind| after.milestones.iter().find(|m| m.kind == kind).unwrap();
        prop_assert!(of(MilestoneKind::Procurement).target_date < of(MilestoneKind::Signature).target_date);
        prop_assert!(of(MilestoneKind::Signature).target_date >= plan.signature_date);
    }
}
