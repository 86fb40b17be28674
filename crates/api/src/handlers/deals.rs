//! Deals: the list with its filters, and one by one.

use super::answer::{self, Answer};
use crate::{
    app::App,
    auth::{
        DealPermit, OrgPermit,
        permit::{CreateDeals, EditDeal, SeeOrganization},
    },
    body::{Body, Call},
    error::ApiError,
    services::{
        deal_list::{self, Filter},
        deals,
    },
};
use actix_web::{
    delete, get, patch, post,
    web::{Data, Query},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Deserialize;
use tandem_shared::{
    day::Timestamp,
    deal::{Deal, DealPatch, DealSort, NewDeal},
    error::Problems,
    paging::{DEFAULT_LIMIT, MAX_LIMIT, Page},
    plan::PlanHealth,
};
use utoipa::IntoParams;

/// Which deals, and in what order.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields, default)]
pub struct DealsQuery {
    /// Words that name, company, product or domain hold, each.
    search: Option<String>,
    /// Only of this stage.
    stage_id: Option<String>,
    /// Only of this owner.
    owner_id: Option<String>,
    /// Only of this health: not_started, on_track, at_risk or stalled.
    health: Option<String>,
    /// Only changed at or after this instant.
    updated_since: Option<String>,
    /// updated_at, created_at, name, seller_close_date or amount; a leading minus turns it round. Newest change first when left out.
    sort: Option<String>,
    /// Rows of a page, 1–100.
    limit: Option<u16>,
    /// Cursor of the page before.
    after: Option<String>,
}

/// Reads query parameters and notes those that say nothing.
#[derive(Default)]
struct Reader(Problems);

impl Reader {
    fn limit(&mut self, sent: Option<u16>) -> i64 {
        let limit = sent.unwrap_or(DEFAULT_LIMIT);
        if !(1..=MAX_LIMIT).contains(&limit) {
            self.0.add("?limit", "out_of_range", format!("must be between 1 and {MAX_LIMIT}"));
        }
        i64::from(limit)
    }

    fn take<T>(
        &mut self,
        name: &str,
        text: Option<String>,
        read: impl Fn(&str) -> Option<T>,
        detail: &str,
    ) -> Option<T> {
        let text = text?;
        let value = read(&text);
        if value.is_none() {
            self.0.add(format!("?{name}"), "unknown", detail);
        }
        value
    }
}

impl DealsQuery {
    fn read(self) -> Result<(Filter, Option<PlanHealth>), ApiError> {
        let mut reader = Reader::default();
        let limit = reader.limit(self.limit);
        let sort = self.sort.unwrap_or_else(|| "-updated_at".into());
        let filter = Filter {
            words: words(self.search.as_deref()),
            stage_id: reader.take("stage_id", self.stage_id, |t| t.parse().ok(), "must be the id of a stage"),
            owner_id: reader.take("owner_id", self.owner_id, |t| t.parse().ok(), "must be the id of a member"),
            updated_since: reader.take("updated_since", self.updated_since, instant, INSTANT),
            descending: sort.starts_with('-'),
            sort: reader.take("sort", Some(sort), |t| DealSort::from_word(t.trim_start_matches('-')), SORTS),
            offset: reader.take("after", self.after, place, CURSOR).unwrap_or(0),
            limit,
        };
        let health = reader.take("health", self.health, PlanHealth::from_word, HEALTHS);
        reader.0.result()?;
        Ok((filter, health))
    }
}

const INSTANT: &str = "must be an instant such as 2026-03-19T08:30:00Z";
const HEALTHS: &str = "must be not_started, on_track, at_risk or stalled";
const CURSOR: &str = "must be the next_cursor of a page";
const SORTS: &str = "must be updated_at, created_at, name, seller_close_date or amount";

fn words(search: Option<&str>) -> Vec<String> {
    search.unwrap_or_default().to_lowercase().split_whitespace().take(8).map(str::to_owned).collect()
}

fn instant(text: &str) -> Option<i64> {
    text.parse::<Timestamp>().ok().map(Timestamp::micros)
}

/// The place a cursor names.
fn place(cursor: &str) -> Option<i64> {
    let bytes = URL_SAFE_NO_PAD.decode(cursor).ok()?;
    String::from_utf8(bytes).ok()?.strip_prefix("at:")?.parse().ok().filter(|n| *n >= 0)
}

/// Lists deals
///
/// Each with progress, health, next step and dates derived from its plan.
#[utoipa::path(tag = "deals", params(DealsQuery), responses((status = 200, description = "A page of deals.", body = Page<Deal>)))]
#[get("/deals")]
pub async fn list_deals(app: Data<App>, permit: OrgPermit<SeeOrganization>, query: Query<DealsQuery>) -> Answer {
    let (filter, health) = query.into_inner().read()?;
    let (data, next) = deal_list::list(&app, &permit, filter, health).await?;
    let next_cursor = next.map(|n| URL_SAFE_NO_PAD.encode(format!("at:{n}")));
    Ok(answer::ok(&Page { data, has_more: next_cursor.is_some(), next_cursor }))
}

/// Makes a deal
///
/// In the first open stage and owned by the caller unless it says otherwise.
#[utoipa::path(tag = "deals", request_body = NewDeal, responses((status = 201, description = "The deal.", body = Deal)))]
#[post("/deals")]
pub async fn create_deal(app: Data<App>, permit: OrgPermit<CreateDeals>, body: Body<NewDeal>) -> Answer {
    Ok(answer::created(&deals::create(&app, &permit, body).await?))
}

/// Reads a deal
///
/// With what is derived from its plan.
#[utoipa::path(tag = "deals", params(("deal_id" = String, Path, description = "The deal.")), responses((status = 200, description = "The deal.", body = Deal)))]
#[get("/deals/{deal_id}")]
pub async fn get_deal(app: Data<App>, permit: DealPermit<SeeOrganization>) -> Answer {
    let deal = deals::find(&app, &permit).await?;
    Ok(answer::versioned(&deal, deal.version))
}

/// Changes a deal
///
/// A merge patch: what is left out stays.
#[utoipa::path(tag = "deals", params(("deal_id" = String, Path, description = "The deal.")), request_body = DealPatch,
    responses((status = 200, description = "The deal as it is now.", body = Deal)))]
#[patch("/deals/{deal_id}")]
pub async fn update_deal(app: Data<App>, permit: DealPermit<EditDeal>, body: Body<DealPatch>) -> Answer {
    let deal = deals::update(&app, &permit, body).await?;
    Ok(answer::versioned(&deal, deal.version))
}

/// Deletes a deal
///
/// With its plan: guests find it gone from their next request on.
#[utoipa::path(tag = "deals", params(("deal_id" = String, Path, description = "The deal.")), responses((status = 204, description = "Deleted.")))]
#[delete("/deals/{deal_id}")]
pub async fn delete_deal(app: Data<App>, permit: DealPermit<EditDeal>, call: Call) -> Answer {
    deals::delete(&app, &permit, call).await?;
    Ok(answer::nothing())
}
