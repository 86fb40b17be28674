//! Deals: one opportunity each, owned by a user, in a stage of the pipeline.

use crate::{
    agreement::AgreementState,
    day::{Day, Timestamp},
    error::{Input, Problems},
    id::{DealId, PlanId, StageId, UserId},
    organization::check_currency,
    patch::Patch,
    plan::{PlanHealth, Progress},
    stakeholder::Side,
    text,
    words::words,
};
use serde::{Deserialize, Serialize};

words! {
    /// How far the buyer's budget is.
    BudgetStatus {
        /// Nobody has asked yet.
        Unknown = "unknown",
        /// Talked about, not asked for.
        Preliminary = "preliminary",
        /// Asked for.
        Pending = "pending",
        /// Released.
        Approved = "approved",
    }
}

/// A record of another system that this deal stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DealRef {
    /// The other system, such as `salesforce`.
    pub source: String,
    /// The record's id there.
    pub id: String,
    /// Where a person can open it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// The next thing to be done in a deal's plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NextStep {
    /// Title of the action, or of the milestone when no action is open.
    pub title: String,
    /// Its target.
    pub target_date: Option<Day>,
    /// Whose it is.
    pub side: Side,
    /// Name of the person it is assigned to, if one is.
    pub assignee: Option<String>,
}

/// One opportunity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Deal {
    /// Its id.
    pub id: DealId,
    /// Its name.
    pub name: String,
    /// The buying company.
    pub account_name: String,
    /// The buying company's domain; empty when unknown.
    pub account_domain: String,
    /// What is being sold.
    pub product: String,
    /// The stage it is in.
    pub stage_id: StageId,
    /// The user who owns it.
    pub owner_id: UserId,
    /// The owner's name.
    pub owner_name: String,
    /// Amount in minor units (cents) of `currency`.
    pub amount: Option<i64>,
    /// ISO 4217.
    pub currency: String,
    /// When the seller's CRM expects the signature.
    pub seller_close_date: Option<Day>,
    /// How far the buyer's budget is.
    pub budget_status: BudgetStatus,
    /// Business context: where the buyer is today.
    pub current_state: String,
    /// Business context: what the buyer wants to reach.
    pub desired_state: String,
    /// Records of other systems.
    pub refs: Vec<DealRef>,
    /// Its plan, if it has one.
    pub plan_id: Option<PlanId>,
    /// Health of the plan in the CRM's words.
    pub health: PlanHealth,
    /// The plan's health by the rules of the method, 0 to 100, at most some minutes old; null while it is young, once it is finished, and without a plan.
    #[serde(default)]
    pub plan_score: Option<i32>,
    /// Findings that the plan cannot hold with.
    #[serde(default)]
    pub plan_errors: i32,
    /// How far both sides have agreed on the plan.
    #[serde(default = "nothing_agreed")]
    pub agreement: AgreementState,
    /// The number of the version that is agreed.
    #[serde(default)]
    pub agreed_version: Option<i32>,
    /// Milestones done of all.
    pub progress: Progress,
    /// What is to be done next.
    pub next_step: Option<NextStep>,
    /// The plan's date of signature.
    pub signature_date: Option<Day>,
    /// When a buyer last looked at the plan.
    pub last_buyer_visit_at: Option<Timestamp>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// Grows with every change; the ETag.
    pub version: i32,
}

const fn nothing_agreed() -> AgreementState {
    AgreementState::None
}

/// A deal to make.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewDeal {
    /// Its name, 1–200 characters.
    pub name: String,
    /// The buying company.
    pub account_name: String,
    /// The buying company's domain.
    #[serde(default)]
    pub account_domain: String,
    /// What is being sold.
    #[serde(default)]
    pub product: String,
    /// The first open stage when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage_id: Option<StageId>,
    /// The caller when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<UserId>,
    /// Amount in minor units (cents).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<i64>,
    /// ISO 4217; the organization's when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// When the seller expects the signature.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seller_close_date: Option<Day>,
    /// How far the buyer's budget is; `unknown` when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget_status: Option<BudgetStatus>,
    /// Where the buyer is today.
    #[serde(default)]
    pub current_state: String,
    /// What the buyer wants to reach.
    #[serde(default)]
    pub desired_state: String,
    /// Records of other systems.
    #[serde(default)]
    pub refs: Vec<DealRef>,
}

