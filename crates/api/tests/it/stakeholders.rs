//! People in a plan: who may change whom, and what guests do not see.

use crate::kit::{Caller, Kit, id};
use serde_json::{Value, json};
use tandem_shared::{organization::Role, paths};

const MARA: &str = "mara@nimbus.example";

async fn add(caller: &Caller, plan: &Value, body: Value) -> Value {
    caller.post(&paths::stakeholders(id(plan)), body).await.expect(201)
}

fn buyer(name: &str, email: &str) -> Value {
    json!({ "side": "buyer", "name": name, "email": email })
}

#[actix_web::test]
async fn a_person_is_added_changed_and_removed_with_one_line_of_history_each() {
    let ada = Kit::start().await.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let before = ada.history(&plan).await.len();
    let body = json!({ "side": "buyer", "name": " Jonas Weber ", "email": "Jonas@Nimbus.example", "title": "CFO", "roles": ["economic_buyer"] });
    let jonas = add(&ada, &plan, body).await;
    assert_eq!(
        (&jonas["name"], &jonas["email"], &jonas["buy_in"]),
        (&json!("Jonas Weber"), &json!("jonas@nimbus.example"), &json!("unknown"))
    );
    let path = paths::stakeholder(id(&plan), id(&jonas));
    ada.with("If-Match", "\"7\"").patch(&path, json!({ "title": "COO" })).await.expect(412);
    let changed =
        ada.patch(&path, json!({ "title": "COO", "engagement_date": "2027-01-15", "roles": [] })).await.expect(200);
    assert_eq!(
        (&changed["title"], &changed["engagement_date"], &changed["version"]),
        (&json!("COO"), &json!("2027-01-15"), &json!(2))
    );
    let same = ada.patch(&path, json!({ "title": "COO" })).await.expect(200);
    assert_eq!(same["version"], 2);
    let cleared = ada.patch(&path, json!({ "email": null, "engagement_date": null })).await.expect(200);
    assert_eq!((&cleared["email"], cleared.get("engagement_date")), (&Value::Null, None));
    ada.delete(&path).await.expect(204);
    ada.patch(&path, json!({ "title": "CFO" })).await.expect(404);
    let history = ada.history(&plan).await;
    assert_eq!(
        history[before..],
        ["stakeholder.added", "stakeholder.updated", "stakeholder.updated", "stakeholder.removed"]
    );
}

#[actix_web::test]
async fn an_address_stands_for_one_person_in_a_plan() {
    let ada = Kit::start().await.organization("Orbit").await;
    let (plan, other) = (ada.create_plan().await, ada.create_plan().await);
    let mara = add(&ada, &plan, buyer("Mara Lindt", MARA)).await;
    let twice = ada.post(&paths::stakeholders(id(&plan)), buyer("Mara L.", "MARA@nimbus.example")).await;
    assert_eq!(twice.fields(), ["/email duplicate"]);
    add(&ada, &other, buyer("Mara Lindt", MARA)).await;
    let jonas = add(&ada, &plan, buyer("Jonas Weber", "jonas@nimbus.example")).await;
    let path = paths::stakeholder(id(&plan), id(&jonas));
    assert_eq!(ada.patch(&path, json!({ "email": MARA })).await.fields(), ["/email duplicate"]);
    ada.patch(&paths::stakeholder(id(&other), id(&mara)), json!({ "name": "X" })).await.expect(404);
}

#[actix_web::test]
async fn a_script_puts_people_by_address() {
    let ada = Kit::start().await.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let path = paths::stakeholder_by_email(id(&plan), "Mara%40nimbus.example");
    let body = json!({ "side": "buyer", "name": "Mara Lindt", "title": "Head of IT" });
    let made = ada.put(&path, body.clone()).await;
    assert_eq!(made.header("etag"), Some("\"1\""));
    let made = made.expect(201);
    assert_eq!(made["email"], MARA);
    let person = paths::stakeholder(id(&plan), id(&made));
    ada.patch(&person, json!({ "buy_in": "onboard" })).await.expect(200);
    let again = ada.put(&path, json!({ "side": "buyer", "name": "Mara Lindt", "title": "CIO" })).await.expect(200);
    assert_eq!((&again["id"], &again["title"], &again["buy_in"]), (&made["id"], &json!("CIO"), &json!("onboard")));
    let same = ada.put(&path, json!({ "side": "buyer", "name": "Mara Lindt", "title": "CIO" })).await.expect(200);
    assert_eq!(same["version"], again["version"]);
    ada.with("If-Match", "\"1\"").put(&path, body).await.expect(412);
    let other = json!({ "side": "buyer", "name": "Mara", "email": "other@nimbus.example" });
    assert_eq!(ada.put(&path, other).await.fields(), ["/email differs"]);
    assert_eq!(ada.put(&path, json!({ "side": "seller", "name": "Mara" })).await.fields(), ["/side other_side"]);
    let nonsense = paths::stakeholder_by_email(id(&plan), "nobody");
    assert_eq!(ada.put(&nonsense, json!({ "side": "buyer", "name": "N" })).await.fields(), ["/email not_an_address"]);
}

