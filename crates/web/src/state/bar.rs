//! Which bar stands at the top: none, the user's, or the one a guest sees.

use leptos::prelude::*;

/// The bar at the top of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Bar {
    /// None: signing in, joining.
    #[default]
    None,
    /// One that stands, so that nothing moves when it is known whose it is.
    Awaited,
    /// The signed-in user's.
    User,
    /// A guest's: both companies and who they are.
    Guest {
        /// The selling company.
        seller: String,
        /// The buying company.
        buyer: String,
        /// The guest's name.
        name: String,
    },
}

/// The bar shown now.
#[derive(Clone, Copy)]
struct Shown(RwSignal<Bar>);

pub(super) fn provide() {
    provide_context(Shown(RwSignal::new(Bar::None)));
}

/// The bar shown now; pages set it when they open.
#[must_use]
pub fn use_bar() -> RwSignal<Bar> {
    use_context::<Shown>().map_or_else(RwSignal::default, |shown| shown.0)
}
