//! When each side works, and the public holidays that are known.

use super::{Answer, Identity, client};
use tandem_shared::{
    calendar::{Calendar, CalendarInput, Country, Holiday, OrganizationCalendar, OrganizationCalendarInput},
    id::PlanId,
    paging::Page,
    paths,
};

/// When the organization works, as the signed-in user.
///
/// # Errors
/// See [`super::ApiError`]; the same holds for every call of this module.
pub async fn organization() -> Answer<OrganizationCalendar> {
    client::get(&Identity::User, &paths::organization_calendar()).await
}

/// Sets when the organization works; admins only.
///
/// # Errors
/// See [`organization`].
pub async fn set_organization(
    version: Option<i32>,
    calendar: &OrganizationCalendarInput,
) -> Answer<OrganizationCalendar> {
    client::put_version(&Identity::User, &paths::organization_calendar(), version, calendar).await
}

/// The countries whose public holidays are known.
///
/// # Errors
/// See [`organization`].
pub async fn countries(whom: &Identity) -> Answer<Page<Country>> {
    client::get(whom, &paths::countries()).await
}

/// The public holidays of a country, as the signed-in user.
///
/// # Errors
/// See [`organization`].
pub async fn holidays(country: &str) -> Answer<Page<Holiday>> {
    client::get(&Identity::User, &paths::holidays(country)).await
}

/// Sets when the buyer of a plan works.
///
/// # Errors
/// See [`organization`].
pub async fn set_buyers(plan: &PlanId, version: Option<i32>, calendar: &CalendarInput) -> Answer<Calendar> {
    client::put_version(&Identity::of_plan(plan), &paths::plan_calendar(plan.as_str()), version, calendar).await
}
