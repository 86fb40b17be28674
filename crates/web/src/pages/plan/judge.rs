//! The tabs *Health* and *Risks*: the plan with all that stands beside it, judged in the browser, changed by the service.

use super::wishes::{Desk, problem};
use crate::{
    api::{ApiError, health, risks},
    browser,
    components::{
        plan::{
            board::Board,
            judge::{Ask, Judge, report::report},
            register::register,
            wish::Answer,
        },
        ui::Loading,
    },
    state::{plan::OpenPlan, whole::Whole},
};
use leptos::{prelude::*, task::spawn_local};
use tandem_shared::{access::Permission, health::HealthScore, id::PlanId};

/// What a good coach would say.
pub(super) fn health_tab(desk: Desk, as_buyer: bool) -> AnyView {
    let days = history(desk, as_buyer);
    shown(desk, as_buyer, move |judge| report(judge, days))
}

/// Risks and assumptions.
pub(super) fn risks_tab(desk: Desk, as_buyer: bool) -> AnyView {
    shown(desk, as_buyer, register)
}

/// How the score went; a curve that cannot be had is left out.
fn history(desk: Desk, as_buyer: bool) -> Signal<Vec<HealthScore>> {
    let days = RwSignal::new(Vec::new());
    if !as_buyer && Board::here().may(Permission::SeeInternal) {
        spawn_local(async move {
            if let Ok(history) = health::history(&desk.open.id()).await {
                days.try_set(history.days);
            }
        });
    }
    days.into()
}

/// What is drawn from the whole plan, once it is here.
pub(super) fn shown(desk: Desk, as_buyer: bool, draw: impl Fn(Judge) -> AnyView + Send + 'static) -> AnyView {
    let whole = Whole::of(desk.open);
    let ask = Callback::new(move |(ask, hear)| fulfil(desk, whole, ask, hear));
    view! {
        <Loading value=whole.plan failure=whole.failure() on_retry=whole.retry() let:plan>
            {draw(Judge::new(plan, as_buyer, ask))}
        </Loading>
    }
    .into_any()
}

/// Does what was asked, and answers once the plan is here as it then is: who was told of a change by somebody else sees that change.
fn fulfil(desk: Desk, whole: Whole, ask: Ask, hear: Callback<Answer>) {
    let open = desk.open;
    open.begin_change();
    spawn_local(async move {
        let result = send(desk, ask).await;
        open.end_change();
        open.refresh().await;
        settled(open, whole).await;
        let answer = match &result {
            Ok(()) => Answer::Done,
            Err(ApiError::Changed(_)) => Answer::ChangedMeanwhile,
            Err(error) => Answer::Refused(problem(error)),
        };
        // What wanted to hear may have been closed meanwhile.
        hear.try_run(answer);
    });
}

/// Waits, two seconds at most, until what stands beside the plan is as new as the plan.
async fn settled(open: OpenPlan, whole: Whole) {
    for _ in 0..40 {
        let newest = open.plan.try_with_untracked(|p| p.as_ref().map(|p| p.seq)).flatten();
        let shown = whole.plan.try_with_untracked(|p| p.as_ref().map(|p| p.seq)).flatten();
        if newest <= shown {
            return;
        }
        browser::sleep(50).await;
    }
}

async fn send(desk: Desk, ask: Ask) -> Result<(), ApiError> {
    let plan: &PlanId = &desk.open.id();
    match ask {
        Ask::Fix(asked) => {
            let score = health::apply(plan, &asked).await?.to_string();
            desk.toasts.done(["Done. The plan’s health is ", &score, " now."].concat());
            Ok(())
        }
        Ask::Waive(new) => health::waive(plan, &new).await.map(drop),
        Ask::SpeakAgain(id) => health::unwaive(plan, &id).await,
        Ask::AddRisk(new) => risks::create(plan, &new).await.map(drop),
        Ask::ChangeRisk(id, version, patch) => risks::update(plan, &id, Some(version), &patch).await.map(drop),
        Ask::DeleteRisk(id) => risks::delete(plan, &id).await,
    }
}
