//! Sharing: a stakeholder's access to one plan, carried by a link in an e-mail.

use crate::{
    day::Timestamp,
    error::{Input, Problems},
    id::{GrantId, PlanId, StakeholderId},
    text,
    words::words,
};
use serde::{Deserialize, Serialize};

words! {
    /// What a guest may do.
    Access {
        /// Look.
        View = "view",
        /// Look and work.
        Edit = "edit",
    }
}

words! {
    /// Where a grant stands.
    GrantStatus {
        /// Sent, not opened.
        Pending = "pending",
        /// Opened by a person.
        Active = "active",
        /// Not opened within 90 days.
        Expired = "expired",
        /// Taken back.
        Revoked = "revoked",
    }
}

words! {
    /// Where the invitation's mail stands.
    Delivery {
        /// Waiting to be sent, or to be tried again.
        Queued = "queued",
        /// Taken by the mail server.
        Sent = "sent",
        /// Given up; the reason is beside it.
        Failed = "failed",
    }
}

/// Days within which a link must be opened.
pub const LINK_DAYS: i64 = 90;
/// Minutes a code from a mail holds.
pub const CODE_MINUTES: i64 = 10;
/// Wrong codes after which a new one is needed.
pub const CODE_TRIES: i32 = 5;
/// Most people one request invites.
pub const INVITEES_MAX: usize = 50;

/// A stakeholder's access to a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Grant {
    /// Its id.
    pub id: GrantId,
    /// Whose it is.
    pub stakeholder_id: StakeholderId,
    /// The person's name.
    pub name: String,
    /// Where the link went.
    pub email: String,
    /// View or edit.
    pub access: Access,
    /// Where it stands.
    pub status: GrantStatus,
    /// Where the mail stands.
    pub delivery: Delivery,
    /// Why the mail failed, or why it is tried again.
    pub delivery_reason: Option<String>,
    /// When the newest link was made.
    pub sent_at: Timestamp,
    /// When a person opened it.
    pub activated_at: Option<Timestamp>,
    /// When it ends if nobody opens it.
    pub expires_at: Timestamp,
    /// When it was taken back.
    pub revoked_at: Option<Timestamp>,
    /// Last visit.
    pub last_seen_at: Option<Timestamp>,
    /// Grows with every change; the ETag.
    pub version: i32,
}

/// Where a grant stands: derived from its facts (domain.md, *grant*).
#[must_use]
pub fn grant_status(
    activated_at: Option<Timestamp>,
    revoked_at: Option<Timestamp>,
    expires_at: Timestamp,
    now: Timestamp,
) -> GrantStatus {
    if revoked_at.is_some() {
        GrantStatus::Revoked
    } else if activated_at.is_some() {
        GrantStatus::Active
    } else if now >= expires_at {
        GrantStatus::Expired
    } else {
        GrantStatus::Pending
    }
}

/// One person to invite.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Invitee {
    /// Where the link goes.
    pub email: String,
    /// The person's name; taken from the plan's people, or from the address, when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// View or edit.
    pub access: Access,
}

/// People to invite, all or none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewGrants {
    /// The people, 1–50, each address once.
    pub invitees: Vec<Invitee>,
    /// A personal note that stands in the mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Input for NewGrants {
    fn check(&mut self, problems: &mut Problems) {
        if self.invitees.is_empty() {
            problems.add("/invitees", "blank", "must name at least one person");
        }
        if self.invitees.len() > INVITEES_MAX {
            problems.add("/invitees", "too_many", format!("must be at most {INVITEES_MAX} people"));
        }
        for (i, invitee) in self.invitees.iter_mut().enumerate() {
            text::email(problems, &format!("/invitees/{i}/email"), &mut invitee.email);
            if invitee.name.as_ref().is_some_and(|n| n.trim().is_empty()) {
                invitee.name = None;
            }
            invitee.name.iter_mut().for_each(|n| text::title(problems, &format!("/invitees/{i}/name"), n));
        }
        for (i, invitee) in self.invitees.iter().enumerate() {
            if self.invitees.iter().take(i).any(|earlier| earlier.email == invitee.email) {
                problems.add(format!("/invitees/{i}/email"), "duplicate", "is named twice");
            }
        }
        self.note.iter_mut().for_each(|n| text::prose(problems, "/note", n));
    }
}

