//! Answers in, plan out: who, what, when, both sides' work, and what may go wrong.

use super::{
    answers::{Answers, GuidedPlan},
    cast,
    dates::{self, Open},
    hazards, places,
    questions::Involvement,
    reasons,
    say::working_days,
    step_words,
    steps::{Key, Step, has_procurement, steps},
    todo_words::{Todo, When, first_of_all, todos},
};
use crate::{
    action::{Action, NewAction},
    assumption::AssumptionInput,
    day::Day,
    health::maturity,
    id::{ActionId, AssumptionId, MilestoneId, StakeholderId},
    method::Procurement,
    milestone::{Milestone, MilestoneKind, NewMilestone},
    plan::{Plan, Progress},
    schedule::{Verdict, backward, compute},
    sketch,
    stakeholder::{Side, StakeholderRole as R},
};

/// An id of the kind that only a draft has.
pub(super) fn made_up(prefix: &str, n: usize) -> String {
    format!("{prefix}_{n:026}")
}

/// The plan that follows from these answers, made from an empty plan whose calendars are the sides' own. Ids are made up; the dates hold for its `today`.
#[must_use]
pub fn draft(answers: &Answers, empty: &Plan) -> GuidedPlan {
    let mut plan = empty.clone();
    if let Some(stage) = answers.stage_id.as_ref().filter(|id| plan.stages.iter().any(|s| s.id == **id)) {
        plan.deal.stage_id = stage.clone();
    }
    plan.conduct.procurement = match answers.procurement.involvement {
        _ if !has_procurement(answers) => Procurement::NotNeeded,
        Involvement::Unknown => Procurement::Unknown,
        _ => Procurement::Needed,
    };
    dates::mark(&mut plan, answers);
    cast::add(&mut plan, answers);
    let far = maturity(&plan);
    let steps = steps(answers, far);
    let (scheduled, tight) = timed(&plan, answers, &steps);
    plan.milestones = scheduled;
    let open = Open::of(&plan);
    let keys: Vec<(Key, MilestoneId)> =
        steps.iter().zip(&plan.milestones).map(|(step, m)| (step.key.clone(), m.id.clone())).collect();
    in_order(&mut plan);
    work(&mut plan, answers, &keys, &open);
    cast::date(&mut plan, &open);
    hazards::add(&mut plan, answers, &keys, &open);
    excuse_short_review(&mut plan, answers);
    plan.signature_date =
        plan.milestones.iter().find(|m| m.kind == MilestoneKind::Signature).and_then(|m| m.target_date);
    plan.progress = Progress::of(0, i64::try_from(plan.milestones.len()).unwrap_or(0));
    let verdict = compute(&plan).verdict;
    let reasons = reasons::reasons(&plan, answers, far, tight, &verdict);
    GuidedPlan { plan, verdict, reasons }
}

/// The milestones with their dates: with the usual time for each, or, where the hard date needs it and it helps, with the shortest.
fn timed(plan: &Plan, answers: &Answers, steps: &[Step]) -> (Vec<Milestone>, bool) {
    let usual = scheduled(plan, answers, steps, false);
    if !is_late(&usual) {
        return (usual.milestones, false);
    }
    let tight = scheduled(plan, answers, steps, true);
    if is_late(&tight) { (usual.milestones, false) } else { (tight.milestones, true) }
}

fn is_late(plan: &Plan) -> bool {
    matches!(compute(plan).verdict, Verdict::CannotBeMet { .. })
}

fn scheduled(plan: &Plan, answers: &Answers, steps: &[Step], tight: bool) -> Plan {
    let mut plan = plan.clone();
    plan.milestones = steps.iter().enumerate().map(|(n, step)| milestone(&plan, answers, n, step, tight)).collect();
    if plan.anchor_date.is_none() {
        leave_room(&mut plan);
    }
    for change in backward(&plan).changes {
        if let Some(m) = plan.milestones.iter_mut().find(|m| m.id == change.milestone_id) {
            (m.start_date, m.target_date) = (change.start_date, change.target_date);
        }
    }
    plan
}

/// Without a hard date the signature comes half of the time after it could: nothing is promised for the earliest day.
pub(super) fn leave_room(plan: &mut Plan) {
    let open = Open::of(plan);
    let joint = open.calendar(Side::Joint);
    let Some(earliest) = compute(plan).earliest_signature else { return };
    let room = i32::try_from(joint.between(plan.today, earliest) / 2).unwrap_or(0);
    let target = joint.add(earliest, room).unwrap_or(earliest);
    if let Some(m) = plan.milestones.iter_mut().find(|m| m.kind == MilestoneKind::Signature) {
        m.target_date = Some(target);
    }
}

