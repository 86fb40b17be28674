//! The risk register from the answers: what may delay each milestone, what was said that is a risk by itself, and who does what about it by when.

use super::{
    answers::Answers,
    dates::Open,
    draft::made_up,
    questions::{BudgetRhythm, Involvement},
    risk_words::usual,
    steps::Key,
};
use crate::{
    day::Day,
    id::{MilestoneId, RiskId, StakeholderId},
    milestone::{Milestone, Visibility},
    plan::Plan,
    risk::{NewRisk, Probability, Risk},
    sketch,
    stakeholder::{Authority, BuyIn, Side, StakeholderRole as R},
};

/// A risk before it has an id, an owner and a place.
struct Hazard {
    milestone: Option<MilestoneId>,
    text: String,
    probability: Probability,
    days: i32,
    mitigation: String,
    due: Day,
    visibility: Visibility,
}

/// Adds the risks. `keys` are the milestones of the plan by what they are.
pub(super) fn add(plan: &mut Plan, answers: &Answers, keys: &[(Key, MilestoneId)], open: &Open) {
    let mut hazards: Vec<Hazard> = without_hard_date(plan).into_iter().collect();
    hazards.extend(of_people(plan, answers, keys));
    for (key, id) in keys {
        let Some(milestone) = plan.milestones.iter().find(|m| m.id == *id) else { continue };
        hazards.push(of_milestone(answers, key, milestone, plan.today));
    }
    let owner = plan.stakeholders.iter().find(|s| s.side == Side::Seller).map(|s| s.id.clone());
    for hazard in hazards {
        let risk = risk(plan.risks.len(), hazard, owner.clone(), open);
        plan.risks.push(risk);
    }
}

fn risk(n: usize, hazard: Hazard, owner_id: Option<StakeholderId>, open: &Open) -> Risk {
    let new = NewRisk {
        description: hazard.text,
        milestone_id: hazard.milestone,
        probability: hazard.probability,
        impact_days: hazard.days,
        mitigation: hazard.mitigation,
        mitigation_due: open.near(Side::Seller, hazard.due),
        owner_id,
        visibility: Some(hazard.visibility),
    };
    sketch::risk(RiskId::trusted(made_up("risk", n)), &new)
}

/// What may delay one milestone: what was said about it, else what usually does.
fn of_milestone(answers: &Answers, key: &Key, milestone: &Milestone, today: Day) -> Hazard {
    let begins = milestone.start_date.or(milestone.target_date).unwrap_or(today);
    let (text, probability, days, mitigation) = usual(key);
    let mut hazard = Hazard {
        milestone: Some(milestone.id.clone()),
        text: text.to_owned(),
        probability,
        days,
        mitigation: mitigation.to_owned(),
        due: begins.plus_days(-3),
        visibility: Visibility::Shared,
    };
    let mut set = |text: &str, probability, days, mitigation: &str| {
        (hazard.text, hazard.mitigation) = (text.to_owned(), mitigation.to_owned());
        (hazard.probability, hazard.days) = (probability, days);
    };
    match key {
        Key::Procurement if answers.procurement.unfamiliar => {
            let packet = "Provide a procurement packet a week in advance: audit reports, insurance and reference customers from the buyer's industry";
            set("Procurement is unfamiliar with this kind of vendor", Probability::High, 10, packet);
            hazard.due = begins.plus_days(-7);
        }
        Key::Procurement if answers.procurement.involvement == Involvement::Unknown => {
            let ask =
                "Find out whether it takes part, how long its review takes and what it needs, and name its person";
            set("Procurement comes in late and asks for more time", Probability::Medium, 5, ask);
            hazard.due = today.plus_days(7);
        }
        Key::Budget if answers.budget == BudgetRhythm::Quarterly => {
            let brief = "Brief whoever decides in time for the agenda of that meeting";
            set("Budgets are decided in one meeting a quarter, and the request misses it", Probability::Low, 60, brief);
        }
        Key::Budget if answers.budget == BudgetRhythm::Monthly => {
            let brief = "Brief whoever decides in time for the agenda of the next meeting";
            set("Budgets are decided once a month, and the request misses the meeting", Probability::Low, 20, brief);
        }
        _ => {}
    }
    hazard
}

/// Without a hard date nothing holds the plan as a whole.
fn without_hard_date(plan: &Plan) -> Option<Hazard> {
    plan.anchor_date.is_none().then(|| Hazard {
        milestone: None,
        text: "The date that cannot move is not known, so every date may move".to_owned(),
        probability: Probability::Low,
        days: 5,
        mitigation: "Go through budget cycle, board meetings and busy periods before any date is promised".to_owned(),
        due: plan.today.plus_days(5),
        visibility: Visibility::Shared,
    })
}

/// What the answers say about people, for sellers only. Each stands under the milestone that it would delay, once: where the plan has room, that room
/// counts against it too.
fn of_people(plan: &Plan, answers: &Answers, keys: &[(Key, MilestoneId)]) -> Vec<Hazard> {
    let hazard = |milestone: Option<MilestoneId>, text: String, mitigation: &str, days: i64| Hazard {
        milestone,
        text,
        probability: Probability::Medium,
        days: 3,
        mitigation: mitigation.to_owned(),
        due: plan.today.plus_days(days),
        visibility: Visibility::Internal,
    };
    let mut hazards = Vec::new();
    if answers.champion == Authority::Liaison {
        let name = champion(plan).unwrap_or_else(|| "The champion".to_owned());
        let decided = keys.iter().find(|(key, _)| *key == Key::Budget).map(|(_, id)| id.clone());
        let text = format!("{name} cannot decide alone and has to align others first");
        let help = "Have the decision makers meet early, with a one-page summary that can be passed on";
        hazards.push(hazard(decided, text, help, 10));
    }
    for person in plan.stakeholders.iter().filter(|s| s.buy_in == Some(BuyIn::LikelyObjector)) {
        let own = plan.milestones.iter().filter(|m| m.owner_id.as_ref() == Some(&person.id));
        let first = own.min_by_key(|m| m.target_date).map(|m| m.id.clone());
        let talk = "Speak to them alone, hear what would have to be true, and answer it before their part begins";
        hazards.push(hazard(first, format!("{} is likely to object", person.name), talk, 7));
    }
    hazards
}

fn champion(plan: &Plan) -> Option<String> {
    let has = |s: &&crate::stakeholder::Stakeholder| s.side == Side::Buyer && s.roles.contains(&R::Champion);
    plan.stakeholders.iter().find(has).map(|s| s.name.clone())
}
