//! Deals, as the signed-in user.

use super::{Answer, Identity, client};
use crate::route;
use tandem_shared::{
    deal::{Deal, DealPatch, NewDeal},
    id::DealId,
    paging::Page,
    paths,
};

/// What the grid is filtered and sorted by; empty means all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DealQuery {
    /// Words in deal, company or product.
    pub search: String,
    /// Id of a stage.
    pub stage_id: String,
    /// Id of an owner.
    pub owner_id: String,
    /// A [`tandem_shared::plan::PlanHealth`] word.
    pub health: String,
    /// A [`tandem_shared::deal::DealSort`] word, with a leading `-` to turn it round.
    pub sort: String,
}

impl DealQuery {
    /// As a URL's query, for the API and for the page alike.
    #[must_use]
    pub fn to_query(&self, more: &[(&str, &str)]) -> String {
        let own = [
            ("search", self.search.as_str()),
            ("stage_id", &self.stage_id),
            ("owner_id", &self.owner_id),
            ("health", &self.health),
            ("sort", &self.sort),
        ];
        route::query(&[own.as_slice(), more].concat())
    }
}

/// A page of deals.
///
/// # Errors
/// See [`super::ApiError`]; the same holds for every call of this module.
pub async fn list(query: &DealQuery, after: Option<&str>) -> Answer<Page<Deal>> {
    let more = [("limit", "50"), ("after", after.unwrap_or(""))];
    client::get(&Identity::User, &(paths::deals() + &query.to_query(&more))).await
}

/// One deal.
///
/// # Errors
/// See [`list`].
pub async fn get(id: &DealId) -> Answer<Deal> {
    client::get(&Identity::User, &paths::deal(id.as_str())).await
}

/// Makes a deal.
///
/// # Errors
/// See [`list`].
pub async fn create(new: &NewDeal) -> Answer<Deal> {
    client::post(&Identity::User, &paths::deals(), new).await
}

/// Changes a deal; with a version it refuses with `Changed` when somebody else was quicker.
///
/// # Errors
/// See [`list`].
pub async fn update(id: &DealId, version: Option<i32>, patch: &DealPatch) -> Answer<Deal> {
    client::patch(&Identity::User, &paths::deal(id.as_str()), version, patch).await
}

/// Deletes a deal with its plan.
///
/// # Errors
/// See [`list`].
pub async fn delete(id: &DealId) -> Answer<()> {
    client::delete(&Identity::User, &paths::deal(id.as_str())).await
}
