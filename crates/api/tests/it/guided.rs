//! The guided start: answers in, a whole plan out, in one go.

use crate::kit::{Caller, Kit, id};
use serde_json::{Value, json};
use tandem_shared::{day::Day, organization::Role, paths, plan::Plan};

fn known(role: &str, name: &str, email: &str) -> Value {
    json!({ "role": role, "state": "known", "name": name, "title": "Head", "email": email, "buy_in": "neutral", "concern": "Runs on time" })
}

fn answers(hard: Day) -> Value {
    json!({
        "roles": [
            known("champion", "Mara Lindt", "mara@nimbus.example"),
            known("economic_buyer", "Ole Brandt", "ole@nimbus.example"),
            known("legal", "Ole Brandt", "ole@nimbus.example"),
            { "role": "executive_sponsor", "state": "not_needed" },
        ],
        "hard_date": { "kind": "budget_cycle", "date": hard, "note": "Budget of the half-year closes" },
        "dates": [{ "kind": "busy_period", "start_date": hard.plus_days(-40), "end_date": hard.plus_days(-35) }],
        "budget": "quarterly", "country": "de",
        "procurement": { "involvement": "not_yet", "review_days": 3, "needs": ["references"], "unfamiliar": true },
        "champion": "liaison",
    })
}

async fn today(who: &Caller) -> Day {
    serde_json::from_value(who.create_plan().await["today"].clone()).unwrap()
}

async fn started(ada: &Caller) -> (Value, Value) {
    let (deal, today) = (ada.create_deal("Guided").await, today(ada).await);
    let body = json!({ "title": "Nimbus by summer", "answers": answers(today.plus_days(90)) });
    (ada.post(&paths::guided_plan(id(&deal)), body).await.expect(201), deal)
}

#[actix_web::test]
async fn five_answers_make_a_whole_plan_with_a_line_of_history_for_each_part() {
    let ada = Kit::start().await.organization("Orbit").await;
    let (made, deal) = started(&ada).await;
    assert_eq!(made["verdict"]["kind"], "fits");
    assert!(made["reasons"].as_array().unwrap().len() > 2);
    let seen = ada.get(&paths::deal_plan(id(&deal))).await.expect(200);
    assert_eq!(seen, made["plan"]);
    let plan: Plan = serde_json::from_value(seen).unwrap();
    assert_eq!((plan.title.as_str(), plan.deal.name.as_str()), ("Nimbus by summer", "Guided"));
    assert!(
        plan.signature_date <= plan.anchor_date && plan.signature_date > plan.anchor_date.map(|day| day.plus_days(-5))
    );
    assert_eq!(plan.stakeholders.len(), 3, "two buyers, one of them in two roles, and the owner");
    let mara = plan.stakeholders.iter().find(|s| s.name == "Mara Lindt").unwrap();
    assert!(mara.engagement_plan.is_some() && mara.engagement_date.is_some());
    assert!(plan.milestones.iter().all(|m| m.actions.len() >= 2 && m.assumptions.len() == 1));
    assert!(plan.milestones.iter().any(|m| !m.depends_on.is_empty()));
    assert_eq!(plan.calendars.buyer.country.as_deref(), Some("DE"));
    let waived: Vec<&str> = plan.waivers.iter().filter_map(|w| w.object.as_deref()).collect();
    let review = plan.milestones.iter().find(|m| m.kind.as_str() == "procurement").unwrap();
    assert!(waived.contains(&"executive_sponsor") && waived.contains(&review.id.as_str()), "{waived:?}");
    let actions: usize = plan.milestones.iter().map(|m| m.actions.len()).sum();
    let parts = plan.milestones.len() + actions + plan.risks.len() + plan.constraints.len() + plan.waivers.len();
    let parts = i64::try_from(parts + 2 * 2).unwrap();
    assert_eq!(plan.seq, parts + 3, "made, its calendar, its procurement, and each part");
}

#[actix_web::test]
async fn a_guest_reads_nothing_of_what_the_answers_say_about_people() {
    let ada = Kit::start().await.organization("Orbit").await;
    let (made, _) = started(&ada).await;
    let mara = ada.guest(&made["plan"], "mara@nimbus.example", "edit").await;
    let plan = mara.plan(&made["plan"]).await;
    let history = mara.get(&paths::events(id(&plan))).await.expect(200);
    for text in [plan.to_string(), history.to_string()] {
        for secret in ["liaison", "cannot decide alone", "Runs on time", "have no name yet", "does without it"] {
            assert!(!text.contains(secret), "{secret}");
        }
    }
    assert!(plan["milestones"].as_array().unwrap().len() > 5);
}

#[actix_web::test]
async fn a_dry_run_tells_the_same_and_keeps_nothing() {
    let ada = Kit::start().await.organization("Orbit").await;
    let (deal, today) = (ada.create_deal("Guided").await, today(&ada).await);
    let path = paths::guided_plan(id(&deal));
    let body = |dry_run| json!({ "answers": answers(today.plus_days(90)), "dry_run": dry_run });
    let dry = ada.post(&path, body(true)).await.expect(201);
    ada.get(&paths::deal_plan(id(&deal))).await.expect(404);
    let made = ada.post(&path, body(false)).await.expect(201);
    let titles = |v: &Value| {
        let all = v["plan"]["milestones"].as_array().unwrap().iter();
        all.map(|m| (m["title"].clone(), m["target_date"].clone())).collect::<Vec<_>>()
    };
    assert_eq!((titles(&dry), &dry["reasons"]), (titles(&made), &made["reasons"]));
}

