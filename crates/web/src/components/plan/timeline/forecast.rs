//! When the signature is likely to be there, how sure that is, and what drives it; reckoned anew as one drags.

use super::{state::Timeline, words};
use crate::{components::plan::wording, format};
use leptos::prelude::*;
use tandem_shared::{
    day::Day,
    forecast::{Driver, Figures, Forecast},
};

/// The panel.
pub(super) fn forecast(timeline: Timeline) -> AnyView {
    let body = move || timeline.forecast.with(shown);
    let note = move || timeline.is_trying().then(|| view! { <small class="dim">" with the dates above"</small> });
    view! { <section class="card-box facts"><h2>"Forecast"{note}</h2>{body}</section> }.into_any()
}

fn shown(forecast: &Forecast) -> AnyView {
    match forecast {
        Forecast::Dates(figures) => dates(figures),
        Forecast::NotEnoughData { reason } => {
            view! { <p class="dim">{["Too little is known to foresee the signature. ", reason].concat()}</p> }
                .into_any()
        }
        Forecast::Decided => {
            view! { <p class="dim">"There is nothing to foresee: nothing open leads to the signature any more."</p> }
                .into_any()
        }
    }
}

fn dates(figures: &Figures) -> AnyView {
    let row = |label: &'static str, day: Day, means: &'static str| {
        view! { <tr><th scope="row">{label}</th><td>{format::day(day)}</td><td class="dim">{means}</td></tr> }
    };
    let chances = [
        ("Chance to make the hard date", &figures.anchor),
        ("Chance of the plan’s own date", &figures.planned_chance),
        ("Chance of our close date", &figures.close),
    ];
    let chances = chances.into_iter().filter_map(|(label, chance)| {
        let text = words::chance(chance.as_ref()?, format::day);
        Some(view! { <li>{label}": "<b>{text}</b></li> })
    });
    let risks = match figures.risks {
        0 => "No open risk was counted.".to_owned(),
        n => wording::count(n, "open risk was counted.", "open risks were counted."),
    };
    view! {
        <table class="table table-sm">
            <tbody>
                {row("P50", figures.p50, "half of the runs have the signature by then")}
                {row("P80", figures.p80, "four of five runs")}
                {row("P95", figures.p95, "nearly all runs")}
            </tbody>
        </table>
        <ul class="facts">{chances.collect::<Vec<_>>()}</ul>
        {drivers(&figures.drivers)}
        <p class="dim">{words::pace(figures)}" "{risks}" Simulated "{figures.runs}" times; the same plan always gives the same answer."</p>
    }
    .into_any()
}

/// What delays the signature most, longest first.
fn drivers(drivers: &[Driver]) -> AnyView {
    if drivers.is_empty() {
        return view! { <p class="dim">"Nothing delays it: what leads to the signature fits between its dates."</p> }
            .into_any();
    }
    let most = drivers.iter().map(|d| d.days).fold(0.1, f64::max);
    let bar = |driver: &Driver| {
        let width = (driver.days * 1000.0 / most).round().to_string();
        let what = if driver.risk_id.is_some() { "Risk: " } else { "" };
        view! {
            <li data-state="running">
                <span>{what}{driver.title.clone()}</span>
                <svg viewBox="0 0 1000 16" preserveAspectRatio="none" aria-hidden="true"><rect class="planned" x="0" y="4" height="8" rx="2" width=width /></svg>
                <span class="dim">{words::delay(driver)}</span>
            </li>
        }
    };
    let bars = drivers.iter().map(bar).collect::<Vec<_>>();
    view! { <h3 class="dim">"What delays it, on average"</h3><div class="spent drivers"><ul>{bars}</ul></div> }
        .into_any()
}
