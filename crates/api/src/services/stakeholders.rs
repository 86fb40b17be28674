//! People in a plan, and who sees what of them.

use crate::{
    app::App,
    auth::{
        Caller, Permit,
        permit::{SeeInternal, SeePlan},
    },
    db::{
        Conn,
        grants::{self, GrantShort},
        history,
        stakeholders::{self, StakeholderRow},
    },
    error::ApiError,
};
use tandem_shared::{
    buy_in::BuyInChange,
    day::Timestamp,
    event::EventType,
    id::{OrganizationId, StakeholderId},
    stakeholder::Stakeholder,
};

/// What a caller sees of people.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Sight {
    sees_internal: bool,
    own: Option<StakeholderId>,
}

impl Sight {
    /// That of a permit's caller.
    #[must_use]
    pub fn of<P>(permit: &Permit<P>) -> Self {
        let own = match &permit.caller {
            Caller::Guest(guest) => Some(guest.stakeholder_id.clone()),
            Caller::User(_) => None,
        };
        Self { sees_internal: permit.sees_internal(), own }
    }

    /// A seller's, who is nobody in particular.
    #[must_use]
    pub const fn seller() -> Self {
        Self { sees_internal: true, own: None }
    }

    /// A buyer's, who is nobody in particular.
    #[must_use]
    pub const fn buyer() -> Self {
        Self { sees_internal: false, own: None }
    }
}

/// A person as this caller sees them: guests see neither what the seller thinks of people nor who else has access.
#[must_use]
pub fn view(row: StakeholderRow, grant: Option<&GrantShort>, sight: &Sight, now: Timestamp) -> Stakeholder {
    let internal = sight.sees_internal;
    let knows_access = internal || sight.own.as_ref() == Some(&row.id);
    Stakeholder {
        id: row.id,
        side: row.side,
        name: row.name,
        email: row.email,
        title: row.title,
        function: row.function,
        roles: row.roles,
        other_role: row.other_role,
        primary_concern: internal.then_some(row.primary_concern),
        buy_in: internal.then_some(row.buy_in),
        authority: internal.then_some(row.authority),
        engagement_plan: internal.then_some(row.engagement_plan),
        engagement_timing: row.engagement_timing.filter(|_| internal),
        engagement_date: row.engagement_date.filter(|_| internal),
        user_id: row.user_id.filter(|_| internal),
        grant: grant.filter(|_| knows_access).map(|grant| grant.on_card(now)),
        version: row.version,
    }
}

/// Everyone in a plan, as this caller sees them.
///
/// # Errors
/// When the store fails.
pub fn views(
    conn: &mut Conn,
    org: &OrganizationId,
    plan: &str,
    sight: &Sight,
    now: Timestamp,
) -> Result<Vec<Stakeholder>, ApiError> {
    let given = grants::list_short(conn, org, plan)?;
    with_access(conn, org, plan, &given, sight, now)
}

/// The same for who has read who has access.
///
/// # Errors
/// When the store fails.
pub fn with_access(
    conn: &mut Conn,
    org: &OrganizationId,
    plan: &str,
    given: &[GrantShort],
    sight: &Sight,
    now: Timestamp,
) -> Result<Vec<Stakeholder>, ApiError> {
    let people = stakeholders::list(conn, org, plan)?;
    let grant_of = |id: &StakeholderId| given.iter().find(|grant| grant.stakeholder_id == *id);
    Ok(people
        .into_iter()
        .map(|row| {
            let grant = grant_of(&row.id);
            view(row, grant, sight, now)
        })
        .collect())
}

/// Everyone in a plan.
///
/// # Errors
/// When the store fails.
pub async fn list(app: &App, permit: &Permit<SeePlan>) -> Result<Vec<Stakeholder>, ApiError> {
    let (org, plan, sight, now) =
        (permit.organization_id().clone(), permit.plan_id().clone(), Sight::of(permit), app.clock.now());
    app.db.read(move |conn| views(conn, &org, plan.as_str(), &sight, now)).await
}

/// How a person's buy-in went, newest first.
///
/// # Errors
/// `NotFound`.
pub async fn buy_in(app: &App, permit: &Permit<SeeInternal>, id: String) -> Result<Vec<BuyInChange>, ApiError> {
    let (org, plan) = (permit.organization_id().clone(), permit.plan_id().clone());
    let read = move |conn: &mut Conn| {
        let person = stakeholders::find(conn, &org, plan.as_str(), &id)?;
        history::of_subject(conn, &org, plan.as_str(), person.id.as_str(), EventType::StakeholderUpdated)
    };
    Ok(app.db.read(read).await?.into_iter().filter_map(BuyInChange::of).collect())
}
