//! Whatever is answered, the plan that is made holds what plan health asks for; only a hard date that is too near may be held against it.

use crate::kit::*;
use proptest::prelude::*;
use tandem_shared::{
    constraint::ConstraintKind,
    day::Timestamp,
    error::{Input, Problems},
    guide::*,
    health::{self, Rule, Severity},
    milestone::MilestoneKind,
    plan::Plan,
    schedule::Verdict,
    stakeholder::{Authority, BuyIn, Side, StakeholderRole as R},
};

fn role(role: R) -> impl Strategy<Value = Vec<RoleAnswer>> {
    let buy_in = prop::sample::select(BuyIn::ALL);
    (0..10u8, buy_in, 0..3u8).prop_map(move |(kind, buy_in, who)| {
        let names = ["Mara Lind", "Otto Brandt", "Ines Costa"];
        let name = if kind < 2 { names[usize::from(who)].to_owned() } else { format!("Person of {}", role.as_str()) };
        let always = matches!(role, R::Champion | R::EconomicBuyer);
        match kind {
            0..=5 => vec![RoleAnswer { buy_in: Some(buy_in), ..known(role, &name) }],
            6 | 7 if !always => vec![without(role)],
            8 => vec![RoleAnswer { state: RoleState::Unknown, ..known(role, "") }],
            _ => vec![],
        }
    })
}

fn calendar() -> impl Strategy<Value = (Option<HardDate>, Vec<KnownDate>)> {
    let hard = (prop::sample::select(HardDateKind::ALL), 0..500i64, prop::option::of(0..60i32));
    let busy = (0..120i64, 0..25i64, prop::sample::select(ConstraintKind::ALL));
    (prop::option::weighted(0.8, hard), prop::collection::vec(busy, 0..3)).prop_map(|(hard, busy)| {
        let at = |n| day(TODAY).plus_days(n);
        let hard = hard.map(|(kind, n, lead_days)| HardDate { kind, date: at(n), note: String::new(), lead_days });
        let dates = busy.into_iter().map(|(from, length, kind)| KnownDate {
            kind,
            start_date: at(from),
            end_date: Some(at(from + length)),
            note: String::new(),
        });
        (hard, dates.collect())
    })
}

fn procurement() -> impl Strategy<Value = ProcurementAnswer> {
    let needs = prop::sample::subsequence(ProcurementNeed::ALL.to_vec(), 0..=ProcurementNeed::ALL.len());
    (prop::sample::select(Involvement::ALL), prop::option::of(1..=60i32), needs, any::<bool>()).prop_map(
        |(involvement, review_days, needs, unfamiliar)| ProcurementAnswer {
            involvement,
            review_days,
            needs,
            unfamiliar,
        },
    )
}

/// Answers of every kind.
pub fn answers() -> impl Strategy<Value = Answers> {
    let roles: Vec<_> = ROLES.iter().map(|r| role(*r)).collect();
    let words = (prop::sample::select(BudgetRhythm::ALL), prop::sample::select(Authority::ALL));
    (prop::option::of(0..5usize), roles, calendar(), procurement(), words).prop_map(
        |(at, roles, (hard_date, dates), mut procurement, (budget, champion))| {
            let roles = roles.concat();
            if roles.iter().any(|r| r.role == R::Procurement && r.state == RoleState::NotNeeded) {
                procurement.involvement = Involvement::NotNeeded;
            }
            let stage_id = at.map(stage);
            Answers { stage_id, roles, hard_date, dates, budget, country: None, procurement, champion }
        },
    )
}

/// The plan as it is judged once its first days are over: made a week ago, without a day having passed in its dates.
fn judged(plan: &Plan) -> health::Health {
    let created_at = Timestamp::from_micros(plan.created_at.micros() - 7 * 86_400_000_000);
    health::check(&Plan { created_at, ..plan.clone() })
}

fn check(answers: &Answers, empty: &Plan) {
    let mut problems = Problems::default();
    answers.clone().check(&mut problems);
    answers.check_dates(&mut problems, empty.today);
    assert_eq!(problems, Problems::default());
    let made = draft(answers, empty);
    let plan = &made.plan;
    assert_on_open_days(plan);
    let fits = matches!(made.verdict, Verdict::Fits { .. } | Verdict::NoAnchor);
    let found = judged(plan).findings.into_iter().filter(|f| f.severity == Severity::Error);
    let errors: Vec<_> = found.map(|f| (f.rule, f.evidence)).collect();
    let timely = |rule: &Rule| !fits && matches!(rule, Rule::TimelineFeasible | Rule::TimelineBuyerAnchor);
    assert!(errors.iter().all(|(rule, _)| timely(rule)), "{errors:?}\n{:?}\n{answers:#?}", made.verdict);
    let before: Vec<_> = plan.milestones.iter().filter(|m| m.kind != MilestoneKind::KickOff).collect();
    assert!((5..=9).contains(&before.len()), "{} milestones: {answers:#?}", before.len());
    if let Some(hard) = plan.anchor_date.filter(|_| fits) {
        assert!(before.iter().all(|m| m.target_date <= Some(hard)), "{answers:#?}");
    }
    for side in [Side::Buyer, Side::Seller] {
        assert!(plan.milestones.iter().all(|m| m.actions.iter().any(|a| a.side == side)));
    }
    assert!(plan.milestones.iter().all(|m| !m.assumptions.is_empty() && !m.outcome.is_empty()));
    assert!(plan.milestones.iter().all(|m| plan.risks.iter().any(|r| r.milestone_id.as_ref() == Some(&m.id))));
    for m in &plan.milestones {
        for before in &m.depends_on {
            let before = plan.milestones.iter().find(|b| b.id == *before).unwrap();
            assert!(before.target_date < m.start_date, "“{}” before “{}”", before.title, m.title);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn a_draft_has_no_error_but_a_hard_date_that_is_too_near(answers in answers()) {
        check(&answers, &with_holidays());
    }
}

#[test]
fn every_stage_with_every_champion_and_every_procurement_makes_a_plan_without_errors() {
    for at in 0..5 {
        for champion in Authority::ALL {
            for involvement in Involvement::ALL {
                let procurement = ProcurementAnswer { involvement: *involvement, ..ProcurementAnswer::default() };
                let some = Answers { stage_id: Some(stage(at)), champion: *champion, procurement, ..complete() };
                check(&some, &empty());
                let nobody = Answers { roles: vec![], ..some };
                check(&nobody, &empty());
                check(&Answers { hard_date: None, ..nobody }, &empty());
            }
        }
    }
}
