//! Headers that must be there, and what must not be left in the tree.

use std::{collections::BTreeSet, fs};
use tandem_tidy::{Findings, files, nothing_found, shown, sources};

#[test]
fn every_source_file_says_what_it_is_for() {
    let missing =
        |text: &str| !text.lines().take_while(|l| !l.trim().is_empty()).any(|l| l.starts_with("//!") && l.len() > 12);
    let findings = sources()
        .iter()
        .filter(|s| missing(&s.text))
        .map(|s| format!("{}:1: does not begin with `//!` and what the file is for", s.path))
        .collect();
    nothing_found(&findings);
}

#[test]
fn nothing_is_unfinished() {
    let marks = ["todo!(", "unimplemented!(", "dbg!("];
    let mut findings = Findings::new();
    for source in sources().iter().filter(|s| !s.path.starts_with("crates/tidy/")) {
        for mark in marks {
            findings
                .extend(source.lines_with(mark).iter().map(|line| format!("{}:{line}: {mark}…) is left", source.path)));
        }
        for (i, line) in source.text.lines().enumerate() {
            let comment = line.trim_start();
            let is_note = comment.starts_with("//") && ["TODO", "FIXME"].iter().any(|w| comment.contains(w));
            if is_note {
                findings.push(format!("{}:{}: a note of something undone; do it or file it", source.path, i + 1));
            }
        }
    }
    nothing_found(&findings);
}

#[test]
fn no_test_is_skipped() {
    let mut findings = Findings::new();
    for path in files() {
        let name = shown(&path);
        let marks: &[&str] = match name.rsplit('.').next() {
            Some("rs") if !name.starts_with("crates/tidy/") => &["#[ignore"],
            Some("ts") => &["test.only(", "describe.only(", "test.skip(", "test.fixme(", "describe.skip("],
            _ => continue,
        };
        let text = fs::read_to_string(&path).unwrap_or_default();
        for (i, line) in text.lines().enumerate().filter(|(_, line)| marks.iter().any(|m| line.contains(m))) {
            findings.push(format!("{name}:{}: {}; a test runs or goes", i + 1, line.trim()));
        }
    }
    nothing_found(&findings);
}

#[test]
fn no_file_knows_the_machine_it_was_written_on() {
    let ends = ["rs", "toml", "md", "sh", "ts", "js", "json", "py", "css", "html", "mjml", "sql", "txt"];
    let mut findings = Findings::new();
    for path in files() {
        let name = shown(&path);
        let is_text = name.rsplit('.').next().is_some_and(|end| ends.contains(&end))
            || name.ends_with("Makefile")
            || name == ".ci/run";
        if !is_text || name.starts_with("crates/tidy/") || name.ends_with("package-lock.json") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap_or_default();
        for (i, line) in text.lines().enumerate() {
            let places = ["/home/", "/Users/", "/root/", "/work/", "C:\\"];
            if let Some(place) = places
                .iter()
                .find(|p| line.split(|c: char| c.is_whitespace() || "\"'`(=".contains(c)).any(|w| w.starts_with(**p)))
            {
                findings.push(format!("{name}:{}: names {place}…, a folder of one machine", i + 1));
            }
        }
    }
    nothing_found(&findings);
}

#[test]
fn both_engines_have_the_same_migrations() {
    let names = |engine: &str| -> BTreeSet<String> {
        let folder = format!("crates/api/migrations/{engine}/");
        files().iter().filter_map(|p| shown(p).strip_prefix(&folder).map(str::to_owned)).collect()
    };
    let (sqlite, postgres) = (names("sqlite"), names("postgres"));
    let findings = sqlite
        .symmetric_difference(&postgres)
        .map(|name| format!("crates/api/migrations: {name} is there for one engine only"))
        .collect();
    nothing_found(&findings);
}

#[test]
fn names_say_what_a_file_is_about() {
    let vague = ["utils", "util", "helper", "helpers", "common", "manager", "misc", "types"];
    let findings = sources()
        .iter()
        .filter(|s| s.path.split(['/', '.']).any(|part| vague.contains(&part)))
        .map(|s| format!("{}: the name says nothing; name it after its subject", s.path))
        .collect();
    nothing_found(&findings);
}

#[test]
fn every_mail_has_its_three_parts() {
    let mut folders: BTreeSet<String> = BTreeSet::new();
    let all: BTreeSet<String> = files().iter().map(|p| shown(p)).collect();
    for path in &all {
        if let Some((folder, _)) = path.strip_prefix("crates/api/templates/mail/").and_then(|rest| rest.split_once('/'))
        {
            folders.insert(folder.to_owned());
        }
    }
    let mut findings = Findings::new();
    for folder in folders.iter().filter(|f| *f != "layout") {
        for part in ["body.mjml", "body.txt", "words.txt"] {
            if !all.contains(&format!("crates/api/templates/mail/{folder}/{part}")) {
                findings.push(format!("crates/api/templates/mail/{folder}: {part} is missing"));
            }
        }
    }
    nothing_found(&findings);
}
