//! Sharing: all or none, changed and taken back with effect on the next request.

use crate::kit::{Kit, id};
use serde_json::{Value, json};
use tandem_shared::{organization::Role, paths};

const MARA: &str = "mara.lindt@nimbus.example";

fn invitees(emails: &[&str]) -> Value {
    json!({ "invitees": emails.iter().map(|e| json!({ "email": e, "access": "edit" })).collect::<Vec<_>>() })
}

#[actix_web::test]
async fn ten_invitations_of_which_two_are_bad_send_nothing_and_name_both() {
    let ada = Kit::start().await.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let mut emails: Vec<String> = (0..10).map(|n| format!("p{n}@nimbus.example")).collect();
    emails[3] = "nobody".into();
    emails[7] = "P1@nimbus.example ".into();
    let emails: Vec<&str> = emails.iter().map(String::as_str).collect();
    let reply = ada.post(&paths::grants(id(&plan)), invitees(&emails)).await;
    assert_eq!(reply.fields(), ["/invitees/3/email not_an_address", "/invitees/7/email duplicate"]);
    // What only the store knows is all or none too.
    ada.share(&plan, "p4@nimbus.example", "view").await;
    let people = ada.plan(&plan).await["stakeholders"].clone();
    let own = people.as_array().unwrap().iter().find(|person| person["side"] == "seller").unwrap();
    let person = paths::stakeholder(id(&plan), id(own));
    ada.patch(&person, json!({ "email": "ada@orbit.example" })).await.expect(200);
    let reply = ada
        .post(&paths::grants(id(&plan)), invitees(&["p5@nimbus.example", "p4@nimbus.example", "ada@orbit.example"]))
        .await;
    assert_eq!(reply.fields(), ["/invitees/1/email already_shared", "/invitees/2/email own_side"]);
    assert_eq!(ada.get(&paths::grants(id(&plan))).await.expect(200)["data"].as_array().unwrap().len(), 1);
    assert_eq!(ada.kit.mails().await.len(), 1);
    assert_eq!(ada.plan(&plan).await["stakeholders"].as_array().unwrap().len(), 2);
}

#[actix_web::test]
async fn sharing_finds_or_adds_the_person_and_writes_one_line_of_history() {
    let ada = Kit::start().await.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let known = json!({ "side": "buyer", "name": "Jonas Weber", "email": "jonas@nimbus.example", "title": "CFO" });
    let known = ada.post(&paths::stakeholders(id(&plan)), known).await.expect(201);
    let before = ada.history(&plan).await.len();
    let body = json!({ "invitees": [{ "email": "Jonas@nimbus.example", "access": "view" }, { "email": MARA, "access": "edit" }, { "email": "it@nimbus.example", "name": "Ines Torres", "access": "view" }] });
    let given = ada.post(&paths::grants(id(&plan)), body).await.expect(201)["data"].clone();
    assert_eq!(given[0]["stakeholder_id"], known["id"]);
    let names: Vec<&Value> = given.as_array().unwrap().iter().map(|grant| &grant["name"]).collect();
    assert_eq!(names, ["Jonas Weber", "Mara Lindt", "Ines Torres"]);
    assert!(
        given
            .as_array()
            .unwrap()
            .iter()
            .all(|g| g["status"] == "pending" && g["delivery"] == "queued" && g["version"] == 1)
    );
    let history = ada.history(&plan).await;
    assert_eq!((history.len(), history.last().unwrap().as_str()), (before + 1, "grants.created"));
    ada.kit.mail_to(MARA, 1).await;
    assert_eq!(ada.kit.mails().await.len(), 3);
    assert_eq!(ada.grant(&plan, MARA).await["delivery"], "sent");
}

