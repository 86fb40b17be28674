//! How a person's buy-in went: read from the plan's events, kept nowhere else.

use crate::{
    day::Timestamp,
    event::{Actor, Event, EventType},
    stakeholder::BuyIn,
};
use serde::{Deserialize, Serialize};

/// One change of a person's buy-in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BuyInChange {
    /// Number of the event that tells of it.
    pub seq: i64,
    /// When it changed.
    pub at: Timestamp,
    /// Who said so.
    pub actor: Actor,
    /// Before.
    pub from: BuyIn,
    /// After.
    pub to: BuyIn,
}

impl BuyInChange {
    /// What an event says of the buy-in of the person it is about; nothing when it says nothing.
    #[must_use]
    pub fn of(event: Event) -> Option<Self> {
        let Event { seq, at, actor, kind: EventType::StakeholderUpdated, changes, .. } = event else { return None };
        let change = changes.into_iter().find(|c| c.field == "buy_in")?;
        let word = |text: Option<String>| text.as_deref().and_then(BuyIn::from_word);
        Some(Self { seq, at, actor, from: word(change.from).unwrap_or(BuyIn::Unknown), to: word(change.to)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(kind: &str, field: &str) -> Event {
        let text = format!(
            r#"{{"seq":7,"at":"2026-11-12T09:00:00Z","actor":{{"kind":"user","id":"usr_1","name":"Ada","side":"seller"}},"type":"{kind}",
            "data":{{"id":"sh_1","title":"Mara"}},"changes":[{{"field":"title","from":null,"to":"CIO"}},{{"field":"{field}","from":"neutral","to":"onboard"}}],"hash":""}}"#
        );
        serde_json::from_str(&text).unwrap()
    }

    #[test]
    fn an_event_tells_of_buy_in_when_it_changed_it() {
        let change = BuyInChange::of(event("stakeholder.updated", "buy_in")).unwrap();
        assert_eq!((change.seq, change.from, change.to), (7, BuyIn::Neutral, BuyIn::Onboard));
        assert_eq!(change.actor.name.as_deref(), Some("Ada"));
        assert_eq!(BuyInChange::of(event("stakeholder.updated", "authority")), None);
        assert_eq!(BuyInChange::of(event("milestone.updated", "buy_in")), None);
    }
}
