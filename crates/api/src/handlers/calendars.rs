//! When each side works.

use super::answer::{self, Answer};
use crate::{
    app::App,
    auth::{
        AnyCaller, Permit,
        permit::{EditConstraints, ManageOrganization, OrgPermit, SeeOrganization},
    },
    body::Body,
    services::calendars,
};
use actix_web::{
    get, put,
    web::{Data, Path},
};
use tandem_shared::{
    calendar::{Calendar, CalendarInput, Country, Holiday, OrganizationCalendar, OrganizationCalendarInput},
    paging::Page,
};

/// Reads the organization's calendar
///
/// The week it works, the country whose public holidays it keeps, and the month in which its fiscal year begins.
#[utoipa::path(tag = "calendars", responses((status = 200, description = "The calendar.", body = OrganizationCalendar)))]
#[get("/organization/calendar")]
pub async fn get_organization_calendar(app: Data<App>, permit: OrgPermit<SeeOrganization>) -> Answer {
    let found = calendars::of_organization(&app, &permit).await?;
    // Never *not modified*: the holidays around today move on with the days.
    Ok(answer::versioned(&found, found.version))
}

/// Sets the organization's calendar
///
/// As a whole: a country that is left out is none. If-Match takes the organization's version. For admins.
#[utoipa::path(tag = "calendars", request_body = OrganizationCalendarInput,
    responses((status = 200, description = "The calendar as it is now.", body = OrganizationCalendar)))]
#[put("/organization/calendar")]
pub async fn put_organization_calendar(
    app: Data<App>,
    permit: OrgPermit<ManageOrganization>,
    body: Body<OrganizationCalendarInput>,
) -> Answer {
    let set = calendars::set_organizations(&app, permit, body).await?;
    Ok(answer::versioned(&set, set.version))
}

/// Lists countries
///
/// Those whose public holidays are known, by code.
#[utoipa::path(tag = "calendars", responses((status = 200, description = "All of them.", body = Page<Country>)))]
#[get("/holidays/countries")]
pub async fn list_countries(_: AnyCaller) -> Answer {
    Ok(answer::ok(&Page::whole(calendars::countries())))
}

/// Lists a country's public holidays
///
/// Those of the whole country, from a year before today to three years after.
#[utoipa::path(tag = "calendars", params(("country" = String, Path, description = "ISO 3166-1 code in capitals.")),
    responses((status = 200, description = "The holidays, in order.", body = Page<Holiday>)))]
#[get("/holidays/countries/{country}")]
pub async fn list_holidays(app: Data<App>, _: AnyCaller, country: Path<String>) -> Answer {
    Ok(answer::ok(&Page::whole(calendars::holidays_of(&app, &country)?)))
}

/// Sets the buyer's calendar
///
/// The week the buying company works and the country whose public holidays it keeps, as a whole. If-Match takes the plan's `version`.
#[utoipa::path(tag = "calendars", params(("plan_id" = String, Path, description = "The plan.")), request_body = CalendarInput,
    responses((status = 200, description = "The calendar as it is now.", body = Calendar)))]
#[put("/plans/{plan_id}/calendar")]
pub async fn put_plan_calendar(app: Data<App>, permit: Permit<EditConstraints>, body: Body<CalendarInput>) -> Answer {
    let (calendar, version) = calendars::set_buyers(&app, &permit, body).await?;
    Ok(answer::versioned(&calendar, version))
}
