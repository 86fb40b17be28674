//! The timeline's geometry over an example.

use super::*;
use crate::components::plan::{example, timeline::words};
use tandem_shared::schedule::compute;

fn drawn(plan: &Plan, was: Option<&Plan>) -> Option<Chart> {
    let schedule = compute(plan);
    let subject = Subject { plan, schedule: &schedule, was, chances: None, scale: None };
    let texts = marks::Texts { of_constraint: words::at_constraint, chances: <(String, String)>::default() };
    chart(&subject, words::beside_bar, &texts)
}

#[test]
fn bars_lie_within_the_drawing_and_rows_do_not_overlap() {
    let chart = drawn(&example::plan(), None).unwrap();
    assert_eq!((chart.lanes.len(), chart.bars.len()), (4, 8));
    assert!(chart.bars.iter().all(|b| b.x >= LEFT && b.x + b.width <= WIDTH));
    assert!(chart.bars.windows(2).all(|w| w[0].y + BAR < w[1].y));
}

#[test]
fn words_beside_a_bar_never_leave_the_drawing() {
    let mut plan = example::plan();
    for m in &mut plan.milestones {
        m.title = m.title.repeat(3);
    }
    for bar in drawn(&plan, None).unwrap().bars {
        let (x, ends) = bar.label;
        assert!(if ends { x <= WIDTH } else { x >= bar.x + bar.width }, "{bar:?}");
    }
    assert_eq!(beside(vec!["a".repeat(200), "b".repeat(20)], 500, 700).0, "b".repeat(20));
}

#[test]
fn a_moved_milestone_shows_what_was_agreed_and_a_reached_one_its_mark() {
    let chart = drawn(&example::plan(), None).unwrap();
    let review = chart.bars.iter().find(|b| b.words.starts_with("Security review passed")).unwrap();
    let (from, width) = review.agreed.unwrap();
    assert!(from == review.x && width < review.width && review.reached.is_none());
    assert!(chart.bars[0].reached.is_some());
    assert_eq!(chart.links.len(), 7);
}

#[test]
fn what_is_critical_is_marked_with_the_links_between_and_the_rest_has_slack_behind_it() {
    let plan = example::plan();
    let schedule = compute(&plan);
    let chart = drawn(&plan, None).unwrap();
    let critical = chart.bars.iter().filter(|b| b.critical).count();
    assert_eq!(critical, schedule.critical_path.iter().filter(|id| !schedule.slot(id).unwrap().done).count());
    assert!(chart.links.iter().any(|l| l.critical) && chart.links.iter().any(|l| !l.critical));
    let with_room = chart.bars.iter().find(|b| b.slack.is_some()).unwrap();
    assert!(with_room.slack.unwrap().0 == with_room.x + with_room.width);
}

#[test]
fn what_is_being_moved_shows_where_it_stood() {
    let was = example::plan();
    let mut plan = was.clone();
    let review = plan.milestones.iter_mut().find(|m| m.title == "Security review passed").unwrap();
    review.target_date = review.target_date.map(|day| day.plus_days(7));
    let chart = drawn(&plan, Some(&was)).unwrap();
    assert_eq!(chart.bars.iter().filter(|b| b.was.is_some()).count(), 1);
    let bar = chart.bars.iter().find(|b| b.was.is_some()).unwrap();
    assert!(bar.was.unwrap().1 < bar.width);
}

#[test]
fn a_plan_without_dates_draws_nothing() {
    let mut plan = example::plan();
    plan.milestones.truncate(1);
    plan.milestones[0].completed_at = None;
    plan.milestones[0].target_date = None;
    assert_eq!(drawn(&plan, None), None);
}
