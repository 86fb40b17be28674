//! Milestones.

use crate::kit::{Kit, id};
use serde_json::{Value, json};
use tandem_shared::paths;

fn titles(plan: &Value) -> Vec<&str> {
    plan["milestones"].as_array().unwrap().iter().map(|m| m["title"].as_str().unwrap()).collect()
}

#[actix_web::test]
async fn everything_that_is_wrong_with_a_milestone_is_said_at_once() {
    let ada = Kit::start().await.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let body = json!({ "title": " ", "start_date": "2026-03-20", "target_date": "2026-03-19", "duration_days": 0 });
    let fields = ada.post(&paths::milestones(id(&plan)), body).await.fields();
    assert_eq!(fields, ["/title blank", "/target_date before_start", "/duration_days out_of_range"]);
    let eve = ada.kit.organization("Evil").await;
    let theirs = eve.create_plan().await;
    let foreign = eve.create_milestone(&theirs, json!({ "title": "Theirs" })).await;
    let body = json!({ "title": "a", "stage_id": foreign["stage_id"], "owner_id": theirs["stakeholders"][0]["id"], "depends_on": [foreign["id"]] });
    let fields = ada.post(&paths::milestones(id(&plan)), body).await.fields();
    assert_eq!(fields, ["/stage_id unknown", "/owner_id unknown", "/depends_on/0 unknown"]);
}

#[actix_web::test]
async fn a_patch_is_checked_against_the_dates_that_stay() {
    let ada = Kit::start().await.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let made = ada.create_milestone(&plan, json!({ "title": "a", "start_date": "2026-03-20" })).await;
    let path = paths::milestone(id(&plan), id(&made));
    assert_eq!(ada.patch(&path, json!({ "target_date": "2026-03-19" })).await.fields(), ["/target_date before_start"]);
    let moved = ada.patch(&path, json!({ "target_date": "2026-03-19", "start_date": null })).await.expect(200);
    assert_eq!((&moved["target_date"], &moved["start_date"]), (&json!("2026-03-19"), &Value::Null));
}

#[actix_web::test]
async fn a_cycle_is_refused_and_named() {
    let ada = Kit::start().await.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let a = ada.create_milestone(&plan, json!({ "title": "Budget" })).await;
    let b = ada.create_milestone(&plan, json!({ "title": "Legal", "depends_on": [a["id"]] })).await;
    let reply = ada.patch(&paths::milestone(id(&plan), id(&a)), json!({ "depends_on": [b["id"]] })).await;
    let detail = reply.json["errors"][0]["detail"].as_str().unwrap().to_owned();
    assert_eq!(reply.fields(), ["/depends_on cycle"]);
    assert!(detail.contains("“Budget”") && detail.contains("“Legal”"), "{detail}");
}

#[actix_web::test]
async fn milestones_stand_by_stage_and_can_be_reordered() {
    let ada = Kit::start().await.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let stages = plan["stages"].as_array().unwrap();
    let mut ids = Vec::new();
    for (title, stage) in [("c", 2), ("a", 1), ("b", 1)] {
        ids.push(
            ada.create_milestone(&plan, json!({ "title": title, "stage_id": stages[stage]["id"] })).await["id"].clone(),
        );
    }
    assert_eq!(titles(&ada.plan(&plan).await), ["a", "b", "c"]);
    let path = paths::milestone_order(id(&plan));
    ada.put(&path, json!({ "ids": [ids[2], ids[1], ids[0]] })).await.expect(204);
    assert_eq!(titles(&ada.plan(&plan).await), ["b", "a", "c"]);
    assert_eq!(ada.put(&path, json!({ "ids": [ids[2], ids[1]] })).await.fields(), ["/ids not_all"]);
}

#[actix_web::test]
async fn a_plan_has_one_signature() {
    let ada = Kit::start().await.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let signed = ada
        .create_milestone(&plan, json!({ "title": "Signed", "kind": "signature", "target_date": "2026-04-15" }))
        .await;
    assert_eq!(
        ada.post(&paths::milestones(id(&plan)), json!({ "title": "Again", "kind": "signature" })).await.fields(),
        ["/kind taken"]
    );
    ada.create_milestone(&plan, json!({ "title": "Kick-off", "kind": "kick_off", "target_date": "2026-04-22" })).await;
    assert_eq!(ada.plan(&plan).await["signature_date"], "2026-04-15");
    ada.delete(&paths::milestone(id(&plan), id(&signed))).await.expect(204);
    ada.create_milestone(&plan, json!({ "title": "Other", "kind": "signature" })).await;
    let back = ada.act(&paths::milestone_restore(id(&plan), id(&signed))).await;
    assert_eq!(back.expect(409)["code"], "kind_taken");
}

#[actix_web::test]
async fn a_deleted_milestone_comes_back_with_its_actions() {
    let ada = Kit::start().await.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let made =
        ada.create_milestone(&plan, json!({ "title": "Legal", "assumptions": [{ "text": "No new questions" }] })).await;
    let kept = ada.create_action(&plan, &made, json!({ "title": "Send the draft" })).await;
    let gone = ada.create_action(&plan, &made, json!({ "title": "Deleted before" })).await;
    ada.delete(&paths::action(id(&plan), id(&gone))).await.expect(204);
    let path = paths::milestone(id(&plan), id(&made));
    ada.delete(&path).await.expect(204);
    ada.get(&path).await.expect(404);
    ada.get(&paths::action(id(&plan), id(&kept))).await.expect(404);
    let back = ada.act(&paths::milestone_restore(id(&plan), id(&made))).await.expect(200);
    assert_eq!(back["actions"].as_array().unwrap().len(), 1);
    assert_eq!(back["assumptions"][0]["state"], "unknown");
}

#[actix_web::test]
async fn a_broken_assumption_puts_the_milestone_at_risk_with_its_words() {
    let ada = Kit::start().await.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let made =
        ada.create_milestone(&plan, json!({ "title": "Legal", "assumptions": [{ "text": "No new questions" }] })).await;
    let assumption = json!({ "id": made["assumptions"][0]["id"], "text": "No new questions", "state": "broken" });
    let patched =
        ada.patch(&paths::milestone(id(&plan), id(&made)), json!({ "assumptions": [assumption] })).await.expect(200);
    assert_eq!(
        (&patched["status"], &patched["assumptions"][0]["id"]),
        (&json!("at_risk"), &made["assumptions"][0]["id"])
    );
    assert_eq!(patched["status_reasons"][0]["detail"], "No longer holds: No new questions");
}

#[actix_web::test]
async fn a_patch_that_changes_nothing_writes_no_event() {
    let ada = Kit::start().await.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let made = ada.create_milestone(&plan, json!({ "title": "Legal" })).await;
    let seq = ada.plan(&plan).await["seq"].clone();
    let same = ada.patch(&paths::milestone(id(&plan), id(&made)), json!({ "title": "Legal" })).await.expect(200);
    assert_eq!((&same["version"], &ada.plan(&plan).await["seq"]), (&json!(1), &seq));
}
