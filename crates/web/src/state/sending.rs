//! A form on its way: whether it is being sent, and what the service said against it.

use crate::api::{Answer, ApiError};
use leptos::{prelude::*, task::spawn_local};
use std::future::Future;

/// The state of a form.
#[derive(Clone, Copy)]
pub struct Sending {
    /// It is being sent.
    pub busy: RwSignal<bool>,
    /// Why it was refused.
    pub error: RwSignal<Option<ApiError>>,
}

impl Default for Sending {
    fn default() -> Self {
        Self { busy: RwSignal::new(false), error: RwSignal::new(None) }
    }
}

impl Sending {
    /// What is wrong with the field at this JSON pointer.
    #[must_use]
    pub fn field(self, pointer: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || self.error.with(|e| e.as_ref()?.field(pointer)))
    }

    /// What is wrong besides the fields that show it themselves.
    #[must_use]
    pub fn general(self, fields: &'static [&'static str]) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.error.with(|error| {
                let error = error.as_ref()?;
                let shown = fields.iter().any(|pointer| error.field(pointer).is_some());
                (!shown).then(|| error.message_with_fields())
            })
        })
    }

    /// Sends, unless it is being sent already; `then` gets what the service answered.
    pub fn send<T: 'static>(self, call: impl Future<Output = Answer<T>> + 'static, then: impl FnOnce(T) + 'static) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.error.set(None);
        spawn_local(async move {
            let answer = call.await;
            // The form may be gone by now: what it asked for is done all the same.
            let _ = self.busy.try_set(false);
            match answer {
                Ok(value) => then(value),
                Err(error) => {
                    let _ = self.error.try_set(Some(error));
                }
            }
        });
    }
}
