//! The material parts of a plan, frozen: what both sides see and sign. Everything else of a plan changes freely.

use crate::{
    chain::hex,
    day::Day,
    id::{MilestoneId, PlanId, StakeholderId},
    milestone::{Milestone, Visibility},
    plan::Plan,
    stakeholder::{Side, Stakeholder},
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// A person by id and name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Person {
    /// Their id in the plan.
    pub id: StakeholderId,
    /// Their name at the time.
    pub name: String,
}

/// A milestone as it is signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Commitment {
    /// The milestone.
    pub id: MilestoneId,
    /// What is reached.
    pub title: String,
    /// How both sides will know.
    pub outcome: String,
    /// When.
    pub target_date: Option<Day>,
    /// Whose it is.
    pub owner_side: Side,
    /// Who answers for it.
    pub owner: Option<Person>,
    /// Called off.
    pub cancelled: bool,
}

/// A person who signs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Signatory {
    /// Their id in the plan.
    pub id: StakeholderId,
    /// Their name at the time.
    pub name: String,
    /// Their job title at the time.
    pub title: String,
    /// For whom they sign.
    pub side: Side,
}

/// The material parts of a plan at one moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Snapshot {
    /// The plan.
    pub plan_id: PlanId,
    /// The buyer's hard date.
    pub anchor_date: Option<Day>,
    /// Every milestone that both sides see, by id.
    pub milestones: Vec<Commitment>,
    /// Who signs, by id.
    pub signers: Vec<Signatory>,
}

impl Snapshot {
    /// What a plan commits both sides to. Of the people named here those who are in the plan sign.
    #[must_use]
    pub fn of(plan: &Plan, signers: &[StakeholderId]) -> Self {
        let mut milestones: Vec<Commitment> = plan
            .milestones
            .iter()
            .filter(|m| m.visibility == Visibility::Shared)
            .map(|m| commitment(m, &plan.stakeholders))
            .collect();
        let mut signers: Vec<Signatory> = plan
            .stakeholders
            .iter()
            .filter(|s| signers.contains(&s.id))
            .map(|s| Signatory { id: s.id.clone(), name: s.name.clone(), title: s.title.clone(), side: s.side })
            .collect();
        milestones.sort_unstable_by(|a, b| a.id.cmp(&b.id));
        signers.sort_unstable_by(|a, b| a.id.cmp(&b.id));
        Self { plan_id: plan.id.clone(), anchor_date: plan.anchor_date, milestones, signers }
    }

    /// The text that is hashed: JSON without spaces, keys in this order, milestones and signers by id.
    #[must_use]
    pub fn canonical(&self) -> String {
        /// What the hash covers, in this order.
        #[derive(Serialize)]
        struct Canonical<'a> {
            v: u8,
            plan_id: &'a PlanId,
            anchor_date: Option<Day>,
            milestones: &'a [Commitment],
            signers: &'a [Signatory],
        }
        let Self { plan_id, anchor_date, milestones, signers } = self;
        let canonical = Canonical { v: 1, plan_id, anchor_date: *anchor_date, milestones, signers };
        serde_json::to_string(&canonical).unwrap_or_default()
    }

    /// SHA-256 of the canonical text, 64 hex digits.
    #[must_use]
    pub fn hash(&self) -> String {
        hex(&Sha256::digest(self.canonical()))
    }

    /// Whether both commit to the same. A person who got another name or job title is the same person.
    #[must_use]
    pub fn is_same_agreement(&self, other: &Self) -> bool {
        self.nameless() == other.nameless()
    }

    fn nameless(&self) -> Self {
        let mut copy = self.clone();
        copy.milestones.iter_mut().filter_map(|m| m.owner.as_mut()).for_each(|p| p.name.clear());
        for signer in &mut copy.signers {
            signer.name.clear();
            signer.title.clear();
        }
        copy
    }

    /// The milestones in the order in which they are to be reached, those without a date last.
    #[must_use]
    pub fn by_date(&self) -> Vec<&Commitment> {
        let mut all: Vec<&Commitment> = self.milestones.iter().collect();
        all.sort_by_key(|m| (m.cancelled, m.target_date.is_none(), m.target_date));
        all
    }
}

fn commitment(m: &Milestone, people: &[Stakeholder]) -> Commitment {
    let owner = people.iter().find(|s| m.owner_id.as_ref() == Some(&s.id));
    Commitment {
        id: m.id.clone(),
        title: m.title.clone(),
        outcome: m.outcome.clone(),
        target_date: m.target_date,
        owner_side: m.owner_side,
        owner: owner.map(|s| Person { id: s.id.clone(), name: s.name.clone() }),
        cancelled: m.cancelled_at.is_some(),
    }
}
