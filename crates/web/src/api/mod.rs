//! The service's API, and the only place that does network. One file per resource; every function is one call with shared types.
//!
//! Calls about a plan find out by themselves who the caller is there (see [`client::Identity`]); the others are the signed-in user's.

pub mod actions;
pub mod agreement;
pub mod auth;
pub mod calendars;
pub mod client;
pub mod constraints;
pub mod deals;
pub mod error;
pub mod events;
pub mod grants;
pub mod guest;
pub mod guide;
pub mod health;
mod json;
pub mod milestones;
pub mod organization;
pub mod plans;
pub mod risks;
mod sse;
pub mod stakeholders;
pub mod stream;
mod tokens;
pub mod updates;

pub use client::Identity;
pub use error::ApiError;

/// Has `listener` told when a session ended that this page still used.
pub fn on_session_lost(listener: fn(&Identity)) {
    tokens::on_lost(listener);
}

/// What every call gives.
pub type Answer<T> = Result<T, ApiError>;
