//! The one error of the service and its one mapping to HTTP. The message is for people, the cause for the log; they never mix.

use actix_web::{HttpResponse, ResponseError, http::StatusCode};
use tandem_shared::error::{FieldError, Problem, Problems};

/// Everything a request can fail with.
#[derive(Debug, thiserror::Error)]
pub enum ApiError {
    /// Nobody is signed in: 401.
    #[error("not signed in")]
    Unauthenticated,
    /// Seen, but not allowed: 403.
    #[error("forbidden: {0}")]
    Forbidden(String),
    /// Not there, or not for this caller to know: 404.
    #[error("not found")]
    NotFound,
    /// The state forbids it: 409.
    #[error("conflict {code}: {detail}")]
    Conflict {
        /// Stable word.
        code: &'static str,
        /// What to do next.
        detail: String,
    },
    /// The link is dead: 410.
    #[error("gone {code}")]
    Gone {
        /// `expired` or `revoked`.
        code: &'static str,
        /// What to do next.
        detail: String,
    },
    /// It changed meanwhile: 412.
    #[error("changed meanwhile")]
    Stale,
    /// Fields are wrong: 422.
    #[error("invalid")]
    Invalid(Vec<FieldError>),
    /// The request cannot be read: 400, 413, 415.
    #[error("malformed {code}: {detail}")]
    Malformed {
        /// The HTTP status.
        status: u16,
        /// Stable word.
        code: &'static str,
        /// What is wrong.
        detail: String,
    },
    /// Too often: 429.
    #[error("too many requests")]
    TooMany {
        /// Seconds to wait.
        retry_after: u64,
    },
    /// It is our fault: 500, 503, 507.
    #[error("failed with {status}: {cause}")]
    Failed {
        /// The HTTP status.
        status: u16,
        /// For the log only.
        cause: String,
    },
}

impl ApiError {
    /// 500, with the cause for the log.
    pub fn internal(cause: impl std::fmt::Display) -> Self {
        Self::Failed { status: 500, cause: cause.to_string() }
    }

    /// 503, with the cause for the log.
    pub fn unavailable(cause: impl std::fmt::Display) -> Self {
        Self::Failed { status: 503, cause: cause.to_string() }
    }

    /// 409.
    pub fn conflict(code: &'static str, detail: impl Into<String>) -> Self {
        Self::Conflict { code, detail: detail.into() }
    }

    /// 403.
    pub fn forbidden(detail: impl Into<String>) -> Self {
        Self::Forbidden(detail.into())
    }

    /// 422 with one field.
    pub fn field(pointer: impl Into<String>, code: &str, detail: impl Into<String>) -> Self {
        let mut problems = Problems::default();
        problems.add(pointer, code, detail);
        problems.into()
    }

    /// Whether the connection may be broken.
    #[must_use]
    pub const fn is_store_failure(&self) -> bool {
        matches!(self, Self::Failed { status: 503, .. })
    }

    /// The same failure for another caller of the same commit.
    #[must_use]
    pub fn same(&self) -> Self {
        match self {
            Self::Failed { status, cause } => Self::Failed { status: *status, cause: cause.clone() },
            other => Self::internal(other),
        }
    }

    fn code(&self) -> &str {
        match self {
            Self::Unauthenticated => "unauthenticated",
            Self::Forbidden(_) => "forbidden",
            Self::NotFound => "not_found",
            Self::Conflict { code, .. } | Self::Gone { code, .. } | Self::Malformed { code, .. } => code,
            Self::Stale => "changed_meanwhile",
            Self::Invalid(_) => "invalid",
            Self::TooMany { .. } => "too_many_requests",
            Self::Failed { status: 507, .. } => "storage_full",
            Self::Failed { status: 503, .. } => "unavailable",
            Self::Failed { .. } => "internal",
        }
    }

    fn detail(&self) -> String {
        match self {
            Self::Unauthenticated => "Sign in, or open the link from your e-mail again. If that link has expired, its page sends you a new one.".into(),
            Self::Forbidden(detail) => detail.clone(),
            Self::NotFound => "There is nothing here that you may see.".into(),
            Self::Conflict { detail, .. } | Self::Gone { detail, .. } | Self::Malformed { detail, .. } => detail.clone(),
            Self::Stale => "Somebody changed this meanwhile. Look at what it is now, then decide.".into(),
            Self::Invalid(errors) => match errors.as_slice() {
                [one] => format!("{}: {}.", one.pointer, one.detail),
                many => format!("{} fields need another look.", many.len()),
            },
            Self::TooMany { retry_after } => format!("That was too often. Try again in {retry_after} seconds."),
            Self::Failed { status: 507, .. } => "The disk is full. Nothing was changed; tell whoever runs this service.".into(),
            Self::Failed { status: 503, .. } => "The service cannot answer right now. Nothing was changed; try again in a moment.".into(),
            Self::Failed { .. } => "Something went wrong on our side. Nothing was changed; try again, and quote the request id if it stays.".into(),
        }
    }

    /// The body of the answer.
    #[must_use]
    pub fn problem(&self) -> Problem {
        let status = self.status_code();
        Problem {
            kind: "about:blank".into(),
            title: status.canonical_reason().unwrap_or("Error").into(),
            status: status.as_u16(),
            code: self.code().into(),
            detail: self.detail(),
            errors: if let Self::Invalid(errors) = self { errors.clone() } else { Vec::new() },
            request_id: crate::middleware::request_id::current(),
        }
    }
}

impl From<Problems> for ApiError {
    fn from(problems: Problems) -> Self {
        Self::Invalid(problems.0)
    }
}

impl ResponseError for ApiError {
    fn status_code(&self) -> StatusCode {
        let code = match self {
            Self::Unauthenticated => 401,
            Self::Forbidden(_) => 403,
            Self::NotFound => 404,
            Self::Conflict { .. } => 409,
            Self::Gone { .. } => 410,
            Self::Stale => 412,
            Self::Invalid(_) => 422,
            Self::TooMany { .. } => 429,
            Self::Malformed { status, .. } | Self::Failed { status, .. } => *status,
        };
        StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        let problem = self.problem();
        if let Self::Failed { cause, .. } = self {
            tracing::error!(request_id = problem.request_id, status = problem.status, cause, "request failed");
        }
        let mut answer = HttpResponse::build(self.status_code());
        answer.content_type("application/problem+json");
        if let Self::TooMany { retry_after } = self {
            answer.insert_header(("Retry-After", retry_after.to_string()));
        }
        if matches!(self, Self::Unauthenticated) {
            answer.insert_header(("WWW-Authenticate", "Bearer"));
        }
        answer.body(serde_json::to_vec(&problem).unwrap_or_default())
    }
}
