//! Scheduling and plan health, as the API answers them.

use crate::kit::{Kit, id};
use serde_json::{Value, json};
use tandem_shared::{organization::Role, paths};

#[actix_web::test]
async fn a_preview_tells_what_follows_and_saves_nothing() {
    let app = Kit::start().await;
    let ada = app.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let today: tandem_shared::day::Day = plan["today"].as_str().unwrap().parse().unwrap();
    let day = |n: u32| today.plus_working_days(n).to_string();
    let security =
        json!({ "title": "Security review passed", "duration_days": 5, "start_date": day(1), "target_date": day(5) });
    let security = ada.create_milestone(&plan, security).await;
    let signed = json!({ "title": "Contract signed", "kind": "signature", "depends_on": [security["id"]], "duration_days": 1, "start_date": day(6), "target_date": day(6) });
    let signed = ada.create_milestone(&plan, signed).await;
    let before = ada.plan(&plan).await;
    let later = json!({ "changes": [{ "milestone_id": security["id"], "target_date": day(15) }] });
    let preview = ada.post(&paths::schedule_preview(id(&plan)), later).await.expect(200);
    let moved = preview["moves"].as_array().unwrap().iter().find(|m| m["milestone_id"] == signed["id"]);
    assert!(moved.is_some(), "the signature follows: {preview}");
    assert_eq!(ada.plan(&plan).await, before);
    let schedule = ada.get(&paths::schedule(id(&plan))).await.expect(200);
    assert_eq!(schedule["verdict"]["kind"], "no_anchor");
    let unknown = json!({ "changes": [{ "milestone_id": "ms_01m80etdbdfp2rdxwkgca8xdpb", "target_date": day(15) }] });
    let refused = ada.post(&paths::schedule_preview(id(&plan)), unknown).await.fields();
    assert_eq!(refused, ["/changes/0/milestone_id unknown"]);
    assert_eq!(ada.get(&paths::forecast(id(&plan))).await.expect(200)["kind"], "not_enough_data");
}

#[actix_web::test]
async fn a_finding_is_waived_with_its_reason_and_speaks_again() {
    let app = Kit::start().await;
    let ada = app.organization("Orbit").await;
    let plan = ada.create_plan().await;
    for title in ["Budget released", "Contract signed", "Security review passed"] {
        ada.create_milestone(&plan, json!({ "title": title })).await;
    }
    assert_eq!(ada.get(&paths::plan_health(id(&plan))).await.expect(200)["state"], "guided");
    let organization = ada.organization_id();
    app.clock().advance(14 * 86_400);
    let ada = app.user(&organization, "Jun Sato", Role::Admin).await;
    let broken = async || {
        let health = ada.get(&paths::plan_health(id(&plan))).await.expect(200);
        let findings = health["findings"].as_array().unwrap().iter();
        findings.filter(|f| f["rule"] == "milestone.count").count()
    };
    assert_eq!(broken().await, 1, "three milestones are too few");
    let body = json!({ "rule": "milestone.count", "reason": "A renewal of a known tool" });
    let waiver = ada.post(&paths::waivers(id(&plan)), body).await.expect(201);
    assert_eq!(broken().await, 0);
    assert_eq!(ada.plan(&plan).await["waivers"][0]["reason"], "A renewal of a known tool");
    ada.delete(&paths::waiver(id(&plan), id(&waiver))).await.expect(204);
    assert_eq!(broken().await, 1);
    let nothing = json!({ "rule": "milestone.count", "object": "nothing", "reason": "x" });
    assert_eq!(ada.post(&paths::waivers(id(&plan)), nothing).await.fields(), ["/object unknown"]);
    let unknown = json!({ "rule": "milestone.colour", "reason": "x" });
    assert!(ada.post(&paths::waivers(id(&plan)), unknown).await.fields()[0].starts_with("/rule"));
}

