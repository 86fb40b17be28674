//! Once agreed, what is material changes by proposal only: offered with a reason, decided by the other side, applied at once.

use crate::{
    kit::{Caller, Reply, id},
    sign_off::Room,
};
use serde_json::{Value, json};
use tandem_shared::{
    agreement::{MaterialChange, Snapshot, apply},
    paths,
};

impl Room {
    fn later(&self) -> Value {
        let patch = json!({ "target_date": "2026-06-29" });
        let edit = json!({ "kind": "change_milestone", "milestone_id": self.milestone["id"], "patch": patch });
        json!({ "reason": "Our lawyer is on leave until 22 June", "edits": [edit] })
    }

    async fn offer(&self, who: &Caller, body: Value) -> Reply {
        who.post(&paths::proposals(id(&self.plan)), body).await
    }

    async fn accept(&self, who: &Caller, proposal: &Value) -> Reply {
        who.post(&paths::proposal_accept(id(&self.plan), id(proposal)), json!({})).await
    }

    async fn target(&self) -> Value {
        self.ada.get(&self.path()).await.expect(200)["target_date"].clone()
    }

    async fn versions(&self) -> Vec<Value> {
        self.mara.get(&paths::versions(id(&self.plan))).await.expect(200)["data"].as_array().unwrap().clone()
    }
}

#[actix_web::test]
async fn after_agreement_each_material_edit_needs_a_proposal_and_the_rest_stays_free() {
    let room = Room::agreed("edit").await;
    let plan = id(&room.plan);
    let refused = |reply: Reply| assert_eq!(reply.expect(409)["code"], "needs_proposal");
    for body in [
        json!({ "title": "Security reviewed" }),
        json!({ "outcome": "A signed report" }),
        json!({ "target_date": "2026-06-29", "risk_reason": "Late" }),
        json!({ "owner_side": "seller" }),
        json!({ "owner_id": room.person("Mara Lindt").await }),
        json!({ "cancelled": true }),
    ] {
        refused(room.mara.patch(&room.path(), body).await);
    }
    refused(room.ada.patch(&room.path(), json!({ "visibility": "internal" })).await);
    refused(room.ada.delete(&room.path()).await);
    refused(room.mara.post(&paths::milestones(plan), json!({ "title": "Budget released" })).await);
    refused(room.ada.patch(&paths::plan(plan), json!({ "anchor_date": "2026-09-30" })).await);
    let anchor = json!({ "kind": "board_meeting", "start_date": "2026-09-15", "anchor": true });
    refused(room.ada.post(&paths::constraints(plan), anchor).await);
    assert_eq!(room.target().await, "2026-06-12");

    room.mara.patch(&room.path(), json!({ "risk_reason": "Late", "start_date": "2026-06-01" })).await.expect(200);
    room.mara.create_action(&room.plan, &room.milestone, json!({ "title": "Return the form" })).await;
    room.mara.act(&paths::milestone_complete(plan, id(&room.milestone))).await.expect(200);
    let hidden =
        room.ada.create_milestone(&room.plan, json!({ "title": "Discount agreed", "visibility": "internal" })).await;
    room.ada.patch(&paths::milestone(plan, id(&hidden)), json!({ "target_date": "2026-05-01" })).await.expect(200);
    room.ada.patch(&paths::plan(plan), json!({ "description": "Text" })).await.expect(200);
    let date = json!({ "kind": "holiday", "start_date": "2026-08-01", "note": "Closed" });
    room.ada.post(&paths::constraints(plan), date).await.expect(201);
    assert_eq!(room.status().await, "agreed");
}

