//! Live news of a plan: everything once, in order, to whom it may concern, from whichever replica it came.

use crate::kit::{Caller, Frame, Kit, id};
use diesel::prelude::*;
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use tandem_api::services::post::Postman;
use tandem_shared::{organization::Role, paths};

async fn started() -> (Kit, Caller, Value) {
    let kit = Kit::start().await;
    let ada = kit.organization("Orbit").await;
    let plan = ada.create_plan().await;
    (kit, ada, plan)
}

fn numbers(frames: &[Frame]) -> Vec<i64> {
    frames.iter().map(|f| f.seq).collect()
}

#[actix_web::test]
async fn a_change_by_one_caller_arrives_at_another_with_its_number() {
    let (_, ada, plan) = started().await;
    let mara = ada.guest(&plan, "mara@nimbus.example", "edit").await;
    let begun = ada.plan(&plan).await["seq"].as_i64().unwrap();
    let (mut hers, mut his) = (mara.watch(&plan, None).await, ada.watch(&plan, None).await);
    let milestone = ada.create_milestone(&plan, json!({ "title": "Contract signed" })).await;
    let frame = hers.frame().await;
    assert_eq!((frame.seq, frame.kind.as_str()), (begun + 1, "milestone.created"));
    assert_eq!(frame.event["data"]["id"], milestone["id"]);
    assert_eq!(frame.event["actor"]["name"], "Ada Reyes");
    mara.act(&paths::milestone_complete(id(&plan), id(&milestone))).await.expect(200);
    let both = his.frames_to(begun + 2).await;
    assert_eq!(numbers(&both), [begun + 1, begun + 2]);
    assert_eq!(both[1].event["actor"]["side"], "buyer");
    let listed = ada.get(&format!("{}?after={begun}", paths::events(id(&plan)))).await.expect(200);
    assert_eq!(listed["data"], json!([both[0].event, both[1].event]));
}

#[actix_web::test]
async fn a_stream_resumes_after_the_last_event_without_a_gap_or_a_double() {
    let (_, ada, plan) = started().await;
    let begun = ada.plan(&plan).await["seq"].as_i64().unwrap();
    let mut first = ada.watch(&plan, Some(0)).await;
    assert_eq!(numbers(&first.frames_to(begun).await), (1..=begun).collect::<Vec<_>>());
    drop(first);
    let write = |n: i64| {
        let (ada, plan) = (ada.clone(), plan.clone());
        async move { ada.patch(&paths::plan(id(&plan)), json!({ "description": format!("Text {n}") })).await.expect(200) }
    };
    for n in 0..20 {
        write(n).await;
    }
    let mut again = ada.watch(&plan, Some(begun + 5)).await;
    for n in 20..30 {
        write(n).await;
    }
    let frames = again.frames_to(begun + 30).await;
    assert_eq!(numbers(&frames), (begun + 6..=begun + 30).collect::<Vec<_>>());
    assert!(again.is_silent().await);
}

#[actix_web::test]
async fn who_missed_more_than_one_reading_holds_gets_all_of_it() {
    let (_, ada, plan) = started().await;
    let begun = ada.plan(&plan).await["seq"].as_i64().unwrap();
    let paths: Vec<String> = (0..620).map(|_| paths::plan(id(&plan))).collect();
    for (group, paths) in paths.chunks(20).enumerate() {
        let writes =
            paths.iter().zip(0..).map(|(path, n)| ada.patch(path, json!({ "description": format!("{group} {n}") })));
        futures_util::future::join_all(writes).await.into_iter().for_each(|reply| drop(reply.expect(200)));
    }
    let mut stream = ada.watch(&plan, Some(begun)).await;
    assert_eq!(numbers(&stream.frames_to(begun + 620).await), (begun + 1..=begun + 620).collect::<Vec<_>>());
}

#[actix_web::test]
async fn an_internal_event_reaches_sellers_only() {
    let (_, ada, plan) = started().await;
    let mara = ada.guest(&plan, "mara@nimbus.example", "view").await;
    let (mut hers, mut his) = (mara.watch(&plan, None).await, ada.watch(&plan, None).await);
    let hidden = ada.create_milestone(&plan, json!({ "title": "Discount approved", "visibility": "internal" })).await;
    let frame = his.frame().await;
    assert_eq!(frame.event["data"]["id"], hidden["id"]);
    assert!(hers.is_silent().await);
    ada.create_milestone(&plan, json!({ "title": "Contract signed" })).await;
    assert_eq!(hers.frame().await.seq, frame.seq + 1, "a gap where the seller's own stands");
}

