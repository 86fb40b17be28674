//! The guided start: five questions, answered as far as a person can, make a plan that a good coach would make. Pure: the browser shows the draft while the
//! questions are answered, the server makes the same one.
//!
//! [`draft`] takes the answers and an empty plan, and gives the plan as it would be, with its verdict and the reasons for what it holds.

mod answer_checks;
mod answers;
mod blank;
mod cast;
mod dates;
mod draft;
mod hazards;
pub mod modes;
mod places;
mod questions;
mod reasons;
mod risk_words;
mod say;
mod step_words;
mod steps;
mod todo_words;

pub use answers::{
    Answers, GuidedPlan, GuidedStart, HardDate, KnownDate, LEAD_DAYS, ProcurementAnswer, REVIEW_DAYS_MAX, ROLES,
    RoleAnswer,
};
pub use blank::{blank, calendars};
pub use draft::draft;
pub use questions::{BudgetRhythm, HardDateKind, Involvement, ProcurementNeed, RoleState};
pub use say::{role_name, verdict};
