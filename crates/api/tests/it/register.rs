//! Risks and the buyer's calendar: what a plan knows beside its milestones.

use crate::kit::{Kit, Reply, id};
use serde_json::json;
use tandem_shared::paths;

fn pointers(reply: Reply) -> Vec<String> {
    reply.fields().into_iter().map(|field| field.split(' ').next().unwrap_or_default().to_owned()).collect()
}

#[actix_web::test]
async fn a_plan_has_one_anchor_and_its_hard_date_is_that_of_the_anchor() {
    let app = Kit::start().await;
    let ada = app.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let constraints = paths::constraints(id(&plan));
    let board =
        json!({ "kind": "board_meeting", "start_date": "2026-04-10", "anchor": true, "note": "The board meets" });
    let board = ada.post(&constraints, board).await.expect(201);
    assert_eq!(ada.plan(&plan).await["anchor_date"], "2026-04-10");
    let year = json!({ "kind": "fiscal_year", "start_date": "2026-04-01", "end_date": "2026-06-30", "anchor": true });
    ada.post(&constraints, year).await.expect(201);
    let now = ada.plan(&plan).await;
    assert_eq!(now["anchor_date"], "2026-06-30", "the last day of the period");
    let anchors: Vec<_> = now["constraints"].as_array().unwrap().iter().filter(|c| c["anchor"] == true).collect();
    assert_eq!(anchors.len(), 1);
    ada.patch(&paths::constraint(id(&plan), id(&board)), json!({ "anchor": true })).await.expect(200);
    assert_eq!(ada.plan(&plan).await["anchor_date"], "2026-04-10");
    ada.delete(&paths::constraint(id(&plan), id(&board))).await.expect(204);
    assert!(ada.plan(&plan).await["anchor_date"].is_null());
}

#[actix_web::test]
async fn the_anchor_is_never_the_sellers_own() {
    let app = Kit::start().await;
    let ada = app.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let body = |anchor: bool, visibility: &str| json!({ "kind": "deadline", "start_date": "2026-04-10", "anchor": anchor, "visibility": visibility });
    assert_eq!(pointers(ada.post(&paths::constraints(id(&plan)), body(true, "internal")).await), ["/visibility"]);
    let own = ada.post(&paths::constraints(id(&plan)), body(false, "internal")).await.expect(201);
    let path = paths::constraint(id(&plan), id(&own));
    assert_eq!(pointers(ada.patch(&path, json!({ "anchor": true })).await), ["/visibility"]);
    ada.patch(&path, json!({ "anchor": true, "visibility": "shared" })).await.expect(200);
    assert_eq!(pointers(ada.patch(&path, json!({ "visibility": "internal" })).await), ["/visibility"]);
}

#[actix_web::test]
async fn a_hard_date_set_on_the_plan_is_a_constraint() {
    let app = Kit::start().await;
    let ada = app.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let set = async |date: serde_json::Value| {
        ada.patch(&paths::plan(id(&plan)), json!({ "anchor_date": date })).await.expect(200);
        ada.plan(&plan).await
    };
    let first = set(json!("2026-05-29")).await;
    assert_eq!(first["constraints"][0]["kind"], "deadline");
    assert_eq!(first["constraints"][0]["start_date"], "2026-05-29");
    let moved = set(json!("2026-06-12")).await;
    assert_eq!(moved["constraints"].as_array().unwrap().len(), 1);
    assert_eq!(moved["anchor_date"], "2026-06-12");
    let gone = set(json!(null)).await;
    assert_eq!((&gone["anchor_date"], &gone["constraints"]), (&json!(null), &json!([])));
    // One that says why stays, unmarked.
    let board =
        json!({ "kind": "board_meeting", "start_date": "2026-04-10", "anchor": true, "note": "The board meets" });
    ada.post(&paths::constraints(id(&plan)), board).await.expect(201);
    let kept = set(json!(null)).await;
    assert_eq!(kept["constraints"][0]["anchor"], false);
}

