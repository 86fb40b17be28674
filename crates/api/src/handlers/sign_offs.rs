//! Requests for signatures, signatures, the certificate as JSON and as PDF.

use super::answer::{self, Answer};
use crate::{
    app::App,
    auth::{
        Permit,
        permit::{ProposeChanges, SeePlan, Sign},
    },
    body::Body,
    error::ApiError,
    services::{
        certificates,
        once::Once,
        sign_offs,
        signatures::{self, Outcome},
    },
};
use actix_web::{
    HttpRequest, HttpResponse, get, post,
    web::{Data, Path},
};
use tandem_shared::{
    agreement::{Certificate, Decline, NewSignOff, NewSignature, SignOff, SignatureCode, Withdrawal},
    paging::Page,
};

type Ids = Path<(String, String)>;

/// Lists requests for signatures
///
/// The newest first, each with who is asked and what they did.
#[utoipa::path(tag = "agreement", params(("plan_id" = String, Path, description = "The plan.")),
    responses((status = 200, description = "All requests.", body = Page<SignOff>)))]
#[get("/plans/{plan_id}/sign-offs")]
pub async fn list_sign_offs(app: Data<App>, permit: Permit<SeePlan>) -> Answer {
    Ok(answer::ok(&Page::whole(sign_offs::list(&app, &permit).await?)))
}

/// Asks for signatures
///
/// Freezes what is material in the plan as the next version and asks named people of both sides to sign it. A material edit voids the request.
#[utoipa::path(tag = "agreement", params(("plan_id" = String, Path, description = "The plan.")), request_body = NewSignOff,
    responses((status = 201, description = "The request.", body = SignOff)))]
#[post("/plans/{plan_id}/sign-offs")]
pub async fn request_sign_off(app: Data<App>, permit: Permit<ProposeChanges>, body: Body<NewSignOff>) -> Answer {
    Ok(answer::created(&sign_offs::request(&app, &permit, body).await?))
}

/// Signs a version
///
/// As one of those who are asked, with the full name and consent. Twice is the same as once. A guest whose last proof is older than 30 minutes gets a code
/// by mail and sends it with the signature.
#[utoipa::path(tag = "agreement", params(("plan_id" = String, Path, description = "The plan."), ("sign_off_id" = String, Path, description = "The request.")),
    request_body = NewSignature, responses(
    (status = 200, description = "Signed.", body = SignOff),
    (status = 202, description = "A code was mailed; send it with the signature.", body = SignatureCode)))]
#[post("/plans/{plan_id}/sign-offs/{sign_off_id}/signatures")]
pub async fn sign_version(
    app: Data<App>,
    permit: Permit<Sign>,
    ids: Ids,
    request: HttpRequest,
    body: Body<NewSignature>,
) -> Answer {
    let address = request.peer_addr().map(|a| a.ip().to_canonical().to_string());
    let Once { value, replayed } = signatures::sign(&app, &permit, ids.into_inner().1, address, body).await?;
    match value {
        Outcome::Signed(value) => Ok(answer::done(&Once { value, replayed })),
        Outcome::CodeMailed(waits) => Ok(HttpResponse::Accepted().json(waits)),
        Outcome::WrongCode(left) => Err(ApiError::field("/code", "wrong_code", wrong(left))),
    }
}

fn wrong(left: i32) -> String {
    match left {
        0 => "was wrong too often; sign once more without it to get a new one".to_owned(),
        1 => "is not the code from the newest e-mail; 1 try is left".to_owned(),
        n => format!("is not the code from the newest e-mail; {n} tries are left"),
    }
}

/// Declines to sign
///
/// As one of those who are asked; it ends the request. Twice is the same as once.
#[utoipa::path(tag = "agreement", params(("plan_id" = String, Path, description = "The plan."), ("sign_off_id" = String, Path, description = "The request.")),
    request_body = Decline, responses((status = 200, description = "Declined.", body = SignOff)))]
#[post("/plans/{plan_id}/sign-offs/{sign_off_id}/decline")]
pub async fn decline_sign_off(app: Data<App>, permit: Permit<Sign>, ids: Ids, body: Body<Decline>) -> Answer {
    Ok(answer::done(&signatures::decline(&app, &permit, ids.into_inner().1, body).await?))
}

/// Takes a request for signatures back
///
/// By the side that asked. Twice is the same as once.
#[utoipa::path(tag = "agreement", params(("plan_id" = String, Path, description = "The plan."), ("sign_off_id" = String, Path, description = "The request.")),
    request_body = Withdrawal, responses((status = 200, description = "Taken back.", body = SignOff)))]
#[post("/plans/{plan_id}/sign-offs/{sign_off_id}/void")]
pub async fn void_sign_off(app: Data<App>, permit: Permit<ProposeChanges>, ids: Ids, body: Body<Withdrawal>) -> Answer {
    Ok(answer::done(&sign_offs::withdraw(&app, &permit, ids.into_inner().1, body).await?))
}

/// Reads the certificate
///
/// What was signed, by whom, when and from where, with its hash and its place in the plan's log. For the seller and for those who signed.
#[utoipa::path(tag = "agreement", params(("plan_id" = String, Path, description = "The plan."), ("sign_off_id" = String, Path, description = "The request.")),
    responses((status = 200, description = "The certificate.", body = Certificate),
    (status = 409, description = "Not everyone has signed.", body = tandem_shared::error::Problem, content_type = "application/problem+json")))]
#[get("/plans/{plan_id}/sign-offs/{sign_off_id}/certificate")]
pub async fn get_certificate(app: Data<App>, permit: Permit<SeePlan>, ids: Ids) -> Answer {
    Ok(answer::ok(&certificates::read(&app, &permit, ids.into_inner().1).await?))
}

/// Exports the certificate as PDF
///
/// The same to keep on paper: tagged and archival (PDF/A-3a, PDF/UA-1), with the text that was signed enclosed as a file.
#[utoipa::path(tag = "agreement", params(("plan_id" = String, Path, description = "The plan."), ("sign_off_id" = String, Path, description = "The request.")),
    responses((status = 200, description = "The certificate.", body = Vec<u8>, content_type = "application/pdf"),
    (status = 409, description = "Not everyone has signed.", body = tandem_shared::error::Problem, content_type = "application/problem+json")))]
#[get("/plans/{plan_id}/sign-offs/{sign_off_id}/certificate.pdf")]
pub async fn export_certificate(app: Data<App>, permit: Permit<SeePlan>, ids: Ids) -> Answer {
    Ok(answer::file(certificates::file(&app, &permit, ids.into_inner().1).await?))
}
