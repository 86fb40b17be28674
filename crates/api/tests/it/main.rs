//! Tests of the service through its API, on SQLite by default and on PostgreSQL when `TANDEM_TEST_DATABASE_URL` names a server. See `kit`.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on panics")]

mod kit;
mod operations;

mod access_matrix;
mod accounts;
mod actions;
mod calendars;
mod chain;
mod concurrency;
mod contract;
mod exports;
mod fixes;
mod grants;
mod guessing;
mod guest_codes;
mod guest_sessions;
mod guests;
mod guided;
mod health_scores;
mod internal;
mod live;
mod members;
mod milestones;
mod modes;
mod outbox;
mod passwords;
mod plans;
mod proposals;
mod register;
mod renditions;
mod schedules;
mod schema;
mod second_thoughts;
mod service;
mod sharing_mail;
mod sign_off;
mod stages;
mod stakeholders;
mod status_updates;
