//! What the other side makes of a proposal: accepts, declines or counters it; or its own side takes it back.

use super::{
    agreement::{material, signers_of, void_open},
    agreement_mail,
    events::Log,
    once::Once,
    proposals::{agreed, keep_new, record, view},
    proposed_edits::{apply_all, on_behalf_of},
};
use crate::{
    app::App,
    auth::{Permit, permit::ProposeChanges},
    body::Body,
    db::{
        Conn, Tx, plans,
        proposals::{self as db, ProposalRow},
        versions::{self, VersionRow},
    },
    error::ApiError,
    mail::AgreementStep,
};
use tandem_shared::{
    agreement::{Decision, MaterialChange, NewProposal, Proposal, ProposalStatus, Snapshot, VersionOrigin, apply},
    day::Timestamp,
    event::EventType,
    method::SignOffStatus,
};

/// Who decides: the other side, or for taking it back the one that made it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Decider {
    OtherSide,
    OwnSide,
}

/// A proposal that this caller decides on now; nothing when it was decided in this way already.
fn to_decide(
    conn: &mut Conn,
    p: &Permit<ProposeChanges>,
    id: &str,
    wanted: ProposalStatus,
    decider: Decider,
) -> Result<(ProposalRow, bool), ApiError> {
    let row = db::find(conn, p.organization_id(), p.plan_id(), id)?;
    let is_own = row.proposal.side == p.caller.side();
    match decider {
        Decider::OtherSide if is_own => {
            return Err(ApiError::forbidden("The other side decides on this. You can take it back."));
        }
        Decider::OwnSide if !is_own => {
            return Err(ApiError::forbidden("The side that offered this takes it back. You can decline it."));
        }
        _ => {}
    }
    if row.proposal.status != ProposalStatus::Open && row.proposal.status != wanted {
        let detail = format!("This was {} already. Look at the proposals as they are now.", row.proposal.status);
        return Err(ApiError::conflict("proposal_closed", detail));
    }
    let is_open = row.proposal.status == ProposalStatus::Open;
    Ok((row, is_open))
}

fn decide(row: &mut ProposalRow, p: &Permit<ProposeChanges>, status: ProposalStatus, note: &str, now: Timestamp) {
    let one = &mut row.proposal;
    (one.status, one.decided_at, one.decided_by) = (status, Some(now), Some(p.caller.name().to_owned()));
    note.clone_into(&mut one.decision_note);
}

/// Accepts a proposal: the plan changes, and the next version stands, acknowledged by both sides. Twice is the same as once.
///
/// # Errors
/// `NotFound`, `Forbidden` for its own side, `Conflict` when it is decided otherwise or what it would change is another by now.
pub async fn accept(
    app: &App,
    permit: &Permit<ProposeChanges>,
    id: String,
    body: Body<Decision>,
) -> Result<Once<Proposal>, ApiError> {
    let (p, now, app2, note) = (permit.clone(), app.clock.now(), app.clone(), body.value.note);
    app.write_once(&permit.caller, body.call.once, move |tx| {
        let (org, plan) = (p.organization_id(), p.plan_id());
        let mut log = Log::of_plan(tx, org, plan, p.actor(), now)?;
        let (mut row, open) = to_decide(tx.conn, &p, &id, ProposalStatus::Accepted, Decider::OtherSide)?;
        if !open {
            return view(tx.conn, &p, row, now);
        }
        let (standing, base) = agreed(tx.conn, &p)?;
        let after = carry_out(tx, &p, &log, &row.proposal, &base)?;
        let standing = void_open(tx, &app2, &p, &mut log, standing)?;
        let number = make_version(tx, &p, &row.proposal, after, now)?;
        let moves = row.proposal.changes.iter().any(|c| c.change.moves().is_some());
        let rebuilt_at = if moves { Some(now) } else { standing.rebuilt_at };
        let standing = plans::Standing { agreed_version: Some(number), agreed_at: Some(now), rebuilt_at, ..standing };
        plans::note_standing(tx.conn, org, plan, &standing)?;
        decide(&mut row, &p, ProposalStatus::Accepted, &note, now);
        row.proposal.version = Some(number);
        db::update(tx.conn, org, plan, &row)?;
        record(tx, log, EventType::ProposalAccepted, &row.proposal, &note)?;
        let step = AgreementStep::ProposalAccepted;
        agreement_mail::answered(tx, &app2, &p, &row.proposal, &row.made_by, step, now)?;
        view(tx.conn, &p, row, now)
    })
    .await
}

