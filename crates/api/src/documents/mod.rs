//! A plan as a file: what `tandem_shared::document` lays out, written as spreadsheet and as calendar. Renders what it is given.

mod ics;
mod xlsx;

pub use ics::calendar;
pub use xlsx::spreadsheet;

/// The file could not be written.
#[derive(Debug, thiserror::Error)]
#[error("the document cannot be written: {0}")]
pub struct WriteFailure(String);

/// A file to download.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its name with its ending.
    pub name: String,
    /// Its media type.
    pub media_type: &'static str,
    /// Its content.
    pub bytes: Vec<u8>,
}
