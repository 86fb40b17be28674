//! Who is calling, read anew at each request: one query for a user's session, one for a guest's, one for what a user is to a plan or a deal.

use super::{
    Conn,
    schema::{deals, grants, guest_sessions, logs, organizations, plans, sessions, stakeholders, users},
};
use crate::error::ApiError;
use diesel::{
    dsl::case_when,
    prelude::*,
    sql_types::{BigInt, Nullable},
};
use tandem_shared::{
    day::Timestamp,
    grant::Access,
    id::{DealId, GrantId, OrganizationId, PlanId, SessionId, StakeholderId, UserId},
    organization::Role,
};

/// A signed-in user.
#[derive(Clone, Debug)]
pub struct UserCaller {
    /// Their organization.
    pub organization_id: OrganizationId,
    /// Who.
    pub id: UserId,
    /// Their session.
    pub session_id: SessionId,
    /// Their name.
    pub name: String,
    /// Their role.
    pub role: Role,
    /// Their last visit.
    pub last_seen_at: Option<Timestamp>,
}

/// A guest of one plan.
#[derive(Clone, Debug)]
pub struct GuestCaller {
    /// The seller's organization.
    pub organization_id: OrganizationId,
    /// The plan.
    pub plan_id: PlanId,
    /// The grant.
    pub grant_id: GrantId,
    /// Id of the guest's session.
    pub session_id: SessionId,
    /// Who they are in the plan.
    pub stakeholder_id: StakeholderId,
    /// Their name.
    pub name: String,
    /// View or edit.
    pub access: Access,
    /// Their last visit.
    pub last_seen_at: Option<Timestamp>,
}

/// The user of a session that is not over.
///
/// # Errors
/// When the store fails.
pub fn user(
    conn: &mut Conn,
    org: &OrganizationId,
    session: &SessionId,
    user: &UserId,
    now: Timestamp,
) -> Result<Option<UserCaller>, ApiError> {
    let query = sessions::table
        .inner_join(
            users::table.on(users::organization_id.eq(sessions::organization_id).and(users::id.eq(sessions::user_id))),
        )
        .filter(sessions::organization_id.eq(org.as_str()))
        .filter(sessions::id.eq(session.as_str()))
        .filter(sessions::user_id.eq(user.as_str()))
        .filter(sessions::revoked_at.is_null())
        .filter(sessions::expires_at.gt(now.micros()))
        .filter(users::status.eq("active"))
        .select((users::name, users::role, users::last_seen_at));
    let row: Option<(String, String, Option<i64>)> = on_its_engine!(conn, |own| query.first(own).optional()?);
    Ok(row.and_then(|(name, role, seen)| {
        Some(UserCaller {
            organization_id: org.clone(),
            id: user.clone(),
            session_id: session.clone(),
            name,
            role: Role::from_word(&role)?,
            last_seen_at: seen.map(Timestamp::from_micros),
        })
    }))
}

/// The guest of a session that is not over, with a grant that is not revoked.
///
/// # Errors
/// When the store fails.
pub fn guest(
    conn: &mut Conn,
    org: &OrganizationId,
    session: &SessionId,
    now: Timestamp,
) -> Result<Option<GuestCaller>, ApiError> {
    type Row = (String, String, String, String, String, Option<i64>);
    let query = guest_sessions::table
        .inner_join(
            grants::table.on(grants::organization_id
                .eq(guest_sessions::organization_id)
                .and(grants::plan_id.eq(guest_sessions::plan_id))
                .and(grants::id.eq(guest_sessions::grant_id))),
        )
        .inner_join(
            stakeholders::table.on(stakeholders::organization_id
                .eq(grants::organization_id)
                .and(stakeholders::plan_id.eq(grants::plan_id))
                .and(stakeholders::id.eq(grants::stakeholder_id))),
        )
        .filter(guest_sessions::organization_id.eq(org.as_str()))
        .filter(guest_sessions::id.eq(session.as_str()))
        .filter(guest_sessions::revoked_at.is_null())
        .filter(guest_sessions::expires_at.gt(now.micros()))
        .filter(grants::revoked_at.is_null())
        .select((
            grants::plan_id,
            grants::id,
            stakeholders::id,
            stakeholders::name,
            grants::access,
            grants::last_seen_at,
        ));
    let row: Option<Row> = on_its_engine!(conn, |own| query.first(own).optional()?);
    Ok(row.and_then(|(plan, grant, stakeholder, name, access, seen)| {
        Some(GuestCaller {
            organization_id: org.clone(),
            plan_id: PlanId::trusted(plan),
            grant_id: GrantId::trusted(grant),
            session_id: session.clone(),
            stakeholder_id: StakeholderId::trusted(stakeholder),
            name,
            access: Access::from_word(&access)?,
            last_seen_at: seen.map(Timestamp::from_micros),
        })
    }))
}

/// What a permit needs to know of a plan.
#[derive(Clone, Debug)]
pub struct PlanScope {
    /// The plan.
    pub plan_id: PlanId,
    /// Its deal.
    pub deal_id: DealId,
    /// The deal's owner.
    pub owner_id: UserId,
    /// In what state it is.
    pub state: PlanState,
}

