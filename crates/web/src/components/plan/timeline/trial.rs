//! Dates that are being tried and not saved: what was moved, what follows from it, and what would be sent.

use tandem_shared::{
    agreement::ProposedEdit,
    constraint::{Constraint, ConstraintKind},
    day::Day,
    id::MilestoneId,
    milestone::{Milestone, MilestonePatch, Visibility},
    patch::Patch,
    plan::Plan,
    schedule::{ApplyRequest, Backward, DateChange, Move, NewDates, Preview, Slot, WorkingDays, preview},
    stakeholder::Side,
};

/// What is being tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Trial {
    /// New dates that a person asked for.
    pub(crate) changes: Vec<DateChange>,
    /// What follows a milestone that ends earlier moves with it.
    pub(crate) pull: bool,
    /// Whether these are the dates of a schedule made backward.
    pub(crate) is_backward: bool,
    /// The versions of the milestones that were on the screen when each was moved.
    seen: Vec<(MilestoneId, i32)>,
}

impl Trial {
    /// The dates of a schedule made backward; nothing when all lies so already.
    pub(crate) fn backward(plan: &Plan, backward: Backward) -> Option<Self> {
        let seen = backward.changes.iter().filter_map(|c| version(plan, &c.milestone_id)).collect();
        let changes = backward.changes;
        (!changes.is_empty()).then_some(Self { changes, pull: false, is_backward: true, seen })
    }

    /// With a milestone moved so that it ends on this day, or on the next one on which its side works. `shown` is the plan with what is tried so far.
    /// Nothing when that leaves everything as it is.
    pub(crate) fn moved(
        before: Option<Self>,
        plan: &Plan,
        shown: &Plan,
        slot: Option<&Slot>,
        id: &MilestoneId,
        to: Day,
    ) -> Option<Self> {
        let same = before.clone();
        let (Some(milestone), Some(current)) = (find(plan, id), find(shown, id)) else { return same };
        let Some(target) = milestone.target_date.or(current.target_date) else { return same };
        let days = WorkingDays::of(plan, milestone.owner_side);
        let Some(to) = days.next_open(to).or_else(|| days.previous_open(to)) else { return same };
        let mut trial =
            before.unwrap_or(Self { changes: Vec::new(), pull: false, is_backward: false, seen: Vec::new() });
        trial.changes.retain(|c| c.milestone_id != *id);
        trial.seen.retain(|(seen, _)| seen != id);
        if to != target {
            trial.changes.push(change(milestone, slot, &days, target, to));
            trial.seen.extend(version(plan, id));
        }
        (!trial.changes.is_empty()).then_some(trial)
    }

    /// What would follow.
    pub(crate) fn preview(&self, plan: &Plan) -> Preview {
        preview(plan, &self.changes, self.pull)
    }

    /// Titles of milestones that somebody else changed since they were moved here.
    pub(crate) fn outdated(&self, plan: &Plan) -> Vec<String> {
        let other = |(id, seen): &(MilestoneId, i32)| find(plan, id).filter(|m| m.version != *seen);
        self.seen.iter().filter_map(other).map(|m| m.title.clone()).collect()
    }
}

fn find<'a>(plan: &'a Plan, id: &MilestoneId) -> Option<&'a Milestone> {
    plan.milestones.iter().find(|m| m.id == *id)
}

fn version(plan: &Plan, id: &MilestoneId) -> Option<(MilestoneId, i32)> {
    find(plan, id).map(|m| (m.id.clone(), m.version))
}

/// A milestone as a whole, from one target to another: it keeps its length, unless work on it has begun, for then it can only end later.
fn change(milestone: &Milestone, slot: Option<&Slot>, days: &WorkingDays, target: Day, to: Day) -> DateChange {
    let by = i32::try_from(days.between(target, to)).unwrap_or(0);
    let movable = milestone.start_date.filter(|_| slot.is_none_or(|slot| !slot.under_way));
    let start = movable.and_then(|start| days.add(start, by)).map(|start| start.min(to));
    DateChange { milestone_id: milestone.id.clone(), start_date: start, target_date: Some(to), duration_days: None }
}

