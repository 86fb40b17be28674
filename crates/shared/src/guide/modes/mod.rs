//! What now: the ways on when a plan no longer goes as it was made. A few questions each, and from the answers concrete changes, with reasons in words and
//! an honest verdict. Pure: the browser shows what would change, the server does the same.
//!
//! What was reached stays. What is agreed changes only as a proposal: [`Steps::edits`] is what both sides signed, [`Steps::extras`] the rest.

mod answers;
mod applied;
mod checks;
mod kit;
mod re_engage;
mod rebuild;
mod recover;
mod renegotiate;
mod steps;
mod words;

pub use answers::{
    HardDateAnswer, Helper, Mode, ModeAnswers, ModeStep, ReEngage, Rebuild, Recover, Renegotiate, SlipChoice,
};
pub use applied::applied;
pub use steps::{Extra, NewPerson, Steps, TakenSteps};
pub use words::{Question, questions};

use crate::{agreement::ProposedEdit, error::Problems, milestone::Visibility, plan::Plan, schedule::compute};

/// Whether an edit changes what both sides signed, once they have: of what both see, anything but when work begins and how long it takes.
#[must_use]
pub fn is_signed(plan: &Plan, edit: &ProposedEdit) -> bool {
    let is_shared =
        |id: &crate::id::MilestoneId| plan.milestones.iter().any(|m| m.id == *id && m.visibility == Visibility::Shared);
    match edit {
        ProposedEdit::ChangeMilestone { milestone_id, patch } => {
            is_shared(milestone_id) && (!patch.target_date.is_absent() || patch.cancelled.is_some())
        }
        ProposedEdit::RemoveMilestone { milestone_id } => is_shared(milestone_id),
        ProposedEdit::AddMilestone { .. } | ProposedEdit::SetAnchor { .. } => true,
    }
}

/// Whether some of these changes wait for the other side.
#[must_use]
pub fn needs_proposal(plan: &Plan, steps: &Steps) -> bool {
    plan.pulse.signed_at.is_some() && steps.edits.iter().any(|edit| is_signed(plan, edit))
}

/// What follows from these answers for this plan.
///
/// # Errors
/// What is wrong with the answers, seen from this plan: an object that is not there, a day that has passed, a mode that does not apply.
pub fn steps(plan: &Plan, answers: &ModeAnswers) -> Result<Steps, Problems> {
    let mut problems = Problems::default();
    answers.check_against(plan, &mut problems);
    problems.result()?;
    let mut steps = match answers {
        ModeAnswers::Renegotiate(a) => renegotiate::steps(plan, a),
        ModeAnswers::Recover(a) => recover::steps(plan, a),
        ModeAnswers::ReEngage(a) => re_engage::steps(plan, a),
        ModeAnswers::Rebuild(a) => rebuild::steps(plan, a),
    };
    let before = compute(plan);
    let after_plan = applied(plan, &steps);
    let after = compute(&after_plan);
    steps.mode = answers.mode();
    steps.reason = answers.reason();
    (steps.verdict_before, steps.signature_before) = (before.verdict, before.signature_date);
    (steps.verdict, steps.signature) = (after.verdict, after.signature_date);
    steps.anchor = after.anchor;
    if !steps.gives_up() {
        steps.reasons.push(steps.said(plan.today));
    }
    Ok(steps)
}