/// What changes whenever anything does that a plan's page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlanState {
    /// Number of the plan's newest event.
    pub seq: i64,
    /// Number of the organization's newest event: stages, deals and names change with it.
    organization_seq: i64,
    /// The newest visit of a guest, which is no event; each visit moves it on.
    last_buyer_visit_at: Option<i64>,
}

/// A plan of the organization that is not deleted.
///
/// # Errors
/// `NotFound`.
pub fn plan_scope(conn: &mut Conn, org: &OrganizationId, plan: &str) -> Result<PlanScope, ApiError> {
    let org_log = diesel::alias!(logs as org_log);
    type Row = (String, String, String, i64, i64, Option<i64>);
    let query = plans::table
        .inner_join(
            deals::table.on(deals::organization_id.eq(plans::organization_id).and(deals::id.eq(plans::deal_id))),
        )
        .inner_join(logs::table.on(logs::organization_id.eq(plans::organization_id).and(logs::id.eq(plans::id))))
        .inner_join(
            org_log.on(org_log
                .field(logs::organization_id)
                .eq(plans::organization_id)
                .and(org_log.field(logs::id).eq(plans::organization_id))),
        )
        .filter(plans::organization_id.eq(org.as_str()))
        .filter(plans::id.eq(plan))
        .filter(plans::archived_at.is_null())
        .filter(deals::deleted_at.is_null())
        .select((
            plans::id,
            deals::id,
            deals::owner_id,
            logs::seq,
            org_log.field(logs::seq),
            plans::last_buyer_visit_at,
        ));
    let (id, deal, owner, seq, organization_seq, last_buyer_visit_at): Row =
        on_its_engine!(conn, |own| query.first(own)?);
    Ok(PlanScope {
        plan_id: PlanId::trusted(id),
        deal_id: DealId::trusted(deal),
        owner_id: UserId::trusted(owner),
        state: PlanState { seq, organization_seq, last_buyer_visit_at },
    })
}

/// Who a user is among a plan's people.
///
/// # Errors
/// When the store fails.
pub fn stakeholder_of_user(
    conn: &mut Conn,
    org: &OrganizationId,
    plan: &str,
    user: &UserId,
) -> Result<Option<StakeholderId>, ApiError> {
    let query = stakeholders::table
        .filter(stakeholders::organization_id.eq(org.as_str()))
        .filter(stakeholders::user_id.eq(user.as_str()))
        .filter(stakeholders::plan_id.eq(plan))
        .select(stakeholders::id);
    let id: Option<String> = on_its_engine!(conn, |own| query.first(own).optional()?);
    Ok(id.map(StakeholderId::trusted))
}

/// The owner of a deal of the organization that is not deleted, and its plan.
///
/// # Errors
/// `NotFound`.
pub fn deal_scope(conn: &mut Conn, org: &OrganizationId, deal: &str) -> Result<(UserId, Option<PlanId>), ApiError> {
    let (owner, plan): (String, Option<String>) = deals::table
        .left_join(
            plans::table.on(plans::organization_id
                .eq(deals::organization_id)
                .and(plans::deal_id.eq(deals::id))
                .and(plans::archived_at.is_null())),
        )
        .filter(deals::organization_id.eq(org.as_str()))
        .filter(deals::id.eq(deal))
        .filter(deals::deleted_at.is_null())
        .select((deals::owner_id, plans::id.nullable()))
        .first(conn)?;
    Ok((UserId::trusted(owner), plan.map(PlanId::trusted)))
}

/// The names of an organization.
///
/// # Errors
/// `NotFound`.
pub fn organization_name(conn: &mut Conn, org: &OrganizationId) -> Result<String, ApiError> {
    Ok(organizations::table.filter(organizations::id.eq(org.as_str())).select(organizations::name).first(conn)?)
}

/// Notes a visit of a guest: facts, not history, so no event; at most once a minute.
///
/// # Errors
/// When the store fails.
pub fn note_guest_visit(conn: &mut Conn, guest: &GuestCaller, now: Timestamp) -> Result<(), ApiError> {
    diesel::update(grants::table.filter(grants::organization_id.eq(guest.organization_id.as_str())))
        .filter(grants::plan_id.eq(guest.plan_id.as_str()))
        .filter(grants::id.eq(guest.grant_id.as_str()))
        .set(grants::last_seen_at.eq(now.micros()))
        .execute(conn)?;
    // Two visits within one microsecond, or of two replicas whose clocks differ, are still two: what was rendered before either is told by this number.
    let moved_on = case_when(plans::last_buyer_visit_at.ge(now.micros()), plans::last_buyer_visit_at + 1)
        .otherwise(now.micros().into_sql::<Nullable<BigInt>>());
    diesel::update(plans::table.filter(plans::organization_id.eq(guest.organization_id.as_str())))
        .filter(plans::id.eq(guest.plan_id.as_str()))
        .set(plans::last_buyer_visit_at.eq(moved_on))
        .execute(conn)?;
    Ok(())
}

/// Notes a visit of a user; at most once a minute.
///
/// # Errors
/// When the store fails.
pub fn note_user_visit(conn: &mut Conn, user: &UserCaller, now: Timestamp) -> Result<(), ApiError> {
    diesel::update(users::table.filter(users::organization_id.eq(user.organization_id.as_str())))
        .filter(users::id.eq(user.id.as_str()))
        .set(users::last_seen_at.eq(now.micros()))
        .execute(conn)?;
    Ok(())
}
