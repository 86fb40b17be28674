//! What can go wrong with a call, and how to say it.

use crate::load::{Failure, Remedy};
use tandem_shared::error::Problem;

/// Why a call gave nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApiError {
    /// The service was not reached.
    Offline,
    /// Nobody is signed in here, or no longer.
    SignedOut(Box<Problem>),
    /// Somebody changed it meanwhile (412): fetch it again and show both values.
    Changed(Box<Problem>),
    /// The service said no, and why.
    Refused(Box<Problem>),
    /// The answer was not understood.
    Unreadable {
        /// The HTTP status.
        status: u16,
        /// To quote when asking for help.
        request_id: String,
    },
}

impl ApiError {
    /// From an error answer.
    pub(super) fn of(status: u16, body: &str, request_id: String) -> Self {
        let Ok(problem) = super::json::read::<Problem>(body) else { return Self::Unreadable { status, request_id } };
        let problem = Box::new(problem);
        match status {
            401 => Self::SignedOut(problem),
            412 => Self::Changed(problem),
            _ => Self::Refused(problem),
        }
    }

    /// The same, where nobody has to be signed in: a 401 is then about what was sent, such as a wrong password.
    pub(super) fn of_open_call(self) -> Self {
        if let Self::SignedOut(problem) = self { Self::Refused(problem) } else { self }
    }

    /// The problem the service described, if it did.
    #[must_use]
    pub fn problem(&self) -> Option<&Problem> {
        match self {
            Self::SignedOut(p) | Self::Changed(p) | Self::Refused(p) => Some(p),
            Self::Offline | Self::Unreadable { .. } => None,
        }
    }

    /// What is wrong with the field at this JSON pointer, such as `/title`, as a sentence.
    #[must_use]
    pub fn field(&self, pointer: &str) -> Option<String> {
        let error = self.problem()?.errors.iter().find(|e| e.pointer == pointer)?;
        Some(sentence(&error.detail))
    }

    /// The HTTP status; 0 when the service was not reached.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            Self::Offline => 0,
            Self::Unreadable { status, .. } => *status,
            Self::SignedOut(p) | Self::Changed(p) | Self::Refused(p) => p.status,
        }
    }

    /// The stable word for programs; empty when there is none.
    #[must_use]
    pub fn code(&self) -> &str {
        self.problem().map_or("", |p| &p.code)
    }

    /// To quote when asking for help.
    #[must_use]
    pub fn request_id(&self) -> &str {
        match self {
            Self::Offline => "",
            Self::Unreadable { request_id, .. } => request_id,
            Self::SignedOut(p) | Self::Changed(p) | Self::Refused(p) => &p.request_id,
        }
    }

    /// What happened and what to do next, in one text.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::Offline => "Tandem could not be reached. Check your connection and try again.".to_owned(),
            Self::Unreadable { .. } => {
                "Tandem gave an answer that this page does not understand. Reload the page and try again.".to_owned()
            }
            Self::Changed(_) => "Somebody changed this meanwhile. Look at both values and choose.".to_owned(),
            Self::SignedOut(p) | Self::Refused(p) => p.detail.clone(),
        }
    }

    /// Like [`ApiError::message`], but when the problem is about fields, what is wrong with each: for places without a field to show it at.
    #[must_use]
    pub fn message_with_fields(&self) -> String {
        match self.problem() {
            Some(p) if !p.errors.is_empty() => {
                let said: Vec<String> = p
                    .errors
                    .iter()
                    .map(|e| format!("{} {}.", named(&e.pointer), e.detail.trim_end_matches('.')))
                    .collect();
                said.join(" ")
            }
            _ => self.message(),
        }
    }

    /// The failure as a page shows it.
    #[must_use]
    pub fn failure(&self) -> Failure {
        let title = match self {
            Self::Offline => "No connection",
            Self::SignedOut(_) => "You are signed out",
            Self::Changed(_) => "Changed meanwhile",
            Self::Refused(p) if p.status == 404 => "Not found",
            Self::Refused(p) if p.status == 403 => "Not allowed",
            Self::Refused(p) if p.status == 410 => "No longer there",
            Self::Refused(_) | Self::Unreadable { .. } => "This did not work",
        };
        let remedy = match self.status() {
            401 => Remedy::SignIn,
            403 | 404 | 410 => Remedy::Nothing,
            _ => Remedy::Retry,
        };
        Failure { title: title.to_owned(), detail: self.message(), request_id: self.request_id().to_owned(), remedy }
    }
}

/// A detail as a sentence: a capital and a full stop.
fn sentence(detail: &str) -> String {
    let mut chars = detail.chars();
    let text: String =
        chars.next().map_or_else(String::new, |c| crate::browser::upper(&c.to_string()) + chars.as_str());
    if text.ends_with('.') { text } else { text + "." }
}

/// A pointer as a name: `/target_date` → *Target date*.
fn named(pointer: &str) -> String {
    let last = pointer.rsplit('/').find(|part| part.parse::<u32>().is_err()).unwrap_or(pointer);
    crate::format::sentence(last.trim_end_matches("_id"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(status: u16, code: &str) -> String {
        format!(
            r#"{{"type":"about:blank","title":"x","status":{status},"code":"{code}","detail":"Try again.","request_id":"r1",
            "errors":[{{"pointer":"/target_date","code":"before_start","detail":"must not be before the start"}}]}}"#
        )
    }

    #[test]
    fn a_status_decides_the_kind_of_error() {
        assert!(matches!(ApiError::of(401, &problem(401, "unauthenticated"), String::new()), ApiError::SignedOut(_)));
        assert!(matches!(ApiError::of(412, &problem(412, "changed_meanwhile"), String::new()), ApiError::Changed(_)));
        assert!(matches!(ApiError::of(409, &problem(409, "conflict"), String::new()), ApiError::Refused(_)));
        assert!(matches!(ApiError::of(502, "<html>", "r2".into()), ApiError::Unreadable { status: 502, .. }));
    }

    #[test]
    fn who_is_signed_out_is_offered_to_sign_in_and_who_may_not_nothing() {
        let remedy = |status| ApiError::of(status, &problem(status, "x"), String::new()).failure().remedy;
        assert_eq!(
            [401, 403, 404, 410].map(remedy),
            [Remedy::SignIn, Remedy::Nothing, Remedy::Nothing, Remedy::Nothing]
        );
        assert_eq!((remedy(503), ApiError::Offline.failure().remedy), (Remedy::Retry, Remedy::Retry));
    }

    #[test]
    fn a_field_finds_its_error_as_a_sentence() {
        let error = ApiError::of(422, &problem(422, "invalid"), String::new());
        assert_eq!(error.field("/target_date").as_deref(), Some("Must not be before the start."));
        assert_eq!(error.field("/title"), None);
        assert_eq!(error.message_with_fields(), "Target date must not be before the start.");
    }
}
