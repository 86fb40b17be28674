//! Signing up, in and out; sessions and their refresh tokens; one's own profile.

use crate::kit::{Caller, Kit, Reply};
use serde_json::{Value, json};
use tandem_api::db::history::Stretch;
use tandem_shared::{organization::Role, paths};

pub(crate) const PASSWORD: &str = "cold harbour lantern";

/// Signs up; answers the browser, signed in.
pub(crate) async fn sign_up(app: &Kit, email: &str) -> Caller {
    let browser = app.nobody();
    let body = json!({ "organization_name": "Orbit", "name": "Ada Reyes", "email": email, "password": PASSWORD });
    let answer = browser.post(&paths::sign_up(), body).await.expect(201);
    with_token(&browser, &answer)
}

/// Tries to sign in from this browser.
pub(crate) async fn sign_in(browser: &Caller, email: &str, password: &str) -> Reply {
    browser.post(&paths::sign_in(), json!({ "email": email, "password": password })).await
}

/// The same browser with the access token of an answer.
pub(crate) fn with_token(browser: &Caller, answer: &Value) -> Caller {
    browser.with_token(answer["access_token"].as_str().unwrap())
}

/// The refresh cookie of a browser.
fn refresh_cookie(browser: &Caller) -> String {
    browser.cookies().into_iter().find(|(n, _)| n == "tandem_session").unwrap().1
}

/// A browser that has only this refresh cookie.
fn thief(app: &Kit, cookie: &str) -> Caller {
    app.nobody().with_cookies(vec![("tandem_session".into(), cookie.to_owned())])
}

#[actix_web::test]
async fn signing_up_makes_an_organization_with_stages_and_its_admin() {
    let app = Kit::start().await;
    let browser = app.nobody();
    let body = json!({ "organization_name": " Orbit ", "name": "Ada Reyes", "email": "Ada@Orbit.example", "password": PASSWORD });
    let answer = browser.post(&paths::sign_up(), body).await.expect(201);
    assert_eq!(answer["expires_in"], 900);
    assert_eq!((&answer["user"]["email"], &answer["user"]["role"]), (&json!("ada@orbit.example"), &json!("admin")));
    assert_eq!(
        (&answer["organization"]["name"], &answer["organization"]["currency"]),
        (&json!("Orbit"), &json!("EUR"))
    );
    let ada = with_token(&browser, &answer);
    let me = ada.get(&paths::me()).await;
    assert_eq!(me.header("etag"), Some("\"1\""));
    assert_eq!(me.json["user"], answer["user"]);
    let stages = ada.get(&paths::stages()).await.expect(200);
    let names: Vec<_> = stages["data"].as_array().unwrap().iter().map(|s| s["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Qualified", "Discovery", "Evaluation", "Negotiation", "Closed", "Lost"]);
    let lines = events(&ada).await;
    assert_eq!(lines, ["organization.created by Ada Reyes"]);
}

/// The organization's log, oldest first.
pub(crate) async fn events(caller: &Caller) -> Vec<String> {
    let org = caller.organization_id();
    let list = move |conn: &mut tandem_api::db::Conn| {
        tandem_api::db::history::list(conn, &org, org.as_str(), true, Stretch::After(0), 1000)
    };
    let events = caller.kit.app.db.read(list).await.unwrap();
    events.iter().map(|e| format!("{} by {}", e.kind, e.actor.name.as_deref().unwrap_or("?"))).collect()
}

#[actix_web::test]
async fn an_address_has_one_account() {
    let app = Kit::start().await;
    sign_up(&app, "ada@orbit.example").await;
    let body =
        json!({ "organization_name": "Other", "name": "Eve", "email": "ADA@orbit.example", "password": PASSWORD });
    let refused = app.nobody().post(&paths::sign_up(), body).await;
    assert!(refused.header("set-cookie").is_none());
    assert_eq!(refused.expect(409)["code"], "address_taken");
}

#[actix_web::test]
async fn everything_wrong_with_a_sign_up_is_said_at_once() {
    let app = Kit::start().await;
    let body = json!({ "organization_name": " ", "name": "", "email": "ada", "password": "short" });
    let fields = app.nobody().post(&paths::sign_up(), body).await.fields();
    assert_eq!(fields, ["/organization_name blank", "/name blank", "/email not_an_address", "/password too_short"]);
}

#[actix_web::test]
async fn a_password_made_of_ones_own_name_is_refused_with_advice() {
    let app = Kit::start().await;
    for password in ["orbitorbit2026", "ada.reyes1987", "qwertyuiop12"] {
        let body = json!({ "organization_name": "Orbit", "name": "Ada Reyes", "email": "ada.reyes@orbit.example", "password": password });
        let refused = app.nobody().post(&paths::sign_up(), body).await;
        assert_eq!(refused.clone().fields(), ["/password too_weak"], "{password}");
        assert!(refused.text.contains("too easy to guess"), "{}", refused.text);
    }
}

