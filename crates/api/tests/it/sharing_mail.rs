//! What sharing mails: what waits for the person, one mail each, no secret left behind.

use crate::kit::{Caller, Kit, id};
use diesel::prelude::*;
use serde_json::{Value, json};
use std::{
    io::{BufRead, BufReader, Write},
    net::TcpListener,
    sync::Arc,
};
use tandem_api::{
    app::App,
    config::Config,
    db::{Conn, Url},
    services::post::Postman,
};
use tandem_shared::paths;

const MARA: &str = "mara@nimbus.example";

async fn shared() -> (Caller, Value) {
    let ada = Kit::start().await.organization("Orbit").await;
    let plan = ada.create_plan().await;
    (ada, plan)
}

#[actix_web::test]
async fn the_invitation_lists_what_waits_for_the_person_and_nothing_internal() {
    let (ada, plan) = shared().await;
    let mara = json!({ "side": "buyer", "name": "Mara Lindt", "email": MARA });
    let mara = ada.post(&paths::stakeholders(id(&plan)), mara).await.expect(201);
    let milestone = ada.create_milestone(&plan, json!({ "title": "Security review passed" })).await;
    let hidden = ada.create_milestone(&plan, json!({ "title": "Discount approved", "visibility": "internal" })).await;
    let action = |title: &str, more: Value| {
        let mut body = json!({ "title": title, "side": "buyer", "assignee_ids": [mara["id"]] });
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        body
    };
    ada.create_action(&plan, &milestone, action("Send the questionnaire", json!({ "target_date": "2027-03-19" })))
        .await;
    ada.create_action(&plan, &milestone, action("Name the reviewer", json!({}))).await;
    ada.create_action(&plan, &milestone, json!({ "title": "Somebody else's" })).await;
    ada.create_action(&plan, &milestone, action("Our own worry", json!({ "visibility": "internal" }))).await;
    ada.create_action(&plan, &hidden, action("Price floor", json!({ "visibility": "internal" }))).await;
    for (title, more) in [
        ("Legal review complete", json!({ "target_date": "2027-04-02" })),
        ("Success measures agreed", json!({})),
        ("Margin protected", json!({ "visibility": "internal" })),
        ("Reached last month", json!({})),
    ] {
        let mut body = json!({ "title": title, "owner_side": "buyer", "owner_id": mara["id"] });
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let owned = ada.create_milestone(&plan, body).await;
        if title == "Reached last month" {
            ada.act(&paths::milestone_complete(id(&plan), id(&owned))).await.expect(200);
        }
    }
    let done = ada.create_action(&plan, &milestone, action("Done long ago", json!({}))).await;
    ada.act(&paths::action_complete(id(&plan), id(&done))).await.expect(200);
    let body =
        json!({ "invitees": [{ "email": MARA, "access": "edit" }], "note": "Here is our plan.\nShall we begin?" });
    ada.post(&paths::grants(id(&plan)), body).await.expect(201);
    let mail = ada.kit.mail_to(MARA, 1).await;
    assert_eq!(mail.subject, "Ada Reyes invites you to plan “Analytics rollout” together");
    for text in
        ["Send the questionnaire", "Friday 19 March 2027", "Name the reviewer", "no date yet", "Here is our plan."]
    {
        assert!(mail.text.contains(text), "{text} is missing in {}", mail.text);
    }
    let owned =
        "You answer for:\n- Legal review complete, by Friday 2 April 2027\n- Success measures agreed, no date yet";
    assert!(mail.text.replace("\r\n", "\n").contains(owned), "{}", mail.text);
    for text in [
        "Margin protected",
        "Reached last month",
        "Somebody else",
        "Our own worry",
        "Price floor",
        "Discount",
        "Done long ago",
    ] {
        assert!(!mail.text.contains(text), "{text} is in {}", mail.text);
    }
    assert!(mail.text.find("questionnaire") < mail.text.find("Name the reviewer"), "the dated one first");
    let read = ada.kit.nobody().post(&paths::guest_invitations(), json!({ "secret": mail.secret() })).await;
    assert_eq!(read.expect(200)["actions_waiting"], 2);
}

