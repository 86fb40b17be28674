//! How a plan's score went: a curve, and the same as a table.

use crate::format;
use leptos::prelude::*;
use tandem_shared::{day::Day, health::HealthScore};

/// The curve's measures, in its own units.
const WIDTH: i64 = 600;
const HEIGHT: i64 = 60;

/// The corners of the curve: a score holds until the day on which it changed.
fn points(days: &[HealthScore], today: Day) -> String {
    let (Some(first), Some(last)) = (days.first(), days.last()) else { return String::new() };
    let span = today.max(last.day).days_since(first.day).max(1);
    let x = |day: Day| day.days_since(first.day) * WIDTH / span;
    let y = |score: i32| HEIGHT - i64::from(score) * HEIGHT / 100;
    let mut corners: Vec<(i64, i64)> = Vec::new();
    for one in days {
        corners.extend(corners.last().map(|(_, before)| (x(one.day), *before)));
        corners.push((x(one.day), y(one.score)));
    }
    corners.push((WIDTH, y(last.score)));
    corners.iter().map(|(x, y)| [x.to_string(), y.to_string()].join(",")).collect::<Vec<_>>().join(" ")
}

/// The curve with its table; nothing before it has changed once.
pub(super) fn curve(days: Signal<Vec<HealthScore>>, today: Day) -> AnyView {
    let shown = move || {
        let days = days.get();
        let (first, last) = (days.first()?, days.last()?);
        if days.len() < 2 {
            return None;
        }
        let told =
            ["From ", &first.score.to_string(), " on ", &format::day(first.day), " to ", &last.score.to_string()]
                .concat();
        let line = points(&days, today);
        let rows = days.iter().rev().map(row).collect::<Vec<_>>();
        Some(view! {
            <section class="card-box">
                <h2>"How it went"</h2>
                <svg viewBox="-2 -2 604 64" class="w-full h-16" preserveAspectRatio="none" role="img" aria-label=told.clone()>
                    <polyline points=line fill="none" stroke="currentColor" stroke-width="2" vector-effect="non-scaling-stroke" />
                </svg>
                <details class="as-table">
                    <summary>{told}</summary>
                    <table class="text-sm text-left">
                        <thead><tr><th scope="col" class="pr-4">"Day"</th><th scope="col" class="pr-4">"Score"</th><th scope="col" class="pr-4">"Errors"</th><th scope="col" class="pr-4">"Warnings"</th><th scope="col">"Advice"</th></tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </details>
            </section>
        })
    };
    shown.into_any()
}

fn row(one: &HealthScore) -> AnyView {
    view! {
        <tr><th scope="row" class="pr-4 font-normal">{format::day(one.day)}</th><td>{one.score}</td><td>{one.errors}</td><td>{one.warnings}</td><td>{one.advice}</td></tr>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str, score: i32) -> HealthScore {
        HealthScore { day: text.parse().unwrap(), score, errors: 0, warnings: 0, advice: 0 }
    }

    #[test]
    fn a_score_holds_until_the_day_on_which_it_changed_and_until_today() {
        let days = [day("2026-03-01", 50), day("2026-03-11", 100)];
        assert_eq!(points(&days, "2026-03-21".parse().unwrap()), "0,30 300,30 300,0 600,0");
        assert_eq!(points(&[], "2026-03-21".parse().unwrap()), "");
    }
}
