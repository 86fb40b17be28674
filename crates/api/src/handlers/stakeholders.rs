//! People in a plan.

use super::answer::{self, Answer};
use crate::{
    app::App,
    auth::permit::{DeleteOwn, EditStakeholders, Permit, SeeInternal, SeePlan},
    body::{Body, Call},
    services::{stakeholder_edits as edits, stakeholders},
};
use actix_web::{
    HttpResponse, delete, get,
    http::header::ETAG,
    patch, post, put,
    web::{Data, Path},
};
use tandem_shared::{
    buy_in::BuyInChange,
    error::Problem,
    paging::Page,
    stakeholder::{NewStakeholder, Stakeholder, StakeholderPatch},
};

/// Lists stakeholders
///
/// Everyone in the plan, of both sides. Guests see neither what the seller thinks of people nor who else has access.
#[utoipa::path(tag = "stakeholders", params(("plan_id" = String, Path, description = "The plan.")),
    responses((status = 200, description = "Everyone.", body = Page<Stakeholder>)))]
#[get("/plans/{plan_id}/stakeholders")]
pub async fn list_stakeholders(app: Data<App>, permit: Permit<SeePlan>) -> Answer {
    Ok(answer::ok(&Page::whole(stakeholders::list(&app, &permit).await?)))
}

/// Adds a stakeholder
///
/// An address stands for one person in a plan. Guests with edit access add people of their own side.
#[utoipa::path(tag = "stakeholders", params(("plan_id" = String, Path, description = "The plan.")), request_body = NewStakeholder,
    responses((status = 201, description = "Added.", body = Stakeholder)))]
#[post("/plans/{plan_id}/stakeholders")]
pub async fn create_stakeholder(
    app: Data<App>,
    permit: Permit<EditStakeholders>,
    body: Body<NewStakeholder>,
) -> Answer {
    Ok(answer::created(&edits::create(&app, permit, body.value, body.call.once).await?))
}

/// Adds or updates a stakeholder by address
///
/// For scripts that know people by their address: adds the person, or brings name, title, function and roles of the one who has it up to date.
#[utoipa::path(tag = "stakeholders",
    params(("plan_id" = String, Path, description = "The plan."), ("email" = String, Path, description = "The person's address.")), request_body = NewStakeholder,
    responses((status = 200, description = "Up to date.", body = Stakeholder), (status = 201, description = "Added.", body = Stakeholder)))]
#[put("/plans/{plan_id}/stakeholders/by-email/{email}")]
pub async fn put_stakeholder(
    app: Data<App>,
    permit: Permit<EditStakeholders>,
    path: Path<(String, String)>,
    body: Body<NewStakeholder>,
) -> Answer {
    let put = edits::put_by_email(&app, permit, path.into_inner().1, body.value, body.call).await?;
    let mut answer = if put.is_new { HttpResponse::Created() } else { HttpResponse::Ok() };
    Ok(answer.insert_header((ETAG, format!("\"{}\"", put.person.version))).json(put.person))
}

/// Changes a stakeholder
///
/// A merge patch. The address of somebody who has access does not change.
#[utoipa::path(tag = "stakeholders",
    params(("plan_id" = String, Path, description = "The plan."), ("stakeholder_id" = String, Path, description = "The person.")), request_body = StakeholderPatch,
    responses((status = 200, description = "The person.", body = Stakeholder),
        (status = 409, description = "`has_access`: invite the new address instead.", body = Problem, content_type = "application/problem+json")))]
#[patch("/plans/{plan_id}/stakeholders/{stakeholder_id}")]
pub async fn update_stakeholder(
    app: Data<App>,
    permit: Permit<EditStakeholders>,
    path: Path<(String, String)>,
    body: Body<StakeholderPatch>,
) -> Answer {
    let person = edits::update(&app, permit, path.into_inner().1, body.value, body.call).await?;
    Ok(answer::versioned(&person, person.version))
}

/// Removes a stakeholder
///
/// Somebody who has access, owns a milestone or has an open action stays until that is settled. Guests remove only whom they added.
#[utoipa::path(tag = "stakeholders",
    params(("plan_id" = String, Path, description = "The plan."), ("stakeholder_id" = String, Path, description = "The person.")),
    responses((status = 204, description = "Removed."),
        (status = 409, description = "`has_access` or `has_work`: the detail says what to do first.", body = Problem, content_type = "application/problem+json")))]
#[delete("/plans/{plan_id}/stakeholders/{stakeholder_id}")]
pub async fn delete_stakeholder(
    app: Data<App>,
    permit: Permit<DeleteOwn>,
    path: Path<(String, String)>,
    call: Call,
) -> Answer {
    edits::remove(&app, permit, path.into_inner().1, call).await?;
    Ok(answer::nothing())
}

/// Lists how a person's buy-in went
///
/// Each change with who said so and when, newest first, read from the plan's events. For the selling side only, like the buy-in itself.
#[utoipa::path(tag = "stakeholders",
    params(("plan_id" = String, Path, description = "The plan."), ("stakeholder_id" = String, Path, description = "The person.")),
    responses((status = 200, description = "Every change.", body = Page<BuyInChange>)))]
#[get("/plans/{plan_id}/stakeholders/{stakeholder_id}/buy-in")]
pub async fn list_buy_in(app: Data<App>, permit: Permit<SeeInternal>, path: Path<(String, String)>) -> Answer {
    Ok(answer::ok(&Page::whole(stakeholders::buy_in(&app, &permit, path.into_inner().1).await?)))
}
