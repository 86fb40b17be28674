//! The tab *Sign-off*: where the agreement stands, what waits for the reader, what is offered, and every version with its differences.

mod edits;
mod offer;
mod offers;
mod people;
mod sign;
mod stands;
mod table;
mod versions;

use super::{board::Board, wish::Answer};
use crate::components::ui;
use leptos::prelude::*;
use tandem_shared::{
    access::Permission,
    agreement::{Decision, Decline, NewProposal, NewSignOff, NewSignature, Proposal, SignOff, Version, Withdrawal},
    id::{ProposalId, SignOffId, StakeholderId},
    method::SignOffStatus,
};

/// Everything of the agreement, each list the newest first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Data {
    /// Requests for signatures.
    pub(crate) sign_offs: Vec<SignOff>,
    /// Frozen versions.
    pub(crate) versions: Vec<Version>,
    /// Proposals.
    pub(crate) proposals: Vec<Proposal>,
}

impl Data {
    /// The newest version that both sides agreed to.
    fn agreed(&self) -> Option<&Version> {
        self.versions.iter().find(|v| v.agreed_at.is_some())
    }

    /// The request that is open.
    fn open(&self) -> Option<&SignOff> {
        self.sign_offs.iter().find(|s| s.status == SignOffStatus::Open)
    }
}

/// Something that is wanted.
pub(crate) enum Ask {
    /// Asks for signatures.
    Request(NewSignOff),
    /// Signs.
    Sign(SignOffId, NewSignature),
    /// Declines to sign.
    Decline(SignOffId, Decline),
    /// Takes a request back.
    Withdraw(SignOffId, Withdrawal),
    /// Downloads the certificate.
    Certificate(SignOffId),
    /// Offers changes.
    Propose(NewProposal),
    /// Accepts what is offered.
    Accept(ProposalId, Decision),
    /// Declines what is offered.
    Refuse(ProposalId, Decision),
    /// Offers something else instead.
    Counter(ProposalId, NewProposal),
    /// Takes one's own side's offer back.
    TakeBack(ProposalId, Decision),
}

/// Handed from the page to what it shows. Copy it around freely.
#[derive(Clone, Copy)]
pub(crate) struct Agreement {
    data: Signal<Data>,
    board: Board,
    as_buyer: bool,
    ask: Callback<(Ask, Callback<Answer>)>,
}

impl Agreement {
    /// Of a plan, with the page's way to have things done.
    pub(crate) fn new(data: Signal<Data>, as_buyer: bool, ask: Callback<(Ask, Callback<Answer>)>) -> Self {
        Self { data, board: Board::here(), as_buyer, ask }
    }

    fn ask(self, ask: Ask, hear: Callback<Answer>) {
        self.ask.run((ask, hear));
    }

    /// Asks; `trouble` gets what is wrong, in words, and `busy` is set until there is an answer.
    fn ask_and_tell(self, ask: Ask, trouble: RwSignal<String>, busy: RwSignal<bool>) {
        trouble.set(String::new());
        busy.set(true);
        let hear = move |answer| {
            busy.try_set(false);
            trouble.try_set(match answer {
                Answer::Refused(problem) => problem.detail,
                Answer::Done | Answer::ChangedMeanwhile => String::new(),
            });
        };
        self.ask(ask, Callback::new(hear));
    }

    /// Whether the reader may offer, decide and ask for signatures.
    fn may_propose(self) -> bool {
        !self.as_buyer && self.board.may(Permission::ProposeChanges)
    }

    /// Who the reader is among the plan's people.
    fn reader(self) -> Option<StakeholderId> {
        self.board.plan.with_untracked(|p| p.viewer.stakeholder_id.clone()).filter(|_| !self.as_buyer)
    }

    /// A form that is drawn while it is open, and keeps what is typed whatever happens around it.
    fn form(self, key: String, draw: impl Fn(String) -> AnyView + Send + Sync + 'static) -> AnyView {
        let is_open = Memo::new({
            let key = key.clone();
            move |_| self.board.has_form(&key)
        });
        (move || is_open.get().then(|| draw(key.clone()))).into_any()
    }

    /// A button that opens a form.
    fn opener(self, key: &str, word: &'static str, class: &'static str) -> AnyView {
        let (key, of_form) = (key.to_owned(), key.to_owned());
        let open = move |_| self.board.open_form(&key);
        // The form has the same word on its own button.
        let hidden = ui::when(move || self.board.has_form(&of_form));
        view! { <button type="button" class=class class:hidden=hidden on:click=ui::on(open)>{word}</button> }.into_any()
    }
}

/// The tab.
pub(crate) fn agreement(a: Agreement) -> AnyView {
    view! {
        <div class="plan-stack">
            {stands::stands(a)}
            {sign::sign(a)}
            {offers::offers(a)}
            {versions::versions(a)}
        </div>
    }
    .into_any()
}