/// Does what was proposed, and sees to it that this is what was read: no more, no less.
fn carry_out(
    tx: &mut Tx<'_>,
    p: &Permit<ProposeChanges>,
    log: &Log,
    proposal: &Proposal,
    base: &VersionRow,
) -> Result<Snapshot, ApiError> {
    let (org, plan, now) = (p.organization_id(), p.plan_id(), log.at());
    let signers = signers_of(&base.snapshot);
    let before = material(tx.conn, org, plan, &signers, now)?;
    let changes: Vec<MaterialChange> = proposal.changes.iter().map(|c| c.change.clone()).collect();
    let expected = apply(&changes, &before).map_err(|names| stale(&names.join(", ")))?;
    let maker = on_behalf_of(p, proposal.side);
    apply_all(tx, &maker, &proposal.edits, log).map_err(|error| match error {
        ApiError::Invalid(errors) => stale(&errors.iter().map(|e| e.detail.as_str()).collect::<Vec<_>>().join("; ")),
        other => other,
    })?;
    let after = material(tx.conn, org, plan, &signers, now)?;
    if expected.is_same_agreement(&after) { Ok(after) } else { Err(stale("the plan")) }
}

fn stale(what: &str) -> ApiError {
    ApiError::conflict(
        "proposal_stale",
        format!(
            "This no longer fits, since other things changed meanwhile: {what}. Decline it, or offer something else on the plan as it is now."
        ),
    )
}

/// The next version, agreed from the start.
fn make_version(
    tx: &mut Tx<'_>,
    p: &Permit<ProposeChanges>,
    proposal: &Proposal,
    snapshot: Snapshot,
    now: Timestamp,
) -> Result<i32, ApiError> {
    let (org, plan) = (p.organization_id(), p.plan_id());
    let number = versions::next_number(tx.conn, org, plan)?;
    let version = VersionRow {
        number,
        origin: VersionOrigin::Proposal,
        origin_id: proposal.id.to_string(),
        status: SignOffStatus::Signed,
        reason: proposal.reason.clone(),
        created_at: now,
        agreed_at: Some(now),
        hash: snapshot.hash(),
        snapshot,
    };
    versions::insert(tx.conn, org, plan, &version)?;
    Ok(number)
}

/// Declines a proposal of the other side, or takes one's own side's back. Twice is the same as once.
///
/// # Errors
/// `NotFound`, `Forbidden` for the wrong side, `Conflict` when it is decided otherwise.
pub async fn close(
    app: &App,
    permit: &Permit<ProposeChanges>,
    id: String,
    status: ProposalStatus,
    body: Body<Decision>,
) -> Result<Once<Proposal>, ApiError> {
    let (p, now, app2, note) = (permit.clone(), app.clock.now(), app.clone(), body.value.note);
    let (decider, kind, step) = match status {
        ProposalStatus::Withdrawn => (Decider::OwnSide, EventType::ProposalWithdrawn, AgreementStep::ProposalWithdrawn),
        _ => (Decider::OtherSide, EventType::ProposalDeclined, AgreementStep::ProposalDeclined),
    };
    app.write_once(&permit.caller, body.call.once, move |tx| {
        let (org, plan) = (p.organization_id(), p.plan_id());
        let log = Log::of_plan(tx, org, plan, p.actor(), now)?;
        let (mut row, open) = to_decide(tx.conn, &p, &id, status, decider)?;
        if open {
            decide(&mut row, &p, status, &note, now);
            db::update(tx.conn, org, plan, &row)?;
            record(tx, log, kind, &row.proposal, &note)?;
            agreement_mail::answered(tx, &app2, &p, &row.proposal, &row.made_by, step, now)?;
        }
        view(tx.conn, &p, row, now)
    })
    .await
}

/// Offers something else instead of what the other side offered.
///
/// # Errors
/// Those of [`super::proposals::offer`]; `Forbidden` for its own side, `Conflict` when it is decided.
pub async fn counter(
    app: &App,
    permit: &Permit<ProposeChanges>,
    id: String,
    body: Body<NewProposal>,
) -> Result<Once<Proposal>, ApiError> {
    let (p, now, app2, new) = (permit.clone(), app.clock.now(), app.clone(), body.value);
    app.write_once(&permit.caller, body.call.once, move |tx| {
        let (org, plan) = (p.organization_id(), p.plan_id());
        let log = Log::of_plan(tx, org, plan, p.actor(), now)?;
        let (mut old, _) = to_decide(tx.conn, &p, &id, ProposalStatus::Open, Decider::OtherSide)?;
        let row = keep_new(tx, &p, &log, new, Some(old.proposal.id.clone()))?;
        decide(&mut old, &p, ProposalStatus::Countered, &row.proposal.reason, now);
        db::update(tx.conn, org, plan, &old)?;
        record(tx, log, EventType::ProposalCountered, &row.proposal, "")?;
        agreement_mail::offered(tx, &app2, &p, &row.proposal, now)?;
        view(tx.conn, &p, row, now)
    })
    .await
}
