//! Asking for a mail to choose a new password.

use crate::{
    api, browser,
    components::{
        layout::AccountFrame,
        ui::{Button, Field, Form, Kind, Notice, Tone},
    },
    route,
    state::Sending,
};
use leptos::prelude::*;

/// The address; then what to do next.
#[component]
pub fn ForgotPasswordPage() -> impl IntoView {
    browser::set_title("Forgot your password?");
    let form = Sending::default();
    let (email, sent) = (RwSignal::new(String::new()), RwSignal::new(false));
    let submit = move |()| {
        let address = email.get_untracked();
        form.send(async move { api::auth::forgot_password(&address).await }, move |()| sent.set(true));
    };
    let ask = move || {
        view! {
            <p class="muted text-sm">"Say your address, and a link to choose a new password is sent there."</p>
            <Form on_submit=submit error=form.general(&["/email"])>
                <Field label="E-mail" kind="email" value=email autocomplete="username" focus=true error=form.field("/email") />
                <Button kind=Kind::Primary submit=true wide=true busy=form.busy>"Send the link"</Button>
            </Form>
        }
    };
    view! {
        <AccountFrame title="Forgot your password?">
            <Show when=move || sent.get() fallback=ask>
                <Notice tone=Tone::Good>
                    "If an account has the address " <strong>{move || email.get()}</strong>
                    ", a link is on its way. It holds for one hour. Look into the folder for unwanted mail when it does not come."
                </Notice>
            </Show>
            <p class="account-links"><a href=route::SIGN_IN class="link">"Back to signing in"</a></p>
        </AccountFrame>
    }
}
