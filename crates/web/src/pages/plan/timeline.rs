//! The tab with the timeline: reads the plan whole, saves new dates and the buyer's calendar.

use super::wishes::{self, Desk};
use crate::{
    api::{ApiError, Identity, calendars, constraints},
    components::{
        plan::{
            board::Board,
            look, spent,
            timeline::{
                dates::{AskDates, DateWish, Dates, dates},
                moves::SaveDates,
                state::Timeline,
                timeline,
            },
            wish::Answer,
        },
        ui::ErrorState,
    },
    state::whole::Whole,
};
use leptos::{prelude::*, task::spawn_local};
use tandem_shared::{access::Permission, id::PlanId, plan::Plan, schedule::ApplyRequest};

/// Drawn once the whole plan is here; from then on it follows it.
pub(super) fn tab(desk: Desk, go: Callback<String>) -> AnyView {
    let whole = Whole::of(desk.open);
    let (is_here, failure, retry) =
        (Memo::new(move |_| whole.plan.with(Option::is_some)), whole.failure(), whole.retry());
    (move || {
        if is_here.get() {
            return untrack(|| shown(desk, whole.plan, go));
        }
        match failure.get() {
            Some(failure) => view! { <ErrorState failure=failure on_retry=Some(retry) /> }.into_any(),
            None => view! { {look::row()}{look::row()}{look::row()} }.into_any(),
        }
    })
    .into_any()
}

fn shown(desk: Desk, whole: Signal<Option<Plan>>, go: Callback<String>) -> AnyView {
    let Some(first) = whole.get_untracked() else { return look::row() };
    // While a newer one is on its way, the one before stays.
    let plan = Memo::new(move |before: Option<&Plan>| {
        whole.get().or_else(|| before.cloned()).unwrap_or_else(|| first.clone())
    });
    let plan = Signal::from(plan);
    let board = Board::here();
    let state = Timeline::new(plan, board.may(Permission::EditMilestones));
    let countries = RwSignal::new(Vec::new());
    spawn_local(async move {
        // Without their names, countries are shown by their codes.
        if let Ok(known) = calendars::countries(&Identity::of_plan(&desk.open.id())).await {
            countries.try_set(known.data);
        }
    });
    let save: SaveDates =
        Callback::new(move |(request, hear)| settle(desk, apply(desk.open.id(), request), Some(hear)));
    let ask: AskDates = Callback::new(move |(wish, hear)| settle(desk, fulfil(desk.open.id(), wish), hear));
    view! {
        <div class="plan-stack">
            {timeline(state, go, save)}
            {dates(Dates { plan, countries, ask })}
            {spent::spent()}
        </div>
    }
    .into_any()
}

async fn apply(plan: PlanId, request: ApplyRequest) -> Result<(), ApiError> {
    constraints::apply(&plan, &request).await
}

async fn fulfil(plan: PlanId, wish: DateWish) -> Result<(), ApiError> {
    match wish {
        DateWish::Add(new) => constraints::create(&plan, &new).await.map(drop),
        DateWish::Change(id, version, patch) => constraints::update(&plan, &id, Some(version), &patch).await.map(drop),
        DateWish::Remove(id) => constraints::delete(&plan, &id).await,
        DateWish::Week(version, week) => calendars::set_buyers(&plan, Some(version), &week).await.map(drop),
    }
}

/// Awaits a change, reads the plan as it then is, and tells who asked; a refusal that nobody listens to is shown as a message.
fn settle(desk: Desk, change: impl Future<Output = Result<(), ApiError>> + 'static, hear: Option<Callback<Answer>>) {
    desk.open.begin_change();
    spawn_local(async move {
        let result = change.await;
        desk.open.end_change();
        desk.open.refresh().await;
        wishes::tell(desk, result, hear);
    });
}
