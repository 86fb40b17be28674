//! What a fix would make of the plan, in words, before it is applied.

use super::super::wording;
use tandem_shared::{
    day::Day,
    health::{Fix, ProposedAction, ProposedMilestone, ProposedRisk},
    id::{MilestoneId, StakeholderId},
    plan::Plan,
    risk::Probability,
    stakeholder::Side,
};

/// How a day is written.
type Days = fn(Day) -> String;

/// Everything that these fixes change, a sentence each.
pub(crate) fn lines(plan: &Plan, fixes: &[Fix], days: Days) -> Vec<String> {
    fixes.iter().flat_map(|fix| of_fix(plan, fix, days)).collect()
}

fn title(plan: &Plan, id: &MilestoneId) -> String {
    let found = plan.milestones.iter().find(|m| m.id == *id);
    ["“", found.map_or("a milestone", |m| &m.title), "”"].concat()
}

fn person(plan: &Plan, id: &StakeholderId) -> String {
    plan.stakeholders.iter().find(|s| s.id == *id).map_or_else(|| "somebody".to_owned(), |s| s.name.clone())
}

/// *, by Fri 3 April*; empty without a day.
fn by(day: Option<Day>, days: Days) -> String {
    day.map_or_else(String::new, |day| [", by ", &days(day)].concat())
}

/// How likely, in words.
pub(crate) const fn likely(probability: Probability) -> &'static str {
    match probability {
        Probability::Low => "Unlikely",
        Probability::Medium => "Possible",
        Probability::High => "Likely",
    }
}

fn of_fix(plan: &Plan, fix: &Fix, days: Days) -> Vec<String> {
    match fix {
        Fix::AddMilestone { milestone } => new_milestone(plan, milestone, days),
        Fix::AddActions { actions } => actions.iter().map(|a| new_action(plan, a, days)).collect(),
        Fix::AddAssumption { milestone_id, text } => {
            vec![[&title(plan, milestone_id), " assumes: ", text, ". It is open whether that holds."].concat()]
        }
        Fix::AddRisk { risk } => vec![new_risk(plan, risk, days)],
        Fix::MarkNoKnownRisk { milestone_id } => {
            vec![[&title(plan, milestone_id), " is marked: considered, no known risk."].concat()]
        }
        Fix::SetTitle { milestone_id, title: new } => {
            vec![[&title(plan, milestone_id), " becomes “", new, "”."].concat()]
        }
        Fix::SetMilestone { milestone_id, start_date, target_date, owner_id } => {
            let mut said = Vec::new();
            let was = plan.milestones.iter().find(|m| m.id == *milestone_id);
            said.extend(start_date.map(|day| moved("start", was.and_then(|m| m.start_date), day, days)));
            said.extend(target_date.map(|day| moved("target", was.and_then(|m| m.target_date), day, days)));
            said.extend(owner_id.as_ref().map(|id| ["owner ", &person(plan, id)].concat()));
            vec![[&title(plan, milestone_id), ": ", &said.join(", "), "."].concat()]
        }
        Fix::SetTargets { targets } => {
            targets.iter().map(|t| dates(plan, &t.milestone_id, None, Some(t.target_date), days)).collect()
        }
        Fix::ScheduleBackward { changes } => {
            changes.iter().map(|c| dates(plan, &c.milestone_id, c.start_date, c.target_date, days)).collect()
        }
        Fix::SetRisk { risk_id, owner_id, mitigation_due } => {
            let risk = plan.risks.iter().find(|r| r.id == *risk_id).map_or("a risk", |r| &r.description);
            let mut gets = Vec::new();
            gets.extend(owner_id.as_ref().map(|id| ["the owner ", &person(plan, id)].concat()));
            gets.extend(mitigation_due.map(|day| ["the date ", &days(day)].concat()));
            vec![["“", risk, "” gets ", &gets.join(" and "), "."].concat()]
        }
        Fix::SetEngagementDate { stakeholder_id, date } => {
            vec![["The engagement plan for ", &person(plan, stakeholder_id), " is due on ", &days(*date), "."].concat()]
        }
        Fix::SetCloseGapNote { note } => vec![["The plan says: “", note, "”"].concat()],
        Fix::Open { .. } => Vec::new(),
    }
}

