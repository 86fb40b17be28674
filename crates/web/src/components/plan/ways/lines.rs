//! What a way on would change, in words.

use super::{super::wording, day};
use tandem_shared::{
    action::NewAction,
    agreement::ProposedEdit,
    guide::modes::{Extra, Steps},
    id::{MilestoneId, StakeholderId},
    plan::Plan,
    schedule::Move,
    stakeholder::Side,
};

fn title(plan: &Plan, id: &MilestoneId) -> String {
    let found = plan.milestones.iter().find(|m| m.id == *id);
    ["“", found.map_or("a milestone", |m| &m.title), "”"].concat()
}

/// Who it is, among those of the plan and those who would come in.
fn person(plan: &Plan, steps: &Steps, id: &StakeholderId) -> String {
    let there = plan.stakeholders.iter().find(|s| s.id == *id).map(|s| s.name.clone());
    let coming = steps.extras.iter().find_map(|extra| match extra {
        Extra::AddPerson { person } if person.id == *id => Some(person.name.clone()),
        _ => None,
    });
    there.or(coming).unwrap_or_else(|| "somebody".to_owned())
}

fn action(plan: &Plan, steps: &Steps, action: &NewAction) -> String {
    let side = || wording::side(plan, action.side.unwrap_or(Side::Joint));
    let who = action.assignee_ids.first().map_or_else(side, |id| person(plan, steps, id));
    let by = action.target_date.map_or_else(String::new, |date| [", by ", &day(date)].concat());
    [&who, ": ", &action.title, &by].concat()
}

/// What both sides would have to agree to, and what is simply done: a sentence each. What moves is shown as a table.
pub(super) fn lines(plan: &Plan, steps: &Steps) -> Vec<String> {
    let mut said = Vec::new();
    for edit in &steps.edits {
        match edit {
            ProposedEdit::AddMilestone { milestone, actions, .. } => {
                let from = milestone.start_date.map_or_else(String::new, |date| [", from ", &day(date)].concat());
                let by = milestone.target_date.map_or_else(String::new, |date| [", until ", &day(date)].concat());
                said.push(["New milestone: “", &milestone.title, "”", &from, &by, "."].concat());
                said.extend(milestone.assumptions.iter().map(|a| ["It assumes: ", &a.text, "."].concat()));
                said.extend(actions.iter().map(|a| ["Below it, ", &action(plan, steps, a), "."].concat()));
            }
            ProposedEdit::SetAnchor { anchor_date: Some(date) } => {
                said.push(["The buyer’s hard date becomes ", &day(*date), "."].concat());
            }
            ProposedEdit::SetAnchor { anchor_date: None } => said.push("The hard date is given up.".to_owned()),
            ProposedEdit::ChangeMilestone { .. } | ProposedEdit::RemoveMilestone { .. } => {}
        }
    }
    said.extend(steps.extras.iter().map(|extra| of_extra(plan, steps, extra)));
    said
}

fn of_extra(plan: &Plan, steps: &Steps, extra: &Extra) -> String {
    match extra {
        Extra::AddPerson { person } => ["New in the plan: ", &person.name, "."].concat(),
        Extra::AddRole { stakeholder_id, .. } => {
            [&person(plan, steps, stakeholder_id), " also takes part for procurement."].concat()
        }
        Extra::Engage { stakeholder_id, engagement_date, .. } => {
            [&person(plan, steps, stakeholder_id), " is engaged again by ", &day(*engagement_date), "."].concat()
        }
        Extra::AddAction { milestone_id, action: new } => {
            ["New action under ", &title(plan, milestone_id), ". ", &action(plan, steps, new), "."].concat()
        }
        Extra::AddRisk { risk } => ["New risk: ", &risk.description, ". Against it: ", &risk.mitigation, "."].concat(),
        Extra::NoteProcurement => "The plan notes that procurement takes part.".to_owned(),
        Extra::LoseDeal => "The deal moves to the stage of those that are lost.".to_owned(),
    }
}

/// Before and after of what moves: title, from, to, by how much.
pub(super) fn row(one: &Move) -> (String, String, String, String) {
    let date = |date: Option<tandem_shared::day::Day>| date.map_or_else(|| "not dated".to_owned(), day);
    let by = match one.days {
        0 => "the same day".to_owned(),
        n if n > 0 => [&wording::working_days(n), " later"].concat(),
        n => [&wording::working_days(-n), " earlier"].concat(),
    };
    (one.title.clone(), date(one.old_target), date(one.new_target), by)
}
