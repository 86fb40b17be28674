//! Weekly status updates: drafted from what happened, edited, sent once, read by both sides.

use crate::kit::{Caller, Kit, id};
use serde_json::{Value, json};
use tandem_api::services::{housekeeping, reviews};
use tandem_shared::{organization::Role, paths};

const MARA: &str = "mara@nimbus.example";
const DAY: i64 = 86_400;

/// A shared plan in which something happened.
async fn week() -> (Caller, Caller, Value) {
    let ada = Kit::start().await.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let passed = ada.create_milestone(&plan, json!({ "title": "Security review passed", "owner_side": "buyer" })).await;
    let legal = json!({ "title": "Legal review complete", "owner_side": "buyer", "target_date": in_days(&ada, 5) });
    let legal = ada.create_milestone(&plan, legal).await;
    let hidden = ada.create_milestone(&plan, json!({ "title": "Discount approved", "visibility": "internal" })).await;
    let mara = ada.guest(&plan, MARA, "edit").await;
    let action = ada.create_action(&plan, &legal, json!({ "title": "Send the redlines", "side": "seller" })).await;
    ada.act(&paths::action_complete(id(&plan), id(&action))).await.expect(200);
    let secret = ada.create_action(&plan, &legal, json!({ "title": "Price floor", "visibility": "internal" })).await;
    ada.act(&paths::action_complete(id(&plan), id(&secret))).await.expect(200);
    for milestone in [&passed, &hidden] {
        ada.act(&paths::milestone_complete(id(&plan), id(milestone))).await.expect(200);
    }
    let later = json!({ "target_date": in_days(&ada, 9), "risk_reason": "Counsel is away" });
    ada.patch(&paths::milestone(id(&plan), id(&legal)), later).await.expect(200);
    (ada, mara, plan)
}

fn in_days(caller: &Caller, days: i64) -> String {
    caller.kit.clock().today().plus_days(days).to_string()
}

async fn drafted(ada: &Caller, plan: &Value) -> Value {
    ada.post(&paths::status_updates(id(plan)), json!({})).await.expect(201)
}

async fn list(caller: &Caller, plan: &Value) -> Vec<Value> {
    let page = caller.get(&paths::status_updates(id(plan))).await.expect(200);
    page["data"].as_array().unwrap().clone()
}

/// The grant's or user's id in the plan.
async fn person(ada: &Caller, plan: &Value, email: &str) -> Value {
    let people = ada.plan(plan).await["stakeholders"].as_array().unwrap().clone();
    people.iter().find(|p| p["email"] == email).unwrap()["id"].clone()
}

async fn mails_to(ada: &Caller, address: &str) -> usize {
    ada.kit.mails().await.iter().filter(|m| m.to == address && m.subject.starts_with("Status of")).count()
}

#[actix_web::test]
async fn a_draft_tells_what_happened_and_nothing_internal() {
    let (ada, _, plan) = week().await;
    let update = drafted(&ada, &plan).await;
    let sections = &update["sections"];
    assert_eq!(update["status"], "draft");
    assert_eq!(sections["completed"][0]["text"], "Security review passed");
    assert_eq!(sections["completed_actions"][0], json!({ "side": "seller", "text": "Send the redlines" }));
    let risk = sections["at_risk"][0]["text"].as_str().unwrap();
    assert!(risk.starts_with("Legal review complete: Counsel is away (target was "), "{risk}");
    let moved = sections["revised_timeline"][0]["text"].as_str().unwrap();
    assert!(moved.starts_with("Legal review complete: ") && moved.contains(" → "), "{moved}");
    for hidden in ["Discount approved", "Price floor"] {
        assert!(!update.to_string().contains(hidden), "{update}");
    }
    assert_eq!(update["recipients"].as_array().unwrap().len(), 1, "everyone with access but who writes it");
    assert_eq!(update["recipients"][0]["side"], "buyer");
}

#[actix_web::test]
async fn a_draft_is_drafted_again_from_what_happened_since() {
    let (ada, mara, plan) = week().await;
    let update = drafted(&ada, &plan).await;
    let path = paths::status_update(id(&plan), id(&update));
    ada.patch(&path, json!({ "sections": { "summary": "Mine." } })).await.expect(200);
    mara.patch(&path, json!({ "draft_again": true })).await.expect(403);
    let org = ada.organization_id();
    ada.kit.clock().advance(DAY);
    let ada = ada.kit.user(&org, "Jun Sato", Role::Admin).await;
    let open = ada.plan(&plan).await["milestones"][1]["id"].clone();
    ada.act(&paths::milestone_complete(id(&plan), open.as_str().unwrap())).await.expect(200);
    let both = json!({ "draft_again": true, "sections": {} });
    assert_eq!(ada.patch(&path, both).await.fields(), ["/sections differs"]);
    let again = ada.patch(&path, json!({ "draft_again": true })).await.expect(200);
    assert_eq!((&again["version"], &again["period_to"]), (&json!(3), &json!(in_days(&ada, 0))));
    assert_eq!(again["sections"]["completed"].as_array().unwrap().len(), 2, "{again}");
    assert_ne!(again["sections"]["summary"], "Mine.");
    assert!(!again.to_string().contains("Discount approved"));
}

