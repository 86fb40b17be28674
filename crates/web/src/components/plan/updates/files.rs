//! The plan to take along: files, print, and addresses for calendar programs.

use crate::{
    components::{
        plan::{board::Board, look},
        ui::{Button, Icon, IconName},
    },
    format,
};
use leptos::prelude::*;
use tandem_shared::{calendar_feed::CalendarFeed, id::CalendarFeedId};

/// Endings and words of the files.
const FILES: [(&str, &str); 5] =
    [("pdf", "PDF"), ("md", "Markdown"), ("xlsx", "Spreadsheet"), ("ics", "Calendar file"), ("json", "JSON")];

/// What can be done here; the page does it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// A file with this ending, and whether it is as a buyer sees the plan.
    File(&'static str, bool),
    /// The browser's print dialog.
    Print,
    /// A new address.
    Address,
    /// No longer this address.
    Revoke(CalendarFeedId),
    /// The new address in the clipboard.
    Copy(String),
}

/// Files and addresses; `feeds` is empty for who may not make any, `made` is the newest address, told once, `waits` the file that is being made.
pub(crate) fn files(
    feeds: Signal<Option<Vec<CalendarFeed>>>,
    made: RwSignal<Option<String>>,
    waits: Signal<Option<&'static str>>,
    ask: Callback<Wanted>,
) -> AnyView {
    let guest = Board::here().plan.with_untracked(|p| p.viewer.access.is_guest());
    let for_buyer = RwSignal::new(true);
    let buttons = FILES.iter().map(|(ending, word)| {
        let busy = Signal::derive(move || waits.get() == Some(*ending));
        view! { <Button icon=IconName::ArrowDown busy=busy on_click=move |_| ask.run(Wanted::File(ending, !guest && for_buyer.get_untracked()))>{*word}</Button> }
    });
    let about = if guest {
        view! { <p class="dim text-sm">"Everything that you see here, as a file."</p> }.into_any()
    } else {
        audience(for_buyer)
    };
    view! {
        <section class="card-box">
            <h2>"Download the plan"</h2>
            {about}
            <div class="buttons">
                {buttons.collect::<Vec<_>>()}
                <Button icon=IconName::Printer on_click=move |_| ask.run(Wanted::Print)>"Print"</Button>
            </div>
            {move || feeds.get().map(|all| addresses(all, made, ask))}
        </section>
    }
    .into_any()
}

/// Whom a seller's file is for. A buyer's comes first, since it can go anywhere.
fn audience(for_buyer: RwSignal<bool>) -> AnyView {
    let choice = |word: &'static str, more: &'static str, own: bool| {
        view! {
            <label class="choice">
                <input type="radio" class="radio radio-sm" name="file-audience" prop:checked=move || for_buyer.get() == own on:change=move |_| for_buyer.set(own) />
                <span>{word}<small>{more}</small></span>
            </label>
        }
    };
    view! {
        <fieldset class="audience">
            <legend class="sr-only">"Whom the file is for"</legend>
            {choice("For the buyer", "What both sides share, without internal parts.", true)}
            {choice("For us", "With internal parts. Each page and sheet says that it is not for the buyer.", false)}
        </fieldset>
    }
    .into_any()
}

fn addresses(all: Vec<CalendarFeed>, made: RwSignal<Option<String>>, ask: Callback<Wanted>) -> AnyView {
    let rows = all.into_iter().map(|feed| address(feed, ask)).collect::<Vec<_>>();
    let list = (!rows.is_empty()).then(|| view! { <ul class="rows mt-3">{rows}</ul> });
    let newest = move || {
        made.get().map(|url| {
            let copied = url.clone();
            view! {
                <div class="notice mt-3" role="status">
                    <Icon name=IconName::Link />
                    <div class="min-w-0">
                        <p>"Give this address to your calendar program. It is shown once; whoever has it reads the shared milestones."</p>
                        <code class="text-xs break-all">{url}</code>
                        <div class="buttons"><Button small=true icon=IconName::Copy on_click=move |_| ask.run(Wanted::Copy(copied.clone()))>"Copy"</Button></div>
                    </div>
                </div>
            }
        })
    };
    view! {
        <h3 class="font-semibold mt-4">"In your calendar"</h3>
        <p class="dim text-sm">"An address that a calendar program reads again and again: milestones move there by themselves. It ends when you revoke it, or when your access ends."</p>
        <div class="buttons"><Button icon=IconName::Calendar on_click=move |_| ask.run(Wanted::Address)>"Make a calendar address"</Button></div>
        {newest}
        {list}
    }
    .into_any()
}

fn address(feed: CalendarFeed, ask: Callback<Wanted>) -> AnyView {
    let (id, made) = (feed.id.clone(), format::instant(feed.created_at));
    let word = ["Revoke the address that ", &feed.by, " made"].concat();
    view! {
        <li class="activity-tools p-3 text-sm">
            <span class="choice">{look::face(&feed.by, feed.side)}<span>{feed.by.clone()}<small>{["Made ", &made].concat()}</small></span></span>
            <button type="button" class="btn btn-xs" aria-label=word on:click=move |_| ask.run(Wanted::Revoke(id.clone()))>"Revoke"</button>
        </li>
    }
    .into_any()
}
