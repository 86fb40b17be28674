//! Both sides sign one version: who may, what is kept, what ends a request, and what a signature holds against.

use crate::kit::{Caller, Kit, id};
use serde_json::{Value, json};
use tandem_shared::{agreement::Snapshot, paths};

/// A plan with a milestone, its seller and a buyer who may look.
pub(crate) struct Room {
    pub kit: Kit,
    pub ada: Caller,
    pub mara: Caller,
    pub plan: Value,
    pub milestone: Value,
}

impl Room {
    pub(crate) async fn new(access: &str) -> Self {
        let kit = Kit::start().await;
        let ada = kit.organization("Orbit").await;
        let plan = ada.create_plan().await;
        let body = json!({ "title": "Security review passed", "target_date": "2026-06-12", "owner_side": "buyer" });
        let milestone = ada.create_milestone(&plan, body).await;
        let mara = ada.guest(&plan, "mara.lindt@nimbus.example", access).await;
        Self { kit, ada, mara, plan, milestone }
    }

    pub(crate) async fn person(&self, name: &str) -> Value {
        let plan = self.ada.plan(&self.plan).await;
        let people = plan["stakeholders"].as_array().unwrap().clone();
        people.into_iter().find(|s| s["name"] == name).unwrap()["id"].clone()
    }

    pub(crate) async fn ask(&self) -> Value {
        let signers = json!([self.person("Ada Reyes").await, self.person("Mara Lindt").await]);
        let body = json!({ "signers": signers, "message": "As we agreed on Tuesday." });
        self.ada.post(&paths::sign_offs(id(&self.plan)), body).await.expect(201)
    }

    pub(crate) async fn sign(&self, who: &Caller, name: &str, asked: &Value) -> crate::kit::Reply {
        let body = json!({ "typed_name": name, "consent": true });
        who.post(&paths::signatures(id(&self.plan), id(asked)), body).await
    }

    /// Both have signed.
    pub(crate) async fn agreed(access: &str) -> Self {
        let room = Self::new(access).await;
        let asked = room.ask().await;
        room.sign(&room.ada, "Ada Reyes", &asked).await.expect(200);
        room.sign(&room.mara, "Mara Lindt", &asked).await.expect(200);
        room
    }

    pub(crate) fn path(&self) -> String {
        paths::milestone(id(&self.plan), id(&self.milestone))
    }

    pub(crate) async fn status(&self) -> Value {
        self.ada.plan(&self.plan).await["status"].clone()
    }
}

