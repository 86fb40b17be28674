//! A plan and its certificate of signature as PDF: tagged for screen readers, archival, with all fonts inside. Pure functions: the day is part of the data,
//! and the same data are the same bytes. What people typed is passed to the templates as values, never as markup.
//!
//! A program of its own (`main.rs`), because the typesetter is large.

mod certificate;
mod legible;
mod plan;
mod press;
mod signature;
mod typeface;

pub use certificate::certificate;
pub use plan::plan;

use tandem_shared::document::PrintJob;

/// Why a document could not be set.
#[derive(Debug, thiserror::Error)]
#[error("the document could not be set: {0}")]
pub struct ReportFailure(String);

impl From<serde_json::Error> for ReportFailure {
    fn from(error: serde_json::Error) -> Self {
        Self(error.to_string())
    }
}

/// The PDF of a job.
///
/// # Errors
/// When the typesetter refuses it, which nothing that people type makes it do.
pub fn set(job: &PrintJob) -> Result<Vec<u8>, ReportFailure> {
    match job {
        PrintJob::Plan { plan: of, context, sign_off } => plan(of, context.as_ref(), sign_off.as_ref()),
        PrintJob::Certificate(of) => certificate(of),
    }
}
