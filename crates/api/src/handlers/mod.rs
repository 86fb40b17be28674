//! One file per resource: unpack, call a service, wrap.

pub mod answer;
pub mod auth;
pub mod events;
pub mod me;
pub mod members;
pub mod organization;
pub mod service;
pub mod stages;
pub mod stream;
