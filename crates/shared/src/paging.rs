//! Lists: a page of rows and the cursor of the next.

use serde::{Deserialize, Serialize};

/// Rows a page has when the caller does not say.
pub const DEFAULT_LIMIT: u16 = 50;
/// Most rows a page may have.
pub const MAX_LIMIT: u16 = 100;

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Page<T> {
    /// The rows, in the list's order.
    pub data: Vec<T>,
    /// Whether more rows follow.
    pub has_more: bool,
    /// Give this as `after` to get the next page; null on the last one.
    pub next_cursor: Option<String>,
}

impl<T> Page<T> {
    /// A list that is always answered whole.
    #[must_use]
    pub fn whole(data: Vec<T>) -> Self {
        Self { data, has_more: false, next_cursor: None }
    }
}
