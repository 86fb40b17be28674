//! People in a plan, of both sides.

use crate::{
    day::{Day, Timestamp},
    error::{Input, Problems},
    grant::{Access, GrantStatus},
    id::{GrantId, StakeholderId, UserId},
    patch::Patch,
    text,
    words::words,
};
use serde::{Deserialize, Serialize};

words! {
    /// One of the two companies, or both.
    Side {
        /// The buying company.
        Buyer = "buyer",
        /// The selling company.
        Seller = "seller",
        /// Both together.
        Joint = "joint",
    }
}

words! {
    /// Roles in the decision: the eight of the method, and a free one.
    StakeholderRole {
        /// The internal advocate.
        Champion = "champion",
        /// Controls the budget.
        EconomicBuyer = "economic_buyer",
        /// Validates that the solution works.
        TechnicalBuyer = "technical_buyer",
        /// Approves contracts and terms.
        Procurement = "procurement",
        /// Reviews agreements.
        Legal = "legal",
        /// Owns the integration plan.
        ImplementationLead = "implementation_lead",
        /// Executive approval.
        ExecutiveSponsor = "executive_sponsor",
        /// Will use the product.
        EndUser = "end_user",
        /// Seller: owns the opportunity.
        OpportunityOwner = "opportunity_owner",
        /// Something else; `other_role` says what.
        Other = "other",
    }
}

words! {
    /// How convinced a person is.
    BuyIn {
        /// Not known yet.
        Unknown = "unknown",
        /// Already onboard.
        Onboard = "onboard",
        /// Neutral.
        Neutral = "neutral",
        /// Needs convincing.
        NeedsConvincing = "needs_convincing",
        /// Likely objector.
        LikelyObjector = "likely_objector",
    }
}

words! {
    /// What a champion can do alone.
    Authority {
        /// Not known yet.
        Unknown = "unknown",
        /// Can move the deal forward alone.
        Decides = "decides",
        /// Needs internal alignment first.
        Liaison = "liaison",
    }
}

words! {
    /// When a person needs to be engaged.
    EngagementTiming {
        /// From the start.
        Early = "early",
        /// In the middle of the deal.
        Mid = "mid",
        /// Late.
        Late = "late",
        /// Only at signature.
        Signature = "signature",
    }
}

impl StakeholderRole {
    /// The eight roles of the decision, in the order of the method.
    pub const DECISION: [Self; 8] = [
        Self::Champion,
        Self::EconomicBuyer,
        Self::TechnicalBuyer,
        Self::Procurement,
        Self::Legal,
        Self::ImplementationLead,
        Self::ExecutiveSponsor,
        Self::EndUser,
    ];
}

/// A stakeholder's access, in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StakeholderGrant {
    /// The grant.
    pub id: GrantId,
    /// View or edit.
    pub access: Access,
    /// Where it stands.
    pub status: GrantStatus,
    /// Last visit.
    pub last_seen_at: Option<Timestamp>,
}

/// A person in a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Stakeholder {
    /// Their id in this plan.
    pub id: StakeholderId,
    /// Buyer or seller.
    pub side: Side,
    /// Full name.
    pub name: String,
    /// Address; guests see those of their own side and of the seller's people.
    pub email: Option<String>,
    /// Job title.
    pub title: String,
    /// Department.
    pub function: String,
    /// Roles in the decision.
    pub roles: Vec<StakeholderRole>,
    /// A role in the decision that is none of the eight, in free words; empty for none.
    #[serde(default)]
    pub other_role: String,
    /// What matters most to them; not shown to guests.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub primary_concern: Option<String>,
    /// How convinced they are; not shown to guests.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub buy_in: Option<BuyIn>,
    /// What they can do alone; not shown to guests.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<Authority>,
    /// How they will be involved; not shown to guests.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub engagement_plan: Option<String>,
    /// When they need to be engaged; not shown to guests.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub engagement_timing: Option<EngagementTiming>,
    /// By when the engagement happens; not shown to guests.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub engagement_date: Option<Day>,
    /// Their account, for the seller's people.
    pub user_id: Option<UserId>,
    /// Their access, if they were invited and the caller may know.
    pub grant: Option<StakeholderGrant>,
    /// Grows with every change; the ETag.
    pub version: i32,
}

/// A person to add to a plan.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewStakeholder {
    /// Buyer or seller.
    pub side: Side,
    /// Full name.
    pub name: String,
    /// Address, one person each in a plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Job title.
    #[serde(default)]
    pub title: String,
    /// Department.
    #[serde(default)]
    pub function: String,
    /// Roles in the decision.
    #[serde(default)]
    pub roles: Vec<StakeholderRole>,
    /// A role in the decision that is none of the eight, in free words.
    #[serde(default)]
    pub other_role: String,
    /// A member of the organization: makes them a collaborator of this plan. Seller's side only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_id: Option<UserId>,
}

impl NewStakeholder {
    /// Somebody of this side by this name, and nothing else said.
    #[must_use]
    pub fn named(side: Side, name: impl Into<String>) -> Self {
        Self {
            side,
            name: name.into(),
            email: None,
            title: String::new(),
            function: String::new(),
            roles: Vec::new(),
            other_role: String::new(),
            user_id: None,
        }
    }
}

impl Input for NewStakeholder {
    fn check(&mut self, problems: &mut Problems) {
        text::title(problems, "/name", &mut self.name);
        if self.email.as_ref().is_some_and(|e| e.trim().is_empty()) {
            self.email = None;
        }
        self.email.iter_mut().for_each(|e| text::email(problems, "/email", e));
        text::line(problems, "/title", &mut self.title);
        text::line(problems, "/function", &mut self.function);
        text::line(problems, "/other_role", &mut self.other_role);
        if self.side == Side::Joint {
            problems.add("/side", "not_a_person", "must be buyer or seller");
        }
        if self.user_id.is_some() && self.side != Side::Seller {
            problems.add("/user_id", "wrong_side", "is for people of the seller's side");
        }
    }
}

/// A change of a person in a plan.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StakeholderPatch {
    /// New name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// New address, or null; refused while they have access (invite the new address instead).
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub email: Patch<String>,
    /// New job title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// New department.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub function: Option<String>,
    /// All roles.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roles: Option<Vec<StakeholderRole>>,
    /// New role in free words; empty for none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other_role: Option<String>,
    /// New concern.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub primary_concern: Option<String>,
    /// New buy-in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub buy_in: Option<BuyIn>,
    /// New authority.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<Authority>,
    /// New engagement plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub engagement_plan: Option<String>,
    /// New timing, or null.
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<EngagementTiming>))]
    pub engagement_timing: Patch<EngagementTiming>,
    /// New date, or null.
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Day>))]
    pub engagement_date: Patch<Day>,
}

impl Input for StakeholderPatch {
    fn check(&mut self, problems: &mut Problems) {
        self.name.iter_mut().for_each(|t| text::title(problems, "/name", t));
        if let Patch::Value(email) = &mut self.email {
            text::email(problems, "/email", email);
        }
        self.title.iter_mut().for_each(|t| text::line(problems, "/title", t));
        self.function.iter_mut().for_each(|t| text::line(problems, "/function", t));
        self.other_role.iter_mut().for_each(|t| text::line(problems, "/other_role", t));
        self.primary_concern.iter_mut().for_each(|t| text::prose(problems, "/primary_concern", t));
        self.engagement_plan.iter_mut().for_each(|t| text::prose(problems, "/engagement_plan", t));
    }
}
