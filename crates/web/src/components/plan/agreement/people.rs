//! Who stands up for the version that counts, and, on demand, for each one before it.

use super::{Agreement, Data};
use crate::{
    components::plan::{look, wording},
    format,
};
use leptos::prelude::*;
use tandem_shared::{
    agreement::{Acknowledgement, Manner, SignOff, Signer, Version},
    method::SignOffStatus,
    plan::Plan,
    stakeholder::Side,
};

/// Which version people are shown for: the newest that both sides agreed to, or that somebody was asked to sign since.
fn current(data: &Data) -> Option<i32> {
    let asked = data.sign_offs.first().map(|s| s.version);
    asked.max(data.agreed().map(|v| v.number))
}

/// Versions that were agreed before that one, the newest first.
fn earlier(data: &Data, current: i32) -> Vec<&Version> {
    data.versions.iter().filter(|v| v.agreed_at.is_some() && v.number < current).collect()
}

/// The people of the current version, with a way to those of earlier ones.
pub(super) fn people(a: Agreement) -> AnyView {
    let number = Memo::new(move |_| a.data.with(current));
    let shown = move || {
        let number = number.get()?;
        Some(a.data.with(|d| a.board.plan.with(|p| of_version(p, d, number))))
    };
    let before = move || {
        let number = number.get()?;
        let lists = a.data.with(|d| {
            let list = |v: &&Version| view! { <h3>{["Version ", &v.number.to_string()].concat()}</h3>{a.board.plan.with(|p| of_version(p, d, v.number))} };
            earlier(d, number).iter().map(list).collect::<Vec<_>>()
        });
        let all = (!lists.is_empty()).then(
            || view! { <details class="earlier"><summary>"Who agreed to earlier versions"</summary>{lists}</details> },
        );
        Some(all)
    };
    let head = move || number.get().map(|n| view! { <h3>{["People of version ", &n.to_string()].concat()}</h3> });
    view! { {head}{shown}{before} }.into_any()
}

/// Who was asked to sign a version and what they did; of one that a proposal made, who proposed and who accepted it.
fn of_version(plan: &Plan, data: &Data, number: i32) -> AnyView {
    if let Some(asked) = data.sign_offs.iter().find(|s| s.version == number) {
        return signers(plan, asked);
    }
    let version = data.versions.iter().find(|v| v.number == number);
    let row = |a: &Acknowledgement| {
        line(&a.name, a.side, wording::side(plan, a.side), [did(a.manner), " ", &format::instant(a.at)].concat(), None)
    };
    let rows = version.map(|v| v.acknowledgements.iter().map(row).collect::<Vec<_>>());
    view! { <ul class="signers">{rows}</ul> }.into_any()
}

/// What somebody did for a version.
pub(super) const fn did(manner: Manner) -> &'static str {
    match manner {
        Manner::Signed => "signed",
        Manner::Proposed => "proposed it",
        Manner::Accepted => "accepted it",
    }
}

fn signers(plan: &Plan, asked: &SignOff) -> AnyView {
    let is_open = asked.status == SignOffStatus::Open;
    let row = |s: &Signer| {
        let did = match (s.signed_at, s.declined_at) {
            (Some(at), _) => ["signed ", &format::instant(at)].concat(),
            (None, Some(at)) => ["declined ", &format::instant(at)].concat(),
            (None, None) if is_open => "has not signed yet".to_owned(),
            (None, None) => "did not sign".to_owned(),
        };
        let company = wording::side(plan, s.side);
        let title = if s.title.is_empty() { company } else { [&s.title, ", ", &company].concat() };
        line(&s.name, s.side, title, did, s.address.as_deref())
    };
    view! { <ul class="signers">{asked.signers.iter().map(row).collect::<Vec<_>>()}</ul> }.into_any()
}

fn line(name: &str, side: Side, title: String, did: String, from: Option<&str>) -> AnyView {
    let from = from.map(|a| view! { <span class="dim">{[", from ", a].concat()}</span> });
    view! {
        <li class="who">{look::face(name, side)}<span><b>{name.to_owned()}</b>" "<span class="dim">{title}</span></span><span>{did}{from}</span></li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::plan::example;
    use serde_json::json;
    use tandem_shared::agreement::Snapshot;

    const AT: &str = "2026-03-16T14:03:09.000000Z";

    fn version(number: i32, agreed: bool) -> Version {
        let snapshot = Snapshot::of(&example::plan(), &[]);
        serde_json::from_value(json!({
            "number": number, "origin": "proposal", "origin_id": "prop_1", "status": if agreed { "signed" } else { "open" }, "reason": "", "created_at": AT,
            "agreed_at": agreed.then_some(AT), "hash": "ab", "acknowledgements": [], "snapshot": snapshot,
        }))
        .unwrap()
    }

    fn asked(version: i32, status: &str) -> SignOff {
        serde_json::from_value(json!({
            "id": "so_00000000000000000000000001", "version": version, "hash": "ab", "status": status, "message": "", "requested_by": "Ada Park",
            "requested_side": "seller", "requested_at": AT, "decided_at": null, "reason": null, "signers": [],
        }))
        .unwrap()
    }

    #[test]
    fn the_people_shown_are_those_of_the_version_that_counts() {
        let mut data =
            Data { sign_offs: vec![asked(1, "signed")], versions: vec![version(1, true)], ..Data::default() };
        assert_eq!(current(&data), Some(1));
        assert!(earlier(&data, 1).is_empty());
        data.versions.insert(0, version(2, true));
        assert_eq!(current(&data), Some(2), "a proposal was accepted");
        assert_eq!(earlier(&data, 2).iter().map(|v| v.number).collect::<Vec<_>>(), [1]);
        data.versions.insert(0, version(3, false));
        data.sign_offs.insert(0, asked(3, "open"));
        assert_eq!(current(&data), Some(3), "signatures are asked for");
        assert_eq!(earlier(&data, 3).iter().map(|v| v.number).collect::<Vec<_>>(), [2, 1]);
        assert_eq!(current(&Data::default()), None);
    }
}
