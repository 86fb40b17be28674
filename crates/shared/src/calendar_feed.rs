//! Addresses under which a calendar program finds a plan's milestones, without signing in. Whoever has the address reads it, so it shows what both sides see
//! and nothing else, it is told once, and it can be revoked.

use crate::{
    day::Timestamp,
    error::{Input, Problems},
    id::CalendarFeedId,
    stakeholder::Side,
};
use serde::{Deserialize, Serialize};

/// Most addresses a plan may have at a time.
pub const FEEDS_MAX: usize = 50;

/// An address of a plan's calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CalendarFeed {
    /// Its id.
    pub id: CalendarFeedId,
    /// Name of who made it; it ends with their access.
    pub by: String,
    /// Their side.
    pub side: Side,
    /// When it was made.
    pub created_at: Timestamp,
    /// Whether the caller made it.
    pub mine: bool,
    /// The address, in the answer to making it only: the service keeps no more than its hash.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// Asks for an address.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewCalendarFeed {}

impl Input for NewCalendarFeed {
    fn check(&mut self, _: &mut Problems) {}
}
