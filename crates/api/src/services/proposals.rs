//! Proposals: what one side offers once a version is agreed, and what the other makes of it.

use super::{
    agreement::{material, signers_of},
    agreement_mail,
    events::{Changes, Line, Log},
    eyes::Eyes,
    once::Once,
    plan_view,
    proposed_edits::{apply_all, on_behalf_of, with_ids},
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
        proposals::{self as db, ProposalRow},
        versions::{self, VersionRow},
    },
    error::ApiError,
    ids::NewId,
};
use tandem_shared::{
    agreement::{MaterialChange, NewProposal, Proposal, ProposalStatus, SaidChange, date_changes, difference},
    day::Timestamp,
    event::{EventType, moved_target},
    id::ProposalId,
    schedule,
    text::TITLE_MAX,
};

/// Proposals as this caller sees them: with what would move, while they are open.
fn views<P>(conn: &mut Conn, p: &Permit<P>, rows: Vec<ProposalRow>, now: Timestamp) -> Result<Vec<Proposal>, ApiError> {
    let mut all: Vec<Proposal> = rows.into_iter().map(|row| row.proposal).collect();
    if all.iter().any(|one| one.status == ProposalStatus::Open) {
        let (plan, _) = plan_view::plan(conn, p.organization_id(), p.plan_id(), 0, &Eyes::of(p, now))?;
        for one in all.iter_mut().filter(|one| one.status == ProposalStatus::Open) {
            one.preview = Some(schedule::preview(&plan, &date_changes(&one.edits), false));
        }
    }
    Ok(all)
}

pub(super) fn view<P>(conn: &mut Conn, p: &Permit<P>, row: ProposalRow, now: Timestamp) -> Result<Proposal, ApiError> {
    views(conn, p, vec![row], now)?.pop().ok_or(ApiError::NotFound)
}

/// A plan's proposals, the newest first.
///
/// # Errors
/// When the store fails.
pub async fn list(app: &App, permit: &Permit<SeePlan>) -> Result<Vec<Proposal>, ApiError> {
    let (p, now) = (permit.clone(), app.clock.now());
    app.db
        .read(move |conn| {
            let rows = db::list(conn, p.organization_id(), p.plan_id())?;
            views(conn, &p, rows, now)
        })
        .await
}

/// The agreed version, which a proposal is about.
pub(super) fn agreed<P>(conn: &mut Conn, p: &Permit<P>) -> Result<(plans::Standing, VersionRow), ApiError> {
    let (org, plan) = (p.organization_id(), p.plan_id());
    let standing = plans::standing(conn, org, plan)?;
    let Some(number) = standing.agreed_version else {
        return Err(ApiError::conflict(
            "not_agreed",
            "Nothing is signed by both sides yet, so there is nothing to renegotiate. Change the plan directly.",
        ));
    };
    let version = versions::find(conn, org, plan, number)?;
    Ok((standing, version))
}

/// Offers material changes to the other side.
///
/// # Errors
/// `Conflict` before a version is agreed; `Invalid` with what cannot be done, or when nothing material would change.
pub async fn offer(
    app: &App,
    permit: &Permit<ProposeChanges>,
    body: Body<NewProposal>,
) -> Result<Once<Proposal>, ApiError> {
    let (p, now, app2, new) = (permit.clone(), app.clock.now(), app.clone(), body.value);
    app.write_once(&permit.caller, body.call.once, move |tx| put(tx, &app2, &p, new, now)).await
}

/// The same within a write that does more.
pub(super) fn put(
    tx: &mut Tx<'_>,
    app: &App,
    p: &Permit<ProposeChanges>,
    new: NewProposal,
    now: Timestamp,
) -> Result<Proposal, ApiError> {
    let log = Log::of_plan(tx, p.organization_id(), p.plan_id(), p.actor(), now)?;
    let row = keep_new(tx, p, &log, new, None)?;
    record(tx, log, EventType::ProposalOffered, &row.proposal, "")?;
    agreement_mail::offered(tx, app, p, &row.proposal, now)?;
    view(tx.conn, p, row, now)
}

/// Tries the edits, takes them back, and keeps what they would change.
pub(super) fn keep_new(
    tx: &mut Tx<'_>,
    p: &Permit<ProposeChanges>,
    log: &Log,
    new: NewProposal,
    counter_of: Option<ProposalId>,
) -> Result<ProposalRow, ApiError> {
    let (org, plan, now, side) = (p.organization_id(), p.plan_id(), log.at(), p.caller.side());
    let (_, base) = agreed(tx.conn, p)?;
    let signers = signers_of(&base.snapshot);
    let before = material(tx.conn, org, plan, &signers, now)?;
    let (edits, maker) = (with_ids(new.edits, side), on_behalf_of(p, side));
    let after = tx.tried(|tx| {
        apply_all(tx, &maker, &edits, log)?;
        material(tx.conn, org, plan, &signers, now)
    })?;
    let changes: Vec<SaidChange> = difference(&before, &after).into_iter().map(SaidChange::from).collect();
    if changes.is_empty() {
        return Err(ApiError::field(
            "/edits",
            "not_material",
            "would change nothing that was signed: change it directly",
        ));
    }
    let proposal = Proposal {
        id: ProposalId::new(),
        by: p.caller.name().to_owned(),
        side,
        reason: new.reason,
        edits,
        changes,
        status: ProposalStatus::Open,
        base_version: base.number,
        counter_of,
        created_at: now,
        decided_at: None,
        decided_by: None,
        decision_note: String::new(),
        version: None,
        preview: None,
    };
    let row = ProposalRow { proposal, made_by: p.caller.id().to_owned() };
    db::insert(tx.conn, org, plan, &row)?;
    Ok(row)
}

/// One line for a step of a proposal: its reason, what it would change, and what was said with the step.
pub(super) fn record(
    tx: &mut Tx<'_>,
    log: Log,
    kind: EventType,
    proposal: &Proposal,
    note: &str,
) -> Result<(), ApiError> {
    let mut changes = Changes::default();
    for said in &proposal.changes {
        changes.text("change", "", &said.text);
    }
    // The milestones have no events of their own here: this is what the weekly update knows the new dates from.
    for said in proposal.changes.iter().filter(|_| kind == EventType::ProposalAccepted) {
        if let MaterialChange::TargetMoved { milestone_id, from, to, .. } = &said.change {
            changes.note(&moved_target(milestone_id), from.as_ref(), to.as_ref());
        }
    }
    changes.text("note", "", note);
    if let Some(version) = proposal.version {
        changes.note("version", Some(&proposal.base_version), Some(&version));
    }
    let title: String = proposal.reason.lines().next().unwrap_or_default().chars().take(TITLE_MAX).collect();
    log.record(tx, Line::shared(kind, proposal.id.as_str(), &title).with(changes.0))
}
