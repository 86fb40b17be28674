//! *Where did time go*: planned against actual working days per stage, and the bottleneck.

use crate::{day::Day, id::StageId, milestone::Milestone, stage::Stage};

/// Working days of one stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageTime {
    /// The stage.
    pub stage_id: StageId,
    /// Its name.
    pub name: String,
    /// Working days from its planned begin to the last date first agreed.
    pub planned: i64,
    /// Working days from its begin to the last completion, or to today while a milestone is open; `None` before it has begun.
    pub actual: Option<i64>,
    /// Whether every milestone of it is done.
    pub finished: bool,
    /// The stage that took most more time than planned.
    pub is_bottleneck: bool,
}

/// Planned against actual time of each stage that has dated milestones, longest actual (or planned) first.
///
/// A stage begins when its first milestone starts (its start, or the end of the stage before, or its own first target); cancelled milestones do not count.
#[must_use]
pub fn time_spent(stages: &[Stage], milestones: &[Milestone], today: Day) -> Vec<StageTime> {
    let mut rows: Vec<StageTime> = Vec::new();
    let (mut planned_end, mut actual_end): (Option<Day>, Option<Day>) = (None, None);
    for stage in stages {
        let of_stage: Vec<&Milestone> =
            milestones.iter().filter(|m| m.stage_id == stage.id && m.cancelled_at.is_none()).collect();
        let target = |m: &&Milestone| m.agreed_date.or(m.target_date);
        let (Some(last), Some(first)) =
            (of_stage.iter().filter_map(target).max(), of_stage.iter().filter_map(target).min())
        else {
            continue;
        };
        let start = of_stage.iter().filter_map(|m| m.start_date).min();
        let planned_start = start.or(planned_end).unwrap_or(first).min(last);
        let actual_start = start.or(actual_end).or(planned_end).unwrap_or(first);
        let finished = of_stage.iter().all(|m| m.completed_at.is_some());
        let completed = of_stage.iter().filter_map(|m| m.completed_at.map(Day::of_instant)).max();
        let end = if finished { completed } else { Some(today) };
        let begun = completed.is_some() || actual_start <= today;
        let actual = end.filter(|_| begun).map(|end| end.working_days_since(actual_start.min(end)).max(1));
        rows.push(StageTime {
            stage_id: stage.id.clone(),
            name: stage.name.clone(),
            planned: last.working_days_since(planned_start).max(1),
            actual,
            finished,
            is_bottleneck: false,
        });
        planned_end = Some(last);
        actual_end = completed.or(actual_end);
    }
    let over = |row: &StageTime| row.actual.map_or(0, |a| a - row.planned);
    if let Some(worst) = rows.iter_mut().max_by_key(|row| over(row)).filter(|row| over(row) > 0) {
        worst.is_bottleneck = true;
    }
    rows.sort_by_key(|row| std::cmp::Reverse(row.actual.unwrap_or(0).max(row.planned)));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        id::MilestoneId,
        milestone::{MilestoneKind, Visibility},
        stage::StageKind,
        stakeholder::Side,
        status::MilestoneStatus,
    };

    fn stage(n: i32, name: &str) -> Stage {
        Stage {
            id: StageId::trusted(format!("stg_{n}")),
            name: name.into(),
            kind: StageKind::Open,
            position: n,
            deals: 0,
        }
    }

    fn milestone(stage: &Stage, start: &str, agreed: &str, done: Option<&str>) -> Milestone {
        let day = |t: &str| t.parse::<Day>().ok();
        Milestone {
            id: MilestoneId::trusted("ms_1".into()),
            title: String::new(),
            outcome: String::new(),
            stage_id: stage.id.clone(),
            kind: MilestoneKind::Standard,
            owner_side: Side::Joint,
            owner_id: None,
            start_date: day(start),
            target_date: day(agreed),
            agreed_date: day(agreed),
            completed_at: done.map(|d| format!("{d}T10:00:00Z").parse().unwrap()),
            cancelled_at: None,
            duration_days: None,
            depends_on: vec![],
            assumptions: vec![],
            risk_reason: String::new(),
            no_known_risk: false,
            visibility: Visibility::Shared,
            position: 0,
            status: MilestoneStatus::NotStarted,
            status_reasons: vec![],
            slip_days: None,
            actions: vec![],
            mine: false,
            version: 1,
        }
    }

    #[test]
    fn the_stage_that_took_most_more_than_planned_is_the_bottleneck() {
        let stages = [stage(0, "Discovery"), stage(1, "Evaluation"), stage(2, "Negotiation")];
        let milestones = [
            milestone(&stages[0], "2026-02-16", "2026-02-26", Some("2026-02-24")),
            milestone(&stages[1], "2026-02-24", "2026-03-11", None),
            milestone(&stages[2], "2026-03-23", "2026-04-13", None),
        ];
        let rows = time_spent(&stages, &milestones, "2026-03-16".parse().unwrap());
        let short: Vec<_> = rows.iter().map(|r| (r.name.as_str(), r.planned, r.actual, r.is_bottleneck)).collect();
        assert_eq!(
            short,
            [("Negotiation", 15, None, false), ("Evaluation", 11, Some(14), true), ("Discovery", 8, Some(6), false)]
        );
    }

    #[test]
    fn a_plan_without_dates_has_nothing_to_show() {
        let stages = [stage(0, "Discovery")];
        assert!(time_spent(&stages, &[milestone(&stages[0], "", "", None)], "2026-03-16".parse().unwrap()).is_empty());
    }
}
