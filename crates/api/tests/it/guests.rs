//! Coming in through a link: who follows one and who clicks.

use crate::kit::{Kit, id};
use actix_web::http::Method;
use serde_json::{Value, json};
use tandem_shared::paths;

const MARA: &str = "mara@nimbus.example";
const DAY: i64 = 86_400;

#[actix_web::test]
async fn a_scanner_that_only_follows_links_changes_nothing() {
    let ada = Kit::start().await.organization("Orbit").await;
    let plan = ada.create_plan().await;
    ada.share(&plan, MARA, "edit").await;
    let mail = ada.kit.mail_to(MARA, 1).await;
    assert!(mail.link().starts_with("http://localhost:8080/join#") && mail.link().len() < 200, "{}", mail.link());
    let (before, history) = (ada.grant(&plan, MARA).await, ada.history(&plan).await);
    let scanner = ada.kit.nobody();
    for method in [Method::GET, Method::HEAD] {
        for path in ["/join", &paths::guest_invitations(), &paths::guest_sessions(), &paths::guest_links()] {
            scanner.call(method.clone(), path, None).await;
        }
    }
    // Its browser runs our page too, which reads the invitation and goes no further without a click.
    for _ in 0..3 {
        scanner.post(&paths::guest_invitations(), json!({ "secret": mail.secret() })).await.expect(200);
    }
    assert_eq!(ada.grant(&plan, MARA).await, before);
    assert_eq!(before["status"], "pending");
    assert_eq!(ada.history(&plan).await, history);
    assert_eq!(ada.plan(&plan).await["status"], "draft");
    assert!(scanner.cookies().is_empty());
    scanner.join(mail.secret()).await.expect(200);
}

#[actix_web::test]
async fn the_landing_page_says_who_invites_to_what_and_hides_the_address() {
    let ada = Kit::start().await.organization("Orbit").await;
    let plan = ada.create_plan().await;
    ada.share(&plan, MARA, "view").await;
    let secret = ada.kit.mail_to(MARA, 1).await.secret().to_owned();
    let read = ada.kit.nobody().post(&paths::guest_invitations(), json!({ "secret": secret })).await.expect(200);
    assert_eq!(
        read,
        json!({ "inviter": "Ada Reyes", "company": "Orbit", "account_name": "Nimbus GmbH", "deal_name": "Analytics rollout",
            "plan_title": plan["title"], "access": "view", "address_hint": "m•••@nimbus.example", "actions_waiting": 0, "state": "ready" })
    );
}

#[actix_web::test]
async fn a_link_with_one_character_changed_is_404_like_any_unknown_one() {
    let ada = Kit::start().await.organization("Orbit").await;
    let plan = ada.create_plan().await;
    ada.share(&plan, MARA, "edit").await;
    let secret = ada.kit.mail_to(MARA, 1).await.secret().to_owned();
    let last = if secret.ends_with('A') { "B" } else { "A" };
    let changed = format!("{}{last}", &secret[..secret.len() - 1]);
    let mut answers = Vec::new();
    for wrong in
        [changed.as_str(), "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "ABCD-EFGH-JKMN", "nonsense", "a'b\"c\\%"]
    {
        for path in [paths::guest_invitations(), paths::guest_sessions()] {
            let reply = ada.kit.nobody().post(&path, json!({ "secret": wrong })).await;
            assert!(reply.header("set-cookie").is_none());
            let mut body = reply.expect(404);
            body["request_id"] = Value::Null;
            answers.push(body);
        }
    }
    assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "{answers:?}");
    ada.kit.nobody().join(&secret).await.expect(200);
}

#[actix_web::test]
async fn who_tries_many_unknown_links_has_to_wait_and_who_has_a_true_one_does_not() {
    let ada = Kit::start().await.organization("Orbit").await;
    let plan = ada.create_plan().await;
    ada.share(&plan, MARA, "edit").await;
    let secret = ada.kit.mail_to(MARA, 1).await.secret().to_owned();
    let browser = ada.kit.nobody();
    for _ in 0..100 {
        browser.post(&paths::guest_invitations(), json!({ "secret": secret })).await.expect(200);
    }
    for n in 0..30 {
        browser.join(&format!("guess {n}")).await.expect(404);
    }
    let reply = browser.join("one more").await;
    assert!(reply.header("retry-after").is_some());
    reply.expect(429);
    ada.kit.clock().advance(600);
    browser.join("one more").await.expect(404);
}

#[actix_web::test]
async fn the_first_click_joins_and_both_sides_see_it() {
    let ada = Kit::start().await.organization("Orbit").await;
    let plan = ada.create_plan().await;
    ada.share(&plan, MARA, "edit").await;
    let browser = ada.kit.nobody();
    let reply = browser.join(ada.kit.mail_to(MARA, 1).await.secret()).await;
    let answer = reply.expect(200);
    assert_eq!(
        (&answer["plan_id"], &answer["access"], &answer["expires_in"]),
        (&plan["id"], &json!("edit"), &json!(900))
    );
    let mara = browser.with_token(answer["access_token"].as_str().unwrap());
    let seen = mara.plan(&plan).await;
    assert_eq!((&seen["viewer"]["side"], &seen["viewer"]["access"]), (&json!("buyer"), &json!("edit")));
    assert_eq!(ada.grant(&plan, MARA).await["status"], "active");
    assert_eq!(ada.plan(&plan).await["status"], "shared");
    let activated = |history: Vec<String>| history.last().map(String::as_str) == Some("grant.activated");
    assert!(activated(ada.history(&plan).await) && activated(mara.history(&plan).await));
}

