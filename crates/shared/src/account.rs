//! Signing up, in and out; the signed-in person's own profile.

use crate::{
    error::{Input, Problems},
    id::UserId,
    organization::{Organization, Role},
    text,
};
use serde::{Deserialize, Serialize};

/// A new organization with its first admin.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignUp {
    /// The company's name, as buyers will read it.
    pub organization_name: String,
    /// The person's full name.
    pub name: String,
    /// The address to sign in with.
    pub email: String,
    /// At least 12 characters and not easily guessed.
    pub password: String,
}

impl Input for SignUp {
    fn check(&mut self, problems: &mut Problems) {
        text::title(problems, "/organization_name", &mut self.organization_name);
        text::title(problems, "/name", &mut self.name);
        text::email(problems, "/email", &mut self.email);
        text::password(problems, "/password", &self.password);
    }
}

/// Address and password.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// The address of the account.
    pub email: String,
    /// Its password.
    pub password: String,
}

impl Input for SignIn {
    fn check(&mut self, problems: &mut Problems) {
        text::email(problems, "/email", &mut self.email);
        if self.password.chars().count() > text::PASSWORD_MAX {
            problems.add("/password", "too_long", format!("must be at most {} characters", text::PASSWORD_MAX));
        }
    }
}

/// The signed-in person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct User {
    /// Their id.
    pub id: UserId,
    /// Full name.
    pub name: String,
    /// Address they sign in with.
    pub email: String,
    /// What they may do in the organization.
    pub role: Role,
    /// Grows with every change; the ETag.
    pub version: i32,
}

/// What a sign-in gives.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignedIn {
    /// Bearer token; keep it in memory only.
    pub access_token: String,
    /// Seconds until the token ends; refresh before.
    pub expires_in: i64,
    /// Who signed in.
    pub user: User,
    /// Their organization.
    pub organization: Organization,
}

/// The signed-in person and their organization.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Me {
    /// The person.
    pub user: User,
    /// Their organization.
    pub organization: Organization,
}

/// A change of one's own profile.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MePatch {
    /// New full name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// New password; needs `current_password` and signs out every other browser.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password: Option<String>,
    /// The password until now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current_password: Option<String>,
}

impl Input for MePatch {
    fn check(&mut self, problems: &mut Problems) {
        if let Some(name) = &mut self.name {
            text::title(problems, "/name", name);
        }
        if let Some(password) = &self.password {
            text::password(problems, "/password", password);
            if self.current_password.is_none() {
                problems.add("/current_password", "required", "is needed to change the password");
            }
        }
    }
}

/// Asks for a mail to choose a new password.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ForgotPassword {
    /// The address of the account.
    pub email: String,
}

impl Input for ForgotPassword {
    fn check(&mut self, problems: &mut Problems) {
        text::email(problems, "/email", &mut self.email);
    }
}

/// Chooses a password with the secret from a mail: a reset, or the first one of an invited member.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ResetPassword {
    /// The secret from the mail's link.
    pub secret: String,
    /// The new password.
    pub password: String,
}

impl Input for ResetPassword {
    fn check(&mut self, problems: &mut Problems) {
        text::password(problems, "/password", &self.password);
    }
}

/// Ends sessions.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignOut {
    /// `true` ends this person's sessions in every browser; `false`, or left out, only this one.
    #[serde(default)]
    pub everywhere: bool,
}

impl Input for SignOut {
    fn check(&mut self, _: &mut Problems) {}
}
