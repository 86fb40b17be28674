//! Sixteen at once on one plan: nothing is lost, nothing is overwritten, nobody sees an error of ours.

use crate::kit::{Caller, Kit, Reply, id};
use futures_util::future::join_all;
use serde_json::{Value, json};
use tandem_shared::{chain, paths};

const WRITERS: usize = 16;
const INCREMENTS: usize = 12;

/// Adds one to the number in the title, as often as it takes; answers how often it was refused.
async fn increment(caller: &Caller, path: &str) -> usize {
    let mut refused = 0;
    loop {
        let seen = caller.get(path).await;
        let tag = seen.header("etag").unwrap().to_owned();
        let title = seen.expect(200)["title"].as_str().unwrap().to_owned();
        let count: usize = title.strip_prefix("Count ").unwrap().parse().unwrap();
        let body = json!({ "title": format!("Count {}", count + 1) });
        let reply = caller.with("If-Match", &tag).patch(path, body.clone()).await;
        match reply.status {
            200 => {
                // The version that was seen is stale now, whoever comes next.
                caller.with("If-Match", &tag).patch(path, body).await.expect(412);
                return refused;
            }
            412 => refused += 1,
            _ => drop(reply.expect(200)),
        }
    }
}

/// What a person does besides: adds, ticks, writes, reads.
async fn work(caller: &Caller, plan: &Value, milestone: &Value) {
    let ok = |reply: Reply| assert!(reply.status < 300, "{}", reply.text);
    let action = caller.create_action(plan, milestone, json!({ "title": "Return the form" })).await;
    ok(caller.act(&paths::action_complete(id(plan), id(&action))).await);
    ok(caller.patch(&paths::action(id(plan), id(&action)), json!({ "description": "Both pages" })).await);
    ok(caller.act(&paths::action_reopen(id(plan), id(&action))).await);
    ok(caller.get(&paths::plan(id(plan))).await);
    ok(caller.delete(&paths::action(id(plan), id(&action))).await);
}

async fn writer(caller: Caller, plan: Value, milestone: Value) -> usize {
    let path = paths::milestone(id(&plan), id(&milestone));
    let mut refused = 0;
    for _ in 0..INCREMENTS {
        refused += increment(&caller, &path).await;
        work(&caller, &plan, &milestone).await;
    }
    refused
}

#[actix_web::test]
async fn sixteen_writers_on_one_plan_lose_nothing() {
    let ada = Kit::start().await.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let milestone = ada.create_milestone(&plan, json!({ "title": "Count 0" })).await;
    let begun = ada.plan(&plan).await["seq"].as_i64().unwrap();
    let guest = ada.guest(&plan, "mara@nimbus.example", "edit").await;
    let callers = [&ada, &guest].into_iter().cycle().take(WRITERS);
    let refused: usize =
        join_all(callers.map(|c| writer(c.clone(), plan.clone(), milestone.clone()))).await.iter().sum();
    let now = ada.get(&paths::milestone(id(&plan), id(&milestone))).await.expect(200);
    let increments = WRITERS * INCREMENTS;
    assert_eq!(now["title"], format!("Count {increments}"));
    assert_eq!(now["version"].as_u64().unwrap(), 1 + increments as u64);
    assert!(refused > 0, "the writers never met");
    let log = ada.get(&paths::events_export(id(&plan))).await.expect(200);
    let lines: Vec<chain::ChainLine> = serde_json::from_value(log["lines"].clone()).unwrap();
    assert_eq!(chain::verify(&lines), Ok(()));
    let count = |kind: &str| lines.iter().filter(|l| l.kind == kind).count();
    for (kind, wanted) in [
        ("milestone.updated", increments),
        ("action.created", increments),
        ("action.completed", increments),
        ("action.updated", increments),
        ("action.reopened", increments),
        ("action.deleted", increments),
    ] {
        assert_eq!(count(kind), wanted, "{kind}");
    }
    // Two for the guest's invitation and coming.
    assert_eq!(lines.len(), usize::try_from(begun).unwrap() + 2 + 6 * increments);
}
