//! Actions of a plan, and *my actions*.

use super::answer::{self, Answer};
use crate::{
    app::App,
    auth::{
        AnyCaller, Permit,
        permit::{DeleteOwn, EditActions, SeePlan},
    },
    body::{Body, Call},
    services::{action_edit, actions, my_actions},
};
use actix_web::{
    delete, get, patch, post, put,
    web::{Data, Path},
};
use tandem_shared::{
    action::{Action, ActionOrder, ActionPatch, CompletedAction, MyAction, NewAction},
    paging::Page,
};

type Ids = Path<(String, String)>;

/// Lists my actions
///
/// Open ones and those done within a week, by target: a user's over all plans, a guest's in the plan of their link.
#[utoipa::path(tag = "accounts", responses((status = 200, description = "What is the caller's.", body = Page<MyAction>)))]
#[get("/me/actions")]
pub async fn list_my_actions(app: Data<App>, caller: AnyCaller) -> Answer {
    Ok(answer::ok(&Page::whole(my_actions::mine(&app, caller.0).await?)))
}

/// Adds an action
///
/// At the end of the milestone's checklist, of the caller's side unless it says otherwise.
#[utoipa::path(tag = "actions", params(("plan_id" = String, Path, description = "The plan."), ("milestone_id" = String, Path, description = "The milestone.")),
    request_body = NewAction, responses((status = 201, description = "The action.", body = Action)))]
#[post("/plans/{plan_id}/milestones/{milestone_id}/actions")]
pub async fn create_action(app: Data<App>, permit: Permit<EditActions>, ids: Ids, body: Body<NewAction>) -> Answer {
    Ok(answer::created(&actions::create(&app, &permit, &ids.1, body).await?))
}

/// Orders a milestone's actions
///
/// The ids are all its actions that the caller sees, each once.
#[utoipa::path(tag = "actions", params(("plan_id" = String, Path, description = "The plan."), ("milestone_id" = String, Path, description = "The milestone.")),
    request_body = ActionOrder, responses((status = 204, description = "Ordered.")))]
#[put("/plans/{plan_id}/milestones/{milestone_id}/actions/order")]
pub async fn order_actions(app: Data<App>, permit: Permit<EditActions>, ids: Ids, body: Body<ActionOrder>) -> Answer {
    actions::order(&app, &permit, &ids.1, body).await?;
    Ok(answer::nothing())
}

/// Reads an action
///
/// With whom it is assigned to.
#[utoipa::path(tag = "actions", params(("plan_id" = String, Path, description = "The plan."), ("action_id" = String, Path, description = "The action.")),
    responses((status = 200, description = "The action.", body = Action)))]
#[get("/plans/{plan_id}/actions/{action_id}")]
pub async fn get_action(app: Data<App>, permit: Permit<SeePlan>, ids: Ids) -> Answer {
    let action = actions::find(&app, &permit, &ids.1).await?;
    Ok(answer::versioned(&action, action.version))
}

/// Changes an action
///
/// A merge patch: what is left out stays, null clears.
#[utoipa::path(tag = "actions", params(("plan_id" = String, Path, description = "The plan."), ("action_id" = String, Path, description = "The action.")),
    request_body = ActionPatch, responses((status = 200, description = "The action as it is now.", body = Action)))]
#[patch("/plans/{plan_id}/actions/{action_id}")]
pub async fn update_action(app: Data<App>, permit: Permit<EditActions>, ids: Ids, body: Body<ActionPatch>) -> Answer {
    let action = action_edit::update(&app, &permit, &ids.1, body).await?;
    Ok(answer::versioned(&action, action.version))
}

/// Deletes an action
///
/// `restore` puts it back. Guests delete what they added.
#[utoipa::path(tag = "actions", params(("plan_id" = String, Path, description = "The plan."), ("action_id" = String, Path, description = "The action.")),
    responses((status = 204, description = "Deleted.")))]
#[delete("/plans/{plan_id}/actions/{action_id}")]
pub async fn delete_action(app: Data<App>, permit: Permit<DeleteOwn>, ids: Ids, call: Call) -> Answer {
    actions::delete(&app, &permit, &ids.1, call).await?;
    Ok(answer::nothing())
}

/// Completes an action
///
/// Twice is the same as once. Says whether the milestone has nothing left to do.
#[utoipa::path(tag = "actions", params(("plan_id" = String, Path, description = "The plan."), ("action_id" = String, Path, description = "The action.")),
    responses((status = 200, description = "The action as it is now.", body = CompletedAction)))]
#[post("/plans/{plan_id}/actions/{action_id}/complete")]
pub async fn complete_action(app: Data<App>, permit: Permit<EditActions>, ids: Ids, call: Call) -> Answer {
    Ok(answer::done(&actions::set_completed(&app, &permit, &ids.1, call, true).await?))
}

/// Reopens an action
///
/// It is not done after all.
#[utoipa::path(tag = "actions", params(("plan_id" = String, Path, description = "The plan."), ("action_id" = String, Path, description = "The action.")),
    responses((status = 200, description = "The action as it is now.", body = CompletedAction)))]
#[post("/plans/{plan_id}/actions/{action_id}/reopen")]
pub async fn reopen_action(app: Data<App>, permit: Permit<EditActions>, ids: Ids, call: Call) -> Answer {
    Ok(answer::done(&actions::set_completed(&app, &permit, &ids.1, call, false).await?))
}

/// Restores an action
///
/// Puts a deleted one back.
#[utoipa::path(tag = "actions", params(("plan_id" = String, Path, description = "The plan."), ("action_id" = String, Path, description = "The action.")),
    responses((status = 200, description = "The action as it is now.", body = Action)))]
#[post("/plans/{plan_id}/actions/{action_id}/restore")]
pub async fn restore_action(app: Data<App>, permit: Permit<DeleteOwn>, ids: Ids, call: Call) -> Answer {
    Ok(answer::done(&actions::restore(&app, &permit, &ids.1, call).await?))
}
