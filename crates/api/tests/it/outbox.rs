//! Mail that waits: delivered at least once, tried again, given up.

use crate::{accounts::sign_up, kit::Kit};
use diesel::prelude::*;
use serde_json::json;
use std::sync::Arc;
use tandem_api::{app::App, config::Config, db::schema::outbox, services::post::Postman};
use tandem_shared::paths;

/// The service with another mail server.
fn mailing_to(app: &App, mail_url: String) -> App {
    App { config: Arc::new(Config { mail_url, ..(*app.config).clone() }), ..app.clone() }
}

/// State of the one mail in the outbox: sent, failed, tries, the last error.
async fn state(app: &App) -> (bool, bool, i32, Option<String>) {
    let read = |conn: &mut tandem_api::db::Conn| {
        let row = (outbox::sent_at, outbox::failed_at, outbox::attempts, outbox::last_error);
        Ok(outbox::table.select(row).first::<(Option<i64>, Option<i64>, i32, Option<String>)>(conn)?)
    };
    let (sent, failed, tries, error) = app.db.read(read).await.unwrap();
    (sent.is_some(), failed.is_some(), tries, error)
}

async fn kit_with_a_mail() -> Kit {
    let app = Kit::start().await;
    let ada = sign_up(&app, "ada@orbit.example").await;
    let body = json!({ "name": "Jun Park", "email": "jun@orbit.example", "role": "rep" });
    ada.post(&paths::members(), body).await.expect(201);
    app
}

/// An address where nobody listens.
fn nowhere() -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    format!("smtp://{}", listener.local_addr().unwrap())
}

#[actix_web::test]
async fn a_mail_server_that_is_away_is_tried_again_later_with_longer_pauses() {
    let kit = kit_with_a_mail().await;
    let postman = Postman::new(&mailing_to(&kit.app, nowhere())).unwrap();
    assert_eq!(postman.deliver().await.unwrap(), 1);
    assert_eq!(postman.deliver().await.unwrap(), 0, "not at once");
    let (sent, failed, tries, error) = state(&kit.app).await;
    assert_eq!((sent, failed, tries), (false, false, 1));
    assert!(error.is_some());
    kit.clock().advance(30);
    assert_eq!(postman.deliver().await.unwrap(), 1);
    kit.clock().advance(119);
    assert_eq!(postman.deliver().await.unwrap(), 0);
    kit.clock().advance(1);
    kit.mail_to("jun@orbit.example", 1).await;
    assert!(state(&kit.app).await.0);
}

#[actix_web::test]
async fn a_mail_is_given_up_after_ten_tries() {
    let kit = kit_with_a_mail().await;
    let postman = Postman::new(&mailing_to(&kit.app, nowhere())).unwrap();
    for pause in [30, 120, 600, 1_800, 3_600, 7_200, 14_400, 28_800, 57_600, 86_400] {
        assert_eq!(postman.deliver().await.unwrap(), 1, "before {pause}");
        kit.clock().advance(pause);
    }
    assert_eq!(postman.deliver().await.unwrap(), 0);
    let (sent, failed, tries, _) = state(&kit.app).await;
    assert_eq!((sent, failed, tries), (false, true, 10));
}

#[actix_web::test]
async fn a_mail_that_a_dead_replica_took_is_sent_by_another() {
    let kit = kit_with_a_mail().await;
    let now = kit.clock().now();
    let lease =
        move |tx: &mut tandem_api::db::Tx<'_>| tandem_api::db::outbox::lease(tx.conn, now, now.plus_seconds(120), 10);
    assert_eq!(kit.app.db.write(lease).await.unwrap().len(), 1);
    let postman = Postman::new(&kit.app).unwrap();
    assert_eq!(postman.deliver().await.unwrap(), 0, "leased");
    kit.clock().advance(120);
    kit.mail_to("jun@orbit.example", 1).await;
}