#[actix_web::test]
async fn a_member_who_is_added_may_work_in_the_plan_from_then_on() {
    let kit = Kit::start().await;
    let ada = kit.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let lee = ada.colleague("Lee Chan", Role::Rep).await;
    let work = async || lee.post(&paths::milestones(id(&plan)), json!({ "title": "Contract signed" })).await;
    work().await.expect(403);
    let body = |user: &str| json!({ "side": "seller", "name": "Lee Chan", "user_id": user });
    let added = add(&ada, &plan, body(lee.user_id().as_str())).await;
    work().await.expect(201);
    let again = ada.post(&paths::stakeholders(id(&plan)), body(lee.user_id().as_str())).await;
    assert_eq!(again.fields(), ["/user_id duplicate"]);
    let stranger = kit.organization("Evil").await.user_id();
    let reply = ada.post(&paths::stakeholders(id(&plan)), body(stranger.as_str())).await;
    assert_eq!(reply.fields(), ["/user_id not_a_member"]);
    let buyer = json!({ "side": "buyer", "name": "Lee", "user_id": lee.user_id().as_str() });
    assert_eq!(ada.post(&paths::stakeholders(id(&plan)), buyer).await.fields(), ["/user_id wrong_side"]);
    ada.delete(&paths::stakeholder(id(&plan), id(&added))).await.expect(204);
    work().await.expect(403);
}

#[actix_web::test]
async fn guests_see_neither_what_the_seller_thinks_nor_who_else_has_access() {
    let ada = Kit::start().await.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let mara = ada.guest(&plan, MARA, "edit").await;
    let jonas = ada.share(&plan, "jonas@nimbus.example", "view").await;
    let person = paths::stakeholder(id(&plan), jonas["stakeholder_id"].as_str().unwrap());
    let thoughts =
        json!({ "buy_in": "likely_objector", "primary_concern": "Price of a change", "engagement_plan": "Dinner" });
    ada.patch(&person, thoughts).await.expect(200);
    let seen =
        |people: &Value, email: &str| people.as_array().unwrap().iter().find(|p| p["email"] == email).unwrap().clone();
    for people in [
        mara.plan(&plan).await["stakeholders"].clone(),
        mara.get(&paths::stakeholders(id(&plan))).await.expect(200)["data"].clone(),
    ] {
        let (other, own) = (seen(&people, "jonas@nimbus.example"), seen(&people, MARA));
        for field in
            ["buy_in", "primary_concern", "authority", "engagement_plan", "engagement_timing", "engagement_date"]
        {
            assert!(other.get(field).is_none() && own.get(field).is_none(), "{field}");
        }
        assert_eq!((&other["grant"], &own["grant"]["access"]), (&Value::Null, &json!("edit")));
    }
    let people = ada.plan(&plan).await["stakeholders"].clone();
    assert_eq!(seen(&people, "jonas@nimbus.example")["grant"]["status"], "pending");
    assert_eq!(seen(&people, "jonas@nimbus.example")["buy_in"], "likely_objector");
    let log = mara.get(&paths::events(id(&plan))).await.text;
    assert!(!log.contains("likely_objector") && !log.contains("Dinner"), "{log}");
}

#[actix_web::test]
async fn a_guest_adds_and_changes_people_of_their_own_side_only() {
    let ada = Kit::start().await.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let (mara, viewer) = (ada.guest(&plan, MARA, "edit").await, ada.guest(&plan, "v@nimbus.example", "view").await);
    let path = paths::stakeholders(id(&plan));
    viewer.post(&path, buyer("Ines", "ines@nimbus.example")).await.expect(403);
    let ines = add(&mara, &plan, buyer("Ines Torres", "ines@nimbus.example")).await;
    mara.post(&path, json!({ "side": "seller", "name": "Bob" })).await.expect(403);
    let own = paths::stakeholder(id(&plan), id(&ines));
    mara.patch(&own, json!({ "title": "Counsel", "roles": ["legal"] })).await.expect(200);
    let reply = mara.patch(&own, json!({ "buy_in": "onboard", "engagement_date": null })).await;
    assert_eq!(reply.fields(), ["/buy_in not_allowed", "/engagement_date not_allowed"]);
    let seller = ada.plan(&plan).await["stakeholders"]
        .as_array()
        .unwrap()
        .iter()
        .find(|p| p["side"] == "seller")
        .unwrap()
        .clone();
    mara.patch(&paths::stakeholder(id(&plan), id(&seller)), json!({ "title": "X" })).await.expect(403);
    let jonas = add(&ada, &plan, buyer("Jonas Weber", "jonas@nimbus.example")).await;
    mara.delete(&paths::stakeholder(id(&plan), id(&jonas))).await.expect(403);
    mara.delete(&own).await.expect(204);
    let event = ada.get(&paths::events(id(&plan))).await.expect(200)["data"][0].clone();
    assert_eq!((&event["type"], &event["actor"]["kind"]), (&json!("stakeholder.removed"), &json!("guest")), "{event}");
}

