//! The plan is broken: everything open is planned anew from today, the people who carry it are engaged again, and the date is reset where it has to be.

use super::{
    answers::{HardDateAnswer, Recover},
    checks::is_open,
    kit::{action, dates, find, first_name, next, ours, person, risk, seller, with_role},
    renegotiate::{sentence, short},
    steps::{Extra, Steps},
};
use crate::{
    agreement::ProposedEdit,
    day::Day,
    guide::{dates::Open, say::working_days, todo_words::ASK_FOR_DATE},
    milestone::{Milestone, Visibility},
    plan::Plan,
    risk::Probability,
    schedule::{Verdict, backward, compute, preview},
    spoken,
    stakeholder::{Side, StakeholderRole as R},
};

pub(super) fn steps(plan: &Plan, answers: &Recover) -> Steps {
    let mut steps = Steps::default();
    let mut fresh = plan.clone();
    reset(&mut fresh, answers, &mut steps);
    replan(plan, &mut fresh, &mut steps);
    let open = Open::of(plan);
    for id in &answers.re_engage {
        engage(plan, id, &open, &mut steps);
    }
    if let Some(first) = next(&fresh) {
        let by = open.calendar(Side::Joint).add(plan.today, 3);
        let step = "Go through the new plan together and say what would keep it on track";
        steps
            .extras
            .push(Extra::AddAction { milestone_id: first.id.clone(), action: action(Side::Joint, step, None, by) });
    }
    let again = ("The plan breaks again for the same reason", Probability::Medium, 10);
    let weekly = "Go through the plan every week, and say what slips on the day it is known";
    let due = open.calendar(Side::Seller).add(plan.today, 5);
    steps.extras.push(Extra::AddRisk { risk: risk(plan, None, again, weekly, due) });
    steps.message = message(plan, answers, &fresh);
    steps
}

/// The hard date as it is to be.
fn reset(fresh: &mut Plan, answers: &Recover, steps: &mut Steps) {
    let date = match answers.hard_date {
        HardDateAnswer::Stands => return,
        HardDateAnswer::Moved { date } => Some(date),
        HardDateAnswer::Unknown => None,
    };
    if date == fresh.anchor_date {
        return;
    }
    set_anchor(fresh, date);
    steps.edits.push(ProposedEdit::SetAnchor { anchor_date: date });
    steps.reasons.push(match date {
        Some(day) => format!("The buyer's hard date is {} from now on.", spoken::day(day, fresh.today)),
        None => "The old hard date is given up; asking for the new one comes first.".to_owned(),
    });
    if date.is_none()
        && let Some(first) = next(fresh)
    {
        let by = Open::of(fresh).calendar(Side::Seller).add(fresh.today, 2);
        let ask = action(Side::Seller, ASK_FOR_DATE, seller(fresh), by);
        steps.extras.push(Extra::AddAction { milestone_id: first.id.clone(), action: ask });
    }
}

/// Moves the anchor of a plan.
pub(super) fn set_anchor(plan: &mut Plan, date: Option<Day>) {
    plan.anchor_date = date;
    match date {
        None => plan.constraints.iter_mut().for_each(|c| c.anchor = false),
        Some(day) => {
            for c in plan.constraints.iter_mut().filter(|c| c.anchor) {
                (c.start_date, c.end_date) = (day, None);
            }
        }
    }
}

/// New dates for all that is open, by how long each takes, not by when it was to be.
fn replan(plan: &Plan, fresh: &mut Plan, steps: &mut Steps) {
    let before = compute(plan);
    let begun = |m: &Milestone| {
        before.slot(&m.id).is_some_and(|slot| slot.under_way)
            && m.actions.iter().any(|a| a.started_at.or(a.completed_at).is_some())
    };
    let keeps: Vec<bool> = fresh.milestones.iter().map(begun).collect();
    for (m, keeps_start) in fresh.milestones.iter_mut().zip(keeps).filter(|(m, _)| is_open(m)) {
        let days = before.slot(&m.id).map_or(5, |slot| slot.duration_days);
        m.duration_days = Some(i32::try_from(days).unwrap_or(5).clamp(1, crate::milestone::DURATION_MAX));
        m.target_date = None;
        if !keeps_start {
            m.start_date = None;
        }
    }
    if fresh.anchor_date.is_none() {
        crate::guide::draft::leave_room(fresh);
    }
    let planned = backward(fresh);
    let count = planned.changes.len();
    for change in &planned.changes {
        steps.edits.extend(dates(plan, &change.milestone_id, change.start_date, change.target_date));
        if let Some(m) = fresh.milestones.iter_mut().find(|m| m.id == change.milestone_id) {
            (m.start_date, m.target_date) = (change.start_date.or(m.start_date), change.target_date);
        }
    }
    steps.moves = preview(plan, &planned.changes, false).moves;
    steps.reasons.push(format!("{count} open milestones are planned anew from today; what is reached stays."));
    if let Verdict::CannotBeMet { by_days, .. } = planned.verdict {
        let late = working_days(by_days);
        steps
            .reasons
            .push(format!("Even so the work needs {late} more than the hard date leaves: reset expectations now."));
    }
}

/// A conversation with somebody who has to be won again, and by when.
fn engage(plan: &Plan, id: &crate::id::StakeholderId, open: &Open, steps: &mut Steps) {
    let (Some(person), Some(first)) = (person(plan, id), next(plan)) else { return };
    let Some(by) = open.calendar(person.side).add(plan.today, 3) else { return };
    if person.side == Side::Buyer && !plan.viewer.access.is_guest() {
        let engagement_plan = "Conversation about what would get this back on track for them".to_owned();
        steps.extras.push(Extra::Engage { stakeholder_id: id.clone(), engagement_plan, engagement_date: by });
    }
    let title = format!("Speak with {} about what would get this back on track", short(&person.name));
    let when = open.calendar(Side::Seller).add(plan.today, 3);
    let action = ours(plan, action(Side::Seller, title, seller(plan), when));
    steps.extras.push(Extra::AddAction { milestone_id: first.id.clone(), action });
    steps.reasons.push(format!("{} is engaged again by {}.", person.name, spoken::day(by, plan.today)));
}

fn message(plan: &Plan, answers: &Recover, fresh: &Plan) -> String {
    let name =
        with_role(plan, R::Champion).map_or_else(|| "Hello".to_owned(), |s| format!("Hello {}", first_name(&s.name)));
    let mut open: Vec<&Milestone> =
        fresh.milestones.iter().filter(|m| is_open(m) && m.visibility == Visibility::Shared).collect();
    open.sort_by_key(|m| m.target_date);
    let line = |m: &&Milestone| {
        let known = find(plan, &m.id).map_or(m.title.as_str(), |m| m.title.as_str());
        m.target_date.map(|day| format!("- {known}: {}", spoken::day(day, plan.today)))
    };
    let lines: Vec<String> = open.iter().filter_map(line).collect();
    let help = sentence(&answers.what_would_help);
    format!(
        "{name},\n\nlet us step back and rebuild the plan together. What would help: {help}\n\nThis is how it could go from today:\n{}\n\nIs this timeline realistic for you, or do we need to reset expectations? And who should be part of the conversation again?",
        lines.join("\n")
    )
}
