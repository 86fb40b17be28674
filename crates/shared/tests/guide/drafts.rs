//! What follows from single answers.

use crate::kit::*;
use tandem_shared::{
    constraint::ConstraintKind,
    error::{Input, Problems},
    guide::*,
    health,
    method::Procurement,
    milestone::{MilestoneKind, Visibility},
    plan::Plan,
    schedule::Verdict,
    stakeholder::{Authority, BuyIn, EngagementTiming, Side, StakeholderRole as R},
};

fn titles(plan: &Plan) -> Vec<&str> {
    plan.milestones.iter().map(|m| m.title.as_str()).collect()
}

fn actions(plan: &Plan, side: Side) -> Vec<&str> {
    plan.milestones.iter().flat_map(|m| &m.actions).filter(|a| a.side == side).map(|a| a.title.as_str()).collect()
}

#[test]
fn who_is_known_and_what_the_buyer_needs_become_a_plan_that_ends_on_the_hard_date() {
    let made = draft(&complete(), &empty());
    let mut found = titles(&made.plan);
    assert_eq!(found.split_off(6), ["Contract signed by both sides", "Implementation kick-off held"]);
    let wanted =
        ["Technical deep-dive", "Security", "Economic buyer", "Procurement", "Legal", "Implementation readiness"];
    assert!(wanted.iter().all(|w| found.iter().any(|t| t.starts_with(w))), "{found:?}");
    assert_eq!(made.plan.signature_date, Some(day("2026-05-29")));
    assert!(matches!(made.verdict, Verdict::Fits { slack_days } if slack_days > 0), "{:?}", made.verdict);
    let health = health::check(&made.plan);
    assert!(health.guidance.iter().all(|step| step.rule != health::Rule::StakeholderCoverage));
}

