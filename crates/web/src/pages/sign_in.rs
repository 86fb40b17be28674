//! Signing in.

use crate::{
    api::{self, ApiError},
    browser,
    components::{
        layout::AccountFrame,
        ui::{Button, Field, Kind, Notice, Tone},
    },
    route,
    state::{session::Who, use_session},
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use tandem_shared::account::SignIn;

/// Address and password.
#[component]
pub fn SignInPage() -> impl IntoView {
    browser::set_title("Sign in");
    let session = use_session();
    session.resume(true);
    let (email, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (busy, error) = (RwSignal::new(false), RwSignal::new(None::<ApiError>));
    let query = use_query_map();
    let go = use_navigate();
    Effect::new(move |_| {
        if matches!(session.who(), Who::User(_)) {
            let next = query.with_untracked(|q| q.get("next"));
            go(&route::after_sign_in(next.as_deref()), NavigateOptions { replace: true, ..Default::default() });
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        busy.set(true);
        error.set(None);
        spawn_local(async move {
            match api::auth::sign_in(&SignIn { email: email.get_untracked(), password: password.get_untracked() }).await
            {
                Ok(me) => session.enter(me),
                Err(e) => error.set(Some(e)),
            }
            busy.set(false);
        });
    };
    let general = move || error.get().filter(|e| e.field("/email").is_none());
    view! {
        <AccountFrame title="Sign in">
            {move || general().map(|e| view! { <Notice tone=Tone::Bad>{e.message()}</Notice> })}
            <form class="form" on:submit=submit novalidate>
                <Field
                    label="E-mail"
                    kind="email"
                    autocomplete="username"
                    value=email
                    focus=true
                    error=Signal::derive(move || error.with(|e| e.as_ref()?.field("/email")))
                />
                <Field label="Password" kind="password" autocomplete="current-password" value=password />
                <Button kind=Kind::Primary submit=true wide=true busy=busy>"Sign in"</Button>
            </form>
            <p class="account-links">
                <a href=route::FORGOT_PASSWORD class="link">"Forgot your password?"</a>
                <a href=route::SIGN_UP class="link">"New here? Sign up"</a>
            </p>
        </AccountFrame>
    }
}