#[actix_web::test]
async fn taking_access_back_ends_a_guests_stream_and_nobody_elses() {
    let (_, ada, plan) = started().await;
    let mara = ada.guest(&plan, "mara@nimbus.example", "edit").await;
    let jonas = ada.guest(&plan, "jonas@nimbus.example", "view").await;
    let (mut hers, mut his) = (mara.watch(&plan, None).await, jonas.watch(&plan, None).await);
    let grant = ada.grant(&plan, "mara@nimbus.example").await;
    ada.delete(&paths::grant(id(&plan), id(&grant))).await.expect(204);
    hers.ended().await;
    ada.create_milestone(&plan, json!({ "title": "Contract signed" })).await;
    assert_eq!(his.frame().await.kind, "milestone.created");
}

#[actix_web::test]
async fn deactivating_a_member_ends_their_stream() {
    let (_, ada, plan) = started().await;
    let jun = ada.colleague("Jun Sato", Role::Rep).await;
    let mut stream = jun.watch(&plan, None).await;
    ada.patch(&paths::member(jun.user_id().as_str()), json!({ "active": false })).await.expect(200);
    stream.ended().await;
    assert_eq!(jun.get(&paths::stream(id(&plan))).await.status, 401);
}

#[actix_web::test]
async fn deleting_the_plan_ends_every_stream() {
    let (_, ada, plan) = started().await;
    let mara = ada.guest(&plan, "mara@nimbus.example", "edit").await;
    let (mut hers, mut his) = (mara.watch(&plan, None).await, ada.watch(&plan, None).await);
    ada.delete(&paths::plan(id(&plan))).await.expect(204);
    hers.ended().await;
    his.ended().await;
}

#[actix_web::test]
async fn the_end_of_the_service_ends_every_stream() {
    let (kit, ada, plan) = started().await;
    let mut stream = ada.watch(&plan, None).await;
    kit.app.hub.close();
    stream.ended().await;
}

/// Whether several replicas can share the store: on PostgreSQL.
fn has_replicas(kit: &Kit) -> bool {
    kit.app.config.database_url.engine() == tandem_api::db::Engine::Postgres
}

#[actix_web::test]
async fn a_change_through_one_replica_arrives_at_a_stream_of_another_within_a_second() {
    let (kit, ada, plan) = started().await;
    if !has_replicas(&kit) {
        return;
    }
    let there = kit.replica().await.bearer(ada.token.as_deref().unwrap());
    let mara = ada.guest(&plan, "mara@nimbus.example", "edit").await;
    let mut news = there.watch(&plan, None).await;
    // The other replica listens from a moment after its start on.
    ada.create_milestone(&plan, json!({ "title": "Measures agreed" })).await;
    news.frame().await;
    for n in 0..10 {
        let since = Instant::now();
        let made = mara.create_milestone(&plan, json!({ "title": format!("Milestone {n}") })).await;
        assert_eq!(news.frame().await.event["data"]["id"], made["id"]);
        assert!(since.elapsed() < Duration::from_secs(1), "{:?}", since.elapsed());
    }
    let mut hers = kit.replica().await.bearer(mara.token.as_deref().unwrap()).watch(&plan, None).await;
    let grant = ada.grant(&plan, "mara@nimbus.example").await;
    ada.delete(&paths::grant(id(&plan), id(&grant))).await.expect(204);
    hers.ended().await;
}

#[actix_web::test]
async fn each_mail_is_sent_once_when_two_replicas_deliver_side_by_side() {
    let (kit, ada, plan) = started().await;
    if !has_replicas(&kit) {
        return;
    }
    let invitees: Vec<Value> =
        (0..40).map(|n| json!({ "email": format!("p{n}@nimbus.example"), "access": "view" })).collect();
    ada.post(&paths::grants(id(&plan)), json!({ "invitees": invitees })).await.expect(201);
    let other = kit.replica().await;
    let (here, there) = (Postman::new(&kit.app).unwrap(), Postman::new(&other.app).unwrap());
    while here.deliver().await.unwrap() + there.deliver().await.unwrap() > 0 {
        let (a, b) = futures_util::future::join(here.deliver(), there.deliver()).await;
        a.unwrap();
        b.unwrap();
    }
    let mut sent: Vec<String> = Vec::new();
    for kit in [&kit, &other] {
        sent.extend(kit.mails().await.into_iter().map(|mail| mail.to));
    }
    sent.sort();
    let mut wanted: Vec<String> = (0..40).map(|n| format!("p{n}@nimbus.example")).collect();
    wanted.sort();
    assert_eq!(sent, wanted);
    let tries = |conn: &mut tandem_api::db::Conn| {
        use tandem_api::db::schema::outbox as o;
        Ok(o::table.select(o::attempts).load::<i32>(conn)?)
    };
    assert_eq!(kit.app.db.read(tries).await.unwrap(), vec![1; 40]);
}
