//! What would move: only what must, no further than it must, and what speaks against it.

use super::build::{Building, anchor, constraint, day, milestone, ms, plan, source_plan};
use tandem_shared::{
    constraint::ConstraintKind,
    day::Day,
    error::{Input, Problems},
    id::MilestoneId,
    milestone::MilestoneKind as K,
    plan::Plan,
    schedule::{ConflictCode, DateChange, Preview, PreviewRequest, preview},
};

/// A new target.
pub fn target(id: MilestoneId, text: &str) -> DateChange {
    DateChange { milestone_id: id, start_date: None, target_date: Some(day(text)), duration_days: None }
}

fn moved(p: &Preview) -> Vec<(MilestoneId, Option<Day>)> {
    p.moves.iter().map(|m| (m.milestone_id.clone(), m.new_target)).collect()
}

fn codes(p: &Preview) -> Vec<ConflictCode> {
    p.conflicts.iter().map(|c| c.code).collect()
}

/// Three steps in a row with a gap of a week before the signature.
fn row() -> Plan {
    let mut plan = plan("2026-03-02");
    plan.milestones.push(milestone(0, "Security passed").days(5).start("2026-03-09").target("2026-03-13"));
    plan.milestones.push(milestone(1, "Budget approved").days(5).start("2026-03-16").target("2026-03-20").after(&[0]));
    let signed = milestone(2, "Contract signed").kind(K::Signature).days(1);
    plan.milestones.push(signed.start("2026-03-31").target("2026-03-31").after(&[1]));
    plan.signature_date = Some(day("2026-03-31"));
    plan.constraints.push(anchor("2026-04-03"));
    plan
}

#[test]
fn successors_are_pushed_only_as_far_as_needed() {
    let p = preview(&row(), &[target(ms(0), "2026-03-17")], false);
    assert_eq!(moved(&p), [(ms(0), Some(day("2026-03-17"))), (ms(1), Some(day("2026-03-24")))]);
    assert_eq!(p.moves[1].new_start, Some(day("2026-03-18")));
    assert_eq!((p.moves[0].direct, p.moves[1].direct, p.moves[1].days), (true, false, 2));
    assert_eq!((p.moves[1].slack_before, p.moves[1].slack_after), (Some(9), Some(7)));
    assert_eq!((p.signature_before, p.signature_after), (Some(day("2026-03-31")), Some(day("2026-03-31"))));
    assert_eq!((p.anchor_met, codes(&p).len()), (Some(true), 0));
}

#[test]
fn a_long_slip_moves_the_signature_past_the_hard_date() {
    let p = preview(&row(), &[target(ms(0), "2026-03-30")], false);
    assert_eq!(p.signature_after, Some(day("2026-04-07")));
    assert_eq!(
        (p.anchor_met_before, p.anchor_met, p.slack_before, p.slack_after),
        (Some(true), Some(false), Some(3), Some(-2))
    );
    assert_eq!(codes(&p), [ConflictCode::AfterAnchor, ConflictCode::AfterAnchor], "the budget and the signature");
}

#[test]
fn pulling_earlier_drags_nothing_unless_asked() {
    let change = DateChange { start_date: Some(day("2026-03-04")), ..target(ms(0), "2026-03-10") };
    assert_eq!(moved(&preview(&row(), std::slice::from_ref(&change), false)).len(), 1);
    let p = preview(&row(), &[change], true);
    let starts: Vec<Option<Day>> = p.moves.iter().map(|m| m.new_start).collect();
    assert_eq!(starts, ["2026-03-04", "2026-03-11", "2026-03-26"].map(|d| Some(day(d))), "at the distance they had");
}

#[test]
fn a_plan_that_contradicts_itself_is_not_tidied_in_passing() {
    let mut plan = row();
    plan.milestones[2].start_date = Some(day("2026-03-18"));
    plan.milestones[2].target_date = Some(day("2026-03-18"));
    plan.milestones.push(milestone(3, "Reference visited").days(3).start("2026-03-09").target("2026-03-11"));
    let p = preview(&plan, &[target(ms(3), "2026-03-12")], false);
    assert_eq!(moved(&p), [(ms(3), Some(day("2026-03-12")))]);
}