fn milestone(plan: &Plan, answers: &Answers, n: usize, step: &Step, tight: bool) -> Milestone {
    let key = &step.key;
    let stage_id = match key {
        Key::Signature | Key::KickOff => places::closing(plan),
        _ => places::stage_for(plan, key.maturity()),
    };
    let new = NewMilestone {
        title: step_words::title(key, answers),
        outcome: step_words::outcome(key, answers),
        kind: Some(key.kind()),
        owner_side: Some(key.side()),
        owner_id: cast::owner(plan, key),
        duration_days: Some(key.days(answers, tight)),
        depends_on: step.after.iter().map(|n| MilestoneId::trusted(made_up("ms", *n))).collect(),
        assumptions: vec![AssumptionInput { id: None, text: step_words::assumption(key, answers), state: None }],
        ..NewMilestone::default()
    };
    sketch::milestone(MilestoneId::trusted(made_up("ms", n)), &new, &stage_id, |_| {
        AssumptionId::trusted(made_up("asm", n))
    })
}

/// Puts milestones in the order of stages, and in each by date.
fn in_order(plan: &mut Plan) {
    let stages = plan.stages.clone();
    let place = |m: &Milestone| stages.iter().position(|s| s.id == m.stage_id);
    plan.milestones.sort_by_key(|m| (place(m), m.target_date));
    for stage in &stages {
        let own = plan.milestones.iter_mut().filter(|m| m.stage_id == stage.id);
        own.zip(0..).for_each(|(m, position)| m.position = position);
    }
}

/// Both sides' actions: those of each milestone, and what comes first of all under the milestone that ends first.
fn work(plan: &mut Plan, answers: &Answers, keys: &[(Key, MilestoneId)], open: &Open) {
    let first = plan.milestones.iter().min_by_key(|m| m.target_date).map(|m| m.id.clone());
    let (people, mut n) = (plan.clone(), 0);
    for (key, id) in keys {
        let before = if first.as_ref() == Some(id) { first_of_all(answers, plan.anchor_date) } else { Vec::new() };
        let Some(m) = plan.milestones.iter_mut().find(|m| m.id == *id) else { continue };
        for todo in before.into_iter().chain(todos(key, answers)) {
            let action = action(&people, m, n, todo, open);
            m.actions.push(action);
            n += 1;
        }
    }
}

fn action(plan: &Plan, m: &Milestone, n: usize, todo: Todo, open: &Open) -> Action {
    let new = NewAction {
        side: Some(todo.side),
        assignee_ids: assignee(plan, &todo).into_iter().collect(),
        target_date: due(plan.today, m, &todo, open),
        title: todo.title,
        ..NewAction::default()
    };
    sketch::action(ActionId::trusted(made_up("act", n)), m, &new)
}

/// Within its milestone, on a day on which its side works; none where the milestone leaves it no such day.
fn due(today: Day, m: &Milestone, todo: &Todo, open: &Open) -> Option<Day> {
    let target = m.target_date?;
    let from = m.start_date.unwrap_or(today).max(today).min(target);
    let span = target.days_since(from);
    let wanted = match todo.when {
        When::Early => from.plus_days(span / 3),
        When::Late => target.plus_days(-i64::from(span > 1)),
    };
    let after = || open.calendar(todo.side).next_open(wanted).filter(|day| *day <= target);
    open.by(todo.side, wanted, from).or_else(after)
}

fn assignee(plan: &Plan, todo: &Todo) -> Option<StakeholderId> {
    match todo.side {
        Side::Seller => plan.stakeholders.iter().find(|s| s.side == Side::Seller).map(|s| s.id.clone()),
        // What needs a person who is not known yet waits for them: one champion does not do everything.
        _ => cast::with(plan, todo.role).or_else(|| cast::with(plan, R::Champion).filter(|_| todo.role == R::Champion)),
    }
}

/// The buyer's word is a reason: a review that they say is shorter than usual is recorded as such.
fn excuse_short_review(plan: &mut Plan, answers: &Answers) {
    let Some(days) = answers.procurement.review_days.filter(|days| *days < 5) else { return };
    let review = plan.milestones.iter().find(|m| m.kind == MilestoneKind::Procurement).map(|m| m.id.to_string());
    if let Some(id) = review {
        let said = working_days(i64::from(days));
        cast::waive(plan, "milestone.review_time", Some(id), format!("Procurement says that its review takes {said}"));
    }
}
