//! A value fetched from the service, for `components::ui::Loading` to show.

use crate::{api::ApiError, load::Failure};
use leptos::{prelude::*, task::spawn_local};
use std::future::Future;

/// A value fetched from the service. Copy it around freely.
pub struct Fetched<T: Send + Sync + 'static> {
    /// The newest value; stays while it is fetched again. Set it with what the service answered to a change.
    pub value: RwSignal<Option<T>>,
    /// Why the last attempt gave nothing.
    pub failure: RwSignal<Option<Failure>>,
    again: Trigger,
}

impl<T: Send + Sync + 'static> Clone for Fetched<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T: Send + Sync + 'static> Copy for Fetched<T> {}

impl<T: Send + Sync + 'static> Fetched<T> {
    /// Fetches again; what is shown stays meanwhile.
    pub fn reload(self) {
        self.again.notify();
    }

    /// [`Fetched::reload`] as a callback, for a *Try again* button.
    #[must_use]
    pub fn retry(self) -> Callback<()> {
        Callback::new(move |()| {
            self.failure.set(None);
            self.reload();
        })
    }
}

/// Fetches now, again whenever a signal that `start` reads changes, and on [`Fetched::reload`]. An answer that was overtaken by a later question is
/// dropped.
///
/// ```ignore
/// let deal = fetched(move || { let id = id.get(); async move { api::deals::get(&id).await } });
/// view! { <Loading value=deal.value failure=deal.failure on_retry=deal.retry() let:deal>…</Loading> }
/// ```
pub fn fetched<T, F, A>(start: F) -> Fetched<T>
where
    T: Send + Sync + 'static,
    F: Fn() -> A + 'static,
    A: Future<Output = Result<T, ApiError>> + 'static,
{
    let this = Fetched { value: RwSignal::new(None), failure: RwSignal::new(None), again: Trigger::new() };
    let newest = StoredValue::new(0u32);
    Effect::new(move |_| {
        this.again.track();
        let mine = newest.get_value() + 1;
        newest.set_value(mine);
        let question = start();
        spawn_local(async move {
            let answer = question.await;
            // Gone with its page, or overtaken.
            if newest.try_get_value() != Some(mine) {
                return;
            }
            match answer {
                Ok(value) => {
                    this.failure.set(None);
                    this.value.set(Some(value));
                }
                Err(error) => this.failure.set(Some(error.failure())),
            }
        });
    });
    this
}
