//! One proposal: what would change, what moves with it, and what the reader can make of it.

use super::{Agreement, Ask, edits};
use crate::{
    components::plan::{
        draft::Draft,
        editor::{Editor, Save, editor},
        fields::{Field, Kind},
        forms::checked,
        wording,
    },
    format,
};
use leptos::prelude::*;
use tandem_shared::{
    agreement::{Decision, Proposal, ProposalStatus},
    schedule::{Move, Preview},
};

/// A row; follows its proposal.
pub(super) fn row(a: Agreement, id: String) -> AnyView {
    let own = id.clone();
    let proposal = Memo::new(move |_| {
        a.data.with(|d| d.proposals.iter().find(|p| p.id.as_str() == own).map(|p| Shown(p.clone())))
    });
    let key = move |what: &str| ["offer:", what, ":", &id].concat();
    let [accept, refuse, counter, back] = ["accept", "refuse", "counter", "back"].map(key);
    let keys = [accept, refuse, counter, back];
    let of_forms = keys.clone();
    let shown = move || proposal.get().map(|Shown(p)| body(a, &p, &keys));
    // The live stream may be quicker than the answer that closes a form: what is decided has none.
    let is_open = Memo::new(move |_| proposal.with(|p| p.as_ref().is_some_and(|p| p.0.status == ProposalStatus::Open)));
    let forms = move || is_open.get().then(|| untrack(|| forms(a, &of_forms, proposal)));
    view! { <li class="none">{shown}{forms}</li> }.into_any()
}

/// Everything that can be filled in about an open proposal.
fn forms(a: Agreement, keys: &[String; 4], proposal: Memo<Option<Shown>>) -> Vec<AnyView> {
    let of = move || proposal.get_untracked().map(|Shown(p)| p);
    let deciding = move |key: &String, verdict| {
        a.form(key.clone(), move |key| of().map(|p| decide(a, key, p, verdict)).into_any())
    };
    let [accept, refuse, counter, back] = keys;
    vec![
        deciding(accept, Verdict::Accept),
        deciding(refuse, Verdict::Refuse),
        a.form(counter.clone(), move |key| of().map(|p| counter_form(a, key, p)).into_any()),
        deciding(back, Verdict::TakeBack),
    ]
}

/// A proposal is the same while it stands the same: what would move is reckoned anew at each reading.
#[derive(Clone)]
struct Shown(Proposal);

impl PartialEq for Shown {
    fn eq(&self, other: &Self) -> bool {
        (&self.0.id, self.0.status, &self.0.preview) == (&other.0.id, other.0.status, &other.0.preview)
    }
}

/// How a proposal stands.
fn state(p: &Proposal) -> String {
    let by = |word: &str| {
        let who = p.decided_by.clone().unwrap_or_default();
        let day = p.decided_at.map(|at| format::day(format::local_day(at))).unwrap_or_default();
        [word, " by ", &who, ", ", &day].concat()
    };
    match p.status {
        ProposalStatus::Open => "open".to_owned(),
        ProposalStatus::Accepted => {
            [&by("accepted"), ": version ", &p.version.map(|v| v.to_string()).unwrap_or_default()].concat()
        }
        ProposalStatus::Declined => by("declined"),
        ProposalStatus::Countered => by("answered with another"),
        ProposalStatus::Withdrawn => by("taken back"),
    }
}

fn body(a: Agreement, p: &Proposal, keys: &[String; 4]) -> AnyView {
    let who = a.board.plan.with_untracked(|plan| [&p.by, " of ", &wording::side(plan, p.side)].concat());
    let day = format::day(format::local_day(p.created_at));
    let counter = p.counter_of.is_some().then_some("instead of what was offered before, ");
    let changes = p.changes.iter().map(|c| view! { <li>{c.text.clone()}</li> }).collect::<Vec<_>>();
    let note = (!p.decision_note.is_empty())
        .then(|| view! { <blockquote class="said"><span class="dim">{p.decided_by.clone()}": "</span>{p.decision_note.clone()}</blockquote> });
    let buttons = (p.status == ProposalStatus::Open && a.may_propose()).then(|| buttons(a, p, keys));
    view! {
        <p><strong>{who}</strong>" "<span class="dim">{counter}{day}</span>" "<span class="badge badge-sm mark-neutral">{state(p)}</span></p>
        <blockquote class="said">{p.reason.clone()}</blockquote>
        <ul class="changes">{changes}</ul>
        {p.preview.as_ref().map(preview)}
        {note}
        <div class="buttons">{buttons}</div>
    }
    .into_any()
}

