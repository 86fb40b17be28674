//! What guests do not see of a plan now, though they may have seen it before: internal milestones, actions, risks and constraints, deleted ones too.

use super::{
    Conn,
    schema::{actions, constraints, events, milestones, risks},
};
use crate::error::ApiError;
use diesel::prelude::*;
use std::collections::HashSet;
use tandem_shared::{event::EventType, id::OrganizationId, milestone::Visibility};

/// Their ids, in one query. Of risks and constraints that are deleted only the log knows that they were internal.
///
/// # Errors
/// When the store fails.
pub(super) fn ids(conn: &mut Conn, org: &OrganizationId, plan: &str) -> Result<HashSet<String>, ApiError> {
    let internal = Visibility::Internal.as_str();
    let gone = [EventType::RiskRemoved.as_str(), EventType::ConstraintRemoved.as_str()];
    let of_milestones = milestones::table
        .filter(milestones::organization_id.eq(org.as_str()).and(milestones::plan_id.eq(plan)))
        .filter(milestones::visibility.eq(internal))
        .select(milestones::id);
    let of_actions = actions::table
        .filter(actions::organization_id.eq(org.as_str()).and(actions::plan_id.eq(plan)))
        .filter(actions::visibility.eq(internal))
        .select(actions::id);
    let of_risks = risks::table
        .filter(risks::organization_id.eq(org.as_str()).and(risks::plan_id.eq(plan)))
        .filter(risks::visibility.eq(internal))
        .select(risks::id);
    let of_constraints = constraints::table
        .filter(constraints::organization_id.eq(org.as_str()).and(constraints::plan_id.eq(plan)))
        .filter(constraints::visibility.eq(internal))
        .select(constraints::id);
    let of_deleted = events::table
        .filter(events::organization_id.eq(org.as_str()).and(events::log_id.eq(plan)))
        .filter(events::visibility.eq(internal).and(events::kind.eq_any(gone)))
        .select(events::subject_id);
    let all = of_milestones.union_all(of_actions).union_all(of_risks).union_all(of_constraints).union_all(of_deleted);
    let ids: Vec<String> = on_its_engine!(conn, |own| all.load(own)?);
    Ok(ids.into_iter().collect())
}