/// The target of a milestone so many working days of its side further on.
pub(crate) fn stepped(plan: &Plan, shown: &Plan, id: &MilestoneId, by: i32) -> Option<Day> {
    let milestone = find(shown, id)?;
    WorkingDays::of(plan, milestone.owner_side).add(milestone.target_date?, by)
}

/// Whether a person can move it: it is open and has a date.
pub(crate) fn is_movable(plan: &Plan, id: &MilestoneId) -> bool {
    find(plan, id).is_some_and(|m| m.target_date.is_some() && m.completed_at.is_none() && m.cancelled_at.is_none())
}

/// The plan as it would be.
pub(crate) fn tried(plan: &Plan, preview: &Preview) -> Plan {
    let mut plan = plan.clone();
    for milestone in &mut plan.milestones {
        if let Some(found) = preview.moves.iter().find(|m| m.milestone_id == milestone.id) {
            milestone.start_date = found.new_start;
            milestone.target_date = found.new_target;
        }
    }
    plan.signature_date = preview.signature_after.or(plan.signature_date);
    plan
}

/// Everything that moves, with the versions on the screen, to be saved together.
pub(crate) fn to_save(plan: &Plan, preview: &Preview) -> ApplyRequest {
    let dates = |m: &Move| {
        let start_date = m.new_start.filter(|_| m.new_start != m.old_start);
        let target_date = m.new_target.filter(|_| m.new_target != m.old_target);
        (start_date.is_some() || target_date.is_some()).then(|| NewDates {
            milestone_id: m.milestone_id.clone(),
            version: find(plan, &m.milestone_id).map(|m| m.version),
            start_date,
            target_date,
            duration_days: None,
        })
    };
    ApplyRequest { changes: preview.moves.iter().filter_map(dates).collect() }
}

/// The same as offered to the other side, where both agreed to the dates; what only the seller sees was never agreed to.
pub(crate) fn to_propose(plan: &Plan, request: &ApplyRequest) -> Vec<ProposedEdit> {
    let is_shared = |id: &MilestoneId| find(plan, id).is_some_and(|m| m.visibility == Visibility::Shared);
    let patch = |dates: &NewDates| MilestonePatch {
        start_date: dates.start_date.map_or(Patch::Absent, Patch::Value),
        target_date: dates.target_date.map_or(Patch::Absent, Patch::Value),
        ..MilestonePatch::default()
    };
    let edit = |dates: &NewDates| ProposedEdit::ChangeMilestone {
        milestone_id: dates.milestone_id.clone(),
        patch: patch(dates),
    };
    request.changes.iter().filter(|dates| is_shared(&dates.milestone_id)).map(edit).collect()
}

