//! Events as sentences.

use tandem_shared::event::{Event, EventType};

/// Who did it.
pub(crate) fn actor(event: &Event) -> String {
    event.actor.name.clone().unwrap_or_else(|| "Somebody".to_owned())
}

/// What they did, to follow their name: *completed “Name the security reviewer”*.
pub(crate) fn deed(event: &Event) -> String {
    let (before, after) = phrase(event.kind);
    match (&event.data.title, after) {
        (Some(title), Some(after)) => [before, " “", title, "”", after].concat(),
        (None, Some(after)) => [before, " something whose name was erased", after].concat(),
        (_, None) => before.to_owned(),
    }
}

/// The words before the title and after it; no second part where no title belongs.
fn phrase(kind: EventType) -> (&'static str, Option<&'static str>) {
    use EventType as E;
    match kind {
        E::PlanCreated => ("made the plan", None),
        E::PlanUpdated => ("changed the plan", None),
        E::PlanDeleted => ("deleted the plan", None),
        E::MilestoneCreated => ("added the milestone", Some("")),
        E::MilestoneUpdated => ("changed the milestone", Some("")),
        E::MilestoneCompleted => ("completed the milestone", Some("")),
        E::MilestoneReopened => ("reopened the milestone", Some("")),
        E::MilestoneCancelled => ("cancelled the milestone", Some("")),
        E::MilestoneRestored => ("took back the cancelling of", Some("")),
        E::MilestoneDeleted => ("deleted the milestone", Some("")),
        E::MilestoneUndeleted => ("put back the milestone", Some("")),
        E::MilestonesReordered => ("put the milestones in another order", None),
        E::ActionCreated => ("added the action", Some("")),
        E::ActionUpdated => ("changed the action", Some("")),
        E::ActionCompleted => ("completed", Some("")),
        E::ActionReopened => ("reopened", Some("")),
        E::ActionDeleted => ("deleted the action", Some("")),
        E::ActionUndeleted => ("put back the action", Some("")),
        E::ActionsReordered => ("put actions in another order", None),
        E::StakeholderAdded => ("added", Some(" to the people")),
        E::StakeholderUpdated => ("changed the details of", Some("")),
        E::StakeholderRemoved => ("removed", Some(" from the people")),
        E::ConstraintAdded => ("added to the buyer’s calendar:", Some("")),
        E::ConstraintUpdated => ("changed in the buyer’s calendar:", Some("")),
        E::ConstraintRemoved => ("removed from the buyer’s calendar:", Some("")),
        E::RiskAdded => ("noted the risk", Some("")),
        E::RiskUpdated => ("changed the risk", Some("")),
        E::RiskRemoved => ("removed the risk", Some("")),
        E::FindingWaived => ("declared not applicable:", Some("")),
        E::FindingUnwaived => ("took back that this is not applicable:", Some("")),
        E::UpdateDrafted => ("drafted the update for", Some("")),
        E::UpdateEdited => ("changed the draft for", Some("")),
        E::UpdateDeleted => ("deleted the draft for", Some("")),
        E::UpdateSent => ("sent the update for", Some("")),
        E::FeedCreated => ("made a calendar address", None),
        E::FeedRevoked => ("revoked a calendar address", None),
        E::GrantsCreated => ("invited", Some("")),
        E::GrantChanged => ("changed the access of", Some("")),
        E::GrantRevoked => ("took back the access of", Some("")),
        E::GrantResent => ("sent a new link to", Some("")),
        E::GrantActivated => ("joined the plan", None),
        _ => phrase_of_agreement(kind),
    }
}

/// The same for steps of the agreement.
fn phrase_of_agreement(kind: EventType) -> (&'static str, Option<&'static str>) {
    use EventType as E;
    match kind {
        E::SignOffRequested => ("asked for signatures of", Some("")),
        E::SignOffSigned => ("signed", Some("")),
        E::SignOffCompleted => ("signed", Some(" as the last one: it is agreed")),
        E::SignOffDeclined => ("declined to sign", Some("")),
        E::SignOffVoided => ("ended the request to sign", Some("")),
        E::ProposalOffered => ("proposed a change, because:", Some("")),
        E::ProposalAccepted => ("accepted the proposed change:", Some("")),
        E::ProposalDeclined => ("declined the proposed change:", Some("")),
        E::ProposalCountered => ("answered a proposal with another, because:", Some("")),
        E::ProposalWithdrawn => ("took back the proposed change:", Some("")),
        _ => ("changed something of the organization", None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::plan::example;

    #[test]
    fn events_read_as_sentences() {
        let lines: Vec<_> = example::events().iter().take(5).map(|e| actor(e) + " " + &deed(e)).collect();
        assert_eq!(
            lines,
            [
                "Mara Kern changed the milestone “Security review passed”",
                "Mara Kern completed “Name the security reviewer”",
                "Claus Braun joined the plan",
                "Ada Reyes invited “Legal, Nimbus”",
                "Jun Sato completed the milestone “Technical deep-dive shows the integration works”",
            ]
        );
    }

    #[test]
    fn an_erased_person_and_title_still_make_a_sentence() {
        let mut event = example::events().remove(1);
        event.actor.name = None;
        event.data.title = None;
        assert_eq!(actor(&event) + " " + &deed(&event), "Somebody completed something whose name was erased");
    }

    #[test]
    fn every_event_of_a_plan_has_its_own_words() {
        for kind in EventType::ALL.iter().take_while(|k| **k != EventType::OrganizationCreated) {
            assert!(!phrase(*kind).0.contains("organization"), "{kind}");
        }
    }
}
