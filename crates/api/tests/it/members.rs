//! Colleagues: invited, changed, kept out, let in again.

use crate::{
    accounts::{PASSWORD, events, sign_in, sign_up, with_token},
    kit::{Caller, Kit, id},
};
use serde_json::{Value, json};
use tandem_shared::{organization::Role, paths};

const JUN: &str = "jun@orbit.example";

async fn invite(ada: &Caller, email: &str, role: &str) -> Value {
    ada.post(&paths::members(), json!({ "name": "Jun Park", "email": email, "role": role })).await.expect(201)
}

/// Invites a colleague, who chooses a password; answers the member and their browser.
async fn come_in(app: &Kit, ada: &Caller, email: &str, role: &str) -> (Value, Caller) {
    let member = invite(ada, email, role).await;
    let mail = app.mail_to(email, 1).await;
    let browser = app.nobody();
    let body = json!({ "secret": mail.secret(), "password": PASSWORD });
    let answer = browser.post(&paths::password_reset(), body).await.expect(200);
    (member, with_token(&browser, &answer))
}

#[actix_web::test]
async fn an_invited_colleague_chooses_a_password_and_comes_in() {
    let app = Kit::start().await;
    let ada = sign_up(&app, "ada@orbit.example").await;
    let member = invite(&ada, "Jun@Orbit.example", "rep").await;
    assert_eq!((&member["email"], &member["status"], &member["role"]), (&json!(JUN), &json!("invited"), &json!("rep")));
    sign_in(&app.nobody(), JUN, PASSWORD).await.expect(401);
    let mail = app.mail_to(JUN, 1).await;
    assert_eq!(mail.subject, "Ada Reyes invites you to Orbit on Tandem");
    let browser = app.nobody();
    let body = json!({ "secret": mail.secret(), "password": PASSWORD });
    let answer = browser.post(&paths::password_reset(), body).await.expect(200);
    assert_eq!(answer["user"]["role"], "rep");
    let jun = with_token(&browser, &answer);
    let members = jun.get(&paths::members()).await.expect(200);
    let seen: Vec<_> =
        members["data"].as_array().unwrap().iter().map(|m| format!("{} {}", m["name"], m["status"])).collect();
    assert_eq!(seen, ["\"Ada Reyes\" \"active\"", "\"Jun Park\" \"active\""]);
    assert_eq!(events(&ada).await[1..], ["member.invited by Ada Reyes", "password.changed by Jun Park"]);
}

#[actix_web::test]
async fn an_address_with_an_account_is_not_invited_again() {
    let app = Kit::start().await;
    let ada = sign_up(&app, "ada@orbit.example").await;
    sign_up(&app, "eve@other.example").await;
    for email in ["ada@orbit.example", "eve@other.example"] {
        let body = json!({ "name": "Eve", "email": email, "role": "rep" });
        assert_eq!(ada.post(&paths::members(), body).await.expect(409)["code"], "address_taken");
    }
    assert!(app.mails().await.is_empty(), "no row, no mail");
}

#[actix_web::test]
async fn one_invitation_under_one_key_however_often_it_is_sent() {
    let app = Kit::start().await;
    let ada = sign_up(&app, "ada@orbit.example").await;
    let once = ada.with("Idempotency-Key", "invite-jun");
    let body = json!({ "name": "Jun Park", "email": JUN, "role": "rep" });
    let first = once.post(&paths::members(), body.clone()).await;
    let second = once.post(&paths::members(), body).await;
    assert_eq!((first.status, second.status, &first.text), (201, 201, &second.text));
    assert_eq!((first.header("idempotent-replayed"), second.header("idempotent-replayed")), (None, Some("true")));
    let other = json!({ "name": "Kim", "email": "kim@orbit.example", "role": "rep" });
    once.post(&paths::members(), other).await.expect(422);
    assert_eq!(app.mails().await.len(), 1);
}

#[actix_web::test]
async fn a_new_invitation_ends_the_one_before_and_is_not_for_those_who_came_in() {
    let app = Kit::start().await;
    let ada = sign_up(&app, "ada@orbit.example").await;
    let member = invite(&ada, JUN, "rep").await;
    let first = app.mail_to(JUN, 1).await;
    assert_eq!(ada.act(&paths::member_resend(id(&member))).await.expect(200), member);
    let second = app.mail_to(JUN, 2).await;
    let choose = |secret: &str| json!({ "secret": secret, "password": PASSWORD });
    app.nobody().post(&paths::password_reset(), choose(first.secret())).await.expect(410);
    app.nobody().post(&paths::password_reset(), choose(second.secret())).await.expect(200);
    assert_eq!(ada.act(&paths::member_resend(id(&member))).await.expect(409)["code"], "not_invited");
    let late = invite(&ada, "kim@orbit.example", "rep").await;
    let mail = app.mail_to("kim@orbit.example", 1).await;
    app.clock().advance(14 * 86_400);
    app.nobody().post(&paths::password_reset(), choose(mail.secret())).await.expect(410);
    assert_eq!(late["status"], "invited");
}

