//! *Yours next*: the viewer's next three actions, ticked in place. On a phone what is due stands first, with one button.

use super::{action, board::Board, outline, wording};
use crate::{components::ui, format};
use leptos::prelude::*;
use tandem_shared::{access::Permission, action::Action, day::Day};

const SHOWN: usize = 3;

/// The panel; nothing when nothing is the viewer's and they are a guest who only looks.
pub(crate) fn yours() -> AnyView {
    let board = Board::here();
    let ids = Memo::new(move |_| {
        board.plan.with(|p| outline::mine(p).0.iter().take(SHOWN).map(|a| a.id.to_string()).collect::<Vec<_>>())
    });
    let more = Memo::new(move |_| board.plan.with(|p| outline::mine(p).0.len().saturating_sub(SHOWN)));
    let is_one = Memo::new(move |_| board.plan.with(|p| p.viewer.stakeholder_id.is_some()));
    let name = board.plan.with_untracked(|p| {
        p.viewer.name.split_whitespace().find(|w| !w.ends_with('.')).unwrap_or_default().to_owned()
    });
    let guest = board.plan.with_untracked(|p| p.viewer.access.is_guest());
    let heading = if guest && !name.is_empty() { ["Yours next, ", &name].concat() } else { "Yours next".to_owned() };
    let empty = move || {
        let nothing = ids.with(Vec::is_empty) && board.plan.with(|p| !p.milestones.is_empty());
        nothing.then(|| view! { <p class="dim">"Nothing is waiting for you."</p> })
    };
    let is_own = Memo::new(move |_| board.plan.with(|p| outline::mine(p).1));
    (move || {
        let heading =
            if is_own.get() || ids.with(Vec::is_empty) { heading.clone() } else { "Next for your side".to_owned() };
        is_one.get().then(|| {
            view! {
                <section class="yours" data-side=board.side().as_str() aria-label="Yours next">
                    <h2>{heading}</h2>
                    {move || first(board)}
                    <ul class:rest=ui::when(move || first_due(board).is_some())>{ui::rows(ids, row)}</ul>
                    {empty}
                    {move || (more.get() > 0).then(|| view! { <p class="dim">{more.get()}" more below"</p> })}
                </section>
            }
        })
    })
    .into_any()
}

/// The first action, when it is due today or was before.
fn first_due(board: Board) -> Option<Action> {
    let is_due = |a: &&Action, today: Day| a.target_date.is_some_and(|day| day <= today);
    board.plan.with(|p| outline::mine(p).0.first().copied().filter(|a| is_due(a, p.today)).cloned())
}

/// The card of the action that is due, shown on a phone in place of its row.
fn first(board: Board) -> Option<AnyView> {
    let a = first_due(board)?;
    let day = a.target_date?;
    let late = board.plan.with(|p| p.today.days_since(day));
    let ago = if late == 0 { "today".to_owned() } else { wording::count(late, "day ago", "days ago") };
    let done = {
        let a = a.clone();
        move |_| action::tick(board, &a)
    };
    let may = board.may(Permission::EditActions);
    Some(
        view! {
            <div class="due-card">
                <p class:late=late.gt(&0)>"Due "{format::day(day)}", "{ago}</p>
                <strong>{a.title.clone()}</strong>
                {(!a.description.is_empty()).then(|| view! { <p class="dim">{a.description.clone()}</p> })}
                {may.then(|| view! { <button type="button" class="btn btn-sm mark-done" on:click=ui::on(done)>"Mark as done"</button> })}
            </div>
        }
        .into_any(),
    )
}

fn row(id: String) -> AnyView {
    let board = Board::here();
    let action = board.action(id.clone());
    let label_for = "next-".to_owned() + &id;
    let title = move || action.with(|a| a.as_ref().map(|a| a.title.clone()));
    view! {
        <li class="act-head">
            {action::checkbox(id, action, "next-")}
            <label class="act-title" for=label_for>{title}</label>
            {move || action.with(|a| a.as_ref().map(action::due))}
        </li>
    }
    .into_any()
}