#[actix_web::test]
async fn an_unknown_address_and_a_wrong_password_get_the_same_answer() {
    let app = Kit::start().await;
    sign_up(&app, "ada@orbit.example").await;
    let mut answers = Vec::new();
    for email in ["ada@orbit.example", "nobody@orbit.example"] {
        let reply = sign_in(&app.nobody(), email, "not the password").await;
        let mut headers = reply.headers.clone();
        headers.retain(|(n, _)| n != "x-request-id" && n != "date");
        let mut body = reply.expect(401);
        body["request_id"] = Value::Null;
        answers.push((headers, body));
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0].1["code"], "wrong_credentials");
}

#[actix_web::test]
async fn the_refresh_cookie_is_out_of_reach_of_scripts_and_of_other_sites() {
    let app = Kit::start().await;
    sign_up(&app, "ada@orbit.example").await;
    let reply = sign_in(&app.nobody(), "ada@orbit.example", PASSWORD).await;
    let cookies: Vec<_> = reply.headers.iter().filter(|(n, _)| n == "set-cookie").map(|(_, v)| v.as_str()).collect();
    assert_eq!(cookies.len(), 2);
    for cookie in cookies {
        for attribute in ["; HttpOnly", "; SameSite=Strict", "; Path=/api/v1/auth", "; Max-Age="] {
            assert!(cookie.contains(attribute), "{cookie}");
        }
        assert!(!cookie.contains("Secure"), "the kit is reached without TLS, on localhost");
    }
    assert!(!reply.text.contains("refresh"), "the page never sees it");
}

#[actix_web::test]
async fn a_refresh_replaces_the_cookie_and_parallel_tabs_get_the_same_one() {
    let app = Kit::start().await;
    let ada = sign_up(&app, "ada@orbit.example").await;
    let first = refresh_cookie(&ada);
    let other_tab = thief(&app, &first);
    let answer = ada.act(&paths::refresh()).await.expect(200);
    assert_ne!(refresh_cookie(&ada), first);
    assert_eq!(with_token(&ada, &answer).get(&paths::me()).await.status, 200);
    app.clock().advance(9);
    other_tab.act(&paths::refresh()).await.expect(200);
    assert_eq!(refresh_cookie(&other_tab), refresh_cookie(&ada));
    app.clock().advance(3600);
    ada.act(&paths::refresh()).await.expect(200);
}

#[actix_web::test]
async fn a_replayed_refresh_token_ends_the_family() {
    let app = Kit::start().await;
    let ada = sign_up(&app, "ada@orbit.example").await;
    let stolen = refresh_cookie(&ada);
    let token = ada.act(&paths::refresh()).await.expect(200);
    app.clock().advance(11);
    thief(&app, &stolen).act(&paths::refresh()).await.expect(401);
    ada.act(&paths::refresh()).await.expect(401);
    with_token(&ada, &token).get(&paths::me()).await.expect(401);
    let again = app.nobody();
    sign_in(&again, "ada@orbit.example", PASSWORD).await.expect(200);
    again.act(&paths::refresh()).await.expect(200);
}

#[actix_web::test]
async fn a_forged_refresh_cookie_changes_nothing() {
    let app = Kit::start().await;
    let ada = sign_up(&app, "ada@orbit.example").await;
    let cookie = refresh_cookie(&ada);
    let parts: Vec<&str> = cookie.split('.').collect();
    let other_secret = format!("{}.{}.{}.{}", parts[0], parts[1], "A".repeat(43), parts[3]);
    for forged in [other_secret.as_str(), "", "a.b.c.d", parts[2], &cookie[..cookie.len() - 1]] {
        thief(&app, forged).act(&paths::refresh()).await.expect(401);
    }
    ada.act(&paths::refresh()).await.expect(200);
}

#[actix_web::test]
async fn another_site_can_neither_refresh_nor_sign_out() {
    let app = Kit::start().await;
    let ada = sign_up(&app, "ada@orbit.example").await;
    for site in ["cross-site", "same-site", ""] {
        let other = ada.with("Sec-Fetch-Site", site);
        other.act(&paths::refresh()).await.expect(403);
        other.post(&paths::sign_out(), json!({})).await.expect(403);
        other.with("Origin", "http://localhost:8080").act(&paths::refresh()).await.expect(403);
    }
    ada.get(&paths::me()).await.expect(200);
    ada.act(&paths::refresh()).await.expect(200);
}

#[actix_web::test]
async fn signing_out_ends_this_session_at_once_and_no_other() {
    let app = Kit::start().await;
    let ada = sign_up(&app, "ada@orbit.example").await;
    let phone = app.nobody();
    let answer = sign_in(&phone, "ada@orbit.example", PASSWORD).await.expect(200);
    let phone = with_token(&phone, &answer);
    let cookie = refresh_cookie(&ada);
    ada.post(&paths::sign_out(), json!({})).await.expect(204);
    assert!(ada.cookies().iter().all(|(n, _)| n != "tandem_session"));
    ada.get(&paths::me()).await.expect(401);
    thief(&app, &cookie).act(&paths::refresh()).await.expect(401);
    phone.get(&paths::me()).await.expect(200);
    app.nobody().post(&paths::sign_out(), json!({})).await.expect(204);
}

