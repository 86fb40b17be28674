//! Guessing passwords: strangers are slowed down, the rightful person is not.

use crate::{
    accounts::{PASSWORD, sign_in, sign_up},
    kit::Kit,
};
use serde_json::json;
use tandem_shared::paths;

const ADA: &str = "ada@orbit.example";

#[actix_web::test]
async fn a_stranger_gets_ten_guesses_and_the_owners_browser_still_comes_in() {
    let app = Kit::start().await;
    let ada = sign_up(&app, ADA).await;
    for n in 0..10 {
        sign_in(&app.nobody(), ADA, &format!("guess number {n}")).await.expect(401);
    }
    let refused = sign_in(&app.nobody(), ADA, PASSWORD).await;
    assert_eq!(refused.header("retry-after"), Some("900"));
    refused.expect(429);
    sign_in(&ada, ADA, PASSWORD).await.expect(200);
    app.clock().advance(900);
    sign_in(&app.nobody(), ADA, PASSWORD).await.expect(200);
}

#[actix_web::test]
async fn an_unknown_address_is_limited_like_a_known_one() {
    let app = Kit::start().await;
    sign_up(&app, ADA).await;
    for email in [ADA, "nobody@orbit.example"] {
        let mut statuses = Vec::new();
        for n in 0..11 {
            statuses.push(sign_in(&app.nobody(), email, &format!("guess number {n}")).await.status);
        }
        assert_eq!(statuses, [[401; 10].as_slice(), &[429]].concat(), "{email}");
    }
}

#[actix_web::test]
async fn one_address_that_guesses_at_many_accounts_is_stopped_and_known_browsers_are_not() {
    let app = Kit::start().await;
    let ada = sign_up(&app, ADA).await;
    for n in 0..50 {
        sign_in(&app.nobody(), &format!("person{n}@orbit.example"), "a guess").await.expect(401);
    }
    sign_in(&app.nobody(), "person51@orbit.example", "a guess").await.expect(429);
    sign_in(&ada, ADA, PASSWORD).await.expect(200);
}

#[actix_web::test]
async fn right_sign_ins_are_not_counted() {
    let app = Kit::start().await;
    sign_up(&app, ADA).await;
    for _ in 0..30 {
        sign_in(&app.nobody(), ADA, PASSWORD).await.expect(200);
    }
}

#[actix_web::test]
async fn a_known_browser_has_no_endless_guesses_either() {
    let app = Kit::start().await;
    let ada = sign_up(&app, ADA).await;
    for n in 0..10 {
        sign_in(&ada, ADA, &format!("guess number {n}")).await.expect(401);
    }
    sign_in(&ada, ADA, PASSWORD).await.expect(429);
}

#[actix_web::test]
async fn the_current_password_is_not_guessed_with_a_borrowed_session() {
    let app = Kit::start().await;
    let ada = sign_up(&app, ADA).await;
    for n in 0..10 {
        let body = json!({ "password": "violet anchor kitchen", "current_password": format!("guess {n}") });
        ada.patch(&paths::me(), body).await.expect(422);
    }
    let body = json!({ "password": "violet anchor kitchen", "current_password": PASSWORD });
    ada.patch(&paths::me(), body).await.expect(429);
}
