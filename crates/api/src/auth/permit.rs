//! A permission is a type in a signature. `Permit<EditMilestones>` is an extractor: it authenticates, loads the plan within the caller's organization or
//! grant, asks [`tandem_shared::access::allows`], and is the only way to make the value that services demand.

pub use super::allowed::*;

use super::caller::{Caller, bearer, look_up, note_visit};
use crate::{
    app::App,
    db::callers::{self, PlanScope},
    error::ApiError,
};
use actix_web::{FromRequest, HttpRequest, dev::Payload, web::Data};
use std::{future::Future, marker::PhantomData, pin::Pin};
use tandem_shared::{
    access::{CallerKind, Permission, allows},
    event::Actor,
    grant::Access,
    id::{DealId, OrganizationId, PlanId, StakeholderId},
};

/// A caller who may do `P` to one plan.
#[derive(Clone, Debug)]
pub struct Permit<P> {
    /// Who.
    pub caller: Caller,
    /// What they are to the plan.
    pub kind: CallerKind,
    /// The plan.
    pub plan: PlanScope,
    /// Who they are among the plan's people.
    pub stakeholder_id: Option<StakeholderId>,
    marker: PhantomData<P>,
}

impl<P> Permit<P> {
    /// The tenant.
    #[must_use]
    pub const fn organization_id(&self) -> &OrganizationId {
        self.caller.organization_id()
    }

    /// The plan's id.
    #[must_use]
    pub const fn plan_id(&self) -> &PlanId {
        &self.plan.plan_id
    }

    /// Whether the caller may also do this.
    #[must_use]
    pub const fn may(&self, permission: Permission) -> bool {
        allows(self.kind, permission)
    }

    /// The same caller's permit for something else.
    ///
    /// # Errors
    /// `Forbidden`.
    pub fn also<Q: Allowed>(&self) -> Result<Permit<Q>, ApiError> {
        if !self.may(Q::PERMISSION) {
            return Err(refused(Q::PERMISSION));
        }
        let (caller, plan, stakeholder_id) = (self.caller.clone(), self.plan.clone(), self.stakeholder_id.clone());
        Ok(Permit { caller, kind: self.kind, plan, stakeholder_id, marker: PhantomData })
    }

    /// Whether the caller sees internal parts.
    #[must_use]
    pub const fn sees_internal(&self) -> bool {
        self.may(Permission::SeeInternal)
    }

    /// The same with the sight of another kind of caller.
    #[must_use]
    pub fn seeing_as(&self, kind: CallerKind) -> Permit<P> {
        let (caller, plan) = (self.caller.clone(), self.plan.clone());
        Permit { caller, kind, plan, stakeholder_id: self.stakeholder_id.clone(), marker: PhantomData }
    }

    /// The caller as history names them.
    pub fn actor(&self) -> Actor {
        self.caller.actor()
    }
}

/// A caller who may do `P` to one deal.
#[derive(Clone, Debug)]
pub struct DealPermit<P> {
    /// Who.
    pub caller: Caller,
    /// What they are to the deal.
    pub kind: CallerKind,
    /// The deal.
    pub deal_id: DealId,
    /// Its plan, if it has one.
    pub plan_id: Option<PlanId>,
    marker: PhantomData<P>,
}

/// A user who may do `P` in their organization.
#[derive(Clone, Debug)]
pub struct OrgPermit<P> {
    /// Who.
    pub user: callers::UserCaller,
    /// What they are in the organization.
    pub kind: CallerKind,
    marker: PhantomData<P>,
}

impl<P> DealPermit<P> {
    /// The tenant.
    #[must_use]
    pub const fn organization_id(&self) -> &OrganizationId {
        self.caller.organization_id()
    }
}

impl<P> OrgPermit<P> {
    /// The tenant.
    #[must_use]
    pub const fn organization_id(&self) -> &OrganizationId {
        &self.user.organization_id
    }

    /// The caller as history names them.
    #[must_use]
    pub fn actor(&self) -> Actor {
        Caller::User(self.user.clone()).actor()
    }
}

fn refused(permission: Permission) -> ApiError {
    let what = match permission {
        Permission::Share => "Only the deal's owner, a manager or an admin may share this plan.",
        Permission::ManageOrganization => "Only an admin may change the organization.",
        Permission::EditDeal => "Only the deal's owner, a manager or an admin may change this deal.",
        _ => "You may look at this, but not change it.",
    };
    ApiError::forbidden(what)
}

/// Looks up what a caller is to a plan, and whether they may. Also used by live streams, which ask again and again.
///
/// # Errors
/// `Unauthenticated`, `NotFound`, `Forbidden`.
fn plan_permit<P: Allowed>(conn: &mut crate::db::Conn, caller: Caller, plan_id: &str) -> Result<Permit<P>, ApiError> {
    let (kind, plan, stakeholder_id) = match &caller {
        Caller::User(user) => {
            let plan = callers::plan_scope(conn, &user.organization_id, plan_id)?;
            let stakeholder = callers::stakeholder_of_user(conn, &user.organization_id, plan_id, &user.id)?;
            (CallerKind::of_user(user.role, plan.owner_id == user.id, stakeholder.is_some()), plan, stakeholder)
        }
        Caller::Guest(guest) if guest.plan_id.as_str() == plan_id => {
            let kind = if guest.access == Access::Edit { CallerKind::Edit } else { CallerKind::View };
            (kind, callers::plan_scope(conn, &guest.organization_id, plan_id)?, Some(guest.stakeholder_id.clone()))
        }
        Caller::Guest(_) => return Err(ApiError::NotFound),
    };
    if !allows(kind, P::PERMISSION) {
        return Err(refused(P::PERMISSION));
    }
    Ok(Permit { caller, kind, plan, stakeholder_id, marker: PhantomData })
}

