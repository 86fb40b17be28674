//! When a form is refused since both sides agreed to what it would change: the same, offered to the other side with a reason. What was typed stays.

use super::{
    board::Board,
    fields::sentence,
    forms::checked,
    wish::{Answer, Wish},
};
use crate::components::ui;
use leptos::prelude::*;
use tandem_shared::{
    access::Permission,
    agreement::{NewProposal, ProposedEdit},
    milestone::MilestonePatch,
};

/// What was refused, and what of it can be done right away.
#[derive(Clone)]
struct Refused {
    edits: Vec<ProposedEdit>,
    rest: Callback<()>,
}

/// Stands beside a form.
#[derive(Clone, Copy)]
pub(crate) struct Offer {
    board: Board,
    key: StoredValue<String>,
    refused: RwSignal<Option<Refused>>,
    reason: RwSignal<String>,
    trouble: RwSignal<String>,
    busy: RwSignal<bool>,
}

impl Offer {
    /// For the form with this key.
    pub(crate) fn beside(key: &str) -> Self {
        Self {
            board: Board::here(),
            key: StoredValue::new(key.to_owned()),
            refused: RwSignal::new(None),
            reason: RwSignal::new(String::new()),
            trouble: RwSignal::new(String::new()),
            busy: RwSignal::new(false),
        }
    }

    /// Hears what became of a wish before the form does. `rest` is what the wish held besides what needs a proposal.
    pub(crate) fn hear(
        self,
        edits: Vec<ProposedEdit>,
        rest: Option<Wish>,
        answer: Callback<Answer>,
    ) -> Callback<Answer> {
        let rest = StoredValue::new_local(rest);
        let board = self.board;
        let go_on = Callback::new(move |()| {
            if let Some(wish) = rest.try_update_value(Option::take).flatten() {
                board.ask(wish);
            }
        });
        self.hear_then(edits, go_on, answer)
    }

    /// The same; `then` is done once the proposal is made.
    pub(crate) fn hear_then(
        self,
        edits: Vec<ProposedEdit>,
        then: Callback<()>,
        answer: Callback<Answer>,
    ) -> Callback<Answer> {
        let board = self.board;
        Callback::new(move |heard: Answer| {
            let needs = matches!(&heard, Answer::Refused(problem) if problem.code == "needs_proposal");
            if needs && board.may(Permission::ProposeChanges) && !edits.is_empty() {
                self.refused.try_set(Some(Refused { edits: edits.clone(), rest: then }));
            }
            answer.run(heard);
        })
    }

    /// Offers what needs a proposal before anything is refused; `then` is done once it is made.
    pub(crate) fn put(self, edits: Vec<ProposedEdit>, then: Callback<()>) {
        self.refused.set((!edits.is_empty()).then_some(Refused { edits, rest: then }));
    }

    /// What was refused is no longer what is wanted.
    pub(crate) fn forget(self) {
        if self.refused.with_untracked(Option::is_some) {
            self.refused.set(None);
        }
    }

    fn send(self) {
        let Some(Refused { edits, rest }) = self.refused.get_untracked() else { return };
        let hear = Callback::new(move |answer| {
            self.busy.try_set(false);
            match answer {
                Answer::Done => {
                    // Whoever asked may have closed meanwhile.
                    rest.try_run(());
                    if let Some(key) = self.key.try_get_value() {
                        self.board.close_form(&key);
                    }
                }
                Answer::ChangedMeanwhile => {}
                Answer::Refused(problem) => {
                    let fields = problem.errors.iter().map(|e| sentence(&e.detail)).collect::<Vec<_>>().join(" ");
                    self.trouble.try_set(if fields.is_empty() { problem.detail } else { fields });
                }
            }
        });
        self.trouble.set(String::new());
        if let Some(body) = checked(NewProposal { reason: self.reason.get_untracked(), edits }, hear) {
            self.busy.set(true);
            self.board.ask_and_hear(Wish::Propose(body), hear);
        }
    }

    /// The form, and below it what offers the change once it was refused.
    pub(crate) fn around(self, form: AnyView) -> AnyView {
        view! { {form}{move || self.refused.with(Option::is_some).then(|| self.ask())} }.into_any()
    }

    fn ask(self) -> AnyView {
        let id = self.key.with_value(|key| [key, "-why"].concat());
        view! {
            <div class="editor card-box">
                <div class="ask wide">
                    <label for=id.clone()>"Why this should change: the other side decides by it"</label>
                    <textarea id=id class="textarea" rows="2" prop:value=move || self.reason.get() on:input=ui::on(move |e| self.reason.set(event_target_value(&e)))></textarea>
                </div>
                <p class="trouble" role="alert">{move || self.trouble.get()}</p>
                <div class="buttons"><button type="button" class="btn btn-sm btn-primary" disabled=move || self.busy.get() on:click=ui::on(move |_: leptos::ev::MouseEvent| self.send())>"Propose this change"</button></div>
            </div>
        }
        .into_any()
    }
}

/// A milestone's patch in two: what needs a proposal once a version is agreed, and what is free.
pub(crate) fn parted(patch: MilestonePatch) -> (MilestonePatch, Option<MilestonePatch>) {
    let MilestonePatch { stage_id, kind, depends_on, assumptions, risk_reason, no_known_risk, .. } = patch.clone();
    let is_free = stage_id.is_none()
        && kind.is_none()
        && depends_on.is_none()
        && assumptions.is_none()
        && risk_reason.is_none()
        && no_known_risk.is_none();
    let material = MilestonePatch {
        stage_id: None,
        kind: None,
        depends_on: None,
        assumptions: None,
        risk_reason: None,
        no_known_risk: None,
        ..patch
    };
    let free = MilestonePatch {
        stage_id,
        kind,
        depends_on,
        assumptions,
        risk_reason,
        no_known_risk,
        ..MilestonePatch::default()
    };
    (material, (!is_free).then_some(free))
}

#[cfg(test)]
mod tests {
    use super::*;
    use tandem_shared::{agreement::material_fields_only, patch::Patch};

    #[test]
    fn what_is_free_is_taken_out_of_what_is_proposed() {
        let patch = MilestonePatch {
            target_date: Patch::Null,
            risk_reason: Some("Late".to_owned()),
            ..MilestonePatch::default()
        };
        let (material, free) = parted(patch);
        assert!(material_fields_only(&material) && material.target_date == Patch::Null);
        assert_eq!(free.and_then(|f| f.risk_reason).as_deref(), Some("Late"));
        assert!(parted(MilestonePatch::default()).1.is_none());
    }
}
