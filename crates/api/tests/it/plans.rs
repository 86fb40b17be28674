//! Deals and plans.

use crate::kit::{Kit, id};
use serde_json::json;
use tandem_shared::{organization::Role, paths};

#[actix_web::test]
async fn a_deal_has_one_plan_whose_first_person_is_its_owner() {
    let ada = Kit::start().await.organization("Orbit").await;
    let plan = ada.create_plan().await;
    assert_eq!(plan["stakeholders"][0]["name"], "Ada Reyes");
    assert_eq!(plan["status"], "draft");
    assert_eq!(plan["viewer"]["access"], "admin");
    let again = ada.post(&paths::deal_plan(plan["deal_id"].as_str().unwrap()), json!({})).await;
    assert_eq!(again.expect(409)["code"], "plan_exists");
    let by_deal = ada.get(&paths::deal_plan(plan["deal_id"].as_str().unwrap())).await.expect(200);
    assert_eq!(by_deal["id"], plan["id"]);
}

#[actix_web::test]
async fn another_organizations_deal_and_plan_are_not_found() {
    let kit = Kit::start().await;
    let (ada, eve) = (kit.organization("Orbit").await, kit.organization("Evil").await);
    let plan = ada.create_plan().await;
    eve.get(&paths::plan(id(&plan))).await.expect(404);
    eve.get(&paths::deal(plan["deal_id"].as_str().unwrap())).await.expect(404);
    eve.patch(&paths::plan(id(&plan)), json!({ "title": "Mine" })).await.expect(404);
    assert_eq!(eve.get(&paths::deals()).await.expect(200)["data"], json!([]));
}

#[actix_web::test]
async fn everything_that_is_wrong_with_a_deal_is_said_at_once() {
    let ada = Kit::start().await.organization("Orbit").await;
    let body = json!({ "name": "  ", "account_name": "x".repeat(201), "account_domain": "no domain", "amount": -1, "currency": "euro" });
    let fields = ada.post(&paths::deals(), body).await.fields();
    assert_eq!(
        fields,
        [
            "/name blank",
            "/account_name too_long",
            "/account_domain not_a_domain",
            "/amount out_of_range",
            "/currency not_a_currency"
        ]
    );
    let eve = ada.kit.organization("Evil").await;
    let stage = eve.get(&paths::deals()).await.expect(200);
    assert_eq!(stage["data"], json!([]));
    let foreign = eve.create_deal("Theirs").await;
    let body =
        json!({ "name": "a", "account_name": "b", "stage_id": foreign["stage_id"], "owner_id": foreign["owner_id"] });
    assert_eq!(ada.post(&paths::deals(), body).await.fields(), ["/stage_id unknown", "/owner_id unknown"]);
}

#[actix_web::test]
async fn a_stale_version_is_412_and_changes_nothing() {
    let ada = Kit::start().await.organization("Orbit").await;
    let deal = ada.create_deal("Analytics").await;
    let path = paths::deal(id(&deal));
    let first = ada.with("If-Match", "\"1\"").patch(&path, json!({ "name": "First" })).await;
    assert_eq!(first.header("etag"), Some("\"2\""));
    first.expect(200);
    ada.with("If-Match", "\"1\"").patch(&path, json!({ "name": "Second" })).await.expect(412);
    assert_eq!(ada.get(&path).await.expect(200)["name"], "First");
}

#[actix_web::test]
async fn a_rep_sees_a_colleagues_deal_and_cannot_change_it() {
    let ada = Kit::start().await.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let jun = ada.colleague("Jun Sato", Role::Rep).await;
    let seen = jun.plan(&plan).await;
    assert_eq!(seen["viewer"]["access"], "rep");
    jun.patch(&paths::deal(plan["deal_id"].as_str().unwrap()), json!({ "name": "Mine" })).await.expect(403);
    jun.post(&paths::milestones(id(&plan)), json!({ "title": "Mine" })).await.expect(403);
    jun.delete(&paths::plan(id(&plan))).await.expect(403);
}