/// A change of access.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct GrantPatch {
    /// View or edit.
    pub access: Access,
}

impl Input for GrantPatch {
    fn check(&mut self, _: &mut Problems) {}
}

/// The secret of a link: from the URL's fragment, or the short code from the mail, typed by hand.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LinkSecret {
    /// The secret.
    pub secret: String,
}

impl Input for LinkSecret {
    fn check(&mut self, problems: &mut Problems) {
        check_secret(problems, &mut self.secret);
    }
}

fn check_secret(problems: &mut Problems, secret: &mut String) {
    *secret = secret.trim().to_owned();
    if secret.is_empty() || secret.len() > 100 {
        problems.add("/secret", "not_a_secret", "must be the code from the e-mail");
    }
}

words! {
    /// What the landing page of a link shows.
    InvitationState {
        /// A click joins.
        Ready = "ready",
        /// Joined before on a browser; this one may need a code.
        Joined = "joined",
        /// Not opened within 90 days.
        Expired = "expired",
        /// Taken back.
        Revoked = "revoked",
    }
}

/// What the landing page of a link says. Reading it changes nothing and counts as no visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Invitation {
    /// Who invites.
    pub inviter: String,
    /// Their company.
    pub company: String,
    /// The buying company.
    pub account_name: String,
    /// The deal's name.
    pub deal_name: String,
    /// The plan's title.
    pub plan_title: String,
    /// View or edit.
    pub access: Access,
    /// The address, mostly hidden, such as `m•••@nimbus.example`.
    pub address_hint: String,
    /// Open actions that wait for this person.
    pub actions_waiting: i64,
    /// What the page shows.
    pub state: InvitationState,
}

/// Joins with a link's secret and, on another device, the code that was mailed.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct JoinRequest {
    /// The secret of the link.
    pub secret: String,
    /// The six digits that were mailed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

impl Input for JoinRequest {
    fn check(&mut self, problems: &mut Problems) {
        check_secret(problems, &mut self.secret);
        if let Some(code) = &mut self.code {
            code.retain(|c| !c.is_whitespace());
            if code.len() != 6 || !code.bytes().all(|b| b.is_ascii_digit()) {
                problems.add("/code", "not_a_code", "must be the six digits from the e-mail");
            }
        }
    }
}

/// A guest's session on one plan.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GuestSession {
    /// Bearer token; keep it in memory only.
    pub access_token: String,
    /// Seconds until the token ends; refresh before.
    pub expires_in: i64,
    /// The plan it opens.
    pub plan_id: PlanId,
    /// View or edit.
    pub access: Access,
}

/// A code was mailed; send it with the secret.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CodeRequired {
    /// Always true.
    pub code_required: bool,
    /// Where the code went, mostly hidden.
    pub address_hint: String,
}

/// An address, mostly hidden: its first letter and its domain.
#[must_use]
pub fn address_hint(email: &str) -> String {
    let (local, domain) = email.rsplit_once('@').unwrap_or((email, ""));
    let first: String = local.chars().take(1).collect();
    format!("{first}•••@{domain}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn revoked_beats_active_beats_expired() {
        let at = |n| Some(Timestamp::from_micros(n));
        let end = Timestamp::from_micros(100);
        let now = Timestamp::from_micros(100);
        assert_eq!(grant_status(at(1), at(2), end, now), GrantStatus::Revoked);
        assert_eq!(grant_status(at(1), None, end, now), GrantStatus::Active);
        assert_eq!(grant_status(None, None, end, now), GrantStatus::Expired);
        assert_eq!(grant_status(None, None, end, Timestamp::from_micros(99)), GrantStatus::Pending);
    }

    #[test]
    fn ten_invitations_of_which_two_are_bad_name_both() {
        let mut invitees: Vec<Invitee> = (0..10)
            .map(|i| Invitee { email: format!("p{i}@nimbus.example"), name: None, access: Access::View })
            .collect();
        invitees[3].email = "nobody".into();
        invitees[7].email = "p1@Nimbus.example".into();
        let mut problems = Problems::default();
        NewGrants { invitees, note: None }.check(&mut problems);
        let pointers: Vec<_> = problems.0.iter().map(|e| (e.pointer.as_str(), e.code.as_str())).collect();
        assert_eq!(pointers, [("/invitees/3/email", "not_an_address"), ("/invitees/7/email", "duplicate")]);
    }
}
