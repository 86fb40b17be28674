//! The words and rules of Tandem: types, permissions, statuses. Pure: no I/O, no clock, no randomness; `today` and `now` are arguments, so the server
//! and the browser give the same answer. Builds for wasm.

pub mod access;
pub mod account;
pub mod action;
pub mod agreement;
pub mod assumption;
pub mod buy_in;
pub mod calendar;
pub mod calendar_feed;
pub mod chain;
pub mod constraint;
pub mod day;
pub mod deal;
#[cfg(feature = "register")]
pub mod document;
pub mod error;
pub mod event;
pub mod forecast;
pub mod grant;
pub mod guide;
pub mod health;
pub mod id;
pub mod initials;
pub mod mail_preview;
pub mod method;
pub mod milestone;
pub mod order;
pub mod organization;
pub mod paging;
pub mod patch;
pub mod paths;
pub mod plan;
pub mod register;
pub mod risk;
pub mod schedule;
mod sketch;
pub mod spoken;
pub mod stage;
pub mod stakeholder;
pub mod status;
pub mod text;
pub mod time_spent;
pub mod update;
mod words;
