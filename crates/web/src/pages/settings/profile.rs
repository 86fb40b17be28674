//! One's own profile: name, password, looks.

use crate::{
    api, browser,
    components::{
        account::NewPassword,
        settings::SettingsFrame,
        ui::{Button, Field, Form, Kind, Panel, Select},
    },
    route,
    state::{
        Sending,
        session::Session,
        theme::{Theme, use_theme},
        use_session, use_toasts,
    },
};
use leptos::prelude::*;
use tandem_shared::account::{Me, MePatch, User};

/// One's own profile.
#[component]
pub fn ProfilePage() -> impl IntoView {
    browser::set_title("Profile");
    view! {
        <SettingsFrame current=route::PROFILE>
            {name_panel()}
            {password_panel()}
            {looks_panel()}
        </SettingsFrame>
    }
}

/// Puts the changed user into the session.
fn keep(session: Session, user: User) {
    if let Some(me) = untrack(|| session.me()) {
        session.enter(Me { user, ..me });
    }
}

fn name_panel() -> AnyView {
    let (session, toasts, form) = (use_session(), use_toasts(), Sending::default());
    let me = untrack(|| session.me());
    let email = me.as_ref().map(|me| me.user.email.clone());
    let name = RwSignal::new(me.map(|me| me.user.name).unwrap_or_default());
    let submit = move |()| {
        let patch = MePatch { name: Some(name.get_untracked()), ..MePatch::default() };
        let version = untrack(|| session.me()).map(|me| me.user.version);
        form.send(async move { api::auth::update_me(version, &patch).await }, move |user| {
            keep(session, user);
            toasts.done("Your name is saved.");
        });
    };
    view! {
        <Panel title="You">
            <Form on_submit=submit error=form.general(&["/name"])>
                <Field label="Name" value=name autocomplete="name" hint="As colleagues and buyers read it." error=form.field("/name") />
                <p class="muted text-sm">"You sign in with " {email}</p>
                <div><Button kind=Kind::Primary submit=true busy=form.busy>"Save"</Button></div>
            </Form>
        </Panel>
    }
    .into_any()
}

fn password_panel() -> AnyView {
    let (session, toasts, form) = (use_session(), use_toasts(), Sending::default());
    let (current, new) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let submit = move |()| {
        let patch = MePatch {
            name: None,
            password: Some(new.get_untracked()),
            current_password: Some(current.get_untracked()),
        };
        form.send(async move { api::auth::update_me(None, &patch).await }, move |user| {
            keep(session, user);
            current.set(String::new());
            new.set(String::new());
            toasts.done("Your password is changed. Other browsers are signed out.");
        });
    };
    view! {
        <Panel title="Password">
            <Form on_submit=submit error=form.general(&["/current_password", "/password"])>
                <Field label="Password until now" kind="password" autocomplete="current-password" value=current error=form.field("/current_password") />
                <NewPassword label="New password" value=new error=form.field("/password") />
                <div><Button submit=true busy=form.busy>"Change the password"</Button></div>
            </Form>
        </Panel>
    }
    .into_any()
}

fn looks_panel() -> AnyView {
    let theme = use_theme();
    let choice = RwSignal::new(theme.get_untracked().as_str().to_owned());
    Effect::new(move |_| {
        let chosen = choice.with(|word| Theme::from_word(word));
        if theme.get_untracked() != chosen {
            theme.set(chosen);
        }
    });
    Effect::new(move |_| choice.set(theme.get().as_str().to_owned()));
    let options = [("system", "As the system"), ("light", "Light"), ("dark", "Dark")]
        .map(|(w, t)| (w.to_owned(), t.to_owned()))
        .to_vec();
    view! {
        <Panel title="Looks">
            <Select label="Theme" value=choice options=options hint="Kept in this browser." />
        </Panel>
    }
    .into_any()
}
