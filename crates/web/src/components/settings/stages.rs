//! The pipeline as a list that is put in order by dragging, by Alt and the arrows, or by a menu.

use crate::components::ui::{Badge, Icon, IconName, Menu, MenuItem, Tone};
use leptos::{ev, prelude::*};
use tandem_shared::{
    id::StageId,
    stage::{Stage, StageKind},
};

/// What an admin does with a stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StageWish {
    /// Puts all in this order.
    Order(Vec<StageId>),
    /// Changes its name or what it means.
    Edit(Stage),
    /// Deletes it.
    Delete(Stage),
}

/// `ids` with the one at `from` moved to `to`.
#[must_use]
pub fn moved<T: Clone>(ids: &[T], from: usize, to: usize) -> Vec<T> {
    let mut ids = ids.to_vec();
    if from < ids.len() {
        let one = ids.remove(from);
        ids.insert(to.min(ids.len()), one);
    }
    ids
}

/// The stages in order.
#[component]
pub fn StageList(
    /// The stages.
    #[prop(into)]
    stages: Signal<Vec<Stage>>,
    /// Whether the reader may change them.
    #[prop(into)]
    may_manage: Signal<bool>,
    /// Called with what an admin did.
    on_wish: Callback<StageWish>,
) -> impl IntoView {
    let dragged = RwSignal::new(None::<StageId>);
    let over = RwSignal::new(None::<StageId>);
    let said = RwSignal::new(String::new());
    let shift = Callback::new(move |(id, to): (StageId, usize)| {
        let (ids, name) = stages.with_untracked(|s| {
            let ids: Vec<StageId> = s.iter().map(|s| s.id.clone()).collect();
            (ids, s.iter().find(|s| s.id == id).map(|s| s.name.clone()).unwrap_or_default())
        });
        let Some(from) = ids.iter().position(|i| *i == id).filter(|from| *from != to && to < ids.len()) else { return };
        said.set(format!("{name} is now number {} of {}.", to + 1, ids.len()));
        on_wish.run(StageWish::Order(moved(&ids, from, to)));
    });
    view! {
        <ul class="stage-list">
            <For each=move || stages.get() key=|s| (s.id.clone(), s.name.clone(), s.kind, s.deals) let:stage>
                {row(stage, Moving { stages, dragged, over, shift }, may_manage, on_wish)}
            </For>
        </ul>
        <p class="sr-only" aria-live="polite">{move || said.get()}</p>
    }
}

fn grip_id(id: &StageId) -> String {
    format!("grip-{id}")
}

/// What moving a row needs.
#[derive(Clone, Copy)]
struct Moving {
    stages: Signal<Vec<Stage>>,
    dragged: RwSignal<Option<StageId>>,
    over: RwSignal<Option<StageId>>,
    shift: Callback<(StageId, usize)>,
}

impl Moving {
    fn place(self, id: &StageId) -> usize {
        self.stages.with_untracked(|s| s.iter().position(|s| s.id == *id).unwrap_or(0))
    }

    fn by(self, id: &StageId, down: bool) {
        let at = self.place(id);
        self.shift.run((id.clone(), if down { at + 1 } else { at.wrapping_sub(1) }));
    }

    fn drop_on(self, target: &StageId) {
        if let Some(id) = self.dragged.get_untracked() {
            self.shift.run((id, self.place(target)));
        }
        self.dragged.set(None);
        self.over.set(None);
    }
}

/// How a kind of stage is marked.
const fn kind_mark(kind: StageKind) -> (&'static str, Tone) {
    match kind {
        StageKind::Open => ("Open", Tone::Neutral),
        StageKind::Won => ("Won", Tone::Good),
        StageKind::Lost => ("Lost", Tone::Bad),
    }
}

/// Alt and an arrow move the row.
fn move_by_key(event: &ev::KeyboardEvent, moving: Moving, id: StageId) {
    let down = event.key() == "ArrowDown";
    if event.alt_key() && (down || event.key() == "ArrowUp") {
        event.prevent_default();
        moving.by(&id, down);
        // A moved row loses the focus: give it back, so that it can be moved on.
        leptos::task::spawn_local(async move {
            crate::browser::sleep(30).await;
            crate::browser::focus(&grip_id(&id));
        });
    }
}

fn row(stage: Stage, moving: Moving, may_manage: Signal<bool>, on_wish: Callback<StageWish>) -> AnyView {
    let id = StoredValue::new(stage.id.clone());
    let (kind, tone) = kind_mark(stage.kind);
    let deals = crate::format::count(usize::try_from(stage.deals).unwrap_or(0), "deal", "deals");
    let is_over = Memo::new(move |_| {
        moving.over.with(|o| o.as_ref() == Some(&id.get_value())) && moving.dragged.with(Option::is_some)
    });
    let name = stage.name.clone();
    let keys = move |event: ev::KeyboardEvent| {
        if may_manage.get_untracked() {
            move_by_key(&event, moving, id.get_value());
        }
    };
    let grip_name = format!("{name}: Alt and arrow keys move it");
    view! {
        <li
            class="stage-row"
            class:stage-over=move || is_over.get()
            draggable=move || may_manage.get().then_some("true")
            on:keydown=keys
            on:dragstart=move |event| {
                if let Some(data) = event.data_transfer() {
                    let _ = data.set_data("text/plain", id.get_value().as_str());
                }
                moving.dragged.set(Some(id.get_value()));
            }
            on:dragover=move |event| {
                event.prevent_default();
                moving.over.set(Some(id.get_value()));
            }
            on:dragend=move |_| moving.dragged.set(None)
            on:drop=move |event| {
                event.prevent_default();
                moving.drop_on(&id.get_value());
            }
        >
            <Show when=move || may_manage.get()>
                <button type="button" class="grip" id=grip_id(&id.get_value()) aria-label=grip_name.clone() title="Drag, or Alt and arrows"><Icon name=IconName::Grip /></button>
            </Show>
            <span class="stage-name">{name}</span>
            <Badge text=kind tone=tone />
            <span class="muted text-xs tabular-nums">{deals}</span>
            <Show when=move || may_manage.get()>{menu(stage.clone(), moving, on_wish)}</Show>
        </li>
    }
    .into_any()
}

fn menu(stage: Stage, moving: Moving, on_wish: Callback<StageWish>) -> AnyView {
    let stage = StoredValue::new(stage);
    let by = move |down: bool| moving.by(&stage.with_value(|s| s.id.clone()), down);
    view! {
        <Menu label=stage.with_value(|s| format!("What to do with {}", s.name)) icon=IconName::More>
            <MenuItem label="Move up" icon=IconName::ArrowUp on_click=move |()| by(false) />
            <MenuItem label="Move down" icon=IconName::ArrowDown on_click=move |()| by(true) />
            <MenuItem label="Edit" icon=IconName::Pencil on_click=move |()| on_wish.run(StageWish::Edit(stage.get_value())) />
            <MenuItem label="Delete" icon=IconName::Trash danger=true on_click=move |()| on_wish.run(StageWish::Delete(stage.get_value())) />
        </Menu>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::moved;

    #[test]
    fn a_moved_one_takes_the_place_it_is_dropped_on() {
        let ids = ["a", "b", "c", "d"];
        assert_eq!(moved(&ids, 0, 2), ["b", "c", "a", "d"]);
        assert_eq!(moved(&ids, 3, 0), ["d", "a", "b", "c"]);
        assert_eq!(moved(&ids, 1, 9), ["a", "c", "d", "b"]);
        assert_eq!(moved(&ids, 9, 0), ids);
    }
}
