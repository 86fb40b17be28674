//! Actions through the API: adding, ticking, ordering, assigning, deleting.

use crate::kit::{Kit, id};
use serde_json::json;
use tandem_shared::{organization::Role, paths};

#[actix_web::test]
async fn completing_the_last_action_says_that_the_milestone_is_ready() {
    let ada = Kit::start().await.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let milestone = ada.create_milestone(&plan, json!({ "title": "Legal" })).await;
    let first = ada.create_action(&plan, &milestone, json!({ "title": "Draft" })).await;
    let second = ada.create_action(&plan, &milestone, json!({ "title": "Review" })).await;
    let done = ada.act(&paths::action_complete(id(&plan), id(&first))).await.expect(200);
    assert_eq!(
        (&done["status"], &done["milestone_ready"], &done["completed_by"]["name"]),
        (&json!("done"), &json!(false), &json!("Ada Reyes"))
    );
    let done = ada.act(&paths::action_complete(id(&plan), id(&second))).await.expect(200);
    assert_eq!(done["milestone_ready"], true);
    let open = ada.act(&paths::action_reopen(id(&plan), id(&second))).await.expect(200);
    assert_eq!((&open["status"], &open["completed_by"]), (&json!("not_started"), &json!(null)));
}

#[actix_web::test]
async fn ticking_twice_is_the_same_as_once() {
    let ada = Kit::start().await.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let milestone = ada.create_milestone(&plan, json!({ "title": "Legal" })).await;
    let action = ada.create_action(&plan, &milestone, json!({ "title": "Draft" })).await;
    let path = paths::action_complete(id(&plan), id(&action));
    let first = ada.act(&path).await.expect(200);
    assert_eq!(ada.act(&path).await.expect(200)["version"], first["version"]);
    let events = ada.get(&paths::events(id(&plan))).await.expect(200);
    let ticks = events["data"].as_array().unwrap().iter().filter(|e| e["type"] == "action.completed").count();
    assert_eq!(ticks, 1);
}

#[actix_web::test]
async fn an_action_on_a_cancelled_milestone_is_refused() {
    let ada = Kit::start().await.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let milestone = ada.create_milestone(&plan, json!({ "title": "Legal" })).await;
    let action = ada.create_action(&plan, &milestone, json!({ "title": "Draft" })).await;
    let path = paths::milestone(id(&plan), id(&milestone));
    ada.patch(&path, json!({ "cancelled": true })).await.expect(200);
    let refused = ada.post(&paths::actions(id(&plan), id(&milestone)), json!({ "title": "More" })).await.expect(409);
    assert_eq!(refused["code"], "milestone_cancelled");
    ada.act(&paths::action_complete(id(&plan), id(&action))).await.expect(409);
    assert_eq!(ada.get(&paths::action(id(&plan), id(&action))).await.expect(200)["status"], "cancelled");
    ada.patch(&path, json!({ "cancelled": false })).await.expect(200);
    ada.act(&paths::action_complete(id(&plan), id(&action))).await.expect(200);
}

#[actix_web::test]
async fn an_action_moves_to_another_milestone_and_is_assigned_only_to_people_of_the_plan() {
    let ada = Kit::start().await.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let from = ada.create_milestone(&plan, json!({ "title": "Legal" })).await;
    let to = ada.create_milestone(&plan, json!({ "title": "Budget" })).await;
    let action = ada.create_action(&plan, &from, json!({ "title": "Draft" })).await;
    let path = paths::action(id(&plan), id(&action));
    let nobody = "sh_01h455vb4pex5vsknk084sn02q";
    assert_eq!(ada.patch(&path, json!({ "assignee_ids": [nobody] })).await.fields(), ["/assignee_ids/0 unknown"]);
    let owner = &plan["stakeholders"][0]["id"];
    let moved = ada.patch(&path, json!({ "milestone_id": to["id"], "assignee_ids": [owner] })).await.expect(200);
    assert_eq!((&moved["milestone_id"], &moved["assignee_ids"][0]), (&to["id"], owner));
    let event = ada.get(&paths::events(id(&plan))).await.expect(200)["data"][0].clone();
    let fields: Vec<_> = event["changes"].as_array().unwrap().iter().map(|c| c["field"].as_str().unwrap()).collect();
    assert_eq!(fields, ["assignees", "milestone"]);
}

#[actix_web::test]
async fn my_actions_are_mine_over_all_plans_by_date() {
    let ada = Kit::start().await.organization("Orbit").await;
    let mut titles = Vec::new();
    for (title, date) in [("Later", "2026-05-01"), ("Sooner", "2026-04-01")] {
        let plan = ada.create_plan().await;
        let milestone = ada.create_milestone(&plan, json!({ "title": "Legal" })).await;
        let mine = json!({ "title": title, "target_date": date, "assignee_ids": [plan["stakeholders"][0]["id"]] });
        ada.create_action(&plan, &milestone, mine).await;
        ada.create_action(&plan, &milestone, json!({ "title": "Nobody's" })).await;
        titles.push(title);
    }
    let mine = ada.get(&paths::my_actions()).await.expect(200);
    let seen: Vec<_> = mine["data"].as_array().unwrap().iter().map(|a| a["title"].as_str().unwrap()).collect();
    assert_eq!(seen, ["Sooner", "Later"]);
    assert_eq!(mine["data"][0]["milestone_title"], "Legal");
    let jun = ada.colleague("Jun Sato", Role::Rep).await;
    assert_eq!(jun.get(&paths::my_actions()).await.expect(200)["data"], json!([]));
}
