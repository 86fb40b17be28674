//! What somebody regrets, or two have in common: shared by mistake, the same name twice, the same thing twice.

use crate::kit::{Kit, id};
use serde_json::json;
use tandem_shared::paths;

const SLIP: &str = "Offer 20 % if they push";

#[actix_web::test]
async fn what_was_shared_by_mistake_is_gone_from_a_guests_history() {
    let app = Kit::start().await;
    let ada = app.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let milestone = ada.create_milestone(&plan, json!({ "title": SLIP, "outcome": SLIP })).await;
    let action = ada.create_action(&plan, &milestone, json!({ "title": SLIP })).await;
    let other = ada.create_milestone(&plan, json!({ "title": "Contract signed" })).await;
    let own = ada.create_action(&plan, &other, json!({ "title": SLIP })).await;
    let risk = json!({ "description": SLIP, "probability": "high", "impact_days": 5 });
    let risk = ada.post(&paths::risks(id(&plan)), risk).await.expect(201);
    let hide = json!({ "visibility": "internal" });
    ada.patch(&paths::milestone(id(&plan), id(&milestone)), hide.clone()).await.expect(200);
    ada.patch(&paths::action(id(&plan), id(&own)), hide.clone()).await.expect(200);
    ada.patch(&paths::risk(id(&plan), id(&risk)), hide).await.expect(200);
    ada.delete(&paths::risk(id(&plan), id(&risk))).await.expect(204);
    let mara = ada.guest(&plan, "mara@nimbus.example", "edit").await;
    let events = paths::events(id(&plan));
    for query in ["", "?limit=2", "?after=0", "?after=0&limit=3"] {
        let page = mara.get(&format!("{events}{query}")).await.expect(200);
        assert!(!page.to_string().contains(SLIP), "{query}: {page}");
        assert!(!page.to_string().contains(id(&action)), "{query}: {page}");
        assert!(!page["data"].as_array().unwrap().is_empty(), "{query}");
    }
    assert!(ada.get(&format!("{events}?limit=100")).await.text.contains(SLIP));
}

#[actix_web::test]
async fn a_namesake_is_somebody_else() {
    let app = Kit::start().await;
    let ada = app.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let person = |email: &str| json!({ "name": "Info", "side": "buyer", "email": email });
    let one = ada.post(&paths::stakeholders(id(&plan)), person("info@a.example")).await.expect(201);
    let two = ada.post(&paths::stakeholders(id(&plan)), person("info@b.example")).await.expect(201);
    let milestone = ada.create_milestone(&plan, json!({ "title": "Review passed", "owner_id": one["id"] })).await;
    let action =
        ada.create_action(&plan, &milestone, json!({ "title": "Return it", "assignee_ids": [one["id"]] })).await;
    let path = paths::milestone(id(&plan), id(&milestone));
    let moved = ada.patch(&path, json!({ "owner_id": two["id"] })).await.expect(200);
    assert_eq!(moved["owner_id"], two["id"]);
    assert_ne!(moved["version"], milestone["version"]);
    let path = paths::action(id(&plan), id(&action));
    let given = ada.patch(&path, json!({ "assignee_ids": [two["id"]] })).await.expect(200);
    assert_eq!(given["assignee_ids"], json!([two["id"]]));
    let same = ada.patch(&path, json!({ "assignee_ids": [two["id"]] })).await.expect(200);
    assert_eq!(same["version"], given["version"]);
}

#[actix_web::test]
async fn an_assumption_named_twice_is_refused() {
    let app = Kit::start().await;
    let ada = app.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let new = json!({ "title": "Review passed", "assumptions": [{ "text": "The form is complete" }] });
    let milestone = ada.create_milestone(&plan, new).await;
    let twin = json!({ "id": milestone["assumptions"][0]["id"], "text": "The form is complete" });
    let path = paths::milestone(id(&plan), id(&milestone));
    let reply = ada.patch(&path, json!({ "assumptions": [twin.clone(), twin] })).await;
    assert_eq!(reply.fields(), ["/assumptions/1/id twice"]);
}

#[actix_web::test]
async fn paths_without_a_route_are_counted_as_one() {
    let app = Kit::start().await;
    let caller = app.nobody();
    for n in 0..3 {
        caller.get(&format!("/nowhere-{n}")).await;
    }
    let counted = app.metrics();
    assert!(!counted.contains("nowhere"), "{counted}");
}