fn moved(what: &str, from: Option<Day>, to: Day, days: Days) -> String {
    from.map_or_else(|| [what, " ", &days(to)].concat(), |from| [what, " ", &days(from), " → ", &days(to)].concat())
}

fn dates(plan: &Plan, id: &MilestoneId, start: Option<Day>, target: Option<Day>, days: Days) -> String {
    let was = plan.milestones.iter().find(|m| m.id == *id);
    let mut said = Vec::new();
    let start = start.filter(|day| was.and_then(|m| m.start_date) != Some(*day));
    let target = target.filter(|day| was.and_then(|m| m.target_date) != Some(*day));
    said.extend(start.map(|day| moved("start", was.and_then(|m| m.start_date), day, days)));
    said.extend(target.map(|day| moved("target", was.and_then(|m| m.target_date), day, days)));
    if said.is_empty() {
        said.push("only how long it takes is noted".to_owned());
    }
    [&title(plan, id), ": ", &said.join(", "), "."].concat()
}

fn new_milestone(plan: &Plan, m: &ProposedMilestone, days: Days) -> Vec<String> {
    let owner = m.owner_id.as_ref().map_or_else(|| wording::side(plan, m.owner_side), |id| person(plan, id));
    let start = m.start_date.map_or_else(String::new, |day| [", begun ", &days(day)].concat());
    let mut said =
        vec![["New milestone “", &m.title, "”", &start, &by(m.target_date, days), ", owned by ", &owner, "."].concat()];
    said.extend((!m.outcome.is_empty()).then(|| ["Reached when: ", &m.outcome].concat()));
    said.push(["It assumes: ", &m.assumption, "."].concat());
    for (side, action) in [(Side::Buyer, &m.buyer_action), (Side::Seller, &m.seller_action)] {
        said.push(["New action of ", &wording::side(plan, side), " below it: “", action, "”."].concat());
    }
    said
}

fn new_action(plan: &Plan, a: &ProposedAction, days: Days) -> String {
    let who = a.assignee_id.as_ref().map_or_else(|| wording::side(plan, a.side), |id| person(plan, id));
    let under = title(plan, &a.milestone_id);
    ["New action of ", &who, " under ", &under, ": “", &a.title, "”", &by(a.target_date, days), "."].concat()
}

fn new_risk(plan: &Plan, r: &ProposedRisk, days: Days) -> String {
    let delay = wording::working_days(r.impact_days.into());
    let owner = person(plan, &r.owner_id);
    let under = title(plan, &r.milestone_id);
    let head =
        ["New risk for ", &under, ": ", &r.description, " (", likely(r.probability), ", ", &delay, "). "].concat();
    [&head, "Against it: ", &r.mitigation, " (", &owner, ", by ", &days(r.mitigation_due), ")."].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::plan::example;
    use tandem_shared::health::{ApplyFixes, Rule, fixes_for};

    fn plain(day: Day) -> String {
        day.to_string()
    }

    #[test]
    fn each_fix_of_the_example_is_told_in_words_without_ids() {
        let plan = example::plan();
        for rule in Rule::ALL {
            let asked = ApplyFixes { rule: *rule, objects: Vec::new(), expected: None };
            let fixes = fixes_for(&plan, &asked);
            let said = lines(&plan, &fixes, plain);
            assert!(fixes.is_empty() == said.is_empty(), "{rule}: {fixes:?}");
            assert!(said.iter().all(|line| !line.contains("ms_") && !line.contains("sh_")), "{said:?}");
        }
    }

    #[test]
    fn a_new_date_is_told_beside_the_old_one() {
        let plan = example::plan();
        let m = plan.milestones.iter().find(|m| m.target_date.is_some()).unwrap();
        let to = m.target_date.unwrap().plus_days(7);
        let line = dates(&plan, &m.id, None, Some(to), plain);
        assert_eq!(line, format!("“{}”: target {} → {to}.", m.title, m.target_date.unwrap()));
    }
}
