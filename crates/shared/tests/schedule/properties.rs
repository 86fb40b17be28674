//! What holds for every plan.

use super::{
    backward::applied,
    brute::Brute,
    random::{Recipe, recipes},
};
use proptest::prelude::*;
use tandem_shared::{
    day::Day,
    forecast::{Forecast, forecast},
    plan::Plan,
    schedule::{DateChange, Move, Slot, Verdict, WorkingDays, backward, compute, preview},
};

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

fn is_open(plan: &Plan, n: usize, day: Day) -> bool {
    WorkingDays::of(plan, plan.milestones[n].owner_side).is_open(day)
}

/// Early, expected and late dates and the slack of one milestone, against all paths.
fn same_as_brute(plan: &Plan, brute: &Brute<'_>, horizon: i64, n: usize, slot: &Slot) -> Result<(), TestCaseError> {
    if slot.done {
        prop_assert_eq!(slot.slack_days, None);
        return Ok(());
    }
    let day = |n: i64| plan.today.plus_days(n);
    let expected = brute.finish(n, true);
    let latest = brute.latest(n, horizon);
    prop_assert_eq!(slot.early_finish, day(brute.finish(n, false)), "early finish of {}", n);
    prop_assert_eq!(slot.expected_finish, day(expected), "expected finish of {}", n);
    prop_assert_eq!(slot.late_finish, Some(day(latest)), "latest finish of {}", n);
    prop_assert_eq!(slot.slack_days, Some(brute.count(n, expected, latest)), "slack of {}", n);
    Ok(())
}

/// The chain with the least slack, told again from the slack alone.
fn least(slots: &[Slot], brute: &Brute<'_>) -> Vec<bool> {
    let mut critical = vec![false; slots.len()];
    let mut left = vec![brute.signature];
    while let Some(n) = left.pop() {
        critical[n] = true;
        let least = brute.before(n).into_iter().filter_map(|b| slots[b].slack_days).min();
        left.extend(brute.before(n).into_iter().filter(|b| least.is_some() && slots[*b].slack_days == least));
    }
    critical
}

proptest! {
    #![proptest_config(cases(10_000))]

    #[test]
    fn dates_slack_and_critical_path_equal_those_of_all_paths(recipe in recipes()) {
        let plan = recipe.plan();
        let (schedule, brute) = (compute(&plan), Brute::new(&plan));
        let signature = brute.finish(brute.signature, true);
        prop_assert_eq!(schedule.signature_date, Some(plan.today.plus_days(signature)));
        let horizon = schedule.anchor.map_or(signature, |day| brute.at(day));
        for (n, slot) in schedule.milestones.iter().enumerate() {
            same_as_brute(&plan, &brute, horizon, n, slot)?;
        }
        let critical: Vec<bool> = schedule.milestones.iter().map(|slot| slot.critical).collect();
        prop_assert_eq!(critical, least(&schedule.milestones, &brute));
    }

    #[test]
    fn without_own_dates_the_critical_path_is_the_longest(recipe in recipes().prop_map(Recipe::plain)) {
        let plan = recipe.plan();
        let (schedule, brute) = (compute(&plan), Brute::new(&plan));
        let critical: Vec<bool> = schedule.milestones.iter().map(|slot| slot.critical).collect();
        prop_assert_eq!(critical, brute.on_longest());
    }
}