#[actix_web::test]
async fn the_first_sharing_fixes_the_dates_that_were_agreed() {
    let ada = Kit::start().await.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let dated = ada.create_milestone(&plan, json!({ "title": "Contract signed", "target_date": "2027-03-19" })).await;
    let open = ada.create_milestone(&plan, json!({ "title": "Kick-off held" })).await;
    let agreed = |milestone: Value| {
        let (ada, plan) = (ada.clone(), plan.clone());
        async move { ada.get(&paths::milestone(id(&plan), id(&milestone))).await.expect(200)["agreed_date"].clone() }
    };
    assert_eq!(agreed(dated.clone()).await, Value::Null);
    ada.share(&plan, MARA, "view").await;
    assert_eq!((agreed(dated.clone()).await, agreed(open).await), (json!("2027-03-19"), Value::Null));
    ada.patch(&paths::milestone(id(&plan), id(&dated)), json!({ "target_date": "2027-04-19" })).await.expect(200);
    ada.share(&plan, "second@nimbus.example", "view").await;
    assert_eq!(agreed(dated).await, "2027-03-19");
}

#[actix_web::test]
async fn only_the_owner_a_manager_and_an_admin_share() {
    let kit = Kit::start().await;
    let ada = kit.organization("Orbit").await;
    let owner = ada.colleague("Jun Park", Role::Rep).await;
    let plan = owner.create_plan().await;
    let (manager, rep) = (ada.colleague("Kim Low", Role::Manager).await, ada.colleague("Lee Chan", Role::Rep).await);
    let path = paths::grants(id(&plan));
    for (n, caller) in [&ada, &owner, &manager].into_iter().enumerate() {
        caller.post(&path, invitees(&[&format!("p{n}@nimbus.example")])).await.expect(201);
    }
    rep.post(&path, invitees(&["x@nimbus.example"])).await.expect(403);
    let mara = owner.guest(&plan, MARA, "edit").await;
    mara.post(&path, invitees(&["x@nimbus.example"])).await.expect(403);
    kit.organization("Evil").await.post(&path, invitees(&["x@nimbus.example"])).await.expect(404);
    let grant = paths::grant(id(&plan), id(&ada.grant(&plan, MARA).await));
    for caller in [&rep, &mara] {
        caller.patch(&grant, json!({ "access": "view" })).await.expect(403);
        caller.delete(&grant).await.expect(403);
    }
}

#[actix_web::test]
async fn one_key_shares_once() {
    let ada = Kit::start().await.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let once = ada.with("Idempotency-Key", "share-1");
    let first = once.post(&paths::grants(id(&plan)), invitees(&[MARA])).await.expect(201);
    let again = once.post(&paths::grants(id(&plan)), invitees(&[MARA])).await;
    assert_eq!(again.header("idempotent-replayed"), Some("true"));
    assert_eq!(again.expect(201), first);
    ada.kit.mail_to(MARA, 1).await;
    assert_eq!(ada.kit.mails().await.len(), 1);
}

#[actix_web::test]
async fn a_change_of_access_holds_from_the_next_request_and_is_mailed() {
    let ada = Kit::start().await.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let mara = ada.guest(&plan, MARA, "view").await;
    let add = async || mara.post(&paths::milestones(id(&plan)), json!({ "title": "Security review passed" })).await;
    add().await.expect(403);
    let grant = ada.grant(&plan, MARA).await;
    let path = paths::grant(id(&plan), id(&grant));
    ada.with("If-Match", "\"1\"").patch(&path, json!({ "access": "edit" })).await.expect(412);
    let mut stream = mara.open(&paths::stream(id(&plan))).await;
    stream.next().await.unwrap();
    let changed = ada.patch(&path, json!({ "access": "edit" })).await.expect(200);
    stream.until("event: access.changed").await;
    assert_eq!(
        (&changed["access"], changed["version"].as_i64()),
        (&json!("edit"), grant["version"].as_i64().map(|v| v + 1))
    );
    assert_eq!(ada.kit.mail_to(MARA, 2).await.subject, "You can now edit “Analytics rollout”");
    add().await.expect(201);
    ada.patch(&path, json!({ "access": "view" })).await.expect(200);
    add().await.expect(403);
    // The same once more changes nothing and tells nobody.
    let history = ada.history(&plan).await.len();
    ada.patch(&path, json!({ "access": "view" })).await.expect(200);
    assert_eq!(ada.history(&plan).await.len(), history);
    assert!(!mara.history(&plan).await.iter().any(|kind| kind == "grant.changed"), "for the seller only");
}