#[actix_web::test]
async fn the_list_finds_sorts_filters_and_pages() {
    let ada = Kit::start().await.organization("Orbit").await;
    for name in ["Beta rollout", "alpha 100%", "Gamma", "Delta"] {
        ada.create_deal(name).await;
    }
    let names = |page: &serde_json::Value| -> Vec<String> {
        page["data"].as_array().unwrap().iter().map(|d| d["name"].as_str().unwrap().to_owned()).collect()
    };
    let list = |query: &str| {
        let (ada, path) = (ada.clone(), format!("{}?{query}", paths::deals()));
        async move { ada.get(&path).await.expect(200) }
    };
    assert_eq!(names(&list("sort=name").await), ["alpha 100%", "Beta rollout", "Delta", "Gamma"]);
    assert_eq!(names(&list("search=NIMBUS%20roll").await), ["Beta rollout"]);
    assert_eq!(names(&list("search=100%25").await), ["alpha 100%"], "a percent sign is no pattern");
    assert_eq!(names(&list("health=at_risk").await), Vec::<String>::new());
    let first = list("sort=name&limit=3").await;
    assert_eq!((names(&first).len(), &first["has_more"]), (3, &json!(true)));
    let rest = list(&format!("sort=name&limit=3&after={}", first["next_cursor"].as_str().unwrap())).await;
    assert_eq!((names(&rest), &rest["has_more"]), (vec!["Gamma".to_owned()], &json!(false)));
    assert_eq!(ada.get(&format!("{}?sort=color&limit=0&after=x", paths::deals())).await.fields().len(), 3);
    ada.get(&format!("{}?colour=red", paths::deals())).await.expect(400);
}

#[actix_web::test]
async fn a_row_of_the_list_says_what_the_plans_page_says() {
    let ada = Kit::start().await.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let done = ada.create_milestone(&plan, json!({ "title": "Measures agreed", "target_date": "2026-01-10" })).await;
    ada.act(&paths::milestone_complete(id(&plan), id(&done))).await.expect(200);
    let late =
        ada.create_milestone(&plan, json!({ "title": "Security review passed", "target_date": "2026-01-12" })).await;
    ada.create_milestone(&plan, json!({ "title": "Contract signed", "kind": "signature", "target_date": "2199-04-15", "depends_on": [late["id"]] })).await;
    ada.create_action(
        &plan,
        &late,
        json!({ "title": "Return the questionnaire", "side": "buyer", "target_date": "2026-01-11" }),
    )
    .await;
    let whole = ada.plan(&plan).await;
    let row = ada.get(&paths::deals()).await.expect(200)["data"][0].clone();
    for field in ["health", "progress", "signature_date"] {
        assert_eq!(row[field], whole[field], "{field}");
    }
    assert_eq!(row["health"], "at_risk");
    assert_eq!(row["next_step"]["title"], "Return the questionnaire");
    assert_eq!(row["next_step"]["side"], "buyer");
    assert_eq!(row["progress"], json!({ "done": 1, "total": 3, "percent": 33 }));
}

#[actix_web::test]
async fn the_list_and_the_plan_say_alike_that_a_risk_or_a_broken_assumption_puts_a_milestone_at_risk() {
    let ada = Kit::start().await.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let due = json!({ "title": "Security review passed", "target_date": "2199-04-15", "assumptions": [{ "text": "No new questions", "state": "holds" }] });
    let milestone = ada.create_milestone(&plan, due).await;
    let said = async || {
        let whole = ada.plan(&plan).await;
        let row = ada.get(&paths::deals()).await.expect(200)["data"][0].clone();
        assert_eq!(row["health"], whole["health"], "{whole}");
        assert_eq!(row["progress"], whole["progress"]);
        let of = &whole["milestones"][0];
        (of["status"].as_str().unwrap().to_owned(), of["status_reasons"][0]["code"].as_str().unwrap_or("").to_owned())
    };
    let pair = |status: &str, code: &str| (status.to_owned(), code.to_owned());
    let calm = pair("not_started", "");
    assert_eq!(said().await, calm);
    let risk = json!({ "description": "The reviewer leaves", "probability": "high", "impact_days": 10, "milestone_id": milestone["id"] });
    let risk = ada.post(&paths::risks(id(&plan)), risk).await.expect(201);
    let path = paths::risk(id(&plan), id(&risk));
    assert_eq!(said().await, pair("at_risk", "risk_unmitigated"));
    for (change, expected) in [
        (json!({ "mitigation": "Name a deputy" }), calm.clone()),
        (json!({ "mitigation": "", "impact_days": 9 }), calm.clone()),
        (json!({ "impact_days": 10, "probability": "medium" }), calm.clone()),
        (json!({ "status": "occurred" }), pair("at_risk", "risk_occurred")),
        (json!({ "status": "mitigated" }), calm.clone()),
        (json!({ "status": "open", "probability": "high" }), pair("at_risk", "risk_unmitigated")),
        (json!({ "status": "closed" }), calm.clone()),
    ] {
        ada.patch(&path, change.clone()).await.expect(200);
        assert_eq!(said().await, expected, "after {change}");
    }
    let broken = json!({ "assumptions": [{ "text": "No new questions", "state": "broken" }] });
    ada.patch(&paths::milestone(id(&plan), id(&milestone)), broken).await.expect(200);
    assert_eq!(said().await, pair("at_risk", "broken_assumption"));
}

