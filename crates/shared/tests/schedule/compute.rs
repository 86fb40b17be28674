//! The schedule of examples, with the dates of the source.

use super::build::{Building, action, anchor, day, milestone, ms, noon, plan, source_plan};
use tandem_shared::{
    milestone::MilestoneKind as K,
    schedule::{Verdict, compute},
    stakeholder::Side,
};

#[test]
fn the_plan_of_the_source_fits_its_hard_date() {
    let mut plan = source_plan("2026-03-11");
    plan.constraints.push(anchor("2026-04-17"));
    let schedule = compute(&plan);
    assert_eq!(schedule.signature_date, Some(day("2026-04-15")));
    assert_eq!(schedule.slack_days, Some(2));
    let deep_dive = &schedule.milestones[0];
    assert_eq!((deep_dive.early_start, deep_dive.early_finish), (day("2026-03-11"), day("2026-03-17")));
    assert_eq!((deep_dive.expected_start, deep_dive.expected_finish), (day("2026-03-16"), day("2026-03-20")));
    // 5 + 3 + 2 + 6 + 2 + 1 working days from Wednesday March 11 on.
    assert_eq!(schedule.earliest_signature, Some(day("2026-04-06")));
    assert_eq!(schedule.verdict, Verdict::Fits { slack_days: 9 });
    let kick_off = &schedule.milestones[6];
    assert_eq!((kick_off.bound, kick_off.slack_days, kick_off.expected_finish), (false, None, day("2026-04-22")));
}

#[test]
fn a_late_review_pushes_what_follows_and_the_signature() {
    let mut plan = source_plan("2026-03-31");
    for n in 0..3 {
        let target = plan.milestones[n].target_date.unwrap();
        plan.milestones[n].completed_at = (n != 1).then(|| noon(target.min(day("2026-03-30"))));
    }
    // Procurement was due on March 25 and has not begun: three days from today, then legal's six, two and one.
    let schedule = compute(&plan);
    assert_eq!(schedule.milestones[1].expected_finish, day("2026-04-02"));
    assert_eq!(schedule.signature_date, Some(day("2026-04-15")), "legal waits for the budget, which is there");
    plan.milestones[3].depends_on = vec![ms(1), ms(2)];
    assert_eq!(compute(&plan).milestones[3].expected_finish, day("2026-04-10"));
    plan.milestones[1].duration_days = Some(5);
    assert_eq!(compute(&plan).signature_date, Some(day("2026-04-17")), "two days more than there was room for");
}

#[test]
fn a_hard_date_that_cannot_be_met_says_by_how_much_and_what_must_shrink() {
    let mut plan = source_plan("2026-03-11");
    plan.constraints.push(anchor("2026-03-30"));
    let Verdict::CannotBeMet { by_days, shrink } = compute(&plan).verdict else { panic!("must not fit") };
    assert_eq!(by_days, 5);
    assert_eq!(shrink.iter().map(|s| s.days).sum::<i64>(), 5);
    assert_eq!(shrink[0].title, "Legal review complete with no major objections");
    assert!(shrink.len() <= 3 && shrink.iter().all(|s| s.days < s.of_days));
    for s in &shrink {
        let m = plan.milestones.iter_mut().find(|m| m.id == s.milestone_id).unwrap();
        m.duration_days = m.duration_days.map(|d| d - i32::try_from(s.days).unwrap());
    }
    assert_eq!(compute(&plan).verdict, Verdict::Fits { slack_days: 0 }, "shrunk so, it fits");
}

#[test]
fn only_the_days_that_are_left_of_what_is_under_way_are_counted() {
    let mut plan = plan("2026-03-11");
    plan.milestones.push(milestone(0, "Legal has no objections").kind(K::Legal).days(10).start("2026-03-04"));
    plan.milestones.push(milestone(1, "Contract signed").kind(K::Signature).days(1));
    let slot = compute(&plan).milestones.remove(0);
    assert_eq!((slot.duration_days, slot.remaining_days, slot.under_way), (10, 5, true));
    assert_eq!(slot.early_finish, day("2026-03-17"));
    plan.milestones[0].start_date = Some(day("2026-01-05"));
    assert_eq!(compute(&plan).milestones[0].remaining_days, 1, "never less than a day");
    plan.milestones[0].start_date = None;
    plan.milestones[0].actions.push(action(1, 0));
    assert!(!compute(&plan).milestones[0].under_way);
    plan.milestones[0].actions[0].started_at = Some(noon(day("2026-03-09")));
    assert_eq!(compute(&plan).milestones[0].remaining_days, 8);
}

