//! What stands beside an update that is being written: what both sides saw happen in its period.

use crate::{
    api::{ApiError, events},
    state::plan::OpenPlan,
};
use leptos::prelude::*;
use tandem_shared::{day::Day, event::Event, milestone::Visibility, plan::Plan};

/// Pages of history that are read for a period.
const PAGES: u8 = 6;

/// What both sides saw happen from one day to another, newest first; nothing when it cannot be had.
pub(super) async fn shared(open: OpenPlan, from: Day, to: Day) -> Option<Vec<Event>> {
    let plan = open.plan.get_untracked()?;
    let all = period(open, from, to).await.ok()?;
    Some(all.into_iter().filter(|event| is_shared(&plan, event)).collect())
}

/// What happened from one day to another, newest first.
async fn period(open: OpenPlan, from: Day, to: Day) -> Result<Vec<Event>, ApiError> {
    let (plan, mut all) = (open.id(), Vec::<Event>::new());
    for _ in 0..PAGES {
        let page = events::newest(&plan, all.last().map(|oldest| oldest.seq)).await?;
        all.extend(page.data);
        let is_behind = all.last().is_some_and(|oldest| Day::of_instant(oldest.at) < from);
        if is_behind || !page.has_more {
            break;
        }
    }
    all.retain(|event| (from..=to).contains(&Day::of_instant(event.at)));
    Ok(all)
}

/// Whether both sides see what an event is about: what is internal does not even stand beside an update. Signatures and proposals are both sides' always.
fn is_shared(plan: &Plan, event: &Event) -> bool {
    if ["sign_off.", "proposal."].iter().any(|of| event.kind.as_str().starts_with(of)) {
        return true;
    }
    let shared = plan.milestones.iter().filter(|m| m.visibility == Visibility::Shared);
    shared.into_iter().any(|m| {
        let of_action = |id: &str| m.actions.iter().any(|a| a.id.as_str() == id && a.visibility == Visibility::Shared);
        m.id.as_str() == event.data.id || of_action(&event.data.id)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::plan::example;
    use tandem_shared::event::{Actor, ActorKind, EventData, EventType};

    fn event(kind: EventType, about: &str) -> Event {
        Event {
            seq: 1,
            at: example::plan().created_at,
            actor: Actor {
                kind: ActorKind::User,
                id: String::new(),
                name: None,
                side: tandem_shared::stakeholder::Side::Seller,
            },
            kind,
            data: EventData { id: about.to_owned(), title: None, milestone_id: None },
            changes: Vec::new(),
            hash: String::new(),
        }
    }

    #[test]
    fn signatures_and_new_versions_stand_beside_an_update_and_what_is_internal_does_not() {
        let mut plan = example::plan();
        for kind in [EventType::SignOffSigned, EventType::SignOffCompleted, EventType::ProposalAccepted] {
            assert!(is_shared(&plan, &event(kind, "so_1")), "{kind}");
        }
        let first = plan.milestones[0].id.to_string();
        assert!(is_shared(&plan, &event(EventType::MilestoneUpdated, &first)));
        plan.milestones[0].visibility = Visibility::Internal;
        assert!(!is_shared(&plan, &event(EventType::MilestoneUpdated, &first)));
        assert!(!is_shared(&plan, &event(EventType::GrantResent, "grant_1")));
    }
}
