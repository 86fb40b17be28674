//! What the demo organization is made of, as `demo/demo.json` tells it. Days are counted from today.

use crate::error::ApiError;
use serde::Deserialize;
use tandem_shared::{
    assumption::AssumptionState,
    deal::BudgetStatus,
    grant::Access,
    milestone::MilestoneKind,
    organization::Role,
    stakeholder::{Authority, BuyIn, Side, StakeholderRole},
};

#[derive(Deserialize)]
pub(super) struct Demo {
    pub organization: String,
    pub admin: Admin,
    pub members: Vec<MemberOf>,
    pub deals: Vec<DealOf>,
}

#[derive(Deserialize)]
pub(super) struct Admin {
    pub name: String,
    pub email: String,
    pub password: String,
}

#[derive(Deserialize)]
pub(super) struct MemberOf {
    pub name: String,
    pub email: String,
    pub role: Role,
}

/// A deal; days are counted from today.
#[derive(Deserialize)]
pub(super) struct DealOf {
    pub name: String,
    pub account_name: String,
    pub account_domain: String,
    pub product: String,
    pub amount: Option<i64>,
    pub stage: String,
    pub close: i64,
    pub budget: BudgetStatus,
    pub current_state: String,
    pub desired_state: String,
    pub plan: Option<PlanOf>,
}

#[derive(Deserialize)]
pub(super) struct PlanOf {
    pub description: String,
    pub welcome_message: String,
    pub anchor: Option<i64>,
    pub people: Vec<PersonOf>,
    pub share: Vec<Share>,
    pub shared: Option<i64>,
    pub milestones: Vec<MilestoneOf>,
}

#[derive(Deserialize)]
pub(super) struct Share {
    pub email: String,
    pub access: Access,
}

#[derive(Deserialize)]
pub(super) struct PersonOf {
    pub name: String,
    pub email: String,
    pub side: Side,
    pub title: String,
    pub roles: Vec<StakeholderRole>,
    #[serde(default)]
    pub concern: String,
    pub buy_in: Option<BuyIn>,
    pub authority: Option<Authority>,
    #[serde(default)]
    pub member: bool,
}

#[derive(Deserialize)]
pub(super) struct MilestoneOf {
    pub title: String,
    pub outcome: String,
    pub stage: String,
    pub side: Side,
    pub owner: String,
    pub start: i64,
    pub agreed: i64,
    pub target: Option<i64>,
    pub moved: Option<i64>,
    pub done: Option<i64>,
    pub kind: Option<MilestoneKind>,
    pub after: Vec<usize>,
    pub assumes: Vec<Assumed>,
    pub actions: Vec<ActionOf>,
    pub internal: bool,
}

#[derive(Deserialize)]
pub(super) struct Assumed {
    pub text: String,
    pub state: AssumptionState,
}

#[derive(Deserialize)]
pub(super) struct ActionOf {
    pub title: String,
    pub side: Side,
    pub who: String,
    pub target: i64,
    pub done: Option<i64>,
    pub internal: bool,
}

impl Demo {
    /// Reads the file that is built in.
    pub(super) fn read() -> Result<Self, ApiError> {
        serde_json::from_str(include_str!("../../demo/demo.json")).map_err(ApiError::internal)
    }
}
