//! Fixes of plan health, applied through the API: each kind, all or none, and only what the caller may edit.

use crate::{
    kit::{Caller, Kit, id},
    sign_off::Room,
};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use tandem_shared::{
    health::{ApplyFixes, Rule, fixes_for, to_propose},
    organization::Role,
    paths,
    plan::Plan,
};

async fn health(who: &Caller, plan: &Value) -> Value {
    who.get(&paths::plan_health(id(plan))).await.expect(200)
}

fn findings(health: &Value) -> Vec<Value> {
    health["findings"].as_array().unwrap().clone()
}

fn applies(finding: &Value) -> bool {
    !finding["fix"].is_null() && finding["fix"]["kind"] != "open"
}

/// What asks for the fix of one finding.
fn ask(finding: &Value) -> Value {
    let first = finding["objects"].as_array().unwrap().first();
    json!({ "rule": finding["rule"], "objects": first.map(|o| o["id"].clone()).into_iter().collect::<Vec<_>>() })
}

/// Applies one fix after the other until none is left; answers the kinds that were applied.
async fn repair(who: &Caller, plan: &Value) -> BTreeSet<String> {
    let mut kinds = BTreeSet::new();
    for round in 0.. {
        assert!(round < 60, "no end");
        let now = health(who, plan).await;
        let Some(finding) = findings(&now).into_iter().find(applies) else { break };
        let applied = who.post(&paths::health_fixes(id(plan)), ask(&finding)).await.expect(200);
        assert_eq!(applied["health"], health(who, plan).await, "the answer is the health by now");
        assert!(findings(&applied["health"]).iter().all(|f| f["evidence"] != finding["evidence"]), "stays: {finding}");
        kinds.extend(applied["fixes"].as_array().unwrap().iter().map(|fix| fix["kind"].as_str().unwrap().to_owned()));
    }
    kinds
}

fn errors(health: &Value) -> Vec<Value> {
    findings(health).into_iter().filter(|f| f["severity"] == "error").collect()
}

#[actix_web::test]
async fn the_example_deal_is_told_what_a_coach_would_say_and_has_no_error_once_its_fixes_are_applied() {
    let app = Kit::start().await;
    for name in ["11-the-example-deal", "12-the-example-deal-anchored-on-the-budget-meeting"] {
        let typed = app.typed_in(name).await;
        let before = health(&typed.ada, &typed.plan).await;
        let evidence: Vec<String> =
            findings(&before).iter().map(|f| f["evidence"].as_str().unwrap().to_owned()).collect();
        assert!(evidence.iter().any(|e| e == "The seller has 8 open actions and the buyer 2."), "{evidence:#?}");
        assert!(evidence.iter().any(|e| e.contains("Procurement is unfamiliar with the vendor category")));
        let kinds = repair(&typed.ada, &typed.plan).await;
        assert!(kinds.contains("add_milestone") && kinds.contains("add_actions"), "{kinds:?}");
        let after = health(&typed.ada, &typed.plan).await;
        assert_eq!(errors(&after), Vec::<Value>::new());
        assert!(after["score"].as_i64() > before["score"].as_i64());
    }
}

#[actix_web::test]
async fn each_kind_of_fix_is_applied_with_its_event_and_leaves_no_error() {
    let app = Kit::start().await;
    let mut kinds = BTreeSet::new();
    for name in [
        "12-the-example-deal-anchored-on-the-budget-meeting",
        "18-ten-days-to-close-and-procurement-came-in",
        "24-a-week-apart",
        "26-undated-and-unowned",
        "43-objector-and-doubter",
        "46-assumptions-and-risks-missing",
    ] {
        let typed = app.typed_in(name).await;
        let before = typed.ada.plan(&typed.plan).await["seq"].as_i64().unwrap();
        let applied = repair(&typed.ada, &typed.plan).await;
        assert!(!applied.is_empty(), "{name} has something to fix");
        let after = typed.ada.plan(&typed.plan).await["seq"].as_i64().unwrap();
        assert!(after - before >= i64::try_from(applied.len()).unwrap(), "each writes its event");
        assert_eq!(errors(&health(&typed.ada, &typed.plan).await), Vec::<Value>::new(), "{name}");
        kinds.extend(applied);
    }
    let all = [
        "add_actions",
        "add_assumption",
        "add_milestone",
        "add_risk",
        "schedule_backward",
        "set_close_gap_note",
        "set_engagement_date",
        "set_milestone",
        "set_risk",
        "set_targets",
    ];
    assert_eq!(kinds, all.map(str::to_owned).into());
}

