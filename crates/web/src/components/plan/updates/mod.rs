//! The tab of weekly updates: the draft that is being written, what was sent, how often the plan is reviewed, the plan as a file.

pub(crate) mod cadence;
pub(crate) mod editor;
pub(crate) mod files;
mod line;
mod people;
mod reading;
pub(crate) mod sent;
