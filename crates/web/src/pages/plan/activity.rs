//! The tab with the plan's history.

use super::wishes::Desk;
use crate::{
    api::events,
    browser,
    components::plan::{activity::activity, board::Board},
};
use leptos::{prelude::*, task::spawn_local};
use tandem_shared::{access::Permission, event::Event};

/// Newest first; older ones are loaded when asked for, newer ones come by themselves.
pub(super) fn tab(desk: Desk) -> AnyView {
    let (list, more) = (RwSignal::new(None::<Vec<Event>>), RwSignal::new(false));
    let newest = Memo::new(move |_| desk.open.plan.with(|p| p.as_ref().map(|p| p.seq)));
    Effect::new(move || {
        newest.get();
        load(desk, list, more, None);
    });
    let older =
        move |_| load(desk, list, more, list.with_untracked(|l| l.as_ref().and_then(|l| l.last().map(|e| e.seq))));
    let export = Board::here().may(Permission::SeeInternal).then(|| {
        view! { <button type="button" class="btn btn-sm" on:click=move |_| download(desk)>"Download the log"</button> }
    });
    let body = move || match list.with(Option::is_some) {
        true => activity(Signal::derive(move || list.get().unwrap_or_default())),
        false => view! { <div class="skeleton row"></div> }.into_any(),
    };
    view! {
        <div class="plan-stack">
            <div class="activity-tools"><p class="dim">"Every change, with who made it. Nothing here can be altered afterwards."</p>{export}</div>
            <div>{body}</div>
            {move || more.get().then(|| view! { <button type="button" class="btn btn-sm load-more" on:click=older>"Load older"</button> })}
        </div>
    }
    .into_any()
}

/// Adds a page before a number, or what is newer than the list.
fn load(desk: Desk, list: RwSignal<Option<Vec<Event>>>, more: RwSignal<bool>, before: Option<i64>) {
    spawn_local(async move {
        let page = match events::newest(&desk.open.id(), before).await {
            Ok(page) => page,
            Err(error) => return desk.toasts.failed(&error),
        };
        let first = list.try_with_untracked(Option::is_none).unwrap_or(true);
        list.try_update(|all| {
            let all = all.get_or_insert_with(Vec::new);
            let fresh =
                page.data.into_iter().filter(|e| !all.iter().any(|known| known.seq == e.seq)).collect::<Vec<_>>();
            all.extend(fresh);
            all.sort_by_key(|e| std::cmp::Reverse(e.seq));
        });
        if first || before.is_some() {
            more.try_set(page.has_more);
        }
    });
}

fn download(desk: Desk) {
    spawn_local(async move {
        let plan = desk.open.id();
        match events::export_text(&plan).await {
            Ok(text) => browser::download(&["log-", plan.as_str(), ".json"].concat(), &text),
            Err(error) => desk.toasts.failed(&error),
        }
    });
}
