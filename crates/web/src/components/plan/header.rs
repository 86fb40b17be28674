//! The head of a plan: whose it is, where we are, how far each stage is, and the tabs.

use super::{board::Board, look, outline, wording};
use crate::{
    components::ui::{self, IconName},
    format,
};
use leptos::prelude::*;
use tandem_shared::{access::Permission, plan::Plan, status::MilestoneStatus};

/// A tab: its word, its address, whether it is the one that is open.
pub(crate) type Tab = (&'static str, String, bool);

/// The head. `share` opens the form that shares the plan; `preview` is the address of the plan as a buyer sees it.
pub(crate) fn header(tabs: Signal<Vec<Tab>>, share: Callback<()>, preview: Option<String>, crumb: AnyView) -> AnyView {
    let board = Board::here();
    let part = move |draw: fn(&Plan) -> AnyView| move || board.plan.with(draw);
    let preview = preview.filter(|_| board.may(Permission::SeeInternal));
    let as_buyer = preview
        .map(|href| view! { <a class="btn btn-sm btn-ghost" href=href>{look::icon(IconName::Eye)}"As buyer"</a> });
    let may_share = board.may(Permission::Share);
    let share = may_share.then(|| view! { <button type="button" class="btn btn-sm btn-primary" on:click=ui::on(move |_| share.run(()))>{look::icon(IconName::Share)}"Share plan"</button> });
    let links = move || {
        let link = |(word, href, open): Tab| view! { <a href=href aria-current=open.then_some("page")>{word}</a> };
        tabs.get().into_iter().map(link).collect::<Vec<_>>()
    };
    view! {
        <header class="plan-head">
            <div class="inner">
                <div class="crumb">{crumb}</div>
                <div class="head-line">
                    <div class="titles">{part(title)}</div>
                    <div class="head-buttons">{as_buyer}{share}</div>
                </div>
                {part(progress)}
                <nav class="plan-tabs" aria-label="Parts of the plan">{links}</nav>
            </div>
        </header>
    }
    .into_any()
}

fn title(p: &Plan) -> AnyView {
    let place = outline::where_are_we(p);
    let next = place.next.map(
        |(title, day)| view! { <span>"next "<b>{title}</b>{day.map(|d| [", ", &format::day(d)].concat())}</span> },
    );
    let part = |text: String| (!text.is_empty()).then(|| view! { <span>{text}</span> });
    view! { <h1>{p.title.clone()}</h1><p class="where">{part(place.stage)}{next}{part(place.signature)}</p> }.into_any()
}

fn progress(p: &Plan) -> AnyView {
    let parts = outline::progress_parts(p);
    if parts.is_empty() {
        return ().into_any();
    }
    let done = parts.iter().filter(|(_, _, s)| *s == MilestoneStatus::Done).count();
    let label = format!("Progress: {done} of {} milestones done", parts.len());
    let mut before = "";
    let bits = parts.iter().map(|(stage, title, status)| {
        let first = std::mem::replace(&mut before, *stage) != *stage;
        let tip = [stage, ": ", title, ", ", wording::milestone_status(*status)].concat();
        view! { <span data-status=status.as_str() class:first=first title=tip></span> }
    });
    view! { <div class="progress-bits" role="img" aria-label=label>{bits.collect::<Vec<_>>()}</div> }.into_any()
}

/// What the plan says to those who read it for the first time.
pub(crate) fn welcome() -> AnyView {
    let board = Board::here();
    (move || {
        let (hello, about, guest) =
            board.plan.with(|p| (p.welcome_message.clone(), p.description.clone(), p.viewer.access.is_guest()));
        let text = if guest {
            [hello, about].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join("\n\n")
        } else {
            about
        };
        (!text.is_empty()).then(|| view! { <p class="welcome">{text}</p> })
    })
    .into_any()
}
