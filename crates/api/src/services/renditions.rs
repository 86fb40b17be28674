//! Rendered plans: the bytes of an answer, kept as long as everything they follow from is the same. That is
//!
//! - the plan's rows, and the deal's, the stages', the members' and the organization's: each change of them writes a line to the plan's or the
//!   organization's log in its transaction, so the two numbers of [`PlanState`] stand for them;
//! - visits of guests, which write no line: each moves the plan's last visit on, so it counts them;
//! - whose eyes see the plan, which is the key;
//! - the day, and whether a link that nobody opened is over by now.
//!
//! The permit reads [`PlanState`] from the store for each request; what was rendered from another state is not used.

use super::{eyes::Viewpoint, kept::Shelf};
use crate::{
    db::{callers::PlanState, grants::GrantShort},
    error::ApiError,
};
use bytes::Bytes;
use sha2::{Digest, Sha256};
use std::sync::Arc;
use tandem_shared::{
    chain::hex,
    day::{Day, Timestamp},
    id::PlanId,
    plan::Plan,
};

/// The answer to a read of a plan. It is kept packed, in a fifth of the room: so a plan that is read twice is far more likely to be there still, and
/// unpacking it takes a hundredth of the time that reading it from the store does.
pub struct Rendition {
    packed: Vec<u8>,
    /// A short tag of the body.
    pub tag: String,
    state: PlanState,
    time: Span,
}

/// When an answer holds if nothing changes: on one day, between two moments at which links end.
#[derive(Debug, PartialEq, Eq)]
pub struct Span {
    day: Day,
    from: Option<Timestamp>,
    until: Option<Timestamp>,
}

impl Span {
    /// The span around this moment for a plan with these links.
    #[must_use]
    pub fn around(now: Timestamp, links: &[GrantShort]) -> Self {
        let waiting = links.iter().filter(|g| g.activated_at.is_none() && g.revoked_at.is_none()).map(|g| g.expires_at);
        Self {
            day: Day::of_instant(now),
            from: waiting.clone().filter(|end| *end <= now).max(),
            until: waiting.filter(|end| *end > now).min(),
        }
    }

    fn holds(&self, now: Timestamp) -> bool {
        self.day == Day::of_instant(now)
            && self.from.is_none_or(|from| from <= now)
            && self.until.is_none_or(|until| now < until)
    }
}

impl Rendition {
    /// Renders a plan that was read while the store was in this state.
    ///
    /// # Errors
    /// When it cannot be written as JSON; does not happen.
    pub fn of(plan: &Plan, state: PlanState, time: Span) -> Result<Self, ApiError> {
        let body = serde_json::to_vec(plan).map_err(ApiError::internal)?;
        let mut tag = hex(&Sha256::digest(&body));
        tag.truncate(20);
        Ok(Self { packed: lz4_flex::compress_prepend_size(&body), tag, state, time })
    }

    /// The JSON.
    ///
    /// # Errors
    /// When it cannot be unpacked; does not happen.
    pub fn body(&self) -> Result<Bytes, ApiError> {
        lz4_flex::decompress_size_prepended(&self.packed).map(Bytes::from).map_err(ApiError::internal)
    }
}

/// Rendered plans, one for each pair of eyes.
pub struct Renditions(Shelf<(PlanId, Viewpoint), Arc<Rendition>>);

impl Renditions {
    /// With room for this many bytes.
    #[must_use]
    pub fn new(bytes: usize) -> Self {
        Self(Shelf::new(bytes))
    }

    /// What was rendered for these eyes, if it would be rendered the same now.
    #[must_use]
    pub fn find(&self, key: &(PlanId, Viewpoint), state: PlanState, now: Timestamp) -> Option<Arc<Rendition>> {
        self.0.get(key).filter(|kept| kept.state == state && kept.time.holds(now))
    }

    /// Keeps what was rendered.
    pub fn keep(&self, key: (PlanId, Viewpoint), rendition: &Arc<Rendition>) {
        self.0.put(key, rendition.clone(), rendition.packed.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tandem_shared::{
        grant::Access,
        id::{GrantId, StakeholderId},
    };

    fn link(expires_at: i64, activated_at: Option<i64>, revoked_at: Option<i64>) -> GrantShort {
        GrantShort {
            id: GrantId::trusted("grant".into()),
            stakeholder_id: StakeholderId::trusted("stakeholder".into()),
            access: Access::View,
            activated_at: activated_at.map(Timestamp::from_micros),
            revoked_at: revoked_at.map(Timestamp::from_micros),
            expires_at: Timestamp::from_micros(expires_at),
            last_seen_at: None,
        }
    }

    #[test]
    fn an_answer_holds_on_its_day_until_a_waiting_link_ends() {
        let at = Timestamp::from_micros;
        let links =
            [link(1_000, None, None), link(2_000, None, None), link(1_500, Some(1), None), link(1_600, None, Some(2))];
        let span = Span::around(at(1_400), &links);
        for (micros, holds) in [(999, false), (1_000, true), (1_500, true), (1_999, true), (2_000, false)] {
            assert_eq!(span.holds(at(micros)), holds, "at {micros}");
        }
        assert!(!Span::around(at(0), &[]).holds(at(86_400_000_000)));
    }
}