impl<P: Allowed> Permit<P> {
    /// The permit of a caller who is known already.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`.
    pub fn of(conn: &mut crate::db::Conn, caller: Caller, plan_id: &str) -> Result<Self, ApiError> {
        plan_permit(conn, caller, plan_id)
    }

    /// Asks anew whether this caller still may: for work that goes on, such as a live stream.
    ///
    /// # Errors
    /// `Unauthenticated`, `NotFound`, `Forbidden`.
    pub async fn again(&self, app: &App) -> Result<Self, ApiError> {
        let (caller, plan, now) = (self.caller.clone(), self.plan.plan_id.clone(), app.clock.now());
        app.db
            .read(move |conn| {
                let fresh = match &caller {
                    Caller::User(u) => {
                        callers::user(conn, &u.organization_id, &u.session_id, &u.id, now)?.map(Caller::User)
                    }
                    Caller::Guest(g) => {
                        callers::guest(conn, &g.organization_id, &g.session_id, now)?.map(Caller::Guest)
                    }
                };
                plan_permit(conn, fresh.ok_or(ApiError::Unauthenticated)?, plan.as_str())
            })
            .await
    }
}

type Extracting<T> = Pin<Box<dyn Future<Output = Result<T, ApiError>>>>;

/// Authenticates the request, then runs `check` on a reader, then notes the visit.
fn extract<T: Send + 'static>(
    request: &HttpRequest,
    parameter: &'static str,
    check: impl FnOnce(&mut crate::db::Conn, Caller, &str) -> Result<T, ApiError> + Send + 'static,
) -> Extracting<T> {
    let Some(app) = request.app_data::<Data<App>>().cloned() else {
        return Box::pin(async { Err(ApiError::internal("the service has no state")) });
    };
    let claimed = bearer(&app, request);
    let id = request.match_info().get(parameter).unwrap_or_default().to_owned();
    Box::pin(async move {
        let (claimed, now) = (claimed?, app.clock.now());
        let (caller, value) = app
            .db
            .read(move |conn| {
                let caller = look_up(&claimed, conn, now)?;
                Ok((caller.clone(), check(conn, caller, &id)?))
            })
            .await?;
        note_visit(&app, &caller);
        Ok(value)
    })
}

impl<P: Allowed> FromRequest for Permit<P> {
    type Error = ApiError;
    type Future = Extracting<Self>;
    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        extract(request, "plan_id", plan_permit)
    }
}

impl<P: Allowed> DealPermit<P> {
    /// The permit of a caller who is known already.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`.
    pub fn of(conn: &mut crate::db::Conn, caller: Caller, id: &str) -> Result<Self, ApiError> {
        let Caller::User(user) = &caller else { return Err(ApiError::NotFound) };
        let (owner, plan_id) = callers::deal_scope(conn, &user.organization_id, id)?;
        let stakeholder = match &plan_id {
            Some(plan) => callers::stakeholder_of_user(conn, &user.organization_id, plan.as_str(), &user.id)?,
            None => None,
        };
        let kind = CallerKind::of_user(user.role, owner == user.id, stakeholder.is_some());
        if !allows(kind, P::PERMISSION) {
            return Err(refused(P::PERMISSION));
        }
        Ok(Self { kind, deal_id: DealId::trusted(id.to_owned()), plan_id, caller, marker: PhantomData })
    }
}

impl<P: Allowed> OrgPermit<P> {
    /// The permit of a caller who is known already.
    ///
    /// # Errors
    /// `Forbidden`.
    pub fn of(caller: Caller) -> Result<Self, ApiError> {
        let Caller::User(user) = caller else { return Err(refused(P::PERMISSION)) };
        let kind = CallerKind::of_user(user.role, false, false);
        if !allows(kind, P::PERMISSION) {
            return Err(refused(P::PERMISSION));
        }
        Ok(Self { user, kind, marker: PhantomData })
    }
}

impl<P: Allowed> FromRequest for DealPermit<P> {
    type Error = ApiError;
    type Future = Extracting<Self>;
    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        extract(request, "deal_id", Self::of)
    }
}

impl<P: Allowed> FromRequest for OrgPermit<P> {
    type Error = ApiError;
    type Future = Extracting<Self>;
    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        extract(request, "", |_, caller, _| Self::of(caller))
    }
}

/// Any caller, user or guest, where no plan is named.
#[derive(Clone, Debug)]
pub struct AnyCaller(pub Caller);

impl FromRequest for AnyCaller {
    type Error = ApiError;
    type Future = Extracting<Self>;
    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        extract(request, "", |_, caller, _| Ok(Self(caller)))
    }
}
