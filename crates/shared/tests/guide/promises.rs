//! What a fresh plan promises: a forecast that goes with its verdict, nearly the same for both sides, and titles that both can read in a row.

use crate::{kit::*, properties::answers};
use proptest::prelude::*;
use tandem_shared::{
    forecast::{Figures, Forecast, forecast},
    guide::*,
    health::{self, Standing},
    milestone::Visibility,
    plan::Plan,
    schedule::Verdict,
    stakeholder::{Authority, BuyIn},
};

/// Working days to spare from which a hard date can be met with room.
const ROOM: i64 = 12;

fn figures(plan: &Plan) -> Figures {
    match forecast(plan) {
        Forecast::Dates(figures) => figures,
        other => panic!("expected figures, not {other:?}"),
    }
}

/// The chance of the hard date, or else of the plan's own, as the seller and as the buyer read it.
fn chances(plan: &Plan) -> (i64, i64) {
    let percent = |plan: &Plan| {
        let figures = figures(plan);
        figures.anchor.or(figures.planned_chance).unwrap().percent
    };
    let mut guests = plan.clone();
    guests.risks.retain(|r| r.visibility == Visibility::Shared);
    (percent(plan), percent(&guests))
}

/// Every stage with few and many people known, with and without people who are against it, and hard dates near and far.
fn corpus() -> Vec<Answers> {
    let mut all = Vec::new();
    for (at, known) in (0..5).flat_map(|at| [8, 4, 2, 0].map(|known| (at, known))) {
        for date in ["2026-04-30", "2026-05-29", "2026-06-30", "2026-09-30", ""] {
            for against in [false, true] {
                let roles = complete().roles.into_iter().take(known).collect();
                let mut answers = Answers { stage_id: Some(stage(at)), roles, ..complete() };
                answers.hard_date = (!date.is_empty()).then(|| hard(HardDateKind::BudgetCycle, date));
                if against {
                    answers.champion = Authority::Liaison;
                    answers.roles.iter_mut().take(2).for_each(|r| r.buy_in = Some(BuyIn::LikelyObjector));
                }
                all.push(answers);
            }
        }
    }
    all
}

#[test]
fn a_fresh_plan_that_can_be_met_with_room_has_a_forecast_that_says_so_and_names_what_drives_it() {
    for answers in corpus() {
        let made = draft(&answers, &with_holidays());
        let (seller, _) = chances(&made.plan);
        let least = match made.verdict {
            Verdict::Fits { slack_days } if slack_days >= ROOM => 40,
            Verdict::NoAnchor => 15,
            _ => continue,
        };
        assert!((least..=80).contains(&seller), "{seller} % with {:?}: {answers:#?}", made.verdict);
        assert!(!figures(&made.plan).drivers.is_empty());
    }
}

#[test]
fn the_buyer_reads_nearly_the_same_forecast_as_the_seller() {
    for answers in corpus() {
        let (seller, guest) = chances(&draft(&answers, &with_holidays()).plan);
        assert!((seller - guest).abs() <= 15, "{seller} and {guest}: {answers:#?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_answered_room_shows_in_the_forecast_and_titles_fit_a_row(answers in answers()) {
        let made = draft(&answers, &with_holidays());
        let plan = &made.plan;
        if matches!(made.verdict, Verdict::Fits { slack_days } if slack_days >= 2 * ROOM) {
            let (seller, guest) = chances(plan);
            prop_assert!(seller >= 25 && (seller - guest).abs() <= 20, "{seller} and {guest}");
        }
        let actions = plan.milestones.iter().flat_map(|m| &m.actions).map(|a| &a.title);
        for title in plan.milestones.iter().map(|m| &m.title).chain(actions) {
            prop_assert!(title.chars().count() <= 60, "{title}");
        }
    }
}

/// Every choice of roles that nobody is known for: some group of them is engaged together at each stage.
#[test]
fn whoever_is_not_known_is_sought_by_a_milestone_that_both_sides_can_read() {
    for unknown in 0..256_usize {
        let roles = complete().roles.into_iter().enumerate();
        let roles: Vec<_> = roles.filter(|(n, _)| unknown & (1 << n) == 0).map(|(_, answer)| answer).collect();
        for at in [0, 2, 3] {
            let plan = draft(&Answers { stage_id: Some(stage(at)), roles: roles.clone(), ..complete() }, &empty()).plan;
            for (n, (role, standing)) in health::cover(&plan).into_iter().enumerate() {
                let is_sought = matches!(standing, Standing::Engaged(_));
                assert_eq!(is_sought, unknown & (1 << n) != 0, "{role} in {unknown:b}: {standing:?}");
            }
            for m in plan.milestones.iter().filter(|m| m.title.starts_with("Agree who")) {
                assert!(m.outcome.contains("the ") && m.title.chars().count() <= 60, "{}: {}", m.title, m.outcome);
            }
        }
    }
}

#[test]
fn what_the_buyer_reads_of_a_fresh_plan_is_not_worded_for_the_seller() {
    for answers in corpus() {
        let plan = draft(&answers, &empty()).plan;
        let risks = plan.risks.iter().filter(|r| r.visibility == Visibility::Shared);
        let mut texts: Vec<&str> = risks.flat_map(|r| [r.description.as_str(), &r.mitigation]).collect();
        for m in &plan.milestones {
            texts.extend([m.title.as_str(), &m.outcome]);
            texts.extend(m.actions.iter().map(|a| a.title.as_str()));
        }
        for text in texts {
            let words = format!(" {} ", text.to_lowercase());
            for ours in ["identify and engage", "ask the champion", " us ", " our ", "objector"] {
                assert!(!words.contains(ours), "{text}");
            }
        }
    }
}
