//! The pipeline.

use crate::{
    accounts::events,
    kit::{Caller, Kit, id},
};
use diesel::prelude::*;
use serde_json::{Value, json};
use tandem_api::{
    db::schema::{deals as d, stages as s},
    ids::NewId,
};
use tandem_shared::{id::DealId, organization::Role, paths};

async fn stages(caller: &Caller) -> Vec<Value> {
    caller.get(&paths::stages()).await.expect(200)["data"].as_array().unwrap().clone()
}

async fn names(caller: &Caller) -> Vec<String> {
    let all = stages(caller).await;
    assert!(
        all.iter().zip(0..).all(|(stage, n)| stage["position"] == n),
        "positions count from 0 without gaps: {all:?}"
    );
    all.iter().map(|stage| stage["name"].as_str().unwrap().to_owned()).collect()
}

/// A row of a deal in a stage.
async fn deal_in(caller: &Caller, stage: &Value, deleted: bool) {
    let (org, user, stage) = (caller.organization_id(), caller.user_id(), id(stage).to_owned());
    let insert = move |tx: &mut tandem_api::db::Tx<'_>| {
        let deal = DealId::new();
        let values = (
            (
                d::organization_id.eq(org.as_str()),
                d::id.eq(deal.as_str()),
                d::name.eq("Rollout"),
                d::account_name.eq("Nimbus"),
            ),
            (d::account_domain.eq(""), d::product.eq(""), d::stage_id.eq(&stage), d::owner_id.eq(user.as_str())),
            (d::currency.eq("EUR"), d::budget_status.eq("unknown"), d::current_state.eq(""), d::desired_state.eq("")),
            (d::refs.eq("[]"), d::search.eq(""), d::created_at.eq(0), d::updated_at.eq(0), d::version.eq(1)),
            d::deleted_at.eq(deleted.then_some(1)),
        );
        diesel::insert_into(d::table).values(values).execute(tx.conn)?;
        Ok(())
    };
    caller.kit.app.db.write(insert).await.unwrap();
}

#[actix_web::test]
async fn an_open_stage_is_added_before_the_first_that_is_not_open() {
    let ada = Kit::start().await.organization("Orbit").await;
    let legal = ada.post(&paths::stages(), json!({ "name": " Legal review ", "kind": "open" })).await.expect(201);
    assert_eq!((&legal["name"], &legal["position"], &legal["deals"]), (&json!("Legal review"), &json!(4), &json!(0)));
    ada.post(&paths::stages(), json!({ "name": "No decision", "kind": "lost" })).await.expect(201);
    let expected =
        ["Qualified", "Discovery", "Evaluation", "Negotiation", "Legal review", "Closed", "Lost", "No decision"];
    assert_eq!(names(&ada).await, expected);
    assert_eq!(events(&ada).await, ["stage.created by Ada Reyes"; 2]);
}

#[actix_web::test]
async fn two_stages_never_have_the_same_name() {
    let ada = Kit::start().await.organization("Orbit").await;
    let all = stages(&ada).await;
    assert_eq!(
        ada.post(&paths::stages(), json!({ "name": "discovery", "kind": "open" })).await.fields(),
        ["/name taken"]
    );
    assert_eq!(ada.patch(&paths::stage(id(&all[0])), json!({ "name": "LOST" })).await.fields(), ["/name taken"]);
    let renamed = ada.patch(&paths::stage(id(&all[0])), json!({ "name": "qualified" })).await.expect(200);
    assert_eq!(renamed["name"], "qualified");
    assert_eq!(ada.post(&paths::stages(), json!({ "name": " ", "kind": "open" })).await.fields(), ["/name blank"]);
    assert_eq!(events(&ada).await, ["stage.updated by Ada Reyes"]);
}