#[actix_web::test]
async fn the_preview_is_the_mail_that_is_sent_but_for_link_and_code_and_makes_nothing() {
    let (ada, plan) = shared().await;
    let mara = json!({ "side": "buyer", "name": "Mara Lindt", "email": MARA });
    let mara = ada.post(&paths::stakeholders(id(&plan)), mara).await.expect(201);
    let milestone = ada.create_milestone(&plan, json!({ "title": "Security review passed" })).await;
    let action = json!({ "title": "Send the questionnaire", "side": "buyer", "assignee_ids": [mara["id"]] });
    ada.create_action(&plan, &milestone, action).await;
    let invitees =
        json!([{ "email": MARA, "access": "edit" }, { "email": "jonas.weber@nimbus.example", "access": "view" }]);
    let body = json!({ "invitees": invitees, "note": "Shall we begin?" });
    let before = ada.plan(&plan).await;
    let shown = ada.post(&paths::grants_preview(id(&plan)), body.clone()).await.expect(200)["data"].clone();
    assert_eq!(ada.plan(&plan).await, before);
    assert_eq!((&shown[0]["to_name"], &shown[1]["to_name"]), (&json!("Mara Lindt"), &json!("Jonas Weber")));
    ada.post(&paths::grants(id(&plan)), body.clone()).await.expect(201);
    let mail = ada.kit.mail_to(MARA, 1).await;
    assert_eq!(shown[0]["subject"], mail.subject);
    let (told, sent) = (shown[0]["text"].as_str().unwrap().to_owned(), mail.text.clone());
    let same = |text: &str| text.lines().filter(|l| !l.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    let (told, sent) = (same(&told), same(&sent));
    // The kit leaves the footer out.
    assert!(told.len() > sent.len(), "{told:#?} {sent:#?}");
    let differ: Vec<_> = told.iter().zip(&sent).filter(|(a, b)| a != b).map(|(a, _)| a.as_str()).collect();
    assert!(differ.len() == 2 && differ.iter().all(|line| line.ends_with('…')), "{differ:?}");
    let twice = ada.post(&paths::grants_preview(id(&plan)), body).await;
    assert_eq!(twice.fields(), ["/invitees/0/email already_shared", "/invitees/1/email already_shared"]);
}

#[actix_web::test]
async fn what_was_revoked_or_sent_anew_before_it_left_is_not_sent() {
    let (ada, plan) = shared().await;
    let grant = ada.share(&plan, MARA, "edit").await;
    ada.delete(&paths::grant(id(&plan), id(&grant))).await.expect(204);
    assert!(ada.kit.mails().await.is_empty());
    ada.share(&plan, MARA, "edit").await;
    ada.act(&paths::grant_resend(id(&plan), id(&grant))).await.expect(200);
    assert_eq!(ada.kit.mails().await.len(), 1, "the newest link only");
    ada.kit.nobody().join(ada.kit.mail_to(MARA, 1).await.secret()).await.expect(200);
}

/// A mail server for one conversation that refuses every address.
fn refusing() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        let (mut out, _) = listener.accept().unwrap();
        let mut lines = BufReader::new(out.try_clone().unwrap()).lines();
        out.write_all(b"220 mx.test\r\n").unwrap();
        while let Some(Ok(line)) = lines.next() {
            let answer: &[u8] = match line.get(..4).unwrap_or("") {
                "RCPT" => b"550 5.1.1 no such mailbox\r\n",
                "QUIT" => return,
                _ => b"250 ok\r\n",
            };
            out.write_all(answer).unwrap();
        }
    });
    format!("smtp://{address}")
}

fn mailing_to(app: &App, mail_url: String) -> App {
    App { config: Arc::new(Config { mail_url, ..(*app.config).clone() }), ..app.clone() }
}

#[actix_web::test]
async fn a_refused_address_shows_at_the_grant_with_the_reason_and_can_be_sent_anew() {
    let (ada, plan) = shared().await;
    let grant = ada.share(&plan, MARA, "edit").await;
    Postman::new(&mailing_to(&ada.kit.app, refusing())).unwrap().deliver().await.unwrap();
    let failed = ada.grant(&plan, MARA).await;
    assert_eq!(failed["delivery"], "failed");
    assert!(failed["delivery_reason"].as_str().unwrap().contains("no such mailbox"), "{failed}");
    let again = ada.act(&paths::grant_resend(id(&plan), id(&grant))).await.expect(200);
    assert_eq!((&again["delivery"], &again["delivery_reason"]), (&json!("queued"), &Value::Null));
    ada.kit.mail_to(MARA, 1).await;
    assert_eq!(ada.grant(&plan, MARA).await["delivery"], "sent");
}

