//! The selling company and its people.

use crate::{
    day::Timestamp,
    error::{Input, Problems},
    id::{OrganizationId, UserId},
    text,
    words::words,
};
use serde::{Deserialize, Serialize};

words! {
    /// What a user may do in the organization. See [`crate::access`].
    Role {
        /// Everything, and the organization itself.
        Admin = "admin",
        /// Every deal and plan.
        Manager = "manager",
        /// Own deals, and plans where they are a stakeholder; sees the rest.
        Rep = "rep",
    }
}

words! {
    /// Whether a member can sign in.
    MemberStatus {
        /// Invited by mail, no password yet.
        Invited = "invited",
        /// Can sign in.
        Active = "active",
        /// Cannot sign in; their history stays.
        Deactivated = "deactivated",
    }
}

/// The selling company; the tenant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Organization {
    /// Its id.
    pub id: OrganizationId,
    /// Its name, as buyers read it.
    pub name: String,
    /// ISO 4217 code that new deals begin with.
    pub currency: String,
    /// When it signed up.
    pub created_at: Timestamp,
    /// Grows with every change; the ETag.
    pub version: i32,
}

/// A change of the organization.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OrganizationPatch {
    /// New name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// New currency of new deals, ISO 4217.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
}

impl Input for OrganizationPatch {
    fn check(&mut self, problems: &mut Problems) {
        if let Some(name) = &mut self.name {
            text::title(problems, "/name", name);
        }
        if let Some(currency) = &self.currency {
            check_currency(problems, currency);
        }
    }
}

/// Notes a currency that is not three capital letters.
pub fn check_currency(problems: &mut Problems, currency: &str) {
    if currency.len() != 3 || !currency.bytes().all(|b| b.is_ascii_uppercase()) {
        problems.add("/currency", "not_a_currency", "must be a three-letter ISO 4217 code such as EUR");
    }
}

/// A member of the organization, as colleagues see them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Member {
    /// Their id.
    pub id: UserId,
    /// Full name.
    pub name: String,
    /// Address they sign in with.
    pub email: String,
    /// What they may do.
    pub role: Role,
    /// Whether they can sign in.
    pub status: MemberStatus,
    /// When they were last here.
    pub last_seen_at: Option<Timestamp>,
    /// Grows with every change; the ETag.
    pub version: i32,
}

/// A colleague to invite by mail.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewMember {
    /// Full name.
    pub name: String,
    /// Address the invitation goes to.
    pub email: String,
    /// What they may do.
    pub role: Role,
}

impl Input for NewMember {
    fn check(&mut self, problems: &mut Problems) {
        text::title(problems, "/name", &mut self.name);
        text::email(problems, "/email", &mut self.email);
    }
}

/// A change of a member.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MemberPatch {
    /// New role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// `false` signs them out everywhere and keeps them out; `true` lets them in again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
}

impl Input for MemberPatch {
    fn check(&mut self, _: &mut Problems) {}
}