#[actix_web::test]
async fn an_order_names_every_stage_once() {
    let ada = Kit::start().await.organization("Orbit").await;
    let mut ids: Vec<String> = stages(&ada).await.iter().map(|stage| id(stage).to_owned()).collect();
    for wrong in [ids[1..].to_vec(), [ids.clone(), vec![ids[0].clone()]].concat(), [&ids[1..], &ids[1..2]].concat()] {
        let fields = ada.put(&paths::stage_order(), json!({ "ids": wrong })).await.fields();
        assert_eq!(fields, ["/ids not_every_stage"]);
    }
    ids.swap(1, 2);
    let ordered = ada.put(&paths::stage_order(), json!({ "ids": ids })).await.expect(200);
    assert_eq!(ordered["data"][1]["name"], "Evaluation");
    assert_eq!(names(&ada).await, ["Qualified", "Evaluation", "Discovery", "Negotiation", "Closed", "Lost"]);
    ada.put(&paths::stage_order(), json!({ "ids": ids })).await.expect(200);
    assert_eq!(events(&ada).await, ["stages.reordered by Ada Reyes"], "no change, no line");
}

#[actix_web::test]
async fn a_stage_with_deals_is_not_deleted_and_says_how_many() {
    let ada = Kit::start().await.organization("Orbit").await;
    let all = stages(&ada).await;
    deal_in(&ada, &all[1], false).await;
    deal_in(&ada, &all[1], false).await;
    assert_eq!(stages(&ada).await[1]["deals"], 2);
    let refused = ada.delete(&paths::stage(id(&all[1]))).await.expect(409);
    assert_eq!(refused["code"], "stage_in_use");
    assert_eq!(refused["detail"], "2 deals stand in this stage. Move them to another stage first.");
    assert_eq!(names(&ada).await.len(), 6);
}

#[actix_web::test]
async fn deleted_deals_do_not_keep_a_stage_alive() {
    let ada = Kit::start().await.organization("Orbit").await;
    let all = stages(&ada).await;
    deal_in(&ada, &all[3], true).await;
    ada.delete(&paths::stage(id(&all[3]))).await.expect(204);
    assert_eq!(names(&ada).await, ["Qualified", "Discovery", "Evaluation", "Closed", "Lost"]);
    ada.delete(&paths::stage(id(&all[3]))).await.expect(404);
    let first = id(&all[0]).to_owned();
    let heirs = move |conn: &mut tandem_api::db::Conn| {
        Ok(d::table.filter(d::stage_id.eq(first)).count().get_result::<i64>(conn)?)
    };
    assert_eq!(ada.kit.app.db.read(heirs).await.unwrap(), 1, "it can still be put back");
}

#[actix_web::test]
async fn a_pipeline_keeps_an_open_stage() {
    let ada = Kit::start().await.organization("Orbit").await;
    let all = stages(&ada).await;
    for stage in &all[1..4] {
        ada.delete(&paths::stage(id(stage))).await.expect(204);
    }
    assert_eq!(ada.delete(&paths::stage(id(&all[0]))).await.expect(409)["code"], "last_open_stage");
    let refused = ada.patch(&paths::stage(id(&all[0])), json!({ "kind": "won" })).await.expect(409);
    assert_eq!(refused["code"], "last_open_stage");
    ada.patch(&paths::stage(id(&all[4])), json!({ "kind": "open" })).await.expect(200);
    ada.delete(&paths::stage(id(&all[0]))).await.expect(204);
}

#[actix_web::test]
async fn only_an_admin_of_the_same_organization_changes_stages() {
    let app = Kit::start().await;
    let ada = app.organization("Orbit").await;
    let jun = ada.colleague("Jun Park", Role::Manager).await;
    let eve = app.organization("Other").await;
    let all = stages(&ada).await;
    let one = paths::stage(id(&all[0]));
    assert_eq!(names(&jun).await.len(), 6, "everyone reads them");
    jun.post(&paths::stages(), json!({ "name": "Legal", "kind": "open" })).await.expect(403);
    jun.patch(&one, json!({ "name": "X" })).await.expect(403);
    jun.delete(&one).await.expect(403);
    jun.put(&paths::stage_order(), json!({ "ids": [id(&all[0])] })).await.expect(403);
    eve.patch(&one, json!({ "name": "X" })).await.expect(404);
    eve.delete(&one).await.expect(404);
    app.nobody().get(&paths::stages()).await.expect(401);
    let org = ada.organization_id();
    let count = move |conn: &mut tandem_api::db::Conn| {
        Ok(s::table.filter(s::organization_id.eq(org.as_str())).count().get_result::<i64>(conn)?)
    };
    assert_eq!(app.app.db.read(count).await.unwrap(), 6);
}
