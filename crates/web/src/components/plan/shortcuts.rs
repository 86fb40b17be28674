//! The keyboard: `j` `k` move, `x` tick, `e` edit, `n` new, `/` search, `?` help, Alt and arrows move things.

use super::{action, board::Board, editor::focus, look, moving, outline, wish::Wish};
use crate::late::{Missing, late};
use leptos::{ev::KeyboardEvent, prelude::*};
use tandem_shared::access::Permission;
use wasm_bindgen::JsCast;
use wasm_split_helpers::wasm_split;

const KEYS: [(&str, &str); 9] = [
    ("j, k", "Next row, row before"),
    ("Enter", "Open or close a milestone"),
    ("x", "Tick an action, complete a milestone"),
    ("e", "Edit"),
    ("n", "New action or milestone"),
    ("Alt ↑, Alt ↓", "Move up, move down"),
    ("/", "Search in the plan"),
    ("Esc", "Close a form that was not changed"),
    ("?", "This list"),
];

/// Listens while the plan is on the screen, and shows the list of keys when asked.
pub(crate) fn shortcuts() -> AnyView {
    let board = Board::here();
    let help = RwSignal::new(false);
    let handle = window_event_listener(leptos::ev::keydown, move |e| pressed(board, help, &e));
    on_cleanup(move || handle.remove());
    print_all(board);
    (move || help.get().then(|| late(|| ().into_any(), move || Box::pin(list_of_keys(help))))).into_any()
}

/// On paper every milestone is open; afterwards they stay so.
fn print_all(board: Board) {
    let all = move || board.plan.with_untracked(|p| p.milestones.iter().map(|m| m.id.to_string()).collect());
    let handle = window_event_listener_untyped("beforeprint", move |_| board.opened.set(all()));
    on_cleanup(move || handle.remove());
}

#[wasm_split(keys, fallible)]
fn list_of_keys(open: RwSignal<bool>) -> Result<ViewFn, Missing> {
    let rows = || {
        KEYS.map(|(key, what)| view! { <dt><kbd class="kbd kbd-sm">{key}</kbd></dt><dd>{what}</dd> })
            .into_iter()
            .collect::<Vec<_>>()
    };
    let body = move || view! { <dl class="keys">{rows()}</dl> }.into_any();
    Ok(ViewFn::from(move || look::modal("Keyboard", body, Callback::new(move |()| open.set(false)))))
}

/// The id of the row that has the focus, or around it.
fn focused_row() -> Option<String> {
    let active = document().active_element()?;
    if let Some(id) = active.get_attribute("data-row") {
        return Some(id);
    }
    active.closest("[data-drop]").ok().flatten().and_then(|row| row.get_attribute("data-drop"))
}

fn is_typing() -> bool {
    let tag = document().active_element().map(|e| e.tag_name()).unwrap_or_default();
    let ticking = document().active_element().is_some_and(|e| e.get_attribute("type").as_deref() == Some("checkbox"));
    matches!(tag.as_str(), "INPUT" | "TEXTAREA" | "SELECT") && !ticking
}

fn pressed(board: Board, help: RwSignal<bool>, e: &KeyboardEvent) {
    let key = e.key();
    let row = focused_row();
    if e.alt_key() && matches!(key.as_str(), "ArrowUp" | "ArrowDown") {
        if let Some(id) = row.filter(|_| !is_typing() && board.may(Permission::EditMilestones)) {
            e.prevent_default();
            moving::nudge(board, &id, key == "ArrowUp");
        }
        return;
    }
    let in_dialog = document().query_selector("dialog[open]").ok().flatten().is_some();
    if is_typing() || in_dialog || e.ctrl_key() || e.meta_key() || e.alt_key() {
        return;
    }
    match (key.as_str(), row) {
        ("j", _) => step(1),
        ("k", _) => step(-1),
        ("/", _) => focus("#plan-filter"),
        ("?", _) => help.set(true),
        ("x", Some(id)) => tick(board, &id),
        ("e", Some(id)) => edit(board, &id),
        ("n", row) => add(board, row.as_deref()),
        _ => return,
    }
    e.prevent_default();
}

/// Moves the focus to the next row, or the one before.
fn step(by: isize) {
    let Ok(rows) = document().query_selector_all(".plan-list [data-row]") else { return };
    let all: Vec<_> = (0..rows.length()).filter_map(|i| rows.get(i)?.dyn_into::<web_sys::HtmlElement>().ok()).collect();
    let active = document().active_element();
    let here = all.iter().position(|row| active.as_ref().is_some_and(|a| row.is_same_node(Some(a))));
    let next = here.map_or(0, |at| at.saturating_add_signed(by).min(all.len().saturating_sub(1)));
    all.get(next).into_iter().for_each(|row| drop(row.focus()));
}

fn tick(board: Board, id: &str) {
    board.plan.with_untracked(|p| {
        if let Some(m) = p.milestones.iter().find(|m| m.id.as_str() == id) {
            if board.may(Permission::EditMilestones) {
                let wish = if m.completed_at.is_some() { Wish::ReopenMilestone } else { Wish::CompleteMilestone };
                board.ask(wish(m.id.clone()));
            }
        } else if let Some(a) = p.milestones.iter().flat_map(|m| &m.actions).find(|a| a.id.as_str() == id)
            && board.may(Permission::EditActions)
            && (!outline::is_settled(a) || a.completed_at.is_some())
        {
            action::tick(board, a);
        }
    });
}

fn edit(board: Board, id: &str) {
    let found = board.plan.with_untracked(|p| {
        let of = |m: &&tandem_shared::milestone::Milestone| {
            m.id.as_str() == id || m.actions.iter().any(|a| a.id.as_str() == id)
        };
        p.milestones.iter().find(of).map(|m| m.id.clone())
    });
    if let Some(milestone) =
        found.filter(|m| board.may(if m.as_str() == id { Permission::EditMilestones } else { Permission::EditActions }))
    {
        board.open_form_in(&milestone, id);
    }
}

/// With an opened milestone or one of its actions in focus an action is added to it, else a milestone to the stage.
fn add(board: Board, row: Option<&str>) {
    let key = board.plan.with_untracked(|p| {
        let row = row.unwrap_or_default();
        let of = p.milestones.iter().find(|m| m.id.as_str() == row || m.actions.iter().any(|a| a.id.as_str() == row));
        match of {
            Some(m) if board.is_opened(m.id.as_str()) => {
                let side = m.actions.iter().find(|a| a.id.as_str() == row).map_or(p.viewer.side, |a| a.side);
                Some((["new:", m.id.as_str(), ":", side.as_str()].concat(), Permission::EditActions))
            }
            Some(m) => Some((["new:", m.stage_id.as_str()].concat(), Permission::EditMilestones)),
            None => Some((["new:", p.deal.stage_id.as_str()].concat(), Permission::EditMilestones)),
        }
    });
    if let Some((key, _)) = key.filter(|(_, permission)| board.may(*permission)) {
        board.open_form(&key);
    }
}