impl Input for NewDeal {
    fn check(&mut self, problems: &mut Problems) {
        text::title(problems, "/name", &mut self.name);
        text::title(problems, "/account_name", &mut self.account_name);
        text::domain(problems, "/account_domain", &mut self.account_domain);
        text::line(problems, "/product", &mut self.product);
        text::prose(problems, "/current_state", &mut self.current_state);
        text::prose(problems, "/desired_state", &mut self.desired_state);
        check_amount(problems, self.amount);
        if let Some(currency) = &self.currency {
            check_currency(problems, currency);
        }
        check_refs(problems, &mut self.refs);
    }
}

/// A change of a deal.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DealPatch {
    /// New name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// New buying company.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account_name: Option<String>,
    /// New domain of the buying company.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account_domain: Option<String>,
    /// New product.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<String>,
    /// New stage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage_id: Option<StageId>,
    /// New owner, an active member.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<UserId>,
    /// New amount in minor units, or null.
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>))]
    pub amount: Patch<i64>,
    /// New currency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// New close date, or null.
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Day>))]
    pub seller_close_date: Patch<Day>,
    /// New budget status.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget_status: Option<BudgetStatus>,
    /// New text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current_state: Option<String>,
    /// New text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub desired_state: Option<String>,
    /// All records of other systems.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refs: Option<Vec<DealRef>>,
}

impl Input for DealPatch {
    fn check(&mut self, problems: &mut Problems) {
        let titles = [("/name", &mut self.name), ("/account_name", &mut self.account_name)];
        titles.into_iter().for_each(|(at, t)| t.iter_mut().for_each(|t| text::title(problems, at, t)));
        self.account_domain.iter_mut().for_each(|t| text::domain(problems, "/account_domain", t));
        self.product.iter_mut().for_each(|t| text::line(problems, "/product", t));
        self.current_state.iter_mut().for_each(|t| text::prose(problems, "/current_state", t));
        self.desired_state.iter_mut().for_each(|t| text::prose(problems, "/desired_state", t));
        check_amount(problems, self.amount.value().copied());
        self.currency.iter().for_each(|c| check_currency(problems, c));
        self.refs.iter_mut().for_each(|refs| check_refs(problems, refs));
    }
}

fn check_amount(problems: &mut Problems, amount: Option<i64>) {
    if amount.is_some_and(|a| !(0..=1_000_000_000_000_000).contains(&a)) {
        problems.add("/amount", "out_of_range", "must be between 0 and 10 trillion, in minor units");
    }
}

fn check_refs(problems: &mut Problems, refs: &mut [DealRef]) {
    for (i, r) in refs.iter_mut().enumerate() {
        text::title(problems, &format!("/refs/{i}/source"), &mut r.source);
        text::title(problems, &format!("/refs/{i}/id"), &mut r.id);
        if r.url.as_ref().is_some_and(|u| !(u.starts_with("https://") || u.starts_with("http://")) || u.len() > 2000) {
            problems.add(
                format!("/refs/{i}/url"),
                "not_a_link",
                "must begin with https:// and have at most 2000 characters",
            );
        }
    }
    let mut seen: Vec<&str> = refs.iter().map(|r| r.source.as_str()).collect();
    seen.sort_unstable();
    if seen.windows(2).any(|w| w.first() == w.last()) {
        problems.add("/refs", "duplicate", "must name each source once");
    }
}

words! {
    /// Orders of the list of deals. A leading `-` in the query turns it round.
    DealSort {
        /// Last changed.
        UpdatedAt = "updated_at",
        /// By name.
        Name = "name",
        /// By seller's close date; those without one last.
        CloseDate = "seller_close_date",
        /// By amount; those without one last.
        Amount = "amount",
        /// When made.
        CreatedAt = "created_at",
    }
}
