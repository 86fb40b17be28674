//! The drawing: what lies behind the bars, the bars, and the words below.

use super::{
    bars,
    chart::{BAR, Chart, TOP},
    marks::{Band, Label},
    scale::WIDTH,
    state::Timeline,
};
use crate::format;
use leptos::prelude::*;

/// The whole of it, scrolling sideways where it is wider than its place.
pub(super) fn drawing(timeline: Timeline, go: Callback<String>) -> AnyView {
    let chart = timeline.chart;
    let part = move |draw: fn(&Chart) -> AnyView| move || chart.with(|c| c.as_ref().map(draw));
    let height = move || chart.with(|c| c.as_ref().map_or(0, |c| c.height));
    let strip = NodeRef::<leptos::html::Div>::new();
    strip.on_load(move |strip| {
        let today = chart.with_untracked(|c| c.as_ref().map_or(0, |c| c.today));
        request_animation_frame(move || open_at(&strip, today));
    });
    view! {
        <div class="scroll" node_ref=strip tabindex="0" role="group" aria-label="Timeline of the plan, scrolls sideways">
            <svg viewBox=move || format!("0 0 {WIDTH} {}", height()) role="group" aria-label="Timeline of the plan">
                {part(behind)}{part(lines)}{bars::bars(timeline, go)}{part(below)}
            </svg>
        </div>
    }
    .into_any()
}

/// Where the drawing is wider than its place, it is opened with today a third into it.
fn open_at(strip: &web_sys::HtmlElement, today: i64) {
    let (wide, place) = (strip.scroll_width(), strip.client_width());
    let x = i32::try_from(today * i64::from(wide) / WIDTH).unwrap_or(0);
    if wide > place {
        strip.set_scroll_left((x - place / 3).max(0));
    }
}

fn line(x: i64, bottom: i64, class: &'static str) -> AnyView {
    view! { <line class=class x1=x x2=x y1=TOP - 8 y2=bottom /> }.into_any()
}

fn words(x: i64, y: i64, class: &'static str, ends: bool, text: String) -> AnyView {
    view! { <text class=class x=x y=y text-anchor=ends.then_some("end")>{text}</text> }.into_any()
}

/// Closed days, bands, lanes and dates.
fn behind(chart: &Chart) -> AnyView {
    let height = chart.bottom - TOP + 8;
    let strip = |class: &'static str, x: i64, width: i64| {
        view! { <rect class=class x=x y=TOP - 8 width=width height=height /> }.into_any()
    };
    let closed = chart.closed.iter().map(|(x, width)| strip("closed", *x, *width));
    let bands = chart.bands.iter().filter(|b| b.width > 0);
    let bands = bands.map(|b| strip(if b.constraint.kind.is_closed() { "band busy" } else { "band" }, b.x, b.width));
    let lanes = chart.lanes.iter().map(|lane| {
        view! { <line class="lane" x1="0" x2=WIDTH y1=lane.y y2=lane.y />{words(8, lane.y + 22, "lane-label", false, lane.name.clone())} }
            .into_any()
    });
    let ticks = chart.ticks.iter().map(|(x, day)| {
        view! { {line(*x, chart.bottom, "tick")}{words(*x + 3, 18, "tick-label", false, format::day_short(*day))} }
            .into_any()
    });
    closed.chain(bands).chain(lanes).chain(ticks).collect::<Vec<_>>().into_any()
}

/// Dependencies, the buyer's dates, the forecast, today.
fn lines(chart: &Chart) -> AnyView {
    let links = chart.links.iter().map(|link| {
        let critical = link.critical.then_some("true");
        view! { <path class="ms-link" data-critical=critical d=link.path.clone() /> }.into_any()
    });
    let of_band = |b: &Band| line(b.x, chart.bottom, if b.constraint.anchor { "anchor" } else { "date" });
    let dates = chart.bands.iter().filter(|b| b.width == 0).map(of_band);
    let chances = chart.chances.map(|(p50, p80)| {
        let width = (p80 - p50).max(0);
        view! {
            {line(p50, chart.bottom, "chance")}{line(p80, chart.bottom, "chance")}
            <rect class="chance-span" x=p50 y=chart.bottom - BAR / 2 width=width height=BAR / 2 />
        }
        .into_any()
    });
    let today = line(chart.today, chart.bottom, "today");
    links.chain(dates).chain(chances).chain([today]).collect::<Vec<_>>().into_any()
}

fn below(chart: &Chart) -> AnyView {
    let label = |l: &Label| words(l.x, l.y, l.class, l.ends, l.text.clone());
    chart.labels.iter().map(label).collect::<Vec<_>>().into_any()
}

/// What the drawing's signs mean.
pub(super) fn legend(timeline: Timeline) -> AnyView {
    let item = |class: &'static str, words: &'static str| {
        let (y, height) = match class {
            "agreed" | "slack" => (4, 4),
            _ => (0, 12),
        };
        view! { <li><svg viewBox="0 0 24 12" aria-hidden="true"><rect class=class x="0" y=y width="24" height=height rx="2" /></svg>{words}</li> }
    };
    let critical = view! { <li><svg viewBox="0 0 24 12" aria-hidden="true"><path class="ms-link" data-critical="true" d="M0 6H24" /></svg>"critical path"</li> };
    let was = move || timeline.is_trying().then(|| item("was", "before the move"));
    view! {
        <ul class="legend">
            {item("now", "as it stands")}{was}{item("agreed", "as first agreed")}{item("slack", "slack: how far it can slip")}{critical}
            {item("done", "done")}{item("risk", "at risk")}{item("over", "overdue")}{item("closed", "the buyer does not work")}{item("band busy", "busy period")}
        </ul>
    }
    .into_any()
}
