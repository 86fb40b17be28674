//! The shown plan: head, bars, and the tab that is open.

use super::{
    activity, agreement, frame, judge, people, sharing, timeline, updates, ways,
    wishes::{Desk, fulfil},
};
use crate::{
    browser,
    components::plan::{
        board::Board,
        editor, forms,
        header::{self, Tab, header},
        look,
        person::Colleagues,
        rail, shortcuts, stages,
        wish::{Answer, Wish},
        wording, yours,
    },
    components::ui,
    late::{Missing, late},
    route,
    state::{
        bar::{Bar, use_bar},
        plan::OpenPlan,
        use_toasts,
    },
};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use tandem_shared::{access::Permission, plan::Plan, stakeholder::Side};
use wasm_split_helpers::wasm_split;

/// The tabs: their words in the URL and on the screen.
const TABS: [(&str, &str); 9] = [
    ("", "Plan"),
    ("timeline", "Timeline"),
    ("people", "People"),
    ("risks", "Risks"),
    ("health", "Health"),
    ("sign-off", "Sign-off"),
    ("updates", "Updates"),
    ("sharing", "Sharing"),
    ("activity", "Activity"),
];

/// The plan with the tab that is asked for.
pub(super) fn shown(open: OpenPlan, as_buyer: bool, tab: Memo<String>) -> AnyView {
    let Some(first) = open.plan.get_untracked() else { return frame::skeleton() };
    browser::set_title(&first.title);
    let plan = Memo::new(move |before: Option<&Plan>| {
        open.plan.get().or_else(|| before.cloned()).unwrap_or_else(|| first.clone())
    });
    let desk = Desk { open, toasts: use_toasts() };
    let ask = Callback::new(move |(wish, hear): (Wish, Option<Callback<Answer>>)| fulfil(desk, wish, hear));
    let board = Board::new(plan.into(), open.fresh, ask);
    provide_context(board);
    provide_context(Colleagues(sharing::colleagues(board)));
    use_bar().set(bar(board, as_buyer));
    let sharing_dialog = RwSignal::new(false);
    let guest = board.plan.with_untracked(|p| p.viewer.access.is_guest()) || as_buyer;
    let tabs = Signal::derive(move || tabs(open, &tab.get(), as_buyer, board.may(Permission::Share)));
    let preview = (!as_buyer).then(|| route::plan(&open.id()) + "?as=buyer");
    let part = move || {
        let name = tab.get();
        // What a tab reads while it is made must not make it anew.
        untrack(|| match name.as_str() {
            "" => plan_tab(),
            "timeline" => late(look::row, move || Box::pin(timeline_tab(desk, as_buyer))),
            "people" => late(look::row, move || Box::pin(people_tab(desk, as_buyer))),
            "risks" => late(look::row, move || Box::pin(judge_tab(desk, as_buyer, false))),
            "health" => late(look::row, move || Box::pin(judge_tab(desk, as_buyer, true))),
            "sign-off" => late(look::row, move || Box::pin(agreement_tab(desk, as_buyer))),
            "sharing" if board.may(Permission::Share) => late(look::row, move || Box::pin(sharing_tab(desk))),
            "updates" => late(look::row, move || Box::pin(updates_tab(desk))),
            "what-now" => late(look::row, move || Box::pin(ways_tab(desk, as_buyer))),
            "activity" => late(look::row, move || Box::pin(activity_tab(desk))),
            _ => look::empty("There is nothing here", "Choose one of the tabs above."),
        })
    };
    view! {
        {frame::bars(open, as_buyer)}
        {header(tabs, Callback::new(move |()| sharing_dialog.set(true)), preview, frame::crumb(board, guest))}
        <div class="plan-body">{part}</div>
        {move || sharing_dialog.get().then(|| late(|| ().into_any(), move || Box::pin(share_dialog(desk, sharing_dialog))))}
        {frame::announcer(open)}
    }
    .into_any()
}

/// The bar at the top: a guest's names both companies and the guest.
fn bar(board: Board, as_buyer: bool) -> Bar {
    board.plan.with_untracked(|p| {
        if !p.viewer.access.is_guest() || as_buyer {
            return Bar::User;
        }
        let (seller, buyer) = (wording::side(p, Side::Seller), wording::side(p, Side::Buyer));
        Bar::Guest { seller, buyer, name: p.viewer.name.clone() }
    })
}

fn tabs(open: OpenPlan, here: &str, as_buyer: bool, may_share: bool) -> Vec<Tab> {
    let query = if as_buyer { "?as=buyer" } else { "" };
    let shown = TABS.iter().filter(|(name, _)| *name != "sharing" || may_share);
    shown.map(|(name, word)| (*word, route::plan_tab(&open.id(), name) + query, *name == here)).collect()
}

