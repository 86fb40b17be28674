//! Forgotten passwords: a link that works once, for the right person.

use crate::{
    accounts::{PASSWORD, events, sign_in, sign_up, with_token},
    kit::{Caller, Kit, Reply},
};
use serde_json::json;
use tandem_shared::paths;

const ADA: &str = "ada@orbit.example";
const NEW: &str = "violet anchor kitchen";

async fn forget(app: &Kit, email: &str) -> Reply {
    app.nobody().post(&paths::password_forgot(), json!({ "email": email })).await
}

async fn reset(browser: &Caller, secret: &str, password: &str) -> Reply {
    browser.post(&paths::password_reset(), json!({ "secret": secret, "password": password })).await
}

#[actix_web::test]
async fn a_forgotten_password_is_chosen_anew_with_the_link_and_the_other_sessions_end() {
    let app = Kit::start().await;
    let ada = sign_up(&app, ADA).await;
    forget(&app, ADA).await.expect(202);
    let mail = app.mail_to(ADA, 1).await;
    assert_eq!(mail.subject, "Choose a new password");
    assert!(mail.link().starts_with("http://localhost:8080/reset-password#") && mail.link().len() < 200);
    let browser = app.nobody();
    let answer = reset(&browser, mail.secret(), NEW).await.expect(200);
    with_token(&browser, &answer).get(&paths::me()).await.expect(200);
    browser.act(&paths::refresh()).await.expect(200);
    ada.get(&paths::me()).await.expect(401);
    ada.act(&paths::refresh()).await.expect(401);
    sign_in(&app.nobody(), ADA, PASSWORD).await.expect(401);
    sign_in(&app.nobody(), ADA, NEW).await.expect(200);
    assert_eq!(events(&with_token(&browser, &answer)).await.last().unwrap(), "password.changed by Ada Reyes");
}

#[actix_web::test]
async fn a_link_works_once_for_an_hour_and_only_the_newest() {
    let app = Kit::start().await;
    sign_up(&app, ADA).await;
    forget(&app, ADA).await.expect(202);
    let first = app.mail_to(ADA, 1).await;
    forget(&app, ADA).await.expect(202);
    let second = app.mail_to(ADA, 2).await;
    assert_eq!(reset(&app.nobody(), first.secret(), NEW).await.expect(410)["code"], "link_used");
    assert_eq!(reset(&app.nobody(), second.secret(), "password1234").await.fields(), ["/password too_weak"]);
    reset(&app.nobody(), second.secret(), NEW).await.expect(200);
    reset(&app.nobody(), second.secret(), "copper window thursday").await.expect(410);
    forget(&app, ADA).await.expect(202);
    let third = app.mail_to(ADA, 3).await;
    app.clock().advance(3600);
    reset(&app.nobody(), third.secret(), NEW).await.expect(410);
    reset(&app.nobody(), "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", NEW).await.expect(404);
}

#[actix_web::test]
async fn asking_for_an_unknown_address_gets_the_same_answer_and_sends_nothing() {
    let app = Kit::start().await;
    sign_up(&app, ADA).await;
    let known = forget(&app, ADA).await;
    let unknown = forget(&app, "nobody@orbit.example").await;
    assert_eq!((known.status, &known.text), (unknown.status, &unknown.text));
    app.mail_to(ADA, 1).await;
    assert_eq!(app.mails().await.len(), 1);
}

#[actix_web::test]
async fn an_account_gets_three_links_an_hour_and_nobody_is_told() {
    let app = Kit::start().await;
    sign_up(&app, ADA).await;
    for n in 1..=5 {
        forget(&app, ADA).await.expect(202);
        app.mail_to(ADA, n.min(3)).await;
    }
    app.clock().advance(3600);
    forget(&app, ADA).await.expect(202);
    app.mail_to(ADA, 4).await;
    assert_eq!(app.mails().await.len(), 4);
}

#[actix_web::test]
async fn no_secret_of_a_mail_stands_in_the_store() {
    use diesel::prelude::*;
    use tandem_api::db::schema::{one_time_secrets, outbox};
    let app = Kit::start().await;
    sign_up(&app, ADA).await;
    forget(&app, ADA).await.expect(202);
    let read = |conn: &mut tandem_api::db::Conn| {
        let payloads: Vec<Option<String>> = outbox::table.select(outbox::payload).load(conn)?;
        let hashes: Vec<String> = one_time_secrets::table.select(one_time_secrets::hash).load(conn)?;
        Ok((payloads, hashes))
    };
    let mut waiting = app.app.db.read(read).await.unwrap();
    while waiting.0.is_empty() {
        tokio::task::yield_now().await;
        waiting = app.app.db.read(read).await.unwrap();
    }
    let secret = app.mail_to(ADA, 1).await.secret().to_owned();
    let (payloads, hashes) = app.app.db.read(read).await.unwrap();
    assert_eq!(payloads, [None], "forgotten once it was sent");
    assert!(!waiting.0[0].as_ref().unwrap().contains(&secret) && !hashes[0].contains(&secret));
    assert_eq!(hashes[0].len(), 64);
}
