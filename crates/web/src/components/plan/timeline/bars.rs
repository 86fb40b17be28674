//! The bars of the timeline: each a link to its milestone and, for those who may, a slider that moves it.

use super::{
    chart::{BAR, Bar, FACE},
    drag::Drag,
    state::Timeline,
    words,
};
use crate::{components::plan::wording, components::ui, format};
use leptos::{
    ev::{KeyboardEvent, PointerEvent},
    prelude::*,
};
use tandem_shared::id::MilestoneId;
use wasm_bindgen::JsCast;

/// Working days that an arrow moves with Shift.
const FAR: i32 = 5;

/// All bars; one is drawn once and moves with its dates, so that it keeps the focus and the pointer.
pub(super) fn bars(timeline: Timeline, go: Callback<String>) -> AnyView {
    let drag = Drag::new(timeline);
    let ids = Memo::new(move |_| {
        timeline
            .chart
            .with(|c| c.as_ref().map(|c| c.bars.iter().map(|b| b.id.to_string()).collect()).unwrap_or_default())
    });
    ui::rows(ids, move |id: String| id.parse().map_or_else(|_| ().into_any(), |id| bar(timeline, drag, id, go)))
}

/// The element of a milestone's bar.
fn bar_id(id: &MilestoneId) -> String {
    ["bar-", id.as_str()].concat()
}

/// Gives the focus to a milestone's bar.
pub(super) fn focus(id: &MilestoneId) {
    let element = document().get_element_by_id(&bar_id(id)).and_then(|e| e.dyn_into::<web_sys::SvgElement>().ok());
    if let Some(element) = element {
        drop(element.focus());
    }
}

fn number(bar: Memo<Option<Bar>>, of: fn(&Bar) -> i64) -> Signal<i64> {
    Signal::derive(move || bar.with(|b| b.as_ref().map_or(0, of)))
}

fn bar(timeline: Timeline, drag: Drag, id: MilestoneId, go: Callback<String>) -> AnyView {
    let which = id.clone();
    let bar = Memo::new(move |_| timeline.chart.with(|c| c.as_ref()?.bars.iter().find(|b| b.id == which).cloned()));
    let id = StoredValue::new(id);
    let moves = Memo::new(move |_| id.with_value(|id| timeline.is_movable(id)));
    let name = move || bar.with(|b| b.as_ref().map(spoken_name).unwrap_or_default());
    let value = move || moves.get().then(|| id.with_value(|id| spoken_value(timeline, id)));
    let place = move || moves.get().then(|| bar.with(|b| b.as_ref().map_or(0, |b| b.x + b.width)));
    let click = move |_| {
        if !drag.was_movement() {
            go.run(id.get_value().to_string());
        }
    };
    let take = move |e: PointerEvent| id.with_value(|id| drag.take(&e, id));
    let carry = move |e: PointerEvent| id.with_value(|id| drag.carry(&e, id));
    let status = move || bar.with(|b| b.as_ref().map(|b| b.status.as_str()));
    let is_critical = move || bar.with(|b| b.as_ref().is_some_and(|b| b.critical).then_some("true"));
    view! {
        <g class="ms-bar" id=id.with_value(bar_id) data-status=status data-critical=is_critical tabindex="0" aria-label=name
            role=move || if moves.get() { "slider" } else { "link" } aria-valuetext=value aria-valuenow=place aria-valuemin=move || moves.get().then_some("0") aria-valuemax=move || moves.get().then_some("1090")
            aria-describedby=move || moves.get().then_some("timeline-keys") cursor=move || if moves.get() { "grab" } else { "pointer" }
            on:click=click on:keydown=move |e| id.with_value(|id| key(timeline, drag, id, &e, go))
            on:pointerdown=take on:pointermove=carry on:pointerup=move |_| drag.drop() on:pointercancel=move |_| drag.cancel()>
            {shape(bar)}
        </g>
    }
    .into_any()
}

