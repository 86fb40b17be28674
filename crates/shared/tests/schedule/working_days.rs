//! Working days: weekends, holidays, busy periods, the turn of the year, and calendars with nothing open.

use super::build::{constraint, day, plan};
use tandem_shared::{
    calendar::{Calendar, Holiday, Weekday},
    constraint::ConstraintKind,
    plan::Plan,
    schedule::{Verdict, WorkingDays, compute},
    stakeholder::Side,
};

fn with_holidays(days: &[&str]) -> Plan {
    let mut plan = plan("2026-12-21");
    let holidays = days.iter().map(|d| Holiday { date: day(d), name: "Holiday".into() }).collect();
    plan.calendars.buyer = Calendar { country: Some("DE".into()), holidays, ..Calendar::default() };
    plan
}

#[test]
fn work_over_the_turn_of_the_year_skips_holidays_and_weekends() {
    let plan = with_holidays(&["2026-12-25", "2026-12-26", "2027-01-01"]);
    let buyer = WorkingDays::of(&plan, Side::Buyer);
    assert_eq!(buyer.finish(day("2026-12-23"), 5), Some(day("2026-12-30")), "Wed Thu | Mon Tue Wed");
    assert_eq!(buyer.add(day("2026-12-31"), 1), Some(day("2027-01-04")));
    assert_eq!(buyer.add(day("2027-01-04"), -1), Some(day("2026-12-31")));
    assert_eq!(buyer.between(day("2026-12-24"), day("2027-01-04")), 5);
    assert_eq!(buyer.between(day("2027-01-04"), day("2026-12-24")), -5);
    assert_eq!(buyer.start(day("2027-01-04"), 2), Some(day("2026-12-31")));
    let seller = WorkingDays::of(&plan, Side::Seller);
    assert!(seller.is_open(day("2026-12-25")), "the seller keeps no holidays here");
}

#[test]
fn a_side_whose_country_is_not_known_keeps_new_years_day_and_no_other_holiday() {
    let mut plan = with_holidays(&["2026-12-25"]);
    let (buyer, seller) = (WorkingDays::of(&plan, Side::Buyer), WorkingDays::of(&plan, Side::Seller));
    assert!(buyer.is_open(day("2027-01-01")), "a known country keeps what it keeps");
    for free in ["2024-01-01", "2025-01-01", "2027-01-01", "2029-01-01"] {
        assert!(!seller.is_open(day(free)), "{free}");
        assert!(!WorkingDays::of(&plan, Side::Joint).is_open(day(free)), "{free}");
    }
    assert!(seller.is_open(day("2026-12-25")) && seller.is_open(day("2026-01-02")));
    plan.calendars.buyer.country = None;
    assert!(!WorkingDays::of(&plan, Side::Buyer).is_open(day("2027-01-01")));
}

#[test]
fn joint_work_needs_both_sides() {
    let mut plan = with_holidays(&["2026-12-24"]);
    plan.calendars.seller.weekdays = vec![Weekday::Monday, Weekday::Tuesday, Weekday::Thursday];
    let joint = WorkingDays::of(&plan, Side::Joint);
    let open: Vec<bool> = (21..=27).map(|d| joint.is_open(day(&format!("2026-12-{d}")))).collect();
    assert_eq!(open, [true, true, false, false, false, false, false]);
}

#[test]
fn a_busy_period_closes_its_own_side_and_joint_work_only() {
    let mut plan = plan("2026-03-02");
    plan.constraints.push(constraint(1, ConstraintKind::BusyPeriod, "2026-03-09", Some("2026-03-18")));
    plan.constraints.push(constraint(2, ConstraintKind::BoardMeeting, "2026-03-03", None));
    for (side, next) in [(Side::Buyer, "2026-03-19"), (Side::Joint, "2026-03-19"), (Side::Seller, "2026-03-09")] {
        assert_eq!(WorkingDays::of(&plan, side).next_open(day("2026-03-09")), Some(day(next)), "{side}");
    }
    assert!(WorkingDays::of(&plan, Side::Buyer).is_open(day("2026-03-03")), "a meeting closes nothing");
    assert_eq!(WorkingDays::of(&plan, Side::Buyer).previous_open(day("2026-03-15")), Some(day("2026-03-06")));
}

#[test]
fn a_side_that_never_works_gives_a_verdict_and_no_endless_search() {
    use super::build::{Building, milestone};
    let mut plan = plan("2026-03-02");
    plan.calendars.buyer.weekdays = vec![Weekday::Monday];
    plan.calendars.seller.weekdays = vec![Weekday::Friday];
    plan.milestones.push(milestone(0, "Terms agreed").days(4));
    assert_eq!(WorkingDays::of(&plan, Side::Joint).next_open(plan.today), None);
    assert_eq!(WorkingDays::of(&plan, Side::Joint).add(plan.today, 3), None);
    assert_eq!(compute(&plan).verdict, Verdict::NoOpenDays { side: Side::Joint });
    plan.calendars.seller.weekdays = vec![];
    plan.milestones.push(milestone(1, "Paper sent").side(Side::Seller).days(500));
    let _ = tandem_shared::schedule::backward(&plan);
    let _ = tandem_shared::forecast::forecast(&plan);
}

#[test]
fn dates_outside_the_window_are_closed() {
    let days = WorkingDays::of(&plan("2026-03-02"), Side::Seller);
    assert!(!days.is_open(day("1950-01-02")) && !days.is_open(day("2150-01-02")));
    assert_eq!(days.next_open(day("2150-01-02")), None);
    assert_eq!(days.previous_open(day("1950-01-02")), None);
}
