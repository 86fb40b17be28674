//! Guests' sessions: kept alive by a rotating cookie, ended by a replay, by signing out, by revocation.

use crate::kit::{Caller, Kit, id};
use serde_json::{Value, json};
use tandem_shared::paths;

const MARA: &str = "mara@nimbus.example";
const DAY: i64 = 86_400;

async fn joined(kit: &Kit) -> (Caller, Value, Caller) {
    let ada = kit.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let mara = ada.guest(&plan, MARA, "edit").await;
    (ada, plan, mara)
}

fn bearer(browser: &Caller, answer: &Value) -> Caller {
    browser.with_token(answer["access_token"].as_str().unwrap())
}

#[actix_web::test]
async fn the_cookies_are_hidden_from_scripts_and_sent_to_their_endpoints_only() {
    let kit = Kit::start().await;
    let ada = kit.organization("Orbit").await;
    let plan = ada.create_plan().await;
    ada.share(&plan, MARA, "edit").await;
    let reply = kit.nobody().join(kit.mail_to(MARA, 1).await.secret()).await;
    let cookies: Vec<&String> = reply.headers.iter().filter(|(n, _)| n == "set-cookie").map(|(_, v)| v).collect();
    assert_eq!(cookies.len(), 2, "{cookies:?}");
    for cookie in &cookies {
        assert!(
            cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict") && !cookie.contains("Secure"),
            "{cookie}"
        );
    }
    let path = format!("Path={};", paths::guest_refresh(id(&plan)));
    assert!(cookies.iter().any(|c| c.contains(&path) && c.contains("Max-Age=7776000")), "{cookies:?}");
    assert!(
        cookies.iter().any(|c| c.starts_with("tandem_browser=") && c.contains("Path=/api/v1/guest;")),
        "{cookies:?}"
    );
}

#[actix_web::test]
async fn a_session_goes_on_for_90_days_after_the_last_visit() {
    let kit = Kit::start().await;
    let (_, plan, mara) = joined(&kit).await;
    kit.clock().advance(901);
    mara.get(&paths::plan(id(&plan))).await.expect(401);
    for _ in 0..3 {
        kit.clock().advance(89 * DAY);
        let answer = mara.act(&paths::guest_refresh(id(&plan))).await.expect(200);
        bearer(&mara, &answer).plan(&plan).await;
    }
    kit.clock().advance(90 * DAY);
    mara.act(&paths::guest_refresh(id(&plan))).await.expect(401);
}

#[actix_web::test]
async fn two_tabs_that_refresh_at_the_same_moment_both_go_on() {
    let kit = Kit::start().await;
    let (_, plan, mara) = joined(&kit).await;
    let path = paths::guest_refresh(id(&plan));
    let (one, two) = (mara.with_cookies(mara.cookies()), mara.with_cookies(mara.cookies()));
    one.act(&path).await.expect(200);
    kit.clock().advance(9);
    two.act(&path).await.expect(200);
    assert_eq!(one.cookies(), two.cookies(), "the same successor");
    kit.clock().advance(600);
    bearer(&two, &two.act(&path).await.expect(200)).plan(&plan).await;
}

#[actix_web::test]
async fn a_replayed_guest_refresh_ends_the_family() {
    let kit = Kit::start().await;
    let (_, plan, mara) = joined(&kit).await;
    let (path, stolen) = (paths::guest_refresh(id(&plan)), mara.cookies());
    let answer = mara.act(&path).await.expect(200);
    let mara = bearer(&mara, &answer);
    mara.plan(&plan).await;
    kit.clock().advance(11);
    kit.nobody().with_cookies(stolen).act(&path).await.expect(401);
    mara.get(&paths::plan(id(&plan))).await.expect(401);
    mara.act(&path).await.expect(401);
    // The link still opens the door, with a code: the browser is not trusted any more.
    mara.join(kit.mail_to(MARA, 1).await.secret()).await.expect(202);
}

