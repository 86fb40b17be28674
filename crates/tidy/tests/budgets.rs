//! Sizes: a file 300 lines, a function 50, a handler 25, a component with its view 80. Tests at the end of a file do not count.

use tandem_tidy::{Findings, functions, nothing_found, sources};

const FILE: usize = 300;
const TEST_FILE: usize = 450;
const FUNCTION: usize = 50;
const HANDLER: usize = 25;
const COMPONENT: usize = 80;

/// Files that may be longer, with the reason. This list may only shrink.
const LONG_FILES: &[(&str, &str)] =
    &[("crates/api/src/db/schema.rs", "a table of tables and columns, written by diesel")];

/// Functions that may be longer, as `path::name`, with the reason. This list may only shrink.
const LONG_FUNCTIONS: &[(&str, &str)] = &[];

#[test]
fn files_are_short() {
    let mut findings = Findings::new();
    for source in sources() {
        let limit = if source.is_test() { TEST_FILE } else { FILE };
        let lines = source.product_lines();
        if lines > limit && !LONG_FILES.iter().any(|(path, _)| *path == source.path) {
            findings.push(format!("{}: {lines} lines, {limit} is the budget; split it by subject", source.path));
        }
    }
    nothing_found(&findings);
}

#[test]
fn functions_are_short() {
    let mut findings = Findings::new();
    for source in sources().iter().filter(|s| !s.is_test()) {
        for function in functions(source) {
            let limit = match () {
                () if function.is_component => COMPONENT,
                () if source.path.starts_with("crates/api/src/handlers/") => HANDLER,
                () => FUNCTION,
            };
            let known = format!("{}::{}", source.path, function.name);
            if function.length > limit && !LONG_FUNCTIONS.iter().any(|(name, _)| *name == known) {
                findings.push(format!(
                    "{}:{}: {} has {} lines, {limit} is the budget",
                    source.path, function.line, function.name, function.length
                ));
            }
        }
    }
    nothing_found(&findings);
}

#[test]
fn every_exception_is_still_needed() {
    let mut findings = Findings::new();
    let all = sources();
    for (path, _) in LONG_FILES {
        if all.iter().any(|s| s.path == *path && s.product_lines() <= FILE) {
            findings.push(format!("{path} is short now; take it off LONG_FILES"));
        }
    }
    for (known, _) in LONG_FUNCTIONS {
        let is_long = all
            .iter()
            .any(|s| functions(s).iter().any(|f| format!("{}::{}", s.path, f.name) == *known && f.length > HANDLER));
        if !is_long {
            findings.push(format!("{known} is short now or gone; take it off LONG_FUNCTIONS"));
        }
    }
    nothing_found(&findings);
}
