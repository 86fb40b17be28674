//! What a failure of the store means to a caller.

use crate::error::ApiError;
use diesel::result::{DatabaseErrorKind as Kind, Error};

impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        let text = error.to_string();
        let broken = ["I/O error", "readonly", "locked", "terminating connection", "server closed"];
        match &error {
            Error::NotFound => Self::NotFound,
            _ if text.contains("disk is full") || text.contains("No space left") => {
                Self::Failed { status: 507, cause: text }
            }
            Error::DatabaseError(
                Kind::ClosedConnection
                | Kind::UnableToSendCommand
                | Kind::SerializationFailure
                | Kind::ReadOnlyTransaction,
                _,
            ) => Self::unavailable(text),
            Error::DatabaseError(Kind::Unknown, _) if broken.iter().any(|b| text.contains(b)) => {
                Self::unavailable(text)
            }
            _ => Self::internal(text),
        }
    }
}

/// Whether an insert met a row that is already there.
pub(super) fn is_duplicate(error: &Error) -> bool {
    matches!(error, Error::DatabaseError(Kind::UniqueViolation, _))
}
