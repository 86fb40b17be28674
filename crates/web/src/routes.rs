//! Which page is at which address. A plan is in what everybody loads first; the other pages are loaded when they are opened.

use crate::{
    app::NotFound,
    late::{Missing, late},
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
use wasm_split_helpers::wasm_split;

/// Every page.
pub(crate) fn routes() -> AnyView {
    view! {
        <FlatRoutes fallback=NotFound>
            <Route path=path!("/") view=|| view! { <Redirect path=route::DEALS /> }.into_any() />
            <Route path=path!("/plans/:plan/:tab?") view=pages::plan::PlanPage />
            <Route path=path!("/join") view=join />
            <Route path=path!("/sign-in") view=|| account(Account::SignIn) />
            <Route path=path!("/sign-up") view=|| account(Account::SignUp) />
            <Route path=path!("/forgot-password") view=|| account(Account::ForgotPassword) />
            <Route path=path!("/reset-password") view=|| account(Account::ResetPassword) />
            <Route path=path!("/welcome") view=|| account(Account::Welcome) />
            <Route path=path!("/my-actions") view=|| office(Office::MyActions) />
            <Route path=path!("/deals") view=|| signed_in(Office::Deals) />
            <Route path=path!("/deals/:deal/:step?") view=|| signed_in(Office::Deal) />
            <Route path=path!("/settings") view=|| view! { <Redirect path=route::PROFILE /> }.into_any() />
            <Route path=path!("/settings/profile") view=|| signed_in(Office::Profile) />
            <Route path=path!("/settings/organization") view=|| signed_in(Office::Organization) />
            <Route path=path!("/settings/members") view=|| signed_in(Office::Members) />
            <Route path=path!("/settings/stages") view=|| signed_in(Office::Stages) />
            <Route path=path!("/settings/calendar") view=|| signed_in(Office::Calendar) />
        </FlatRoutes>
    }
    .into_any()
}

/// The landing page of an invitation, without a bar.
fn join() -> AnyView {
    use_bar().set(Bar::None);
    late(blank, || Box::pin(join_page()))
}

#[wasm_split(join, fallible)]
fn join_page() -> Result<ViewFn, Missing> {
    Ok(ViewFn::from(|| view! { <pages::join::JoinPage /> }))
}

/// Pages for everybody who has no account yet, or is not signed in.
#[derive(Clone, Copy)]
enum Account {
    SignIn,
    SignUp,
    ForgotPassword,
    ResetPassword,
    Welcome,
}

/// A page for everybody, without a bar.
fn account(page: Account) -> AnyView {
    use_bar().set(Bar::None);
    late(blank, move || Box::pin(account_page(page)))
}

#[wasm_split(account, fallible)]
fn account_page(page: Account) -> Result<ViewFn, Missing> {
    Ok(match page {
        Account::SignIn => ViewFn::from(|| view! { <pages::sign_in::SignInPage /> }),
        Account::SignUp => ViewFn::from(|| view! { <pages::sign_up::SignUpPage /> }),
        Account::ForgotPassword => ViewFn::from(|| view! { <pages::forgot_password::ForgotPasswordPage /> }),
        Account::ResetPassword => ViewFn::from(|| view! { <pages::choose_password::ResetPasswordPage /> }),
        Account::Welcome => ViewFn::from(|| view! { <pages::choose_password::WelcomePage /> }),
    })
}

/// A seller's pages besides the plan.
#[derive(Clone, Copy)]
enum Office {
    MyActions,
    Deals,
    Deal,
    Profile,
    Organization,
    Members,
    Stages,
    Calendar,
}

fn office(page: Office) -> AnyView {
    late(waiting, move || Box::pin(office_page(page)))
}

#[wasm_split(office, fallible)]
fn office_page(page: Office) -> Result<ViewFn, Missing> {
    Ok(match page {
        Office::MyActions => ViewFn::from(|| view! { <pages::my_actions::MyActionsPage /> }),
        Office::Deals => ViewFn::from(|| view! { <pages::deals::DealsPage /> }),
        Office::Deal => ViewFn::from(|| view! { <pages::deal::DealPage /> }),
        Office::Profile => ViewFn::from(|| view! { <pages::settings::profile::ProfilePage /> }),
        Office::Organization => ViewFn::from(|| view! { <pages::settings::organization::OrganizationPage /> }),
        Office::Members => ViewFn::from(|| view! { <pages::settings::members::MembersPage /> }),
        Office::Stages => ViewFn::from(|| view! { <pages::settings::stages::StagesPage /> }),
        Office::Calendar => ViewFn::from(|| view! { <pages::settings::calendar::CalendarPage /> }),
    })
}

fn blank() -> AnyView {
    ().into_any()
}

fn waiting() -> AnyView {
    view! { <pages::waiting::Waiting /> }.into_any()
}

/// A page for signed-in users: asks who is here, and leads to signing in and back again.
fn signed_in(page: Office) -> AnyView {
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
    (move || if is_here.get() { office(page) } else { waiting() }).into_any()
}

/// Path and query of the page being shown. The browser's own address follows only once it is drawn.
fn here() -> String {
    let location = use_location();
    let (path, search) = (location.pathname.get(), location.search.get());
    if search.is_empty() { path } else { format!("{path}?{}", search.trim_start_matches('?')) }
}
