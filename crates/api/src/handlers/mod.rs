//! One file per resource: unpack, call a service, wrap.

pub mod answer;
pub mod events;
pub mod service;
pub mod stream;
