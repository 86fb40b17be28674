//! The plan itself: stages as headings, their milestones as rows.

use super::{
    board::Board,
    forms, look, milestone, moving,
    outline::{self, StageGroup},
};
use crate::{
    components::ui::{self, IconName},
    format,
};
use leptos::prelude::*;
use tandem_shared::{access::Permission, milestone::Milestone, plan::Plan};

/// Every stage with its milestones.
pub(crate) fn stages() -> AnyView {
    let board = Board::here();
    let ids = Memo::new(move |_| {
        // An empty stage is for whoever fills the plan; to a buyer it says nothing.
        let fills = board.may(Permission::EditPlan);
        let shown = move |g: &StageGroup<'_>| fills || !g.milestones.is_empty();
        board.plan.with(|p| {
            outline::by_stage(p).iter().filter(|g| shown(g)).map(|g| g.stage.id.to_string()).collect::<Vec<_>>()
        })
    });
    ui::rows(ids, stage)
}

fn of_stage<T>(board: Board, id: &str, read: impl FnOnce(&Plan, &StageGroup<'_>) -> T) -> Option<T> {
    board.plan.with(|p| outline::by_stage(p).iter().find(|g| g.stage.id.as_str() == id).map(|g| read(p, g)))
}

fn matches_filter(m: &Milestone, filter: &str) -> bool {
    let has = |text: &str| crate::browser::lower(text).contains(filter);
    filter.is_empty() || has(&m.title) || has(&m.outcome) || m.actions.iter().any(|a| has(&a.title))
}

fn stage(id: String) -> AnyView {
    let board = Board::here();
    let rows = Memo::new({
        let id = id.clone();
        move |_| {
            let filter = board.filter.with(|f| crate::browser::lower(f.trim()));
            let of = |g: &StageGroup<'_>| {
                g.milestones.iter().filter(|m| matches_filter(m, &filter)).map(|m| m.id.to_string()).collect()
            };
            of_stage(board, &id, |_, g| of(g)).unwrap_or_else(Vec::<String>::new)
        }
    });
    let (of_name, of_note, of_list, at) = (id.clone(), id.clone(), id.clone(), id.clone());
    let name = move || of_stage(board, &of_name, |_, g| g.stage.name.clone());
    let note = move || of_stage(board, &of_note, |p, g| outline::stage_note(g, p.today, format::day_short));
    let hidden = move || rows.with(Vec::is_empty) && !board.filter.with(String::is_empty);
    view! {
        <section class="stage" class:hidden=hidden data-stage=id>
            <h2><span>{name}</span><small>{note}</small>{add_button(&at)}</h2>
            <ul class="rows" class:bare=ui::when(move || rows.with(Vec::is_empty)) on:dragover=ui::on(move |e| moving::over(&e)) on:drop=ui::on(move |e| moving::dropped(board, &e, &of_list))>
                {ui::rows(rows, milestone::row)}
            </ul>
            {forms::place("new:".to_owned() + &id, forms::Form::NewMilestone)}
        </section>
    }
    .into_any()
}

fn add_button(stage: &str) -> AnyView {
    let board = Board::here();
    let key = "new:".to_owned() + stage;
    let may = board.may(Permission::EditMilestones);
    may.then(|| {
        view! {
            <button type="button" class="quiet add" data-new=key.clone() on:click=ui::on(move |_| board.open_form(&key))>
                {look::icon(IconName::Plus)}"Add a milestone"
            </button>
        }
    })
    .into_any()
}