#[actix_web::test]
async fn a_risk_of_the_sellers_own_changes_nothing_that_a_guest_sees() {
    let app = Kit::start().await;
    let ada = app.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let milestone =
        ada.create_milestone(&plan, json!({ "title": "Security review passed", "target_date": "2199-04-15" })).await;
    let mara = ada.guest(&plan, "mara@nimbus.example", "edit").await;
    let seen = async || {
        let whole = mara.plan(&plan).await;
        (whole["milestones"].clone(), whole["health"].clone(), whole["progress"].clone())
    };
    let before = seen().await;
    let risk = json!({ "description": "We lack people", "probability": "high", "impact_days": 20, "milestone_id": milestone["id"], "visibility": "internal" });
    let risk = ada.post(&paths::risks(id(&plan)), risk).await.expect(201);
    let path = paths::risk(id(&plan), id(&risk));
    assert_eq!(ada.plan(&plan).await["milestones"][0]["status"], "at_risk");
    assert_eq!(seen().await, before);
    ada.patch(&path, json!({ "status": "occurred" })).await.expect(200);
    assert_eq!(ada.plan(&plan).await["milestones"][0]["status_reasons"][0]["code"], "risk_occurred");
    assert_eq!(seen().await, before);
    ada.patch(&path, json!({ "visibility": "shared" })).await.expect(200);
    assert_eq!(mara.plan(&plan).await["milestones"][0]["status"], "at_risk");
}

#[actix_web::test]
async fn a_deleted_deal_takes_its_plan_along() {
    let ada = Kit::start().await.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let deal = paths::deal(plan["deal_id"].as_str().unwrap());
    ada.delete(&deal).await.expect(204);
    ada.get(&deal).await.expect(404);
    ada.get(&paths::plan(id(&plan))).await.expect(404);
}

#[actix_web::test]
async fn an_unchanged_plan_is_304() {
    let ada = Kit::start().await.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let tag = ada.get(&paths::plan(id(&plan))).await.header("etag").unwrap().to_owned();
    assert_eq!(ada.with("If-None-Match", &tag).get(&paths::plan(id(&plan))).await.status, 304);
    ada.patch(&paths::plan(id(&plan)), json!({ "anchor_date": "2026-04-30" })).await.expect(200);
    assert_eq!(ada.with("If-None-Match", &tag).get(&paths::plan(id(&plan))).await.status, 200);
}

#[actix_web::test]
async fn five_posts_with_one_key_have_one_effect_and_equal_answers() {
    let ada = Kit::start().await.organization("Orbit").await;
    let keyed = ada.with("Idempotency-Key", "once-1");
    let body = json!({ "name": "Analytics", "account_name": "Nimbus" });
    let path = paths::deals();
    let post = || keyed.post(&path, body.clone());
    let replies = futures_util::future::join_all([post(), post(), post(), post(), post()]).await;
    let texts: std::collections::BTreeSet<_> = replies.iter().map(|r| r.text.clone()).collect();
    assert_eq!((texts.len(), replies.iter().filter(|r| r.header("idempotent-replayed").is_some()).count()), (1, 4));
    assert_eq!(ada.get(&paths::deals()).await.expect(200)["data"].as_array().unwrap().len(), 1);
    let other = keyed.post(&paths::deals(), json!({ "name": "Other", "account_name": "Nimbus" })).await;
    assert_eq!(other.fields(), ["Idempotency-Key reused"]);
}
