//! The people of a plan from the answers: the role of each, how they are engaged, and by when.

use super::{
    answer_checks::is_same,
    answers::{Answers, RoleAnswer},
    dates::Open,
    draft::made_up,
    questions::RoleState,
    steps::Key,
};
use crate::{
    day::Day,
    id::{StakeholderId, WaiverId},
    method::Waiver,
    milestone::MilestoneKind,
    plan::Plan,
    stakeholder::{Authority, BuyIn, EngagementTiming as T, Side, Stakeholder, StakeholderRole as R},
};

/// Adds everyone who is named, one person once, and notes the roles that are not needed.
pub(super) fn add(plan: &mut Plan, answers: &Answers) {
    for answer in answers.roles.iter().filter(|r| r.state == RoleState::Known) {
        let same = |s: &&mut Stakeholder| {
            s.side == Side::Buyer
                && (is_same(&s.name, &answer.name) || (answer.email.is_some() && s.email == answer.email))
        };
        match plan.stakeholders.iter_mut().find(same) {
            Some(person) => merge(person, answer, answers),
            None => {
                let id = StakeholderId::trusted(made_up("sh", plan.stakeholders.len()));
                plan.stakeholders.push(person(id, answer, answers));
            }
        }
    }
    for role in super::answers::ROLES {
        let by_conduct = role == R::Procurement;
        if answers.state(role) == RoleState::NotNeeded && !by_conduct {
            let reason = "This purchase does without it: said when the plan was made";
            waive(plan, "stakeholder.coverage", Some(role.as_str().to_owned()), reason.to_owned());
        }
    }
}

/// Declares a rule not applicable.
pub(super) fn waive(plan: &mut Plan, rule: &str, object: Option<String>, reason: String) {
    plan.waivers.push(Waiver {
        id: WaiverId::trusted(made_up("wv", plan.waivers.len())),
        rule: rule.to_owned(),
        object,
        reason,
        by: plan.viewer.name.clone(),
        at: plan.created_at,
    });
}

fn person(id: StakeholderId, answer: &RoleAnswer, answers: &Answers) -> Stakeholder {
    let buy_in = answer.buy_in.unwrap_or(BuyIn::Unknown);
    let (plan, timing) = engagement(answer.role, buy_in, answers);
    Stakeholder {
        other_role: String::new(),
        id,
        side: Side::Buyer,
        name: answer.name.clone(),
        email: answer.email.clone(),
        title: answer.title.clone(),
        function: String::new(),
        roles: vec![answer.role],
        primary_concern: Some(answer.concern.clone()),
        buy_in: Some(buy_in),
        authority: Some(if answer.role == R::Champion { answers.champion } else { Authority::Unknown }),
        engagement_plan: Some(plan.to_owned()),
        engagement_timing: Some(timing),
        engagement_date: None,
        user_id: None,
        grant: None,
        version: 1,
    }
}

/// The same person in a second role.
fn merge(person: &mut Stakeholder, answer: &RoleAnswer, answers: &Answers) {
    if !person.roles.contains(&answer.role) {
        person.roles.push(answer.role);
    }
    if answer.role == R::Champion {
        person.authority = Some(answers.champion);
    }
    if person.title.is_empty() {
        person.title.clone_from(&answer.title);
    }
    if person.email.is_none() {
        person.email.clone_from(&answer.email);
    }
    if person.primary_concern.as_deref().is_none_or(str::is_empty) {
        person.primary_concern = Some(answer.concern.clone());
    }
    // Of two opinions the more doubtful one counts: it is the one to plan for. The words stand in that order.
    if let Some(buy_in) = answer.buy_in.filter(|b| Some(*b) > person.buy_in) {
        person.buy_in = Some(buy_in);
        let first = person.roles.first().copied().unwrap_or(answer.role);
        let (plan, timing) = engagement(first, buy_in, answers);
        (person.engagement_plan, person.engagement_timing) = (Some(plan.to_owned()), Some(timing));
    }
}

/// How a person is involved, and when.
fn engagement(role: R, buy_in: BuyIn, answers: &Answers) -> (&'static str, T) {
    match buy_in {
        BuyIn::LikelyObjector => {
            return ("Conversation of its own about what would have to be true for them", T::Early);
        }
        BuyIn::NeedsConvincing => return ("Briefing on what matters most to them, before their part begins", T::Early),
        _ => {}
    }
    match role {
        R::Champion => ("Weekly call to go through the plan", T::Early),
        R::EconomicBuyer => ("Financial summary and a short briefing before the budget decision", T::Early),
        R::TechnicalBuyer => ("Takes part in the technical deep-dive", T::Early),
        R::Procurement if answers.procurement.unfamiliar => ("Gets the vendor packet well before the review", T::Early),
        R::Procurement => ("Gets the vendor packet before the review begins", T::Mid),
        R::Legal => ("Gets the contract before the review begins", T::Mid),
        R::ImplementationLead => ("Goes through the implementation plan and its requirements", T::Mid),
        R::ExecutiveSponsor => ("Executive briefing before the decision", T::Late),
        _ => ("Sees the solution in their own work", T::Mid),
    }
}

/// Sets by when each person is engaged: before their part begins, and early enough for the time that was said.
pub(super) fn date(plan: &mut Plan, open: &Open) {
    let today = plan.today;
    let signature = plan.milestones.iter().find(|m| m.kind == MilestoneKind::Signature).and_then(|m| m.target_date);
    let owned: Vec<(StakeholderId, Day)> =
        plan.milestones.iter().filter_map(|m| Some((m.owner_id.clone()?, m.start_date.or(m.target_date)?))).collect();
    for person in plan.stakeholders.iter_mut().filter(|s| s.side == Side::Buyer) {
        let part = owned.iter().filter(|(id, _)| *id == person.id).map(|(_, day)| day.plus_days(-1)).min();
        let span = signature.map_or(30, |day| day.days_since(today)).max(0);
        let wanted = match person.engagement_timing {
            Some(T::Early) | None => today.plus_days((span / 6).min(7)),
            Some(T::Mid) => today.plus_days(span / 3),
            Some(T::Late) => today.plus_days(span * 2 / 3),
            Some(T::Signature) => signature.unwrap_or(today),
        };
        let wanted = part.map_or(wanted, |part| part.min(wanted));
        person.engagement_date = open.near(Side::Buyer, wanted);
    }
}

/// Who answers for a milestone.
pub(super) fn owner(plan: &Plan, key: &Key) -> Option<StakeholderId> {
    let seller = || plan.stakeholders.iter().find(|s| s.side == Side::Seller).map(|s| s.id.clone());
    if matches!(key, Key::Engage(_)) {
        return seller();
    }
    let person = with(plan, key.owner()).or_else(|| with(plan, R::Champion));
    if key.side() == Side::Joint { person.or_else(seller) } else { person }
}

/// The buyer's person with a role.
pub(super) fn with(plan: &Plan, role: R) -> Option<StakeholderId> {
    let has = |s: &&Stakeholder| s.side == Side::Buyer && s.roles.contains(&role);
    plan.stakeholders.iter().find(has).map(|s| s.id.clone())
}
