//! The HTTP service of Tandem. `routes` → `handlers` → `services` → `db`; see ARCHITECTURE.md.

pub mod app;
pub mod auth;
pub mod backup;
pub mod body;
pub mod clock;
pub mod config;
pub mod db;
pub mod documents;
pub mod error;
pub mod examples;
pub mod handlers;
pub mod holidays;
pub mod ids;
pub mod jobs;
pub mod live;
pub mod mail;
pub mod middleware;
pub mod openapi;
pub mod routes;
pub mod server;
pub mod services;
pub mod spa;
