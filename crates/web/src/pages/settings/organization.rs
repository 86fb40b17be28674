//! The organization's own fields.

use crate::{
    api::{self, ApiError},
    browser,
    components::{
        settings::SettingsFrame,
        ui::{Button, Field, Form, FormRow, Kind, Loading, Notice, Panel, Tone},
    },
    route,
    state::{Fetched, Sending, fetched, use_session, use_toasts},
};
use leptos::{prelude::*, task::spawn_local};
use tandem_shared::{
    account::Me,
    organization::{Organization, OrganizationPatch},
};

/// Name and currency.
#[component]
pub fn OrganizationPage() -> impl IntoView {
    browser::set_title("Organization");
    let organization = fetched(|| async { api::organization::get().await });
    view! {
        <SettingsFrame current=route::ORGANIZATION>
            <Loading value=organization.value failure=organization.failure on_retry=organization.retry() let:shown>
                {form(shown, organization)}
            </Loading>
        </SettingsFrame>
    }
}

fn form(shown: Signal<Organization>, fetched: Fetched<Organization>) -> AnyView {
    let (session, toasts, form, may_manage) = (use_session(), use_toasts(), Sending::default(), super::is_admin());
    let (name, currency) = shown.with_untracked(|o| (RwSignal::new(o.name.clone()), RwSignal::new(o.currency.clone())));
    let theirs = RwSignal::new(None::<Organization>);
    let submit = move |()| {
        let patch = OrganizationPatch {
            name: Some(name.get_untracked()),
            currency: Some(currency.get_untracked().trim().to_uppercase()),
        };
        let version = shown.with_untracked(|o| o.version);
        theirs.set(None);
        form.send(async move { api::organization::update(Some(version), &patch).await }, move |saved| {
            currency.set(saved.currency.clone());
            fetched.value.set(Some(saved.clone()));
            if let Some(me) = untrack(|| session.me()) {
                session.enter(Me { organization: saved, ..me });
            }
            toasts.done("The organization is saved.");
        });
    };
    fetch_theirs(&form, fetched, theirs);
    view! {
        <Panel title="Organization">
            <Show when=move || may_manage.get() fallback=move || read_only(shown)>
                <Form on_submit=submit error=form.general(&["/name", "/currency"])>
                    {move || theirs.get().map(|now| view! {
                        <Notice tone=Tone::Warning>
                            "Somebody changed this meanwhile to “" {now.name} "”, " {now.currency} ". Save again to put yours in its place."
                        </Notice>
                    })}
                    <FormRow>
                        <Field label="Company" value=name hint="As buyers read it." error=form.field("/name") />
                        <Field label="Currency of new deals" value=currency hint="Three letters, such as EUR." error=form.field("/currency") />
                    </FormRow>
                    <div><Button kind=Kind::Primary submit=true busy=form.busy>"Save"</Button></div>
                </Form>
            </Show>
        </Panel>
    }
    .into_any()
}

/// Somebody else was quicker: fetch what they made of it, so that saving again is a choice.
fn fetch_theirs(form: &Sending, fetched: Fetched<Organization>, theirs: RwSignal<Option<Organization>>) {
    let error = form.error;
    Effect::new(move |_| {
        if error.with(|e| matches!(e, Some(ApiError::Changed(_)))) {
            spawn_local(async move {
                if let Ok(now) = api::organization::get().await {
                    theirs.set(Some(now.clone()));
                    fetched.value.set(Some(now));
                    error.set(None);
                }
            });
        }
    });
}

fn read_only(shown: Signal<Organization>) -> AnyView {
    view! {
        <p>{move || shown.with(|o| format!("{}, new deals in {}", o.name, o.currency))}</p>
        <p class="muted text-sm">"An admin can change this."</p>
    }
    .into_any()
}
