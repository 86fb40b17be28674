//! Requests for signatures, with everyone who is asked.

use super::{
    Conn,
    schema::{sign_offs, signatures},
};
use crate::error::ApiError;
use diesel::prelude::*;
use tandem_shared::{
    agreement::{SignOff, Signer},
    day::Timestamp,
    id::{OrganizationId, PlanId, SignOffId, StakeholderId},
    method::{SignOffStatus, SignOffSummary},
    stakeholder::Side,
};

/// A request, who made it, and the line of the log that ended it.
#[derive(Clone, Debug)]
pub struct SignOffRow {
    /// The request with all addresses; its hash is that of its version and is filled by the caller.
    pub sign_off: SignOff,
    /// Id of the user or grant that asked.
    pub requested_by: String,
    /// Number of the line that records the last signature.
    pub event_seq: Option<i64>,
}

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = sign_offs, treat_none_as_null = true)]
struct Raw {
    id: String,
    version: i32,
    status: String,
    message: String,
    requested_by: String,
    requested_name: String,
    requested_side: String,
    requested_at: i64,
    decided_at: Option<i64>,
    reason: Option<String>,
    event_seq: Option<i64>,
}

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = signatures, treat_none_as_null = true)]
struct RawSigner {
    sign_off_id: String,
    stakeholder_id: String,
    name: String,
    email: String,
    side: String,
    title: String,
    typed_name: Option<String>,
    signed_at: Option<i64>,
    address: Option<String>,
    declined_at: Option<i64>,
    decline_reason: Option<String>,
}

impl Raw {
    fn of(row: &SignOffRow) -> Self {
        let s = &row.sign_off;
        Self {
            id: s.id.to_string(),
            version: s.version,
            status: s.status.to_string(),
            message: s.message.clone(),
            requested_by: row.requested_by.clone(),
            requested_name: s.requested_by.clone(),
            requested_side: s.requested_side.to_string(),
            requested_at: s.requested_at.micros(),
            decided_at: s.decided_at.map(Timestamp::micros),
            reason: s.reason.clone(),
            event_seq: row.event_seq,
        }
    }

    fn read(self, signers: Vec<Signer>) -> SignOffRow {
        let sign_off = SignOff {
            id: SignOffId::trusted(self.id),
            version: self.version,
            hash: String::new(),
            status: SignOffStatus::from_word(&self.status).unwrap_or(SignOffStatus::Voided),
            message: self.message,
            requested_by: self.requested_name,
            requested_side: Side::from_word(&self.requested_side).unwrap_or(Side::Seller),
            requested_at: Timestamp::from_micros(self.requested_at),
            decided_at: self.decided_at.map(Timestamp::from_micros),
            reason: self.reason,
            signers,
        };
        SignOffRow { sign_off, requested_by: self.requested_by, event_seq: self.event_seq }
    }
}

impl RawSigner {
    fn of(id: &SignOffId, s: &Signer) -> Self {
        Self {
            sign_off_id: id.to_string(),
            stakeholder_id: s.stakeholder_id.to_string(),
            name: s.name.clone(),
            email: s.email.clone(),
            side: s.side.to_string(),
            title: s.title.clone(),
            typed_name: s.typed_name.clone(),
            signed_at: s.signed_at.map(Timestamp::micros),
            address: s.address.clone(),
            declined_at: s.declined_at.map(Timestamp::micros),
            decline_reason: s.decline_reason.clone(),
        }
    }

    fn read(self) -> Signer {
        Signer {
            stakeholder_id: StakeholderId::trusted(self.stakeholder_id),
            name: self.name,
            email: self.email,
            side: Side::from_word(&self.side).unwrap_or(Side::Buyer),
            title: self.title,
            typed_name: self.typed_name,
            signed_at: self.signed_at.map(Timestamp::from_micros),
            address: self.address,
            declined_at: self.declined_at.map(Timestamp::from_micros),
            decline_reason: self.decline_reason,
        }
    }
}

#[diesel::dsl::auto_type(no_type_alias)]
fn of_plan<'a>(org: &'a str, plan: &'a str) -> _ {
    sign_offs::table.filter(sign_offs::organization_id.eq(org)).filter(sign_offs::plan_id.eq(plan))
}

#[diesel::dsl::auto_type(no_type_alias)]
fn signers_of<'a>(org: &'a str, plan: &'a str) -> _ {
    signatures::table.filter(signatures::organization_id.eq(org)).filter(signatures::plan_id.eq(plan))
}

