//! Where the agreement stands, and the form that asks for signatures.

use super::{Agreement, Ask, Data, people};
use crate::{
    components::plan::{
        draft::Draft,
        editor::{Editor, Save, editor},
        fields::{Choice, Field, Kind},
        forms::checked,
        wording,
    },
    components::ui::{Button, IconName},
    format,
};
use leptos::prelude::*;
use tandem_shared::{
    agreement::{NewSignOff, SignOff, Withdrawal},
    method::SignOffStatus,
    plan::Plan,
    stakeholder::{Side, StakeholderRole},
};

const ASK: &str = "sign-off:ask";
const BACK: &str = "sign-off:back";

/// A day of an instant, as the reader reads it.
fn on_day(at: tandem_shared::day::Timestamp) -> String {
    format::day(format::local_day(at))
}

/// The state in a sentence or two.
fn sentence(data: &Data) -> String {
    let agreed = data.agreed().map(|v| {
        let day = v.agreed_at.map(on_day).unwrap_or_default();
        [
            "Both sides agreed to version ",
            &v.number.to_string(),
            " on ",
            &day,
            ". What was signed changes by proposal only.",
        ]
        .concat()
    });
    let newest = data.sign_offs.first().and_then(|s| {
        let version = s.version.to_string();
        let said = s.reason.clone().unwrap_or_default();
        Some(match s.status {
            SignOffStatus::Open => {
                let signed = s.signers.iter().filter(|s| s.signed_at.is_some()).count().to_string();
                let of = format::count(s.signers.len(), "person has", "people have");
                [
                    "Version ",
                    &version,
                    " waits for signatures since ",
                    &on_day(s.requested_at),
                    ": ",
                    &signed,
                    " of ",
                    &of,
                    " signed.",
                ]
                .concat()
            }
            SignOffStatus::Declined => ["Version ", &version, " was declined: “", &said, "”"].concat(),
            SignOffStatus::Voided => ["The request to sign version ", &version, " is void. ", &said].concat(),
            SignOffStatus::Signed => return None,
        })
    });
    match (agreed, newest) {
        (None, None) => "Nothing is signed yet. Once both sides have signed, what was signed is no longer just changed: one side proposes, the other accepts.".to_owned(),
        (agreed, newest) => agreed.into_iter().chain(newest).collect::<Vec<_>>().join(" "),
    }
}

/// The section.
pub(super) fn stands(a: Agreement) -> AnyView {
    let trouble = RwSignal::new(String::new());
    let buttons = move || a.data.with(|d| buttons(a, d, trouble));
    view! {
        <section class="card-box">
            <h2>"Where the agreement stands"</h2>
            <p role="status">{move || a.data.with(sentence)}</p>
            {people::people(a)}
            <p class="trouble" role="alert">{trouble}</p>
            <div class="buttons">{buttons}</div>
            {a.form(ASK.to_owned(), move |key| ask_form(a, key))}
            {a.form(BACK.to_owned(), move |key| back_form(a, key))}
        </section>
    }
    .into_any()
}

fn buttons(a: Agreement, data: &Data, trouble: RwSignal<String>) -> Vec<AnyView> {
    let mut shown = Vec::new();
    let may = a.may_propose();
    match data.open() {
        // What is agreed needs no signatures; they can be asked for all the same.
        None if may && data.agreed().is_some() => shown.push(a.opener(ASK, "Ask for signatures", "btn btn-sm")),
        None if may => shown.push(a.opener(ASK, "Ask for signatures", "btn btn-sm btn-primary")),
        Some(open) if may && open.requested_side == a.board.side() => {
            shown.push(a.opener(BACK, "Take the request back", "btn btn-sm"));
        }
        _ => {}
    }
    let signed = data.sign_offs.iter().find(|s| s.status == SignOffStatus::Signed);
    let own = |s: &SignOff| s.signers.iter().any(|p| Some(&p.stakeholder_id) == a.reader().as_ref());
    if let Some(signed) = signed.filter(|s| own(s) || (a.board.side() == Side::Seller && !a.as_buyer)) {
        let id = signed.id.clone();
        let word = ["Certificate of version ", &signed.version.to_string(), " (PDF)"].concat();
        let busy = RwSignal::new(false);
        let get = move |_| a.ask_and_tell(Ask::Certificate(id.clone()), trouble, busy);
        shown.push(view! { <Button icon=IconName::ArrowDown busy=busy on_click=get>{word}</Button> }.into_any());
    }
    shown
}

/// People who can sign: the seller's with an account, the buyer's with access.
fn candidates(plan: &Plan) -> Vec<Choice> {
    let mut choices = Vec::new();
    for side in [Side::Buyer, Side::Seller] {
        for person in plan.stakeholders.iter().filter(|s| s.side == side) {
            let title = if person.title.is_empty() { String::new() } else { [", ", &person.title].concat() };
            let label = [&person.name, &title, " (", &wording::side(plan, side), ")"].concat();
            choices.push(Choice::of(person.id.as_str(), &label));
        }
    }
    choices
}

/// Who usually signs: the reader, and the buyer's champion or whoever controls the budget.
fn usual(plan: &Plan, reader: Option<&str>) -> String {
    let by_role = |side: Side, roles: &[StakeholderRole]| {
        let mut people = plan.stakeholders.iter().filter(move |s| s.side == side);
        people.find(|s| s.roles.iter().any(|r| roles.contains(r))).map(|s| s.id.to_string())
    };
    let seller = reader.map(str::to_owned).or_else(|| by_role(Side::Seller, &[StakeholderRole::OpportunityOwner]));
    let buyer = by_role(Side::Buyer, &[StakeholderRole::Champion, StakeholderRole::EconomicBuyer]);
    let mut all: Vec<String> = seller.into_iter().chain(buyer).collect();
    all.dedup();
    all.join(" ")
}

fn ask_form(a: Agreement, key: String) -> AnyView {
    let reader = a.reader();
    let (people, usual) =
        a.board.plan.with_untracked(|p| (candidates(p), usual(p, reader.as_ref().map(|id| id.as_str()))));
    let fields = vec![
        Field::new("signers", "Who signs", Kind::Many(people))
            .hint("At least one of each side. A buyer needs access to the plan, which a view-only link is enough for."),
        Field::new("message", "A word to them", Kind::Prose),
    ];
    let save = Callback::new(move |(draft, _, _, answer): Save| {
        let signers = draft.parts("signers").iter().filter_map(|id| id.parse().ok()).collect();
        if let Some(body) = checked(NewSignOff { signers, message: draft.get("message").to_owned() }, answer) {
            a.ask(Ask::Request(body), answer);
        }
    });
    let base = Draft::of(vec![("signers", usual)]);
    editor(Editor { key, save_label: "Ask for signatures", fields, base, version: 0, save, now: None, again: false })
}

fn back_form(a: Agreement, key: String) -> AnyView {
    let fields = vec![Field::new("reason", "Why", Kind::Prose).hint("Those who were asked read it.")];
    let save = Callback::new(move |(draft, _, _, answer): Save| {
        let Some(id) = a.data.with_untracked(|d| d.open().map(|s| s.id.clone())) else { return };
        if let Some(body) = checked(Withdrawal { reason: draft.get("reason").to_owned() }, answer) {
            a.ask(Ask::Withdraw(id, body), answer);
        }
    });
    let base = Draft::default();
    editor(Editor { key, save_label: "Take the request back", fields, base, version: 0, save, now: None, again: false })
}
