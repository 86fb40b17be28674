//! Milestones in words: what is reached, how both sides will know, and what has to be true for it. All of it may be changed by a person afterwards.

use super::{
    answers::Answers,
    questions::{BudgetRhythm, HardDateKind, Involvement, ProcurementNeed},
    say::{listed, role_name},
    steps::{DECIDERS, Key as K, REVIEWERS},
};
use crate::{constraint::ConstraintKind, stakeholder::StakeholderRole as R};

/// How the milestone is called in which both sides find who has these roles. Both read it: what the roles are called stands in the outcome.
fn found(roles: &[R]) -> &'static str {
    let any = |of: &[R]| roles.iter().any(|role| of.contains(role));
    match roles {
        [R::Champion] => "Agree who leads this purchase",
        [R::EconomicBuyer] => "Agree who releases the budget",
        [R::TechnicalBuyer] => "Agree who reviews the technical side",
        [R::Procurement] => "Agree who takes part for procurement",
        [R::Legal] => "Agree who reviews the contract for legal",
        [R::ImplementationLead] => "Agree who leads the implementation",
        [R::ExecutiveSponsor] => "Agree who the executive sponsor is",
        [R::EndUser] => "Agree who the end users are",
        _ if any(&DECIDERS) => "Agree who decides and who has to be involved",
        _ if !any(&REVIEWERS) => "Agree who implements and who uses the solution",
        _ if any(&[R::ImplementationLead, R::EndUser]) => "Agree who reviews, implements and uses the solution",
        _ => "Agree who reviews on the way to the signature",
    }
}

fn the_roles(roles: &[R]) -> String {
    let names: Vec<String> = roles.iter().map(|role| ["the ", role_name(*role)].concat()).collect();
    listed(&names)
}

/// Whether a board that meets on the way decides about the budget.
fn board_decides(answers: &Answers) -> bool {
    answers.dates.iter().any(|d| d.kind == ConstraintKind::BoardMeeting)
}

/// Whether the board decides on the hard date itself, so that all until then is getting there.
fn board_is_last(answers: &Answers) -> bool {
    answers.hard_date.as_ref().is_some_and(|h| h.kind == HardDateKind::BoardMeeting)
}

/// What is reached.
pub(super) fn title(key: &K, answers: &Answers) -> String {
    let title = match key {
        K::Engage(roles) => found(roles),
        K::Measures => "Success measures agreed by both teams",
        K::Technical { security: true } => "Technical deep-dive and security review completed",
        K::Technical { security: false } => "Technical deep-dive shows that the solution fits",
        K::Security => "Security review passed",
        K::Trial => "Users confirm the success measures in a trial",
        K::Budget if board_decides(answers) => "Budget approved by the board",
        K::Budget if board_is_last(answers) => "Budget request accepted for the board meeting",
        K::Budget => "Economic buyer approves the budget allocation",
        K::Terms => "Commercial terms agreed by both sides",
        K::Procurement => "Procurement approves the vendor and the terms",
        K::Legal => "Legal review complete with no major objections",
        K::Readiness => "Implementation readiness confirmed",
        K::Decision => "Executive sponsor confirms the decision",
        K::Signature => "Contract signed by both sides",
        K::KickOff => "Implementation kick-off held",
    };
    title.to_owned()
}

/// How both sides will know.
pub(super) fn outcome(key: &K, answers: &Answers) -> String {
    let outcome = match key {
        K::Engage(roles) => return ["Named, spoken to and aware of their part: ", &the_roles(roles)].concat(),
        K::Measures => "Both teams have written down what success means and how it is measured",
        K::Technical { security: true } => {
            "IT has seen the solution work with its systems, and security has no open findings"
        }
        K::Technical { security: false } => {
            "IT has seen the solution work with its systems and has no open question that speaks against it"
        }
        K::Security => "Security has answered in writing that there are no open findings",
        K::Trial => "The people who will use it have reached the agreed measures in their own work",
        K::Budget if board_is_last(answers) && !board_decides(answers) => {
            "The request is on the agenda of the board, with its numbers"
        }
        K::Budget => "The amount is released in writing by whoever controls the budget",
        K::Terms => "Scope, price and payment are written down, and both sides say that they stand",
        K::Procurement => "Procurement has approved the vendor and the terms in writing",
        K::Legal => "Both legal teams accept the contract's wording",
        K::Readiness => "Infrastructure, access and the project team are named and dated",
        K::Decision => "The sponsor has said in writing that the purchase goes ahead",
        K::Signature => "Both sides have the signed contract",
        K::KickOff => "Both project teams have met and agreed on the first weeks",
    };
    outcome.to_owned()
}

/// What procurement asks for, in words.
pub(super) fn needs(answers: &Answers) -> Vec<String> {
    let word = |need: &ProcurementNeed| match need {
        ProcurementNeed::ContractReview => "a review of the contract",
        ProcurementNeed::SecurityQuestionnaire => "a security questionnaire",
        ProcurementNeed::References => "reference customers",
        ProcurementNeed::VendorRegistration => "a registration as vendor",
        ProcurementNeed::Insurance => "proof of insurance",
    };
    answers.procurement.needs.iter().map(|need| word(need).to_owned()).collect()
}

fn procurement(answers: &Answers) -> String {
    let needs = needs(answers);
    let days = answers.procurement.review_days;
    match (answers.procurement.involvement, days) {
        (Involvement::Unknown, None) => {
            "Procurement takes part and takes the usual 7 working days; nobody has confirmed this yet".to_owned()
        }
        _ if !needs.is_empty() => format!("Procurement needs {} and nothing else", listed(&needs)),
        (_, Some(days)) => {
            format!("Procurement's review takes {days} working days and raises no questions beyond its checklist")
        }
        _ => "Procurement has no questions beyond its checklist".to_owned(),
    }
}

/// What has to be true for it.
pub(super) fn assumption(key: &K, answers: &Answers) -> String {
    let text = match key {
        K::Engage(_) => "The people we know are willing to make the introductions",
        K::Measures => "The people who will be measured take part",
        K::Technical { .. } => "No change of scope from user feedback, and a test environment is open",
        K::Security => "The security team needs nothing beyond its questionnaire",
        K::Trial => "The people who take part have time for it",
        K::Budget => match answers.budget {
            BudgetRhythm::Quarterly => "The request is on the agenda of the quarterly budget meeting",
            BudgetRhythm::Monthly => "The request is on the agenda of the next budget meeting",
            _ => "The amount stays within what was budgeted",
        },
        K::Terms => "The scope stays as it was evaluated",
        K::Procurement => return procurement(answers),
        K::Legal => "Legal raises no new questions on liability or data protection",
        K::Readiness => "The project team is named and has time from the kick-off on",
        K::Decision => "The sponsor knows the business case before the decision",
        K::Signature => "The people who sign are there that week",
        K::KickOff => "The project team is free from that day on",
    };
    text.to_owned()
}