/// A plan's requests, the newest first.
///
/// # Errors
/// When the store fails.
pub fn list(conn: &mut Conn, org: &OrganizationId, plan: &PlanId) -> Result<Vec<SignOffRow>, ApiError> {
    let rows: Vec<Raw> =
        of_plan(org.as_str(), plan.as_str()).order(sign_offs::id.desc()).select(Raw::as_select()).load(conn)?;
    let all: Vec<RawSigner> = signers_of(org.as_str(), plan.as_str())
        .order((signatures::side.asc(), signatures::stakeholder_id.asc()))
        .select(RawSigner::as_select())
        .load(conn)?;
    let mut signers: Vec<(String, Signer)> = all.into_iter().map(|s| (s.sign_off_id.clone(), s.read())).collect();
    let mut of = |id: &str| signers.extract_if(.., |(owner, _)| owner == id).map(|(_, s)| s).collect::<Vec<_>>();
    Ok(rows
        .into_iter()
        .map(|raw| {
            let own = of(&raw.id);
            raw.read(own)
        })
        .collect())
}

/// One request of a plan.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut Conn, org: &OrganizationId, plan: &PlanId, id: &str) -> Result<SignOffRow, ApiError> {
    let raw: Raw =
        of_plan(org.as_str(), plan.as_str()).filter(sign_offs::id.eq(id)).select(Raw::as_select()).first(conn)?;
    let signers: Vec<RawSigner> = signers_of(org.as_str(), plan.as_str())
        .filter(signatures::sign_off_id.eq(id))
        .order((signatures::side.asc(), signatures::stakeholder_id.asc()))
        .select(RawSigner::as_select())
        .load(conn)?;
    Ok(raw.read(signers.into_iter().map(RawSigner::read).collect()))
}

/// The newest request of a plan, in short.
///
/// # Errors
/// When the store fails.
pub fn newest(conn: &mut Conn, org: &OrganizationId, plan: &PlanId) -> Result<Option<SignOffSummary>, ApiError> {
    let query = of_plan(org.as_str(), plan.as_str()).order(sign_offs::id.desc()).select((
        sign_offs::status,
        sign_offs::version,
        sign_offs::requested_at,
        sign_offs::decided_at,
    ));
    let row: Option<(String, i32, i64, Option<i64>)> = query.first(conn).optional()?;
    Ok(row.and_then(|(status, version, requested, decided)| {
        Some(SignOffSummary {
            status: SignOffStatus::from_word(&status)?,
            version,
            requested_at: Timestamp::from_micros(requested),
            decided_at: decided.map(Timestamp::from_micros),
        })
    }))
}

/// Keeps a request with everyone who is asked.
///
/// # Errors
/// When the store fails.
pub fn insert(conn: &mut Conn, org: &OrganizationId, plan: &PlanId, row: &SignOffRow) -> Result<(), ApiError> {
    let place = (sign_offs::organization_id.eq(org.as_str()), sign_offs::plan_id.eq(plan.as_str()));
    diesel::insert_into(sign_offs::table).values((place, Raw::of(row))).execute(conn)?;
    for signer in &row.sign_off.signers {
        let place = (signatures::organization_id.eq(org.as_str()), signatures::plan_id.eq(plan.as_str()));
        let values = (place, RawSigner::of(&row.sign_off.id, signer));
        diesel::insert_into(signatures::table).values(values).execute(conn)?;
    }
    Ok(())
}

/// Writes where a request stands.
///
/// # Errors
/// When the store fails.
pub fn update(conn: &mut Conn, org: &OrganizationId, plan: &PlanId, row: &SignOffRow) -> Result<(), ApiError> {
    diesel::update(of_plan(org.as_str(), plan.as_str()).filter(sign_offs::id.eq(row.sign_off.id.as_str())))
        .set(Raw::of(row))
        .execute(conn)?;
    Ok(())
}

/// Writes what a person did.
///
/// # Errors
/// When the store fails.
pub fn update_signer(
    conn: &mut Conn,
    org: &OrganizationId,
    plan: &PlanId,
    id: &SignOffId,
    signer: &Signer,
) -> Result<(), ApiError> {
    let own = signers_of(org.as_str(), plan.as_str())
        .filter(signatures::sign_off_id.eq(id.as_str()))
        .filter(signatures::stakeholder_id.eq(signer.stakeholder_id.as_str()));
    diesel::update(own).set(RawSigner::of(id, signer)).execute(conn)?;
    Ok(())
}
