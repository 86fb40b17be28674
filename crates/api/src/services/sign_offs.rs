//! Requests for signatures: asking, reading, taking back.

use super::{
    agreement::{material, version_title, void},
    agreement_mail::{self, address_of},
    events::{Changes, Line, Log},
    once::Once,
};
use crate::{
    app::App,
    auth::{
        Permit,
        permit::{ProposeChanges, SeePlan},
    },
    body::Body,
    db::{
        Conn, Tx, plans,
        sign_offs::{self, SignOffRow},
        stakeholders,
        versions::{self, VersionRow},
    },
    error::ApiError,
    ids::NewId,
    mail::AgreementStep,
};
use tandem_shared::{
    agreement::{NewSignOff, SignOff, Signer, VersionOrigin, Withdrawal},
    day::Timestamp,
    error::Problems,
    event::EventType,
    id::{SignOffId, StakeholderId},
    method::SignOffStatus,
    stakeholder::Side,
};

/// A request as this caller sees it: network addresses are for the seller and for the person themselves.
pub(super) fn view<P>(conn: &mut Conn, p: &Permit<P>, row: SignOffRow) -> Result<SignOff, ApiError> {
    let version = versions::find(conn, p.organization_id(), p.plan_id(), row.sign_off.version)?;
    Ok(seen(p, row, &version))
}

fn seen<P>(p: &Permit<P>, row: SignOffRow, version: &VersionRow) -> SignOff {
    let mut sign_off = row.sign_off;
    sign_off.hash.clone_from(&version.hash);
    for signer in &mut sign_off.signers {
        if !p.sees_internal() && p.stakeholder_id.as_ref() != Some(&signer.stakeholder_id) {
            signer.address = None;
        }
    }
    sign_off
}

/// A plan's requests, the newest first.
///
/// # Errors
/// When the store fails.
pub async fn list(app: &App, permit: &Permit<SeePlan>) -> Result<Vec<SignOff>, ApiError> {
    let p = permit.clone();
    app.db
        .read(move |conn| {
            let rows = sign_offs::list(conn, p.organization_id(), p.plan_id())?;
            rows.into_iter().map(|row| view(conn, &p, row)).collect()
        })
        .await
}

/// A plan's newest request; `as_buyer` without anybody's network address.
pub(super) fn newest<P>(conn: &mut Conn, p: &Permit<P>, as_buyer: bool) -> Result<Option<SignOff>, ApiError> {
    let row = sign_offs::list(conn, p.organization_id(), p.plan_id())?.into_iter().next();
    let mut newest = row.map(|row| view(conn, p, row)).transpose()?;
    if as_buyer {
        newest.iter_mut().flat_map(|sign_off| &mut sign_off.signers).for_each(|signer| signer.address = None);
    }
    Ok(newest)
}

/// Who is asked, or everything that keeps them from signing.
fn signers<P>(
    conn: &mut Conn,
    p: &Permit<P>,
    asked: &[StakeholderId],
    now: Timestamp,
) -> Result<Vec<Signer>, ApiError> {
    let (org, plan) = (p.organization_id(), p.plan_id());
    let people = stakeholders::list(conn, org, plan.as_str())?;
    let (mut problems, mut signers) = (Problems::default(), Vec::new());
    for (i, id) in asked.iter().enumerate() {
        let pointer = format!("/signers/{i}");
        let Some(person) = people.iter().find(|s| s.id == *id) else {
            problems.add(pointer, "unknown", "is nobody in this plan");
            continue;
        };
        match address_of(conn, org, plan, person, now)? {
            Some(email) => signers.push(Signer {
                stakeholder_id: id.clone(),
                name: person.name.clone(),
                email,
                side: person.side,
                title: person.title.clone(),
                typed_name: None,
                signed_at: None,
                address: None,
                declined_at: None,
                decline_reason: None,
            }),
            None if person.side == Side::Seller => {
                problems.add(pointer, "no_account", format!("{} has no account here to sign with", person.name));
            }
            None => {
                let detail = format!("{} cannot open the plan: share it with them first", person.name);
                problems.add(pointer, "no_access", detail);
            }
        }
    }
    for side in [Side::Buyer, Side::Seller] {
        if problems.0.is_empty() && signers.iter().all(|s| s.side != side) {
            problems.add("/signers", "one_sided", format!("must name at least one person of the {side}'s side"));
        }
    }
    problems.result()?;
    Ok(signers)
}

