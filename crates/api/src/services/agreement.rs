//! Guarding what both sides agreed to. Whatever an edit does, the material parts of the plan before and after are compared: while signatures are asked
//! for, a difference voids the request; once a version is agreed, a difference is refused and becomes a proposal.

use super::{
    activity::sign_head,
    agreement_mail,
    events::{Changes, Line, Log},
    eyes::Eyes,
    plan_view,
};
use crate::{
    app::App,
    auth::Permit,
    db::{
        Conn, Tx, events,
        plans::{self, Standing},
        sign_offs::{self, SignOffRow},
        versions,
    },
    error::ApiError,
    mail::AgreementStep,
};
use tandem_shared::{
    agreement::{Signatory, Snapshot, difference, said},
    day::Timestamp,
    event::EventType,
    id::{OrganizationId, PlanId, StakeholderId},
    method::SignOffStatus,
};

/// The material parts of a plan as they are now, with those of these people who are still in it as signers.
pub(super) fn material(
    conn: &mut Conn,
    org: &OrganizationId,
    plan: &PlanId,
    signers: &[StakeholderId],
    now: Timestamp,
) -> Result<Snapshot, ApiError> {
    let (plan, _) = plan_view::plan(conn, org, plan, 0, &Eyes::buyer(now))?;
    Ok(Snapshot::of(&plan, signers))
}

/// The people of a frozen version who sign.
pub(super) fn signers_of(frozen: &Snapshot) -> Vec<StakeholderId> {
    frozen.signers.iter().map(|s: &Signatory| s.id.clone()).collect()
}

/// What an edit would change of a frozen version, in words; nothing when it is the same agreement.
fn breach(
    conn: &mut Conn,
    org: &OrganizationId,
    plan: &PlanId,
    frozen: &Snapshot,
    now: Timestamp,
) -> Result<Option<String>, ApiError> {
    let is = material(conn, org, plan, &signers_of(frozen), now)?;
    if frozen.is_same_agreement(&is) {
        return Ok(None);
    }
    let said: Vec<String> = difference(frozen, &is).iter().map(said).collect();
    Ok(Some(said.join("; ")))
}

/// Looks at what edits do to the agreement.
#[derive(Clone)]
pub struct Guard(App);

impl Guard {
    /// For one write.
    #[must_use]
    pub fn of(app: &App) -> Self {
        Self(app.clone())
    }

    /// To be called once everything is written and before the edit is recorded.
    ///
    /// # Errors
    /// `Conflict` with the code `needs_proposal` when a version is agreed and the edit changes what it holds.
    pub fn check<P>(&self, tx: &mut Tx<'_>, p: &Permit<P>, log: &mut Log) -> Result<(), ApiError> {
        let (org, plan, now) = (p.organization_id(), p.plan_id(), log.at());
        let standing = plans::standing(tx.conn, org, plan)?;
        if let Some(number) = standing.agreed_version {
            let frozen = versions::find(tx.conn, org, plan, number)?.snapshot;
            return match breach(tx.conn, org, plan, &frozen, now)? {
                None => Ok(()),
                Some(what) => Err(needs_proposal(number, &what)),
            };
        }
        let Some(open) = standing.open_sign_off.clone() else { return Ok(()) };
        let row = sign_offs::find(tx.conn, org, plan, open.as_str())?;
        let frozen = versions::find(tx.conn, org, plan, row.sign_off.version)?.snapshot;
        match breach(tx.conn, org, plan, &frozen, now)? {
            None => Ok(()),
            Some(what) => {
                let voided = void(tx, p, row, standing, &format!("Something material changed: {what}."), now)?;
                note_void(tx, log, &voided)?;
                agreement_mail::told(tx, &self.0, p, &voided, AgreementStep::RequestVoided, now)
            }
        }
    }
}

fn needs_proposal(number: i32, what: &str) -> ApiError {
    ApiError::conflict(
        "needs_proposal",
        format!(
            "Both sides agreed to version {number}, and this would change it: {what}. Propose it with a reason; it happens once the other side accepts."
        ),
    )
}

/// Ends an open request without signatures; the caller records it.
pub(super) fn void<P>(
    tx: &mut Tx<'_>,
    p: &Permit<P>,
    mut row: SignOffRow,
    mut standing: Standing,
    reason: &str,
    now: Timestamp,
) -> Result<SignOffRow, ApiError> {
    let (org, plan) = (p.organization_id(), p.plan_id());
    let own = &mut row.sign_off;
    (own.status, own.decided_at, own.reason) = (SignOffStatus::Voided, Some(now), Some(reason.to_owned()));
    sign_offs::update(tx.conn, org, plan, &row)?;
    versions::settle(tx.conn, org, plan, row.sign_off.version, SignOffStatus::Voided, None)?;
    standing.open_sign_off = None;
    plans::note_standing(tx.conn, org, plan, &standing)?;
    Ok(row)
}

/// Title of a version in history.
pub(super) fn version_title(number: i32) -> String {
    format!("Version {number}")
}

/// The line of a request that was voided.
fn note_void(tx: &mut Tx<'_>, log: &mut Log, row: &SignOffRow) -> Result<(), ApiError> {
    let title = version_title(row.sign_off.version);
    let mut changes = Changes::default();
    changes.text("reason", "", row.sign_off.reason.as_deref().unwrap_or_default());
    log.note(tx, Line::shared(EventType::SignOffVoided, row.sign_off.id.as_str(), &title).with(changes.0))
}

/// Voids the request that is open while an accepted proposal makes another version; answers the standing after.
pub(super) fn void_open<P>(
    tx: &mut Tx<'_>,
    app: &App,
    p: &Permit<P>,
    log: &mut Log,
    standing: Standing,
) -> Result<Standing, ApiError> {
    let (org, plan) = (p.organization_id(), p.plan_id());
    let Some(open) = &standing.open_sign_off else { return Ok(standing) };
    let row = sign_offs::find(tx.conn, org, plan, open.as_str())?;
    let why = "A proposal was accepted, which makes another version.";
    let row = void(tx, p, row, standing.clone(), why, log.at())?;
    note_void(tx, log, &row)?;
    agreement_mail::told(tx, app, p, &row, AgreementStep::RequestVoided, log.at())?;
    Ok(Standing { open_sign_off: None, ..standing })
}

/// Signs the head of a plan's log: whoever rewrites what led to an agreement is found out.
pub(super) fn checkpoint<P>(tx: &mut Tx<'_>, app: &App, p: &Permit<P>, now: Timestamp) -> Result<(), ApiError> {
    let head = events::lock(tx.conn, p.organization_id(), p.plan_id().as_str())?;
    sign_head(tx, app, p.organization_id(), p.plan_id(), &head, now)
}