proptest! {
    #![proptest_config(cases(2_000))]

    #[test]
    fn nothing_is_scheduled_on_a_closed_day(recipe in recipes()) {
        let plan = recipe.plan();
        for (n, slot) in compute(&plan).milestones.iter().enumerate().filter(|(_, slot)| !slot.done) {
            let dates = [slot.early_start, slot.early_finish, slot.expected_start, slot.expected_finish];
            for day in dates.into_iter().chain(slot.late_start).chain(slot.late_finish) {
                prop_assert!(is_open(&plan, n, day), "{} of {:?}", day, slot);
            }
        }
        for change in backward(&plan).changes {
            let n = plan.milestones.iter().position(|m| m.id == change.milestone_id).unwrap();
            let begun = change.start_date.is_some_and(|day| day <= plan.today && Some(day) == plan.milestones[n].start_date);
            prop_assert!(begun || is_open(&plan, n, change.start_date.unwrap()), "{:?}", change);
            prop_assert!(is_open(&plan, n, change.target_date.unwrap()), "{:?}", change);
        }
    }

    #[test]
    fn forward_of_backward_never_passes_the_anchor(recipe in recipes()) {
        let plan = recipe.plan();
        let back = backward(&plan);
        let after = applied(&plan, &back.changes);
        let schedule = compute(&after);
        match back.verdict {
            Verdict::Fits { slack_days } => {
                prop_assert!(slack_days >= 0);
                prop_assert!(schedule.signature_date <= schedule.anchor, "{:?}", schedule);
                prop_assert!(schedule.milestones.iter().all(|slot| slot.slack_days.is_none_or(|days| days >= 0)));
            }
            Verdict::CannotBeMet { by_days, ref shrink } => {
                prop_assert!(by_days > 0 && shrink.len() <= 3);
                prop_assert_eq!(schedule.signature_date, compute(&plan).earliest_signature);
            }
            _ => prop_assert!(plan.constraints.iter().all(|c| !c.anchor)),
        }
        for (m, slot) in after.milestones.iter().zip(&schedule.milestones).filter(|(_, slot)| !slot.done) {
            prop_assert_eq!(m.target_date, Some(slot.expected_finish), "the dates agree with themselves");
        }
    }

    #[test]
    fn a_preview_leaves_everything_else_and_keeps_the_order(
        recipe in recipes(), n in 0usize..6, days in -10i64..40, pull in any::<bool>(),
    ) {
        let draft = recipe.plan();
        let plan = applied(&draft, &backward(&draft).changes);
        let m = &plan.milestones[n % plan.milestones.len()];
        let moved = |day: Option<Day>| day.map(|day| day.plus_days(days));
        let change = DateChange {
            milestone_id: m.id.clone(),
            start_date: moved(m.start_date),
            target_date: moved(m.target_date),
            duration_days: None,
        };
        let answer = preview(&plan, std::slice::from_ref(&change), pull);
        let mut after = plan.clone();
        for step in &answer.moves {
            let m = after.milestones.iter_mut().find(|m| m.id == step.milestone_id).unwrap();
            prop_assert_eq!((m.start_date, m.target_date), (step.old_start, step.old_target));
            (m.start_date, m.target_date) = (step.new_start, step.new_target);
            prop_assert!(step.direct || follows(&plan, &step.milestone_id, &change), "{:?} has no reason to move", step);
            prop_assert!(step.direct || pull || step.new_target >= step.old_target);
        }
        for step in answer.moves.iter().filter(|step| !step.direct) {
            in_order_and_open(&plan, &after, step)?;
        }
        if days >= 0 {
            for m in after.milestones.iter().filter(|m| m.id != change.milestone_id && m.completed_at.is_none()) {
                prop_assert!(begins_after_its_predecessors(&after, m), "{} {:?}", m.id, answer);
            }
        }
    }
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn a_forecast_rises_and_never_signs_in_the_past(recipe in recipes()) {
        let plan = recipe.plan();
        if let Forecast::Dates(figures) = forecast(&plan) {
            prop_assert!(plan.today <= figures.p50 && figures.p50 <= figures.p80 && figures.p80 <= figures.p95);
            prop_assert!(figures.by_date.is_sorted_by_key(|c| c.percent));
            prop_assert_eq!(figures.by_date.last().map(|c| c.percent), Some(100));
        }
    }
}

fn begins_after_its_predecessors(plan: &Plan, m: &tandem_shared::milestone::Milestone) -> bool {
    let before = plan.milestones.iter().filter(|b| m.depends_on.contains(&b.id) && b.completed_at.is_none());
    let mut ends = before.filter_map(|b| b.target_date);
    m.start_date.is_some_and(|start| start <= plan.today) || ends.all(|end| m.start_date > Some(end))
}

fn in_order_and_open(plan: &Plan, after: &Plan, step: &Move) -> Result<(), TestCaseError> {
    let n = after.milestones.iter().position(|m| m.id == step.milestone_id).unwrap();
    let m = &after.milestones[n];
    prop_assert!(begins_after_its_predecessors(after, m), "{:?}", step);
    prop_assert!(is_open(plan, n, step.new_target.unwrap()), "{:?}", step);
    prop_assert!(step.new_start == step.old_start || is_open(plan, n, step.new_start.unwrap()), "{:?}", step);
    if step.new_start > step.old_start {
        // No further than needed: on the day before, something that comes first is not reached, or the side does not work.
        let before = after.milestones.iter().filter(|b| m.depends_on.contains(&b.id));
        let end = before.filter_map(|b| b.completed_at.map(Day::of_instant).or(b.target_date)).max().unwrap();
        let next = WorkingDays::of(plan, m.owner_side).next_open(end.plus_days(1));
        prop_assert_eq!(step.new_start, next, "{:?}", step);
    }
    Ok(())
}

fn follows(plan: &Plan, id: &tandem_shared::id::MilestoneId, change: &DateChange) -> bool {
    let m = plan.milestones.iter().find(|m| m.id == *id).unwrap();
    m.depends_on.iter().any(|before| *before == change.milestone_id || follows(plan, before, change))
}
