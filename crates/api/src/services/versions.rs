//! Versions of a plan and what differs between them.

use crate::{
    app::App,
    auth::{Permit, permit::SeePlan},
    db::{
        Conn,
        proposals::{self, ProposalRow},
        sign_offs::{self, SignOffRow},
        versions::{self, VersionRow},
    },
    error::ApiError,
};
use tandem_shared::{
    agreement::{Acknowledgement, Manner, SaidChange, Version, VersionDiff, VersionOrigin, difference},
    id::{OrganizationId, PlanId},
    stakeholder::Side,
};

/// All of a plan's versions, the newest first.
///
/// # Errors
/// When the store fails.
pub async fn list(app: &App, permit: &Permit<SeePlan>) -> Result<Vec<Version>, ApiError> {
    let (org, plan) = (permit.organization_id().clone(), permit.plan_id().clone());
    app.db
        .read(move |conn| {
            let rows = versions::list(conn, &org, &plan)?;
            told(conn, &org, &plan, rows)
        })
        .await
}

/// One version.
///
/// # Errors
/// `NotFound`.
pub async fn find(app: &App, permit: &Permit<SeePlan>, number: i32) -> Result<Version, ApiError> {
    let (org, plan) = (permit.organization_id().clone(), permit.plan_id().clone());
    app.db
        .read(move |conn| {
            let row = versions::find(conn, &org, &plan, number)?;
            told(conn, &org, &plan, vec![row])?.pop().ok_or(ApiError::NotFound)
        })
        .await
}

/// What differs between two versions.
///
/// # Errors
/// `NotFound`.
pub async fn diff(app: &App, permit: &Permit<SeePlan>, from: i32, to: i32) -> Result<VersionDiff, ApiError> {
    let (org, plan) = (permit.organization_id().clone(), permit.plan_id().clone());
    app.db
        .read(move |conn| {
            let (a, b) = (versions::find(conn, &org, &plan, from)?, versions::find(conn, &org, &plan, to)?);
            let changes = difference(&a.snapshot, &b.snapshot).into_iter().map(SaidChange::from).collect();
            Ok(VersionDiff { from, to, changes })
        })
        .await
}

/// Versions with who stood up for each.
fn told(conn: &mut Conn, org: &OrganizationId, plan: &PlanId, rows: Vec<VersionRow>) -> Result<Vec<Version>, ApiError> {
    let requests = sign_offs::list(conn, org, plan)?;
    let offers = proposals::list(conn, org, plan)?;
    let told = |row: VersionRow| {
        let acknowledgements = match row.origin {
            VersionOrigin::SignOff => signed(&requests, &row),
            VersionOrigin::Proposal => accepted(&offers, &row),
        };
        Version {
            number: row.number,
            origin: row.origin,
            origin_id: row.origin_id,
            status: row.status,
            reason: row.reason,
            created_at: row.created_at,
            agreed_at: row.agreed_at,
            hash: row.hash,
            acknowledgements,
            snapshot: row.snapshot,
        }
    };
    Ok(rows.into_iter().map(told).collect())
}

fn signed(requests: &[SignOffRow], row: &VersionRow) -> Vec<Acknowledgement> {
    let own = requests.iter().find(|r| r.sign_off.id.as_str() == row.origin_id);
    let signers = own.into_iter().flat_map(|r| &r.sign_off.signers);
    let mut all: Vec<Acknowledgement> = signers
        .filter_map(|s| {
            let at = s.signed_at?;
            Some(Acknowledgement { name: s.name.clone(), side: s.side, manner: Manner::Signed, at })
        })
        .collect();
    all.sort_by_key(|a| a.at);
    all
}

fn accepted(offers: &[ProposalRow], row: &VersionRow) -> Vec<Acknowledgement> {
    let Some(own) = offers.iter().map(|o| &o.proposal).find(|p| p.id.as_str() == row.origin_id) else {
        return Vec::new();
    };
    let other = if own.side == Side::Buyer { Side::Seller } else { Side::Buyer };
    let mut all =
        vec![Acknowledgement { name: own.by.clone(), side: own.side, manner: Manner::Proposed, at: own.created_at }];
    if let (Some(name), Some(at)) = (own.decided_by.clone(), own.decided_at) {
        all.push(Acknowledgement { name, side: other, manner: Manner::Accepted, at });
    }
    all
}