#[actix_web::test]
async fn a_draft_is_edited_and_what_was_sent_stays() {
    let (ada, mara, plan) = week().await;
    let update = drafted(&ada, &plan).await;
    let path = paths::status_update(id(&plan), id(&update));
    let body = json!({ "sections": { "summary": " All well. ", "on_track": [{ "side": "buyer", "text": " " }, { "side": "joint", "text": "Pilot" }] } });
    let edited = ada.with("If-Match", "\"1\"").patch(&path, body).await;
    assert_eq!(edited.header("etag"), Some("\"2\""));
    let edited = edited.expect(200);
    assert_eq!(edited["sections"]["summary"], "All well.");
    assert_eq!(edited["sections"]["on_track"], json!([{ "side": "joint", "text": "Pilot" }]));
    ada.with("If-Match", "\"1\"").patch(&path, json!({ "sections": {} })).await.expect(412);
    assert_eq!(mara.get(&path).await.status, 404, "drafts are the seller's");
    assert!(list(&mara, &plan).await.is_empty());
    ada.post(&paths::status_update_send(id(&plan), id(&update)), json!({})).await.expect(200);
    assert_eq!(ada.patch(&path, json!({ "sections": {} })).await.expect(409)["code"], "already_sent");
    assert_eq!(ada.delete(&path).await.expect(409)["code"], "already_sent");
    let read = mara.get(&path).await.expect(200);
    assert_eq!(read["sections"]["summary"], "All well.");
    let other = drafted(&ada, &plan).await;
    ada.delete(&paths::status_update(id(&plan), id(&other))).await.expect(204);
    assert_eq!(list(&ada, &plan).await.len(), 1);
}

#[actix_web::test]
async fn sending_twice_is_the_same_as_once() {
    let (ada, mara, plan) = week().await;
    let update = drafted(&ada, &plan).await;
    let path = paths::status_update_send(id(&plan), id(&update));
    let first = ada.post(&path, json!({})).await.expect(200);
    let again = ada.post(&path, json!({})).await.expect(200);
    assert_eq!(first, again);
    assert_eq!(mails_to(&ada, MARA).await, 1);
    let mail = ada.kit.mail_to(MARA, 2).await;
    assert!(mail.subject.starts_with("Status of “Analytics rollout”, "), "{}", mail.subject);
    for text in ["COMPLETED MILESTONES", "✓ Buyer: Security review passed", "⚠ Buyer: Legal review complete"] {
        assert!(mail.text.contains(text), "{text} is missing in {}", mail.text);
    }
    assert_eq!(mail.link(), format!("http://localhost:8080/plans/{}/updates", id(&plan)));
    let sent: Vec<String> = mara.history(&plan).await.into_iter().filter(|e| e.starts_with("status_update")).collect();
    assert_eq!(sent, ["status_update.sent"], "drafting is the seller's own history");
    assert_eq!(ada.plan(&plan).await["pulse"]["reviewed_at"], first["sent_at"]);
}

#[actix_web::test]
async fn the_next_draft_begins_where_the_last_update_ended() {
    let (ada, _, plan) = week().await;
    // A token ends sooner than a week.
    let org = ada.organization_id();
    let update = drafted(&ada, &plan).await;
    ada.post(&paths::status_update_send(id(&plan), id(&update)), json!({})).await.expect(200);
    ada.kit.clock().advance(4 * DAY);
    let ada = ada.kit.user(&org, "Jun Sato", Role::Admin).await;
    let next = drafted(&ada, &plan).await;
    assert_eq!((&next["period_from"], &next["period_to"]), (&json!(in_days(&ada, -3)), &json!(in_days(&ada, 0))));
    assert_eq!(next["sections"]["completed"], json!([]));
    let turned = json!({ "period_from": in_days(&ada, 1), "period_to": in_days(&ada, 0) });
    assert_eq!(ada.post(&paths::status_updates(id(&plan)), turned).await.fields(), ["/period_to before_start"]);
}

#[actix_web::test]
async fn only_people_who_may_read_the_plan_are_sent_it() {
    let (ada, _, plan) = week().await;
    let otto = json!({ "side": "buyer", "name": "Otto Brandt", "email": "otto@nimbus.example" });
    let otto = ada.post(&paths::stakeholders(id(&plan)), otto).await.expect(201);
    let mara = person(&ada, &plan, MARA).await;
    let update = drafted(&ada, &plan).await;
    let send = paths::status_update_send(id(&plan), id(&update));
    let both = json!({ "recipients": [mara, otto["id"]] });
    assert_eq!(ada.post(&send, both).await.fields(), ["/recipients/1 unknown"]);
    assert_eq!(ada.post(&send, json!({ "recipients": [] })).await.fields(), ["/recipients blank"]);
    let path = paths::status_update(id(&plan), id(&update));
    assert_eq!(ada.patch(&path, json!({ "recipients": [otto["id"]] })).await.fields(), ["/recipients/0 unknown"]);
    assert_eq!(mails_to(&ada, MARA).await, 0, "nothing leaves when one is refused");
    ada.post(&send, json!({ "recipients": [mara] })).await.expect(200);
    // Access taken back before the mail leaves takes the mail back.
    let grant = ada.grant(&plan, MARA).await;
    ada.delete(&paths::grant(id(&plan), id(&grant))).await.expect(204);
    assert_eq!(mails_to(&ada, MARA).await, 0);
}