#[actix_web::test]
async fn a_server_that_is_away_leaves_the_mail_queued_with_the_reason() {
    let (ada, plan) = shared().await;
    ada.share(&plan, MARA, "edit").await;
    let nowhere = format!("smtp://{}", TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap());
    Postman::new(&mailing_to(&ada.kit.app, nowhere)).unwrap().deliver().await.unwrap();
    let waits = ada.grant(&plan, MARA).await;
    assert_eq!(waits["delivery"], "queued");
    assert!(waits["delivery_reason"].is_string());
    ada.kit.clock().advance(60);
    ada.kit.mail_to(MARA, 1).await;
    let sent = ada.grant(&plan, MARA).await;
    assert_eq!((&sent["delivery"], &sent["delivery_reason"]), (&json!("sent"), &Value::Null));
}

#[actix_web::test]
async fn two_replicas_send_each_mail_once() {
    let (ada, plan) = shared().await;
    let other = ada.kit.replica().await;
    let people: Vec<Value> =
        (0..45).map(|n| json!({ "email": format!("p{n}@nimbus.example"), "access": "view" })).collect();
    ada.post(&paths::grants(id(&plan)), json!({ "invitees": people })).await.expect(201);
    let (here, there) = tokio::join!(ada.kit.mails(), other.mails());
    let mut addresses: Vec<String> = here.into_iter().chain(there).map(|mail| mail.to).collect();
    assert_eq!(addresses.len(), 45);
    addresses.sort();
    addresses.dedup();
    assert_eq!(addresses.len(), 45);
}

/// Everything that the store holds, as one text.
fn dump(conn: &mut Conn, url: &Url) -> String {
    #[derive(QueryableByName)]
    struct Cell {
        #[diesel(sql_type = diesel::sql_types::Text)]
        text: String,
    }
    let mut all = String::new();
    match url {
        Url::Sqlite(path) => {
            for suffix in ["", "-wal"] {
                let bytes = std::fs::read(format!("{}{suffix}", path.display())).unwrap_or_default();
                all += &String::from_utf8_lossy(&bytes);
            }
        }
        Url::Postgres(_) => {
            let tables = "SELECT table_name::text AS text FROM information_schema.tables WHERE table_schema = 'public'";
            for table in diesel::sql_query(tables).load::<Cell>(conn).unwrap() {
                let rows = format!("SELECT t::text AS text FROM {} t", table.text);
                diesel::sql_query(rows).load::<Cell>(conn).unwrap().iter().for_each(|row| all += &row.text);
            }
        }
    }
    all
}

#[actix_web::test]
async fn no_secret_is_in_the_database() {
    let (ada, plan) = shared().await;
    let store = || async {
        let url = ada.kit.app.config.database_url.clone();
        ada.kit.app.db.read(move |conn| Ok(dump(conn, &url))).await.unwrap()
    };
    let once = ada.with("Idempotency-Key", "share-1");
    once.post(&paths::grants(id(&plan)), json!({ "invitees": [{ "email": MARA, "access": "edit" }] }))
        .await
        .expect(201);
    let mut dumps = vec![store().await];
    let mail = ada.kit.mail_to(MARA, 1).await;
    let browser = ada.kit.nobody();
    let answer = browser.join(mail.secret()).await.expect(200);
    dumps.push(store().await);
    let phone = ada.kit.nobody();
    phone.join(mail.secret()).await.expect(202);
    dumps.push(store().await);
    browser.act(&paths::guest_refresh(id(&plan))).await.expect(200);
    dumps.push(store().await);
    let code = mail
        .text
        .split_whitespace()
        .map(|w| w.trim_end_matches(['.', ',']))
        .find(|w| w.len() == 14 && w.matches('-').count() == 2);
    let code = code.unwrap_or_else(|| panic!("{}", mail.text)).to_owned();
    let mut secrets = vec![
        mail.secret().to_owned(),
        code.replace('-', ""),
        code,
        answer["access_token"].as_str().unwrap().to_owned(),
    ];
    for (_, value) in browser.cookies().into_iter().chain(phone.cookies()) {
        secrets.extend(value.split('.').skip(2).chain([value.as_str()]).map(str::to_owned));
    }
    for (n, text) in dumps.iter().enumerate() {
        assert!(text.contains(MARA), "the dump is none");
        for secret in &secrets {
            assert!(secret.len() >= 12 && !text.contains(secret.as_str()), "{secret} is in dump {n}");
        }
    }
}
