//! A plan as a document, in the output format of the method. Pure: what a document says follows from the plan as its reader sees it, so a guest's holds nothing
//! internal. Tables and calendars are made of the same rows by the server.

mod markdown;
mod rows;
pub mod sections;

pub use markdown::markdown;
pub use rows::{
    ActionRow, CalendarEntry, CalendarOf, PlanRow, actions, calendar, company, constraint_in_words, milestones,
    name_of, names_of, roles_of, sentence,
};
pub use sections::Fact;

use crate::{
    agreement::{Certificate, SignOff},
    day::{Day, Timestamp},
    deal::BudgetStatus,
    plan::Plan,
    update::StatusUpdate,
};
use serde::{Deserialize, Serialize};

/// What sellers know of the deal beside its plan; guests get a document without.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

/// What stands at the head and the foot of a document with a seller's own parts.
pub const INTERNAL: &str = "Internal: not for the buyer";

/// Whether a document of this plan holds a seller's own parts: whenever its reader is the seller.
#[must_use]
pub const fn is_internal(plan: &Plan) -> bool {
    !plan.viewer.access.is_guest()
}

/// What marks a document of this plan; nothing for one that a buyer may have.
#[must_use]
pub const fn marking(plan: &Plan) -> &'static str {
    if is_internal(plan) { INTERNAL } else { "" }
}

/// A plan as JSON, with what was reported of it.
#[derive(Clone, Debug, Serialize)]
pub struct PlanExport {
    /// When it was written.
    pub exported_at: Timestamp,
    /// [`INTERNAL`] when it holds a seller's own parts; left out of what a buyer may have.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub marking: &'static str,
    /// The plan.
    pub plan: Plan,
    /// Its status updates, newest first.
    pub status_updates: Vec<StatusUpdate>,
}

/// What the program that sets PDFs is given.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(clippy::large_enum_variant, reason = "there is one at a time, and it is written out at once")]
pub enum PrintJob {
    /// A plan.
    Plan {
        /// As its reader sees it.
        plan: Box<Plan>,
        /// What only sellers know.
        context: Option<Context>,
        /// The newest request for signatures, as the reader sees it.
        sign_off: Option<SignOff>,
    },
    /// The certificate of a version that everyone has signed.
    Certificate(Box<Certificate>),
}

/// A name for a plan's file, without its ending: lower-case letters, digits and dashes, such as `nimbus-analytics-rollout-2026-03-16`; with
/// `-internal` behind it when a buyer must not have it.
#[must_use]
pub fn file_name(plan: &Plan, on: Day) -> String {
    let name = plain_name(&format!("{} {}", plan.deal.account_name, plan.title));
    let name = if name.is_empty() { "plan" } else { &name };
    format!("{name}-{on}{}", if is_internal(plan) { "-internal" } else { "" })
}

/// The name of a certificate's file.
#[must_use]
pub fn certificate_name(c: &Certificate) -> String {
    let name = plain_name(&format!("{} {}", c.buyer, c.plan_title));
    let dash = if name.is_empty() { "" } else { "-" };
    format!("certificate-{name}{dash}version-{}.pdf", c.sign_off.version)
}

/// Lower-case letters, digits and dashes.
fn plain_name(text: &str) -> String {
    let mut name = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            name.push(c);
        } else if !name.ends_with('-') && !name.is_empty() {
            name.push('-');
        }
    }
    let name: String = name.chars().take(80).collect();
    name.trim_matches('-').to_owned()
}