#[test]
fn durations_that_the_plan_does_not_name_are_assumed_and_say_so() {
    let mut plan = plan("2026-03-02");
    plan.milestones.push(milestone(0, "Procurement approved").kind(K::Procurement));
    plan.milestones.push(milestone(1, "Legal approved").kind(K::Legal));
    plan.milestones.push(milestone(2, "Budget approved").start("2026-03-02").target("2026-03-09"));
    plan.milestones.push(milestone(3, "Terms agreed").target("2026-03-04"));
    let schedule = compute(&plan);
    let told: Vec<(i64, bool)> = schedule.milestones.iter().map(|s| (s.duration_days, s.assumed)).collect();
    assert_eq!(told, [(7, true), (10, true), (6, false), (3, true)], "the last has only three days by its own date");
    assert_eq!(schedule.assumed, 3);
    assert_eq!(schedule.verdict, Verdict::NoAnchor);
    assert_eq!(schedule.signature_date, Some(day("2026-03-13")), "without a signature the end of all");
}

#[test]
fn cancelled_milestones_are_left_out_and_done_ones_give_their_day() {
    let mut plan = plan("2026-03-11");
    plan.milestones.push(milestone(0, "Security passed").days(3).done("2026-03-11"));
    plan.milestones.push(milestone(1, "Reference visited").days(9).cancelled());
    plan.milestones.push(milestone(2, "Contract signed").kind(K::Signature).days(1).after(&[0, 1]));
    let schedule = compute(&plan);
    assert_eq!(schedule.milestones.len(), 2);
    assert_eq!(schedule.milestones[0].early_finish, day("2026-03-11"));
    assert_eq!(schedule.earliest_signature, Some(day("2026-03-12")), "the day after, not the same");
    assert_eq!(schedule.critical_path, [ms(2)]);
    plan.milestones[2].completed_at = Some(noon(day("2026-03-10")));
    assert_eq!(compute(&plan).verdict, Verdict::NothingOpen);
    assert_eq!(compute(&plan).signature_date, Some(day("2026-03-10")));
}

#[test]
fn without_dependencies_everything_before_the_signature_leads_to_it() {
    let mut plan = plan("2026-03-02");
    plan.milestones.push(milestone(0, "Legal approved").days(10).target("2026-03-20"));
    plan.milestones.push(milestone(1, "Contract signed").kind(K::Signature).days(1).target("2026-03-16"));
    plan.milestones.push(milestone(2, "Security passed").days(20));
    plan.milestones.push(milestone(3, "Team ready").days(3).target("2026-03-13"));
    plan.milestones.push(milestone(4, "Work begins").kind(K::KickOff));
    let schedule = compute(&plan);
    let bound: Vec<bool> = schedule.milestones.iter().map(|s| s.bound).collect();
    assert_eq!(bound, [false, true, false, true, false], "by date, else by place");
    assert_eq!(schedule.critical_path, [ms(3), ms(1)]);
    assert!(schedule.milestones[4].early_start > schedule.milestones[1].early_finish);
}

#[test]
fn a_cycle_that_should_not_be_there_does_not_hang() {
    let mut plan = plan("2026-03-02");
    plan.milestones.push(milestone(0, "A").days(2).after(&[2]));
    plan.milestones.push(milestone(1, "B").days(2).after(&[0]).side(Side::Buyer));
    plan.milestones.push(milestone(2, "C").days(2).after(&[1]).target("2026-03-20"));
    plan.milestones.push(milestone(3, "Signed").kind(K::Signature).after(&[2, 3]).target("2026-03-25"));
    plan.constraints.push(anchor("2026-03-04"));
    assert_eq!(compute(&plan).milestones.len(), 4);
    let _ = tandem_shared::schedule::backward(&plan);
    let _ = tandem_shared::forecast::forecast(&plan);
}