#[actix_web::test]
async fn revocation_holds_from_the_next_request_and_cuts_the_stream() {
    let ada = Kit::start().await.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let (mara, jonas) = (ada.guest(&plan, MARA, "edit").await, ada.guest(&plan, "jonas@nimbus.example", "view").await);
    let (mut hers, mut his) = (mara.open(&paths::stream(id(&plan))).await, jonas.open(&paths::stream(id(&plan))).await);
    hers.next().await.unwrap();
    his.next().await.unwrap();
    let path = paths::grant(id(&plan), id(&ada.grant(&plan, MARA).await));
    ada.delete(&path).await.expect(204);
    hers.ended().await;
    mara.get(&paths::plan(id(&plan))).await.expect(401);
    mara.act(&paths::guest_refresh(id(&plan))).await.expect(401);
    ada.delete(&path).await.expect(204);
    assert_eq!(ada.grant(&plan, MARA).await["status"], "revoked");
    assert_eq!(ada.patch(&path, json!({ "access": "view" })).await.expect(409)["code"], "revoked");
    ada.create_milestone(&plan, json!({ "title": "Contract signed" })).await;
    his.until("milestone.created").await;
    jonas.plan(&plan).await;
}

#[actix_web::test]
async fn a_revoked_person_is_invited_anew_with_a_new_link() {
    let ada = Kit::start().await.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let mara = ada.guest(&plan, MARA, "edit").await;
    let old = ada.kit.mail_to(MARA, 1).await.secret().to_owned();
    let grant = ada.grant(&plan, MARA).await;
    ada.delete(&paths::grant(id(&plan), id(&grant))).await.expect(204);
    let again = ada.share(&plan, MARA, "view").await;
    assert_eq!(
        (&again["status"], &again["access"], &again["stakeholder_id"]),
        (&json!("pending"), &json!("view"), &grant["stakeholder_id"])
    );
    let new = ada.kit.mail_to(MARA, 2).await.secret().to_owned();
    mara.get(&paths::plan(id(&plan))).await.expect(401);
    mara.join(&old).await.expect(404);
    mara.join(&new).await.expect(200);
    assert_eq!(ada.get(&paths::grants(id(&plan))).await.expect(200)["data"].as_array().unwrap().len(), 1);
}

#[actix_web::test]
async fn resending_gives_ninety_days_anew_and_is_throttled() {
    let kit = Kit::start().await;
    let ada = kit.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let grant = ada.share(&plan, MARA, "edit").await;
    let path = paths::grant_resend(id(&plan), id(&grant));
    let old = kit.mail_to(MARA, 1).await.secret().to_owned();
    let org = ada.organization_id();
    kit.clock().advance(91 * 86_400);
    let ada = kit.user(&org, "Bea Ott", Role::Admin).await;
    assert_eq!(ada.grant(&plan, MARA).await["status"], "expired");
    assert_eq!(ada.act(&path).await.expect(200)["status"], "pending");
    let new = kit.mail_to(MARA, 2).await;
    kit.nobody().join(&old).await.expect(404);
    for _ in 0..4 {
        ada.act(&path).await.expect(200);
    }
    ada.act(&path).await.expect(429);
    kit.nobody().join(new.secret()).await.expect(404);
    kit.nobody().join(kit.mail_to(MARA, 3).await.secret()).await.expect(200);
    ada.delete(&paths::grant(id(&plan), id(&grant))).await.expect(204);
    kit.clock().advance(800);
    let again = ada.act(&path).await;
    assert_eq!(again.status, 429);
}

#[actix_web::test]
async fn two_who_share_with_the_same_person_at_once_make_one_grant() {
    let ada = Kit::start().await.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let path = paths::grants(id(&plan));
    let both = tokio::join!(ada.post(&path, invitees(&[MARA])), ada.post(&path, invitees(&[MARA])));
    let mut statuses = [both.0.status, both.1.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 422]);
    ada.kit.mail_to(MARA, 1).await;
    assert_eq!(ada.kit.mails().await.len(), 1);
}
