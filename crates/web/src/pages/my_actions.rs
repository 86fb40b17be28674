//! What is mine, over all plans, by date: a user's, and those of the plans this browser joined as a guest.

use crate::{
    api::{self, Answer, ApiError, Identity},
    browser,
    components::{
        actions::{ActionGroup, When},
        layout::Page,
        ui::{EmptyState, IconName, LinkButton, Loading, PageHead},
    },
    format, route,
    state::{
        Fetched,
        bar::{Bar, use_bar},
        fetched,
        session::{Who, joined_plans, use_session},
        toasts::Toasts,
        use_toasts,
    },
};
use leptos::{prelude::*, task::spawn_local};
use tandem_shared::{
    action::{Action, MyAction},
    id::ActionId,
    status::ActionStatus,
};

/// An action, and as whom it is worked on.
type Mine = (Identity, MyAction);

/// What is mine.
#[component]
pub fn MyActionsPage() -> impl IntoView {
    browser::set_title("My actions");
    let (session, bar) = (use_session(), use_bar());
    session.resume(!joined_plans().is_empty());
    Effect::new(move |_| match session.who() {
        Who::User(_) => bar.set(Bar::User),
        // A guest's own bar stays; it names their companies.
        Who::Nobody if !matches!(bar.get_untracked(), Bar::Guest { .. }) => bar.set(Bar::None),
        Who::Nobody | Who::Unknown => {}
    });
    let mine = fetched(move || {
        let who = session.who();
        async move { gather(who).await }
    });
    view! {
        <Page narrow=true>
            <PageHead title="My actions" />
            {move || (session.who() == Who::Nobody).then(back)}
            <Loading value=mine.value failure=mine.failure on_retry=mine.retry() let:actions>{list(actions, mine)}</Loading>
        </Page>
    }
}

/// The way back for a guest, who has no bar that leads anywhere.
fn back() -> AnyView {
    let plans = joined_plans();
    let word = if plans.len() == 1 { "Back to the plan" } else { "To a plan" };
    let links = plans
        .iter()
        .map(|plan| view! { <a class="link text-sm" href=route::plan(plan)>{word}</a> })
        .collect::<Vec<_>>();
    view! { <p class="flex gap-3">{links}</p> }.into_any()
}

/// Everything of everybody who is here; a guest's access that ended is left out.
async fn gather(who: Who) -> Answer<Vec<Mine>> {
    let mut all = Vec::new();
    match who {
        // Asked again once it is known who is here.
        Who::Unknown => std::future::pending::<()>().await,
        Who::User(_) => {
            all.extend(api::actions::mine(&Identity::User).await?.data.into_iter().map(|m| (Identity::User, m)));
        }
        Who::Nobody => {}
    }
    for plan in joined_plans() {
        let guest = Identity::Guest(plan);
        match api::actions::mine(&guest).await {
            Ok(page) => all.extend(page.data.into_iter().map(|m| (guest.clone(), m))),
            Err(ApiError::Offline) => return Err(ApiError::Offline),
            Err(_) => {}
        }
    }
    all.retain(|(_, m): &Mine| {
        !matches!(m.action.status, ActionStatus::Done | ActionStatus::Cancelled | ActionStatus::Declined)
    });
    all.sort_by_key(|(_, m): &Mine| (m.action.target_date.is_none(), m.action.target_date, m.action.id.clone()));
    all.dedup_by(|(_, a), (_, b)| a.action.id == b.action.id);
    Ok(all)
}

fn list(actions: Signal<Vec<Mine>>, mine: Fetched<Vec<Mine>>) -> AnyView {
    let toasts = use_toasts();
    let session = use_session();
    let tick = Callback::new(move |(action, done): (MyAction, bool)| set_done(action.action.id, done, mine, toasts));
    let is_empty = Memo::new(move |_| actions.with(Vec::is_empty));
    let nothing = move || {
        if session.me().is_none() && joined_plans().is_empty() {
            view! {
                <EmptyState icon=IconName::User title="Nobody is signed in here" detail="Sign in, or open the link from your invitation in this browser.">
                    <LinkButton href=route::sign_in_then(route::MY_ACTIONS)>"Sign in"</LinkButton>
                </EmptyState>
            }
            .into_any()
        } else {
            view! { <EmptyState icon=IconName::CheckCircle title="Nothing waits for you" detail="Actions assigned to you, in any plan, come here." /> }.into_any()
        }
    };
    let groups = When::ALL.map(|when| {
        let of_group = Signal::derive(move || {
            let today = format::today();
            actions.with(|all| {
                let fits = |(_, m): &&Mine| When::of(m.action.target_date, today) == when;
                all.iter().filter(fits).map(|(_, m)| m.clone()).collect::<Vec<_>>()
            })
        });
        view! { <ActionGroup when=when actions=of_group on_tick=tick /> }
    });
    view! {
        {groups.collect_view()}
        <Show when=move || is_empty.get()>{nothing()}</Show>
    }
    .into_any()
}

/// Ticks or takes the tick back: shown at once, since it can be undone; then the service's answer stands.
fn set_done(id: ActionId, done: bool, list: Fetched<Vec<Mine>>, toasts: Toasts) {
    let Some((identity, before)) =
        list.value.with_untracked(|all| all.iter().flatten().find(|(_, m)| m.action.id == id).cloned())
    else {
        return;
    };
    let mut shown = before.action.clone();
    shown.status = if done { ActionStatus::Done } else { ActionStatus::NotStarted };
    replace(list, shown);
    let plan = before.plan_id.clone();
    spawn_local(async move {
        let answer = if done {
            api::actions::complete_as(&identity, &plan, &id).await.map(|c| c.action)
        } else {
            api::actions::reopen_as(&identity, &plan, &id).await
        };
        match answer {
            Ok(action) => {
                if done {
                    let id = id.clone();
                    toasts
                        .undoable(format!("Done: {}", action.title), move || set_done(id.clone(), false, list, toasts));
                }
                replace(list, action);
            }
            Err(error) => {
                toasts.failed(&error);
                replace(list, before.action);
            }
        }
    });
}

/// What is done stays, struck out, until the page is opened again. The page may be gone by now.
fn replace(list: Fetched<Vec<Mine>>, action: Action) {
    let _ = list.value.try_update(|all| {
        if let Some((_, mine)) = all.iter_mut().flatten().find(|(_, m)| m.action.id == action.id) {
            mine.action = action;
        }
    });
}
