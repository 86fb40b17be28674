//! What a signer does: reads what is to be signed, types their name, consents, signs; or declines and says why.

use super::{Agreement, Ask, table};
use crate::components::plan::{
    draft::Draft,
    editor::{Editor, Save, editor},
    fields::{Field, Kind},
    forms::checked,
    wording,
};
use leptos::prelude::*;
use tandem_shared::{
    agreement::{Decline, NewSignature, SignOff},
    id::SignOffId,
    stakeholder::Side,
};

/// The section; nothing while no signature of the reader is wanted.
pub(super) fn sign(a: Agreement) -> AnyView {
    let reader = a.reader();
    let waits = Memo::new(move |_| {
        a.data.with(|d| d.open().filter(|s| s.waits_for(reader.as_ref()).is_some()).map(|s| s.id.clone()))
    });
    (move || waits.get().map(|id| untrack(|| section(a, id)))).into_any()
}

fn section(a: Agreement, id: SignOffId) -> AnyView {
    let Some(asked) = a.data.with_untracked(|d| d.sign_offs.iter().find(|s| s.id == id).cloned()) else {
        return ().into_any();
    };
    let snapshot =
        a.data.with_untracked(|d| d.versions.iter().find(|v| v.number == asked.version).map(|v| v.snapshot.clone()));
    let caption = ["Version ", &asked.version.to_string(), ", as it is to be signed"].concat();
    let text = snapshot.map(|s| a.board.plan.with_untracked(|p| table::whole(p, &s, caption)));
    let head = ["Your signature for version ", &asked.version.to_string()].concat();
    let message =
        (!asked.message.is_empty()).then(|| view! { <blockquote class="said">{asked.message.clone()}</blockquote> });
    let by = a.board.plan.with_untracked(|p| {
        [&asked.requested_by, " of ", &wording::side(p, asked.requested_side), " asks you to sign what follows. "]
            .concat()
    });
    let [key, decline] = ["sign:", "sign-off:decline:"].map(|form| [form, id.as_str()].concat());
    view! {
        <section class="card-box">
            <h2>{head}</h2>
            <p>{by}"Everything else in the plan, such as actions, notes and files, stays free to change."</p>
            {message}
            {text}
            <details class="hash"><summary>"Checksum of this version"</summary><code>{asked.hash.clone()}</code></details>
            {sign_form(a, key, &asked)}
            <div class="buttons">{a.opener(&decline, "Decline with a reason", "btn btn-sm")}</div>
            {a.form(decline.clone(), move |key| decline_form(a, key, id.clone()))}
        </section>
    }
    .into_any()
}

fn sign_form(a: Agreement, key: String, asked: &SignOff) -> AnyView {
    let mut fields = vec![
        Field::new("typed_name", "Your full name, as it stands above", Kind::Line("text")),
        Field::new("consent", "I sign this version by typing my name, for my side", Kind::Tick("yes")).wide(),
    ];
    if a.board.side() == Side::Buyer {
        fields.push(
            Field::new("code", "Six digits from the e-mail", Kind::Line("text"))
                .hint("You joined a while ago, so we make sure that it is you who signs.")
                .on_demand(),
        );
    }
    let id = asked.id.clone();
    let save = Callback::new(move |(draft, _, _, answer): Save| {
        let code = Some(draft.get("code").to_owned()).filter(|c| !c.trim().is_empty());
        let consent = draft.get("consent") == "yes";
        let body = NewSignature { typed_name: draft.get("typed_name").to_owned(), consent, code };
        if let Some(body) = checked(body, answer) {
            a.ask(Ask::Sign(id.clone(), body), answer);
        }
    });
    editor(Editor {
        key,
        save_label: "Sign",
        fields,
        base: Draft::default(),
        version: 0,
        save,
        now: None,
        again: false,
    })
}

fn decline_form(a: Agreement, key: String, id: SignOffId) -> AnyView {
    let fields = vec![
        Field::new("reason", "What would have to be another", Kind::Prose)
            .hint("Both sides read it. The plan can be changed and put up for signature again."),
    ];
    let save = Callback::new(move |(draft, _, _, answer): Save| {
        if let Some(body) = checked(Decline { reason: draft.get("reason").to_owned() }, answer) {
            a.ask(Ask::Decline(id.clone(), body), answer);
        }
    });
    let base = Draft::default();
    editor(Editor { key, save_label: "Decline to sign", fields, base, version: 0, save, now: None, again: false })
}
