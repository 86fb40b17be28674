//! Putting milestones and actions in another order, by dragging and by keyboard.

use super::{board::Board, editor::focus, look, order, wish::Wish};
use crate::components::ui::{self, IconName};
use leptos::{ev::DragEvent, prelude::*};
use tandem_shared::{
    id::{ActionId, MilestoneId, StageId},
    milestone::MilestonePatch,
    plan::Plan,
};
use wasm_bindgen::JsCast;

/// The handle to drag by; nothing for those who may not.
pub(crate) fn grip(id: String, may: bool) -> AnyView {
    let started = move |e: DragEvent| {
        e.stop_propagation();
        if let Some(data) = e.data_transfer() {
            drop(data.set_data("text/plain", &id));
        }
    };
    may.then(|| view! { <span class="grip" draggable="true" aria-hidden="true" title="Drag to move; with the keyboard: Alt and the arrows" on:dragstart=ui::on(started)>{look::icon(IconName::Grip)}</span> }).into_any()
}

/// Lets things be dropped here.
pub(crate) fn over(e: &DragEvent) {
    e.prevent_default();
}

/// What was dragged, and the id of the row it was dropped on.
fn drop_of(e: &DragEvent) -> (String, Option<String>) {
    e.prevent_default();
    e.stop_propagation();
    let dragged = e.data_transfer().and_then(|data| data.get_data("text/plain").ok()).unwrap_or_default();
    let target = e.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
    let row = target.and_then(|t| t.closest("[data-drop]").ok().flatten()).and_then(|r| r.get_attribute("data-drop"));
    (dragged, row)
}

/// A milestone was dropped in a stage's list: among its own it takes the place of the row under it, from another stage it joins this one.
pub(crate) fn dropped(board: Board, e: &DragEvent, stage: &str) {
    let (dragged, on) = drop_of(e);
    board.plan.with_untracked(|plan| {
        let Some(m) = plan.milestones.iter().find(|m| m.id.as_str() == dragged) else { return };
        if m.stage_id.as_str() != stage {
            return join_stage(board, m.id.clone(), m.version, stage);
        }
        let place = |id: &str| plan.milestones.iter().position(|m| m.id.as_str() == id);
        if let (Some(from), Some(to)) = (place(&dragged), on.as_deref().and_then(place)) {
            order_milestones(board, plan, from, to);
        }
    });
}

fn join_stage(board: Board, id: MilestoneId, version: i32, stage: &str) {
    if let Ok(stage) = stage.parse::<StageId>() {
        board.ask(Wish::ChangeMilestone(
            id,
            version,
            MilestonePatch { stage_id: Some(stage), ..MilestonePatch::default() },
        ));
    }
}

fn order_milestones(board: Board, plan: &Plan, from: usize, to: usize) {
    let ids: Vec<MilestoneId> = plan.milestones.iter().map(|m| m.id.clone()).collect();
    if from != to {
        board.ask(Wish::OrderMilestones(order::moved(&ids, from, to)));
    }
}

/// An action was dropped in its milestone's list.
pub(crate) fn action_dropped(board: Board, e: &DragEvent, milestone: &str) {
    let (dragged, on) = drop_of(e);
    board.plan.with_untracked(|plan| {
        let Some(m) = plan.milestones.iter().find(|m| m.id.as_str() == milestone) else { return };
        let place = |id: &str| m.actions.iter().position(|a| a.id.as_str() == id);
        if let (Some(from), Some(to)) = (place(&dragged), on.as_deref().and_then(place)) {
            let ids: Vec<ActionId> = m.actions.iter().map(|a| a.id.clone()).collect();
            board.ask(Wish::OrderActions(m.id.clone(), order::moved(&ids, from, to)));
        }
    });
}

/// Moves a milestone or an action one place up or down among its own, and keeps the focus on it.
pub(crate) fn nudge(board: Board, id: &str, up: bool) {
    board.plan.with_untracked(|plan| {
        if let Some(from) = plan.milestones.iter().position(|m| m.id.as_str() == id) {
            let stages: Vec<_> = plan.milestones.iter().map(|m| &m.stage_id).collect();
            if let Some(to) = order::step(&stages, from, up) {
                order_milestones(board, plan, from, to);
            }
            return;
        }
        let Some(m) = plan.milestones.iter().find(|m| m.actions.iter().any(|a| a.id.as_str() == id)) else { return };
        let sides: Vec<_> = m.actions.iter().map(|a| a.side).collect();
        let from = m.actions.iter().position(|a| a.id.as_str() == id);
        if let Some((from, to)) = from.and_then(|from| order::step(&sides, from, up).map(|to| (from, to))) {
            let ids: Vec<ActionId> = m.actions.iter().map(|a| a.id.clone()).collect();
            board.ask(Wish::OrderActions(m.id.clone(), order::moved(&ids, from, to)));
        }
    });
    let selector = [".plan-list [data-row='", id, "']"].concat();
    request_animation_frame(move || focus(&selector));
}

/// The menu that moves a milestone: up, down, to another stage.
pub(crate) fn menu(board: Board, id: &str) -> AnyView {
    let stages = board.plan.with_untracked(|p| {
        let here = p.milestones.iter().find(|m| m.id.as_str() == id).map(|m| m.stage_id.clone());
        let others = p.stages.iter().filter(|s| Some(&s.id) != here.as_ref());
        others.map(|s| (s.id.to_string(), s.name.clone())).collect::<Vec<_>>()
    });
    let to_stage = |(stage, name): (String, String)| {
        let id = id.to_owned();
        let go = move |_| {
            let of = |p: &Plan| p.milestones.iter().find(|m| m.id.as_str() == id).map(|m| (m.id.clone(), m.version));
            if let Some((id, version)) = board.plan.with_untracked(of) {
                join_stage(board, id, version, &stage);
            }
        };
        view! { <button type="button" on:click=ui::on(go)>"To “"{name}"”"</button> }
    };
    let items = stages.into_iter().map(to_stage).collect::<Vec<_>>();
    let (up, down) = (id.to_owned(), id.to_owned());
    view! {
        <details class="move">
            <summary class="btn btn-xs btn-ghost">"Move"</summary>
            <div>
                <button type="button" on:click=ui::on(move |_| nudge(board, &up, true))>"Up"</button>
                <button type="button" on:click=ui::on(move |_| nudge(board, &down, false))>"Down"</button>
                {items}
            </div>
        </details>
    }
    .into_any()
}
