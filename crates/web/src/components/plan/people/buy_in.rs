//! How a person's buy-in went: a line over time, and each change with who said so and when.

use crate::{
    components::{plan::wording, ui::ErrorState},
    format,
    load::Failure,
};
use leptos::prelude::*;
use tandem_shared::{
    buy_in::BuyInChange,
    day::Timestamp,
    id::StakeholderId,
    stakeholder::{BuyIn, Stakeholder},
};

/// Where the history goes, newest first, or why it could not be read.
pub(crate) type Went = RwSignal<Option<Result<Vec<BuyInChange>, Failure>>>;

/// Reads how somebody's buy-in went; given by the page to sellers.
#[derive(Clone, Copy)]
pub(crate) struct BuyIns(pub(crate) Callback<(StakeholderId, Went)>);

/// The line's measures, in its own units.
const WIDTH: i64 = 240;
const STEP: i64 = 10;

/// How high a word stands; nothing for what is not known.
const fn level(buy_in: BuyIn) -> Option<i64> {
    match buy_in {
        BuyIn::Unknown => None,
        BuyIn::LikelyObjector => Some(0),
        BuyIn::NeedsConvincing => Some(1),
        BuyIn::Neutral => Some(2),
        BuyIn::Onboard => Some(3),
    }
}

/// The corners of the line: a word holds until the next one, the last until now. Empty before there are two words.
fn corners(newest_first: &[BuyInChange], now: Timestamp) -> Vec<(i64, i64)> {
    let known: Vec<(Timestamp, i64)> =
        newest_first.iter().rev().filter_map(|c| level(c.to).map(|level| (c.at, level))).collect();
    let (Some((first, _)), Some((_, last))) = (known.first(), known.last()) else { return Vec::new() };
    if known.len() < 2 {
        return Vec::new();
    }
    let span = now.seconds_since(*first).max(1);
    let y = |level: i64| (3 - level) * STEP;
    let mut corners: Vec<(i64, i64)> = Vec::new();
    for (at, level) in &known {
        let x = at.seconds_since(*first) * WIDTH / span;
        corners.extend(corners.last().map(|(_, before)| (x, *before)));
        corners.push((x, y(*level)));
    }
    corners.push((WIDTH, y(*last)));
    corners
}

/// The history, read when it is opened and again when the person has changed.
pub(super) fn went(person: Memo<Option<Stakeholder>>) -> AnyView {
    let Some(BuyIns(read)) = use_context::<BuyIns>() else { return ().into_any() };
    let changes: Went = RwSignal::new(None);
    let version = Memo::new(move |_| person.with(|p| p.as_ref().map(|p| (p.id.clone(), p.version))));
    let again = Trigger::new();
    Effect::new(move || {
        again.track();
        if let Some((id, _)) = version.get() {
            read.run((id, changes));
        }
    });
    let retry = Callback::new(move |()| {
        changes.set(None);
        again.notify();
    });
    let shown = move || {
        changes.with(|all| match all.as_ref().map(|all| all.as_deref()) {
            None => view! { <p class="dim" role="status">"Loading"</p> }.into_any(),
            Some(Err(failure)) => view! { <ErrorState failure=failure.clone() on_retry=Some(retry) /> }.into_any(),
            Some(Ok([])) => view! { <p class="dim">"Not changed since the person was added."</p> }.into_any(),
            Some(Ok(all)) => {
                view! { {line(all)}<ol class="went">{all.iter().map(change).collect::<Vec<_>>()}</ol> }.into_any()
            }
        })
    };
    view! { <h4>"How the buy-in went"</h4>{shown} }.into_any()
}

fn line(changes: &[BuyInChange]) -> AnyView {
    let corners = corners(changes, format::now());
    if corners.is_empty() {
        return ().into_any();
    }
    let said = changes.iter().rev().map(|c| wording::buy_in(c.to)).collect::<Vec<_>>().join(", then ");
    let points = corners.iter().map(|(x, y)| [x.to_string(), y.to_string()].join(",")).collect::<Vec<_>>().join(" ");
    view! {
        <svg class="buy-in-line" viewBox="-3 -3 246 36" preserveAspectRatio="none" role="img" aria-label=["Buy-in: ", &said].concat()>
            <polyline points=points fill="none" stroke="currentColor" stroke-width="2" vector-effect="non-scaling-stroke" />
        </svg>
    }
    .into_any()
}

fn change(c: &BuyInChange) -> AnyView {
    let who = c.actor.name.clone().unwrap_or_else(|| "somebody whose name was erased".to_owned());
    let when = [format::day(format::local_day(c.at)), who].join(", ");
    view! {
        <li><span><span class="sr-only">"from "</span>{wording::buy_in(c.from)}" → "<b>{wording::buy_in(c.to)}</b></span>" "<span class="dim">{when}</span></li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use tandem_shared::event::{Actor, ActorKind};

    fn change(day: &str, from: BuyIn, to: BuyIn) -> BuyInChange {
        let actor = Actor {
            kind: ActorKind::User,
            id: "usr_1".into(),
            name: Some("Ada".into()),
            side: tandem_shared::stakeholder::Side::Seller,
        };
        BuyInChange { seq: 1, at: at(day), actor, from, to }
    }

    fn at(day: &str) -> Timestamp {
        [day, "T12:00:00Z"].concat().parse().unwrap()
    }

    #[test]
    fn a_word_holds_until_the_next_one_and_until_now() {
        let all = [
            change("2026-03-11", BuyIn::NeedsConvincing, BuyIn::Onboard),
            change("2026-03-01", BuyIn::Unknown, BuyIn::NeedsConvincing),
        ];
        assert_eq!(corners(&all, at("2026-03-21")), [(0, 20), (120, 20), (120, 0), (240, 0)]);
    }

    #[test]
    fn one_word_makes_no_line() {
        assert_eq!(corners(&[change("2026-03-01", BuyIn::Unknown, BuyIn::Neutral)], at("2026-03-21")), []);
        assert_eq!(corners(&[], at("2026-03-21")), []);
    }
}
