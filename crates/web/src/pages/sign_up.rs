//! Signing up: a new organization with its first admin.

use crate::{
    api, browser,
    components::{
        account::NewPassword,
        layout::AccountFrame,
        ui::{Button, Field, Form, Kind},
    },
    route,
    state::{Sending, use_session},
};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use tandem_shared::account::SignUp;

const FIELDS: &[&str] = &["/organization_name", "/name", "/email", "/password"];

/// Company, name, address, password.
#[component]
pub fn SignUpPage() -> impl IntoView {
    browser::set_title("Sign up");
    let session = use_session();
    let form = Sending::default();
    let [organization, name, email, password] = std::array::from_fn(|_| RwSignal::new(String::new()));
    let go = use_navigate();
    let submit = move |()| {
        let new = SignUp {
            organization_name: organization.get_untracked(),
            name: name.get_untracked(),
            email: email.get_untracked(),
            password: password.get_untracked(),
        };
        let go = go.clone();
        form.send(async move { api::auth::sign_up(&new).await }, move |me| {
            session.enter(me);
            go(route::DEALS, leptos_router::NavigateOptions::default());
        });
    };
    view! {
        <AccountFrame title="Sign up">
            <p class="muted text-sm">"Make a place for your company's deals. Buyers you invite need no account."</p>
            <Form on_submit=submit error=form.general(FIELDS)>
                <Field label="Your company" value=organization autocomplete="organization" focus=true hint="As buyers will read it." error=form.field("/organization_name") />
                <Field label="Your name" value=name autocomplete="name" error=form.field("/name") />
                <Field label="E-mail" kind="email" value=email autocomplete="username" error=form.field("/email") />
                <NewPassword label="Password" value=password error=form.field("/password") />
                <Button kind=Kind::Primary submit=true wide=true busy=form.busy>"Sign up"</Button>
            </Form>
            <p class="account-links"><a href=route::SIGN_IN class="link">"Have an account? Sign in"</a></p>
        </AccountFrame>
    }
}