#[actix_web::test]
async fn who_has_access_or_work_stays_until_that_is_settled() {
    let ada = Kit::start().await.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let grant = ada.share(&plan, MARA, "edit").await;
    let person = paths::stakeholder(id(&plan), grant["stakeholder_id"].as_str().unwrap());
    assert_eq!(ada.delete(&person).await.expect(409)["code"], "has_access");
    assert_eq!(ada.patch(&person, json!({ "email": "new@nimbus.example" })).await.expect(409)["code"], "has_access");
    ada.delete(&paths::grant(id(&plan), id(&grant))).await.expect(204);
    let body = json!({ "title": "Contract signed", "owner_id": grant["stakeholder_id"], "owner_side": "buyer" });
    let milestone = ada.create_milestone(&plan, body).await;
    let body = json!({ "title": "Sign", "side": "buyer", "assignee_ids": [grant["stakeholder_id"]] });
    let action = ada.create_action(&plan, &milestone, body).await;
    let refused = ada.delete(&person).await.expect(409);
    assert_eq!(refused["code"], "has_work");
    assert!(refused["detail"].as_str().unwrap().contains("1 milestone and 1 open action"), "{refused}");
    ada.patch(&paths::milestone(id(&plan), id(&milestone)), json!({ "owner_id": null })).await.expect(200);
    ada.delete(&person).await.expect(409);
    ada.act(&paths::action_complete(id(&plan), id(&action))).await.expect(200);
    ada.delete(&person).await.expect(204);
    let plan = ada.plan(&plan).await;
    assert!(plan["stakeholders"].as_array().unwrap().iter().all(|p| p["email"] != MARA));
}

#[actix_web::test]
async fn each_change_of_buy_in_is_told_with_who_and_when_to_sellers_only() {
    let kit = Kit::start().await;
    let ada = kit.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let guest = ada.guest(&plan, MARA, "edit").await;
    let people = ada.plan(&plan).await["stakeholders"].clone();
    let mara = people.as_array().unwrap().iter().find(|p| p["email"] == MARA).unwrap().clone();
    let (person, went) = (paths::stakeholder(id(&plan), id(&mara)), paths::buy_in(id(&plan), id(&mara)));
    assert_eq!(ada.get(&went).await.expect(200)["data"], json!([]));
    ada.patch(&person, json!({ "buy_in": "neutral", "title": "CIO" })).await.expect(200);
    ada.patch(&person, json!({ "authority": "liaison" })).await.expect(200);
    guest.patch(&person, json!({ "title": "CTO" })).await.expect(200);
    let grace = ada.colleague("Grace Moon", Role::Manager).await;
    kit.clock().advance(60);
    grace.patch(&person, json!({ "buy_in": "onboard" })).await.expect(200);
    let told = ada.get(&went).await.expect(200)["data"].clone();
    let lines: Vec<_> = told
        .as_array()
        .unwrap()
        .iter()
        .map(|c| (c["from"].clone(), c["to"].clone(), c["actor"]["name"].clone()))
        .collect();
    assert_eq!(
        lines,
        [
            (json!("neutral"), json!("onboard"), json!("Grace Moon")),
            (json!("unknown"), json!("neutral"), json!("Ada Reyes"))
        ]
    );
    assert!(told[0]["at"].as_str() > told[1]["at"].as_str());
    guest.get(&went).await.expect(403);
    let other = ada.create_plan().await;
    ada.get(&paths::buy_in(id(&other), id(&mara))).await.expect(404);
}

#[actix_web::test]
async fn a_role_in_free_words_is_kept_told_and_in_the_documents() {
    let ada = Kit::start().await.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let body = json!({ "side": "buyer", "name": "Lena Wolf", "roles": ["champion"], "other_role": " Works council " });
    let lena = add(&ada, &plan, body).await;
    assert_eq!(lena["other_role"], "Works council");
    let path = paths::stakeholder(id(&plan), id(&lena));
    assert_eq!(ada.patch(&path, json!({ "other_role": "x".repeat(201) })).await.fields(), ["/other_role too_long"]);
    let guest = ada.guest(&plan, MARA, "edit").await;
    let changed = guest.patch(&path, json!({ "other_role": "Data protection" })).await.expect(200);
    assert_eq!((&changed["other_role"], &changed["roles"]), (&json!("Data protection"), &json!(["champion"])));
    let document = ada.get(&paths::export(id(&plan), "md")).await;
    assert!(document.text.contains("Champion, Data protection"), "{}", document.text);
}