fn plan_tab() -> AnyView {
    let board = Board::here();
    let is_empty = Memo::new(move |_| board.plan.with(|p| p.milestones.is_empty()));
    let plan_form = board.plan.with_untracked(|p| p.id.to_string());
    let list = move || {
        if is_empty.get() {
            first_milestone()
        } else {
            view! {
                <div class="plan-tools">
                    <label class="sr-only" for="plan-filter">"Search in the plan"</label>
                    <input id="plan-filter" class="input input-sm" type="search" placeholder="Search in the plan" prop:value=move || board.filter.get()
                        on:input=ui::on(move |e| board.filter.set(event_target_value(&e))) on:keydown=ui::on(move |e: leptos::ev::KeyboardEvent| if e.key() == "Escape" { board.filter.set(String::new()); }) />
                </div>
                {stages::stages()}
            }
            .into_any()
        }
    };
    open_from_fragment(board);
    view! {
        <div class="plan-columns">
            <div class="plan-list">{forms::place(plan_form, forms::Form::EditPlan)}{header::welcome()}{yours::yours()}{list}</div>
            {rail::rail()}
        </div>
        {shortcuts::shortcuts()}
    }
    .into_any()
}

/// Opens the milestone that the URL's fragment names, or whose action it names, and brings it into view.
fn open_from_fragment(board: Board) {
    let id = browser::fragment();
    if id.is_empty() {
        return;
    }
    let of = |p: &Plan| {
        p.milestones
            .iter()
            .find(|m| m.id.as_str() == id || m.actions.iter().any(|a| a.id.as_str() == id))
            .map(|m| m.id.to_string())
    };
    if let Some(milestone) = board.plan.with_untracked(of).filter(|m| !board.is_opened(m)) {
        board.toggle(&milestone);
    }
    let selector = [".plan-list [data-row='", &id, "']"].concat();
    request_animation_frame(move || editor::focus(&selector));
}

fn first_milestone() -> AnyView {
    let board = Board::here();
    if !board.may(Permission::EditMilestones) {
        return look::empty(
            "No milestones yet",
            "As soon as the first one is added you will see it here, without reloading.",
        );
    }
    let stage = board.plan.with_untracked(|p| p.deal.stage_id.to_string());
    view! {
        <section class="card-box first">
            <h2>"Begin with the first milestone"</h2>
            <p class="dim">"A milestone is a result that both sides can see, with a date: “Success measures agreed”, “Security review passed”, “Contract signed”. Six to eight are enough up to the signature; actions come below them."</p>
            {forms::open("new:".to_owned() + &stage, forms::Form::NewMilestone)}
        </section>
    }
    .into_any()
}

#[wasm_split(people, fallible)]
fn people_tab(desk: Desk, as_buyer: bool) -> Result<ViewFn, Missing> {
    Ok(ViewFn::from(move || people::tab(desk, as_buyer)))
}

#[wasm_split(judge, fallible)]
fn judge_tab(desk: Desk, as_buyer: bool, health: bool) -> Result<ViewFn, Missing> {
    let tab = if health { judge::health_tab } else { judge::risks_tab };
    Ok(ViewFn::from(move || tab(desk, as_buyer)))
}

#[wasm_split(agreement, fallible)]
fn agreement_tab(desk: Desk, as_buyer: bool) -> Result<ViewFn, Missing> {
    Ok(ViewFn::from(move || agreement::tab(desk, as_buyer)))
}

#[wasm_split(sharing, fallible)]
fn sharing_tab(desk: Desk) -> Result<ViewFn, Missing> {
    Ok(ViewFn::from(move || sharing::tab(desk)))
}

#[wasm_split(sharing, fallible)]
fn share_dialog(desk: Desk, open: RwSignal<bool>) -> Result<ViewFn, Missing> {
    Ok(ViewFn::from(move || sharing::dialog(desk, open)))
}

#[wasm_split(updates, fallible)]
fn updates_tab(desk: Desk) -> Result<ViewFn, Missing> {
    Ok(ViewFn::from(move || updates::tab(desk)))
}

#[wasm_split(activity, fallible)]
fn activity_tab(desk: Desk) -> Result<ViewFn, Missing> {
    Ok(ViewFn::from(move || activity::tab(desk)))
}

#[wasm_split(guide, fallible)]
fn ways_tab(desk: Desk, as_buyer: bool) -> Result<ViewFn, Missing> {
    Ok(ViewFn::from(move || ways::tab(desk, as_buyer)))
}

#[wasm_split(timeline, fallible)]
fn timeline_tab(desk: Desk, as_buyer: bool) -> Result<ViewFn, Missing> {
    Ok(ViewFn::from(move || timeline_of(desk, as_buyer)))
}

fn timeline_of(desk: Desk, as_buyer: bool) -> AnyView {
    let navigate = use_navigate();
    let query = if as_buyer { "?as=buyer" } else { "" };
    let go = Callback::new(move |id: String| {
        navigate(
            &[route::plan(&desk.open.id()).as_str(), query, "#", &id].concat(),
            leptos_router::NavigateOptions::default(),
        );
    });
    timeline::tab(desk, go)
}