#[test]
fn a_branch_that_does_not_hang_together_stays() {
    let mut plan = row();
    plan.milestones.push(milestone(3, "Reference visited").days(3).start("2026-03-16").target("2026-03-18"));
    let p = preview(&plan, &[target(ms(0), "2026-03-30")], false);
    assert!(p.moves.iter().all(|m| m.milestone_id != ms(3)));
}

#[test]
fn what_speaks_against_a_date_is_named() {
    let mut plan = row();
    plan.constraints.push(constraint(1, ConstraintKind::BusyPeriod, "2026-03-16", Some("2026-03-18")));
    let at = |from: &str, to: &str| DateChange { start_date: Some(day(from)), ..target(ms(1), to) };
    let tried = |from: &str, to: &str| codes(&preview(&plan, &[at(from, to)], false));
    assert_eq!(tried("2026-03-19", "2026-03-28"), [ConflictCode::ClosedDay], "a Saturday");
    assert_eq!(tried("2026-03-17", "2026-03-27"), [ConflictCode::BusyPeriod]);
    assert_eq!(tried("2026-03-12", "2026-03-25"), [ConflictCode::BeforePredecessor]);
    assert_eq!(tried("2026-03-23", "2026-03-25"), [ConflictCode::TooShort]);
    assert!(codes(&preview(&plan, &[target(ms(0), "2026-02-27")], false)).contains(&ConflictCode::InThePast));
    let p = preview(&plan, &[at("2026-03-17", "2026-03-27")], false);
    assert_eq!(p.conflicts[0].detail, "“Budget approved” would begin 2026-03-17, in a period closed until 2026-03-18.");
    assert_eq!(p.conflicts[0].constraint_id, Some(plan.constraints[1].id.clone()));
}

#[test]
fn a_new_duration_or_start_moves_the_target() {
    let only = |c: DateChange| preview(&row(), &[c], false).moves.remove(0).new_target;
    let none = DateChange { milestone_id: ms(1), start_date: None, target_date: None, duration_days: None };
    assert_eq!(only(DateChange { duration_days: Some(8), ..none.clone() }), Some(day("2026-03-25")));
    assert_eq!(only(DateChange { start_date: Some(day("2026-03-18")), ..none }), Some(day("2026-03-24")));
}

#[test]
fn the_plan_of_the_source_moves_as_the_source_tells() {
    // Procurement was to be there on March 25 and comes on April 3; what follows has no such room.
    let mut plan = source_plan("2026-03-23");
    plan.milestones[0] = plan.milestones[0].clone().done("2026-03-20");
    plan.constraints.push(anchor("2026-04-17"));
    let p = preview(&plan, &[target(ms(1), "2026-04-03")], false);
    assert_eq!(p.signature_after, Some(day("2026-04-20")), "April 18 of the source is a Saturday");
    assert_eq!((p.anchor_met, p.moves.len()), (Some(false), 5), "all but the kick-off, which has room");
}

#[test]
fn done_cancelled_and_unknown_milestones_do_not_move() {
    let mut plan = row();
    plan.milestones[1] = plan.milestones[1].clone().done("2026-03-02");
    let p = preview(&plan, &[target(ms(1), "2026-06-01"), target(ms(42), "2026-06-01")], false);
    assert!(p.moves.is_empty() && p.conflicts.is_empty());
}

#[test]
fn a_date_at_the_edge_of_the_calendar_is_kept_as_asked() {
    for edge in ["2199-12-31", "1900-01-02"] {
        let p = preview(&row(), &[target(ms(2), edge)], false);
        assert_eq!(moved(&p), [(ms(2), Some(day(edge)))]);
    }
}

#[test]
fn a_request_is_checked() {
    let mut request = PreviewRequest {
        changes: vec![
            DateChange { start_date: Some(day("2026-03-20")), duration_days: Some(0), ..target(ms(1), "2026-03-19") },
            DateChange { target_date: None, ..target(ms(1), "2026-03-19") },
        ],
        pull: false,
    };
    let mut problems = Problems::default();
    request.check(&mut problems);
    let codes: Vec<&str> = problems.0.iter().map(|p| p.code.as_str()).collect();
    assert_eq!(codes, ["before_start", "out_of_range", "nothing_to_change", "repeated"]);
    let mut problems = Problems::default();
    PreviewRequest { changes: vec![], pull: true }.check(&mut problems);
    assert_eq!(problems.0[0].code, "empty");
}
