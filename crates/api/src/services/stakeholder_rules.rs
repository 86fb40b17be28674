//! What holds for people of a plan: whose they are to change, one address and one account each, nobody removed who is needed.

use crate::{
    auth::{Caller, Permit},
    db::{
        Conn, Signal, Tx, grants,
        stakeholders::{self as db, StakeholderRow},
    },
    error::ApiError,
};
use tandem_shared::{
    access::Permission,
    error::Problems,
    id::{OrganizationId, PlanId, StakeholderId, UserId},
    stakeholder::{Side, StakeholderPatch},
};

/// Who was added by somebody else takes the right to delete anything.
pub(super) fn may_remove<P>(permit: &Permit<P>, row: &StakeholderRow) -> Result<(), ApiError> {
    if permit.may(Permission::DeleteAny) || row.created_by == permit.caller.id() {
        return Ok(());
    }
    Err(ApiError::forbidden("You may remove only people whom you added."))
}

pub(super) fn check_free(
    conn: &mut Conn,
    org: &OrganizationId,
    plan: &PlanId,
    id: &StakeholderId,
    counts: bool,
) -> Result<(), ApiError> {
    if has_access(conn, org, plan, id)? {
        return Err(ApiError::conflict("has_access", "This person has access to the plan. Revoke it first."));
    }
    let work = db::work_of(conn, org, plan.as_str(), id)?;
    if work.milestones + work.actions == 0 {
        return Ok(());
    }
    if !counts {
        return Err(ApiError::conflict(
            "has_work",
            "This person answers for work in this plan. Give it to somebody else first, or ask the seller.",
        ));
    }
    let count = |n: i64, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
    Err(ApiError::conflict(
        "has_work",
        format!(
            "This person answers for {} and {}. Give them to somebody else first.",
            count(work.milestones, "milestone"),
            count(work.actions, "open action")
        ),
    ))
}

pub(super) fn has_access(
    conn: &mut Conn,
    org: &OrganizationId,
    plan: &PlanId,
    id: &StakeholderId,
) -> Result<bool, ApiError> {
    let grant = grants::find_of(conn, org, plan.as_str(), id)?;
    Ok(grant.is_some_and(|grant| grant.short.revoked_at.is_none()))
}

pub(super) fn check_side<P>(permit: &Permit<P>, side: Side) -> Result<(), ApiError> {
    if matches!(permit.caller, Caller::Guest(_)) && side != Side::Buyer {
        return Err(ApiError::forbidden("You may add and change people of your own side only."));
    }
    Ok(())
}

/// What the seller thinks of people is neither shown to guests nor theirs to set.
pub(super) fn check_internal<P>(permit: &Permit<P>, patch: &StakeholderPatch) -> Result<(), ApiError> {
    if permit.sees_internal() {
        return Ok(());
    }
    let mut problems = Problems::default();
    let given = [
        ("/primary_concern", patch.primary_concern.is_some()),
        ("/buy_in", patch.buy_in.is_some()),
        ("/authority", patch.authority.is_some()),
        ("/engagement_plan", patch.engagement_plan.is_some()),
        ("/engagement_timing", !patch.engagement_timing.is_absent()),
        ("/engagement_date", !patch.engagement_date.is_absent()),
    ];
    for (pointer, _) in given.iter().filter(|(_, is_given)| *is_given) {
        problems.add(*pointer, "not_allowed", "is for the selling side only");
    }
    Ok(problems.result()?)
}

/// An account is that of an active member who is not yet among the plan's people.
pub(super) fn check_account<P>(
    conn: &mut Conn,
    permit: &Permit<P>,
    user: Option<&UserId>,
    before: Option<&StakeholderRow>,
) -> Result<(), ApiError> {
    let Some(user) = user.filter(|user| before.and_then(|b| b.user_id.as_ref()) != Some(user)) else { return Ok(()) };
    let (org, plan) = (permit.organization_id(), permit.plan_id());
    if db::member_email(conn, org, user)?.is_none() {
        return Err(ApiError::field("/user_id", "not_a_member", "must be an active member of the organization"));
    }
    if crate::db::callers::stakeholder_of_user(conn, org, plan.as_str(), user)?.is_some() {
        return Err(ApiError::field("/user_id", "duplicate", "is in the plan already"));
    }
    Ok(())
}

pub(super) fn check_address(
    conn: &mut Conn,
    org: &OrganizationId,
    plan: &PlanId,
    email: Option<&str>,
    own: &StakeholderId,
) -> Result<(), ApiError> {
    let Some(email) = email else { return Ok(()) };
    match db::find_by_email(conn, org, plan.as_str(), email)? {
        Some(other) if other.id != *own => {
            Err(ApiError::field("/email", "duplicate", format!("is the address of {} in this plan", other.name)))
        }
        _ => Ok(()),
    }
}

/// Being among a plan's people changes what a user may do there.
pub(super) fn tell_account(tx: &mut Tx<'_>, user: Option<&UserId>) -> Result<(), ApiError> {
    match user {
        Some(user) => tx.tell(Signal::User { user: user.clone(), except: None }),
        None => Ok(()),
    }
}
