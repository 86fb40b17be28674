//! Scheduling backward: from the hard date, on open days, with room between, and honest when it cannot be.

use super::build::{Building, anchor, constraint, day, milestone, ms, plan, source_plan};
use tandem_shared::{
    constraint::{Constraint, ConstraintKind},
    day::Day,
    milestone::MilestoneKind as K,
    plan::Plan,
    schedule::{Backward, DateChange, Verdict, backward, compute},
    stakeholder::Side,
};

/// The plan with the changes made.
pub fn applied(plan: &Plan, changes: &[DateChange]) -> Plan {
    let mut plan = plan.clone();
    for change in changes {
        let m = plan.milestones.iter_mut().find(|m| m.id == change.milestone_id).unwrap();
        m.start_date = change.start_date.or(m.start_date);
        m.target_date = change.target_date.or(m.target_date);
        m.duration_days = change.duration_days.or(m.duration_days);
    }
    plan
}

fn dates(b: &Backward, n: usize) -> (Day, Day) {
    let change = b.changes.iter().find(|c| c.milestone_id == ms(n)).unwrap();
    (change.start_date.unwrap(), change.target_date.unwrap())
}

#[test]
fn the_signature_ends_on_the_hard_date_and_the_first_begins_today() {
    let mut plan = source_plan("2026-03-02");
    plan.constraints.push(anchor("2026-04-30"));
    let back = backward(&plan);
    assert!(matches!(back.verdict, Verdict::Fits { slack_days: 25 }), "{:?}", back.verdict);
    assert_eq!(dates(&back, 5), (day("2026-04-30"), day("2026-04-30")));
    assert_eq!(dates(&back, 0), (day("2026-03-02"), day("2026-03-06")));
    assert_eq!(dates(&back, 6).1, day("2026-05-07"), "the kick-off keeps its five working days");
    let targets: Vec<Day> = (0..6).map(|n| dates(&back, n).1).collect();
    let gaps: Vec<i64> = targets.windows(2).map(|w| w[1].days_since(w[0])).collect();
    assert!(gaps.iter().all(|g| *g > 0) && gaps.iter().any(|g| *g != gaps[0]), "not the same distance: {gaps:?}");
    let schedule = compute(&applied(&plan, &back.changes));
    assert_eq!((schedule.signature_date, schedule.slack_days), (Some(day("2026-04-30")), Some(0)));
}

#[test]
fn a_hard_date_on_a_sunday_means_the_friday_before() {
    let mut plan = source_plan("2026-03-02");
    plan.constraints.push(anchor("2026-05-03"));
    assert_eq!(dates(&backward(&plan), 5).1, day("2026-05-01"));
    plan.constraints[0].anchor = false;
    plan.anchor_date = Some(day("2026-05-03"));
    assert_eq!(dates(&backward(&plan), 5).1, day("2026-05-01"), "the plan's own hard date counts the same");
}

#[test]
fn a_plan_without_dependencies_is_taken_in_its_order_when_that_fits() {
    let mut plan = plan("2026-03-02");
    for (n, days) in [5, 7, 10].into_iter().enumerate() {
        plan.milestones.push(milestone(n, "Step reached").days(days));
    }
    plan.milestones.push(milestone(3, "Signed").kind(K::Signature));
    plan.constraints.push(anchor("2026-04-30"));
    let back = backward(&plan);
    for n in 0..3 {
        assert!(dates(&back, n).1 < dates(&back, n + 1).0, "one after the other");
    }
    plan.constraints[0].start_date = day("2026-03-19");
    let back = backward(&plan);
    assert!(matches!(back.verdict, Verdict::Fits { .. }), "side by side it still fits");
    assert_eq!(dates(&back, 3).1, day("2026-03-19"));
}

#[test]
fn when_it_cannot_be_met_the_verdict_says_so_and_the_dates_run_from_today() {
    let mut plan = source_plan("2026-03-11");
    plan.constraints.push(anchor("2026-03-20"));
    let back = backward(&plan);
    assert!(matches!(back.verdict, Verdict::CannotBeMet { by_days: 11, .. }), "{:?}", back.verdict);
    assert_eq!(dates(&back, 0), (day("2026-03-11"), day("2026-03-17")));
    assert_eq!(dates(&back, 5).1, day("2026-04-06"));
}

#[test]
fn a_decision_falls_on_the_meeting_that_decides() {
    let mut plan = source_plan("2026-03-02");
    plan.constraints.push(anchor("2026-04-30"));
    let meeting = constraint(1, ConstraintKind::BoardMeeting, "2026-03-31", None);
    plan.constraints.push(Constraint { note: "Budget requests are reviewed here only".into(), ..meeting });
    let back = backward(&plan);
    assert_eq!(dates(&back, 2).1, day("2026-03-31"), "economic buyer approves budget allocation");
    assert!(dates(&back, 3).0 > day("2026-03-31"));
}

#[test]
fn busy_periods_are_kept_free() {
    let mut plan = source_plan("2026-03-02");
    plan.constraints.push(anchor("2026-04-30"));
    plan.constraints.push(constraint(1, ConstraintKind::BusyPeriod, "2026-03-09", Some("2026-04-03")));
    let back = backward(&plan);
    for change in &back.changes {
        let m = plan.milestones.iter().find(|m| m.id == change.milestone_id).unwrap();
        let busy = |d: Day| d >= day("2026-03-09") && d <= day("2026-04-03");
        assert!(m.owner_side == Side::Seller || !busy(change.target_date.unwrap()), "{change:?}");
    }
}

#[test]
fn what_is_under_way_keeps_its_start_and_what_is_done_everything() {
    let mut plan = source_plan("2026-03-18");
    plan.milestones[0] = plan.milestones[0].clone().start("2026-03-16").done("2026-03-17");
    plan.milestones.insert(1, milestone(9, "Reference visited").days(4).start("2026-03-17").target("2026-03-27"));
    plan.constraints.push(anchor("2026-04-30"));
    let back = backward(&plan);
    assert!(back.changes.iter().all(|c| c.milestone_id != ms(0)));
    assert!(back.changes.iter().all(|c| c.milestone_id != ms(9)), "it was promised for the 27th, and that still holds");
    plan.milestones[1].target_date = None;
    let back = backward(&plan);
    assert_eq!(dates(&back, 9), (day("2026-03-17"), day("2026-03-20")));
}
