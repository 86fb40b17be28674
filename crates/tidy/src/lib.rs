//! Reads the tree's own sources for the tests in `tests/`, which hold what the compiler cannot: layers, budgets, headers, leftovers.

mod functions;
mod source;

pub use functions::{Function, functions};
pub use source::{Source, files, shown, sources};

/// What a check found, one line each: `path:line: what is wrong and what to do`.
pub type Findings = Vec<String>;

/// Fails with everything that was found, at once.
///
/// # Panics
/// When anything was found.
pub fn nothing_found(findings: &Findings) {
    assert!(findings.is_empty(), "\n{} findings:\n  {}\n", findings.len(), findings.join("\n  "));
}
