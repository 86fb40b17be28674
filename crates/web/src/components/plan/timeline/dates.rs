//! The buyer's calendar: dates and periods that the plan must honour, the buyer's week, and the gap to our close date.

use super::{date_form, date_words, week, words};
use crate::{
    components::{
        plan::{
            board::{Board, is_internal},
            look,
            wish::Answer,
        },
        ui::IconName,
    },
    format,
};
use leptos::prelude::*;
use tandem_shared::{
    access::Permission,
    calendar::{CalendarInput, Country},
    constraint::{Constraint, ConstraintPatch, NewConstraint},
    id::ConstraintId,
    plan::Plan,
    stakeholder::Side,
};

/// What is wanted of the buyer's calendar. Numbers are the versions that were on the screen.
#[derive(Clone, Debug)]
pub(crate) enum DateWish {
    /// Adds a constraint.
    Add(NewConstraint),
    /// Changes a constraint.
    Change(ConstraintId, i32, ConstraintPatch),
    /// Deletes a constraint.
    Remove(ConstraintId),
    /// Sets when the buyer works.
    Week(i32, CalendarInput),
}

/// How the page is asked for it.
pub(crate) type AskDates = Callback<(DateWish, Option<Callback<Answer>>)>;

/// What the panel shows and asks.
#[derive(Clone, Copy)]
pub(crate) struct Dates {
    /// The plan with its constraints and calendars.
    pub(crate) plan: Signal<Plan>,
    /// Countries whose holidays are known; empty until they are here.
    pub(crate) countries: RwSignal<Vec<Country>>,
    /// The page.
    pub(crate) ask: AskDates,
}

/// The panel.
pub(crate) fn dates(dates: Dates) -> AnyView {
    let board = Board::here();
    let may = board.may(Permission::EditConstraints);
    let list = move || dates.plan.with(|p| list(p, dates, may));
    let add = may.then(|| {
        let form = move || board.has_form(date_form::NEW).then(|| date_form::add(dates));
        let button = move || (!board.has_form(date_form::NEW)).then(|| view! { <button type="button" class="btn btn-sm" on:click=move |_| board.open_form(date_form::NEW)>{look::icon(IconName::Plus)}"Add a date or period"</button> });
        view! { {form}<div class="buttons">{button}</div> }
    });
    view! {
        <section class="card-box facts buyer-dates">
            <h2>"The buyer’s calendar"</h2>
            {list}{add}
            {week::week(dates, may)}
            {week::gap(dates)}
        </section>
    }
    .into_any()
}

fn list(plan: &Plan, dates: Dates, may: bool) -> AnyView {
    if plan.constraints.is_empty() {
        let more = if may {
            " Ask the buyer: when does the board meet, when does the budget end, who is away when, by when must it run?"
        } else {
            ""
        };
        return view! { <p class="dim">"No dates of the buyer are known yet, so nothing holds the plan to their calendar."{more}</p> }.into_any();
    }
    let rows = plan.constraints.iter().map(|c| row(c, dates, may)).collect::<Vec<_>>();
    view! { <ul class="rows">{rows}</ul> }.into_any()
}

fn row(c: &Constraint, dates: Dates, may: bool) -> AnyView {
    let board = Board::here();
    let id = c.id.to_string();
    let kind = words::constraint_kind(c.kind);
    let what = [kind, " of ", &date_words::period(c, format::day)].concat();
    let side = (c.side == Side::Seller).then(|| view! { <span class="badge badge-sm mark-neutral">"our own"</span> });
    let anchor =
        c.anchor.then(|| view! { <span class="badge badge-sm status-badge" data-status="on_track">"Hard date"</span> });
    let (of_edit, of_form, of_remove) = (id.clone(), id.clone(), c.id.clone());
    let may_delete = may && board.may_delete(c.mine);
    let tools = may.then(|| {
        let remove = may_delete.then(|| view! { <button type="button" class="quiet" aria-label=["Delete the ", &what].concat() on:click=move |_| dates.ask.run((DateWish::Remove(of_remove.clone()), None))>{look::icon(IconName::Trash)}</button> });
        view! { <span class="controls"><button type="button" class="quiet" aria-label=["Edit the ", &what].concat() on:click=move |_| board.open_form(&of_edit)>{look::icon(IconName::Pencil)}</button>{remove}</span> }
    });
    let form = move || board.has_form(&of_form).then(|| date_form::edit(&of_form, dates));
    view! {
        <li>
            <div class="person-card">
                <span class="dim">{look::icon(if c.kind.is_closed() { IconName::Ban } else { IconName::Calendar })}</span>
                <span class="who"><strong>{date_words::period(c, format::day)}</strong><span class="dim">{kind}{(!c.note.is_empty()).then(|| [": ", &c.note].concat())}</span></span>
                <span class="marks">{anchor}{side}{is_internal(c.visibility).then(look::internal)}</span>
                {tools}
            </div>
            {form}
        </li>
    }
    .into_any()
}
