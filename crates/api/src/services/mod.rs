//! What the product does, one file per resource: rules, transactions, events, outbox. Knows no HTTP.

pub mod accounts;
pub mod activity;
pub mod events;
pub mod housekeeping;
pub mod limits;
pub mod members;
pub mod once;
pub mod organization;
pub mod passwords;
pub mod post;
pub mod profiles;
pub mod stages;
pub mod stakeholders;