/// What moves past a meeting or a deadline of the buyer that it was before: the title, and the date it misses.
pub(crate) fn missed<'a>(plan: &'a Plan, preview: &'a Preview) -> Vec<(&'a str, &'a Constraint)> {
    let is_date = |c: &&Constraint| {
        use ConstraintKind as K;
        !c.anchor
            && c.side == Side::Buyer
            && matches!(c.kind, K::BoardMeeting | K::BudgetCycle | K::FiscalYear | K::Deadline)
    };
    let pairs = preview.moves.iter().filter_map(|m| Some((m, m.old_target?, m.new_target?)));
    let of = |(m, old, new): (&'a Move, Day, Day)| {
        let between = move |c: &&Constraint| old <= c.last_day() && c.last_day() < new;
        plan.constraints.iter().filter(is_date).filter(between).map(move |c| (m.title.as_str(), c))
    };
    pairs.flat_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::plan::example;
    use tandem_shared::schedule::{backward, compute};

    fn open(plan: &Plan) -> &Milestone {
        plan.milestones.iter().find(|m| m.title == "Security review passed").unwrap()
    }

    fn moved(plan: &Plan, by: i32) -> Trial {
        let (id, schedule) = (open(plan).id.clone(), compute(plan));
        let to = stepped(plan, plan, &id, by).unwrap();
        Trial::moved(None, plan, plan, schedule.slot(&id), &id, to).unwrap()
    }

    #[test]
    fn a_step_is_a_working_day_of_the_owners_side() {
        let plan = example::plan();
        let review = open(&plan);
        for by in [-3, -1, 1, 4, 9] {
            let to = stepped(&plan, &plan, &review.id, by).unwrap();
            assert!(to.is_working_day());
            assert_eq!(to.working_days_since(review.target_date.unwrap()), i64::from(by));
        }
    }

    #[test]
    fn what_is_dropped_on_a_weekend_lands_on_monday() {
        let plan = example::plan();
        let id = open(&plan).id.clone();
        let saturday = plan.today.plus_days(12);
        let trial = Trial::moved(None, &plan, &plan, None, &id, saturday).unwrap();
        assert_eq!(trial.changes[0].target_date, Some(saturday.plus_days(2)));
    }

    #[test]
    fn moving_it_back_leaves_nothing_to_save() {
        let plan = example::plan();
        let trial = moved(&plan, 5);
        let id = open(&plan).id.clone();
        let back = open(&plan).target_date.unwrap();
        let shown = tried(&plan, &trial.preview(&plan));
        assert_eq!(Trial::moved(Some(trial), &plan, &shown, None, &id, back), None);
    }

    #[test]
    fn what_is_saved_is_what_was_shown_with_the_versions_on_the_screen() {
        let plan = example::plan();
        let trial = moved(&plan, 10);
        let preview = trial.preview(&plan);
        assert!(preview.moves.len() > 1, "others follow");
        let request = to_save(&plan, &preview);
        let shown = tried(&plan, &preview);
        for dates in &request.changes {
            let (was, is) = (find(&plan, &dates.milestone_id).unwrap(), find(&shown, &dates.milestone_id).unwrap());
            assert_eq!(dates.version, Some(was.version));
            assert_eq!(dates.target_date.or(was.target_date), is.target_date);
            assert_eq!(dates.start_date.or(was.start_date), is.start_date);
        }
        assert_eq!(request.changes.len(), preview.moves.len());
    }

    #[test]
    fn somebody_elses_change_of_what_is_being_moved_is_noticed() {
        let mut plan = example::plan();
        let trial = moved(&plan, 2);
        assert!(trial.outdated(&plan).is_empty());
        plan.milestones.iter_mut().for_each(|m| m.version += 1);
        assert_eq!(trial.outdated(&plan), ["Security review passed"]);
    }

    #[test]
    fn a_schedule_made_backward_is_tried_as_a_whole() {
        let plan = example::plan();
        let made = backward(&plan);
        let changes = made.changes.len();
        let trial = Trial::backward(&plan, made).unwrap();
        assert!(trial.is_backward && trial.changes.len() == changes);
        let shown = tried(&plan, &trial.preview(&plan));
        assert_eq!(Trial::backward(&shown, Backward { changes: Vec::new(), ..backward(&shown) }), None);
    }

    #[test]
    fn what_is_proposed_is_what_would_have_been_saved_without_what_is_internal() {
        let mut plan = example::plan();
        let preview = moved(&plan, 10).preview(&plan);
        let request = to_save(&plan, &preview);
        let edits = to_propose(&plan, &request);
        let asked = |id: &MilestoneId| request.changes.iter().find(|c| c.milestone_id == *id).unwrap().target_date;
        let shared = |id: &MilestoneId| find(&plan, id).unwrap().visibility == Visibility::Shared;
        assert_eq!(edits.len(), request.changes.iter().filter(|c| shared(&c.milestone_id)).count());
        for edit in &edits {
            let ProposedEdit::ChangeMilestone { milestone_id, patch } = edit else { panic!() };
            assert_eq!(patch.target_date.value().copied(), asked(milestone_id));
            assert!(tandem_shared::agreement::material_fields_only(patch));
        }
        plan.milestones.iter_mut().for_each(|m| m.visibility = Visibility::Internal);
        assert!(to_propose(&plan, &request).is_empty());
    }
}
