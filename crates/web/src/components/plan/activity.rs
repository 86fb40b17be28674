//! The plan's history in words, newest first.

use super::{board::Board, changed, history, look};
use crate::format;
use leptos::prelude::*;
use tandem_shared::{day::Day, event::Event};

/// The events, under the day they happened on.
pub(crate) fn activity(events: Signal<Vec<Event>>) -> AnyView {
    let days = move || {
        let mut days: Vec<(Day, Vec<AnyView>)> = Vec::new();
        events.with(|all| {
            for event in all {
                let day = format::local_day(event.at);
                match days.last_mut().filter(|(d, _)| *d == day) {
                    Some((_, lines)) => lines.push(line(event)),
                    None => days.push((day, vec![line(event)])),
                }
            }
        });
        days.into_iter().map(|(day, lines)| view! { <section class="day"><h2>{format::day(day)}</h2><ul class="rows">{lines}</ul></section> }).collect::<Vec<_>>()
    };
    (move || {
        if events.with(Vec::is_empty) {
            look::empty("Nothing has happened yet", "Every change of this plan will be listed here, with who made it.")
        } else {
            days().into_any()
        }
    })
    .into_any()
}

fn line(event: &Event) -> AnyView {
    let board = Board::here();
    let changes = board.plan.with_untracked(|p| changed::changes(event, p, format::day));
    let changes = changes.into_iter().map(|c| {
        let from = (!c.from.is_empty()).then(|| view! { <s><span class="sr-only">"before: "</span>{c.from}</s>" → " });
        let to = if c.to.is_empty() { "nothing".to_owned() } else { c.to };
        view! { <li><span class="dim">{c.label}": "</span>{from}<span>{to}</span></li> }
    });
    let changes = changes.collect::<Vec<_>>();
    let (name, deed) = (history::actor(event), history::deed(&changed::spoken(event)));
    view! {
        <li class="event">
            {look::face(&name, event.actor.side)}
            <div><p><b>{name}</b>" "{deed}</p>{(!changes.is_empty()).then(|| view! { <ul class="changes">{changes}</ul> })}</div>
            <time class="dim" datetime=event.at.to_string() title=format::instant(event.at)>{format::instant(event.at)}</time>
        </li>
    }
    .into_any()
}
