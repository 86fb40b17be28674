//! Fulfils what the plan's components ask for: calls the service, fetches the plan as it then is, says what went wrong, offers *Undo*.

use super::focus;
use crate::{
    api::{self, ApiError, actions::Ticked},
    components::plan::wish::{Answer, Wish},
    late::Missing,
    state::{plan::OpenPlan, toasts::Toasts},
};
use leptos::{prelude::*, task::spawn_local};
use std::pin::Pin;
use tandem_shared::{
    action::Action,
    error::Problem,
    id::{MilestoneId, PlanId},
    plan::Plan,
    status::{ActionStatus, action_status},
};
use wasm_split_helpers::wasm_split;

/// Where wishes arrive: the plan they are about, and where to say what became of them.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    /// The plan.
    pub(super) open: OpenPlan,
    /// The messages.
    pub(super) toasts: Toasts,
}

/// Does what was asked, and answers when somebody listens; else a refusal is shown as a message.
pub(super) fn fulfil(desk: Desk, wish: Wish, hear: Option<Callback<Answer>>) {
    let open = desk.open;
    let before = ahead(open, &wish);
    open.begin_change();
    spawn_local(async move {
        let result = send(desk, wish).await;
        open.end_change();
        if let (Err(_), Some(before)) = (&result, before) {
            open.plan.set(Some(before));
        }
        open.refresh().await;
        tell(desk, result, hear);
    });
}

/// Tells who asked what became of it; a refusal that nobody listens to is shown as a message.
pub(super) fn tell(desk: Desk, result: Result<(), ApiError>, hear: Option<Callback<Answer>>) {
    // The form that wanted to hear may have been closed meanwhile.
    let tell = |hear: Callback<Answer>, answer| {
        hear.try_run(answer);
    };
    match (result, hear) {
        (Ok(()), Some(hear)) => tell(hear, Answer::Done),
        (Ok(()), None) => {}
        (Err(ApiError::Changed(_)), Some(hear)) => tell(hear, Answer::ChangedMeanwhile),
        (Err(error), Some(hear)) => tell(hear, Answer::Refused(problem(&error))),
        (Err(ApiError::Changed(_)), None) => {
            desk.toasts
                .wrong("Somebody changed it meanwhile. You see it now as it is; try again if you still want to.");
        }
        (Err(error), None) => desk.toasts.failed(&error),
    }
}

/// What went wrong as a problem; one of its own when the service described none.
pub(super) fn problem(error: &ApiError) -> Problem {
    error.problem().cloned().unwrap_or_else(|| Problem {
        kind: String::new(),
        title: String::new(),
        status: error.status(),
        code: String::new(),
        detail: error.message(),
        errors: Vec::new(),
        request_id: String::new(),
    })
}

/// Shows at once what can be taken back: a tick, an order.
fn ahead(open: OpenPlan, wish: &Wish) -> Option<Plan> {
    match wish {
        Wish::CompleteAction(id) => {
            open.ahead(|p| each_action(p, |a| a.id == *id, |a, _| a.status = ActionStatus::Done))
        }
        Wish::ReopenAction(id) => open.ahead(|p| {
            each_action(
                p,
                |a| a.id == *id,
                |a, today| a.status = action_status(false, a.started_at.is_some(), false, a.target_date, today),
            );
        }),
        Wish::OrderMilestones(ids) => {
            open.ahead(|p| p.milestones.sort_by_key(|m| ids.iter().position(|id| *id == m.id)))
        }
        Wish::OrderActions(of, ids) => open.ahead(|p| {
            let actions = p.milestones.iter_mut().filter(|m| m.id == *of).map(|m| &mut m.actions);
            actions.for_each(|actions| actions.sort_by_key(|a| ids.iter().position(|id| *id == a.id)));
        }),
        _ => None,
    }
}

fn each_action(p: &mut Plan, which: impl Fn(&Action) -> bool, change: impl Fn(&mut Action, tandem_shared::day::Day)) {
    let today = p.today;
    p.milestones.iter_mut().flat_map(|m| &mut m.actions).filter(|a| which(a)).for_each(|a| change(a, today));
}

async fn send(desk: Desk, wish: Wish) -> Result<(), ApiError> {
    use api::{actions, milestones};
    let plan = &desk.open.id();
    match wish {
        Wish::CompleteMilestone(id) => {
            milestones::complete(plan, &id).await?;
            // One key does it: it must be as easy to take back.
            desk.toasts
                .undoable("The milestone is completed.", move || fulfil(desk, Wish::ReopenMilestone(id.clone()), None));
            Ok(())
        }
        Wish::ReopenMilestone(id) => milestones::reopen(plan, &id).await,
        Wish::CompleteAction(id) => {
            let done = actions::complete(plan, &id).await?;
            offer_completion(desk, done);
            Ok(())
        }
        Wish::ReopenAction(id) => actions::reopen(plan, &id).await,
        rarer => match rarer_sender(desk, rarer).await {
            Ok(sent) => sent.await,
            Err(Missing) => Err(ApiError::Offline),
        },
    }
}

