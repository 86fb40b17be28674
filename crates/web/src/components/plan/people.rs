//! The people of both sides: who they are, what they decide, whether they have been here.

use super::{board::Board, forms, look, rail, wish::Wish, wording};
use crate::components::ui::{self, IconName};
use leptos::prelude::*;
use tandem_shared::{
    access::Permission,
    stakeholder::{BuyIn, Side, Stakeholder},
};

/// Both sides' people.
pub(crate) fn people() -> AnyView {
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
    let (of_fresh, key) = (id.clone(), id);
    view! {
        <li class="person" class:fresh=move || board.is_fresh(&of_fresh)>
            {move || person.with(|p| p.as_ref().map(card))}
            {forms::place(key, forms::Form::EditPerson)}
        </li>
    }
    .into_any()
}

fn card(s: &Stakeholder) -> AnyView {
    let board = Board::here();
    let place =
        [s.title.as_str(), s.function.as_str()].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" · ");
    let roles = s
        .roles
        .iter()
        .map(|r| view! { <span class="badge badge-sm badge-ghost">{wording::role(*r)}</span> })
        .collect::<Vec<_>>();
    let buy_in = s.buy_in.filter(|b| *b != BuyIn::Unknown && s.side == Side::Buyer);
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
                <div class="marks">{roles}{buy_in.map(|b| view! { <span class="badge badge-sm badge-soft" title="Only your side sees this">{look::icon(IconName::Lock)}{wording::buy_in(b)}</span> })}</div>
            </div>
            <div class="seen"><span>{access.or(account)}</span><small data-presence=state>{seen}</small></div>
            {tools(board, s)}
        </div>
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