#[actix_web::test]
async fn a_deactivated_colleague_is_out_at_the_next_request_and_comes_back_when_let_in() {
    let app = Kit::start().await;
    let ada = sign_up(&app, "ada@orbit.example").await;
    let (member, jun) = come_in(&app, &ada, JUN, "rep").await;
    let path = paths::member(id(&member));
    let out = ada.patch(&path, json!({ "active": false })).await.expect(200);
    assert_eq!(out["status"], "deactivated");
    jun.get(&paths::me()).await.expect(401);
    jun.act(&paths::refresh()).await.expect(401);
    let refused = sign_in(&app.nobody(), JUN, PASSWORD).await;
    assert!(refused.text.contains("deactivated"), "who has the password is told");
    refused.expect(403);
    sign_in(&app.nobody(), JUN, "not the password").await.expect(401);
    // Both are answered at once and looked into afterwards, in turn: once Ada's mail is there, Jun's case is closed.
    for email in [JUN, "ada@orbit.example"] {
        app.nobody().post(&paths::password_forgot(), json!({ "email": email })).await.expect(202);
    }
    app.mail_to("ada@orbit.example", 1).await;
    assert_eq!(ada.patch(&path, json!({ "active": true })).await.expect(200)["status"], "active");
    jun.get(&paths::me()).await.expect(401);
    sign_in(&app.nobody(), JUN, PASSWORD).await.expect(200);
    let to_jun = app.mails().await.iter().filter(|m| m.to == JUN).count();
    assert_eq!(to_jun, 1, "only the invitation");
}

#[actix_web::test]
async fn an_invitation_of_someone_kept_out_is_dead() {
    let app = Kit::start().await;
    let ada = sign_up(&app, "ada@orbit.example").await;
    let member = invite(&ada, JUN, "rep").await;
    let mail = app.mail_to(JUN, 1).await;
    let path = paths::member(id(&member));
    ada.patch(&path, json!({ "active": false })).await.expect(200);
    app.nobody()
        .post(&paths::password_reset(), json!({ "secret": mail.secret(), "password": PASSWORD }))
        .await
        .expect(410);
    assert_eq!(ada.patch(&path, json!({ "active": true })).await.expect(200)["status"], "invited");
}

#[actix_web::test]
async fn the_last_admin_stays_one() {
    let app = Kit::start().await;
    let ada = sign_up(&app, "ada@orbit.example").await;
    let own = paths::member(ada.user_id().as_str());
    for change in [json!({ "role": "rep" }), json!({ "active": false })] {
        assert_eq!(ada.patch(&own, change).await.expect(409)["code"], "last_admin");
    }
    invite(&ada, "kim@orbit.example", "admin").await;
    assert_eq!(
        ada.patch(&own, json!({ "role": "rep" })).await.expect(409)["code"],
        "last_admin",
        "the invited cannot act yet"
    );
    come_in(&app, &ada, JUN, "admin").await;
    ada.patch(&own, json!({ "role": "rep" })).await.expect(200);
    ada.post(&paths::members(), json!({ "name": "Lee", "email": "lee@orbit.example", "role": "rep" }))
        .await
        .expect(403);
}

#[actix_web::test]
async fn a_change_of_role_holds_from_the_next_request_on_and_is_in_the_log() {
    let app = Kit::start().await;
    let ada = app.organization("Orbit").await;
    let jun = ada.colleague("Jun Park", Role::Rep).await;
    jun.patch(&paths::organization(), json!({ "name": "X" })).await.expect(403);
    let path = paths::member(jun.user_id().as_str());
    let changed = ada.with("If-Match", "\"1\"").patch(&path, json!({ "role": "admin" })).await;
    assert_eq!(changed.header("etag"), Some("\"2\""));
    jun.patch(&paths::organization(), json!({ "name": "Orbit Labs" })).await.expect(200);
    ada.with("If-Match", "\"1\"").patch(&path, json!({ "role": "rep" })).await.expect(412);
    ada.patch(&path, json!({ "role": "admin" })).await.expect(200);
    assert_eq!(events(&ada).await, ["member.updated by Ada Reyes", "organization.updated by Jun Park"]);
}

#[actix_web::test]
async fn only_an_admin_of_the_same_organization_manages_members() {
    let app = Kit::start().await;
    let ada = app.organization("Orbit").await;
    let jun = ada.colleague("Jun Park", Role::Rep).await;
    let max = ada.colleague("Max Berg", Role::Manager).await;
    let eve = app.organization("Other").await;
    let path = paths::member(jun.user_id().as_str());
    for caller in [&jun, &max] {
        caller.patch(&path, json!({ "role": "admin" })).await.expect(403);
        caller.act(&paths::member_resend(jun.user_id().as_str())).await.expect(403);
        let body = json!({ "name": "Lee", "email": "lee@orbit.example", "role": "admin" });
        caller.post(&paths::members(), body).await.expect(403);
    }
    eve.patch(&path, json!({ "role": "admin" })).await.expect(404);
    eve.act(&paths::member_resend(jun.user_id().as_str())).await.expect(404);
    app.nobody().patch(&path, json!({ "role": "admin" })).await.expect(401);
    assert_eq!(eve.get(&paths::members()).await.expect(200)["data"].as_array().unwrap().len(), 1);
}