/// The shape of a bar, back to front.
fn shape(bar: Memo<Option<Bar>>) -> AnyView {
    let (x, y, width) = (number(bar, |b| b.x), number(bar, |b| b.y), number(bar, |b| b.width));
    let strip = move |of: fn(&Bar) -> Option<(i64, i64)>, class: &'static str, down: i64, height: i64| {
        move || {
            let (x, width) = bar.with(|b| b.as_ref().and_then(of))?;
            Some(view! { <rect class=class x=x y=y.get() + down width=width height=height rx="2" /> })
        }
    };
    let reached = move || {
        let (x, mid) = bar.with(|b| b.as_ref().and_then(|b| Some((b.reached?, b.y + BAR / 2))))?;
        Some(
            view! { <circle class="reached" cx=x cy=mid r="7" /><path class="check" d=format!("M{} {mid}l2 2 4-4", x - 3) /> },
        )
    };
    let label = move || bar.with(|b| b.as_ref().map(|b| b.label)).unwrap_or_default();
    // The face stands between the bar and its words.
    let words_x = move || if label().1 { label().0 - FACE } else { label().0 + 4 + FACE };
    view! {
        <rect class="hit" x=move || x.get() - 4 y=move || y.get() - 8 width=move || width.get() + 8 height="28" />
        {strip(|b| b.was, "was", 0, BAR)}
        {strip(|b| b.slack, "slack", BAR, 3)}
        {strip(|b| b.agreed, "agreed", BAR + 2, 4)}
        <rect class="now" x=x y=y width=width height=BAR rx="3" />
        {reached}
        {move || bar.with(|b| b.as_ref().map(face))}
        <text x=words_x y=move || y.get() + 10
            text-anchor=move || if label().1 { "end" } else { "start" }>{move || bar.with(|b| b.as_ref().map(|b| b.words.clone()))}</text>
    }
    .into_any()
}

/// The initials of who answers for it, in their side's colour.
fn face(bar: &Bar) -> AnyView {
    let (x, ends) = bar.label;
    let (x, y) = (if ends { x - FACE / 2 } else { x + FACE / 2 }, bar.y + BAR / 2);
    view! { <g class="bar-face" data-side=bar.owner.side.as_str()><title>{bar.owner.name.clone()}</title><circle cx=x cy=y r="8" /><text x=x y=y + 3 text-anchor="middle">{bar.owner.letters.clone()}</text></g> }
        .into_any()
}

/// A bar's name as it is read out.
fn spoken_name(bar: &Bar) -> String {
    let critical = if bar.critical { ", on the critical path" } else { "" };
    [&bar.words, ", ", &bar.owner.name, ", ", wording::milestone_status(bar.status), critical].concat()
}

/// Where it stands, as it is read out whenever it moves.
fn spoken_value(timeline: Timeline, id: &MilestoneId) -> String {
    let target = timeline.shown.with(|p| p.milestones.iter().find(|m| m.id == *id).and_then(|m| m.target_date));
    let slack = timeline.schedule.with(|s| s.slot(id).map(|slot| words::slack(slot.slack_days)).unwrap_or_default());
    let target = target.map(|day| ["target ", &format::day(day)].concat()).unwrap_or_default();
    if slack.is_empty() { target } else { [&target, ", ", &slack].concat() }
}

fn key(timeline: Timeline, drag: Drag, id: &MilestoneId, e: &KeyboardEvent, go: Callback<String>) {
    let far = if e.shift_key() { FAR } else { 1 };
    let by = match e.key().as_str() {
        "Enter" => return go.run(id.to_string()),
        "ArrowLeft" | "ArrowDown" => -far,
        "ArrowRight" | "ArrowUp" => far,
        "Escape" => return drag.drop(),
        _ => return,
    };
    if untrack(|| timeline.is_movable(id)) {
        // The page, and the strip it stands in, would scroll.
        e.prevent_default();
        timeline.step(id, by);
    }
}
