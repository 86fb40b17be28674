//! Proposals: material changes that one side offers the other.

use super::answer::{self, Answer};
use crate::{
    app::App,
    auth::{
        Permit,
        permit::{ProposeChanges, SeePlan},
    },
    body::Body,
    services::{proposal_answers, proposals},
};
use actix_web::{
    get, post,
    web::{Data, Path},
};
use tandem_shared::{
    agreement::{Decision, NewProposal, Proposal, ProposalStatus},
    paging::Page,
};

type Ids = Path<(String, String)>;

/// Lists proposals
///
/// The newest first. An open one says what would move, what slack is left and when the signature would be.
#[utoipa::path(tag = "agreement", params(("plan_id" = String, Path, description = "The plan.")),
    responses((status = 200, description = "All proposals.", body = Page<Proposal>)))]
#[get("/plans/{plan_id}/proposals")]
pub async fn list_proposals(app: Data<App>, permit: Permit<SeePlan>) -> Answer {
    Ok(answer::ok(&Page::whole(proposals::list(&app, &permit).await?)))
}

/// Proposes changes
///
/// Once a version is agreed. Nothing changes until the other side accepts.
#[utoipa::path(tag = "agreement", params(("plan_id" = String, Path, description = "The plan.")), request_body = NewProposal,
    responses((status = 201, description = "The proposal.", body = Proposal)))]
#[post("/plans/{plan_id}/proposals")]
pub async fn create_proposal(app: Data<App>, permit: Permit<ProposeChanges>, body: Body<NewProposal>) -> Answer {
    Ok(answer::created(&proposals::offer(&app, &permit, body).await?))
}

/// Accepts a proposal
///
/// By the other side: the plan changes at once, and the next version counts as acknowledged by both. Twice is the same as once.
#[utoipa::path(tag = "agreement", params(("plan_id" = String, Path, description = "The plan."), ("proposal_id" = String, Path, description = "The proposal.")),
    request_body = Decision, responses((status = 200, description = "Accepted.", body = Proposal)))]
#[post("/plans/{plan_id}/proposals/{proposal_id}/accept")]
pub async fn accept_proposal(app: Data<App>, permit: Permit<ProposeChanges>, ids: Ids, body: Body<Decision>) -> Answer {
    Ok(answer::done(&proposal_answers::accept(&app, &permit, ids.into_inner().1, body).await?))
}

/// Declines a proposal
///
/// By the other side. Twice is the same as once.
#[utoipa::path(tag = "agreement", params(("plan_id" = String, Path, description = "The plan."), ("proposal_id" = String, Path, description = "The proposal.")),
    request_body = Decision, responses((status = 200, description = "Declined.", body = Proposal)))]
#[post("/plans/{plan_id}/proposals/{proposal_id}/decline")]
pub async fn decline_proposal(
    app: Data<App>,
    permit: Permit<ProposeChanges>,
    ids: Ids,
    body: Body<Decision>,
) -> Answer {
    let id = ids.into_inner().1;
    Ok(answer::done(&proposal_answers::close(&app, &permit, id, ProposalStatus::Declined, body).await?))
}

/// Counters a proposal
///
/// By the other side: offers something else instead, and closes what it answers.
#[utoipa::path(tag = "agreement", params(("plan_id" = String, Path, description = "The plan."), ("proposal_id" = String, Path, description = "The proposal.")),
    request_body = NewProposal, responses((status = 201, description = "The new proposal.", body = Proposal)))]
#[post("/plans/{plan_id}/proposals/{proposal_id}/counter")]
pub async fn counter_proposal(
    app: Data<App>,
    permit: Permit<ProposeChanges>,
    ids: Ids,
    body: Body<NewProposal>,
) -> Answer {
    Ok(answer::created(&proposal_answers::counter(&app, &permit, ids.into_inner().1, body).await?))
}

/// Withdraws a proposal
///
/// By the side that offered it. Twice is the same as once.
#[utoipa::path(tag = "agreement", params(("plan_id" = String, Path, description = "The plan."), ("proposal_id" = String, Path, description = "The proposal.")),
    request_body = Decision, responses((status = 200, description = "Withdrawn.", body = Proposal)))]
#[post("/plans/{plan_id}/proposals/{proposal_id}/withdraw")]
pub async fn withdraw_proposal(
    app: Data<App>,
    permit: Permit<ProposeChanges>,
    ids: Ids,
    body: Body<Decision>,
) -> Answer {
    let id = ids.into_inner().1;
    Ok(answer::done(&proposal_answers::close(&app, &permit, id, ProposalStatus::Withdrawn, body).await?))
}
