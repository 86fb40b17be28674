//! The single-page app of Tandem. Pages fetch, components show, `api` is the only network; see the crate's folders:
//!
//! - [`route`] spells every page's URL, [`format`] words for dates and money, [`browser`] what the browser is asked for directly;
//! - [`api`] calls the service, one file per resource;
//! - [`state`] what more than one page knows: who is signed in, theme, toasts, fetched values;
//! - [`components`] what pages are made of; [`pages`] the pages, [`app`] which one is shown.
#![recursion_limit = "256"]
#![allow(clippy::needless_pass_by_value, reason = "a component's properties come by value")]
#![allow(clippy::redundant_clone, reason = "in a view each attribute takes its own copy, the last one too")]

pub mod amount;
pub mod api;
pub mod app;
pub mod browser;
pub mod components;
pub mod format;
mod late;
pub mod load;
pub mod pages;
pub mod route;
mod routes;
pub mod state;

/// Puts the app into the page, in place of the first paint's skeleton.
#[wasm_bindgen::prelude::wasm_bindgen(start)]
pub fn start() {
    leptos::mount::mount_to_body(app::App);
    browser::remove_skeleton();
}
