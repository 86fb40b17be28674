//! Actions: one side's column under a milestone, and the row of each.

use super::{
    board::{Board, is_internal},
    forms::{self, Form},
    look,
    milestone::Shown,
    moving, outline,
    wish::Wish,
    wording,
};
use crate::{
    components::ui::{self, IconName},
    format,
};
use leptos::prelude::*;
use tandem_shared::{
    access::Permission,
    action::Action,
    stakeholder::Side,
    status::{ActionStatus, MilestoneStatus},
};

type ShownAction = Memo<Option<Action>>;

fn drawn(action: ShownAction, part: fn(&Action) -> AnyView) -> impl Fn() -> AnyView + Send + Clone {
    move || action.with(|a| a.as_ref().map_or_else(|| ().into_any(), part))
}

/// One side's actions under a milestone.
pub(crate) fn column(milestone_id: &str, milestone: Shown, side: Side) -> AnyView {
    let board = Board::here();
    let ids = Memo::new(move |_| {
        let of_side = |m: &tandem_shared::milestone::Milestone| {
            m.actions.iter().filter(|a| a.side == side).map(|a| a.id.to_string()).collect()
        };
        milestone.with(|m| m.as_ref().map(of_side).unwrap_or_else(Vec::<String>::new))
    });
    let key = ["new:", milestone_id, ":", side.as_str()].concat();
    let name = board.plan.with_untracked(|p| wording::side(p, side));
    let open_key = key.clone();
    let is_live = move || milestone.with(|m| m.as_ref().is_some_and(|m| m.status != MilestoneStatus::Cancelled));
    let add = move || {
        let key = open_key.clone();
        (board.may(Permission::EditActions) && is_live()).then(|| {
            view! {
                <button type="button" class="quiet add" data-new=key.clone() on:click=ui::on(move |_| board.open_form(&key))>
                    {look::icon(IconName::Plus)}"Add an action"
                </button>
            }
        })
    };
    let of_drop = milestone_id.to_owned();
    view! {
        <section class="column" data-side=side.as_str() class:hidden=ui::when(move || side == Side::Joint && ids.with(Vec::is_empty))>
            <h3>{name}</h3>
            <ul on:dragover=ui::on(move |e| moving::over(&e)) on:drop=ui::on(move |e| moving::action_dropped(board, &e, &of_drop))>
                {ui::rows(ids, row)}
            </ul>
            {add}
            {forms::place(key, Form::NewAction)}
        </section>
    }
    .into_any()
}

/// Ticks an action, or takes the tick back.
pub(crate) fn tick(board: Board, action: &Action) {
    let wish = if action.status == ActionStatus::Done { Wish::ReopenAction } else { Wish::CompleteAction };
    board.ask(wish(action.id.clone()));
}

/// The checkbox of an action; for those who may not tick, a picture with a word.
pub(crate) fn checkbox(id: String, action: ShownAction, place: &str) -> AnyView {
    let board = Board::here();
    let done = move || action.with(|a| a.as_ref().is_some_and(|a| a.status == ActionStatus::Done));
    let title = move || action.with(|a| a.as_ref().map(|a| a.title.clone()).unwrap_or_default());
    if !board.may(Permission::EditActions) {
        return view! { <span class="tick" class:done=done tabindex="-1" data-row=id>{move || look::icon(if done() { IconName::CheckCircle } else { IconName::Circle })}<span class="sr-only">{move || if done() { "Done" } else { "Open" }}</span></span> }.into_any();
    }
    let off =
        move || action.with(|a| a.as_ref().is_some_and(|a| outline::is_settled(a) && a.status != ActionStatus::Done));
    view! {
        <input type="checkbox" class="checkbox checkbox-sm" id=place.to_owned() + &id data-row=id aria-label=title prop:checked=done disabled=off
            on:change=ui::on(move |_| { action.with_untracked(|a| a.iter().for_each(|a| tick(board, a))); }) />
    }
    .into_any()
}

fn row(id: String) -> AnyView {
    let board = Board::here();
    let action = board.action(id.clone());
    let (of_fresh, key, of_box) = (id.clone(), id.clone(), id.clone());
    let status = move || action.with(|a| a.as_ref().map(|a| a.status.as_str()));
    let (dragged, dropped_on) = (id.clone(), id.clone());
    view! {
        <li class="act" class:fresh=ui::when(move || board.is_fresh(&of_fresh)) data-status=status data-drop=dropped_on>
            <div class="act-head">
                {moving::grip(dragged, board.may(Permission::EditActions))}
                {checkbox(of_box, action, "tick-")}
                {drawn(action, words)}
                {drawn(action, due)}
                {drawn(action, faces)}
                {tools(id, action)}
            </div>
            {forms::place(key, Form::EditAction)}
        </li>
    }
    .into_any()
}

fn words(a: &Action) -> AnyView {
    let by = a.completed_by.as_ref().map(|by| ["done by ", &by.name].concat());
    let begun = matches!(a.status, ActionStatus::InProgress | ActionStatus::InReview | ActionStatus::Declined);
    view! {
        <div class="act-title" title=by>
            <label for="tick-".to_owned() + a.id.as_str()>{a.title.clone()}</label>
            {begun.then(|| view! { <span class="badge badge-xs badge-ghost">{wording::action_status(a.status)}</span> })}
            {is_internal(a.visibility).then(look::internal)}
            {(!a.description.is_empty()).then(|| view! { <p>{a.description.clone()}</p> })}
        </div>
    }
    .into_any()
}

/// When it is due, with the word where the colour says *overdue*.
pub(crate) fn due(a: &Action) -> AnyView {
    let late = a.status == ActionStatus::Overdue;
    let day = a.target_date.map(format::day_short).unwrap_or_default();
    view! { <span class="act-due" class:late=late>{late.then(|| view! { <span class="sr-only">"Overdue, "</span> })}{day}</span> }.into_any()
}

/// The faces of those it is assigned to.
pub(crate) fn faces(a: &Action) -> AnyView {
    let people: Vec<_> = a.assignee_ids.iter().filter_map(|id| Board::here().person(id.as_str())).collect();
    let names = people.iter().map(|p| p.name.as_str()).collect::<Vec<_>>().join(", ");
    let faces = people.iter().take(3).map(|p| look::face(&p.name, p.side)).collect::<Vec<_>>();
    view! { <span class="faces">{faces}{(!names.is_empty()).then(|| view! { <span class="sr-only">"Assigned to "{names}</span> })}</span> }.into_any()
}

fn tools(id: String, action: ShownAction) -> AnyView {
    let board = Board::here();
    if !board.may(Permission::EditActions) {
        return ().into_any();
    }
    let mine = action.with_untracked(|a| a.as_ref().is_some_and(|a| a.mine));
    let title = move || action.with(|a| a.as_ref().map(|a| a.title.clone()).unwrap_or_default());
    let label = move |verb: &'static str| move || [verb, " “", &title(), "”"].concat();
    let delete = move || {
        action.with_untracked(|a| a.iter().for_each(|a| board.ask(Wish::DeleteAction(a.id.clone(), a.title.clone()))));
    };
    view! {
        <span class="tools">
            <button type="button" class="quiet" aria-label=label("Edit") title="Edit" on:click=ui::on(move |_| board.open_form(&id))>{look::icon(IconName::Pencil)}</button>
            {board.may_delete(mine).then(|| view! { <button type="button" class="quiet" aria-label=label("Delete") title="Delete" on:click=ui::on(move |_| delete())>{look::icon(IconName::Trash)}</button> })}
        </span>
    }
    .into_any()
}