#[actix_web::test]
async fn another_site_cannot_refresh_or_end_a_session() {
    let kit = Kit::start().await;
    let (_, plan, mara) = joined(&kit).await;
    let foreign = mara.with("Sec-Fetch-Site", "cross-site").with("Origin", "https://evil.example");
    foreign.act(&paths::guest_refresh(id(&plan))).await.expect(403);
    foreign.act(&paths::guest_sign_out(id(&plan))).await.expect(403);
    mara.act(&paths::guest_refresh(id(&plan))).await.expect(200);
}

#[actix_web::test]
async fn a_cookie_opens_its_own_plan_only() {
    let kit = Kit::start().await;
    let ada = kit.organization("Orbit").await;
    let (plan, other) = (ada.create_plan().await, ada.create_plan().await);
    let mara = ada.guest(&plan, MARA, "edit").await;
    let (name, value) = mara.cookies().into_iter().find(|(n, _)| n.starts_with("tandem_guest_")).unwrap();
    let moved = vec![(name.replace(id(&plan), id(&other)), value)];
    kit.nobody().with_cookies(moved).act(&paths::guest_refresh(id(&other))).await.expect(401);
    kit.nobody().act(&paths::guest_refresh(id(&plan))).await.expect(401);
}

#[actix_web::test]
async fn a_guest_of_two_plans_is_in_both_in_one_browser() {
    let kit = Kit::start().await;
    let ada = kit.organization("Orbit").await;
    let (plan, other) = (ada.create_plan().await, ada.create_plan().await);
    let mara = ada.guest(&plan, MARA, "edit").await;
    ada.share(&other, MARA, "view").await;
    mara.join(kit.mail_to(MARA, 2).await.secret()).await.expect(200);
    for (plan, access) in [(&plan, "edit"), (&other, "view")] {
        let answer = mara.act(&paths::guest_refresh(id(plan))).await.expect(200);
        assert_eq!(answer["access"], access);
        bearer(&mara, &answer).plan(plan).await;
    }
}

#[actix_web::test]
async fn signing_out_ends_the_session_and_the_browser_is_no_longer_known() {
    let kit = Kit::start().await;
    let (_, plan, mara) = joined(&kit).await;
    let mut stream = mara.open(&paths::stream(id(&plan))).await;
    stream.next().await.unwrap();
    mara.act(&paths::guest_sign_out(id(&plan))).await.expect(204);
    stream.ended().await;
    mara.get(&paths::plan(id(&plan))).await.expect(401);
    mara.act(&paths::guest_refresh(id(&plan))).await.expect(401);
    mara.act(&paths::guest_sign_out(id(&plan))).await.expect(204);
    mara.join(kit.mail_to(MARA, 1).await.secret()).await.expect(202);
}

#[actix_web::test]
async fn what_is_over_is_forgotten_and_what_is_alive_is_not() {
    use diesel::prelude::*;
    use tandem_api::{
        db::schema::{access_codes, guest_sessions, outbox},
        services::housekeeping,
    };
    let kit = Kit::start().await;
    let (_, plan, mara) = joined(&kit).await;
    let secret = kit.mail_to(MARA, 1).await.secret().to_owned();
    let phone = kit.nobody();
    phone.join(&secret).await.expect(202);
    phone.join_with(&secret, &kit.code_to(MARA, 2).await).await.expect(200);
    kit.nobody().join(&secret).await.expect(202);
    phone.act(&paths::guest_sign_out(id(&plan))).await.expect(204);
    kit.mails().await;
    let count = || async {
        let read = |conn: &mut tandem_api::db::Conn| {
            let sessions: i64 = guest_sessions::table.count().get_result(conn)?;
            let codes: i64 = access_codes::table.count().get_result(conn)?;
            let mails: i64 = outbox::table.count().get_result(conn)?;
            Ok((sessions, codes, mails))
        };
        kit.app.db.read(read).await.unwrap()
    };
    housekeeping::keep(&kit.app).await;
    assert_eq!(count().await, (2, 1, 3));
    kit.clock().advance(31 * DAY);
    housekeeping::keep(&kit.app).await;
    assert_eq!(count().await, (1, 0, 0));
    mara.act(&paths::guest_refresh(id(&plan))).await.expect(200);
    // Leased: a second look within the hour does nothing.
    assert_eq!(json!(count().await), json!([1, 0, 0]));
}
