//! The questions of each mode, as they are asked.

use super::answers::Mode;

/// A question, and why it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// The question.
    pub text: &'static str,
    /// Why.
    pub why: &'static str,
}

const fn q(text: &'static str, why: &'static str) -> Question {
    Question { text, why }
}

impl Mode {
    /// What the way on is called.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Renegotiate => "A milestone slips",
            Self::Recover => "The plan is broken",
            Self::ReEngage => "The buyer is silent",
            Self::Rebuild => "Procurement came in late",
        }
    }

    /// What it does.
    #[must_use]
    pub const fn detail(self) -> &'static str {
        match self {
            Self::Renegotiate => "Say what changed, and agree on a realistic date or on help to hold the old one.",
            Self::Recover => "Step back, plan everything open anew from today, and bring the people back in.",
            Self::ReEngage => "One small step with a date, a message that is easy to answer, or an honest end.",
            Self::Rebuild => "Put their review in before the signature without losing what is agreed.",
        }
    }
}

const RENEGOTIATE: &[Question] = &[
    q("What changed?", "Both sides know their own delays already. Saying it early builds trust."),
    q(
        "Is this timeline realistic given the buyer's internal processes, or should we revise it together?",
        "Let the buyer decide: a new date, or a way to accelerate.",
    ),
    q(
        "Are there any stakeholders who have not been involved yet who could accelerate the process?",
        "Somebody above or beside often clears what the people in charge cannot.",
    ),
];

const RECOVER: &[Question] = &[
    q(
        "What would get this back on track for the buyer?",
        "The answer stands at the head of the new plan, and both sides read it.",
    ),
    q("Which stakeholders need to be re-engaged to restore momentum?", "Each of them gets a conversation with a date."),
    q(
        "Is the timeline still realistic, or do we need to reset expectations?",
        "Missed dates cost more trust than moved ones.",
    ),
];

const RE_ENGAGE: &[Question] = &[
    q("What is the smallest step the buyer could take?", "One line is easier to answer than a meeting."),
    q("Does the hard date still count?", "When the date that drove the plan is gone, so is the reason to hurry."),
    q("Is it still worth it?", "A clear end is better than a plan that nobody looks at."),
];

const REBUILD: &[Question] = &[
    q(
        "Who is it, and how long does their review take?",
        "Their time goes into the plan, between what is done and the signature.",
    ),
    q("What will they need from you?", "What is provided in advance does not have to be waited for."),
];

/// What a mode asks, in order.
#[must_use]
pub const fn questions(mode: Mode) -> &'static [Question] {
    match mode {
        Mode::Renegotiate => RENEGOTIATE,
        Mode::Recover => RECOVER,
        Mode::ReEngage => RE_ENGAGE,
        Mode::Rebuild => REBUILD,
    }
}
