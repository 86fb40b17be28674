//! Plans: their own fields and facts.

use super::{
    Conn,
    schema::{deals, organizations, plans, users},
};
use crate::error::ApiError;
use diesel::prelude::*;
use tandem_shared::{
    calendar::Calendar,
    day::Timestamp,
    id::{DealId, OrganizationId, PlanId, SignOffId},
    method::Conduct,
    status::PlanFacts,
};

/// A plan as it is stored.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = plans)]
#[expect(missing_docs, reason = "the columns, as migrations/ tells them")]
pub struct PlanRow {
    pub id: String,
    pub deal_id: String,
    pub title: String,
    pub description: String,
    pub welcome_message: String,
    pub first_shared_at: Option<i64>,
    pub first_joined_at: Option<i64>,
    pub last_buyer_event_at: Option<i64>,
    pub last_buyer_visit_at: Option<i64>,
    pub archived_at: Option<i64>,
    pub created_at: i64,
    pub version: i32,
    pub buyer_weekdays: String,
    pub buyer_country: Option<String>,
    pub small_deal: bool,
    pub procurement: String,
    pub review_every_days: i32,
    pub next_review_date: Option<String>,
    pub close_gap_note: String,
    pub reviewed_at: Option<i64>,
    pub agreed_version: Option<i32>,
    pub agreed_at: Option<i64>,
    pub rebuilt_at: Option<i64>,
    pub open_sign_off: Option<String>,
    pub review_reminded_for: Option<String>,
}

impl Default for PlanRow {
    /// A plan without words in which nothing has happened; its defaults are those of the tables.
    fn default() -> Self {
        let weekdays: Vec<&str> = Calendar::default().weekdays.iter().map(|d| d.as_str()).collect();
        let conduct = Conduct::default();
        Self {
            id: String::new(),
            deal_id: String::new(),
            title: String::new(),
            description: String::new(),
            welcome_message: String::new(),
            first_shared_at: None,
            first_joined_at: None,
            last_buyer_event_at: None,
            last_buyer_visit_at: None,
            archived_at: None,
            created_at: 0,
            version: 1,
            buyer_weekdays: weekdays.join(" "),
            buyer_country: None,
            small_deal: conduct.small_deal,
            procurement: conduct.procurement.to_string(),
            review_every_days: conduct.review_every_days,
            next_review_date: None,
            close_gap_note: conduct.close_gap_note,
            reviewed_at: None,
            agreed_version: None,
            agreed_at: None,
            rebuilt_at: None,
            open_sign_off: None,
            review_reminded_for: None,
        }
    }
}

impl PlanRow {
    /// The facts its status follows from.
    #[must_use]
    pub fn facts(&self) -> PlanFacts {
        PlanFacts {
            archived_at: self.archived_at.map(Timestamp::from_micros),
            first_joined_at: self.first_joined_at.map(Timestamp::from_micros),
            last_buyer_event_at: self.last_buyer_event_at.map(Timestamp::from_micros),
            agreed_at: self.agreed_at.map(Timestamp::from_micros),
            awaits_signatures: self.open_sign_off.is_some(),
        }
    }
}

/// What a plan's page needs of its deal.
#[expect(missing_docs, reason = "the columns, as migrations/ tells them")]
pub struct DealOf {
    pub name: String,
    pub account_name: String,
    pub stage_id: String,
    pub owner_id: String,
    pub owner_name: String,
    pub seller_close_date: Option<String>,
    pub seller_name: String,
    pub seller_weekdays: String,
    pub seller_country: Option<String>,
    pub fiscal_year_start: i32,
}

/// A plan with what its page needs of its deal.
///
/// # Errors
/// `NotFound`.
pub fn find_with_deal(conn: &mut Conn, org: &OrganizationId, plan: &PlanId) -> Result<(PlanRow, DealOf), ApiError> {
    type Deal = (String, String, String, String, String, Option<String>);
    type Seller = (String, String, Option<String>, i32);
    let (row, deal, seller): (PlanRow, Deal, Seller) = plans::table
        .inner_join(
            deals::table.on(deals::organization_id.eq(plans::organization_id).and(deals::id.eq(plans::deal_id))),
        )
        .inner_join(
            users::table.on(users::organization_id.eq(deals::organization_id).and(users::id.eq(deals::owner_id))),
        )
        .inner_join(organizations::table.on(organizations::id.eq(plans::organization_id)))
        .filter(plans::organization_id.eq(org.as_str()))
        .filter(plans::id.eq(plan.as_str()))
        .select((
            PlanRow::as_select(),
            (deals::name, deals::account_name, deals::stage_id, deals::owner_id, users::name, deals::seller_close_date),
            (organizations::name, organizations::weekdays, organizations::country, organizations::fiscal_year_start),
        ))
        .first(conn)?;
    let (name, account_name, stage_id, owner_id, owner_name, seller_close_date) = deal;
    let (seller_name, seller_weekdays, seller_country, fiscal_year_start) = seller;
    let deal = DealOf {
        name,
        account_name,
        stage_id,
        owner_id,
        owner_name,
        seller_close_date,
        seller_name,
        seller_weekdays,
        seller_country,
        fiscal_year_start,
    };
    Ok((row, deal))
}

/// A plan's own row.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut Conn, org: &OrganizationId, plan: &PlanId) -> Result<PlanRow, ApiError> {
    Ok(plans::table
        .filter(plans::organization_id.eq(org.as_str()))
        .filter(plans::id.eq(plan.as_str()))
        .select(PlanRow::as_select())
        .first(conn)?)
}

