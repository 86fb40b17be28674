//! The committed corpus: each plan as JSON with the findings a good coach would name. The plans are built by `corpus_plans`, where the expected findings
//! are written by hand; the files are for whoever runs the rules elsewhere (the browser must say the same). `UPDATE_CORPUS=1 cargo test -p tandem-shared
//! --test health corpus` writes the files anew.

use crate::{
    corpus_plans::{Case, cases},
    kit::lines,
};
use std::{fs, path::PathBuf};
use tandem_shared::{
    health::{Health, check},
    plan::Plan,
};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

fn text(case: &Case, health: &Health) -> String {
    let said = serde_json::to_string_pretty(&lines(&health.findings)).unwrap();
    let health = serde_json::to_string(health).unwrap();
    let plan = serde_json::to_string(&case.plan).unwrap();
    format!("{{\n\"findings\": {said},\n\"health\": {health},\n\"plan\": {plan}\n}}\n")
}

#[test]
fn every_plan_gives_the_findings_a_good_coach_would_name() {
    let mut wrong = Vec::new();
    for case in cases() {
        let said = lines(&check(&case.plan).findings);
        if said != case.expected {
            wrong.push(format!("{}:\n  said {said:#?}\n  expected {:#?}", case.name, case.expected));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_committed_files_are_the_plans_and_give_the_same_health() {
    let update = std::env::var_os("UPDATE_CORPUS").is_some();
    let mut names = Vec::new();
    for case in cases() {
        let path = folder().join(format!("{}.json", case.name));
        if update {
            fs::write(&path, text(&case, &check(&case.plan))).unwrap();
        }
        let file = fs::read_to_string(&path).unwrap_or_else(|_| "null".into());
        let value: serde_json::Value = serde_json::from_str(&file).unwrap();
        let stale = format!("{} differs from its builder; run with UPDATE_CORPUS=1 and review", case.name);
        let plan: Plan = serde_json::from_value(value["plan"].clone()).expect(&stale);
        let health: Health = serde_json::from_value(value["health"].clone()).expect(&stale);
        assert_eq!(plan, case.plan, "{stale}");
        assert_eq!(health, check(&plan), "{stale}");
        let again: Plan = serde_json::from_str(&serde_json::to_string(&plan).unwrap()).unwrap();
        assert_eq!(again, plan, "{} round-trips", case.name);
        names.push(format!("{}.json", case.name));
    }
    let in_wasm = fs::read_to_string(folder().join("../corpus_in_wasm.rs")).unwrap();
    for case in cases() {
        assert!(in_wasm.contains(&format!("\"{}\"", case.name)), "corpus_in_wasm.rs does not run {}", case.name);
    }
    let mut files: Vec<String> =
        fs::read_dir(folder()).unwrap().map(|f| f.unwrap().file_name().into_string().unwrap()).collect();
    files.sort();
    assert_eq!(files, names, "no file without its builder");
    assert!(names.len() >= 36);
}

#[test]
fn the_corpus_holds_and_breaks_every_rule() {
    let healths: Vec<Health> = cases().iter().map(|case| check(&case.plan)).collect();
    for rule in tandem_shared::health::Rule::ALL {
        assert!(healths.iter().any(|h| h.held.contains(rule)), "{rule} holds nowhere");
        assert!(healths.iter().any(|h| h.findings.iter().any(|f| f.rule == *rule)), "{rule} breaks nowhere");
    }
}
