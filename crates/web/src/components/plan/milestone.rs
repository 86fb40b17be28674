//! A milestone's row: what it is, whose, when, how far; opening it shows the rest in place.

use super::{
    board::{Board, is_internal},
    detail, look, moving, outline, wording,
};
use crate::{
    components::ui::{self, IconName},
    format,
};
use leptos::prelude::*;
use tandem_shared::{
    access::Permission,
    milestone::{Milestone, MilestoneKind},
    stakeholder::Side,
    status::MilestoneStatus,
};

/// A milestone as it is now; nothing once it is gone.
pub(crate) type Shown = Memo<Option<Milestone>>;

/// A part of the row that follows the milestone. Plain functions, so that the parts share one closure.
pub(crate) fn drawn(milestone: Shown, part: fn(&Milestone) -> AnyView) -> impl Fn() -> AnyView + Send + Clone {
    move || milestone.with(|m| m.as_ref().map_or_else(|| ().into_any(), part))
}

/// A text that follows the milestone.
pub(crate) fn said(milestone: Shown, text: fn(&Milestone) -> String) -> impl Fn() -> String + Send + Clone {
    move || milestone.with(|m| m.as_ref().map(text).unwrap_or_default())
}

/// The row.
pub(crate) fn row(id: String) -> AnyView {
    let board = Board::here();
    let milestone = board.milestone(id.clone());
    let is_open = Memo::new({
        let id = id.clone();
        move |_| board.is_opened(&id)
    });
    let fresh = {
        let id = id.clone();
        move || board.is_fresh(&id)
    };
    let (toggle, body_id, title_id, in_body) = (id.clone(), "body-".to_owned() + &id, id.clone(), id.clone());
    let labelled = body_id.clone();
    view! {
        <li class="ms" class:fresh=ui::when(fresh) data-status=said(milestone, |m| m.status.to_string()) data-drop=id>
            <div class="ms-head">
                {moving::grip(title_id.clone(), board.may(Permission::EditMilestones))}
                {drawn(milestone, |m| look::status_icon(m.status))}
                <div class="ms-title">
                    <button
                        type="button"
                        data-row=title_id
                        aria-expanded=move || is_open.get().to_string()
                        aria-controls=labelled
                        on:click=ui::on(move |_| board.toggle(&toggle))
                    >
                        {said(milestone, |m| m.title.clone())}
                    </button>
                    {drawn(milestone, marks)}
                </div>
                {drawn(milestone, owner)}
                {drawn(milestone, dates)}
                {drawn(milestone, counts)}
                <span class="chevron">{look::icon(IconName::ChevronDown)}</span>
            </div>
            <div class="ms-body" id=body_id>
                {move || is_open.get().then(|| detail::opened(in_body.clone(), milestone))}
            </div>
        </li>
    }
    .into_any()
}

fn marks(m: &Milestone) -> AnyView {
    let word = matches!(m.status, MilestoneStatus::AtRisk | MilestoneStatus::Overdue | MilestoneStatus::Cancelled);
    view! {
        {word.then(|| look::status_badge(m.status))}
        {(m.kind != MilestoneKind::Standard).then(|| view! { <span class="badge badge-sm badge-ghost">{wording::kind(m.kind)}</span> })}
        {is_internal(m.visibility).then(look::internal)}
    }
    .into_any()
}

fn owner(m: &Milestone) -> AnyView {
    let person = m.owner_id.as_ref().and_then(|id| Board::here().person(id.as_str()));
    let side = person.as_ref().map_or(m.owner_side, |p| p.side);
    let name = person.map_or_else(|| Board::here().plan.with(|p| wording::side(p, m.owner_side)), |p| p.name);
    view! { <div class="ms-owner">{look::face(&name, side)}<span class="truncate">{name}</span></div> }.into_any()
}

fn dates(m: &Milestone) -> AnyView {
    let now = m.completed_at.map(tandem_shared::day::Day::of_instant).or(m.target_date);
    let was = m.agreed_date.filter(|agreed| Some(*agreed) != now && now.is_some());
    let late = matches!(m.status, MilestoneStatus::Overdue);
    let slip = wording::slip(m);
    let hard = Board::here().plan.with(|p| p.anchor_date.filter(|_| m.kind == MilestoneKind::Signature));
    view! {
        <div class="ms-dates">
            {was.map(|day| view! { <s title="First agreed"><span class="sr-only">"First agreed "</span>{format::day_short(day)}</s>" → " })}
            <span class:late=late>{now.map_or_else(|| "No date yet".to_owned(), format::day)}</span>
            {(!slip.is_empty()).then(|| view! { <small>{slip}</small> })}
            {hard.map(|day| view! { <small>"hard date "{format::day_short(day)}</small> })}
        </div>
    }
    .into_any()
}

fn counts(m: &Milestone) -> AnyView {
    let sides = [Side::Buyer, Side::Seller, Side::Joint];
    let shown = sides.iter().filter_map(|side| {
        let (done, all) = outline::count_of(m, *side);
        let name = Board::here().plan.with_untracked(|p| wording::side(p, *side));
        let text = if all == 0 { "–".to_owned() } else { [done.to_string(), all.to_string()].join("/") };
        let title = name + " actions done";
        let tip = title.clone();
        let part =
            view! { <span data-side=side.as_str() title=tip><span class="sr-only">{title}": "</span>{text}</span> };
        (all > 0 || *side != Side::Joint).then(|| part.into_any())
    });
    view! { <div class="ms-counts">{shown.collect_view()}</div> }.into_any()
}
