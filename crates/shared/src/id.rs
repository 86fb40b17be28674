//! Identifiers: opaque prefixed strings such as `plan_01h455vb4pex5vsknk084sn02q`. One type per resource, so a plan's id cannot stand where a deal's is
//! wanted. Only the server makes new ones; this crate parses and carries them.

use serde::{Deserialize, Serialize};

/// The text is not an identifier of this kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAnId {
    /// The prefix that was expected, such as `plan`.
    pub prefix: &'static str,
}

impl std::fmt::Display for NotAnId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "must be an id that begins with {}_", self.prefix)
    }
}

/// Whether `text` is `prefix_` and 26 characters of the base32 alphabet that type-safe ids use.
fn is_id(prefix: &str, text: &str) -> bool {
    let Some(rest) = text.strip_prefix(prefix).and_then(|r| r.strip_prefix('_')) else { return false };
    rest.len() == 26
        && rest.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'z') && !matches!(b, b'i' | b'l' | b'o' | b'u'))
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// What every id of this kind begins with, without the underscore.
            pub const PREFIX: &'static str = $prefix;

            /// Takes an id that was read from the store or made by the server; not checked again.
            #[must_use]
            pub fn trusted(text: String) -> Self { Self(text) }

            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str { &self.0 }
        }

        impl std::str::FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                if is_id($prefix, text) { Ok(Self(text.to_owned())) } else { Err(NotAnId { prefix: $prefix }) }
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(d)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(&self.0) }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str { &self.0 }
        }
    )*};
}

ids! {
    /// An organization: the selling company, the tenant.
    OrganizationId = "org";
    /// A person with an account.
    UserId = "user";
    /// A sign-in of a user on one browser.
    SessionId = "ses";
    /// A step of the pipeline.
    StageId = "stg";
    /// One opportunity.
    DealId = "deal";
    /// The mutual action plan of a deal.
    PlanId = "plan";
    /// A commitment both sides see.
    MilestoneId = "ms";
    /// A checklist item under a milestone.
    ActionId = "act";
    /// What must hold for a milestone to be met.
    AssumptionId = "asm";
    /// A person in a plan.
    StakeholderId = "sh";
    /// A stakeholder's access to a plan.
    GrantId = "gr";
    /// A date or period of the buyer's calendar.
    ConstraintId = "con";
    /// What may delay a milestone.
    RiskId = "risk";
    /// A finding declared not applicable.
    WaiverId = "wv";
    /// A request for signatures.
    SignOffId = "so";
    /// Material changes that one side offers the other.
    ProposalId = "pro";
    /// A weekly status update.
    StatusUpdateId = "upd";
    /// A revocable address of a plan's calendar.
    CalendarFeedId = "feed";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_of_another_kind_is_refused() {
        assert!("deal_01h455vb4pex5vsknk084sn02q".parse::<DealId>().is_ok());
        let error = "plan_01h455vb4pex5vsknk084sn02q".parse::<DealId>().unwrap_err();
        assert_eq!(error.to_string(), "must be an id that begins with deal_");
        assert!("deal_01h455vb4pex5vsknk084sn02".parse::<DealId>().is_err());
        assert!("deal_01H455VB4PEX5VSKNK084SN02Q".parse::<DealId>().is_err());
    }
}