#[actix_web::test]
async fn guests_are_told_which_roles_are_not_needed_and_not_why() {
    let ada = Kit::start().await.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let mara = ada.guest(&plan, "mara@nimbus.example", "edit").await;
    for (rule, object) in [("stakeholder.coverage", "legal"), ("stakeholder.profile", "legal")] {
        let body = json!({ "rule": rule, "object": object, "reason": "Our counsel is theirs" });
        ada.post(&paths::waivers(id(&plan)), body).await.expect(201);
    }
    let all = json!({ "rule": "stakeholder.coverage", "reason": "We know them all" });
    ada.post(&paths::waivers(id(&plan)), all).await.expect(201);
    assert_eq!(ada.plan(&plan).await["waivers"].as_array().unwrap().len(), 3);
    let told = mara.plan(&plan).await["waivers"].clone();
    assert_eq!((told.as_array().unwrap().len(), &told[0]["object"]), (1, &json!("legal")));
    assert_eq!((&told[0]["reason"], &told[0]["by"]), (&json!(""), &json!("")));
}

/// A plan of three milestones in a row; answers it with their ids.
async fn row_of_three(ada: &crate::kit::Caller) -> (Value, Vec<String>) {
    let plan = ada.create_plan().await;
    let mut ids: Vec<String> = Vec::new();
    for (title, target) in [
        ("Security review passed", "2026-04-10"),
        ("Legal review complete", "2026-04-24"),
        ("Contract signed", "2026-05-08"),
    ] {
        let made = ada.create_milestone(&plan, json!({ "title": title, "target_date": target, "depends_on": ids.last() .into_iter().collect::<Vec<_>>() })).await;
        ids.push(id(&made).to_owned());
    }
    (plan, ids)
}

fn targets(plan: &Value) -> Vec<String> {
    let all = plan["milestones"].as_array().unwrap().iter();
    all.map(|m| m["target_date"].as_str().unwrap_or("none").to_owned()).collect()
}

#[actix_web::test]
async fn new_dates_are_saved_together_with_a_line_for_each() {
    let app = Kit::start().await;
    let ada = app.organization("Orbit").await;
    let (plan, ids) = row_of_three(&ada).await;
    let seq = ada.plan(&plan).await["seq"].as_i64().unwrap();
    let changes = json!({ "changes": [
        { "milestone_id": ids[0], "version": 1, "target_date": "2026-04-17", "start_date": "2026-04-13" },
        { "milestone_id": ids[1], "version": 1, "target_date": "2026-05-04" },
        { "milestone_id": ids[2], "version": 1, "target_date": "2026-05-08" },
    ] });
    let once = ada.with("Idempotency-Key", "drag-1");
    let schedule = once.post(&paths::schedule_apply(id(&plan)), changes.clone()).await.expect(200);
    assert_eq!(schedule["milestones"].as_array().unwrap().len(), 3);
    let now = ada.plan(&plan).await;
    assert_eq!(targets(&now), ["2026-04-17", "2026-05-04", "2026-05-08"]);
    assert_eq!(now["seq"], seq + 2, "a line for each that changed");
    let versions: Vec<_> =
        now["milestones"].as_array().unwrap().iter().map(|m| m["version"].as_i64().unwrap()).collect();
    assert_eq!(versions, [2, 2, 1]);
    let again = once.post(&paths::schedule_apply(id(&plan)), changes).await;
    assert_eq!((again.status, again.header("idempotent-replayed")), (200, Some("true")));
    let events = ada.get(&(paths::events(id(&plan)) + &format!("?after={seq}&limit=10"))).await.expect(200);
    let kinds: Vec<_> = events["data"].as_array().unwrap().iter().map(|e| e["type"].clone()).collect();
    assert_eq!(kinds, ["milestone.updated", "milestone.updated"]);
}