#[actix_web::test]
async fn a_plan_without_milestones_is_filled_and_one_with_milestones_is_left_alone() {
    let ada = Kit::start().await.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let person = json!({ "side": "buyer", "name": "Mara Lindt" });
    let mara = ada.post(&paths::stakeholders(id(&plan)), person).await.expect(201);
    let today: Day = serde_json::from_value(plan["today"].clone()).unwrap();
    let old = json!({ "kind": "deadline", "start_date": today.plus_days(20), "anchor": true });
    ada.post(&paths::constraints(id(&plan)), old).await.expect(201);
    let path = paths::guided_plan(plan["deal_id"].as_str().unwrap());
    let body = json!({ "title": "Nimbus by summer", "answers": answers(today.plus_days(90)) });
    let made = ada.post(&path, body).await.expect(201);
    assert_eq!((&made["plan"]["id"], &made["plan"]["title"]), (&plan["id"], &json!("Nimbus by summer")));
    let all = made["plan"]["stakeholders"].as_array().unwrap();
    let same = all.iter().find(|s| s["id"] == mara["id"]).unwrap();
    assert_eq!((&same["roles"], &same["authority"], all.len()), (&json!(["champion"]), &json!("liaison"), 3));
    let anchors = made["plan"]["constraints"].as_array().unwrap().iter().filter(|c| c["anchor"] == true).count();
    assert_eq!((anchors, made["plan"]["anchor_date"] == json!(today.plus_days(90))), (1, true));
    let again = ada.post(&path, json!({ "answers": {} })).await;
    assert_eq!(again.expect(409)["code"], "plan_exists");
}

#[actix_web::test]
async fn no_answers_at_all_make_a_plan_that_begins_with_asking() {
    let ada = Kit::start().await.organization("Orbit").await;
    let deal = ada.create_deal("Guided").await;
    let made = ada.post(&paths::guided_plan(id(&deal)), json!({})).await.expect(201);
    assert_eq!(made["verdict"]["kind"], "no_anchor");
    let first: Vec<String> = made["plan"]["milestones"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|m| m["title"].as_str().filter(|t| t.starts_with("Agree who")).map(str::to_owned))
        .collect();
    assert_eq!(first.len(), 3, "the deal is new, so people come first");
    let health = ada.get(&paths::plan_health(id(&made["plan"]))).await.expect(200);
    assert_eq!(health["state"], "guided");
}

#[actix_web::test]
async fn a_stage_moves_the_deal_and_what_is_wrong_is_said_at_its_field_with_nothing_kept() {
    let ada = Kit::start().await.organization("Orbit").await;
    let (deal, today) = (ada.create_deal("Guided").await, today(&ada).await);
    let path = paths::guided_plan(id(&deal));
    let mut wrong = answers(today.plus_days(-1));
    wrong["roles"][0]["email"] = json!("mara");
    wrong["procurement"]["review_days"] = json!(99);
    let fields = ada.post(&path, json!({ "answers": wrong })).await.fields();
    assert_eq!(fields, ["/answers/roles/0/email not_an_address", "/answers/procurement/review_days out_of_range"]);
    let fields = ada.post(&path, json!({ "answers": answers(today.plus_days(-1)) })).await.fields();
    assert_eq!(fields, ["/answers/hard_date/date passed"]);
    let fields = ada.post(&path, json!({ "answers": { "country": "XX" } })).await.fields();
    assert_eq!(fields, ["/answers/country unknown"]);
    let own = ada.plan(&ada.create_plan().await).await["stakeholders"][0]["email"].clone();
    let body = json!({ "answers": { "roles": [known("champion", "Mara", own.as_str().unwrap())] } });
    assert_eq!(ada.post(&path, body).await.fields(), ["/answers/roles/0/email duplicate"]);
    let foreign = ada.kit.organization("Umbra").await.create_deal("Other").await;
    let body = json!({ "answers": { "stage_id": foreign["stage_id"] } });
    assert_eq!(ada.post(&path, body).await.fields(), ["/answers/stage_id unknown"]);
    ada.get(&paths::deal_plan(id(&deal))).await.expect(404);
    let stages = ada.get(&paths::stages()).await.expect(200);
    let body = json!({ "answers": { "stage_id": stages["data"][3]["id"] } });
    ada.post(&path, body).await.expect(201);
    assert_eq!(ada.get(&paths::deal(id(&deal))).await.expect(200)["stage_id"], stages["data"][3]["id"]);
}

#[actix_web::test]
async fn the_same_key_makes_one_plan_and_who_may_not_make_plans_is_refused() {
    let ada = Kit::start().await.organization("Orbit").await;
    let deal = ada.create_deal("Guided").await;
    let path = paths::guided_plan(id(&deal));
    let jun = ada.colleague("Jun Sato", Role::Rep).await;
    jun.post(&path, json!({})).await.expect(403);
    ada.kit.organization("Umbra").await.post(&path, json!({})).await.expect(404);
    let keyed = ada.with("Idempotency-Key", "one");
    let first = keyed.post(&path, json!({})).await.expect(201);
    let again = keyed.post(&path, json!({})).await;
    assert_eq!(again.header("idempotent-replayed"), Some("true"));
    assert_eq!(again.expect(201)["plan"]["id"], first["plan"]["id"]);
}
