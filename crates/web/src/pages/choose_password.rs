//! Choosing a password with the secret from a mail: a new one, or the first one of an invited colleague.

use crate::{
    api, browser,
    components::{
        account::NewPassword,
        layout::AccountFrame,
        ui::{Button, Form, Kind, LinkButton, Notice, Tone},
    },
    route,
    state::{Sending, use_session},
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

/// After *Forgot your password?*.
#[component]
pub fn ResetPasswordPage() -> impl IntoView {
    choose("Choose a new password", "", route::FORGOT_PASSWORD, "Ask for a new link")
}

/// After an invitation by a colleague.
#[component]
pub fn WelcomePage() -> impl IntoView {
    let why = "A colleague invited you to your company's deals. Choose a password, and you are in.";
    choose("Welcome to Tandem", why, route::SIGN_IN, "Go to signing in")
}

fn choose(title: &'static str, why: &'static str, otherwise: &'static str, otherwise_says: &'static str) -> AnyView {
    browser::set_title(title);
    let secret = browser::fragment();
    browser::forget_fragment();
    let session = use_session();
    let form = Sending::default();
    let password = RwSignal::new(String::new());
    let go = use_navigate();
    let has_secret = !secret.is_empty();
    let is_dead = Signal::derive(move || {
        !has_secret || form.error.with(|e| e.as_ref().is_some_and(|e| matches!(e.status(), 404 | 410)))
    });
    let submit = move |()| {
        let (secret, chosen, go) = (secret.clone(), password.get_untracked(), go.clone());
        form.send(async move { api::auth::reset_password(&secret, &chosen).await }, move |me| {
            session.enter(me);
            go(route::DEALS, NavigateOptions { replace: true, ..Default::default() });
        });
    };
    let ask = {
        move || {
            let submit = submit.clone();
            view! {
                <p class="muted text-sm">{why}</p>
                <Form on_submit=submit error=form.general(&["/password"])>
                    <NewPassword label="New password" value=password error=form.field("/password") />
                    <Button kind=Kind::Primary submit=true wide=true busy=form.busy>"Save and sign in"</Button>
                </Form>
            }
        }
    };
    view! {
        <AccountFrame title=title>
            <Show when=move || is_dead.get() fallback=ask>
                <Notice tone=Tone::Warning>"This link was used before, is over, or lost its end on the way. Each link works once."</Notice>
                <LinkButton href=otherwise kind=Kind::Primary>{otherwise_says}</LinkButton>
            </Show>
        </AccountFrame>
    }
    .into_any()
}