#[actix_web::test]
async fn both_sign_and_the_version_is_agreed_with_its_certificate() {
    let room = Room::new("view").await;
    let asked = room.ask().await;
    assert_eq!((asked["version"].as_i64(), asked["status"].as_str()), (Some(1), Some("open")));
    assert_eq!(room.status().await, "awaiting_signatures");
    let wanted = room.kit.mail_to("mara.lindt@nimbus.example", 2).await;
    assert!(
        wanted.subject.contains("asks you to sign") && wanted.text.contains("> As we agreed on Tuesday."),
        "{}",
        wanted.text
    );
    assert!(wanted.link().ends_with(&format!("/plans/{}/sign-off", id(&room.plan))), "{}", wanted.link());
    let first = room.sign(&room.mara, " mara  LINDT", &asked).await.expect(200);
    assert_eq!((first["status"].as_str(), room.status().await.as_str()), (Some("open"), Some("awaiting_signatures")));
    let last = room.sign(&room.ada, "Ada Reyes", &asked).await.expect(200);
    assert_eq!((last["status"].as_str(), room.status().await.as_str()), (Some("signed"), Some("agreed")));
    let plan = room.mara.plan(&room.plan).await;
    assert_eq!((plan["sign_off"]["status"].as_str(), plan["sign_off"]["version"].as_i64()), (Some("signed"), Some(1)));
    assert!(plan["pulse"]["signed_at"].is_string());
    let kinds = room.ada.history(&room.plan).await;
    assert_eq!(kinds[kinds.len() - 3..], ["sign_off.requested", "sign_off.signed", "sign_off.completed"]);
    let done = room.kit.mail_to("mara.lindt@nimbus.example", 3).await;
    assert!(done.subject.contains("Both sides have signed"), "{}", done.subject);
    assert!(done.text.contains("The certificate is attached"), "{}", done.text);
    let (name, file) = done.attachment.as_ref().unwrap();
    assert_eq!(name, "certificate-version-1.pdf");
    assert!(file.starts_with("%PDF-") && file.contains("mara  LINDT"), "{file}");

    let path = paths::certificate(id(&room.plan), id(&asked));
    let certificate = room.mara.get(&path).await.expect(200);
    let snapshot: Snapshot = serde_json::from_value(certificate["snapshot"].clone()).unwrap();
    assert_eq!(certificate["sign_off"]["hash"], snapshot.hash());
    assert_eq!(certificate["canonical"], snapshot.canonical());
    let typed: Vec<&str> = certificate["sign_off"]["signers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| s["typed_name"].as_str().unwrap())
        .collect();
    assert_eq!(typed, ["mara  LINDT", "Ada Reyes"]);
    let log = room.ada.get(&paths::events_export(id(&room.plan))).await.expect(200);
    let line =
        &log["lines"].as_array().unwrap()[usize::try_from(certificate["event_seq"].as_i64().unwrap() - 1).unwrap()];
    assert_eq!((&line["type"], &line["hash"]), (&json!("sign_off.completed"), &certificate["event_hash"]));
    assert!(
        log["checkpoints"].as_array().unwrap().iter().any(|c| c["seq"] == certificate["event_seq"]),
        "at every sign-off"
    );
    let other = room.ada.guest(&room.plan, "jonas@nimbus.example", "edit").await;
    other.get(&path).await.expect(403);
    let path = paths::certificate_pdf(id(&room.plan), id(&asked));
    let file = room.mara.get(&path).await;
    assert_eq!((file.status, file.header("content-type")), (200, Some("application/pdf")));
    assert!(file.text.contains(certificate["event_hash"].as_str().unwrap()), "{}", file.text);
    other.get(&path).await.expect(403);
}

#[actix_web::test]
async fn signing_or_declining_twice_is_the_same_as_once() {
    let room = Room::new("view").await;
    let asked = room.ask().await;
    for _ in 0..2 {
        room.sign(&room.ada, "Ada Reyes", &asked).await.expect(200);
        room.sign(&room.mara, "Mara Lindt", &asked).await.expect(200);
    }
    let kinds = room.ada.history(&room.plan).await;
    assert_eq!(kinds.iter().filter(|k| k.starts_with("sign_off.")).count(), 3);
    let room = Room::new("view").await;
    let asked = room.ask().await;
    let path = paths::sign_off_decline(id(&room.plan), id(&asked));
    for _ in 0..2 {
        let declined = room.mara.post(&path, json!({ "reason": "Legal needs longer" })).await.expect(200);
        assert_eq!(
            (declined["status"].as_str(), declined["reason"].as_str()),
            (Some("declined"), Some("Legal needs longer"))
        );
    }
    assert_eq!(room.ada.history(&room.plan).await.iter().filter(|k| *k == "sign_off.declined").count(), 1);
    assert_eq!(room.status().await, "shared");
    room.sign(&room.mara, "Mara Lindt", &asked).await.expect(409);
    let mails = room.kit.mails().await;
    assert!(mails.iter().any(|m| m.subject.contains("does not sign") && m.text.contains("Legal needs longer")));
}

#[actix_web::test]
async fn a_signature_takes_the_signers_name_and_consent_and_nobody_signs_for_others() {
    let room = Room::new("view").await;
    let asked = room.ask().await;
    let path = paths::signatures(id(&room.plan), id(&asked));
    let fields = async |body: Value| room.mara.post(&path, body).await.fields();
    assert_eq!(fields(json!({ "typed_name": "Ada Reyes", "consent": true })).await, ["/typed_name other_name"]);
    assert_eq!(fields(json!({ "typed_name": "Mara Lindt", "consent": false })).await, ["/consent required"]);
    let other = room.ada.guest(&room.plan, "jonas@nimbus.example", "edit").await;
    room.sign(&other, "Mara Lindt", &asked).await.expect(403);
    let boss = room.ada.colleague("Mia Sol", tandem_shared::organization::Role::Manager).await;
    room.sign(&boss, "Ada Reyes", &asked).await.expect(403);
}

#[actix_web::test]
async fn signers_are_of_both_sides_and_can_open_the_plan() {
    let room = Room::new("view").await;
    let (plan, path) = (id(&room.plan), paths::sign_offs(id(&room.plan)));
    let ask = async |signers: Value| room.ada.post(&path, json!({ "signers": signers })).await.fields();
    let (ada, mara) = (room.person("Ada Reyes").await, room.person("Mara Lindt").await);
    assert_eq!(ask(json!([])).await, ["/signers empty"]);
    assert_eq!(ask(json!([ada])).await, ["/signers one_sided"]);
    assert_eq!(ask(json!([mara])).await, ["/signers one_sided"]);
    assert_eq!(ask(json!([ada, mara, mara])).await, ["/signers/2 repeated"]);
    let add = async |body: Value| room.ada.post(&paths::stakeholders(plan), body).await.expect(201)["id"].clone();
    let shut_out = add(json!({ "side": "buyer", "name": "Jonas Weber" })).await;
    let advisor = add(json!({ "side": "seller", "name": "Ida Falk" })).await;
    assert_eq!(ask(json!([ada, mara, shut_out, advisor])).await, ["/signers/2 no_access", "/signers/3 no_account"]);
    room.ask().await;
    assert_eq!(room.ada.post(&path, json!({ "signers": [ada, mara] })).await.expect(409)["code"], "sign_off_open");
}

#[actix_web::test]
async fn there_is_nothing_to_sign_without_a_shared_milestone() {
    let room = Room::new("view").await;
    room.ada.patch(&room.path(), json!({ "visibility": "internal" })).await.expect(200);
    let signers = json!([room.person("Ada Reyes").await, room.person("Mara Lindt").await]);
    let reply = room.ada.post(&paths::sign_offs(id(&room.plan)), json!({ "signers": signers })).await.expect(409);
    assert_eq!(reply["code"], "nothing_to_sign");
}

#[actix_web::test]
async fn a_material_edit_voids_an_open_request_and_another_does_not() {
    let room = Room::new("view").await;
    let asked = room.ask().await;
    let plan = id(&room.plan);
    room.sign(&room.mara, "Mara Lindt", &asked).await.expect(200);
    let free = json!({ "start_date": "2026-06-01", "duration_days": 5, "risk_reason": "The reviewer is away", "assumptions": [{ "text": "A" }] });
    room.ada.patch(&room.path(), free).await.expect(200);
    room.ada.act(&paths::milestone_complete(plan, id(&room.milestone))).await.expect(200);
    room.ada.act(&paths::milestone_reopen(plan, id(&room.milestone))).await.expect(200);
    room.ada.create_milestone(&room.plan, json!({ "title": "Discount agreed inside", "visibility": "internal" })).await;
    room.ada.patch(&paths::plan(plan), json!({ "title": "Analytics by summer" })).await.expect(200);
    room.ada.create_action(&room.plan, &room.milestone, json!({ "title": "Return the form" })).await;
    assert_eq!(room.status().await, "awaiting_signatures");
    room.ada.patch(&room.path(), json!({ "target_date": "2026-06-29" })).await.expect(200);
    assert_eq!(room.status().await, "shared");
    let list = room.mara.get(&paths::sign_offs(plan)).await.expect(200)["data"].clone();
    assert_eq!(list[0]["status"], "voided");
    assert!(
        list[0]["reason"]
            .as_str()
            .unwrap()
            .contains("moves from Fri 12 June to Mon 29 June 2026, 11 working days later")
    );
    let kinds = room.ada.history(&room.plan).await;
    assert_eq!(kinds[kinds.len() - 2..], ["sign_off.voided", "milestone.updated"]);
    let mail = room.kit.mail_to("mara.lindt@nimbus.example", 3).await;
    assert!(
        mail.subject.contains("Nothing to sign for now") && mail.text.contains("11 working days later"),
        "{}",
        mail.text
    );
    room.sign(&room.ada, "Ada Reyes", &asked).await.expect(409);
    assert_eq!(room.ask().await["version"], 2);
}

#[actix_web::test]
async fn every_material_edit_voids_an_open_request() {
    let room = Room::new("edit").await;
    let plan = id(&room.plan);
    room.ada.create_milestone(&room.plan, json!({ "title": "Contract signed" })).await;
    let check = async |what: &str| {
        assert_eq!(room.status().await, "shared", "{what}");
        room.ask().await;
    };
    room.ask().await;
    for (what, body) in [
        ("title", json!({ "title": "Security reviewed" })),
        ("outcome", json!({ "outcome": "A signed report" })),
        ("no date", json!({ "target_date": null })),
        ("side", json!({ "owner_side": "joint" })),
        ("owner", json!({ "owner_id": room.person("Mara Lindt").await })),
        ("cancelled", json!({ "cancelled": true })),
        ("taken back", json!({ "cancelled": false })),
    ] {
        room.mara.patch(&room.path(), body).await.expect(200);
        check(what).await;
    }
    let made = room.mara.create_milestone(&room.plan, json!({ "title": "Budget released" })).await;
    check("added").await;
    let path = paths::milestone(plan, id(&made));
    room.mara.delete(&path).await.expect(204);
    check("deleted").await;
    room.mara.act(&paths::milestone_restore(plan, id(&made))).await.expect(200);
    check("put back").await;
    room.ada.patch(&path, json!({ "visibility": "internal" })).await.expect(200);
    check("made internal").await;
    room.ada.patch(&paths::plan(plan), json!({ "anchor_date": "2026-09-30" })).await.expect(200);
    check("hard date").await;
    let body = json!({ "kind": "board_meeting", "start_date": "2026-09-15", "anchor": true });
    let anchor = room.ada.post(&paths::constraints(plan), body).await.expect(201);
    check("another anchor").await;
    room.ada.patch(&paths::constraint(plan, id(&anchor)), json!({ "start_date": "2026-09-16" })).await.expect(200);
    check("the anchor moves").await;
    room.ada.delete(&paths::constraint(plan, id(&anchor))).await.expect(204);
    check("the anchor is gone").await;
}

#[actix_web::test]
async fn the_side_that_asked_takes_the_request_back() {
    let room = Room::new("edit").await;
    let asked = room.ask().await;
    let path = paths::sign_off_void(id(&room.plan), id(&asked));
    room.mara.post(&path, json!({})).await.expect(403);
    for _ in 0..2 {
        let voided = room.ada.post(&path, json!({ "reason": "We look at the dates once more" })).await.expect(200);
        assert_eq!(
            (voided["status"].as_str(), voided["reason"].as_str()),
            (Some("voided"), Some("We look at the dates once more"))
        );
    }
    assert_eq!(room.ada.history(&room.plan).await.iter().filter(|k| *k == "sign_off.voided").count(), 1);
}

#[actix_web::test]
async fn a_guest_whose_proof_is_old_signs_with_a_fresh_code() {
    let mut room = Room::new("view").await;
    let asked = room.ask().await;
    room.kit.clock().advance(31 * 60);
    let answer = room.mara.act(&paths::guest_refresh(id(&room.plan))).await.expect(200);
    room.mara = room.mara.with_token(answer["access_token"].as_str().unwrap());
    let waits = room.sign(&room.mara, "Mara Lindt", &asked).await.expect(202);
    assert_eq!(
        (waits["code_required"].as_bool(), waits["address_hint"].as_str()),
        (Some(true), Some("m•••@nimbus.example"))
    );
    let code = room.kit.code_to("mara.lindt@nimbus.example", 3).await;
    let path = paths::signatures(id(&room.plan), id(&asked));
    let with = |code: &str| json!({ "typed_name": "Mara Lindt", "consent": true, "code": code });
    let wrong = if code == "123456" { "654321" } else { "123456" };
    assert_eq!(room.mara.post(&path, with(wrong)).await.fields(), ["/code wrong_code"]);
    let signed = room.mara.post(&path, with(&code)).await.expect(200);
    assert!(signed["signers"].as_array().unwrap().iter().any(|s| s["signed_at"].is_string()));
}

#[actix_web::test]
async fn health_speaks_of_requests_that_wait_and_of_those_declined() {
    let room = Room::new("view").await;
    let asked = room.ask().await;
    let rules = async |ada: &Caller| -> Vec<String> {
        let health = ada.get(&paths::plan_health(id(&room.plan))).await.expect(200);
        health["findings"].as_array().unwrap().iter().map(|f| f["rule"].as_str().unwrap().to_owned()).collect()
    };
    assert!(!rules(&room.ada).await.contains(&"sign_off.resisted".to_owned()));
    let path = paths::sign_off_decline(id(&room.plan), id(&asked));
    room.mara.post(&path, json!({ "reason": "Not yet" })).await.expect(200);
    let found = rules(&room.ada).await;
    assert!(found.contains(&"sign_off.resisted".to_owned()) || found.is_empty(), "{found:?}");
}
