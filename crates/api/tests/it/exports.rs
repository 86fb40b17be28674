//! A plan as a file, read back by readers that are none of ours, and addresses for calendar programs.

use crate::kit::{Caller, Kit, Reply, id};
use actix_web::{body, http::Method};
use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use serde_json::{Value, json};
use std::{io::Cursor, path::Path};
use tandem_api::services::press::Press;
use tandem_shared::{document::PrintJob, paths};

const MARA: &str = "mara@nimbus.example";

/// A shared plan with everything in it, some of it the seller's own.
async fn filled() -> (Caller, Caller, Value) {
    let ada = Kit::start().await.organization("Orbit").await;
    let plan = ada.create_plan().await;
    let mara = ada.guest(&plan, MARA, "edit").await;
    let shared = json!({
        "title": "=Security review passed, signed; \"done\"", "outcome": "Nimbus signs the report\nin writing", "owner_side": "buyer",
        "target_date": "2027-03-19", "assumptions": [{ "text": "The reviewer is named" }],
    });
    let shared = ada.create_milestone(&plan, shared).await;
    let hidden = json!({ "title": "Discount approved", "visibility": "internal", "target_date": "2027-03-20" });
    ada.create_milestone(&plan, hidden).await;
    let action = json!({ "title": "Return the questionnaire", "side": "buyer", "target_date": "2027-03-12" });
    ada.create_action(&plan, &shared, action).await;
    let risk = json!({ "description": "The reviewer is away", "probability": "high", "impact_days": 5, "milestone_id": shared["id"] });
    ada.post(&paths::risks(id(&plan)), risk).await.expect(201);
    let board = json!({ "kind": "board_meeting", "start_date": "2027-04-01", "end_date": "2027-04-02", "note": "The board meets", "anchor": true });
    ada.post(&paths::constraints(id(&plan)), board).await.expect(201);
    let busy =
        json!({ "kind": "busy_period", "start_date": "2027-05-01", "note": "Our own worry", "visibility": "internal" });
    ada.post(&paths::constraints(id(&plan)), busy).await.expect(201);
    ada.patch(&paths::deal(plan["deal_id"].as_str().unwrap()), json!({ "current_state": "Spreadsheets" }))
        .await
        .expect(200);
    (ada, mara, plan)
}

async fn export(caller: &Caller, plan: &Value, format: &str) -> Reply {
    let reply = caller.get(&paths::export(id(plan), format)).await;
    assert_eq!(reply.status, 200, "{}", reply.text);
    reply
}

/// Of a seller: what can be handed to a buyer.
async fn export_for_buyer(seller: &Caller, plan: &Value, format: &str) -> Reply {
    let reply = seller.get(&format!("{}?as=buyer", paths::export(id(plan), format))).await;
    assert_eq!(reply.status, 200, "{}", reply.text);
    reply
}

/// The file's bytes.
async fn bytes(caller: &Caller, plan: &Value, format: &str) -> Vec<u8> {
    let answer = caller.answer(Method::GET, &paths::export(id(plan), format), None).await;
    body::to_bytes(answer.into_body()).await.unwrap().to_vec()
}

#[actix_web::test]
async fn markdown_is_the_plan_as_its_reader_sees_it() {
    let (ada, mara, plan) = filled().await;
    let (own, theirs) = (export(&ada, &plan, "md").await, export(&mara, &plan, "md").await);
    assert!(
        own.text.contains("Discount approved") && own.text.contains("**Current state:** Spreadsheets"),
        "{}",
        own.text
    );
    for hidden in ["Discount", "Spreadsheets", "Our own worry", "Buy-in"] {
        assert!(!theirs.text.contains(hidden), "{hidden} is in {}", theirs.text);
    }
    for told in [
        "# Mutual action plan",
        "Security review passed",
        "   - Assumption: The reviewer is named",
        "- Risk: The reviewer is away",
    ] {
        assert!(theirs.text.contains(told), "{told} is missing in {}", theirs.text);
    }
    let name = theirs.header("content-disposition").unwrap();
    assert!(name.starts_with("attachment; filename=\"nimbus-gmbh-analytics-rollout-2"), "{name}");
    assert!(name.contains("filename*=UTF-8''nimbus%2Dgmbh%2Danalytics") && name.ends_with(".md"), "{name}");
    ada.get(&paths::export(id(&plan), "pdf2")).await.expect(404);
    ada.kit.nobody().get(&paths::export(id(&plan), "md")).await.expect(401);
}

async fn sheets(caller: &Caller, plan: &Value) -> Vec<(String, Vec<Vec<Data>>)> {
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes(caller, plan, "xlsx").await)).unwrap();
    let rows = |range: calamine::Range<Data>| range.rows().map(<[Data]>::to_vec).collect();
    book.worksheets().into_iter().map(|(name, range)| (name, rows(range))).collect()
}

