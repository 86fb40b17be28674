//! A milestone slips: its realistic date with all that follows from it, or help to hold the date that stands.

use super::{
    answers::{Renegotiate, SlipChoice},
    kit::{action, edits_of, find, first_name, known, newcomer, risk, seller, target, with_role},
    steps::{Extra, Steps},
};
use crate::{
    day::Day,
    guide::{dates::Open, say::working_days},
    milestone::Milestone,
    plan::Plan,
    risk::Probability,
    schedule::{compute, preview},
    spoken,
    stakeholder::{Side, StakeholderRole as R},
};

pub(super) fn steps(plan: &Plan, answers: &Renegotiate) -> Steps {
    let mut steps = Steps::default();
    let Some(m) = find(plan, &answers.milestone_id) else { return steps };
    let open = Open::of(plan);
    let date = answers.new_date.or_else(|| realistic(plan, m, answers.choice));
    let stays = answers.choice == SlipChoice::Accelerate && m.target_date.is_some_and(|day| day >= plan.today);
    if let Some(day) = date.filter(|_| !stays)
        && let Some(day) = open.calendar(m.owner_side).next_open(day)
    {
        let shown = preview(plan, &[target(m, day)], false);
        steps.edits = edits_of(plan, &shown.moves);
        steps.reasons.push(moved(plan, m, day, shown.moves.len()));
        steps.moves = shown.moves;
    }
    if answers.choice == SlipChoice::Accelerate {
        accelerate(plan, m, stays, &open, &mut steps);
    }
    bring_in(plan, m, answers, &open, &mut steps);
    let by = date.filter(|_| !stays).or(m.target_date);
    steps.message = message(plan, m, answers, by);
    steps
}

/// The day that the plan's own figures give: what is left of the work, after what comes before it; to hold a date that has passed, the earliest day.
fn realistic(plan: &Plan, m: &Milestone, choice: SlipChoice) -> Option<Day> {
    let schedule = compute(plan);
    let slot = schedule.slot(&m.id)?;
    let day = match choice {
        SlipChoice::Accelerate => slot.early_finish,
        SlipChoice::Revise => slot.expected_finish,
    };
    // What would still be in time by these figures moves by what it has slipped, or by the work that is left.
    let same = m.target_date.is_some_and(|target| day <= target) && choice == SlipChoice::Revise;
    if !same {
        return Some(day);
    }
    let days = i32::try_from(slot.remaining_days.max(3)).unwrap_or(3);
    Open::of(plan).calendar(m.owner_side).add(m.target_date?, days)
}

fn moved(plan: &Plan, m: &Milestone, day: Day, count: usize) -> String {
    let to = spoken::day(day, plan.today);
    let from = m.target_date.map_or_else(String::new, |from| {
        let days = day.working_days_since(from);
        let way = if days >= 0 { "later" } else { "earlier" };
        format!(" instead of {}, {} {way}", spoken::day(from, plan.today), working_days(days.abs()))
    });
    let more = match count {
        0 | 1 => String::new(),
        2 => "; one milestone that waits for it moves too".to_owned(),
        n => format!("; {} milestones that wait for it move too", n - 1),
    };
    format!("“{}” is due on {to}{from}{more}.", m.title)
}

/// Both sides do something for the date to hold, and the risk that it does not is in the register.
fn accelerate(plan: &Plan, m: &Milestone, stays: bool, open: &Open, steps: &mut Steps) {
    let by = |side: Side, days: i32| open.calendar(side).add(plan.today, days);
    let owner = m.owner_id.clone().filter(|id| plan.stakeholders.iter().any(|s| s.id == *id && s.side == Side::Buyer));
    let buyer =
        action(Side::Buyer, "Say what is missing for the date, and who can decide it", owner, by(Side::Buyer, 2));
    let own = action(Side::Seller, "Provide what is missing on the same day", seller(plan), by(Side::Seller, 3));
    for action in [buyer, own] {
        steps.extras.push(Extra::AddAction { milestone_id: m.id.clone(), action });
    }
    let what = (format!("“{}” slips in spite of the help", short(&m.title)), Probability::Medium, 5);
    let talk = "Speak about it every second day, and set a new date as soon as it is clear that this one does not hold";
    steps.extras.push(Extra::AddRisk { risk: risk(plan, Some(m.id.clone()), what, talk, by(Side::Seller, 2)) });
    if stays {
        let day = m.target_date.map_or_else(String::new, |day| spoken::day(day, plan.today));
        steps.reasons.push(format!("“{}” stays due on {day}; both sides do something for it.", m.title));
    }
}

/// A title that leaves room for words around it.
pub(super) fn short(title: &str) -> String {
    if title.chars().count() <= 120 { title.to_owned() } else { title.chars().take(119).chain(['…']).collect() }
}

/// Whoever could speed it up comes in, with a first conversation.
fn bring_in(plan: &Plan, m: &Milestone, answers: &Renegotiate, open: &Open, steps: &mut Steps) {
    let Some(helper) = &answers.helper else { return };
    let id = match known(plan, helper) {
        Some(person) => person.id.clone(),
        None => {
            let how = "Conversation of its own about what would speed this up";
            let person = newcomer(plan, helper, vec![R::Other], how);
            let id = person.id.clone();
            steps.extras.push(Extra::AddPerson { person });
            id
        }
    };
    let title = format!("Speak with both teams about what would speed up “{}”", short(&m.title));
    let by = open.calendar(Side::Buyer).add(plan.today, 3);
    let action = action(Side::Buyer, title, Some(id), by);
    steps.extras.push(Extra::AddAction { milestone_id: m.id.clone(), action });
    steps.reasons.push(format!("{} comes in, who could speed it up.", helper.name));
}

fn message(plan: &Plan, m: &Milestone, answers: &Renegotiate, by: Option<Day>) -> String {
    let name =
        with_role(plan, R::Champion).map_or_else(|| "Hello".to_owned(), |s| format!("Hello {}", first_name(&s.name)));
    let day = by.map_or_else(|| "a date that holds".to_owned(), |day| spoken::day(day, plan.today));
    let what = match answers.choice {
        SlipChoice::Revise => format!(
            "I would rather have a date that holds: {day}. Is that realistic on your side, or should we revise it together?"
        ),
        SlipChoice::Accelerate => {
            format!("I would like to hold {day}. What do we need to do together to make that possible?")
        }
    };
    format!(
        "{name},\n\n“{}” does not go as we planned: {}\n\n{what} Is there anyone who has not been involved yet and could help?",
        m.title,
        sentence(&answers.what_changed)
    )
}

/// A text with a full stop.
pub(super) fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '?', ':']) { text.to_owned() } else { format!("{text}.") }
}
