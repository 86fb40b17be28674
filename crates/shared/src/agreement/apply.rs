//! Making a snapshot from another one and the changes between them. Each change says what was there before; where that no longer holds, it is stale.

use super::{
    change::MaterialChange as C,
    snapshot::{Commitment, Signatory, Snapshot},
};
use crate::id::MilestoneId;

/// The snapshot after these changes.
///
/// # Errors
/// The names of what is no longer as the changes say it was, each once.
pub fn apply(changes: &[C], to: &Snapshot) -> Result<Snapshot, Vec<String>> {
    let mut after = to.clone();
    let mut stale: Vec<String> = Vec::new();
    for change in changes {
        if !apply_one(change, &mut after) {
            let name = name(change);
            if !stale.contains(&name) {
                stale.push(name);
            }
        }
    }
    if !stale.is_empty() {
        return Err(stale);
    }
    after.milestones.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    after.signers.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    Ok(after)
}

/// What a change is about, in words.
fn name(change: &C) -> String {
    match change {
        C::MilestoneAdded { milestone } | C::MilestoneRemoved { milestone } => ["“", &milestone.title, "”"].concat(),
        C::TitleChanged { from: title, .. }
        | C::OutcomeChanged { title, .. }
        | C::TargetMoved { title, .. }
        | C::SideChanged { title, .. }
        | C::OwnerChanged { title, .. }
        | C::CancelledChanged { title, .. } => ["“", title, "”"].concat(),
        C::AnchorMoved { .. } => "the buyer's hard date".to_owned(),
        C::SignerAdded { signer } | C::SignerRemoved { signer } | C::SignerChanged { from: signer, .. } => {
            signer.name.clone()
        }
    }
}

/// Sets a field that still has the value it is said to have.
fn swap<T: PartialEq + Clone>(field: &mut T, from: &T, to: &T) -> bool {
    let holds = field == from;
    if holds {
        field.clone_from(to);
    }
    holds
}

/// Whether the change fitted.
fn apply_one(change: &C, after: &mut Snapshot) -> bool {
    match change {
        C::MilestoneAdded { milestone } => {
            let is_new = after.milestones.iter().all(|m| m.id != milestone.id);
            if is_new {
                after.milestones.push(milestone.clone());
            }
            is_new
        }
        C::MilestoneRemoved { milestone } => {
            let before = after.milestones.len();
            after.milestones.retain(|m| m != milestone);
            after.milestones.len() < before
        }
        C::TitleChanged { milestone_id, from, to } => on(after, milestone_id, |m| swap(&mut m.title, from, to)),
        C::OutcomeChanged { milestone_id, from, to, .. } => on(after, milestone_id, |m| swap(&mut m.outcome, from, to)),
        C::TargetMoved { milestone_id, from, to, .. } => {
            on(after, milestone_id, |m| swap(&mut m.target_date, from, to))
        }
        C::SideChanged { milestone_id, from, to, .. } => on(after, milestone_id, |m| swap(&mut m.owner_side, from, to)),
        C::OwnerChanged { milestone_id, from, to, .. } => on(after, milestone_id, |m| swap(&mut m.owner, from, to)),
        C::CancelledChanged { milestone_id, to, .. } => on(after, milestone_id, |m| swap(&mut m.cancelled, &!*to, to)),
        C::AnchorMoved { from, to } => swap(&mut after.anchor_date, from, to),
        C::SignerAdded { .. } | C::SignerRemoved { .. } | C::SignerChanged { .. } => sign(change, &mut after.signers),
    }
}

fn on(after: &mut Snapshot, id: &MilestoneId, f: impl FnOnce(&mut Commitment) -> bool) -> bool {
    after.milestones.iter_mut().find(|m| m.id == *id).is_some_and(f)
}

fn sign(change: &C, signers: &mut Vec<Signatory>) -> bool {
    match change {
        C::SignerAdded { signer } if signers.iter().all(|s| s.id != signer.id) => {
            signers.push(signer.clone());
            true
        }
        C::SignerRemoved { signer } => {
            let before = signers.len();
            signers.retain(|s| s != signer);
            signers.len() < before
        }
        C::SignerChanged { from, to } => {
            signers.iter_mut().find(|s| s.id == from.id).is_some_and(|s| swap(s, from, to))
        }
        _ => false,
    }
}