type Sent = Pin<Box<dyn Future<Output = Result<(), ApiError>>>>;

#[wasm_split(forms, fallible)]
fn rarer_sender(desk: Desk, wish: Wish) -> Result<Sent, Missing> {
    Ok(Box::pin(send_rarer(desk, wish)))
}

/// What is not asked for by everybody at once.
async fn send_rarer(desk: Desk, wish: Wish) -> Result<(), ApiError> {
    use api::{actions, grants, milestones, plans, stakeholders};
    let plan = &desk.open.id();
    match wish {
        Wish::CompleteMilestone(_) | Wish::ReopenMilestone(_) | Wish::CompleteAction(_) | Wish::ReopenAction(_) => {
            Ok(())
        }
        Wish::ChangePlan(version, patch) => plans::update(plan, Some(version), &patch).await.map(drop),
        Wish::AddMilestone(body) => milestones::create(plan, &body).await.map(|m| focus::go_to(m.id.to_string())),
        Wish::ChangeMilestone(id, version, patch) => {
            milestones::update(plan, &id, Some(version), &patch).await.map(drop)
        }
        Wish::DeleteMilestone(id, title) => {
            focus::deleted(id.as_str(), milestones::delete(plan, &id)).await?;
            offer_undo(desk, &title, move || Undo::Milestone(id.clone()));
            Ok(())
        }
        Wish::OrderMilestones(ids) => milestones::reorder(plan, ids).await,
        Wish::AddAction(milestone, body) => actions::create(plan, &milestone, &body).await.map(drop),
        Wish::ChangeAction(id, version, patch) => actions::update(plan, &id, Some(version), &patch).await.map(drop),
        Wish::DeleteAction(id, title) => {
            focus::deleted(id.as_str(), actions::delete(plan, &id)).await?;
            offer_undo(desk, &title, move || Undo::Action(id.clone()));
            Ok(())
        }
        Wish::OrderActions(milestone, ids) => actions::reorder(plan, &milestone, ids).await,
        Wish::AddPerson(body) => stakeholders::create(plan, &body).await.map(|s| focus::go_to(s.id.to_string())),
        Wish::ChangePerson(id, version, patch) => {
            stakeholders::update(plan, &id, Some(version), &patch).await.map(drop)
        }
        Wish::RemovePerson(id, name) => {
            focus::deleted(id.as_str(), stakeholders::delete(plan, &id)).await?;
            desk.toasts.done(["Removed ", &name, "."].concat());
            Ok(())
        }
        Wish::Invite(body) => grants::create(plan, &body).await.map(drop),
        Wish::ChangeAccess(id, version, access) => grants::update(plan, &id, Some(version), access).await.map(drop),
        Wish::Revoke(id) => grants::revoke(plan, &id).await,
        Wish::Resend(id) => {
            grants::resend(plan, &id).await?;
            desk.toasts.done("A new link is on its way; the one before no longer works.");
            Ok(())
        }
        Wish::Propose(new) => {
            api::agreement::propose(plan, &new).await?;
            desk.toasts.done("Proposed. It happens once the other side accepts; see the tab Sign-off.");
            Ok(())
        }
    }
}

enum Undo {
    Milestone(MilestoneId),
    Action(tandem_shared::id::ActionId),
}

async fn restore(plan: &PlanId, undo: Undo) -> Result<(), ApiError> {
    match undo {
        Undo::Milestone(id) => api::milestones::restore(plan, &id).await.map(drop),
        Undo::Action(id) => api::actions::restore(plan, &id).await.map(drop),
    }
}

fn offer_undo(desk: Desk, title: &str, undo: impl Fn() -> Undo + Send + Sync + 'static) {
    desk.toasts.undoable(["Deleted “", title, "”."].concat(), move || {
        let undo = undo();
        // The plan may have been left meanwhile; then there is nothing to fetch again.
        let Some(plan) = desk.open.id_if_open() else { return };
        spawn_local(async move {
            let id = match &undo {
                Undo::Milestone(id) => id.to_string(),
                Undo::Action(id) => id.to_string(),
            };
            match restore(&plan, undo).await {
                Ok(()) => focus::go_to(id),
                Err(error) => desk.toasts.failed(&error),
            }
            desk.open.refresh().await;
        });
    });
}

/// The last open action of a milestone was done: offers to complete it.
fn offer_completion(desk: Desk, done: Ticked) {
    if !done.milestone_ready {
        return;
    }
    let milestone = done.milestone_id;
    let of = |p: &Plan| p.milestones.iter().find(|m| m.id == milestone).map(|m| m.title.clone());
    let title = desk.open.plan.with_untracked(|p| p.as_ref().and_then(of)).unwrap_or_default();
    let complete = move || fulfil(desk, Wish::CompleteMilestone(milestone.clone()), None);
    desk.toasts.offer(["Every action of “", &title, "” is done."].concat(), "Complete the milestone", complete);
}