/// Asks people of both sides to sign the plan as it is now.
///
/// # Errors
/// `Invalid`, naming everyone who cannot sign; `Conflict` while another request is open, or when there is nothing to sign.
pub async fn request(
    app: &App,
    permit: &Permit<ProposeChanges>,
    body: Body<NewSignOff>,
) -> Result<Once<SignOff>, ApiError> {
    let (p, now, app2, new) = (permit.clone(), app.clock.now(), app.clone(), body.value);
    app.write_once(&permit.caller, body.call.once, move |tx| {
        let (org, plan) = (p.organization_id(), p.plan_id());
        let log = Log::of_plan(tx, org, plan, p.actor(), now)?;
        if plans::standing(tx.conn, org, plan)?.open_sign_off.is_some() {
            return Err(ApiError::conflict(
                "sign_off_open",
                "Signatures are asked for already. Take that request back first.",
            ));
        }
        let signers = signers(tx.conn, &p, &new.signers, now)?;
        let row = freeze(tx, &p, signers, new.message, now)?;
        let title = version_title(row.sign_off.version);
        let names: Vec<&str> = row.sign_off.signers.iter().map(|s| s.name.as_str()).collect();
        let mut changes = Changes::default();
        changes.text("signers", "", &names.join(", "));
        let sign_off = view(tx.conn, &p, row.clone())?;
        changes.text("hash", "", &sign_off.hash);
        log.record(tx, Line::shared(EventType::SignOffRequested, sign_off.id.as_str(), &title).with(changes.0))?;
        agreement_mail::told(tx, &app2, &p, &row, AgreementStep::SignatureWanted, now)?;
        Ok(sign_off)
    })
    .await
}

/// Makes the version and the request for it.
fn freeze<P>(
    tx: &mut Tx<'_>,
    p: &Permit<P>,
    signers: Vec<Signer>,
    message: String,
    now: Timestamp,
) -> Result<SignOffRow, ApiError> {
    let (org, plan) = (p.organization_id(), p.plan_id());
    let ids: Vec<StakeholderId> = signers.iter().map(|s| s.stakeholder_id.clone()).collect();
    let snapshot = material(tx.conn, org, plan, &ids, now)?;
    if snapshot.milestones.iter().all(|m| m.cancelled) {
        return Err(ApiError::conflict(
            "nothing_to_sign",
            "The plan has no milestone yet that both sides see. Add one first.",
        ));
    }
    let (id, number) = (SignOffId::new(), versions::next_number(tx.conn, org, plan)?);
    let version = VersionRow {
        number,
        origin: VersionOrigin::SignOff,
        origin_id: id.to_string(),
        status: SignOffStatus::Open,
        reason: message.clone(),
        created_at: now,
        agreed_at: None,
        hash: snapshot.hash(),
        snapshot,
    };
    versions::insert(tx.conn, org, plan, &version)?;
    let sign_off = SignOff {
        id: id.clone(),
        version: number,
        hash: version.hash,
        status: SignOffStatus::Open,
        message,
        requested_by: p.caller.name().to_owned(),
        requested_side: p.caller.side(),
        requested_at: now,
        decided_at: None,
        reason: None,
        signers,
    };
    let row = SignOffRow { sign_off, requested_by: p.caller.id().to_owned(), event_seq: None };
    sign_offs::insert(tx.conn, org, plan, &row)?;
    let standing = plans::Standing { open_sign_off: Some(id), ..plans::standing(tx.conn, org, plan)? };
    plans::note_standing(tx.conn, org, plan, &standing)?;
    Ok(row)
}

/// Takes a request back, by the side that made it. Twice is the same as once.
///
/// # Errors
/// `NotFound`, `Forbidden`, `Conflict` when it is over.
pub async fn withdraw(
    app: &App,
    permit: &Permit<ProposeChanges>,
    id: String,
    body: Body<Withdrawal>,
) -> Result<Once<SignOff>, ApiError> {
    let (p, now, app2, why) = (permit.clone(), app.clock.now(), app.clone(), body.value.reason);
    app.write_once(&permit.caller, body.call.once, move |tx| {
        let (org, plan) = (p.organization_id(), p.plan_id());
        let log = Log::of_plan(tx, org, plan, p.actor(), now)?;
        let row = sign_offs::find(tx.conn, org, plan, &id)?;
        match row.sign_off.status {
            SignOffStatus::Voided => return view(tx.conn, &p, row),
            SignOffStatus::Open => {}
            other => return Err(over(other)),
        }
        if row.sign_off.requested_side != p.caller.side() {
            return Err(ApiError::forbidden(
                "The side that asked for signatures takes this back. You can decline to sign.",
            ));
        }
        let reason = if why.is_empty() { "It was taken back.".to_owned() } else { why };
        let standing = plans::standing(tx.conn, org, plan)?;
        let row = void(tx, &p, row, standing, &reason, now)?;
        let (title, mut changes) = (version_title(row.sign_off.version), Changes::default());
        changes.text("reason", "", &reason);
        log.record(tx, Line::shared(EventType::SignOffVoided, &id, &title).with(changes.0))?;
        agreement_mail::told(tx, &app2, &p, &row, AgreementStep::RequestVoided, now)?;
        view(tx.conn, &p, row)
    })
    .await
}

/// Why nothing can be done with a request any more.
pub(super) fn over(status: SignOffStatus) -> ApiError {
    let detail = match status {
        SignOffStatus::Signed => "Everyone has signed this version. Propose what should be another.",
        SignOffStatus::Declined => {
            "Somebody declined to sign this version. Change the plan and ask for signatures again."
        }
        SignOffStatus::Voided => {
            "This request is void: something changed, or it was taken back. Look at the plan as it is now."
        }
        SignOffStatus::Open => "This request is still open.",
    };
    ApiError::conflict("sign_off_over", detail)
}
