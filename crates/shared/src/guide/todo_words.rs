//! What each side does for a milestone. Both sides get as many: a plan is mutual.

use super::{
    answers::Answers,
    questions::{Involvement, ProcurementNeed},
    say::listed,
    step_words::needs,
    steps::Key as K,
};
use crate::{
    day::Day,
    stakeholder::{Authority, Side, StakeholderRole as R},
};

/// Longest title of a milestone or an action that the guide writes: it fits a heading and a row.
const TITLE_FITS: usize = 60;
/// The first thing to do where the buyer's hard date is not known.
pub(super) const ASK_FOR_DATE: &str = "Ask for the date that cannot move, such as a board meeting";

/// What the seller provides for procurement, by name where that fits a title; the milestone's assumption names it in any case.
pub(super) fn provide(listed: &str) -> String {
    let short = "Provide what procurement asked for";
    let named = [short, ": ", listed].concat();
    if named.chars().count() > TITLE_FITS { short.to_owned() } else { named }
}

/// When in the course of a milestone an action is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    /// Soon after it begins.
    Early,
    /// Before it ends.
    Late,
}

/// An action of one side.
#[derive(Clone, Debug)]
pub(super) struct Todo {
    pub(super) side: Side,
    pub(super) title: String,
    pub(super) when: When,
    /// Who does it, of the buyer's people.
    pub(super) role: R,
}

fn todo(side: Side, title: &str, when: When, role: R) -> Todo {
    Todo { side, title: title.to_owned(), when, role }
}

/// What the buyer does for a milestone.
const fn buyers(key: &K) -> (&'static str, When) {
    use When::{Early, Late};
    match key {
        K::Engage(_) => ("Name who has these parts and introduce them", Early),
        K::Measures => ("Name the measures that matter to the business", Early),
        K::Technical { .. } => ("Open a test environment and name who reviews", Early),
        K::Security => ("Send the security questionnaire and name who reviews it", Early),
        K::Trial => ("Name the people who take part and free their time", Early),
        K::Budget => ("Put the request on the agenda of whoever decides", Early),
        K::Terms => ("Say which terms still have to change", Late),
        K::Procurement => ("Submit procurement's questions and list what it needs", Early),
        K::Legal => ("Return the contract with legal's comments", Late),
        K::Readiness => ("Confirm infrastructure, access and the project team", Late),
        K::Decision => ("Schedule the conversation with the sponsor", Early),
        K::Signature => ("Confirm who signs and return the signed contract", Late),
        K::KickOff => ("Invite the project team", Early),
    }
}

/// What the seller does for a milestone.
const fn sellers(key: &K) -> (&'static str, When) {
    use When::{Early, Late};
    match key {
        K::Engage(_) => ("Offer each of them a short briefing on the plan", Late),
        K::Measures => ("Write the measures down for both sides", Late),
        K::Technical { .. } => ("Show the integration and answer the open questions", Late),
        K::Security => ("Answer the questionnaire and provide the audit reports", Late),
        K::Trial => ("Train them and sum up what was reached", Late),
        K::Budget => ("Provide the business case and a financial summary", Early),
        K::Terms => ("Provide an offer with the scope that was evaluated", Early),
        K::Procurement => ("Provide the vendor packet and reference customers", Early),
        K::Legal => ("Provide the contract; answer comments in two working days", Early),
        K::Readiness => ("Provide the implementation plan and its requirements", Early),
        K::Decision => ("Brief the sponsor with a summary of the business case", Early),
        K::Signature => ("Provide the final contract for signature", Early),
        K::KickOff => ("Prepare the agenda of the first weeks", Early),
    }
}

/// The actions of both sides for a milestone.
pub(super) fn todos(key: &K, answers: &Answers) -> Vec<Todo> {
    let role = key.owner();
    let of = |side, (title, when): (&str, When)| todo(side, title, when, role);
    let (buyer, seller) = (of(Side::Buyer, buyers(key)), of(Side::Seller, sellers(key)));
    let mut todos = vec![buyer, seller];
    match key {
        K::Procurement => procurement(answers, &mut todos),
        K::Legal => todos.push(todo(Side::Buyer, "Name who settles open points for legal", When::Early, R::Legal)),
        K::Signature => {
            todos.push(todo(Side::Seller, "Name a deputy for everyone who signs for the seller", When::Early, role));
        }
        _ => {}
    }
    todos
}

/// What procurement said it needs is provided by name; where nobody has asked, that comes first.
fn procurement(answers: &Answers, todos: &mut Vec<Todo>) {
    if answers.procurement.involvement == Involvement::Unknown {
        let ask = "Ask whether procurement takes part and what it needs";
        todos.push(todo(Side::Seller, ask, When::Early, R::Procurement));
        let confirm = "Confirm procurement's part and how long its review takes";
        todos.push(todo(Side::Buyer, confirm, When::Early, R::Champion));
        return;
    }
    let listed = listed(&needs(answers).into_iter().filter(|need| !need.starts_with("a review")).collect::<Vec<_>>());
    let own = todos.iter_mut().find(|t| t.side == Side::Seller);
    if let Some(own) = own.filter(|_| !listed.is_empty()) {
        own.title = provide(&listed);
    }
    if answers.procurement.needs.contains(&ProcurementNeed::References) {
        todos.push(todo(Side::Seller, "Connect procurement with two reference customers", When::Early, R::Procurement));
        todos.push(todo(Side::Buyer, "Speak to the reference customers", When::Late, R::Procurement));
    }
}

/// What is found out or arranged first, whatever the milestone it stands under is about.
pub(super) fn first_of_all(answers: &Answers, hard: Option<Day>) -> Vec<Todo> {
    let mut todos = Vec::new();
    if hard.is_none() {
        let ask = ASK_FOR_DATE;
        todos.push(todo(Side::Seller, ask, When::Early, R::Champion));
        let tell = "Share budget cycle, board meetings and busy periods";
        todos.push(todo(Side::Buyer, tell, When::Early, R::Champion));
    }
    if answers.champion == Authority::Liaison {
        let align = "Bring the decision makers together on what they need";
        todos.push(todo(Side::Buyer, align, When::Late, R::Champion));
        let help = "Provide a one-page summary for those who decide";
        todos.push(todo(Side::Seller, help, When::Early, R::Champion));
    }
    todos
}