#[actix_web::test]
async fn new_dates_are_saved_all_or_none() {
    let app = Kit::start().await;
    let ada = app.organization("Orbit").await;
    let (plan, ids) = row_of_three(&ada).await;
    let path = paths::schedule_apply(id(&plan));
    let first = json!({ "milestone_id": ids[0], "target_date": "2026-04-17" });
    let before = ada.plan(&plan).await;
    let with = |second: Value| json!({ "changes": [first, second] });
    let stale = json!({ "milestone_id": ids[1], "version": 7, "target_date": "2026-05-04" });
    ada.post(&path, with(stale)).await.expect(412);
    let unknown = json!({ "milestone_id": "ms_01m80etdbdfp2rdxwkgca8xdpb", "target_date": "2026-05-04" });
    assert_eq!(ada.post(&path, with(unknown)).await.fields(), ["/changes/1/milestone_id unknown"]);
    let twice = json!({ "milestone_id": ids[0], "target_date": "2026-05-04" });
    assert_eq!(ada.post(&path, with(twice)).await.fields(), ["/changes/1/milestone_id repeated"]);
    ada.patch(&paths::milestone(id(&plan), &ids[1]), json!({ "start_date": "2026-04-20" })).await.expect(200);
    let early = json!({ "milestone_id": ids[1], "target_date": "2026-04-17" });
    assert_eq!(ada.post(&path, with(early)).await.fields(), ["/changes/1/target_date before_start"]);
    ada.act(&paths::milestone_complete(id(&plan), &ids[2])).await.expect(200);
    let reached = json!({ "milestone_id": ids[2], "target_date": "2026-05-15" });
    assert_eq!(ada.post(&path, with(reached)).await.fields(), ["/changes/1/milestone_id not_open"]);
    assert_eq!(targets(&ada.plan(&plan).await), targets(&before));
    assert_eq!(ada.post(&path, json!({ "changes": [] })).await.fields(), ["/changes empty"]);
}

#[actix_web::test]
async fn a_guest_who_may_work_saves_dates_and_finds_nothing_hidden() {
    let app = Kit::start().await;
    let ada = app.organization("Orbit").await;
    let (plan, ids) = row_of_three(&ada).await;
    let hidden = ada.create_milestone(&plan, json!({ "title": "Discount approved", "visibility": "internal" })).await;
    let (mara, jonas) =
        (ada.guest(&plan, "mara@nimbus.example", "edit").await, ada.guest(&plan, "jonas@nimbus.example", "view").await);
    let path = paths::schedule_apply(id(&plan));
    let change = |id: &str| json!({ "changes": [{ "milestone_id": id, "target_date": "2026-06-05" }] });
    jonas.post(&path, change(&ids[2])).await.expect(403);
    assert_eq!(mara.post(&path, change(id(&hidden))).await.fields(), ["/changes/0/milestone_id unknown"]);
    let schedule = mara.post(&path, change(&ids[2])).await.expect(200);
    assert_eq!(schedule["milestones"].as_array().unwrap().len(), 3, "not the internal one");
}

#[actix_web::test]
async fn after_agreement_new_dates_are_to_be_proposed_and_none_is_saved() {
    let room = crate::sign_off::Room::agreed("edit").await;
    let path = paths::schedule_apply(id(&room.plan));
    let own =
        room.ada.create_milestone(&room.plan, json!({ "title": "Discount approved", "visibility": "internal" })).await;
    let change = |milestone: &Value| json!({ "milestone_id": milestone["id"], "target_date": "2026-07-03" });
    let both = json!({ "changes": [change(&own), change(&room.milestone)] });
    assert_eq!(room.ada.post(&path, both).await.expect(409)["code"], "needs_proposal");
    let seen = room.ada.get(&paths::milestone(id(&room.plan), id(&own))).await.expect(200);
    assert!(seen["target_date"].is_null());
    // What is the seller's own is in no version.
    room.ada.post(&path, json!({ "changes": [change(&own)] })).await.expect(200);
}