#[actix_web::test]
async fn a_guest_learns_nothing_of_who_else_was_sent_it() {
    let (ada, mara, plan) = week().await;
    ada.guest(&plan, "otto@nimbus.example", "view").await;
    let update = drafted(&ada, &plan).await;
    let sent = ada.post(&paths::status_update_send(id(&plan), id(&update)), json!({})).await.expect(200);
    assert_eq!(sent["recipients"].as_array().unwrap().len(), 2);
    let read = &list(&mara, &plan).await[0];
    assert_eq!(read["recipients"].as_array().unwrap().len(), 1, "{read}");
}

#[actix_web::test]
async fn an_update_that_says_nothing_is_not_sent() {
    let (ada, _, plan) = week().await;
    let update = drafted(&ada, &plan).await;
    ada.patch(&paths::status_update(id(&plan), id(&update)), json!({ "sections": {} })).await.expect(200);
    let refused = ada.post(&paths::status_update_send(id(&plan), id(&update)), json!({})).await;
    assert_eq!(refused.expect(409)["code"], "empty");
}

#[actix_web::test]
async fn a_rep_who_may_not_edit_reads_what_was_sent_only() {
    let (ada, _, plan) = week().await;
    let rex = ada.colleague("Rex Ode", Role::Rep).await;
    let update = drafted(&ada, &plan).await;
    assert!(list(&rex, &plan).await.is_empty());
    rex.post(&paths::status_updates(id(&plan)), json!({})).await.expect(403);
    ada.post(&paths::status_update_send(id(&plan), id(&update)), json!({})).await.expect(200);
    assert_eq!(list(&rex, &plan).await.len(), 1);
}

async fn reminders(ada: &Caller) -> usize {
    reviews::remind(&ada.kit.app).await.unwrap();
    ada.kit.mails().await.iter().filter(|m| m.subject.starts_with("Time to review")).count()
}

#[actix_web::test]
async fn the_owner_is_reminded_once_for_each_review() {
    let (ada, _, plan) = week().await;
    // A token ends sooner than a week.
    let org = ada.organization_id();
    ada.kit.clock().advance(6 * DAY);
    assert_eq!(reminders(&ada).await, 0, "a day before");
    ada.kit.clock().advance(DAY);
    assert_eq!(reminders(&ada).await, 1);
    ada.kit.clock().advance(DAY);
    assert_eq!(reminders(&ada).await, 1, "once");
    let ada = ada.kit.user(&org, "Jun Sato", Role::Admin).await;
    let update = drafted(&ada, &plan).await;
    ada.post(&paths::status_update_send(id(&plan), id(&update)), json!({})).await.expect(200);
    ada.kit.clock().advance(6 * DAY);
    assert_eq!(reminders(&ada).await, 1, "reviewed six days ago");
    ada.kit.clock().advance(DAY);
    assert_eq!(reminders(&ada).await, 2);
}

#[actix_web::test]
async fn a_day_set_by_hand_is_reminded_of_and_then_held() {
    let (ada, _, plan) = week().await;
    // A token ends sooner than a week.
    let org = ada.organization_id();
    let day = in_days(&ada, 2);
    ada.patch(&paths::plan(id(&plan)), json!({ "next_review_date": day })).await.expect(200);
    assert_eq!(reminders(&ada).await, 0);
    ada.kit.clock().advance(2 * DAY);
    housekeeping::keep(&ada.kit.app).await;
    assert_eq!(reminders(&ada).await, 1, "by the job, and not once more");
    let ada = ada.kit.user(&org, "Jun Sato", Role::Admin).await;
    let update = drafted(&ada, &plan).await;
    ada.post(&paths::status_update_send(id(&plan), id(&update)), json!({})).await.expect(200);
    assert_eq!(ada.plan(&plan).await["conduct"]["next_review_date"], Value::Null);
}

#[actix_web::test]
async fn nobody_is_reminded_of_a_plan_that_is_not_shared_or_that_is_done() {
    let ada = Kit::start().await.organization("Orbit").await;
    let alone = ada.create_plan().await;
    ada.create_milestone(&alone, json!({ "title": "Contract signed" })).await;
    let done = ada.create_plan().await;
    let milestone = ada.create_milestone(&done, json!({ "title": "Contract signed" })).await;
    ada.share(&done, MARA, "view").await;
    ada.act(&paths::milestone_complete(id(&done), id(&milestone))).await.expect(200);
    ada.kit.clock().advance(30 * DAY);
    assert_eq!(reminders(&ada).await, 0);
}
