//! Plans of the corpus of plan health, typed in through the API: `app.typed_in("11-the-example-deal").await` answers who typed it, on the plan's day.

use super::{Caller, Kit, id};
use serde_json::{Map, Value, json};
use tandem_shared::{day::Day, organization::Role, paths};

/// A plan of the corpus that was typed in.
pub(crate) struct Typed {
    /// Its owner, signed in on the plan's day.
    pub ada: Caller,
    /// The plan as it was made.
    pub plan: Value,
}

/// New ids by those of the corpus.
#[derive(Default)]
struct Ids(Map<String, Value>);

impl Ids {
    fn note(&mut self, old: &Value, new: &Value) {
        self.0.insert(old["id"].as_str().unwrap().to_owned(), new["id"].clone());
    }

    fn of(&self, old: &Value) -> Value {
        old.as_str().map_or(Value::Null, |old| self.0.get(old).cloned().unwrap_or_default())
    }
}

/// Some fields of an object that are there.
fn pick(from: &Value, fields: &[&str]) -> Value {
    let set = |field: &&&str| !from[**field].is_null() && from[**field] != json!("");
    Value::Object(fields.iter().filter(set).map(|f| ((*f).to_owned(), from[*f].clone())).collect())
}

fn day(value: &Value) -> Day {
    value.as_str().unwrap().get(..10).unwrap().parse().unwrap()
}

impl Kit {
    /// Moves the clock to noon of a day.
    fn travel(&self, to: Day) {
        let noon = format!("{to}T12:00:00Z").parse::<tandem_shared::day::Timestamp>().unwrap();
        self.clock().advance((noon.micros() - self.clock().now().micros()) / 1_000_000);
    }

    /// A plan of the corpus.
    pub(crate) async fn typed_in(&self, name: &str) -> Typed {
        let path = format!("{}/../shared/tests/corpus/{name}.json", env!("CARGO_MANIFEST_DIR"));
        let case: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let from = &case["plan"];
        self.travel(day(&from["created_at"]));
        let ada = self.organization("Tandem").await;
        let organization = ada.organization_id();
        let plan = ada.create_plan().await;
        let mut ids = Ids::default();
        type_facts(&ada, &plan, from).await;
        type_people(&ada, &plan, from, &mut ids).await;
        type_milestones(&ada, &plan, from, &mut ids).await;
        type_register(&ada, &plan, from, &ids).await;
        for person in from["stakeholders"].as_array().unwrap().iter().filter(|p| p["grant"]["status"] == "active") {
            ada.guest(&plan, &address(person), person["grant"]["access"].as_str().unwrap()).await;
        }
        self.travel(day(&from["today"]));
        let ada = self.user(&organization, "Jun Sato", Role::Admin).await;
        Typed { ada, plan }
    }
}

async fn type_facts(ada: &Caller, plan: &Value, from: &Value) {
    let stages = ada.get(&paths::stages()).await.expect(200);
    let name = |stage: &&Value| stage["id"] == from["deal"]["stage_id"];
    let wanted = &from["stages"].as_array().unwrap().iter().find(name).unwrap()["name"];
    let stage = stages["data"].as_array().unwrap().iter().find(|s| s["name"] == *wanted).unwrap();
    let deal = json!({ "stage_id": stage["id"], "seller_close_date": from["deal"]["seller_close_date"] });
    ada.patch(&paths::deal(plan["deal_id"].as_str().unwrap()), deal).await.expect(200);
    let conduct = pick(
        &from["conduct"],
        &["small_deal", "procurement", "review_every_days", "next_review_date", "close_gap_note"],
    );
    ada.patch(&paths::plan(id(plan)), conduct).await.expect(200);
}

fn address(person: &Value) -> String {
    let name = person["name"].as_str().unwrap().to_lowercase().replace(' ', ".");
    format!("{name}@nimbus.example")
}

async fn type_people(ada: &Caller, plan: &Value, from: &Value, ids: &mut Ids) {
    for person in from["stakeholders"].as_array().unwrap() {
        let mut new = pick(person, &["side", "name", "title", "function", "roles"]);
        new["email"] = json!(address(person));
        let made = ada.post(&paths::stakeholders(id(plan)), new).await.expect(201);
        let fields =
            ["primary_concern", "buy_in", "authority", "engagement_plan", "engagement_timing", "engagement_date"];
        ada.patch(&paths::stakeholder(id(plan), id(&made)), pick(person, &fields)).await.expect(200);
        ids.note(person, &made);
    }
}

async fn type_milestones(ada: &Caller, plan: &Value, from: &Value, ids: &mut Ids) {
    let all = from["milestones"].as_array().unwrap();
    for m in all {
        let fields =
            ["title", "outcome", "kind", "owner_side", "start_date", "target_date", "duration_days", "visibility"];
        let mut new = pick(m, &fields);
        new["owner_id"] = ids.of(&m["owner_id"]);
        let assumption = |a: &Value| json!({ "text": a["text"], "state": a["state"] });
        new["assumptions"] = m["assumptions"].as_array().unwrap().iter().map(assumption).collect();
        let made = ada.create_milestone(plan, new).await;
        let no_known_risk = json!({ "no_known_risk": m["no_known_risk"], "risk_reason": m["risk_reason"] });
        ada.patch(&paths::milestone(id(plan), id(&made)), no_known_risk).await.expect(200);
        ids.note(m, &made);
        for a in m["actions"].as_array().unwrap() {
            let mut new = pick(a, &["title", "side", "target_date", "visibility"]);
            new["assignee_ids"] = a["assignee_ids"].as_array().unwrap().iter().map(|s| ids.of(s)).collect();
            let action = ada.create_action(plan, &made, new).await;
            if !a["completed_at"].is_null() {
                ada.act(&paths::action_complete(id(plan), id(&action))).await.expect(200);
            }
        }
    }
    for m in all {
        let on: Vec<Value> = m["depends_on"].as_array().unwrap().iter().map(|on| ids.of(on)).collect();
        let this = ids.of(&m["id"]);
        ada.patch(&paths::milestone(id(plan), this.as_str().unwrap()), json!({ "depends_on": on })).await.expect(200);
        if !m["completed_at"].is_null() {
            ada.act(&paths::milestone_complete(id(plan), this.as_str().unwrap())).await.expect(200);
        }
    }
}

async fn type_register(ada: &Caller, plan: &Value, from: &Value, ids: &Ids) {
    for risk in from["risks"].as_array().unwrap() {
        let fields = ["description", "probability", "impact_days", "mitigation", "mitigation_due", "visibility"];
        let mut new = pick(risk, &fields);
        (new["milestone_id"], new["owner_id"]) = (ids.of(&risk["milestone_id"]), ids.of(&risk["owner_id"]));
        let made = ada.post(&paths::risks(id(plan)), new).await.expect(201);
        ada.patch(&paths::risk(id(plan), id(&made)), json!({ "status": risk["status"] })).await.expect(200);
    }
    for constraint in from["constraints"].as_array().unwrap() {
        let new = pick(constraint, &["kind", "side", "start_date", "end_date", "anchor", "note", "visibility"]);
        ada.post(&paths::constraints(id(plan)), new).await.expect(201);
    }
}
