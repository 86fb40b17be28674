//! A list that follows ids: rows come, go and move with them. One for all lists of the first load, so that it is compiled once.

use leptos::prelude::*;
use std::sync::Arc;

/// What `row` draws for each id, in their order; a row is drawn once and kept while its id is there.
pub(crate) fn rows(ids: Memo<Vec<String>>, row: impl Fn(String) -> AnyView + Send + Sync + 'static) -> AnyView {
    drawn(ids, Arc::new(row))
}

fn drawn(ids: Memo<Vec<String>>, row: Arc<dyn Fn(String) -> AnyView + Send + Sync>) -> AnyView {
    view! { <For each=move || ids.get() key=Clone::clone children=move |id| row(id) /> }.into_any()
}
