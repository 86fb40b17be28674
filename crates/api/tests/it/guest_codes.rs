//! The code that lets in another browser.

use crate::kit::{Caller, Kit, id};
use serde_json::{Value, json};
use tandem_shared::paths;

const MARA: &str = "mara@nimbus.example";

/// A plan, Mara who joined it, and the secret of her link.
async fn joined(kit: &Kit) -> (Caller, Value, Caller, String) {
    let ada = kit.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let mara = ada.guest(&plan, MARA, "edit").await;
    let secret = kit.mail_to(MARA, 1).await.secret().to_owned();
    (ada, plan, mara, secret)
}

fn another_than(code: &str) -> String {
    format!("{:06}", (code.parse::<u32>().unwrap() + 1) % 1_000_000)
}

#[actix_web::test]
async fn another_device_needs_the_code_and_the_same_browser_does_not() {
    let kit = Kit::start().await;
    let (ada, plan, mara, secret) = joined(&kit).await;
    mara.join(&secret).await.expect(200);
    let phone = kit.nobody();
    let answer = phone.join(&secret).await.expect(202);
    assert_eq!(answer, json!({ "code_required": true, "address_hint": "m•••@nimbus.example" }));
    let code = kit.code_to(MARA, 2).await;
    assert_eq!(phone.join_with(&secret, &another_than(&code)).await.fields(), ["/code wrong_code"]);
    let spaced = format!("{} {}", &code[..3], &code[3..]);
    let answer = phone.join_with(&secret, &spaced).await.expect(200);
    phone.with_token(answer["access_token"].as_str().unwrap()).plan(&plan).await;
    // Known from now on.
    phone.join(&secret).await.expect(200);
    mara.plan(&plan).await;
    let joined = ada.history(&plan).await.iter().filter(|kind| *kind == "grant.activated").count();
    assert_eq!(joined, 1);
}

#[actix_web::test]
async fn five_wrong_codes_end_the_code() {
    let kit = Kit::start().await;
    let (_, _, _, secret) = joined(&kit).await;
    let phone = kit.nobody();
    phone.join(&secret).await.expect(202);
    let code = kit.code_to(MARA, 2).await;
    for _ in 0..4 {
        assert_eq!(phone.join_with(&secret, &another_than(&code)).await.fields(), ["/code wrong_code"]);
    }
    assert_eq!(phone.join_with(&secret, &another_than(&code)).await.fields(), ["/code code_over"]);
    assert_eq!(phone.join_with(&secret, &code).await.fields(), ["/code code_over"]);
    phone.join(&secret).await.expect(202);
    let fresh = kit.code_to(MARA, 3).await;
    phone.join_with(&secret, &fresh).await.expect(200);
}

#[actix_web::test]
async fn a_code_works_once_for_ten_minutes_and_only_in_the_browser_that_asked() {
    let kit = Kit::start().await;
    let (_, _, _, secret) = joined(&kit).await;
    let (phone, thief) = (kit.nobody(), kit.nobody());
    phone.join(&secret).await.expect(202);
    let code = kit.code_to(MARA, 2).await;
    assert_eq!(thief.join_with(&secret, &code).await.fields(), ["/code code_over"]);
    kit.clock().advance(599);
    phone.join_with(&secret, &code).await.expect(200);
    let tablet = kit.nobody();
    tablet.join(&secret).await.expect(202);
    let code = kit.code_to(MARA, 3).await;
    kit.clock().advance(600);
    assert_eq!(tablet.join_with(&secret, &code).await.fields(), ["/code code_over"]);
}

#[actix_web::test]
async fn asking_again_at_once_mails_nothing_and_too_often_has_to_wait() {
    let kit = Kit::start().await;
    let (_, _, _, secret) = joined(&kit).await;
    let phone = kit.nobody();
    for _ in 0..5 {
        phone.join(&secret).await.expect(202);
    }
    assert_eq!(kit.mails().await.len(), 2, "the invitation and one code");
    for n in 2..=6 {
        kit.clock().advance(31);
        phone.join(&secret).await.expect(202);
        kit.mail_to(MARA, n + 1).await;
    }
    kit.clock().advance(31);
    phone.join(&secret).await.expect(429);
    kit.clock().advance(3600);
    phone.join(&secret).await.expect(202);
}

#[actix_web::test]
async fn a_link_sent_anew_kills_the_old_one_and_another_device_still_needs_the_code() {
    let kit = Kit::start().await;
    let (ada, plan, mara, old) = joined(&kit).await;
    let grant = ada.grant(&plan, MARA).await;
    let again = ada.act(&paths::grant_resend(id(&plan), id(&grant))).await.expect(200);
    assert_eq!((&again["status"], &again["activated_at"]), (&json!("active"), &grant["activated_at"]));
    let new = kit.mail_to(MARA, 2).await.secret().to_owned();
    kit.nobody().join(&old).await.expect(404);
    mara.plan(&plan).await;
    mara.join(&new).await.expect(200);
    let phone = kit.nobody();
    phone.join(&new).await.expect(202);
    phone.join_with(&new, &kit.code_to(MARA, 3).await).await.expect(200);
}

#[actix_web::test]
async fn what_is_no_code_is_said_to_be_none() {
    let kit = Kit::start().await;
    for code in ["12345", "1234567", "12345a", ""] {
        assert_eq!(kit.nobody().join_with("secret", code).await.fields(), ["/code not_a_code"], "{code}");
    }
    assert_eq!(kit.nobody().join("  ").await.fields(), ["/secret not_a_secret"]);
    assert_eq!(kit.nobody().join(&"x".repeat(101)).await.fields(), ["/secret not_a_secret"]);
}
