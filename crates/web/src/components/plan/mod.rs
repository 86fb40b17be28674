//! What the plan's screens are made of.

pub(crate) mod action;
pub(crate) mod activity;
pub(crate) mod agreement;
pub(crate) mod board;
mod clash;
mod detail;
pub(crate) mod draft;
pub(crate) mod editor;
#[cfg(test)]
pub(crate) mod example;
pub(crate) mod fields;
pub(crate) mod forms;
pub(crate) mod header;
pub(crate) mod history;
pub(crate) mod invitees;
pub(crate) mod judge;
pub(crate) mod links;
pub(crate) mod look;
pub(crate) mod milestone;
pub(crate) mod moving;
pub(crate) mod order;
pub(crate) mod outline;
pub(crate) mod people;
pub(crate) mod person;
pub(crate) mod propose;
pub(crate) mod rail;
pub(crate) mod register;
pub(crate) mod sharing;
pub(crate) mod shortcuts;
pub(crate) mod spent;
pub(crate) mod stages;
pub(crate) mod timeline;
pub(crate) mod updates;
pub(crate) mod ways;
pub(crate) mod wish;
pub(crate) mod wording;
pub(crate) mod yours;
