//! The certificate of what was signed: as data, as a PDF, and with a mail.

use crate::{
    app::App,
    auth::{Permit, permit::SeePlan},
    db::{
        Conn,
        history::{self, Stretch},
        invitations as facts,
        sign_offs::{self, SignOffRow},
        versions,
    },
    documents::Document,
    error::ApiError,
    mail::CertificateOf,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use std::time::Duration;
use tandem_shared::{
    agreement::Certificate,
    document::{PrintJob, certificate_name},
    id::{OrganizationId, PlanId},
    method::SignOffStatus,
};

/// How long a mail waits for what goes with it.
const ENCLOSING: Duration = Duration::from_secs(15);

/// Everything that proves a signed version, for the seller and for those who signed.
///
/// # Errors
/// `NotFound`, `Forbidden`, `Conflict` before everyone has signed.
pub async fn read(app: &App, permit: &Permit<SeePlan>, id: String) -> Result<Certificate, ApiError> {
    let (p, key) = (permit.clone(), STANDARD.encode(app.keys.log_public_key()));
    app.db
        .read(move |conn| {
            let (org, plan) = (p.organization_id(), p.plan_id());
            let row = sign_offs::find(conn, org, plan, &id)?;
            let signed_it = row.sign_off.signers.iter().any(|s| Some(&s.stakeholder_id) == p.stakeholder_id.as_ref());
            if !p.sees_internal() && !signed_it {
                return Err(ApiError::forbidden("The certificate is for those who signed, and for the seller."));
            }
            proof(conn, org, plan, row, key)
        })
        .await
}

/// The same as a PDF.
///
/// # Errors
/// As above, or when it cannot be set.
pub async fn file(app: &App, permit: &Permit<SeePlan>, id: String) -> Result<Document, ApiError> {
    set(app, read(app, permit, id).await?).await
}

/// The certificate to go with a mail; nothing when the plan is gone or it cannot be set.
///
/// # Errors
/// When the store fails.
pub(super) async fn to_enclose(app: &App, of: CertificateOf) -> Result<Option<Document>, ApiError> {
    let key = STANDARD.encode(app.keys.log_public_key());
    let read = move |conn: &mut Conn| {
        let row = sign_offs::find(conn, &of.organization_id, &of.plan_id, of.sign_off_id.as_str())?;
        proof(conn, &of.organization_id, &of.plan_id, row, key)
    };
    match app.db.read(read).await {
        // The mail is worth more than what goes with it, which the page has as well.
        Ok(certificate) => {
            // Short enough to stand in a mail's header as it is, which is what every mail program understands.
            let name = format!("certificate-version-{}.pdf", certificate.sign_off.version);
            let set = tokio::time::timeout(ENCLOSING, set(app, certificate)).await;
            let set = set.unwrap_or_else(|late| Err(ApiError::unavailable(late)));
            Ok(set.inspect_err(|error| tracing::error!(%error)).ok().map(|document| Document { name, ..document }))
        }
        Err(ApiError::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

async fn set(app: &App, certificate: Certificate) -> Result<Document, ApiError> {
    let name = certificate_name(&certificate);
    let bytes = app.press.set(&PrintJob::Certificate(Box::new(certificate))).await?;
    Ok(Document { name, media_type: "application/pdf", bytes })
}

fn proof(
    conn: &mut Conn,
    org: &OrganizationId,
    plan: &PlanId,
    row: SignOffRow,
    log_public_key: String,
) -> Result<Certificate, ApiError> {
    let Some(seq) = row.event_seq.filter(|_| row.sign_off.status == SignOffStatus::Signed) else {
        return Err(ApiError::conflict("not_signed", "There is a certificate once everyone has signed."));
    };
    let line = history::list(conn, org, plan.as_str(), true, Stretch::After(seq - 1), 1)?;
    let version = versions::find(conn, org, plan, row.sign_off.version)?;
    let named = facts::plan_facts(conn, org, plan.as_str())?;
    let mut sign_off = row.sign_off;
    sign_off.hash = version.hash;
    Ok(Certificate {
        plan_id: plan.clone(),
        plan_title: named.plan_title,
        deal_name: named.deal_name,
        buyer: named.account_name,
        seller: named.company,
        sign_off,
        canonical: version.snapshot.canonical(),
        snapshot: version.snapshot,
        event_seq: seq,
        event_hash: line.into_iter().next().map(|e| e.hash).unwrap_or_default(),
        log_public_key,
    })
}
