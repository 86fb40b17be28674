//! One file per resource: unpack, call a service, wrap.

pub mod actions;
pub mod answer;
pub mod auth;
pub mod calendars;
pub mod constraints;
pub mod deals;
pub mod documents;
pub mod events;
pub mod grants;
pub mod guests;
pub mod me;
pub mod members;
pub mod milestones;
pub mod organization;
pub mod plan_health;
pub mod plans;
pub mod proposals;
pub mod risks;
pub mod schedules;
pub mod service;
pub mod sign_offs;
pub mod stages;
pub mod stakeholders;
pub mod status_updates;
pub mod stream;
pub mod versions;