#[actix_web::test]
async fn a_period_that_ends_before_it_begins_is_refused_also_against_the_date_that_stays() {
    let app = Kit::start().await;
    let ada = app.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let bad = json!({ "kind": "busy_period", "start_date": "2026-04-10", "end_date": "2026-04-09", "side": "joint" });
    assert_eq!(pointers(ada.post(&paths::constraints(id(&plan)), bad).await), ["/end_date", "/side"]);
    let good = json!({ "kind": "busy_period", "start_date": "2026-04-10", "end_date": "2026-04-17" });
    let made = ada.post(&paths::constraints(id(&plan)), good).await.expect(201);
    let path = paths::constraint(id(&plan), id(&made));
    assert_eq!(pointers(ada.patch(&path, json!({ "start_date": "2026-04-18" })).await), ["/end_date"]);
    assert_eq!(pointers(ada.patch(&path, json!({ "end_date": "2026-04-01" })).await), ["/end_date"]);
    ada.patch(&path, json!({ "start_date": "2026-04-18", "end_date": null })).await.expect(200);
}

#[actix_web::test]
async fn a_risk_names_a_milestone_and_a_person_of_its_own_plan() {
    let app = Kit::start().await;
    let ada = app.organization("Orbit").await;
    let (plan, other) = (ada.create_plan().await, ada.create_plan().await);
    let foreign = ada.create_milestone(&other, json!({ "title": "Budget released" })).await;
    let body = json!({ "description": " ", "probability": "high", "impact_days": 251 });
    assert_eq!(pointers(ada.post(&paths::risks(id(&plan)), body).await), ["/description", "/impact_days"]);
    let person = other["stakeholders"][0]["id"].clone();
    let body = json!({ "description": "Away", "probability": "high", "impact_days": 5, "milestone_id": foreign["id"], "owner_id": person });
    assert_eq!(pointers(ada.post(&paths::risks(id(&plan)), body).await), ["/milestone_id", "/owner_id"]);
}

#[actix_web::test]
async fn a_risk_goes_with_its_milestone_and_comes_back_with_it() {
    let app = Kit::start().await;
    let ada = app.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let milestone = ada.create_milestone(&plan, json!({ "title": "Legal review complete" })).await;
    let body = json!({ "description": "Counsel is away", "probability": "low", "impact_days": 5, "milestone_id": milestone["id"] });
    let risk = ada.post(&paths::risks(id(&plan)), body).await.expect(201);
    let path = paths::milestone(id(&plan), id(&milestone));
    ada.delete(&path).await.expect(204);
    assert_eq!(ada.plan(&plan).await["risks"], json!([]));
    ada.patch(&paths::risk(id(&plan), id(&risk)), json!({ "status": "closed" })).await.expect(404);
    ada.act(&paths::milestone_restore(id(&plan), id(&milestone))).await.expect(200);
    assert_eq!(ada.plan(&plan).await["risks"][0]["id"], risk["id"]);
}

#[actix_web::test]
async fn a_guest_notes_risks_and_deletes_only_their_own() {
    let app = Kit::start().await;
    let ada = app.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let guest = ada.guest(&plan, "mara@nimbus.example", "edit").await;
    let body = json!({ "description": "Our reviewer is away", "probability": "medium", "impact_days": 5 });
    let theirs = ada.post(&paths::risks(id(&plan)), body.clone()).await.expect(201);
    let own = guest.post(&paths::risks(id(&plan)), body.clone()).await.expect(201);
    assert_eq!(own["mine"], true);
    let internal = json!({ "description": "x", "probability": "low", "impact_days": 1, "visibility": "internal" });
    assert_eq!(pointers(guest.post(&paths::risks(id(&plan)), internal).await), ["/visibility"]);
    guest.delete(&paths::risk(id(&plan), id(&theirs))).await.expect(403);
    guest.delete(&paths::risk(id(&plan), id(&own))).await.expect(204);
    let date = json!({ "kind": "deadline", "start_date": "2026-04-10" });
    guest.post(&paths::constraints(id(&plan)), date).await.expect(403);
}