#[actix_web::test]
async fn the_spreadsheet_reads_back_with_real_dates_and_no_formulas() {
    let (ada, mara, plan) = filled().await;
    let book = sheets(&ada, &plan).await;
    let names: Vec<&str> = book.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Plan", "Actions", "People", "Risks and assumptions", "Calendar"]);
    for (name, rows) in &book {
        assert_eq!(rows[0][0], Data::String("Internal: not for the buyer".into()), "{name}");
    }
    let rows = &book[0].1;
    assert_eq!(rows.len(), 4, "the mark, a heading and two milestones");
    assert_eq!(rows[1][2], Data::String("Milestone".into()));
    assert_eq!(rows[2][2], Data::String("=Security review passed, signed; \"done\"".into()));
    let Data::DateTime(target) = &rows[2][8] else { panic!("{:?} is no date", rows[2][8]) };
    assert_eq!(target.as_f64(), 46_465.0, "19 March 2027 in days since 1899-12-30");
    assert_eq!(book[1].1[2][1], Data::String("Return the questionnaire".into()));
    assert_eq!(book[3].1.len(), 4, "the mark, a heading, a risk, an assumption");
    assert_eq!(book[4].1.len(), 4);
    assert_eq!(
        sheets(&mara, &plan).await[0].1[0][2],
        Data::String("Milestone".into()),
        "a buyer's begins with its heading"
    );
    let theirs = format!("{:?}", sheets(&mara, &plan).await);
    for hidden in ["Discount", "Our own worry"] {
        assert!(!theirs.contains(hidden), "{theirs}");
    }
    assert!(theirs.contains("Security review passed"));
}

#[actix_web::test]
async fn the_pdf_is_set_of_the_plan_as_its_reader_sees_it() {
    let (ada, mara, plan) = filled().await;
    let (own, theirs) = (export(&ada, &plan, "pdf").await, export(&mara, &plan, "pdf").await);
    assert_eq!(own.header("content-type"), Some("application/pdf"));
    assert!(own.header("content-disposition").unwrap().ends_with(".pdf"));
    assert!(own.text.contains("Discount approved") && own.text.contains("Spreadsheets"), "{}", own.text);
    for hidden in ["Discount", "Spreadsheets", "Our own worry"] {
        assert!(!theirs.text.contains(hidden), "{hidden} is in {}", theirs.text);
    }
    assert!(theirs.text.contains("Security review passed"), "{}", theirs.text);
    ada.kit.nobody().get(&paths::export(id(&plan), "pdf")).await.expect(401);
}

#[actix_web::test]
async fn a_sellers_file_is_marked_as_internal_and_one_for_the_buyer_holds_nothing_that_is() {
    let (ada, mara, plan) = filled().await;
    let said = json!({ "sections": { "summary": "Our own draft" } });
    let draft = ada.post(&paths::status_updates(id(&plan)), json!({})).await.expect(201);
    ada.patch(&paths::status_update(id(&plan), id(&draft)), said).await.expect(200);
    for format in ["md", "pdf", "ics", "json"] {
        let (own, handed) = (export(&ada, &plan, format).await, export_for_buyer(&ada, &plan, format).await);
        let name = |reply: &Reply| reply.header("content-disposition").unwrap().to_owned();
        assert!(name(&own).ends_with(&format!("internal.{format}")), "{}", name(&own));
        assert_eq!(name(&handed), name(&export(&mara, &plan, format).await));
        // The mark of a PDF is set by its template.
        let is_marked = own.text.replace("\r\n ", "").contains("Internal: not for the buyer");
        assert!(is_marked || format == "pdf", "{format}: {}", own.text);
        for hidden in ["not for the buyer", "Discount", "Spreadsheets", "Our own", "\"owner_id\": \"user_"] {
            assert!(!handed.text.contains(hidden), "{hidden} is in {format}: {}", handed.text);
        }
        assert!(handed.text.contains("Security review passed"), "{format}: {}", handed.text);
    }
    assert_eq!(export_for_buyer(&ada, &plan, "md").await.text, export(&mara, &plan, "md").await.text);
    let wrong = ada.get(&format!("{}?as=me", paths::export(id(&plan), "md"))).await;
    assert_eq!(wrong.status, 422, "{}", wrong.text);
}

#[actix_web::test]
async fn without_its_program_there_is_no_pdf_and_everything_else() {
    let (ada, _, plan) = filled().await;
    let press = Press::new(Path::new("/nowhere/tandem-report"));
    let plan: tandem_shared::plan::Plan = serde_json::from_value(ada.plan(&plan).await).unwrap();
    let job = PrintJob::Plan { plan: Box::new(plan), context: None, sign_off: None };
    assert!(press.set(&job).await.unwrap_err().is_store_failure(), "503");
    let broken = Press::new(Path::new("/bin/false"));
    assert!(!broken.set(&job).await.unwrap_err().is_store_failure(), "500");
}