#[actix_web::test]
async fn an_accepted_proposal_changes_the_plan_and_makes_the_next_version() {
    let room = Room::agreed("edit").await;
    let plan = id(&room.plan);
    let offered = room.offer(&room.mara, room.later()).await.expect(201);
    let text = offered["changes"][0]["text"].as_str().unwrap();
    assert_eq!(text, "“Security review passed” moves from Fri 12 June to Mon 29 June 2026, 11 working days later");
    assert_eq!(offered["preview"]["moves"][0]["new_target"], "2026-06-29");
    assert_eq!((offered["status"].as_str(), room.target().await.as_str()), (Some("open"), Some("2026-06-12")));
    let pulse = room.ada.plan(&room.plan).await["pulse"].clone();
    assert_eq!(pulse["proposed"], json!([room.milestone["id"]]));
    room.accept(&room.mara, &offered).await.expect(403);
    for _ in 0..2 {
        let accepted = room.accept(&room.ada, &offered).await.expect(200);
        assert_eq!((accepted["status"].as_str(), accepted["version"].as_i64()), (Some("accepted"), Some(2)));
    }
    assert_eq!((room.target().await.as_str(), room.status().await.as_str()), (Some("2026-06-29"), Some("agreed")));
    let kinds = room.ada.history(&room.plan).await;
    assert_eq!(
        kinds.iter().filter(|k| k.starts_with("proposal.")).collect::<Vec<_>>(),
        ["proposal.offered", "proposal.accepted"]
    );
    assert!(room.ada.plan(&room.plan).await["pulse"]["rebuilt_at"].is_string());
    let update = room.ada.post(&paths::status_updates(plan), json!({})).await.expect(201);
    let revised = update["sections"]["revised_timeline"].to_string();
    assert!(revised.contains("Security review passed: 12 June → 29 June (11 working days later)"), "{revised}");

    let versions = room.versions().await;
    let manners: Vec<&str> =
        versions[0]["acknowledgements"].as_array().unwrap().iter().map(|a| a["manner"].as_str().unwrap()).collect();
    assert_eq!((versions.len(), manners), (2, vec!["proposed", "accepted"]));
    let diff = room.mara.get(&paths::version_diff(plan, "1", "2")).await.expect(200);
    let snapshot = |v: &Value| serde_json::from_value::<Snapshot>(v["snapshot"].clone()).unwrap();
    let changes: Vec<MaterialChange> = diff["changes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| serde_json::from_value(c["change"].clone()).unwrap())
        .collect();
    assert_eq!(apply(&changes, &snapshot(&versions[1])).unwrap(), snapshot(&versions[0]));
    let mail = room.kit.mail_to("mara.lindt@nimbus.example", 4).await;
    assert!(mail.subject.contains("has a new version") && mail.text.contains("11 working days later"), "{}", mail.text);
}

#[actix_web::test]
async fn a_counter_closes_what_it_answers_and_is_decided_by_the_first_side() {
    let room = Room::agreed("edit").await;
    let offered = room.offer(&room.mara, room.later()).await.expect(201);
    let mut body = room.later();
    body["edits"][0]["patch"]["target_date"] = "2026-06-19".into();
    body["reason"] = "We can send a substitute".into();
    let path = paths::proposal_counter(id(&room.plan), id(&offered));
    room.mara.post(&path, body.clone()).await.expect(403);
    let counter = room.ada.post(&path, body.clone()).await.expect(201);
    assert_eq!((&counter["counter_of"], counter["side"].as_str()), (&offered["id"], Some("seller")));
    room.ada.post(&path, body).await.expect(409);
    assert_eq!(room.accept(&room.ada, &offered).await.expect(409)["code"], "proposal_closed");
    room.accept(&room.mara, &counter).await.expect(200);
    assert_eq!(room.target().await, "2026-06-19");
    let list = room.mara.get(&paths::proposals(id(&room.plan))).await.expect(200)["data"].clone();
    assert_eq!((list[0]["status"].as_str(), list[1]["status"].as_str()), (Some("accepted"), Some("countered")));
    let mail = room.kit.mail_to("mara.lindt@nimbus.example", 4).await;
    assert!(mail.subject.contains("offers something else"), "{}", mail.subject);
}

#[actix_web::test]
async fn a_proposal_is_declined_by_the_other_side_and_withdrawn_by_its_own() {
    let room = Room::agreed("edit").await;
    let plan = id(&room.plan);
    let offered = room.offer(&room.ada, room.later()).await.expect(201);
    let mail = room.kit.mail_to("mara.lindt@nimbus.example", 4).await;
    assert!(
        mail.subject.contains("proposes a change") && mail.text.contains("> Our lawyer is on leave"),
        "{}",
        mail.text
    );
    room.ada.post(&paths::proposal_decline(plan, id(&offered)), json!({})).await.expect(403);
    for _ in 0..2 {
        let path = paths::proposal_decline(plan, id(&offered));
        let declined = room.mara.post(&path, json!({ "note": "June is fixed" })).await.expect(200);
        assert_eq!(
            (declined["status"].as_str(), declined["decision_note"].as_str()),
            (Some("declined"), Some("June is fixed"))
        );
    }
    assert!(room.ada.plan(&room.plan).await["pulse"].get("proposed").is_none(), "a declined one counts as none");
    let offered = room.offer(&room.ada, room.later()).await.expect(201);
    let path = paths::proposal_withdraw(plan, id(&offered));
    room.mara.post(&path, json!({})).await.expect(403);
    room.ada.post(&path, json!({})).await.expect(200);
    room.accept(&room.mara, &offered).await.expect(409);
    assert_eq!((room.versions().await.len(), room.target().await.as_str()), (1, Some("2026-06-12")));
}

#[actix_web::test]
async fn what_no_longer_fits_says_what_changed() {
    let room = Room::agreed("edit").await;
    let first = room.offer(&room.mara, room.later()).await.expect(201);
    let mut body = room.later();
    body["edits"][0]["patch"]["target_date"] = "2026-06-15".into();
    let second = room.offer(&room.mara, body).await.expect(201);
    room.accept(&room.ada, &second).await.expect(200);
    let stale = room.accept(&room.ada, &first).await.expect(409);
    assert_eq!(stale["code"], "proposal_stale");
    assert!(stale["detail"].as_str().unwrap().contains("“Security review passed”"), "{stale}");
    assert_eq!(room.target().await, "2026-06-15");
}

#[actix_web::test]
async fn actions_that_are_proposed_are_seen_by_both_and_belong_to_the_side_that_offered_them() {
    let room = Room::agreed("edit").await;
    let edit = |action: Value| {
        let milestone = json!({ "title": "Legal review passed", "owner_side": "buyer", "target_date": "2026-06-20" });
        json!({ "reason": "Legal came in", "edits": [{ "kind": "add_milestone", "milestone": milestone, "actions": [action] }] })
    };
    let hidden = room.offer(&room.ada, edit(json!({ "title": "Walk away below 40k", "visibility": "internal" }))).await;
    let refused = hidden.expect(422);
    assert!(refused["errors"].to_string().contains("/edits/0/actions/0/visibility"), "{refused}");
    let offered = room.offer(&room.ada, edit(json!({ "title": "Send the packet" }))).await.expect(201);
    room.accept(&room.mara, &offered).await.expect(200);
    let plan = room.ada.plan(&room.plan).await;
    let milestones = plan["milestones"].as_array().unwrap();
    let action =
        milestones.iter().flat_map(|m| m["actions"].as_array().unwrap()).find(|a| a["title"] == "Send the packet");
    assert_eq!(action.unwrap()["side"], "seller");
}

#[actix_web::test]
async fn milestones_are_added_removed_and_called_off_and_the_hard_date_moved_by_proposal() {
    let room = Room::agreed("edit").await;
    let added = json!({ "kind": "add_milestone", "milestone": { "title": "Legal review passed", "owner_side": "buyer", "target_date": "2026-06-20" } });
    let edits = json!([added, { "kind": "set_anchor", "anchor_date": "2026-07-31" },
        { "kind": "change_milestone", "milestone_id": room.milestone["id"], "patch": { "cancelled": true } }]);
    let offered = room.offer(&room.mara, json!({ "reason": "Legal came in", "edits": edits })).await.expect(201);
    assert_eq!(room.ada.plan(&room.plan).await["milestones"].as_array().unwrap().len(), 1, "nothing happens before");
    room.accept(&room.ada, &offered).await.expect(200);
    let plan = room.ada.plan(&room.plan).await;
    let milestones = plan["milestones"].as_array().unwrap();
    let titles: Vec<(&str, bool)> =
        milestones.iter().map(|m| (m["title"].as_str().unwrap(), m["cancelled_at"].is_string())).collect();
    assert_eq!(titles, [("Security review passed", true), ("Legal review passed", false)]);
    assert_eq!((plan["anchor_date"].as_str(), plan["status"].as_str()), (Some("2026-07-31"), Some("agreed")));
    let legal = plan["milestones"][1]["id"].clone();
    let edits = json!([{ "kind": "remove_milestone", "milestone_id": legal }]);
    let offered =
        room.offer(&room.ada, json!({ "reason": "It is part of security", "edits": edits })).await.expect(201);
    room.accept(&room.mara, &offered).await.expect(200);
    assert_eq!(room.versions().await.len(), 3);
}

#[actix_web::test]
async fn a_proposal_is_about_what_is_material_and_both_see() {
    let room = Room::agreed("edit").await;
    let milestone = room.milestone["id"].clone();
    let hidden =
        room.ada.create_milestone(&room.plan, json!({ "title": "Discount agreed", "visibility": "internal" })).await;
    let fields =
        async |who: &Caller, edit: Value| room.offer(who, json!({ "reason": "R", "edits": [edit] })).await.fields();
    let change = |id: &Value, patch: Value| json!({ "kind": "change_milestone", "milestone_id": id, "patch": patch });
    assert_eq!(
        fields(&room.ada, change(&milestone, json!({ "risk_reason": "Late" }))).await,
        ["/edits/0/patch not_material"]
    );
    assert_eq!(
        fields(&room.ada, change(&milestone, json!({ "start_date": "2026-06-01" }))).await,
        ["/edits not_material"]
    );
    assert_eq!(
        fields(&room.ada, change(&hidden["id"], json!({ "target_date": "2026-06-01" }))).await,
        ["/edits/0/patch/visibility not_material"]
    );
    assert_eq!(
        fields(&room.mara, change(&hidden["id"], json!({ "target_date": "2026-06-01" }))).await,
        ["/edits/0/milestone_id unknown"]
    );
    assert_eq!(
        fields(&room.mara, change(&milestone, json!({ "visibility": "internal" }))).await,
        ["/edits/0/patch/visibility not_allowed"]
    );
    let opened = change(&hidden["id"], json!({ "visibility": "shared", "target_date": "2026-06-01" }));
    let offered = room.offer(&room.ada, json!({ "reason": "They should know", "edits": [opened] })).await.expect(201);
    room.accept(&room.mara, &offered).await.expect(200);
    assert_eq!(room.mara.plan(&room.plan).await["milestones"].as_array().unwrap().len(), 2);
}

#[actix_web::test]
async fn who_may_look_only_neither_proposes_nor_decides() {
    let room = Room::agreed("view").await;
    room.offer(&room.mara, room.later()).await.expect(403);
    let offered = room.offer(&room.ada, room.later()).await.expect(201);
    room.accept(&room.mara, &offered).await.expect(403);
    let list = room.mara.get(&paths::proposals(id(&room.plan))).await.expect(200);
    assert_eq!(list["data"][0]["status"], "open");
}

#[actix_web::test]
async fn before_agreement_there_is_nothing_to_renegotiate() {
    let room = Room::new("edit").await;
    assert_eq!(room.offer(&room.mara, room.later()).await.expect(409)["code"], "not_agreed");
}

#[actix_web::test]
async fn the_list_of_deals_says_how_far_both_have_agreed() {
    let room = Room::new("edit").await;
    let far = async || {
        let listed = room.ada.get(&paths::deals()).await.expect(200);
        let deal = listed["data"].as_array().unwrap().iter().find(|d| d["plan_id"] == room.plan["id"]).unwrap().clone();
        let one = room.ada.get(&paths::deal(id(&deal))).await.expect(200);
        assert_eq!((&one["agreement"], &one["agreed_version"]), (&deal["agreement"], &deal["agreed_version"]));
        (deal["agreement"].as_str().unwrap().to_owned(), deal["agreed_version"].as_i64())
    };
    assert_eq!(far().await, ("none".to_owned(), None));
    let asked = room.ask().await;
    assert_eq!(far().await, ("awaiting_signatures".to_owned(), None));
    room.sign(&room.ada, "Ada Reyes", &asked).await.expect(200);
    room.sign(&room.mara, "Mara Lindt", &asked).await.expect(200);
    assert_eq!(far().await, ("agreed".to_owned(), Some(1)));
    let offered = room.offer(&room.mara, room.later()).await.expect(201);
    assert_eq!(far().await, ("change_proposed".to_owned(), Some(1)));
    room.accept(&room.ada, &offered).await.expect(200);
    assert_eq!(far().await, ("agreed".to_owned(), Some(2)));
}