#[actix_web::test]
async fn of_two_browsers_that_click_at_once_one_joins_and_the_other_needs_the_code() {
    let ada = Kit::start().await.organization("Orbit").await;
    let plan = ada.create_plan().await;
    ada.share(&plan, MARA, "edit").await;
    let secret = ada.kit.mail_to(MARA, 1).await.secret().to_owned();
    let (one, two) = (ada.kit.nobody(), ada.kit.nobody());
    let both = tokio::join!(one.join(&secret), two.join(&secret));
    let mut statuses = [both.0.status, both.1.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 202]);
    assert_eq!(ada.history(&plan).await.iter().filter(|kind| *kind == "grant.activated").count(), 1);
}

#[actix_web::test]
async fn the_short_code_from_the_mail_joins_however_it_is_typed() {
    let ada = Kit::start().await.organization("Orbit").await;
    let plan = ada.create_plan().await;
    ada.share(&plan, MARA, "edit").await;
    let text = ada.kit.mail_to(MARA, 1).await.text;
    let is_code =
        |word: &&str| word.len() == 14 && word.split('-').all(|part| part.len() == 4) && word.split('-').count() == 3;
    let code = text
        .split_whitespace()
        .map(|w| w.trim_end_matches(['.', ',']))
        .find(is_code)
        .unwrap_or_else(|| panic!("{text}"));
    let typed = code.to_lowercase().replace('-', " ");
    ada.kit.nobody().post(&paths::guest_invitations(), json!({ "secret": typed })).await.expect(200);
    ada.kit.nobody().join(&typed).await.expect(200);
}

#[actix_web::test]
async fn after_90_days_an_unopened_link_is_410_and_reissues_to_the_same_address() {
    let kit = Kit::start().await;
    let ada = kit.organization("Orbit").await;
    let plan = ada.create_plan().await;
    ada.share(&plan, MARA, "edit").await;
    let old = kit.mail_to(MARA, 1).await.secret().to_owned();
    kit.clock().advance(90 * DAY - 60);
    let read = async |secret: &str| kit.nobody().post(&paths::guest_invitations(), json!({ "secret": secret })).await;
    assert_eq!(read(&old).await.expect(200)["state"], "ready");
    kit.clock().advance(61);
    assert_eq!(read(&old).await.expect(200)["state"], "expired");
    assert_eq!(kit.nobody().join(&old).await.expect(410)["code"], "expired");
    let known = kit.nobody().post(&paths::guest_links(), json!({ "secret": old })).await;
    let unknown = kit.nobody().post(&paths::guest_links(), json!({ "secret": "nonsense" })).await;
    assert_eq!((known.status, &known.text), (unknown.status, &unknown.text));
    assert_eq!(known.status, 202);
    let new = kit.mail_to(MARA, 2).await;
    assert_eq!(new.subject, "Your new link to “Analytics rollout”");
    assert_eq!(kit.mails().await.len(), 2);
    kit.nobody().join(&old).await.expect(404);
    kit.nobody().join(new.secret()).await.expect(200);
    // The same once more: the person is in now, so nothing is sent.
    kit.nobody().post(&paths::guest_links(), json!({ "secret": new.secret() })).await.expect(202);
    settle().await;
    assert_eq!(kit.mails().await.len(), 2);
}

#[actix_web::test]
async fn a_revoked_link_is_410_and_never_renews_itself() {
    let kit = Kit::start().await;
    let ada = kit.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let grant = ada.share(&plan, MARA, "edit").await;
    let secret = kit.mail_to(MARA, 1).await.secret().to_owned();
    ada.delete(&paths::grant(id(&plan), id(&grant))).await.expect(204);
    assert_eq!(kit.nobody().join(&secret).await.expect(410)["code"], "revoked");
    kit.clock().advance(91 * DAY);
    kit.nobody().post(&paths::guest_links(), json!({ "secret": secret })).await.expect(202);
    settle().await;
    assert_eq!(kit.mails().await.len(), 1);
    assert_eq!(kit.nobody().join(&secret).await.expect(410)["code"], "revoked");
}

#[actix_web::test]
async fn a_deleted_plans_link_is_like_an_unknown_one() {
    let kit = Kit::start().await;
    let ada = kit.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let mara = ada.guest(&plan, MARA, "edit").await;
    let secret = kit.mail_to(MARA, 1).await.secret().to_owned();
    ada.delete(&paths::plan(id(&plan))).await.expect(204);
    mara.get(&paths::plan(id(&plan))).await.expect(404);
    mara.join(&secret).await.expect(404);
    kit.nobody().post(&paths::guest_invitations(), json!({ "secret": secret })).await.expect(404);
}

#[actix_web::test]
async fn a_guest_sees_no_other_plan_and_nothing_of_the_organization() {
    let kit = Kit::start().await;
    let ada = kit.organization("Orbit").await;
    let (plan, other) = (ada.create_plan().await, ada.create_plan().await);
    let mara = ada.guest(&plan, MARA, "edit").await;
    mara.get(&paths::plan(id(&other))).await.expect(404);
    mara.get(&paths::deal(plan["deal_id"].as_str().unwrap())).await.expect(404);
    for path in [paths::members(), paths::deals()] {
        mara.get(&path).await.expect(403);
    }
    for path in [paths::grants(id(&plan)), paths::events_export(id(&plan))] {
        mara.get(&path).await.expect(403);
    }
}

/// Lets what goes on after an answer come to its end.
async fn settle() {
    for _ in 0..200 {
        tokio::task::yield_now().await;
    }
    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
}
