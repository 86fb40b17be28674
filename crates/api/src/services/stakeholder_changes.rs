//! What a change makes of a person of a plan, and which of it both sides may read.

use super::events::Changes;
use crate::db::stakeholders::StakeholderRow;
use tandem_shared::{event::Change, stakeholder::StakeholderPatch};

/// The row after a patch.
pub(super) fn patched(mut row: StakeholderRow, patch: StakeholderPatch) -> StakeholderRow {
    fn set<T>(field: &mut T, value: Option<T>) {
        if let Some(value) = value {
            *field = value;
        }
    }
    set(&mut row.name, patch.name);
    patch.email.apply(&mut row.email);
    set(&mut row.title, patch.title);
    set(&mut row.function, patch.function);
    set(&mut row.roles, patch.roles);
    set(&mut row.other_role, patch.other_role);
    set(&mut row.primary_concern, patch.primary_concern);
    set(&mut row.buy_in, patch.buy_in);
    set(&mut row.authority, patch.authority);
    set(&mut row.engagement_plan, patch.engagement_plan);
    patch.engagement_timing.apply(&mut row.engagement_timing);
    patch.engagement_date.apply(&mut row.engagement_date);
    row
}

/// What both sides may read of a change.
pub(super) fn shared_changes(before: &StakeholderRow, after: &StakeholderRow) -> Vec<Change> {
    let words = |row: &StakeholderRow| row.roles.iter().map(|role| role.as_str()).collect::<Vec<_>>().join(", ");
    let mut changes = Changes::default();
    changes.text("name", &before.name, &after.name);
    changes.note("email", before.email.as_ref(), after.email.as_ref());
    changes.text("title", &before.title, &after.title);
    changes.text("function", &before.function, &after.function);
    changes.text("roles", &words(before), &words(after));
    changes.text("other_role", &before.other_role, &after.other_role);
    changes.note("user_id", before.user_id.as_ref(), after.user_id.as_ref());
    changes.0
}

/// What only the seller may read of it.
pub(super) fn internal_changes(before: &StakeholderRow, after: &StakeholderRow) -> Vec<Change> {
    let mut changes = Changes::default();
    changes.text("primary_concern", &before.primary_concern, &after.primary_concern);
    changes.note("buy_in", Some(&before.buy_in), Some(&after.buy_in));
    changes.note("authority", Some(&before.authority), Some(&after.authority));
    changes.text("engagement_plan", &before.engagement_plan, &after.engagement_plan);
    changes.note("engagement_timing", before.engagement_timing.as_ref(), after.engagement_timing.as_ref());
    changes.note("engagement_date", before.engagement_date.as_ref(), after.engagement_date.as_ref());
    changes.0
}
