//! What a proposal would do, done by the same code that edits a plan directly.

use super::{actions, constraints, events::Log, milestone_writes, milestones};
use crate::{auth::Permit, db::Tx, error::ApiError, ids::NewId};
use tandem_shared::{
    access::CallerKind,
    agreement::ProposedEdit,
    error::{FieldError, Problems},
    id::MilestoneId,
    milestone::{MilestonePatch, Visibility},
    stakeholder::Side,
};

/// The caller with the rights of a proposal's side: whoever accepts it does what its makers may do, no more and no less.
pub(super) fn on_behalf_of<P>(p: &Permit<P>, side: Side) -> Permit<P> {
    let kind = if side == Side::Seller { CallerKind::Collaborator } else { CallerKind::Edit };
    p.seeing_as(kind)
}

/// Gives new milestones their ids and their actions a side, so that what is accepted is what was offered, whoever accepts it.
pub(super) fn with_ids(edits: Vec<ProposedEdit>, side: Side) -> Vec<ProposedEdit> {
    let with_id = |edit| match edit {
        ProposedEdit::AddMilestone { milestone, mut actions, .. } => {
            actions.iter_mut().for_each(|action| action.side = action.side.or(Some(side)));
            ProposedEdit::AddMilestone { milestone_id: Some(MilestoneId::new()), milestone, actions }
        }
        other => other,
    };
    edits.into_iter().map(with_id).collect()
}

/// Does these edits one after the other; the caller records them.
///
/// # Errors
/// `Invalid` with everything that is wrong with the first edit that cannot be done.
pub(super) fn apply_all<P>(tx: &mut Tx<'_>, p: &Permit<P>, edits: &[ProposedEdit], log: &Log) -> Result<(), ApiError> {
    for (i, edit) in edits.iter().enumerate() {
        apply_one(tx, p, edit, log).map_err(|error| placed(error, i, edit))?;
    }
    Ok(())
}

fn apply_one<P>(tx: &mut Tx<'_>, p: &Permit<P>, edit: &ProposedEdit, log: &Log) -> Result<(), ApiError> {
    match edit {
        ProposedEdit::AddMilestone { milestone_id, milestone, actions } => {
            if milestone.visibility == Some(Visibility::Internal) {
                return Err(ApiError::field(
                    "/visibility",
                    "not_material",
                    "must be shared: internal ones need no proposal",
                ));
            }
            if let Some(k) = actions.iter().position(|a| a.visibility == Some(Visibility::Internal)) {
                let at = format!("/actions/{k}/visibility");
                return Err(ApiError::field(
                    at,
                    "not_material",
                    "must be shared: the other side reads what is proposed",
                ));
            }
            for on in &milestone.depends_on {
                check_seen(&milestones::row_for(tx.conn, p, on.as_str())?.visibility, &MilestonePatch::default())?;
            }
            let id = milestone_id.clone().unwrap_or_else(MilestoneId::new);
            let row = milestone_writes::put(tx, p, &id, milestone.clone())?;
            actions.iter().enumerate().try_for_each(|(k, action)| {
                actions::put(tx, p, &row, action.clone())
                    .map(drop)
                    .map_err(|error| below(error, &format!("/actions/{k}")))
            })
        }
        ProposedEdit::ChangeMilestone { milestone_id, patch } => {
            let before = milestones::row_for(tx.conn, p, milestone_id.as_str())?;
            check_seen(&before.visibility, patch)?;
            milestone_writes::edit(tx, p, &before, patch.clone(), log.at()).map(drop)
        }
        ProposedEdit::RemoveMilestone { milestone_id } => {
            let row = milestones::row_for(tx.conn, p, milestone_id.as_str())?;
            check_seen(&row.visibility, &MilestonePatch::default())?;
            milestone_writes::take_out(tx, p, row, log.at()).map(drop)
        }
        ProposedEdit::SetAnchor { anchor_date } => {
            let (org, plan) = (p.organization_id(), p.plan_id());
            constraints::set_hard_date(tx, org, plan, *anchor_date, p.caller.id()).map(drop)
        }
    }
}

/// The other side reads what is proposed: it must not be about what they do not see.
fn check_seen(visibility: &str, patch: &MilestonePatch) -> Result<(), ApiError> {
    if visibility == Visibility::Internal.as_str() && patch.visibility != Some(Visibility::Shared) {
        return Err(ApiError::field(
            "/visibility",
            "not_material",
            "is internal: change it directly, it needs no proposal",
        ));
    }
    Ok(())
}

/// An error with the place of the edit it is about.
fn placed(error: ApiError, i: usize, edit: &ProposedEdit) -> ApiError {
    let part = match edit {
        ProposedEdit::AddMilestone { .. } => "/milestone",
        ProposedEdit::ChangeMilestone { .. } => "/patch",
        ProposedEdit::RemoveMilestone { .. } | ProposedEdit::SetAnchor { .. } => "",
    };
    match error {
        ApiError::NotFound => {
            ApiError::field(format!("/edits/{i}/milestone_id"), "unknown", "is no milestone of this plan")
        }
        ApiError::Invalid(errors) => {
            let of_action = |e: &FieldError| e.pointer.starts_with("/actions/");
            let moved = |e: FieldError| {
                let part = if of_action(&e) { "" } else { part };
                FieldError { pointer: format!("/edits/{i}{part}{}", e.pointer), ..e }
            };
            Problems(errors.into_iter().map(moved).collect()).into()
        }
        other => other,
    }
}

/// What is wrong with a part, at its place.
fn below(error: ApiError, place: &str) -> ApiError {
    let moved = |e: FieldError| FieldError { pointer: [place, &e.pointer].concat(), ..e };
    match error {
        ApiError::Invalid(errors) => Problems(errors.into_iter().map(moved).collect()).into(),
        other => other,
    }
}
