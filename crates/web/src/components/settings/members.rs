//! The people of the organization as a list.

use crate::{
    components::ui::{Avatar, Badge, IconName, Menu, MenuItem, Tone},
    format,
};
use leptos::prelude::*;
use tandem_shared::{
    organization::{Member, MemberStatus, Role},
    stakeholder::Side,
};

/// What an admin does with a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MemberWish {
    /// Gives another role.
    Role(Role),
    /// Lets them in again, or keeps them out.
    Active(bool),
    /// Sends the invitation once more.
    Resend,
}

/// The members; the menu of each only for an admin.
#[component]
pub fn MemberList(
    /// The members.
    #[prop(into)]
    members: Signal<Vec<Member>>,
    /// Whether the reader may change them.
    #[prop(into)]
    may_manage: Signal<bool>,
    /// Called with what an admin chose.
    on_wish: Callback<(Member, MemberWish)>,
) -> impl IntoView {
    view! {
        <ul class="people-list">
            <For each=move || members.get() key=|m| (m.id.clone(), m.version, m.status) let:member>
                {row(member, may_manage, on_wish)}
            </For>
        </ul>
    }
}

fn row(member: Member, may_manage: Signal<bool>, on_wish: Callback<(Member, MemberWish)>) -> AnyView {
    let (state, tone) = match member.status {
        MemberStatus::Invited => ("Invited", Tone::Warning),
        MemberStatus::Active => ("", Tone::Neutral),
        MemberStatus::Deactivated => ("Deactivated", Tone::Bad),
    };
    let seen = member
        .last_seen_at
        .map_or_else(|| "not here yet".to_owned(), |at| format!("here {}", format::ago(at, format::now())));
    let (name, email, role) = (member.name.clone(), member.email.clone(), format::sentence(member.role.as_str()));
    let member = StoredValue::new(member);
    view! {
        <li class="people-row">
            <Avatar name=name.clone() side=Side::Seller beside_name=true />
            <div class="people-text">
                <div class="font-medium">{name.clone()}</div>
                <div class="muted text-xs">{email} " · " {seen}</div>
            </div>
            {(!state.is_empty()).then(|| view! { <Badge text=state tone=tone /> })}
            <Badge text=role />
            <Show when=move || may_manage.get()>{menu(member, &name, on_wish)}</Show>
        </li>
    }
    .into_any()
}

fn menu(member: StoredValue<Member>, name: &str, on_wish: Callback<(Member, MemberWish)>) -> AnyView {
    let wish = move |wish: MemberWish| on_wish.run((member.get_value(), wish));
    let (role, status) = member.with_value(|m| (m.role, m.status));
    let roles = Role::ALL.iter().copied().filter(move |r| *r != role).map(move |to| {
        let label = format!("Make {}", to.as_str());
        view! { <MenuItem label=label icon=IconName::User on_click=move |()| wish(MemberWish::Role(to)) /> }
    });
    view! {
        <Menu label=format!("What to do with {name}") icon=IconName::More>
            {roles.collect_view()}
            {(status == MemberStatus::Invited)
                .then(|| view! { <MenuItem label="Send the invitation again" icon=IconName::Mail on_click=move |()| wish(MemberWish::Resend) /> })}
            {if status == MemberStatus::Deactivated {
                view! { <MenuItem label="Let in again" icon=IconName::Check on_click=move |()| wish(MemberWish::Active(true)) /> }.into_any()
            } else {
                view! { <MenuItem label="Deactivate" icon=IconName::Ban danger=true on_click=move |()| wish(MemberWish::Active(false)) /> }.into_any()
            }}
        </Menu>
    }
    .into_any()
}