#[actix_web::test]
async fn a_fix_that_no_longer_applies_is_a_conflict_that_names_it_and_changes_nothing() {
    let app = Kit::start().await;
    let typed = app.typed_in("46-assumptions-and-risks-missing").await;
    let (ada, plan) = (&typed.ada, &typed.plan);
    let finding = findings(&health(ada, plan).await).into_iter().find(|f| f["rule"] == "assumption.present").unwrap();
    let path = paths::health_fixes(id(plan));
    let mut asked = ask(&finding);
    asked["expected"] =
        json!([{ "kind": "add_assumption", "milestone_id": finding["objects"][0]["id"], "text": "Something else" }]);
    let refused = ada.post(&path, asked.clone()).await.expect(409);
    assert_eq!(refused["code"], "fix_gone");
    asked["expected"] = json!([finding["fix"]]);
    ada.post(&path, asked.clone()).await.expect(200);
    let before = ada.plan(plan).await;
    let refused = ada.post(&path, asked).await.expect(409);
    let title = finding["objects"][0]["title"].as_str().unwrap();
    assert!(refused["detail"].as_str().unwrap().contains(title), "{refused}");
    assert_eq!(ada.plan(plan).await, before);
    let of_the_plan = json!({ "rule": "timeline.gap_shown" });
    assert_eq!(ada.post(&path, of_the_plan).await.expect(409)["code"], "fix_gone");
    let waiver = json!({ "rule": "risk.register", "reason": "A renewal" });
    ada.post(&paths::waivers(id(plan)), waiver).await.expect(201);
    assert_eq!(ada.post(&path, json!({ "rule": "risk.register" })).await.expect(409)["code"], "fix_gone");
}

#[actix_web::test]
async fn a_guest_applies_what_a_guest_may_edit_and_nothing_else() {
    let app = Kit::start().await;
    let typed = app.typed_in("11-the-example-deal").await;
    let plan = &typed.plan;
    let guest = typed.ada.guest(plan, "eda@nimbus.example", "edit").await;
    let path = paths::health_fixes(id(plan));
    guest.post(&path, json!({ "rule": "timeline.gap_shown" })).await.expect(403);
    guest.post(&path, json!({ "rule": "stakeholder.coverage" })).await.expect(403);
    let applied = guest.post(&path, json!({ "rule": "mutual.both_sides" })).await.expect(200);
    assert_eq!(applied["made"].as_array().unwrap().len(), 5);
    assert!(findings(&applied["health"]).iter().all(|f| f["rule"] != "mutual.both_sides"));
    let view = typed.ada.guest(plan, "vic@nimbus.example", "view").await;
    view.post(&path, json!({ "rule": "risk.mitigated" })).await.expect(403);
}

#[actix_web::test]
async fn a_fix_of_what_both_sides_signed_is_refused_and_is_proposed_instead() {
    let room = Room::new("edit").await;
    let later = room.kit.clock().today().plus_days(90);
    room.ada.create_milestone(&room.plan, json!({ "title": "Contract signed", "target_date": later })).await;
    let asked = room.ask().await;
    room.sign(&room.ada, "Ada Reyes", &asked).await.expect(200);
    room.sign(&room.mara, "Mara Lindt", &asked).await.expect(200);
    let organization = room.ada.organization_id();
    room.kit.clock().advance(8 * 86_400);
    let jun = room.kit.user(&organization, "Jun Sato", Role::Admin).await;
    let asked = json!({ "rule": "stakeholder.coverage", "objects": ["legal"] });
    let refused = jun.post(&paths::health_fixes(id(&room.plan)), asked.clone()).await.expect(409);
    assert_eq!(refused["code"], "needs_proposal");
    let plan: Plan = serde_json::from_value(jun.plan(&room.plan).await).unwrap();
    let asked: ApplyFixes = serde_json::from_value(asked).unwrap();
    assert_eq!(asked.rule, Rule::StakeholderCoverage);
    let edits = to_propose(&plan, &fixes_for(&plan, &asked));
    let body = json!({ "reason": "Legal is missing", "edits": edits });
    let offered = jun.post(&paths::proposals(id(&room.plan)), body).await.expect(201);
    let said = offered["changes"][0]["text"].as_str().unwrap();
    assert!(said.contains("Identify and engage the legal reviewer"), "{said}");
}