fn buttons(a: Agreement, p: &Proposal, keys: &[String; 4]) -> Vec<AnyView> {
    let [accept, refuse, counter, back] = keys;
    if p.side == a.board.side() {
        return vec![a.opener(back, "Take it back", "btn btn-sm")];
    }
    vec![
        a.opener(accept, "Accept", "btn btn-sm btn-primary"),
        a.opener(counter, "Offer something else", "btn btn-sm"),
        a.opener(refuse, "Decline", "btn btn-sm"),
    ]
}

/// What moves besides, what slack is left, when the signature would be.
fn preview(p: &Preview) -> AnyView {
    let follows = |m: &&Move| !m.direct;
    let moved = |m: &Move| {
        let to = m.new_target.map_or_else(String::new, format::day);
        view! { <li>{["“", &m.title, "” would have to move to ", &to, ", ", &wording::working_days(m.days), " later."].concat()}</li> }
    };
    let others = p.moves.iter().filter(follows).map(moved).collect::<Vec<_>>();
    let signature = match (p.signature_before, p.signature_after) {
        (Some(was), Some(is)) if was != is => {
            ["The signature moves from ", &format::day(was), " to ", &format::day(is), ". "].concat()
        }
        (_, Some(is)) => ["The signature stays on ", &format::day(is), ". "].concat(),
        _ => String::new(),
    };
    let slack = match (p.anchor, p.slack_after) {
        (Some(_), Some(days)) if days >= 0 => {
            [&wording::working_days(days), " are left to the buyer’s hard date."].concat()
        }
        (Some(_), Some(days)) => ["That is ", &wording::working_days(-days), " after the buyer’s hard date."].concat(),
        _ => String::new(),
    };
    view! { <ul class="changes dim">{others}</ul><p class="dim">{[signature, slack].concat()}</p> }.into_any()
}

/// What is made of a proposal.
#[derive(Clone, Copy)]
enum Verdict {
    Accept,
    Refuse,
    TakeBack,
}

fn decide(a: Agreement, key: String, p: Proposal, verdict: Verdict) -> AnyView {
    let (save_label, hint) = match verdict {
        Verdict::Accept => {
            ("Accept: the plan changes now", "Makes the next version, which then counts as agreed by both sides.")
        }
        Verdict::Refuse => ("Decline", "The plan stays as it was agreed. Say what would be possible instead."),
        Verdict::TakeBack => ("Take it back", "The plan stays as it was agreed."),
    };
    let fields = vec![Field::new("note", "A word with it", Kind::Prose).hint(hint)];
    let save = Callback::new(move |(draft, _, _, answer): Save| {
        let Some(said) = checked(Decision { note: draft.get("note").to_owned() }, answer) else { return };
        let id = p.id.clone();
        let ask = match verdict {
            Verdict::Accept => Ask::Accept(id, said),
            Verdict::Refuse => Ask::Refuse(id, said),
            Verdict::TakeBack => Ask::TakeBack(id, said),
        };
        a.ask(ask, answer);
    });
    editor(Editor { key, save_label, fields, base: Draft::default(), version: 0, save, now: None, again: false })
}

fn counter_form(a: Agreement, key: String, p: Proposal) -> AnyView {
    let (fields, base) = a.board.plan.with_untracked(|plan| (edits::fields(plan), edits::base(plan, &p.edits)));
    let save = Callback::new(move |(draft, _, _, answer): Save| {
        if let Some(body) = edits::offered(&draft, &p.edits, answer) {
            a.ask(Ask::Counter(p.id.clone(), body), answer);
        }
    });
    editor(Editor { key, save_label: "Offer this instead", fields, base, version: 0, save, now: None, again: false })
}
