//! What is written when a milestone is added, changed or taken out, whoever asked for it: a person directly, or both sides by a proposal. The caller
//! records it.

use super::{
    milestone_edit::{self, Edit},
    room,
    surroundings::Surroundings,
};
use crate::{
    auth::Permit,
    db::{Tx, actions, milestones, milestones::MilestoneRow},
    error::ApiError,
};
use tandem_shared::{
    day::Timestamp,
    id::MilestoneId,
    milestone::{MilestonePatch, NewMilestone},
};

/// Adds a milestone at the end of its stage.
pub(super) fn put<P>(
    tx: &mut Tx<'_>,
    p: &Permit<P>,
    id: &MilestoneId,
    new: NewMilestone,
) -> Result<MilestoneRow, ApiError> {
    let (org, plan) = (p.organization_id(), p.plan_id());
    let around = Surroundings::read(tx.conn, p)?;
    room::for_one_more(around.others.len(), room::MILESTONES, "milestones")?;
    let (row, depends_on, assumptions) = milestone_edit::new_row(&around, p, id, new)?;
    milestones::insert(tx.conn, org, plan, &row)?;
    milestones::set_dependencies(tx.conn, org, plan, &row.id, &depends_on)?;
    milestones::set_assumptions(tx.conn, org, plan, &row.id, &assumptions)?;
    Ok(row)
}

/// Changes a milestone; writes nothing when nothing changes.
pub(super) fn edit<P>(
    tx: &mut Tx<'_>,
    p: &Permit<P>,
    before: &MilestoneRow,
    patch: MilestonePatch,
    now: Timestamp,
) -> Result<Edit, ApiError> {
    let (org, plan) = (p.organization_id(), p.plan_id());
    let around = Surroundings::read(tx.conn, p)?;
    let edit = milestone_edit::patched(&around, p, before, patch, now)?;
    if !edit.changes.0.is_empty() {
        milestones::update(tx.conn, org, plan, &edit.row)?;
        if let Some(on) = &edit.depends_on {
            milestones::set_dependencies(tx.conn, org, plan, &before.id, on)?;
        }
        if let Some(all) = &edit.assumptions {
            milestones::set_assumptions(tx.conn, org, plan, &before.id, all)?;
        }
    }
    Ok(edit)
}

/// Deletes a milestone with its actions.
pub(super) fn take_out<P>(
    tx: &mut Tx<'_>,
    p: &Permit<P>,
    mut row: MilestoneRow,
    now: Timestamp,
) -> Result<MilestoneRow, ApiError> {
    let at = Some(now.micros());
    row.deleted_at = at;
    row.version += 1;
    milestones::update(tx.conn, p.organization_id(), p.plan_id(), &row)?;
    actions::move_with_milestone(tx.conn, p.organization_id(), p.plan_id(), &row.id, None, at)?;
    Ok(row)
}
