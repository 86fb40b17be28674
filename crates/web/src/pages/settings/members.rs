//! The organization's people: invite, give roles, deactivate.

use crate::{
    api, browser,
    components::{
        settings::{
            SettingsFrame,
            members::{MemberList, MemberWish},
        },
        ui::{Button, Dialog, DialogFoot, Field, Form, IconName, Kind, Loading, Panel, Select},
    },
    format, route,
    state::{Fetched, Sending, fetched, use_toasts},
};
use leptos::{prelude::*, task::spawn_local};
use tandem_shared::{
    organization::{Member, MemberPatch, NewMember, Role},
    paging::Page as Rows,
};

/// The members.
#[component]
pub fn MembersPage() -> impl IntoView {
    browser::set_title("Members");
    let members = fetched(|| async { api::organization::members().await });
    let (inviting, may_manage, toasts) = (RwSignal::new(false), super::is_admin(), use_toasts());
    let wish = Callback::new(move |(member, wish): (Member, MemberWish)| {
        spawn_local(async move {
            match fulfil(&member, wish).await {
                Ok((saved, said)) => {
                    put(members, saved);
                    toasts.done(said);
                }
                Err(error) => {
                    toasts.failed(&error);
                    members.reload();
                }
            }
        });
    });
    let tools = move || {
        view! {
            <Show when=move || may_manage.get()>
                <Button icon=IconName::Plus on_click=move |_| inviting.set(true)>"Invite a colleague"</Button>
            </Show>
        }
    };
    view! {
        <SettingsFrame current=route::MEMBERS>
            <Panel title="Members" tools=tools>
                <Loading value=members.value failure=members.failure on_retry=members.retry() let:shown>
                    {list(shown, may_manage, wish)}
                </Loading>
            </Panel>
            {invite(inviting, members)}
        </SettingsFrame>
    }
}

fn list(shown: Signal<Rows<Member>>, may_manage: Signal<bool>, wish: Callback<(Member, MemberWish)>) -> AnyView {
    let members = Signal::derive(move || shown.with(|p| p.data.clone()));
    view! { <MemberList members=members may_manage=may_manage on_wish=wish /> }.into_any()
}

async fn fulfil(member: &Member, wish: MemberWish) -> api::Answer<(Member, String)> {
    let (id, version, name) = (&member.id, Some(member.version), &member.name);
    Ok(match wish {
        MemberWish::Role(role) => {
            let patch = MemberPatch { role: Some(role), active: None };
            (api::organization::update_member(id, version, &patch).await?, format!("{name} is now {}.", role.as_str()))
        }
        MemberWish::Active(active) => {
            let patch = MemberPatch { role: None, active: Some(active) };
            let said = if active { "can sign in again" } else { "is signed out everywhere and kept out" };
            (api::organization::update_member(id, version, &patch).await?, format!("{name} {said}."))
        }
        MemberWish::Resend => {
            (api::organization::resend_invitation(id).await?, format!("A new invitation is on its way to {name}."))
        }
    })
}

/// Puts a changed member in their place, a new one at the end.
fn put(members: Fetched<Rows<Member>>, saved: Member) {
    let _ = members.value.try_update(|page| {
        if let Some(page) = page {
            match page.data.iter_mut().find(|m| m.id == saved.id) {
                Some(there) => *there = saved,
                None => page.data.push(saved),
            }
        }
    });
}

fn invite(open: RwSignal<bool>, members: Fetched<Rows<Member>>) -> AnyView {
    let toasts = use_toasts();
    view! {
        <Dialog open=open title="Invite a colleague">
            {
                let form = Sending::default();
                let (name, email, role) = (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new("rep".to_owned()));
                let roles: Vec<_> = Role::ALL.iter().map(|r| (r.as_str().to_owned(), format::sentence(r.as_str()))).collect();
                let submit = move |()| {
                    let new = NewMember {
                        name: name.get_untracked(),
                        email: email.get_untracked(),
                        role: role.with_untracked(|r| Role::from_word(r)).unwrap_or(Role::Rep),
                    };
                    form.send(async move { api::organization::invite(&new).await }, move |member| {
                        open.set(false);
                        toasts.done(format!("An invitation is on its way to {}.", member.email));
                        put(members, member);
                    });
                };
                view! {
                    <Form on_submit=submit error=form.general(&["/name", "/email", "/role"])>
                        <Field label="Name" value=name focus=true error=form.field("/name") />
                        <Field label="E-mail" kind="email" value=email hint="A link to choose a password is sent there." error=form.field("/email") />
                        <Select label="Role" value=role options=roles hint="Reps work on their own deals and see the rest; managers work on every deal; admins also manage the organization." error=form.field("/role") />
                        <DialogFoot>
                            <Button kind=Kind::Ghost on_click=move |_| open.set(false)>"Cancel"</Button>
                            <Button kind=Kind::Primary submit=true busy=form.busy>"Send the invitation"</Button>
                        </DialogFoot>
                    </Form>
                }
            }
        </Dialog>
    }
    .into_any()
}
