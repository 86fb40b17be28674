//! What a buyer loads: the plan and the landing page of an invitation, in a build of their own that is much smaller than the whole app.

use crate::{
    app::{NotFound, account},
    browser, pages,
};
use leptos::prelude::*;
use leptos_router::{
    components::{FlatRoutes, Route},
    hooks::use_location,
    path,
};

/// What a buyer needs; any other page is in the whole app, which the browser then loads.
pub(crate) fn routes() -> AnyView {
    view! {
        <FlatRoutes fallback=Elsewhere>
            <Route path=path!("/plans/:plan/:tab?") view=pages::plan::PlanPage />
            <Route path=path!("/join") view=|| account(pages::join::JoinPage) />
        </FlatRoutes>
    }
    .into_any()
}

/// Loads the page anew, and with it the whole app.
#[component]
fn Elsewhere() -> impl IntoView {
    let location = use_location();
    let (path, search) = (location.pathname.get_untracked(), location.search.get_untracked());
    if path.starts_with("/plans") || path.starts_with("/join") {
        return view! { <NotFound /> }.into_any();
    }
    let search = if search.is_empty() { search } else { format!("?{search}") };
    let _ = browser::window().location().replace(&(path + &search));
    view! { <pages::waiting::Waiting /> }.into_any()
}