#[test]
fn nobody_known_is_engaged_first_in_groups_early_and_in_one_step_late() {
    let engage = |at| {
        let answers = Answers { stage_id: Some(stage(at)), roles: vec![], ..complete() };
        let plan = draft(&answers, &empty()).plan;
        titles(&plan).into_iter().filter(|t| t.starts_with("Agree who")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(
        engage(0),
        [
            "Agree who decides and who has to be involved",
            "Agree who reviews on the way to the signature",
            "Agree who implements and who uses the solution",
        ]
    );
    assert_eq!(engage(2).len(), 2);
    assert_eq!(engage(3).len(), 1);
}

#[test]
fn a_hard_date_that_is_near_takes_the_shortest_times_and_one_that_is_too_near_is_said_to_be() {
    let near = |date| Answers { hard_date: Some(hard(HardDateKind::FiscalYear, date)), ..complete() };
    let made = draft(&near("2026-04-06"), &empty());
    assert!(matches!(made.verdict, Verdict::Fits { .. }), "{:?}", made.verdict);
    assert!(made.reasons.iter().any(|r| r.contains("shortest time")), "{:?}", made.reasons);
    let made = draft(&near("2026-03-20"), &empty());
    assert!(matches!(made.verdict, Verdict::CannotBeMet { .. }));
    assert!(made.plan.signature_date > made.plan.anchor_date, "it is not hidden");
    assert!(made.reasons.iter().any(|r| r.contains("cannot be met")));
}

#[test]
fn without_a_hard_date_asking_for_it_is_the_first_action() {
    let made = draft(&Answers { hard_date: None, ..complete() }, &empty());
    assert_eq!(made.verdict, Verdict::NoAnchor);
    let first = made.plan.milestones.iter().min_by_key(|m| m.target_date).unwrap();
    assert!(first.actions[0].title.starts_with("Ask for the date that cannot move"), "{:?}", first.actions[0].title);
    assert!(made.plan.risks.iter().any(|r| r.description.contains("not known")));
}

#[test]
fn a_go_live_asks_for_the_signature_before_the_implementation() {
    let hard = HardDate { lead_days: Some(10), ..hard(HardDateKind::GoLive, "2026-06-15") };
    let made = draft(&Answers { hard_date: Some(hard), ..complete() }, &empty());
    assert_eq!(made.plan.anchor_date, Some(day("2026-06-01")));
    assert_eq!(made.plan.constraints.len(), 2);
    assert_eq!(made.plan.signature_date, Some(day("2026-06-01")));
    assert!(made.plan.constraints.iter().any(|c| c.anchor && c.note.contains("before the go-live on 15 June")));
}

#[test]
fn procurement_gets_the_time_and_the_papers_that_it_asked_for() {
    let procurement = ProcurementAnswer {
        involvement: Involvement::NotYet,
        review_days: Some(14),
        needs: vec![ProcurementNeed::SecurityQuestionnaire, ProcurementNeed::References],
        unfamiliar: true,
    };
    let plan = draft(&Answers { procurement, ..complete() }, &empty()).plan;
    let review = plan.milestones.iter().find(|m| m.kind == MilestoneKind::Procurement).unwrap();
    assert_eq!((review.duration_days, plan.conduct.procurement), (Some(14), Procurement::Needed));
    assert!(review.assumptions[0].text.contains("security questionnaire and reference customers"));
    let risk = plan.risks.iter().find(|r| r.milestone_id.as_ref() == Some(&review.id)).unwrap();
    assert!(risk.description.contains("unfamiliar") && risk.mitigation.contains("packet"));
    assert!(risk.mitigation_due < review.start_date);
}

#[test]
fn procurement_that_nobody_asked_stays_in_the_plan_and_one_that_is_not_needed_does_not() {
    let of = |involvement| {
        let procurement = ProcurementAnswer { involvement, ..ProcurementAnswer::default() };
        draft(&Answers { procurement, ..complete() }, &empty()).plan
    };
    let unknown = of(Involvement::Unknown);
    assert!(actions(&unknown, Side::Seller).iter().any(|a| a.starts_with("Ask whether procurement takes part")));
    assert_eq!(unknown.conduct.procurement, Procurement::Unknown);
    let without = of(Involvement::NotNeeded);
    assert!(without.milestones.iter().all(|m| m.kind != MilestoneKind::Procurement));
    assert_eq!(without.conduct.procurement, Procurement::NotNeeded);
}

#[test]
fn a_short_review_is_excused_by_the_buyers_word() {
    let procurement = ProcurementAnswer { review_days: Some(2), ..complete().procurement };
    let plan = draft(&Answers { procurement, ..complete() }, &empty()).plan;
    assert!(plan.waivers.iter().any(|w| w.rule == "milestone.review_time" && w.reason.contains("2 working days")));
}

#[test]
fn a_liaison_brings_the_deciders_together_and_guests_do_not_read_why() {
    let plan = draft(&Answers { champion: Authority::Liaison, ..complete() }, &empty()).plan;
    let align =
        plan.milestones.iter().flat_map(|m| &m.actions).find(|a| a.title.starts_with("Bring the decision")).unwrap();
    let champion = plan.stakeholders.iter().find(|s| s.roles.contains(&R::Champion)).unwrap();
    assert!(align.target_date.is_some() && align.assignee_ids == [champion.id.clone()]);
    assert_eq!(champion.authority, Some(Authority::Liaison));
    let risk = plan.risks.iter().find(|r| r.description.starts_with("Mara Lind cannot decide alone")).unwrap();
    assert_eq!(risk.visibility, Visibility::Internal);
}

#[test]
fn one_person_in_two_roles_is_one_person_and_an_objector_is_engaged_early() {
    let mut answers = complete();
    answers.roles[4].name = "otto brandt".into();
    answers.roles[1].buy_in = Some(BuyIn::LikelyObjector);
    let plan = draft(&answers, &empty()).plan;
    let otto = plan.stakeholders.iter().find(|s| s.name == "Otto Brandt").unwrap();
    assert_eq!(otto.roles, [R::EconomicBuyer, R::Legal]);
    assert_eq!(otto.engagement_timing, Some(EngagementTiming::Early));
    assert_eq!(plan.stakeholders.len(), 8, "seven buyers and the owner");
    assert!(
        plan.risks
            .iter()
            .any(|r| r.description == "Otto Brandt is likely to object" && r.visibility == Visibility::Internal)
    );
}

#[test]
fn a_role_that_is_not_needed_takes_its_milestone_along_and_is_not_asked_for() {
    let mut answers = complete();
    answers.roles[4] = without(R::Legal);
    let plan = draft(&answers, &empty()).plan;
    assert!(plan.milestones.iter().all(|m| m.kind != MilestoneKind::Legal));
    assert!(plan.waivers.iter().any(|w| w.object.as_deref() == Some("legal")));
}

#[test]
fn busy_periods_are_left_free_and_a_board_meeting_decides_about_the_budget() {
    let dates = vec![
        KnownDate {
            kind: ConstraintKind::BusyPeriod,
            start_date: day("2026-03-30"),
            end_date: Some(day("2026-04-10")),
            note: "Year end".into(),
        },
        KnownDate {
            kind: ConstraintKind::BoardMeeting,
            start_date: day("2026-05-05"),
            end_date: None,
            note: String::new(),
        },
    ];
    let plan = draft(&Answers { dates, ..complete() }, &empty()).plan;
    assert_on_open_days(&plan);
    let budget = plan.milestones.iter().find(|m| m.title == "Budget approved by the board").unwrap();
    assert_eq!(budget.target_date, Some(day("2026-05-05")));
}

#[test]
fn before_a_board_that_decides_on_the_hard_date_the_request_gets_on_its_agenda() {
    let answers = Answers { hard_date: Some(hard(HardDateKind::BoardMeeting, "2026-06-30")), ..complete() };
    let plan = draft(&answers, &empty()).plan;
    let budget = plan.milestones.iter().find(|m| m.title.starts_with("Budget")).unwrap();
    assert_eq!(budget.title, "Budget request accepted for the board meeting");
    assert!(budget.target_date < plan.anchor_date);
}

fn wrong(answers: &Answers) -> Vec<String> {
    let mut problems = Problems::default();
    let mut answers = answers.clone();
    answers.check(&mut problems);
    answers.check_dates(&mut problems, day(TODAY));
    problems.0.into_iter().map(|p| format!("{} {}", p.pointer, p.code)).collect()
}

#[test]
fn what_is_wrong_with_answers_is_said_at_its_field() {
    let mut answers = complete();
    answers.roles[0].name = " ".into();
    answers.roles[1] = without(R::EconomicBuyer);
    answers.roles[2].email = Some("nobody".into());
    answers.roles[3].email = Some("a@nimbus.example".into());
    answers.roles[4].email = Some("a@nimbus.example".into());
    answers.roles[5].role = R::Other;
    answers.hard_date = Some(hard(HardDateKind::BudgetCycle, "2026-03-13"));
    answers.procurement.review_days = Some(0);
    let found = wrong(&answers);
    let wanted = [
        "/roles/0/name",
        "/roles/1/state always_needed",
        "/roles/2/email",
        "/roles/4/email duplicate",
        "/roles/5/role not_a_role",
        "/procurement/review_days out_of_range",
        "/hard_date/date passed",
    ];
    assert!(wanted.iter().all(|w| found.iter().any(|f| f.starts_with(w))) && found.len() == wanted.len(), "{found:?}");
    assert!(wrong(&complete()).is_empty() && wrong(&Answers::default()).is_empty());
}
