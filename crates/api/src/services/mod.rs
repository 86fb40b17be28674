//! What the product does, one file per resource: rules, transactions, events, outbox. Knows no HTTP.

pub mod activity;
pub mod events;
pub mod limits;
pub mod once;
pub mod stakeholders;
