//! When each side works: the organization's calendar, the buyer's, and the countries whose holidays are known.

use crate::kit::{Kit, id};
use serde_json::{Value, json};
use tandem_shared::{organization::Role, paths};

const WEEK: [&str; 5] = ["monday", "tuesday", "wednesday", "thursday", "friday"];

async fn last_event(ada: &crate::kit::Caller, plan: &Value) -> Value {
    let events = ada.get(&(paths::events(id(plan)) + "?before=100000&limit=1")).await.expect(200);
    events["data"][0].clone()
}

#[actix_web::test]
async fn the_organizations_calendar_counts_in_its_plans() {
    let app = Kit::start().await;
    let ada = app.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let first = ada.get(&paths::organization_calendar()).await;
    assert_eq!(first.header("etag"), Some("\"1\""));
    let first = first.expect(200);
    assert_eq!(
        (&first["weekdays"], &first["country"], &first["fiscal_year_start"]),
        (&json!(WEEK), &json!(null), &json!(1))
    );
    let body = json!({ "weekdays": ["sunday", "monday", "monday"], "country": " de ", "fiscal_year_start": 4 });
    let set = ada.with("If-Match", "\"1\"").put(&paths::organization_calendar(), body.clone()).await.expect(200);
    assert_eq!(
        (&set["weekdays"], &set["country"], &set["version"]),
        (&json!(["monday", "sunday"]), &json!("DE"), &json!(2))
    );
    assert!(set["holidays"].as_array().unwrap().iter().any(|h| h["name"] == "German Unity Day"));
    let seen = ada.plan(&plan).await;
    assert_eq!(seen["calendars"]["seller"]["weekdays"], json!(["monday", "sunday"]));
    assert_eq!(seen["conduct"]["fiscal_year_start"], 4);
    ada.with("If-Match", "\"1\"").put(&paths::organization_calendar(), body.clone()).await.expect(412);
    // The same once more is no change.
    assert_eq!(ada.put(&paths::organization_calendar(), body).await.expect(200)["version"], 2);
}

#[actix_web::test]
async fn only_an_admin_sets_the_organizations_calendar() {
    let app = Kit::start().await;
    let ada = app.organization("Orbit").await;
    let manager = ada.colleague("Jun Sato", Role::Manager).await;
    let body = json!({ "weekdays": WEEK, "fiscal_year_start": 1 });
    manager.get(&paths::organization_calendar()).await.expect(200);
    manager.put(&paths::organization_calendar(), body).await.expect(403);
}

#[actix_web::test]
async fn a_calendar_without_a_day_or_with_an_unknown_country_is_refused_and_told_which_are_known() {
    let app = Kit::start().await;
    let ada = app.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let none = json!({ "weekdays": [], "fiscal_year_start": 13 });
    let refused = ada.put(&paths::organization_calendar(), none).await.fields();
    assert_eq!(refused, ["/weekdays empty", "/fiscal_year_start out_of_range"]);
    for (path, more) in [(paths::organization_calendar(), true), (paths::plan_calendar(id(&plan)), false)] {
        let mut body = json!({ "weekdays": WEEK, "country": "XX" });
        if more {
            body["fiscal_year_start"] = json!(1);
        }
        let refused = ada.put(&path, body).await.expect(422);
        assert_eq!(refused["errors"][0]["pointer"], "/country");
        let detail = refused["errors"][0]["detail"].as_str().unwrap();
        assert!(detail.contains("DE, ") && detail.contains("US"), "{detail}");
    }
    assert_eq!(
        ada.put(&paths::plan_calendar(id(&plan)), json!({ "weekdays": [] })).await.fields(),
        ["/weekdays empty"]
    );
}

#[actix_web::test]
async fn the_buyers_calendar_stands_in_the_plan_and_in_its_history() {
    let app = Kit::start().await;
    let ada = app.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let guest = ada.guest(&plan, "mara@nimbus.example", "edit").await;
    let path = paths::plan_calendar(id(&plan));
    let body = json!({ "weekdays": ["sunday", "monday", "tuesday"], "country": "AE" });
    let before = ada.plan(&plan).await["version"].clone();
    let set = ada.with("If-Match", &format!("\"{before}\"")).put(&path, body.clone()).await.expect(200);
    assert_eq!(set["weekdays"], json!(["monday", "tuesday", "sunday"]));
    assert_eq!(guest.plan(&plan).await["calendars"]["buyer"]["country"], "AE");
    let event = last_event(&ada, &plan).await;
    assert_eq!(event["type"], "plan.updated");
    let fields: Vec<_> = event["changes"].as_array().unwrap().iter().map(|c| c["field"].as_str().unwrap()).collect();
    assert_eq!(fields, ["buyer_weekdays", "buyer_country"]);
    ada.with("If-Match", &format!("\"{before}\"")).put(&path, json!({ "weekdays": WEEK })).await.expect(412);
    guest.put(&path, body.clone()).await.expect(403);
    // The same once more is no change.
    ada.put(&path, body).await.expect(200);
    assert_eq!(last_event(&ada, &plan).await["seq"], event["seq"]);
}

#[actix_web::test]
async fn countries_and_their_holidays_are_told_to_everybody_who_is_signed_in() {
    let app = Kit::start().await;
    let ada = app.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let guest = ada.guest(&plan, "mara@nimbus.example", "view").await;
    for caller in [&ada, &guest] {
        let countries = caller.get(&paths::countries()).await.expect(200);
        assert!(countries["data"].as_array().unwrap().contains(&json!({ "code": "DE", "name": "Germany" })));
        let holidays = caller.get(&paths::holidays("FR")).await.expect(200);
        assert!(holidays["data"].as_array().unwrap().len() > 30);
        caller.get(&paths::holidays("XX")).await.expect(404);
    }
    app.nobody().get(&paths::countries()).await.expect(401);
}
