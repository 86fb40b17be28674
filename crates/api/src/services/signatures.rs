//! Signing, and refusing to sign. Whoever is named may sign, whatever their access: signing is not editing. A guest whose last proof is older than half an
//! hour proves once more with a code from their mail.

use super::{
    agreement::{checkpoint, version_title},
    agreement_mail,
    events::{Changes, Line, Log},
    invitations as mails,
    limits::Limit,
    once::Once,
    sign_offs::{over, view},
};
use crate::{
    app::App,
    auth::{
        Caller, Permit,
        permit::Sign,
        secret::{SecretHash, six_digits},
    },
    body::Body,
    db::{
        Tx,
        access_codes::{self as codes, MailedCode},
        callers::GuestCaller,
        grants,
        guests::{self, GrantKey},
        invitations as facts, plans,
        sign_offs::{self, SignOffRow},
        versions,
    },
    error::ApiError,
    mail::{AgreementStep, Message},
};
use serde::{Deserialize, Serialize};
use tandem_shared::{
    agreement::{Decline, NewSignature, SignOff, SignatureCode, Signer, is_same_name},
    day::Timestamp,
    event::EventType,
    grant::{CODE_MINUTES, CODE_TRIES, address_hint},
    method::SignOffStatus,
};

/// Seconds that a guest's proof is good for a signature.
const PROOF_SECONDS: i64 = 30 * 60;
/// Codes that are mailed to one person for signing.
const CODES: Limit = Limit { what: "signature code mail", tries: 6, seconds: 3600 };
/// Seconds within which asking again mails no other code.
const CODE_PAUSE: i64 = 30;

/// What became of a try to sign.
#[derive(Serialize, Deserialize)]
pub enum Outcome {
    /// It is signed.
    Signed(Box<SignOff>),
    /// A code was mailed.
    CodeMailed(SignatureCode),
    /// The code was wrong; so many tries are left. They are counted in the store, so this is no error there.
    WrongCode(i32),
}

/// The person who is calling, as one who is asked.
fn own<P>(p: &Permit<P>, row: &SignOffRow) -> Result<Signer, ApiError> {
    let asked = row.sign_off.signers.iter().find(|s| Some(&s.stakeholder_id) == p.stakeholder_id.as_ref());
    asked.cloned().ok_or_else(|| ApiError::forbidden("You are not among those who are asked to sign this."))
}

/// Signs. Twice is the same as once.
///
/// # Errors
/// `NotFound`, `Forbidden` for others, `Invalid` for another name or a wrong code, `Conflict` when the request is over.
pub async fn sign(
    app: &App,
    permit: &Permit<Sign>,
    id: String,
    address: Option<String>,
    body: Body<NewSignature>,
) -> Result<Once<Outcome>, ApiError> {
    let (p, now, app2, new) = (permit.clone(), app.clock.now(), app.clone(), body.value);
    app.write_once(&permit.caller, body.call.once, move |tx| {
        let (org, plan) = (p.organization_id(), p.plan_id());
        let log = Log::of_plan(tx, org, plan, p.actor(), now)?;
        let row = sign_offs::find(tx.conn, org, plan, &id)?;
        let mut signer = own(&p, &row)?;
        if signer.signed_at.is_some() {
            return view(tx.conn, &p, row).map(|s| Outcome::Signed(Box::new(s)));
        }
        if row.sign_off.status != SignOffStatus::Open {
            return Err(over(row.sign_off.status));
        }
        if !is_same_name(&new.typed_name, &signer.name) {
            return Err(ApiError::field(
                "/typed_name",
                "other_name",
                format!("must be your name as it stands here: {}", signer.name),
            ));
        }
        if let Caller::Guest(guest) = &p.caller
            && let Some(waits) = prove(tx, &app2, guest, new.code.as_deref(), now)?
        {
            return Ok(waits);
        }
        signer.typed_name = Some(new.typed_name);
        signer.signed_at = Some(now);
        signer.address = address;
        sign_offs::update_signer(tx.conn, org, plan, &row.sign_off.id, &signer)?;
        let row = record(tx, &app2, &p, log, &row, &signer)?;
        view(tx.conn, &p, row).map(|s| Outcome::Signed(Box::new(s)))
    })
    .await
}

/// Records a signature; with the last one the version is agreed.
fn record(
    tx: &mut Tx<'_>,
    app: &App,
    p: &Permit<Sign>,
    log: Log,
    row: &SignOffRow,
    signer: &Signer,
) -> Result<SignOffRow, ApiError> {
    let (org, plan, now, seq) = (p.organization_id(), p.plan_id(), log.at(), log.next_seq());
    let id = row.sign_off.id.to_string();
    let is_last =
        row.sign_off.signers.iter().all(|s| s.signed_at.is_some() || s.stakeholder_id == signer.stakeholder_id);
    let (title, number) = (version_title(row.sign_off.version), row.sign_off.version);
    let version = versions::find(tx.conn, org, plan, number)?;
    let mut changes = Changes::default();
    changes.text("signed_by", "", &signer.name);
    changes.text("hash", "", &version.hash);
    if !is_last {
        log.record(tx, Line::shared(EventType::SignOffSigned, &id, &title).with(changes.0))?;
        return sign_offs::find(tx.conn, org, plan, &id);
    }
    let mut row = sign_offs::find(tx.conn, org, plan, &id)?;
    (row.sign_off.status, row.sign_off.decided_at, row.event_seq) = (SignOffStatus::Signed, Some(now), Some(seq));
    sign_offs::update(tx.conn, org, plan, &row)?;
    versions::settle(tx.conn, org, plan, number, SignOffStatus::Signed, Some(now))?;
    let before = plans::standing(tx.conn, org, plan)?;
    let after = plans::Standing { agreed_version: Some(number), agreed_at: Some(now), open_sign_off: None, ..before };
    plans::note_standing(tx.conn, org, plan, &after)?;
    log.record(tx, Line::shared(EventType::SignOffCompleted, &id, &title).with(changes.0))?;
    checkpoint(tx, app, p, now)?;
    agreement_mail::told(tx, app, p, &row, AgreementStep::SignedByAll, now)?;
    Ok(row)
}