/// The plan of a deal that is not archived.
///
/// # Errors
/// When the store fails.
pub fn of_deal(conn: &mut Conn, org: &OrganizationId, deal: &DealId) -> Result<Option<PlanId>, ApiError> {
    let id: Option<String> = plans::table
        .filter(plans::organization_id.eq(org.as_str()))
        .filter(plans::deal_id.eq(deal.as_str()))
        .filter(plans::archived_at.is_null())
        .select(plans::id)
        .first(conn)
        .optional()?;
    Ok(id.map(PlanId::trusted))
}

/// Adds a plan.
///
/// # Errors
/// When the store fails.
pub fn insert(conn: &mut Conn, org: &OrganizationId, row: &PlanRow) -> Result<(), ApiError> {
    diesel::insert_into(plans::table).values((plans::organization_id.eq(org.as_str()), row)).execute(conn)?;
    Ok(())
}

/// Writes what people set of a plan. What happens to it beside (visits, its end) is written by itself, so that neither overwrites the other.
///
/// # Errors
/// When the store fails.
pub fn update(conn: &mut Conn, org: &OrganizationId, row: &PlanRow) -> Result<(), ApiError> {
    use plans as p;
    let words = (
        p::title.eq(&row.title),
        p::description.eq(&row.description),
        p::welcome_message.eq(&row.welcome_message),
        p::close_gap_note.eq(&row.close_gap_note),
    );
    let conduct = (
        p::small_deal.eq(row.small_deal),
        p::procurement.eq(&row.procurement),
        p::review_every_days.eq(row.review_every_days),
        p::next_review_date.eq(&row.next_review_date),
        p::reviewed_at.eq(row.reviewed_at),
        p::buyer_weekdays.eq(&row.buyer_weekdays),
        p::buyer_country.eq(&row.buyer_country),
        p::version.eq(row.version),
    );
    diesel::update(plans::table)
        .filter(p::organization_id.eq(org.as_str()))
        .filter(p::id.eq(&row.id))
        .set((words, conduct))
        .execute(conn)?;
    Ok(())
}

/// Puts a plan away.
///
/// # Errors
/// When the store fails.
pub fn archive(conn: &mut Conn, org: &OrganizationId, plan: &PlanId, at: Timestamp) -> Result<(), ApiError> {
    diesel::update(plans::table)
        .filter(plans::organization_id.eq(org.as_str()))
        .filter(plans::id.eq(plan.as_str()))
        .set((plans::archived_at.eq(at.micros()), plans::version.eq(plans::version + 1)))
        .execute(conn)?;
    Ok(())
}

/// Where a plan's agreement stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The number of the agreed version.
    pub agreed_version: Option<i32>,
    /// When both sides had agreed to it.
    pub agreed_at: Option<Timestamp>,
    /// When a target was last renegotiated.
    pub rebuilt_at: Option<Timestamp>,
    /// The open request for signatures.
    pub open_sign_off: Option<SignOffId>,
}

impl Standing {
    /// Whether material edits change nothing but the plan.
    #[must_use]
    pub const fn is_free(&self) -> bool {
        self.agreed_version.is_none() && self.open_sign_off.is_none()
    }
}

/// Where a plan's agreement stands.
///
/// # Errors
/// `NotFound`.
pub fn standing(conn: &mut Conn, org: &OrganizationId, plan: &PlanId) -> Result<Standing, ApiError> {
    let (agreed_version, agreed_at, rebuilt_at, open): (Option<i32>, Option<i64>, Option<i64>, Option<String>) =
        plans::table
            .filter(plans::organization_id.eq(org.as_str()))
            .filter(plans::id.eq(plan.as_str()))
            .select((plans::agreed_version, plans::agreed_at, plans::rebuilt_at, plans::open_sign_off))
            .first(conn)?;
    let at = |micros: Option<i64>| micros.map(Timestamp::from_micros);
    let open_sign_off = open.map(SignOffId::trusted);
    Ok(Standing { agreed_version, agreed_at: at(agreed_at), rebuilt_at: at(rebuilt_at), open_sign_off })
}

/// Notes where a plan's agreement stands.
///
/// # Errors
/// When the store fails.
pub fn note_standing(conn: &mut Conn, org: &OrganizationId, plan: &PlanId, now: &Standing) -> Result<(), ApiError> {
    diesel::update(plans::table)
        .filter(plans::organization_id.eq(org.as_str()))
        .filter(plans::id.eq(plan.as_str()))
        .set((
            plans::agreed_version.eq(now.agreed_version),
            plans::agreed_at.eq(now.agreed_at.map(Timestamp::micros)),
            plans::rebuilt_at.eq(now.rebuilt_at.map(Timestamp::micros)),
            plans::open_sign_off.eq(now.open_sign_off.as_ref().map(SignOffId::as_str)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Notes that a buyer did something.
///
/// # Errors
/// When the store fails.
pub fn note_buyer_event(conn: &mut Conn, org: &OrganizationId, plan: &PlanId, at: Timestamp) -> Result<(), ApiError> {
    diesel::update(plans::table)
        .filter(plans::organization_id.eq(org.as_str()))
        .filter(plans::id.eq(plan.as_str()))
        .set(plans::last_buyer_event_at.eq(at.micros()))
        .execute(conn)?;
    Ok(())
}
