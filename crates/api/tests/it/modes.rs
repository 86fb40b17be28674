//! The ways on: changed at once, or offered to the other side once a version is agreed; all of it or nothing.

use crate::{
    kit::{Caller, Kit, id},
    sign_off::Room,
};
use serde_json::{Value, json};
use tandem_shared::{day::Day, organization::Role, paths};

/// A plan from answers, without procurement.
async fn guided(ada: &Caller) -> Value {
    let deal = ada.create_deal("Guided").await;
    let body = json!({ "answers": { "roles": [{ "role": "champion", "state": "known", "name": "Mara Lindt" }], "procurement": { "involvement": "not_needed" } } });
    ada.post(&paths::guided_plan(id(&deal)), body).await.expect(201)["plan"].clone()
}

fn rebuild(dry_run: bool) -> Value {
    let person = json!({ "name": "Paul Weber", "title": "Head of Purchasing", "email": "paul@nimbus.example" });
    let answers =
        json!({ "mode": "rebuild", "person": person, "review_days": 6, "needs": ["references"], "unfamiliar": true });
    json!({ "answers": answers, "dry_run": dry_run })
}

fn review(plan: &Value) -> Option<Value> {
    plan["milestones"].as_array().unwrap().iter().find(|m| m["kind"] == "procurement").cloned()
}

#[actix_web::test]
async fn procurement_that_came_in_late_is_in_the_plan_at_once_while_nothing_is_agreed() {
    let ada = Kit::start().await.organization("Orbit").await;
    let plan = guided(&ada).await;
    let path = paths::plan_modes(id(&plan));
    let dry = ada.post(&path, rebuild(true)).await.expect(200);
    assert_eq!(dry["dry_run"], true);
    assert_eq!(ada.plan(&plan).await, plan, "a dry run keeps nothing");
    let taken = ada.post(&path, rebuild(false)).await.expect(200);
    assert_eq!((&taken["steps"]["reasons"], &taken["proposal"]), (&dry["steps"]["reasons"], &Value::Null));
    let after = ada.plan(&plan).await;
    let review = review(&after).unwrap();
    let paul = after["stakeholders"].as_array().unwrap().iter().find(|s| s["name"] == "Paul Weber").unwrap();
    assert_eq!((&review["owner_id"], &paul["roles"]), (&paul["id"], &json!(["procurement"])));
    assert_eq!(review["actions"].as_array().unwrap().len(), 4);
    assert!(after["risks"].to_string().contains("procurement packet"));
    assert_eq!(after["conduct"]["procurement"], "needed");
    let again = ada.post(&path, rebuild(false)).await;
    assert_eq!(again.fields(), ["/answers procurement_there"]);
}

#[actix_web::test]
async fn what_would_change_something_else_by_now_changes_nothing() {
    let ada = Kit::start().await.organization("Orbit").await;
    let plan = guided(&ada).await;
    let path = paths::plan_modes(id(&plan));
    let looked_at = ada.post(&path, rebuild(true)).await.expect(200)["steps"].clone();
    let signature = plan["milestones"].as_array().unwrap().iter().find(|m| m["kind"] == "signature").unwrap();
    let today: Day = serde_json::from_value(plan["today"].clone()).unwrap();
    let moved = json!({ "start_date": today, "target_date": today.plus_days(3) });
    ada.patch(&paths::milestone(id(&plan), id(signature)), moved).await.expect(200);
    let before = ada.plan(&plan).await;
    let mut asked = rebuild(false);
    asked["expected"] = looked_at;
    assert_eq!(ada.post(&path, asked.clone()).await.expect(412)["code"], "changed_meanwhile");
    assert_eq!(ada.plan(&plan).await, before);
    asked["expected"] = ada.post(&path, rebuild(true)).await.expect(200)["steps"].clone();
    asked["proposes"] = json!(true);
    ada.post(&path, asked.clone()).await.expect(412);
    asked["proposes"] = json!(false);
    ada.post(&path, asked).await.expect(200);
}

#[actix_web::test]
async fn what_both_sides_signed_is_offered_and_the_rest_is_done() {
    let room = Room::agreed("edit").await;
    let plan = id(&room.plan);
    let taken = room.ada.post(&paths::plan_modes(plan), rebuild(false)).await.expect(200);
    let proposal = &taken["proposal"];
    assert_eq!((proposal["status"].as_str(), proposal["side"].as_str()), (Some("open"), Some("seller")));
    let now = room.ada.plan(&room.plan).await;
    assert!(review(&now).is_none(), "not before the buyer accepts");
    assert!(now["stakeholders"].to_string().contains("Paul Weber") && now["risks"].to_string().contains("packet"));
    room.mara.post(&paths::proposal_accept(plan, id(proposal)), json!({})).await.expect(200);
    let after = room.ada.plan(&room.plan).await;
    let review = review(&after).unwrap();
    assert_eq!(review["actions"].as_array().unwrap().len(), 4, "its work comes with it");
    assert_eq!(after["status"], "agreed");
}

