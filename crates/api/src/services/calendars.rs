//! When each side works: the organization's week, country and fiscal year, a plan's buyer's week and country, and the public holidays that are known.

use super::{
    events::{Changes, Line, Log},
    register,
};
use crate::{
    app::App,
    auth::{
        Permit,
        permit::{EditConstraints, ManageOrganization, OrgPermit, SeeOrganization},
    },
    body::{Body, Call},
    db::{
        Conn, Tx,
        organizations::{self, CalendarRow},
        plans,
    },
    error::ApiError,
    holidays,
};
use tandem_shared::{
    calendar::{Calendar, CalendarInput, Country, Holiday, OrganizationCalendar, OrganizationCalendarInput, Weekday},
    day::{Day, Timestamp},
    event::EventType,
    id::OrganizationId,
};

/// The countries whose public holidays are known, by code.
#[must_use]
pub fn countries() -> Vec<Country> {
    holidays::countries().iter().map(|(code, name)| Country { code: code.clone(), name: name.clone() }).collect()
}

/// The public holidays of a country, from a year before today to three years after.
///
/// # Errors
/// `NotFound` for a country that is not known.
pub fn holidays_of(app: &App, code: &str) -> Result<Vec<Holiday>, ApiError> {
    if !holidays::is_known(code) {
        return Err(ApiError::NotFound);
    }
    Ok(holidays::around(code, Day::of_instant(app.clock.now())))
}

/// Refuses a country whose holidays are not known, and says which are.
pub(super) fn check_country(country: Option<&String>) -> Result<(), ApiError> {
    if country.is_none_or(|code| holidays::is_known(code)) {
        return Ok(());
    }
    let known: Vec<&str> = holidays::countries().iter().map(|(code, _)| code.as_str()).collect();
    let detail = format!("must be one whose public holidays are known ({}), or null", known.join(", "));
    Err(ApiError::field("/country", "unknown", detail))
}

/// Weekdays as they are stored.
fn stored(weekdays: &[Weekday]) -> String {
    weekdays.iter().map(|day| day.as_str()).collect::<Vec<_>>().join(" ")
}

fn of(conn: &mut Conn, org: &OrganizationId, today: Day) -> Result<OrganizationCalendar, ApiError> {
    let (row, version) = (organizations::calendar(conn, org)?, organizations::get(conn, org)?.version);
    let Calendar { weekdays, country, holidays } = register::calendar(&row.weekdays, row.country.as_ref(), today);
    Ok(OrganizationCalendar { weekdays, country, holidays, fiscal_year_start: row.fiscal_year_start, version })
}

/// When the caller's organization works.
///
/// # Errors
/// When the store fails.
pub async fn of_organization(app: &App, permit: &OrgPermit<SeeOrganization>) -> Result<OrganizationCalendar, ApiError> {
    let (org, today) = (permit.organization_id().clone(), Day::of_instant(app.clock.now()));
    app.db.read(move |conn| of(conn, &org, today)).await
}

/// Sets when the organization works.
///
/// # Errors
/// `Stale`, `Invalid`.
pub async fn set_organizations(
    app: &App,
    permit: OrgPermit<ManageOrganization>,
    body: Body<OrganizationCalendarInput>,
) -> Result<OrganizationCalendar, ApiError> {
    let now = app.clock.now();
    let new = body.value;
    check_country(new.country.as_ref())?;
    app.db
        .write(move |tx| {
            let org = permit.organization_id();
            let log = Log::of_organization(tx, org, permit.actor(), now)?;
            let mut organization = organizations::get(tx.conn, org)?;
            body.call.expect_version(organization.version)?;
            let before = organizations::calendar(tx.conn, org)?;
            let (country, fiscal_year_start) = (new.country, new.fiscal_year_start);
            let row = CalendarRow { weekdays: stored(&new.weekdays), country, fiscal_year_start };
            let mut changes = Changes::default();
            changes.text("weekdays", &before.weekdays, &row.weekdays);
            changes.note("country", before.country.as_ref(), row.country.as_ref());
            changes.note("fiscal_year_start", Some(&before.fiscal_year_start), Some(&row.fiscal_year_start));
            if !changes.0.is_empty() {
                organization.version += 1;
                organizations::set_calendar(tx.conn, org, &row)?;
                organizations::update(tx.conn, &organization)?;
                let line = Line::internal(EventType::OrganizationUpdated, org.as_str(), &organization.name);
                log.record(tx, line.with(changes.0))?;
            }
            of(tx.conn, org, Day::of_instant(now))
        })
        .await
}

/// Sets when the buyer of a plan works; answers it with the plan's version.
///
/// # Errors
/// `Stale`, `Invalid`.
pub async fn set_buyers(
    app: &App,
    permit: &Permit<EditConstraints>,
    body: Body<CalendarInput>,
) -> Result<(Calendar, i32), ApiError> {
    let (p, now, new) = (permit.clone(), app.clock.now(), body.value);
    check_country(new.country.as_ref())?;
    app.db
        .write(move |tx| {
            let row = change_buyers(tx, &p, new, &body.call, now)?;
            let today = Day::of_instant(now);
            Ok((register::calendar(&row.buyer_weekdays, row.buyer_country.as_ref(), today), row.version))
        })
        .await
}

/// A country as history names it.
fn named(code: Option<&String>) -> Option<String> {
    let code = code?;
    let known = holidays::countries().iter().find(|(known, _)| known == code);
    Some(known.map_or(code, |(_, name)| name).clone())
}

/// The same within a write that does more.
pub(super) fn change_buyers(
    tx: &mut Tx<'_>,
    p: &Permit<EditConstraints>,
    new: CalendarInput,
    call: &Call,
    now: Timestamp,
) -> Result<plans::PlanRow, ApiError> {
    let (org, id) = (p.organization_id(), p.plan_id());
    let log = Log::of_plan(tx, org, id, p.actor(), now)?;
    let before = plans::find(tx.conn, org, id)?;
    call.expect_version(before.version)?;
    let mut row = before.clone();
    (row.buyer_weekdays, row.buyer_country) = (stored(&new.weekdays), new.country);
    let mut changes = Changes::default();
    changes.text("buyer_weekdays", &before.buyer_weekdays, &row.buyer_weekdays);
    let moved = before.buyer_country != row.buyer_country;
    changes.named("buyer_country", moved, named(before.buyer_country.as_ref()), named(row.buyer_country.as_ref()));
    if !changes.0.is_empty() {
        row.version += 1;
        plans::update(tx.conn, org, &row)?;
        log.record(tx, Line::shared(EventType::PlanUpdated, id.as_str(), &row.title).with(changes.0))?;
    }
    Ok(row)
}
