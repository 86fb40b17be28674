//! Requests for signatures: named people of both sides sign one version with their typed names.

use super::snapshot::Snapshot;
use crate::{
    day::Timestamp,
    error::{Input, Problems},
    id::{PlanId, SignOffId, StakeholderId},
    method::SignOffStatus,
    stakeholder::Side,
    text,
};
use serde::{Deserialize, Serialize};

/// Most people who sign one version.
pub const SIGNERS_MAX: usize = 20;

/// A person who is asked to sign, and what they did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Signer {
    /// Who they are in the plan.
    pub stakeholder_id: StakeholderId,
    /// Their name when they were asked.
    pub name: String,
    /// Where the request went.
    pub email: String,
    /// For which side.
    pub side: Side,
    /// Their job title when they were asked.
    pub title: String,
    /// What they typed as their name.
    pub typed_name: Option<String>,
    /// When they signed.
    pub signed_at: Option<Timestamp>,
    /// From which network address; shown to the seller and to the person only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// When they refused.
    pub declined_at: Option<Timestamp>,
    /// Why they refused.
    pub decline_reason: Option<String>,
}

/// A request for signatures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignOff {
    /// Its id.
    pub id: SignOffId,
    /// The version that is to be signed.
    pub version: i32,
    /// SHA-256 of that version, 64 hex digits.
    pub hash: String,
    /// Where it stands.
    pub status: SignOffStatus,
    /// What was written with it.
    pub message: String,
    /// Who asked, by name.
    pub requested_by: String,
    /// Their side.
    pub requested_side: Side,
    /// When.
    pub requested_at: Timestamp,
    /// When it was signed by all, declined or voided.
    pub decided_at: Option<Timestamp>,
    /// Why it was declined or voided.
    pub reason: Option<String>,
    /// Who is asked.
    pub signers: Vec<Signer>,
}

impl SignOff {
    /// What waits for this person: their signature, if the request is open and they have not decided.
    #[must_use]
    pub fn waits_for(&self, person: Option<&StakeholderId>) -> Option<&Signer> {
        let open = self.status == SignOffStatus::Open;
        let own = |s: &&Signer| Some(&s.stakeholder_id) == person && s.signed_at.is_none();
        self.signers.iter().find(own).filter(|_| open)
    }
}

/// Asks people for their signatures.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewSignOff {
    /// People of the plan, at least one of each side, who can open it.
    pub signers: Vec<StakeholderId>,
    /// A word to them.
    #[serde(default)]
    pub message: String,
}

impl Input for NewSignOff {
    fn check(&mut self, problems: &mut Problems) {
        text::prose(problems, "/message", &mut self.message);
        if self.signers.is_empty() {
            problems.add("/signers", "empty", "must name at least one person of each side");
        }
        if self.signers.len() > SIGNERS_MAX {
            problems.add("/signers", "too_many", format!("must be at most {SIGNERS_MAX} people"));
        }
        for (i, signer) in self.signers.iter().enumerate() {
            if self.signers.iter().take(i).any(|s| s == signer) {
                problems.add(format!("/signers/{i}"), "repeated", "must be named only once");
            }
        }
    }
}

/// A signature.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewSignature {
    /// The signer's full name, as the request names them.
    pub typed_name: String,
    /// That the person agrees to sign in this way; must be true.
    pub consent: bool,
    /// The six digits from the newest e-mail, where the answer asked for them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

impl Input for NewSignature {
    fn check(&mut self, problems: &mut Problems) {
        text::title(problems, "/typed_name", &mut self.typed_name);
        if !self.consent {
            problems.add("/consent", "required", "tick this to sign: without it there is no signature");
        }
        if let Some(code) = &mut self.code {
            code.retain(|c| !c.is_whitespace());
            if code.len() != 6 || !code.bytes().all(|b| b.is_ascii_digit()) {
                problems.add("/code", "not_a_code", "must be the 6 digits from the newest e-mail");
            }
        }
    }
}

/// That a fresh code was mailed: who signs long after their last proof sends it with the signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignatureCode {
    /// Always true.
    pub code_required: bool,
    /// Where it went, such as `m•••@nimbus.example`.
    pub address_hint: String,
}

/// A refusal to sign.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Decline {
    /// What would have to be another.
    pub reason: String,
}

impl Input for Decline {
    fn check(&mut self, problems: &mut Problems) {
        text::prose(problems, "/reason", &mut self.reason);
        if self.reason.is_empty() {
            problems.add("/reason", "blank", "must say what would have to be another");
        }
    }
}

/// Takes a request for signatures back.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Withdrawal {
    /// Why.
    #[serde(default)]
    pub reason: String,
}

impl Input for Withdrawal {
    fn check(&mut self, problems: &mut Problems) {
        text::prose(problems, "/reason", &mut self.reason);
    }
}

/// Everything that proves what was signed, by whom, when and from where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Certificate {
    /// The plan.
    pub plan_id: PlanId,
    /// Its title.
    pub plan_title: String,
    /// The deal's name.
    pub deal_name: String,
    /// The buying company.
    pub buyer: String,
    /// The selling company.
    pub seller: String,
    /// The request, with everyone's typed name, time and address.
    pub sign_off: SignOff,
    /// What was signed.
    pub snapshot: Snapshot,
    /// The text whose SHA-256 is the hash.
    pub canonical: String,
    /// Number of the line in the plan's log that records the last signature.
    pub event_seq: i64,
    /// Hash of that line.
    pub event_hash: String,
    /// Ed25519 key, base64, that verifies the log's checkpoints.
    pub log_public_key: String,
}

/// Whether a typed name is a person's name, case and spaces apart.
#[must_use]
pub fn is_same_name(typed: &str, name: &str) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    plain(typed) == plain(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_name_may_differ_in_case_and_spaces_only() {
        for (typed, name, same) in [
            ("  mara   LINDT ", "Mara Lindt", true),
            ("MÁRA lindt", "Mára Lindt", true),
            ("MaraLindt", "Mara Lindt", false),
            ("M. Lindt", "Mara Lindt", false),
            ("Mara", "Mara Lindt", false),
        ] {
            assert_eq!(is_same_name(typed, name), same, "{typed}");
        }
    }
}
