//! Which page is shown, and what stands around it.

use crate::{
    browser,
    components::{
        layout::{GuestBar, NotThere, SkipLink, UserBar},
        ui::{IconName, MenuItem, ToastCard},
    },
    pages, route,
    state::{
        self,
        bar::{Bar, use_bar},
        online::use_online,
        session::{Who, use_session},
        theme::{Theme, use_theme},
        use_toasts,
    },
};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    components::{FlatRoutes, Redirect, Route, Router},
    hooks::{use_location, use_navigate},
    path,
};

/// The app.
#[component]
pub fn App() -> impl IntoView {
    state::provide();
    view! {
        <Router>
            <SkipLink />
            <TopBar />
            <Offline />
            <main id="main" tabindex="-1">
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
            </main>
            <ToastList />
        </Router>
    }
}

/// A page for everybody, without a bar.
fn account<V: IntoView + 'static>(page: impl FnOnce() -> V) -> AnyView {
    use_bar().set(Bar::None);
    page().into_any()
}

/// A page for signed-in users: asks who is here, and leads to signing in and back again.
fn signed_in<V: IntoView + 'static>(page: fn() -> V) -> AnyView {
    let session = use_session();
    session.resume(false);
    use_bar().set(Bar::User);
    let go = use_navigate();
    Effect::new(move |_| {
        if session.who() == Who::Nobody {
            go(&route::sign_in_then(&browser::here()), NavigateOptions { replace: true, ..Default::default() });
        }
    });
    let is_here = Memo::new(move |_| matches!(session.who(), Who::User(_)));
    view! { <Show when=move || is_here.get() fallback=pages::waiting::Waiting>{page()}</Show> }.into_any()
}

#[component]
fn NotFound() -> impl IntoView {
    browser::set_title("Not found");
    view! { <NotThere /> }
}

#[component]
fn TopBar() -> impl IntoView {
    let (bar, session, path) = (use_bar(), use_session(), use_location().pathname);
    let toasts = use_toasts();
    move || match bar.get() {
        Bar::None => ().into_any(),
        Bar::User => {
            let me = move |read: fn(&tandem_shared::account::Me) -> &String| {
                session.me().as_ref().map(read).cloned().unwrap_or_default()
            };
            view! {
                <UserBar
                    name=Signal::derive(move || me(|me| &me.user.name))
                    organization=Signal::derive(move || me(|me| &me.organization.name))
                    path=path
                    on_sign_out=move |()| {
                        session.sign_out();
                        toasts.done("You are signed out.");
                    }
                    theme_items=|| view! { <ThemeItems /> }
                />
            }
            .into_any()
        }
        Bar::Guest { seller, buyer, name } => {
            view! { <GuestBar seller=seller buyer=buyer name=name theme_items=|| view! { <ThemeItems /> } /> }
                .into_any()
        }
    }
}

/// The choice of light, dark and the system's.
#[component]
fn ThemeItems() -> impl IntoView {
    let theme = use_theme();
    [
        (Theme::System, "As the system", IconName::Monitor),
        (Theme::Light, "Light", IconName::Sun),
        (Theme::Dark, "Dark", IconName::Moon),
    ]
    .map(|(choice, label, icon)| {
        let label =
            Signal::derive(move || if theme.get() == choice { format!("{label} (chosen)") } else { label.to_owned() });
        view! { <MenuItem label=label icon=icon on_click=move |()| theme.set(choice) /> }
    })
    .collect_view()
}

#[component]
fn Offline() -> impl IntoView {
    let online = use_online();
    view! {
        <Show when=move || !online.get()>
            <div class="offline" role="status">"You are offline. What you see may be old; changes cannot be saved now."</div>
        </Show>
    }
}

#[component]
fn ToastList() -> impl IntoView {
    let toasts = use_toasts();
    view! {
        <div class="toasts">
            <For each=move || toasts.list().get() key=|t| t.id let:toast>
                <ToastCard
                    text=toast.text.get_value()
                    wrong=toast.tone == state::toasts::Tone::Wrong
                    offer=toast.offer
                    on_close=move |()| toasts.close(toast.id)
                />
            </For>
        </div>
    }
}
