//! What now: what the shared crate makes of a mode's answers is done by the code that does the same for a person, in one transaction; what both sides agreed
//! to becomes a proposal.

use super::{agreement::Guard, fixes::seen, mode_writes::Taking, once::Once, proposals};
use crate::{
    app::App,
    auth::{Permit, permit::EditMilestones},
    body::Body,
    db::{Tx, events, plans, proposals as db_proposals},
    error::ApiError,
};
use tandem_shared::{
    agreement::{NewProposal, ProposalStatus, ProposedEdit},
    day::Timestamp,
    error::{FieldError, Problems},
    guide::modes::{self, Mode, ModeAnswers, ModeStep, TakenSteps},
    health::{self, HealthState},
    milestone::MilestoneKind,
};

/// Takes a way on.
///
/// # Errors
/// `Invalid` with everything that is wrong with the answers; `Forbidden` for a way that is not the caller's; `Conflict` when the plan is finished; `Stale` when
/// it would change something else by now than what was looked at.
pub async fn take(
    app: &App,
    permit: &Permit<EditMilestones>,
    body: Body<ModeStep>,
) -> Result<Once<TakenSteps>, ApiError> {
    let (p, now, app2, guard, asked) = (permit.clone(), app.clock.now(), app.clone(), Guard::of(app), body.value);
    if p.kind.is_guest() && asked.answers.mode() == Mode::ReEngage {
        return Err(ApiError::forbidden("This way on is for the selling side."));
    }
    app.write_once(&permit.caller, body.call.once, move |tx| {
        // Calling the deal off writes to the organization's log too, which everybody locks before a plan's.
        if matches!(&asked.answers, ModeAnswers::ReEngage(answers) if answers.call_off) {
            events::lock(tx.conn, p.organization_id(), p.organization_id().as_str())?;
        }
        // Whoever writes to this plan waits from here on, so what is reckoned is what is there when it is done.
        events::lock(tx.conn, p.organization_id(), p.plan_id().as_str())?;
        if asked.dry_run {
            return tx.tried(|tx| taken(tx, &app2, &guard, &p, &asked, now));
        }
        taken(tx, &app2, &guard, &p, &asked, now)
    })
    .await
}

fn taken(
    tx: &mut Tx<'_>,
    app: &App,
    guard: &Guard,
    p: &Permit<EditMilestones>,
    asked: &ModeStep,
    now: Timestamp,
) -> Result<TakenSteps, ApiError> {
    let plan = seen(tx, p, now)?;
    if health::check(&plan).state == HealthState::Finished {
        return Err(ApiError::conflict("plan_finished", "The plan is finished, so nothing in it has to go on."));
    }
    if asked.answers.mode() == Mode::Rebuild {
        check_no_offer(tx, p)?;
    }
    let steps = modes::steps(&plan, &asked.answers).map_err(within_answers)?;
    if asked.expected.as_ref().is_some_and(|expected| !expected.does_the_same(&steps)) {
        return Err(ApiError::Stale);
    }
    let mut taking = Taking::new(tx, guard, p, now);
    steps.extras.iter().try_for_each(|extra| taking.extra(extra, &plan))?;
    let edits: Vec<ProposedEdit> = steps.edits.iter().cloned().map(|edit| taking.named(edit)).collect();
    let standing = plans::standing(tx.conn, p.organization_id(), p.plan_id())?;
    let is_agreed = standing.agreed_version.is_some();
    let (offered, direct): (Vec<_>, Vec<_>) =
        edits.into_iter().partition(|edit| is_agreed && modes::is_signed(&plan, edit));
    if asked.proposes.is_some_and(|proposes| proposes == offered.is_empty()) {
        return Err(ApiError::Stale);
    }
    let mut taking = Taking::new(tx, guard, p, now);
    direct.iter().try_for_each(|edit| taking.edit(edit))?;
    note_rebuilt(tx, p, asked.answers.mode(), &offered, now)?;
    let proposal = match offered.is_empty() {
        true => None,
        false => {
            let new = NewProposal { reason: steps.reason.clone(), edits: offered };
            Some(proposals::put(tx, app, &p.also()?, new, now)?)
        }
    };
    Ok(TakenSteps { steps, proposal, dry_run: asked.dry_run })
}

/// Procurement's milestone waits for the other side's answer already.
fn check_no_offer(tx: &mut Tx<'_>, p: &Permit<EditMilestones>) -> Result<(), ApiError> {
    let brings_procurement = |edit: &ProposedEdit| matches!(edit, ProposedEdit::AddMilestone { milestone, .. } if milestone.kind == Some(MilestoneKind::Procurement));
    let all = db_proposals::list(tx.conn, p.organization_id(), p.plan_id())?;
    let mut open = all.iter().map(|row| &row.proposal).filter(|one| one.status == ProposalStatus::Open);
    if open.any(|one| one.edits.iter().any(brings_procurement)) {
        return Err(ApiError::conflict(
            "proposal_open",
            "A milestone of procurement's is proposed already and waits for an answer.",
        ));
    }
    Ok(())
}

/// What is wrong with an answer, as a problem of the whole request.
fn within_answers(problems: Problems) -> ApiError {
    let at = |e: FieldError| FieldError { pointer: format!("/answers{}", e.pointer), ..e };
    Problems(problems.0.into_iter().map(at).collect()).into()
}

/// A plan that was made anew is signed anew.
fn note_rebuilt(
    tx: &mut Tx<'_>,
    p: &Permit<EditMilestones>,
    mode: Mode,
    offered: &[ProposedEdit],
    now: Timestamp,
) -> Result<(), ApiError> {
    if !matches!(mode, Mode::Recover | Mode::Rebuild) || !offered.is_empty() {
        return Ok(());
    }
    let (org, plan) = (p.organization_id(), p.plan_id());
    let standing = plans::Standing { rebuilt_at: Some(now), ..plans::standing(tx.conn, org, plan)? };
    plans::note_standing(tx.conn, org, plan, &standing)
}
