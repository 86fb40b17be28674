//! What the seller knows of one of the buyer's people: what matters to them, how convinced they are and how that went, how they are engaged.

use super::{super::board::Board, buy_in, lines, map::buy_in as mark};
use crate::{browser, components::plan::wording, format};
use leptos::prelude::*;
use tandem_shared::{
    day::Day,
    stakeholder::{Authority, BuyIn, Stakeholder, StakeholderRole},
};

/// Opens a person's profile and moves there.
pub(super) fn show(board: Board, id: &str) {
    if !board.is_opened(id) {
        board.toggle(id);
    }
    let id = id.to_owned();
    request_animation_frame(move || {
        browser::scroll_to(&id);
        browser::focus(&id);
    });
}

/// The profile, below a person's card.
pub(super) fn profile(person: Memo<Option<Stakeholder>>) -> AnyView {
    let facts = move || person.with(|p| p.as_ref().map(facts));
    view! { <div class="profile own">{facts}{buy_in::went(person)}</div> }.into_any()
}

fn facts(person: &Stakeholder) -> AnyView {
    let unknown = lines::unknown(person);
    let lacks = (!unknown.is_empty()).then(|| {
        let said = [&unknown.len().to_string(), " of 5 things are not known yet: ", &unknown.join(", "), "."].concat();
        view! { <p class="lacks">{said}</p> }
    });
    let text = |text: Option<&String>| text.cloned().unwrap_or_default();
    let authority = person.authority.unwrap_or(Authority::Unknown);
    let champion = person.roles.contains(&StakeholderRole::Champion) || authority != Authority::Unknown;
    let timing = person.engagement_timing.map_or("", wording::timing).to_owned();
    view! {
        {lacks}
        <dl>
            {fact("What matters most to them", &text(person.primary_concern.as_ref()))}
            <div><dt>"Buy-in"</dt><dd>{mark(person.buy_in.unwrap_or(BuyIn::Unknown))}</dd></div>
            {champion.then(|| fact("As a champion", wording::authority(authority)))}
            {fact("How we involve them", &text(person.engagement_plan.as_ref()))}
            {fact("When", &timing)}
            {fact("By", &person.engagement_date.map(day).unwrap_or_default())}
        </dl>
    }
    .into_any()
}

/// *Thu 3 Dec, in 11 days*.
fn day(day: Day) -> String {
    [format::day(day), format::relative(day, format::today())].join(", ")
}

fn fact(name: &'static str, value: &str) -> AnyView {
    let is_known = !value.is_empty();
    let value = if is_known { value.to_owned() } else { "Not known yet".to_owned() };
    view! { <div><dt>{name}</dt><dd class:dim=!is_known>{value}</dd></div> }.into_any()
}