#[actix_web::test]
async fn signing_out_everywhere_ends_every_session() {
    let app = Kit::start().await;
    let ada = sign_up(&app, "ada@orbit.example").await;
    let phone = app.nobody();
    let answer = sign_in(&phone, "ada@orbit.example", PASSWORD).await.expect(200);
    let phone = with_token(&phone, &answer);
    ada.post(&paths::sign_out(), json!({ "everywhere": true })).await.expect(204);
    phone.get(&paths::me()).await.expect(401);
    phone.act(&paths::refresh()).await.expect(401);
}

#[actix_web::test]
async fn an_access_token_holds_fifteen_minutes_and_an_idle_session_two_weeks() {
    let app = Kit::start().await;
    let ada = sign_up(&app, "ada@orbit.example").await;
    app.clock().advance(899);
    ada.get(&paths::me()).await.expect(200);
    app.clock().advance(1);
    ada.get(&paths::me()).await.expect(401);
    app.clock().advance(13 * 86_400);
    ada.act(&paths::refresh()).await.expect(200);
    app.clock().advance(14 * 86_400);
    ada.act(&paths::refresh()).await.expect(401);
}

#[actix_web::test]
async fn a_profile_that_changed_meanwhile_is_not_overwritten() {
    let app = Kit::start().await;
    let ada = sign_up(&app, "ada@orbit.example").await;
    let changed = ada.with("If-Match", "\"1\"").patch(&paths::me(), json!({ "name": "Ada R." })).await;
    assert_eq!(changed.header("etag"), Some("\"2\""));
    assert_eq!(changed.expect(200)["user"]["name"], "Ada R.");
    ada.with("If-Match", "\"1\"").patch(&paths::me(), json!({ "name": "Ada" })).await.expect(412);
    ada.patch(&paths::me(), json!({ "name": "Ada R." })).await.expect(200);
    assert_eq!(
        events(&ada).await,
        ["organization.created by Ada Reyes", "profile.updated by Ada Reyes"],
        "no change, no line"
    );
}

#[actix_web::test]
async fn a_new_password_needs_the_old_one_and_ends_the_other_sessions() {
    let app = Kit::start().await;
    let ada = sign_up(&app, "ada@orbit.example").await;
    let phone = app.nobody();
    let answer = sign_in(&phone, "ada@orbit.example", PASSWORD).await.expect(200);
    let phone = with_token(&phone, &answer);
    let new = "violet anchor kitchen";
    assert_eq!(ada.patch(&paths::me(), json!({ "password": new })).await.fields(), ["/current_password required"]);
    let wrong = json!({ "password": new, "current_password": "violet anchor" });
    assert_eq!(ada.patch(&paths::me(), wrong).await.fields(), ["/current_password wrong"]);
    let weak = json!({ "password": "password1234", "current_password": PASSWORD });
    assert_eq!(ada.patch(&paths::me(), weak).await.fields(), ["/password too_weak"]);
    ada.patch(&paths::me(), json!({ "password": new, "current_password": PASSWORD })).await.expect(200);
    ada.get(&paths::me()).await.expect(200);
    ada.act(&paths::refresh()).await.expect(200);
    phone.get(&paths::me()).await.expect(401);
    sign_in(&app.nobody(), "ada@orbit.example", PASSWORD).await.expect(401);
    sign_in(&app.nobody(), "ada@orbit.example", new).await.expect(200);
    assert_eq!(events(&ada).await.last().unwrap(), "password.changed by Ada Reyes");
}

#[actix_web::test]
async fn an_admin_renames_the_organization_and_a_rep_may_not() {
    let app = Kit::start().await;
    let ada = app.organization("Orbit").await;
    let renamed =
        ada.patch(&paths::organization(), json!({ "name": "Orbit Labs", "currency": "USD" })).await.expect(200);
    assert_eq!(
        (&renamed["name"], &renamed["currency"], &renamed["version"]),
        (&json!("Orbit Labs"), &json!("USD"), &json!(2))
    );
    assert_eq!(
        ada.patch(&paths::organization(), json!({ "currency": "usd" })).await.fields(),
        ["/currency not_a_currency"]
    );
    ada.with("If-Match", "\"1\"").patch(&paths::organization(), json!({ "name": "Orbit" })).await.expect(412);
    let jun = ada.colleague("Jun Park", Role::Rep).await;
    jun.patch(&paths::organization(), json!({ "name": "Jun's" })).await.expect(403);
    assert_eq!(jun.get(&paths::organization()).await.expect(200)["name"], "Orbit Labs");
    assert_eq!(jun.with("If-None-Match", "\"2\"").get(&paths::organization()).await.status, 304);
    assert_eq!(events(&ada).await, ["organization.updated by Ada Reyes"]);
}
