//! The map of people: each role, who has it on either side, and what can be done where nobody has.

use super::{
    super::{board::Board, editor, judge::Judge, look, rail, wording},
    gap,
    lines::{self, Line},
    profile,
};
use crate::{
    browser,
    components::ui::{self, IconName},
    format,
};
use leptos::prelude::*;
use tandem_shared::{
    access::Permission,
    stakeholder::{BuyIn, Side, Stakeholder},
};

/// The map.
pub(crate) fn map(judge: Judge) -> AnyView {
    let internal = Board::here().may(Permission::SeeInternal);
    let all = Memo::new(move |_| judge.plan.with(|p| lines::lines(p, internal)));
    let keys = Memo::new(move |_| all.with(|all| all.iter().map(|line| line.key.clone()).collect::<Vec<_>>()));
    let names = judge.plan.with_untracked(|p| (wording::side(p, Side::Buyer), wording::side(p, Side::Seller)));
    let buyer = names.0.clone();
    let summary = move || all.with(|all| lines::summary(all, &buyer));
    let row = move |key: String| {
        let line = Memo::new({
            let key = key.clone();
            move |_| all.with(|all| all.iter().find(|line| line.key == key).cloned())
        });
        row(judge, key, line)
    };
    show_named(keys);
    view! {
        <section class="role-map">
            <h2 class="section-head">"Who decides"</h2>
            <p class="dim" data-summary="">{summary}</p>
            <div class="role-head" aria-hidden="true"><span>"Role"</span><span data-side="buyer">{names.0}</span><span data-side="seller">{names.1}</span></div>
            <ul class="rows">{ui::rows(keys, row)}</ul>
        </section>
    }
    .into_any()
}

/// Moves to the role that the URL's fragment names.
fn show_named(keys: Memo<Vec<String>>) {
    let key = browser::fragment();
    if keys.with_untracked(|keys| keys.contains(&key)) {
        focus_row(&key);
    }
}

/// Moves to a role.
pub(super) fn focus_row(key: &str) {
    let selector = ["[data-role='", key, "']"].concat();
    request_animation_frame(move || editor::focus(&selector));
}

fn row(judge: Judge, key: String, line: Memo<Option<Line>>) -> AnyView {
    let (name, role) = line.with_untracked(|l| l.as_ref().map(|l| (l.name.clone(), l.role()))).unwrap_or_default();
    let state = move || line.with(|l| l.as_ref().map_or("", Line::state));
    let beside = role.map(|role| gap::panels(judge, role));
    let standing = role.map(|role| gap::standing(judge, role, line, beside.as_ref().map(|(chosen, _)| *chosen)));
    view! {
        <li class="role" data-role=key data-standing=state tabindex="-1">
            <h3>{name}</h3>
            {cell(judge, line, Side::Buyer, standing)}
            {cell(judge, line, Side::Seller, None)}
            {beside.map(|(_, panels)| panels)}
        </li>
    }
    .into_any()
}

/// The people of one side who have a role, and what stands in for them.
fn cell(judge: Judge, line: Memo<Option<Line>>, side: Side, standing: Option<AnyView>) -> AnyView {
    let people = Memo::new(move |_| {
        let of = |line: &Line| line.people.iter().filter(|s| s.side == side).cloned().collect::<Vec<_>>();
        line.with(|line| line.as_ref().map(of).unwrap_or_default())
    });
    let name = judge.plan.with_untracked(|p| wording::side(p, side));
    let none = standing.is_none();
    let chips = move || people.with(|all| all.iter().map(chip).collect::<Vec<_>>());
    let dash = move || {
        (none && people.with(Vec::is_empty)).then(|| view! { <span class="dim"><span aria-hidden="true">"–"</span><span class="sr-only">"Nobody"</span></span> })
    };
    view! {
        <div class="holders" data-side=side.as_str()>
            <span class="side-name">{name}<span class="sr-only">": "</span></span>
            {chips}{dash}{standing}
        </div>
    }
    .into_any()
}

/// A person: face, name, how convinced they are, when and how they are engaged, when they were last here. Leads to their profile.
fn chip(person: &Stakeholder) -> AnyView {
    let board = Board::here();
    let (seen, state) = rail::presence(person);
    let internal = person.side == Side::Buyer && board.may(Permission::SeeInternal);
    let id = person.id.to_string();
    view! {
        <button type="button" class="holder" on:click=ui::on(move |_| profile::show(board, &id))>
            {look::face(&person.name, person.side)}
            <span>
                <b>{person.name.clone()}</b>
                {(!person.title.is_empty()).then(|| view! { <small>{person.title.clone()}</small> })}
                {internal.then(|| thoughts(person))}
                {(!seen.is_empty()).then(|| view! { <small data-presence=state>{seen}</small> })}
            </span>
        </button>
    }
    .into_any()
}

/// What only the seller sees of a person, in short.
fn thoughts(person: &Stakeholder) -> AnyView {
    let engaged = lines::engagement(person, format::day);
    let plan = person.engagement_plan.clone().filter(|text| !text.is_empty());
    let unknown = lines::unknown(person).len();
    view! {
        <span class="thoughts own">
            {buy_in(person.buy_in.unwrap_or(BuyIn::Unknown))}
            {plan.map(|text| view! { <small class="how">{text}</small> })}
            {(!engaged.is_empty()).then(|| view! { <small>{engaged}</small> })}
            {(unknown > 0).then(|| view! { <small class="lacks">{unknown.to_string()}" of 5 things not known"</small> })}
        </span>
    }
    .into_any()
}

/// How convinced somebody is: a mark and a word.
pub(super) fn buy_in(buy_in: BuyIn) -> AnyView {
    let picture = match buy_in {
        BuyIn::Unknown => IconName::Info,
        BuyIn::Onboard => IconName::CheckCircle,
        BuyIn::Neutral => IconName::Circle,
        BuyIn::NeedsConvincing => IconName::Warning,
        BuyIn::LikelyObjector => IconName::Ban,
    };
    let word = if buy_in == BuyIn::Unknown { "Buy-in not known" } else { wording::buy_in(buy_in) };
    view! { <span class="badge badge-sm buy-in" data-buy-in=buy_in.as_str() title="Buy-in; only your side sees this">{look::icon(picture)}{word}</span> }
        .into_any()
}
