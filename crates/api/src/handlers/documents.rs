//! A plan as a file, and addresses for calendar programs.

use super::{
    answer::{self, Answer},
    plans::PlanQuery,
};
use crate::{
    app::App,
    auth::{
        Permit,
        permit::{EditActions, SeePlan},
    },
    body::Body,
    error::ApiError,
    services::{
        calendar_feeds,
        documents::{self, Format},
    },
};
use actix_web::{
    HttpResponse, delete, get, post,
    web::{Data, Path, Query},
};
use tandem_shared::{
    calendar_feed::{CalendarFeed, NewCalendarFeed},
    paging::Page,
};

type Ids = Path<(String, String)>;

/// Exports a plan as a file
///
/// Markdown or PDF in the output format of the method, a spreadsheet, an iCalendar file or JSON; each as the caller sees the plan. What holds a seller's own parts
/// is marked: *Internal: not for the buyer*, and `-internal` in its name. With `as=buyer` a seller gets what can be handed to a buyer.
#[utoipa::path(tag = "documents",
    params(("plan_id" = String, Path, description = "The plan."), ("format" = String, Path, description = "`md`, `pdf`, `xlsx`, `ics` or `json`.", example = "md"), PlanQuery),
    responses((status = 200, description = "The file.", body = Vec<u8>, content_type = "application/octet-stream")))]
#[get("/plans/{plan_id}/export.{format}")]
pub async fn export_plan(app: Data<App>, permit: Permit<SeePlan>, ids: Ids, query: Query<PlanQuery>) -> Answer {
    let format = Format::of_ending(&ids.into_inner().1).ok_or(ApiError::NotFound)?;
    Ok(answer::file(documents::export(&app, &permit, format, query.as_buyer()?).await?))
}

/// Lists addresses of a plan's calendar
///
/// Sellers see all of a plan, a guest their own. The addresses themselves are not kept.
#[utoipa::path(tag = "documents", params(("plan_id" = String, Path, description = "The plan.")),
    responses((status = 200, description = "Every address.", body = Page<CalendarFeed>)))]
#[get("/plans/{plan_id}/calendar-feeds")]
pub async fn list_calendar_feeds(app: Data<App>, permit: Permit<EditActions>) -> Answer {
    Ok(answer::ok(&Page::whole(calendar_feeds::list(&app, &permit).await?)))
}

/// Makes an address of a plan's calendar
///
/// For calendar programs, which cannot sign in: whoever has the address reads the shared milestones and dates. It is told once, and ends with the access
/// of who made it.
#[utoipa::path(tag = "documents", params(("plan_id" = String, Path, description = "The plan.")), request_body = NewCalendarFeed,
    responses((status = 201, description = "The address, with its URL.", body = CalendarFeed)))]
#[post("/plans/{plan_id}/calendar-feeds")]
pub async fn create_calendar_feed(app: Data<App>, permit: Permit<EditActions>, body: Body<NewCalendarFeed>) -> Answer {
    Ok(answer::created(&calendar_feeds::create(&app, &permit, body.call).await?))
}

/// Revokes an address of a plan's calendar
///
/// Nothing stands there from the next request on.
#[utoipa::path(tag = "documents",
    params(("plan_id" = String, Path, description = "The plan."), ("feed_id" = String, Path, description = "The address.")),
    responses((status = 204, description = "Revoked.")))]
#[delete("/plans/{plan_id}/calendar-feeds/{feed_id}")]
pub async fn revoke_calendar_feed(app: Data<App>, permit: Permit<EditActions>, ids: Ids) -> Answer {
    calendar_feeds::revoke(&app, &permit, ids.into_inner().1).await?;
    Ok(answer::nothing())
}

/// Reads a plan's calendar by its address
///
/// Shared milestones and dates as iCalendar. Unknown and revoked addresses look the same.
#[utoipa::path(tag = "documents", params(("secret" = String, Path, description = "The address's secret.")),
    responses((status = 200, description = "The calendar.", body = String, content_type = "text/calendar")))]
#[get("/calendar/{secret}.ics")]
pub async fn read_calendar_feed(app: Data<App>, secret: Path<String>) -> Answer {
    let text = calendar_feeds::read(&app, &secret).await?;
    Ok(HttpResponse::Ok().content_type("text/calendar; charset=utf-8").body(text))
}
