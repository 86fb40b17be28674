//! The people of both sides: who they are, what they decide, whether they have been here.

pub(crate) mod buy_in;
mod gap;
mod lines;
pub(crate) mod map;
mod profile;

use super::{board::Board, forms, look, rail, wish::Wish, wording};
use crate::{
    browser,
    components::ui::{self, IconName},
};
use leptos::prelude::*;
use tandem_shared::{
    access::Permission,
    stakeholder::{Side, Stakeholder, StakeholderRole},
};

/// Both sides' people.
pub(crate) fn people() -> AnyView {
    let board = Board::here();
    let id = browser::fragment();
    if board.plan.with_untracked(|p| p.stakeholders.iter().any(|s| s.id.as_str() == id)) {
        profile::show(board, &id);
    }
    view! { <div class="both">{side(Side::Buyer)}{side(Side::Seller)}</div> }.into_any()
}

/// Whether the viewer may change people of this side: guests only their own.
fn may_edit(board: Board, side: Side) -> bool {
    let guest = board.plan.with_untracked(|p| p.viewer.access.is_guest());
    board.may(Permission::EditStakeholders) && (!guest || board.side() == side)
}

fn side(side: Side) -> AnyView {
    let board = Board::here();
    let ids = Memo::new(move |_| {
        board
            .plan
            .with(|p| p.stakeholders.iter().filter(|s| s.side == side).map(|s| s.id.to_string()).collect::<Vec<_>>())
    });
    let key = "new:".to_owned() + side.as_str();
    let of_click = key.clone();
    let name = board.plan.with_untracked(|p| wording::side(p, side));
    let empty = move || {
        ids.with(Vec::is_empty)
            .then(|| view! { <li class="dim none">"Nobody yet. A plan needs people on both sides to move."</li> })
    };
    let add = may_edit(board, side).then(|| {
        view! { <button type="button" class="quiet add" data-new=key.clone() on:click=move |_| board.open_form(&of_click)>{look::icon(IconName::Plus)}"Add a person"</button> }
    });
    view! {
        <section class="people-side" data-side=side.as_str()>
            <h2>{name}{add}</h2>
            <ul class="rows">{empty}{ui::rows(ids, row)}</ul>
            {forms::place(key, forms::Form::NewPerson)}
        </section>
    }
    .into_any()
}

fn row(id: String) -> AnyView {
    let board = Board::here();
    let find = id.clone();
    let person = Memo::new(move |_| board.person(&find));
    let is_open = Memo::new({
        let id = id.clone();
        move |_| board.is_opened(&id)
    });
    let internal = board.may(Permission::SeeInternal);
    let is_buyer = Memo::new(move |_| person.with(|p| p.as_ref().is_some_and(|p| p.side == Side::Buyer)));
    let known = move || (internal && is_buyer.get() && is_open.get()).then(|| profile::profile(person));
    let (of_fresh, key, body) = (id.clone(), id.clone(), ["profile-", &id].concat());
    view! {
        <li class="person" id=id tabindex="-1" class:fresh=move || board.is_fresh(&of_fresh)>
            {move || person.with(|p| p.as_ref().map(|p| card(p, is_open)))}
            <div id=body>{known}</div>
            {forms::place(key, forms::Form::EditPerson)}
        </li>
    }
    .into_any()
}

/// What a person's roles are called, the free one last.
fn roles(s: &Stakeholder) -> Vec<String> {
    let known = s.roles.iter().filter(|r| **r != StakeholderRole::Other || s.other_role.is_empty());
    let free = Some(s.other_role.clone()).filter(|role| !role.is_empty());
    known.map(|r| wording::role(*r).to_owned()).chain(free).collect()
}

fn card(s: &Stakeholder, is_open: Memo<bool>) -> AnyView {
    let board = Board::here();
    let place =
        [s.title.as_str(), s.function.as_str()].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" · ");
    let roles = roles(s)
        .into_iter()
        .map(|role| view! { <span class="badge badge-sm badge-ghost">{role}</span> })
        .collect::<Vec<_>>();
    let internal = s.side == Side::Buyer && board.may(Permission::SeeInternal);
    let buy_in = s.buy_in.filter(|_| internal).map(|b| view! { <span class="own">{map::buy_in(b)}</span> });
    let access = s.grant.as_ref().map(|g| wording::access(g.access));
    let (seen, state) = rail::presence(s);
    let account = s.user_id.is_some().then_some("has an account");
    view! {
        <div class="person-card">
            {look::face(&s.name, s.side)}
            <div class="who">
                <strong>{s.name.clone()}</strong>
                {(!place.is_empty()).then(|| view! { <span class="dim">{place}</span> })}
                {s.email.clone().map(|e| view! { <a class="dim" href="mailto:".to_owned() + &e>{e.clone()}</a> })}
                <div class="marks">{roles}{buy_in}</div>
                {internal.then(|| toggle(board, s, is_open))}
            </div>
            <div class="seen"><span>{access.or(account)}</span><small data-presence=state>{seen}</small></div>
            {tools(board, s)}
        </div>
    }
    .into_any()
}

/// Opens the profile in place.
fn toggle(board: Board, s: &Stakeholder, is_open: Memo<bool>) -> AnyView {
    let (id, body, label) = (s.id.to_string(), ["profile-", s.id.as_str()].concat(), ["Profile of ", &s.name].concat());
    view! {
        <button type="button" class="quiet add" aria-label=label aria-controls=body aria-expanded=move || is_open.get().to_string()
            on:click=ui::on(move |_| board.toggle(&id))>
            {move || look::icon(if is_open.get() { IconName::ChevronUp } else { IconName::ChevronDown })}"Profile"
        </button>
    }
    .into_any()
}

fn tools(board: Board, s: &Stakeholder) -> AnyView {
    if !may_edit(board, s.side) {
        return ().into_any();
    }
    let (key, id, name) = (s.id.to_string(), s.id.clone(), s.name.clone());
    let remove = board.may(Permission::DeleteAny).then(|| {
        let label = "Remove ".to_owned() + &s.name;
        view! { <button type="button" class="quiet" title="Remove" aria-label=label on:click=move |_| board.ask(Wish::RemovePerson(id.clone(), name.clone()))>{look::icon(IconName::Trash)}</button> }
    });
    let label = "Edit ".to_owned() + &s.name;
    view! {
        <span class="tools">
            <button type="button" class="quiet" title="Edit" aria-label=label on:click=move |_| board.open_form(&key)>{look::icon(IconName::Pencil)}</button>
            {remove}
        </span>
    }
    .into_any()
}
