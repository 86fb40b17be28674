//! Where the keyboard goes on when the row it was on has gone, or when a row was added: the new row, the next one, the one before, the button that adds one.

use crate::{api::ApiError, browser};
use leptos::{prelude::document, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// The row of a thing: a milestone's, an action's, a person's.
fn row_of(id: &str) -> Option<Element> {
    let selector = ["[data-drop='", id, "'], li[id='", id, "']"].concat();
    document().query_selector(&selector).ok().flatten()
}

/// What takes the focus in a row.
fn handle(row: Element) -> Option<HtmlElement> {
    let inner = row.query_selector("[data-row]").ok().flatten().unwrap_or(row);
    inner.dyn_into().ok()
}

/// Nothing has the focus.
fn is_lost() -> bool {
    document().active_element().is_none_or(|active| active.tag_name() == "BODY")
}

/// Deletes what has a row, and goes on beside it.
pub(super) async fn deleted(id: &str, delete: impl Future<Output = Result<(), ApiError>>) -> Result<(), ApiError> {
    let beside = Beside::row(id);
    delete.await?;
    beside.go_on();
    Ok(())
}

/// What stands beside a row that is about to go.
struct Beside(Vec<HtmlElement>);

impl Beside {
    /// Looks around a row while it is there.
    fn row(id: &str) -> Self {
        let Some(row) = row_of(id) else { return Self(Vec::new()) };
        let around = [row.next_element_sibling(), row.previous_element_sibling()];
        let add = row.closest("section").ok().flatten().and_then(|s| s.query_selector("[data-new]").ok().flatten());
        let add = add.and_then(|button| button.dyn_into().ok());
        Self(around.into_iter().flatten().filter_map(handle).chain(add).collect())
    }

    /// Once the row has gone, goes on to what is there.
    fn go_on(self) {
        when_lost(move || self.0.iter().find(|e| e.is_connected()).cloned());
    }
}

/// Goes on to a row that was added or came back.
pub(super) fn go_to(id: String) {
    when_lost(move || row_of(&id).and_then(handle));
}

/// Waits, two seconds at most, for the moment in which nothing has the focus; whoever went somewhere else meanwhile stays there.
fn when_lost(find: impl Fn() -> Option<HtmlElement> + 'static) {
    spawn_local(async move {
        for _ in 0..40 {
            browser::sleep(50).await;
            if let Some(found) = is_lost().then(&find).flatten() {
                drop(found.focus());
                return;
            }
        }
    });
}
