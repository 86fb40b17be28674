//! A plan as a document, in the output format of the method. Pure: what a document says follows from the plan as its reader sees it, so a guest's holds nothing
//! internal. Tables and calendars are made of the same rows by the server.

mod markdown;
mod rows;

pub use markdown::markdown;
pub use rows::{
    ActionRow, CalendarEntry, CalendarOf, PlanRow, actions, calendar, company, constraint_in_words, milestones,
    name_of, names_of, roles_of, sentence,
};

use crate::{
    day::{Day, Timestamp},
    deal::BudgetStatus,
    plan::Plan,
    update::StatusUpdate,
};
use serde::Serialize;

/// What sellers know of the deal beside its plan; guests get a document without.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    /// What is being sold.
    pub product: String,
    /// Where the buyer is today.
    pub current_state: String,
    /// What the buyer wants to reach.
    pub desired_state: String,
    /// How far the buyer's budget is.
    pub budget_status: BudgetStatus,
}

/// A plan as JSON, with what was reported of it.
#[derive(Clone, Debug, Serialize)]
pub struct PlanExport {
    /// When it was written.
    pub exported_at: Timestamp,
    /// The plan.
    pub plan: Plan,
    /// Its status updates, newest first.
    pub status_updates: Vec<StatusUpdate>,
}

/// A name for a plan's file, without its ending: lower-case letters, digits and dashes, such as `nimbus-analytics-rollout-2026-03-16`.
#[must_use]
pub fn file_name(plan: &Plan, on: Day) -> String {
    let mut name = String::new();
    for c in format!("{} {}", plan.deal.account_name, plan.title).chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            name.push(c);
        } else if !name.ends_with('-') && !name.is_empty() {
            name.push('-');
        }
    }
    let name: String = name.chars().take(80).collect();
    let name = name.trim_matches('-');
    if name.is_empty() { format!("plan-{on}") } else { format!("{name}-{on}") }
}
