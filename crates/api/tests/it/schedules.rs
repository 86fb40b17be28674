//! Scheduling and plan health, as the API answers them.

use crate::kit::{Kit, id};
use serde_json::json;
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
