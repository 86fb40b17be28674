//! The whole app's pages: a seller's, and a buyer's too.

use crate::{
    app::{NotFound, account},
    pages, route,
    state::{
        bar::{Bar, use_bar},
        session::{Who, use_session},
    },
};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    components::{FlatRoutes, Redirect, Route},
    hooks::{use_location, use_navigate},
    path,
};

/// Every page.
pub(crate) fn routes() -> AnyView {
    view! {
        <FlatRoutes fallback=NotFound>
            <Route path=path!("/") view=|| view! { <Redirect path=route::DEALS /> } />
            <Route path=path!("/plans/:plan/:tab?") view=pages::plan::PlanPage />
            <Route path=path!("/join") view=|| account(pages::join::JoinPage) />
            <Route path=path!("/sign-in") view=|| account(pages::sign_in::SignInPage) />
            <Route path=path!("/sign-up") view=|| account(pages::sign_up::SignUpPage) />
            <Route path=path!("/forgot-password") view=|| account(pages::forgot_password::ForgotPasswordPage) />
            <Route path=path!("/reset-password") view=|| account(pages::choose_password::ResetPasswordPage) />
            <Route path=path!("/welcome") view=|| account(pages::choose_password::WelcomePage) />
            <Route path=path!("/my-actions") view=pages::my_actions::MyActionsPage />
            <Route path=path!("/deals") view=|| signed_in(pages::deals::DealsPage) />
            <Route path=path!("/deals/:deal") view=|| signed_in(pages::deal::DealPage) />
            <Route path=path!("/settings") view=|| view! { <Redirect path=route::PROFILE /> } />
            <Route path=path!("/settings/profile") view=|| signed_in(pages::settings::profile::ProfilePage) />
            <Route path=path!("/settings/organization") view=|| signed_in(pages::settings::organization::OrganizationPage) />
            <Route path=path!("/settings/members") view=|| signed_in(pages::settings::members::MembersPage) />
            <Route path=path!("/settings/stages") view=|| signed_in(pages::settings::stages::StagesPage) />
        </FlatRoutes>
    }
    .into_any()
}

/// A page for signed-in users: asks who is here, and leads to signing in and back again.
fn signed_in<V: IntoView + 'static>(page: fn() -> V) -> AnyView {
    let session = use_session();
    session.resume(false);
    use_bar().set(Bar::User);
    let (go, here) = (use_navigate(), untrack(here));
    Effect::new(move |_| {
        if session.who() == Who::Nobody {
            go(&route::sign_in_then(&here), NavigateOptions { replace: true, ..Default::default() });
        }
    });
    let is_here = Memo::new(move |_| matches!(session.who(), Who::User(_)));
    view! { <Show when=move || is_here.get() fallback=pages::waiting::Waiting>{page()}</Show> }.into_any()
}

/// Path and query of the page being shown. The browser's own address follows only once it is drawn.
fn here() -> String {
    let location = use_location();
    let (path, search) = (location.pathname.get(), location.search.get());
    if search.is_empty() { path } else { format!("{path}?{}", search.trim_start_matches('?')) }
}