#[actix_web::test]
async fn a_slip_is_offered_by_whichever_side_says_it() {
    let room = Room::agreed("edit").await;
    let answers = json!({ "mode": "renegotiate", "milestone_id": room.milestone["id"], "what_changed": "Our lawyer is on leave", "choice": "revise", "new_date": "2027-06-29" });
    let path = paths::plan_modes(id(&room.plan));
    let taken = room.mara.post(&path, json!({ "answers": answers })).await.expect(200);
    assert_eq!(taken["proposal"]["reason"], "Our lawyer is on leave");
    assert_eq!(taken["steps"]["moves"][0]["new_target"], "2027-06-29");
    let text = taken["proposal"]["changes"][0]["text"].as_str().unwrap();
    assert!(text.contains("moves from"), "{text}");
}

#[actix_web::test]
async fn a_broken_plan_is_made_anew_and_guests_do_not_read_how_people_are_won() {
    let ada = Kit::start().await.organization("Orbit").await;
    let plan = guided(&ada).await;
    let mara =
        plan["stakeholders"].as_array().unwrap().iter().find(|s| s["name"] == "Mara Lindt").unwrap()["id"].clone();
    let organization = ada.organization_id();
    ada.kit.clock().advance(60 * 86_400);
    let ada = ada.kit.user(&organization, "Bo Lind", Role::Admin).await;
    let today: Day = serde_json::from_value(ada.plan(&plan).await["today"].clone()).unwrap();
    let hard_date = json!({ "kind": "moved", "date": today.plus_days(120) });
    let answers = json!({ "mode": "recover", "what_would_help": "A decision before summer", "re_engage": [mara], "hard_date": hard_date });
    ada.post(&paths::plan_modes(id(&plan)), json!({ "answers": answers })).await.expect(200);
    let after = ada.plan(&plan).await;
    for m in after["milestones"].as_array().unwrap() {
        let target: Day = serde_json::from_value(m["target_date"].clone()).unwrap();
        assert!(target >= today, "{m}");
    }
    assert_eq!(after["anchor_date"], json!(today.plus_days(120)));
    let guest = ada.guest(&after, "mara@nimbus.example", "edit").await;
    let seen =
        guest.plan(&after).await.to_string() + &guest.get(&paths::events(id(&after))).await.expect(200).to_string();
    assert!(!seen.contains("back on track for them"));
}

#[actix_web::test]
async fn re_engaging_is_the_sellers_and_calling_off_loses_the_deal() {
    let room = Room::new("edit").await;
    let path = paths::plan_modes(id(&room.plan));
    let body = |call_off: bool| json!({ "answers": { "mode": "re_engage", "call_off": call_off } });
    room.mara.post(&path, body(false)).await.expect(403);
    let taken = room.ada.post(&path, body(false)).await.expect(200);
    assert!(taken["steps"]["message"].as_str().unwrap().contains("short no"));
    room.ada.post(&path, body(true)).await.expect(200);
    let deal = room.ada.get(&paths::deal(room.plan["deal_id"].as_str().unwrap())).await.expect(200);
    let stages = room.ada.get(&paths::stages()).await.expect(200);
    let lost = stages["data"].as_array().unwrap().iter().find(|s| s["kind"] == "lost").unwrap();
    assert_eq!(deal["stage_id"], lost["id"]);
    assert_eq!(room.ada.post(&path, body(false)).await.expect(409)["code"], "plan_finished");
}

#[actix_web::test]
async fn what_is_wrong_is_said_at_its_field_and_nothing_is_kept() {
    let room = Room::new("edit").await;
    let path = paths::plan_modes(id(&room.plan));
    let before = room.ada.plan(&room.plan).await;
    let slip = json!({ "mode": "renegotiate", "milestone_id": room.milestone["id"], "what_changed": " ", "choice": "revise", "helper": { "name": "", "email": "x" } });
    let fields = room.ada.post(&path, json!({ "answers": slip })).await.fields();
    assert_eq!(
        fields,
        ["/answers/what_changed blank", "/answers/helper/name blank", "/answers/helper/email not_an_address"]
    );
    let slip = json!({ "mode": "renegotiate", "milestone_id": room.milestone["id"], "what_changed": "x", "choice": "revise", "new_date": "2020-01-01" });
    assert_eq!(room.ada.post(&path, json!({ "answers": slip })).await.fields(), ["/answers/new_date passed"]);
    let nobody = json!({ "mode": "recover", "what_would_help": "x", "re_engage": ["sh_01m80etdbdfp2rdxwkgca8xdpb"] });
    assert_eq!(room.ada.post(&path, json!({ "answers": nobody })).await.fields(), ["/answers/re_engage/0 unknown"]);
    assert_eq!(room.ada.plan(&room.plan).await, before);
}
