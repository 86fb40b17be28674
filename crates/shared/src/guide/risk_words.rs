//! What may delay each milestone, and what helps.

use super::steps::Key as K;
use crate::risk::Probability;

/// A risk in words: what may happen, how likely, by how many working days, and what helps against it.
pub(super) type RiskWords = (&'static str, Probability, i32, &'static str);

/// What usually delays a milestone.
pub(super) const fn usual(key: &K) -> RiskWords {
    use Probability::{Low, Medium};
    match key {
        K::Engage(_) => (
            "Nobody introduces the people who are still missing",
            Medium,
            3,
            "Go through the steps of approval together this week, name the people, and offer each a short briefing",
        ),
        K::Measures => {
            ("The teams measure success differently", Low, 3, "Bring a first draft of the measures to the meeting")
        }
        K::Technical { .. } => {
            ("The IT team is busy with other work", Medium, 3, "Reserve its dates now, around its busy times")
        }
        K::Security => (
            "The security team is busy with other work",
            Medium,
            3,
            "Reserve its dates now and answer the questionnaire in advance",
        ),
        K::Trial => ("The people who should try it have no time", Medium, 3, "Agree on the days with their managers"),
        K::Budget => (
            "The request misses the meeting in which budgets are decided",
            Low,
            10,
            "Brief the person who decides before the agenda is closed",
        ),
        K::Terms => {
            ("The scope changes while terms are negotiated", Low, 5, "Write the evaluated scope into the offer")
        }
        K::Procurement => {
            ("Procurement asks for more than was foreseen", Medium, 3, "Ask for its checklist before the review begins")
        }
        K::Legal => (
            "Legal objects to some of the terms",
            Medium,
            3,
            "Send the contract early and name one person on each side who settles open points",
        ),
        K::Readiness => {
            ("Infrastructure or access is not ready", Medium, 3, "Send the requirements before the decision")
        }
        K::Decision => ("The sponsor hears of the purchase too late", Low, 5, "Arrange a briefing two weeks ahead"),
        K::Signature => ("Somebody who signs is away", Low, 5, "Confirm the dates of those who sign and name a deputy"),
        K::KickOff => ("The project team is not free", Low, 5, "Agree on names and dates before the signature"),
    }
}
