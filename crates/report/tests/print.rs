//! Every plan and every text is printed. What the files say is read by `scripts/readers.py`, with a reader that is none of ours.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on panics")]

use serde_json::Value;
use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};
use tandem_report::set;
use tandem_shared::{
    agreement::{Certificate, SignOff, Snapshot},
    deal::BudgetStatus,
    document::{Context, PrintJob},
    plan::Plan,
    stakeholder::StakeholderRole,
};

/// Markup, were it any.
const HOSTILE: &str = "#panic(\"no\") $x^2$ *bold* _it_ @ref <label> \\ `code` = Heading\n- item\n// gone /* gone */ ~ ' \" https://x.example #include \"/etc/passwd\"";

fn corpus() -> Vec<(PathBuf, Plan)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/tests/corpus");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).collect();
    paths.sort();
    let read = |path: PathBuf| {
        let case: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        (path, serde_json::from_value(case["plan"].clone()).unwrap())
    };
    paths.into_iter().map(read).collect()
}

fn the_example() -> Plan {
    corpus().into_iter().find(|(path, _)| path.to_string_lossy().contains("11-the-example-deal.json")).unwrap().1
}

fn job(plan: Plan) -> PrintJob {
    let text = |text: &str| text.to_owned();
    let context = Context {
        product: text("Analytics"),
        current_state: text("Spreadsheets"),
        desired_state: text("One way"),
        budget_status: BudgetStatus::Pending,
    };
    PrintJob::Plan { plan: Box::new(plan), context: Some(context), sign_off: None }
}

#[track_caller]
fn is_pdf(bytes: &[u8]) {
    assert!(bytes.starts_with(b"%PDF-1.") && bytes.len() > 5_000, "{} bytes", bytes.len());
}

#[test]
fn every_plan_of_the_corpus_is_printed() {
    for (path, plan) in corpus() {
        is_pdf(&set(&job(plan)).unwrap_or_else(|error| panic!("{}: {error}", path.display())));
    }
}

#[test]
fn a_plan_is_printed_in_well_under_a_second_and_always_the_same() {
    let job = job(the_example());
    let first = set(&job).unwrap();
    let begun = Instant::now();
    let again = set(&job).unwrap();
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
    assert_eq!(first, again);
}

/// The plan with a text in every place that holds what people typed.
fn filled_with(text: &str) -> Plan {
    fn fill(value: &mut Value, key: &str, text: &str) {
        const TYPED: [&str; 12] = [
            "title",
            "name",
            "outcome",
            "description",
            "text",
            "mitigation",
            "primary_concern",
            "engagement_plan",
            "account_name",
            "seller_name",
            "owner_name",
            "detail",
        ];
        match value {
            Value::String(old) if TYPED.contains(&key) => text.clone_into(old),
            Value::Array(all) => all.iter_mut().for_each(|one| fill(one, key, text)),
            Value::Object(all) => all.iter_mut().for_each(|(key, one)| fill(one, key, text)),
            _ => {}
        }
    }
    let mut plan = serde_json::to_value(the_example()).unwrap();
    fill(&mut plan, "", text);
    serde_json::from_value(plan).unwrap()
}

#[test]
fn what_people_typed_is_text_and_never_markup() {
    is_pdf(&set(&job(filled_with(HOSTILE))).unwrap());
    is_pdf(&set(&job(filled_with(""))).unwrap());
    is_pdf(&set(&job(filled_with(&"Ein-ungeteiltes-".repeat(200)))).unwrap());
}

#[test]
fn every_character_there_is_can_stand_in_a_plan() {
    let all: Vec<char> = ('\0'..='\u{10ffff}').collect();
    let shown: Vec<char> =
        all.iter().copied().filter(|c| (*c as u32) < 0x3000 || (*c as u32).is_multiple_of(251)).collect();
    for some in shown.chunks(400) {
        let mut plan = the_example();
        plan.title = some.iter().collect();
        plan.description = some.iter().flat_map(|c| ['a', *c]).collect();
        is_pdf(&set(&job(plan)).unwrap_or_else(|error| panic!("from {:?}: {error}", some[0])));
    }
}

#[test]
fn a_long_plan_runs_over_many_pages() {
    let mut plan = the_example();
    for m in &mut plan.milestones {
        m.actions = m.actions.iter().cycle().take(60).cloned().collect();
    }
    plan.stakeholders = plan.stakeholders.iter().cycle().take(200).cloned().collect();
    is_pdf(&set(&job(plan)).unwrap());
}

fn certificate(plan: &Plan) -> Certificate {
    let signers: Vec<_> = plan.stakeholders.iter().filter(|s| s.roles.contains(&StakeholderRole::Champion)).collect();
    let snapshot = Snapshot::of(plan, &signers.iter().map(|s| s.id.clone()).collect::<Vec<_>>());
    let at = "2026-03-16T14:03:09.000000Z";
    let signers: Vec<Value> = signers
        .iter()
        .map(|s| {
            serde_json::json!({ "stakeholder_id": s.id, "name": s.name, "email": "mara@nimbus.example", "side": s.side, "title": s.title,
                "typed_name": s.name, "signed_at": at, "address": "203.0.113.7", "declined_at": null, "decline_reason": null })
        })
        .collect();
    let sign_off: SignOff = serde_json::from_value(serde_json::json!({
        "id": "so_00000000000000000000000000", "version": 1, "hash": snapshot.hash(), "status": "signed", "message": HOSTILE, "requested_by": "Ada Park",
        "requested_side": "seller", "requested_at": at, "decided_at": at, "reason": null, "signers": signers,
    }))
    .unwrap();
    Certificate {
        plan_id: plan.id.clone(),
        plan_title: plan.title.clone(),
        deal_name: "Nimbus".to_owned(),
        buyer: plan.deal.account_name.clone(),
        seller: plan.deal.seller_name.clone(),
        sign_off,
        canonical: snapshot.canonical(),
        snapshot,
        event_seq: 12,
        event_hash: "ab".repeat(32),
        log_public_key: "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=".to_owned(),
    }
}

#[test]
fn a_certificate_is_printed_and_its_signatures_stand_in_the_plan() {
    for (path, plan) in corpus() {
        let certificate = certificate(&plan);
        let sign_off = Some(certificate.sign_off.clone());
        is_pdf(&set(&PrintJob::Plan { plan: Box::new(plan), context: None, sign_off }).unwrap());
        let job = PrintJob::Certificate(Box::new(certificate));
        is_pdf(&set(&job).unwrap_or_else(|error| panic!("{}: {error}", path.display())));
    }
}
