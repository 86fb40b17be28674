//! What the five questions ask, as structured fields. *I do not know yet* is an answer: whatever is left out is taken for that.

use super::questions::{BudgetRhythm, HardDateKind, Involvement, ProcurementNeed, RoleState};
use crate::{
    constraint::ConstraintKind,
    day::Day,
    error::{Input, Problems},
    id::StageId,
    plan::Plan,
    schedule::Verdict,
    stakeholder::{Authority, BuyIn, StakeholderRole as R},
    text,
};
use serde::{Deserialize, Serialize};

/// The eight roles of the decision, in the order in which they are asked for.
pub const ROLES: [R; 8] = R::DECISION;
/// Longest review, in working days.
pub const REVIEW_DAYS_MAX: i32 = 60;
/// Working days from the signature to the go-live when nobody says.
pub const LEAD_DAYS: i32 = 20;

/// What is known of a role, or of one of the people who share it. Roles that are left out are not known yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RoleAnswer {
    /// One of the eight roles on the buyer's side.
    pub role: R,
    /// What is known of it.
    pub state: RoleState,
    /// Full name; needed when it is known.
    #[serde(default)]
    pub name: String,
    /// Job title.
    #[serde(default)]
    pub title: String,
    /// Address. The same address, or the same name, in two roles is one person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// How convinced they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub buy_in: Option<BuyIn>,
    /// What matters most to them.
    #[serde(default)]
    pub concern: String,
}

/// The date that the buyer cannot move.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct HardDate {
    /// What it is.
    pub kind: HardDateKind,
    /// The day.
    pub date: Day,
    /// In words, such as *Board approves budgets above 100 k only here*.
    #[serde(default)]
    pub note: String,
    /// For a go-live: working days from the signature to it, 20 when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead_days: Option<i32>,
}

/// Another date or period of the buyer's calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct KnownDate {
    /// What it is about.
    pub kind: ConstraintKind,
    /// The day, or the first of the period.
    pub start_date: Day,
    /// The last day of the period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_date: Option<Day>,
    /// In words.
    #[serde(default)]
    pub note: String,
}

/// What is known of procurement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ProcurementAnswer {
    /// Whether it takes part.
    pub involvement: Involvement,
    /// Working days that its review takes, 1–60; what is usual when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_days: Option<i32>,
    /// What it asks for.
    #[serde(default)]
    pub needs: Vec<ProcurementNeed>,
    /// It has not bought this kind of product before.
    #[serde(default)]
    pub unfamiliar: bool,
}

impl Default for ProcurementAnswer {
    fn default() -> Self {
        Self { involvement: Involvement::Unknown, review_days: None, needs: Vec::new(), unfamiliar: false }
    }
}

fn unknown_authority() -> Authority {
    Authority::Unknown
}

fn unknown_rhythm() -> BudgetRhythm {
    BudgetRhythm::Unknown
}

/// The answers to the five questions, as far as they are known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Answers {
    /// *How far is the deal?* The stage it is in; it moves there. Where it is when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage_id: Option<StageId>,
    /// *Who needs to be involved?*
    #[serde(default)]
    pub roles: Vec<RoleAnswer>,
    /// *What is the buyer's true timeline?* The date that cannot move.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hard_date: Option<HardDate>,
    /// Other dates and busy periods.
    #[serde(default)]
    pub dates: Vec<KnownDate>,
    /// When budgets are decided.
    #[serde(default = "unknown_rhythm")]
    pub budget: BudgetRhythm,
    /// The country whose public holidays the buyer keeps, ISO 3166-1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// *Is procurement involved?*
    #[serde(default)]
    pub procurement: ProcurementAnswer,
    /// *Does the champion decide, or pass things on?*
    #[serde(default = "unknown_authority")]
    pub champion: Authority,
}

impl Default for Answers {
    fn default() -> Self {
        Self {
            stage_id: None,
            roles: Vec::new(),
            hard_date: None,
            dates: Vec::new(),
            budget: BudgetRhythm::Unknown,
            country: None,
            procurement: ProcurementAnswer::default(),
            champion: Authority::Unknown,
        }
    }
}

/// Makes a plan from answers.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct GuidedStart {
    /// The plan's title; the deal's name when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The answers.
    #[serde(default)]
    pub answers: Answers,
    /// Answers with what would be made, and makes nothing.
    #[serde(default)]
    pub dry_run: bool,
}

impl Input for GuidedStart {
    fn check(&mut self, problems: &mut Problems) {
        self.title.iter_mut().for_each(|t| text::title(problems, "/title", t));
        let mut own = Problems::default();
        self.answers.check(&mut own);
        for problem in own.0 {
            problems.add(["/answers", &problem.pointer].concat(), &problem.code, problem.detail);
        }
    }
}

/// What was made of the answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GuidedPlan {
    /// The plan; on a dry run with made-up ids.
    pub plan: Plan,
    /// Whether the buyer's hard date can be met.
    pub verdict: Verdict,
    /// Why the plan is as it is, one sentence each.
    pub reasons: Vec<String>,
}
