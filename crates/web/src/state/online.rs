//! Whether the browser has a connection.

use crate::browser;
use leptos::{ev, prelude::*};

#[derive(Clone, Copy)]
struct Online(RwSignal<bool>);

pub(super) fn provide() {
    let online = RwSignal::new(browser::is_online());
    let came = window_event_listener(ev::online, move |_| online.set(true));
    let went = window_event_listener(ev::offline, move |_| online.set(false));
    on_cleanup(move || {
        came.remove();
        went.remove();
    });
    provide_context(Online(online));
}

/// Whether the browser has a connection.
#[must_use]
pub fn use_online() -> Signal<bool> {
    use_context::<Online>().map_or_else(|| Signal::stored(true), |online| online.0.into())
}
