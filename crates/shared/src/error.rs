//! The one shape of every error answer: problem details (RFC 9457) with a stable `code` and a pointer per field.

use serde::{Deserialize, Serialize};

/// What went wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldError {
    /// JSON pointer into the body that was sent, such as `/invitees/1/email`; a query parameter is `?limit`.
    pub pointer: String,
    /// Stable word for programs, such as `too_long`.
    pub code: String,
    /// One sentence for people.
    pub detail: String,
}

/// An error answer, `application/problem+json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// Always `about:blank`: the `code` tells the kind.
    #[serde(rename = "type")]
    pub kind: String,
    /// The HTTP status in words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// Stable word for programs, such as `not_found`, `invalid`, `changed_meanwhile`.
    pub code: String,
    /// What happened and what to do next, for people.
    pub detail: String,
    /// What is wrong with which field; empty when the problem is not about fields.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// Quote this when asking for help; the server's log has it too.
    #[serde(default)]
    pub request_id: String,
}

/// Collects what is wrong with a body, all at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems(pub Vec<FieldError>);

impl Problems {
    /// Notes one problem.
    pub fn add(&mut self, pointer: impl Into<String>, code: &str, detail: impl Into<String>) {
        self.0.push(FieldError { pointer: pointer.into(), code: code.to_owned(), detail: detail.into() });
    }

    /// `Ok` when nothing was noted.
    ///
    /// # Errors
    /// Everything that was noted.
    pub fn result(self) -> Result<(), Self> {
        if self.0.is_empty() { Ok(()) } else { Err(self) }
    }
}

/// A body that can be checked before anything is done with it. `check` also tidies: it trims texts and lowers addresses, so what is stored is what was checked.
pub trait Input {
    /// Trims, then notes everything that is wrong.
    fn check(&mut self, problems: &mut Problems);
}
