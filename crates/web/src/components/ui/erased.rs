//! Handlers and values of attributes with their types erased. A closure's own type would have all that elements and attributes can do compiled once more
//! for it; on the first load that counts.

use leptos::prelude::*;

/// What an event does.
pub(crate) fn on<E: 'static>(act: impl FnMut(E) + 'static) -> Box<dyn FnMut(E)> {
    Box::new(act)
}

/// Whether a class is there.
pub(crate) fn when(is: impl Fn() -> bool + Send + Sync + 'static) -> Signal<bool> {
    Signal::derive(is)
}