/// Refuses to sign, which ends the request. Twice is the same as once.
///
/// # Errors
/// `NotFound`, `Forbidden` for others, `Conflict` when the request is over or the person has signed.
pub async fn decline(
    app: &App,
    permit: &Permit<Sign>,
    id: String,
    body: Body<Decline>,
) -> Result<Once<SignOff>, ApiError> {
    let (p, now, app2, reason) = (permit.clone(), app.clock.now(), app.clone(), body.value.reason);
    app.write_once(&permit.caller, body.call.once, move |tx| {
        let (org, plan) = (p.organization_id(), p.plan_id());
        let log = Log::of_plan(tx, org, plan, p.actor(), now)?;
        let mut row = sign_offs::find(tx.conn, org, plan, &id)?;
        let mut signer = own(&p, &row)?;
        if signer.declined_at.is_some() {
            return view(tx.conn, &p, row);
        }
        if row.sign_off.status != SignOffStatus::Open {
            return Err(over(row.sign_off.status));
        }
        if signer.signed_at.is_some() {
            return Err(ApiError::conflict(
                "signed_already",
                "You have signed this. Ask who requested it to take the request back.",
            ));
        }
        (signer.declined_at, signer.decline_reason) = (Some(now), Some(reason.clone()));
        sign_offs::update_signer(tx.conn, org, plan, &row.sign_off.id, &signer)?;
        let own = &mut row.sign_off;
        (own.status, own.decided_at, own.reason) = (SignOffStatus::Declined, Some(now), Some(reason.clone()));
        sign_offs::update(tx.conn, org, plan, &row)?;
        versions::settle(tx.conn, org, plan, row.sign_off.version, SignOffStatus::Declined, None)?;
        let standing = plans::Standing { open_sign_off: None, ..plans::standing(tx.conn, org, plan)? };
        plans::note_standing(tx.conn, org, plan, &standing)?;
        let (title, mut changes) = (version_title(row.sign_off.version), Changes::default());
        changes.text("reason", "", &reason);
        log.record(tx, Line::shared(EventType::SignOffDeclined, &id, &title).with(changes.0))?;
        agreement_mail::told(tx, &app2, &p, &row, AgreementStep::SignatureDeclined, now)?;
        let row = sign_offs::find(tx.conn, org, plan, &id)?;
        view(tx.conn, &p, row)
    })
    .await
}

/// Nothing when a guest's proof is fresh, or was made so by the right code; else what they wait for.
fn prove(
    tx: &mut Tx<'_>,
    app: &App,
    guest: &GuestCaller,
    code: Option<&str>,
    now: Timestamp,
) -> Result<Option<Outcome>, ApiError> {
    let org = &guest.organization_id;
    if now.seconds_since(guests::proof_at(tx.conn, org, &guest.session_id)?) <= PROOF_SECONDS {
        return Ok(None);
    }
    let key =
        GrantKey { organization_id: org.clone(), plan_id: guest.plan_id.clone(), grant_id: guest.grant_id.clone() };
    // A code is good in the session that asked for it.
    let place = format!("sign {}", guest.session_id);
    let open = codes::find(tx.conn, &key, &place, now)?;
    let Some(code) = code else { return mail_code(tx, app, &key, &place, open.as_ref(), now).map(Some) };
    let Some(open) = open else {
        return Err(ApiError::field("/code", "code_over", "is over; sign once more without it to get a new one"));
    };
    if app.keys.code_hash(key.grant_id.as_str(), code).matches(&SecretHash::stored(open.hash)) {
        codes::forget(tx.conn, &key, &place)?;
        guests::note_proof(tx.conn, org, &guest.session_id, now)?;
        return Ok(None);
    }
    let left = CODE_TRIES - open.tries - 1;
    if left > 0 {
        codes::count_try(tx.conn, &key, &place)?;
    } else {
        codes::forget(tx.conn, &key, &place)?;
    }
    Ok(Some(Outcome::WrongCode(left.max(0))))
}

fn mail_code(
    tx: &mut Tx<'_>,
    app: &App,
    key: &GrantKey,
    place: &str,
    open: Option<&MailedCode>,
    now: Timestamp,
) -> Result<Outcome, ApiError> {
    let row = grants::find(tx.conn, &key.organization_id, key.plan_id.as_str(), key.grant_id.as_str())?;
    let waits = SignatureCode { code_required: true, address_hint: address_hint(&row.email) };
    if open.is_some_and(|code| now.seconds_since(code.created_at) < CODE_PAUSE) {
        return Ok(Outcome::CodeMailed(waits));
    }
    app.limits.count(CODES, key.grant_id.as_str(), now)?;
    let code = six_digits();
    let hash = app.keys.code_hash(key.grant_id.as_str(), &code);
    let kept = MailedCode { hash: hash.as_str().to_owned(), tries: 0, created_at: now };
    codes::keep(tx.conn, key, place, &kept, now.plus_seconds(CODE_MINUTES * 60))?;
    let plan = facts::plan_facts(tx.conn, &key.organization_id, key.plan_id.as_str())?;
    let message = Message::AccessCode { company: plan.company, deal_name: plan.deal_name, code, minutes: CODE_MINUTES };
    mails::send(tx, app, key, &row, message, now)?;
    Ok(Outcome::CodeMailed(waits))
}
