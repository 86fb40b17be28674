//! What a proposal is made of on this page: a milestone that moves, is called off or taken out, or another hard date.

use crate::components::plan::{
    draft::Draft,
    fields::{Choice, Field, Kind},
    forms::checked,
    wish::Answer,
};
use leptos::prelude::Callback;
use tandem_shared::{
    agreement::{NewProposal, ProposedEdit},
    day::Day,
    error::{Input, Problems},
    id::MilestoneId,
    milestone::{MilestonePatch, Visibility},
    patch::Patch,
    plan::Plan,
};

/// The fields of a proposal. Each open milestone can be chosen.
pub(super) fn fields(plan: &Plan) -> Vec<Field> {
    let open = plan.milestones.iter().filter(|m| m.visibility == Visibility::Shared && m.completed_at.is_none());
    let mut about: Vec<Choice> = open.map(|m| Choice::of(m.id.as_str(), &m.title)).collect();
    about.push(Choice::of("anchor", "The buyer’s hard date"));
    let what = vec![
        Choice::of("move", "gets another date"),
        Choice::of("cancel", "is called off"),
        Choice::of("remove", "is taken out of the plan"),
    ];
    vec![
        Field::new("about", "What", Kind::One(about)),
        Field::new("what", "Change", Kind::One(what)),
        Field::new("target_date", "New date", Kind::Line("date")),
        Field::new("reason", "Why", Kind::Prose)
            .hint("The other side decides by it. Title, outcome and owner are proposed from the milestone’s own form."),
    ]
}

/// What stands in them at first.
pub(super) fn base(plan: &Plan, edits: &[ProposedEdit]) -> Draft {
    let first = plan
        .milestones
        .iter()
        .find(|m| m.visibility == Visibility::Shared && m.completed_at.is_none())
        .map_or_else(|| "anchor".to_owned(), |m| m.id.to_string());
    let mut draft = Draft::of(vec![("about", first), ("what", "move".to_owned()), ("target_date", String::new())]);
    match edits.first() {
        Some(ProposedEdit::ChangeMilestone { milestone_id, patch }) => {
            draft.set("about", milestone_id.to_string());
            draft.set("target_date", patch.target_date.value().map(ToString::to_string).unwrap_or_default());
            if patch.cancelled == Some(true) {
                draft.set("what", "cancel".to_owned());
            }
        }
        Some(ProposedEdit::RemoveMilestone { milestone_id }) => {
            draft.set("about", milestone_id.to_string());
            draft.set("what", "remove".to_owned());
        }
        Some(ProposedEdit::SetAnchor { anchor_date }) => {
            draft.set("about", "anchor".to_owned());
            draft.set("target_date", anchor_date.map(|d| d.to_string()).unwrap_or_default());
        }
        Some(ProposedEdit::AddMilestone { .. }) | None => {}
    }
    draft
}

/// A new date is wanted and none is there: without this a signed date would be proposed away.
struct Dated(bool);

impl Input for Dated {
    fn check(&mut self, problems: &mut Problems) {
        if !self.0 {
            problems.add("/target_date", "required", "must be said: which date do you propose?");
        }
    }
}

/// What was typed, as a proposal that can be sent; what is wrong with it is answered.
pub(super) fn offered(draft: &Draft, answered: &[ProposedEdit], answer: Callback<Answer>) -> Option<NewProposal> {
    let needs_date = draft.get("about") == "anchor" || draft.get("what") == "move";
    let has_date = draft.get("target_date").parse::<Day>().is_ok();
    checked(Dated(has_date || !needs_date), answer)?;
    checked(proposal(draft, answered), answer)
}

/// What was typed, as a proposal. Edits of the answered one that are about other things stay in it.
fn proposal(draft: &Draft, answered: &[ProposedEdit]) -> NewProposal {
    let edit = edit(draft);
    let about = |e: &ProposedEdit| e.milestone_id().cloned();
    let mut edits: Vec<ProposedEdit> =
        answered.iter().skip(1).filter(|e| about(e).is_none() || about(e) != about(&edit)).cloned().collect();
    edits.insert(0, edit);
    NewProposal { reason: draft.get("reason").to_owned(), edits }
}

fn edit(draft: &Draft) -> ProposedEdit {
    let date = draft.get("target_date").parse().ok();
    let about = draft.get("about");
    let Ok(milestone_id) = about.parse::<MilestoneId>() else {
        return ProposedEdit::SetAnchor { anchor_date: date };
    };
    match draft.get("what") {
        "remove" => ProposedEdit::RemoveMilestone { milestone_id },
        "cancel" => ProposedEdit::ChangeMilestone {
            milestone_id,
            patch: MilestonePatch { cancelled: Some(true), ..MilestonePatch::default() },
        },
        _ => {
            let target_date = date.map_or(Patch::Null, Patch::Value);
            ProposedEdit::ChangeMilestone {
                milestone_id,
                patch: MilestonePatch { target_date, ..MilestonePatch::default() },
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::plan::example;

    #[test]
    fn what_is_typed_is_what_is_proposed_and_what_is_answered_comes_back() {
        let plan = example::plan();
        let mut draft = base(&plan, &[]);
        draft.set("target_date", "2026-06-29".to_owned());
        draft.set("reason", "Our lawyer is on leave".to_owned());
        let made = proposal(&draft, &[]);
        let [ProposedEdit::ChangeMilestone { patch, .. }] = made.edits.as_slice() else { panic!("{made:?}") };
        assert_eq!(patch.target_date.value().unwrap().to_string(), "2026-06-29");
        assert_eq!(base(&plan, &made.edits).get("target_date"), "2026-06-29");
        draft.set("about", "anchor".to_owned());
        assert!(matches!(proposal(&draft, &made.edits).edits.as_slice(), [ProposedEdit::SetAnchor { .. }]));
    }
}
