//! A mail before it is sent.

use serde::{Deserialize, Serialize};

/// An invitation as it would be mailed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MailPreview {
    /// The person's name.
    pub to_name: String,
    /// Their address.
    pub to_email: String,
    /// The subject.
    pub subject: String,
    /// What it says, as text; link and code, which are made when it is sent, stand as `…`.
    pub text: String,
}