/// Lines of a calendar with folded ones joined, as every reader must.
fn unfolded(text: &str) -> Vec<String> {
    assert!(text.lines().all(|line| line.len() <= 75), "a line of more than 75 bytes");
    assert!(text.ends_with("END:VCALENDAR\r\n"), "lines end with CR LF");
    text.replace("\r\n ", "").replace("\r\n\t", "").lines().map(str::to_owned).collect()
}

/// Events by the value of a property.
fn values(lines: &[String], key: &str) -> Vec<String> {
    let of = |line: &String| line.strip_prefix(key).and_then(|rest| rest.strip_prefix([':', ';'])).map(str::to_owned);
    lines.iter().filter_map(of).collect()
}

#[actix_web::test]
async fn the_calendar_has_whole_days_and_ids_that_stay() {
    let (ada, mara, plan) = filled().await;
    let first = unfolded(&export(&mara, &plan, "ics").await.text);
    assert_eq!(values(&first, "DTSTART"), ["VALUE=DATE:20270319", "VALUE=DATE:20270401"]);
    assert_eq!(values(&first, "DTEND"), ["VALUE=DATE:20270320", "VALUE=DATE:20270403"]);
    assert_eq!(values(&first, "SUMMARY")[0], "=Security review passed\\, signed\\; \"done\"");
    assert_eq!(values(&first, "SUMMARY")[1], "Hard date: The board meets");
    assert_eq!(values(&unfolded(&export(&ada, &plan, "ics").await.text), "UID").len(), 4, "sellers see their own too");
    let milestone = ada.plan(&plan).await["milestones"][0].clone();
    let milestone =
        if milestone["visibility"] == "shared" { milestone } else { ada.plan(&plan).await["milestones"][1].clone() };
    let moved = json!({ "target_date": "2027-03-26" });
    ada.patch(&paths::milestone(id(&plan), id(&milestone)), moved).await.expect(200);
    let again = unfolded(&export(&mara, &plan, "ics").await.text);
    assert_eq!(values(&first, "UID"), values(&again, "UID"));
    assert_eq!(values(&again, "DTSTART")[0], "VALUE=DATE:20270326");
    assert!(values(&again, "SEQUENCE")[0] > values(&first, "SEQUENCE")[0]);
}

#[actix_web::test]
async fn json_holds_the_plan_and_what_was_sent() {
    let (ada, mara, plan) = filled().await;
    let draft = ada.post(&paths::status_updates(id(&plan)), json!({})).await.expect(201);
    assert_eq!(export(&mara, &plan, "json").await.json["status_updates"], json!([]));
    ada.post(&paths::status_update_send(id(&plan), id(&draft)), json!({})).await.expect(200);
    let read = export(&mara, &plan, "json").await.json;
    assert_eq!(read["plan"]["milestones"].as_array().unwrap().len(), 1);
    assert_eq!(read["status_updates"][0]["id"], draft["id"]);
}

/// The path of an address.
fn path(feed: &Value) -> String {
    feed["url"].as_str().unwrap().trim_start_matches("http://localhost:8080").to_owned()
}

#[actix_web::test]
async fn a_calendar_address_needs_no_sign_in_shows_nothing_internal_and_can_be_revoked() {
    let (ada, mara, plan) = filled().await;
    let feed = ada.post(&paths::calendar_feeds(id(&plan)), json!({})).await.expect(201);
    let program = ada.kit.nobody();
    let read = program.get(&path(&feed)).await;
    assert_eq!((read.status, read.header("content-type")), (200, Some("text/calendar; charset=utf-8")));
    assert_eq!(values(&unfolded(&read.text), "UID").len(), 2);
    assert!(!read.text.contains("Discount"), "{}", read.text);
    let list = ada.get(&paths::calendar_feeds(id(&plan))).await.expect(200);
    assert_eq!(list["data"][0]["url"], Value::Null, "told once");
    assert_eq!(mara.get(&paths::calendar_feeds(id(&plan))).await.expect(200)["data"], json!([]), "not theirs");
    mara.delete(&paths::calendar_feed(id(&plan), id(&feed))).await.expect(403);
    ada.delete(&paths::calendar_feed(id(&plan), id(&feed))).await.expect(204);
    program.get(&path(&feed)).await.expect(404);
    program.get("/calendar/unknown.ics").await.expect(404);
}

#[actix_web::test]
async fn a_guests_address_ends_with_their_access() {
    let (ada, mara, plan) = filled().await;
    let feed = mara.post(&paths::calendar_feeds(id(&plan)), json!({})).await.expect(201);
    assert_eq!(mara.get(&paths::calendar_feeds(id(&plan))).await.expect(200)["data"][0]["mine"], true);
    ada.kit.nobody().get(&path(&feed)).await.expect(200);
    let grant = ada.grant(&plan, MARA).await;
    ada.delete(&paths::grant(id(&plan), id(&grant))).await.expect(204);
    ada.kit.nobody().get(&path(&feed)).await.expect(404);
}
