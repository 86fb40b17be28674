//! The buyer's calendar.

use super::answer::{self, Answer};
use crate::{
    app::App,
    auth::{Permit, permit::EditConstraints},
    body::{Body, Call},
    services::constraints,
};
use actix_web::{
    delete, patch, post,
    web::{Data, Path},
};
use tandem_shared::constraint::{Constraint, ConstraintPatch, NewConstraint};

type Ids = Path<(String, String)>;

/// Adds a constraint
///
/// A date or period that the plan must honour. As the anchor it takes the place of the one before.
#[utoipa::path(tag = "constraints", params(("plan_id" = String, Path, description = "The plan.")), request_body = NewConstraint,
    responses((status = 201, description = "The constraint.", body = Constraint)))]
#[post("/plans/{plan_id}/constraints")]
pub async fn create_constraint(app: Data<App>, permit: Permit<EditConstraints>, body: Body<NewConstraint>) -> Answer {
    Ok(answer::created(&constraints::create(&app, &permit, body).await?))
}

/// Changes a constraint
///
/// A merge patch: what is left out stays, null clears.
#[utoipa::path(tag = "constraints", params(("plan_id" = String, Path, description = "The plan."), ("constraint_id" = String, Path, description = "The constraint.")),
    request_body = ConstraintPatch, responses((status = 200, description = "The constraint as it is now.", body = Constraint)))]
#[patch("/plans/{plan_id}/constraints/{constraint_id}")]
pub async fn update_constraint(
    app: Data<App>,
    permit: Permit<EditConstraints>,
    ids: Ids,
    body: Body<ConstraintPatch>,
) -> Answer {
    let constraint = constraints::update(&app, &permit, ids.into_inner().1, body).await?;
    Ok(answer::versioned(&constraint, constraint.version))
}

/// Deletes a constraint
///
/// Without its anchor a plan has no hard date.
#[utoipa::path(tag = "constraints", params(("plan_id" = String, Path, description = "The plan."), ("constraint_id" = String, Path, description = "The constraint.")),
    responses((status = 204, description = "Deleted.")))]
#[delete("/plans/{plan_id}/constraints/{constraint_id}")]
pub async fn delete_constraint(app: Data<App>, permit: Permit<EditConstraints>, ids: Ids, call: Call) -> Answer {
    constraints::delete(&app, &permit, ids.into_inner().1, call).await?;
    Ok(answer::nothing())
}
