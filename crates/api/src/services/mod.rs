//! What the product does, one file per resource: rules, transactions, events, outbox. Knows no HTTP.

pub mod accounts;
pub mod actions;
pub mod activity;
pub mod deals;
pub mod events;
pub mod grant_changes;
pub mod grants;
pub mod guest_links;
pub mod guest_sessions;
pub mod guests;
pub mod housekeeping;
pub mod invitations;
pub mod limits;
pub mod members;
mod milestone_edit;
pub mod milestones;
pub mod once;
pub mod organization;
pub mod passwords;
pub mod plan_view;
pub mod plans;
pub mod post;
pub mod profiles;
pub mod stages;
pub mod stakeholder_edits;
pub mod stakeholder_rules;
pub mod stakeholders;
