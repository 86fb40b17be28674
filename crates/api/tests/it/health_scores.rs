//! Plan health over time, and in the list of deals.

use crate::kit::{Kit, id};
use serde_json::json;
use tandem_api::services::health_scores;
use tandem_shared::{organization::Role, paths};

const DAY: i64 = 86_400;

#[actix_web::test]
async fn the_list_says_a_plans_score_and_a_day_on_which_it_changed_is_kept() {
    let app = Kit::start().await;
    let typed = app.typed_in("11-the-example-deal").await;
    let (plan, organization) = (&typed.plan, typed.ada.organization_id());
    let history = paths::health_history(id(plan));
    assert_eq!(typed.ada.get(&history).await.expect(200)["days"], json!([]));
    assert_eq!(health_scores::keep(&app.app).await.unwrap(), 1);
    assert_eq!(health_scores::keep(&app.app).await.unwrap(), 0, "nothing changed since");
    let health = typed.ada.get(&paths::plan_health(id(plan))).await.expect(200);
    let row = typed.ada.get(&paths::deals()).await.expect(200)["data"][0].clone();
    assert_eq!(row["plan_score"], health["score"]);
    assert_eq!(row["plan_errors"], 0);
    let first = typed.ada.get(&history).await.expect(200)["days"].clone();
    assert_eq!((&first[0]["day"], &first[0]["score"]), (&json!("2026-03-16"), &health["score"]));
    app.clock().advance(DAY);
    assert_eq!(health_scores::keep(&app.app).await.unwrap(), 1, "each day");
    let ada = app.user(&organization, "Mia Sol", Role::Admin).await;
    let second = ada.get(&history).await.expect(200)["days"].clone();
    assert_eq!((second.as_array().unwrap().len(), &second[0]), (2, &first[0]), "a day on which more is late");
    ada.post(&paths::health_fixes(id(plan)), json!({ "rule": "mutual.both_sides" })).await.expect(200);
    assert_eq!(health_scores::keep(&app.app).await.unwrap(), 1, "an event");
    let days = ada.get(&history).await.expect(200)["days"].clone();
    assert_eq!(days.as_array().unwrap().len(), 2, "one line a day");
    assert!(days[1]["score"].as_i64() > second[1]["score"].as_i64());
    app.clock().advance(60);
    assert_eq!(health_scores::keep(&app.app).await.unwrap(), 0);
    let guest = ada.guest(plan, "eda@nimbus.example", "edit").await;
    guest.get(&history).await.expect(403);
}

#[actix_web::test]
async fn a_plan_that_is_still_being_made_has_no_score() {
    let app = Kit::start().await;
    let ada = app.organization("Orbit").await;
    ada.create_plan().await;
    health_scores::keep(&app.app).await.unwrap();
    let row = ada.get(&paths::deals()).await.expect(200)["data"][0].clone();
    assert_eq!((&row["plan_score"], &row["plan_errors"]), (&json!(null), &json!(0)));
}
