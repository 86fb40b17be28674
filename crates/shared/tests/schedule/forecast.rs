//! The forecast: the same on each call, honest when it knows too little, and moved by what should move it.

use super::build::{Building, anchor, constraint, day, noon, risk, source_plan};
use tandem_shared::{
    constraint::ConstraintKind,
    forecast::{Figures, Forecast, forecast},
    plan::{Plan, PlanStatus},
    risk::{Probability, RiskStatus},
    schedule::compute,
};

fn figures(plan: &Plan) -> Figures {
    match forecast(plan) {
        Forecast::Dates(figures) => figures,
        other => panic!("expected figures, not {other:?}"),
    }
}

fn plan() -> Plan {
    let mut plan = source_plan("2026-03-11");
    plan.constraints.push(anchor("2026-04-17"));
    plan.deal.seller_close_date = Some(day("2026-03-31"));
    plan
}

#[test]
fn the_same_plan_gives_the_same_figures() {
    let (a, b) = (figures(&plan()), figures(&plan()));
    assert_eq!(a, b);
    assert!(a.p50 <= a.p80 && a.p80 <= a.p95);
    assert!(a.p50 >= day("2026-04-15"), "nobody signs before the plan has them sign");
    assert_eq!(a.close.as_ref().map(|c| c.percent), Some(0));
    assert!(a.by_date.windows(2).all(|w| w[0].date < w[1].date && w[0].percent < w[1].percent));
    assert_eq!(a.by_date.last().map(|c| c.percent), Some(100));
    // Written down once, so that a change of the draws is seen; native and wasm must agree.
    let told = (a.p50.to_string(), a.p80.to_string(), a.p95.to_string(), a.anchor.map(|c| c.percent));
    assert_eq!(told, ("2026-04-16".into(), "2026-04-17".into(), "2026-04-20".into(), Some(91)));
}

#[test]
fn below_three_dated_milestones_nothing_is_said() {
    let mut plan = plan();
    plan.milestones.iter_mut().skip(2).for_each(|m| m.target_date = None);
    let Forecast::NotEnoughData { reason } = forecast(&plan) else { panic!("must be silent") };
    assert_eq!(reason, "Only 2 milestones have a target date; a forecast needs at least 3.");
    plan.milestones.clear();
    assert!(matches!(forecast(&plan), Forecast::NotEnoughData { .. }));
}

#[test]
fn a_signed_or_completed_plan_has_none() {
    let mut signed = plan();
    signed.milestones[5].completed_at = Some(noon(day("2026-03-10")));
    assert_eq!(forecast(&signed), Forecast::Decided);
    let mut completed = plan();
    completed.status = PlanStatus::Completed;
    assert_eq!(forecast(&completed), Forecast::Decided);
}

#[test]
fn a_risk_delays_and_is_named_and_a_closed_one_does_not() {
    let calm = figures(&plan());
    let mut risky = plan();
    risky.risks.push(risk(1, Some(1), Probability::High, 10));
    risky.risks.push(risk(2, None, Probability::Low, 5));
    let storm = figures(&risky);
    assert!(storm.p50 > calm.p50 && storm.anchor.unwrap().percent < 30);
    assert_eq!((storm.drivers[0].title.as_str(), storm.risks), ("Risk 1", 2));
    assert!((storm.drivers[0].days - 8.0).abs() < 0.5, "ten days in eight of ten runs: {:?}", storm.drivers);
    risky.risks.iter_mut().for_each(|r| r.status = RiskStatus::Closed);
    assert_eq!(figures(&risky).p80, calm.p80);
}

#[test]
fn risks_of_the_whole_plan_delay_side_by_side_and_the_room_before_the_signature_counts_against_them() {
    let with = |days: &[i32], signature: Option<&str>| {
        let mut plan = plan();
        if let Some(day) = signature {
            (plan.milestones[5].start_date, plan.milestones[5].target_date) = (day.parse().ok(), day.parse().ok());
        }
        plan.risks.extend((1_usize..).zip(days).map(|(n, days)| risk(n, None, Probability::High, *days)));
        figures(&plan)
    };
    let (one, two) = (with(&[10], None), with(&[10, 10], None));
    assert!(one.p80 > with(&[], None).p80 && two.p95 == one.p95, "twice the same cause is not twice the delay");
    let delay = |found: &Figures| found.drivers.iter().filter(|d| d.risk_id.is_some()).map(|d| d.days).sum::<f64>();
    assert!(delay(&two) < 1.6 * delay(&one), "a day late is blamed once: {} {}", delay(&two), delay(&one));
    let roomy = with(&[10], Some("2026-05-20"));
    assert!(delay(&one) > 5.0 && delay(&roomy) < 1.0, "{:?} {:?}", one.drivers, roomy.drivers);
    assert_eq!(roomy.p80, with(&[], Some("2026-05-20")).p80);
}

#[test]
fn what_slipped_so_far_stretches_what_is_left() {
    let mut plan = source_plan("2026-03-27");
    plan.created_at = noon(day("2026-03-02"));
    plan.milestones[0] = plan.milestones[0].clone().done("2026-03-26");
    plan.milestones[0].agreed_date = Some(day("2026-03-12"));
    plan.milestones[1].start_date = Some(day("2026-03-27"));
    plan.milestones[1].target_date = Some(day("2026-03-31"));
    let slipped = figures(&plan);
    // Eight working days agreed and ten slipped, beside ten that count as kept.
    assert_eq!(slipped.pace_percent, 156);
    plan.milestones[0].agreed_date = Some(day("2026-03-26"));
    let kept = figures(&plan);
    assert_eq!(kept.pace_percent, 100);
    assert!(slipped.p80 > kept.p80, "{} {}", slipped.p80, kept.p80);
}

#[test]
fn an_overdue_milestone_is_a_driver() {
    let mut plan = source_plan("2026-04-10");
    for n in [0, 2, 3, 4] {
        plan.milestones[n].completed_at = Some(noon(day("2026-04-09")));
    }
    plan.milestones[5].depends_on.push(super::build::ms(1));
    let figures = figures(&plan);
    assert_eq!(figures.drivers[0].title, plan.milestones[1].title);
    assert!(figures.p50 > day("2026-04-14"));
}

#[test]
fn a_busy_period_delays_the_forecast() {
    let calm = figures(&plan());
    let mut busy = plan();
    busy.constraints.push(constraint(1, ConstraintKind::BusyPeriod, "2026-04-03", Some("2026-04-24")));
    assert!(figures(&busy).p50 > calm.p50);
}

#[test]
fn answers_read_back_as_written() {
    fn again<T: serde::Serialize + serde::de::DeserializeOwned>(value: &T) -> T {
        serde_json::from_str(&serde_json::to_string(value).unwrap()).unwrap()
    }
    let mut plan = plan();
    plan.risks.push(risk(1, Some(1), Probability::High, 10));
    assert_eq!(again(&forecast(&plan)), forecast(&plan));
    assert_eq!(again(&Forecast::Decided), Forecast::Decided);
    assert_eq!(again(&compute(&plan)), compute(&plan));
    plan.constraints[0].start_date = day("2026-03-20");
    assert_eq!(again(&compute(&plan)).verdict, compute(&plan).verdict);
    assert!(
        serde_json::to_string(&compute(&plan)).unwrap().contains(r#""verdict":{"kind":"cannot_be_met","by_days":"#)
    );
}
