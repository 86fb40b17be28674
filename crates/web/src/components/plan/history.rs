//! Events as sentences, and what changed as *before → after*.

use super::{outline::DayWords, wording};
use tandem_shared::{
    event::{Change, Event, EventType},
    plan::Plan,
    stakeholder::{Side, StakeholderRole},
};

/// One field that changed, in words.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Changed {
    /// The field.
    pub(crate) label: &'static str,
    /// Before; empty when it was.
    pub(crate) from: String,
    /// After; empty when it is.
    pub(crate) to: String,
}

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

/// What changed, in words; fields that say nothing to a reader are left out.
pub(crate) fn changes(event: &Event, plan: &Plan, days: DayWords) -> Vec<Changed> {
    let value = |field: &str, text: &Option<String>| {
        text.as_deref().map(|t| in_words(field, t, plan, days)).unwrap_or_default()
    };
    let one = |change: &Change| {
        let label = label(&change.field)?;
        Some(Changed { label, from: value(&change.field, &change.from), to: value(&change.field, &change.to) })
    };
    event.changes.iter().filter_map(one).collect()
}

fn label(field: &str) -> Option<&'static str> {
    Some(match field {
        "title" => "Title",
        "name" => "Name",
        "email" => "Address",
        "outcome" => "Outcome",
        "description" => "Description",
        "welcome_message" => "Welcome message",
        "anchor_date" | "anchor" => "Hard date",
        "stage" | "stage_id" => "Stage",
        "kind" => "Kind",
        "owner_side" | "side" => "Side",
        "owner" | "owner_id" => "Owner",
        "assignees" | "assignee_ids" => "Assigned to",
        "start_date" => "Start",
        "target_date" => "Target",
        "completed_at" => "Completed",
        "cancelled" | "cancelled_at" => "Cancelled",
        "duration_days" => "Working days",
        "depends_on" => "Comes after",
        "assumptions" => "Assumptions",
        "risk_reason" => "Risk",
        "visibility" => "Seen by",
        "started" | "started_at" => "Begun",
        "function" => "Department",
        "roles" => "Roles",
        "other_role" => "Another role",
        "access" => "Access",
        "note" => "Note",
        "buy_in" => "Buy-in",
        "authority" => "Authority",
        "primary_concern" => "Concern",
        "engagement_plan" => "Engagement",
        "engagement_timing" => "When to engage",
        "engagement_date" => "Engage by",
        "milestone" | "milestone_id" => "Milestone",
        "end_date" => "End",
        "no_known_risk" => "No known risk",
        "probability" => "Probability",
        "impact_days" => "Delay in working days",
        "mitigation" => "Mitigation",
        "mitigation_due" => "Mitigated by",
        "status" => "Status",
        _ => return label_of_method(field),
    })
}

/// Fields about the agreement, and about how a plan is worked.
fn label_of_method(field: &str) -> Option<&'static str> {
    Some(match field {
        "reason" => "Because",
        "change" => "Change",
        "signers" => "To sign",
        "signed_by" => "Signed by",
        "hash" => "Checksum",
        "version" => "Version",
        "small_deal" => "Small deal",
        "procurement" => "Procurement",
        "review_every_days" => "Days between reviews",
        "next_review_date" => "Next review",
        "close_gap_note" => "Why the dates differ",
        "buyer_weekdays" => "Buyer’s working days",
        "buyer_country" => "Buyer’s holidays",
        _ => return None,
    })
}

/// A value for people: dates written out, ids as the names they stand for, words of the API as words of the screen.
fn in_words(field: &str, text: &str, plan: &Plan, days: DayWords) -> String {
    if let Ok(day) = text.parse() {
        return days(day);
    }
    if matches!(field, "depends_on" | "assignee_ids" | "roles") {
        let parts = text.split([',', '[', ']', '"']).map(str::trim).filter(|p| !p.is_empty());
        return parts.map(|p| name_of(p, plan)).collect::<Vec<_>>().join(", ");
    }
    match (field, text) {
        ("visibility", "internal") => "the seller only".to_owned(),
        ("visibility", _) => "both sides".to_owned(),
        ("access", "view") => "view only".to_owned(),
        ("owner_side" | "side", _) => {
            Side::from_word(text).map_or_else(|| text.to_owned(), |side| wording::side(plan, side))
        }
        (_, "true") => "yes".to_owned(),
        (_, "false") => "no".to_owned(),
        ("kind" | "buy_in" | "authority" | "engagement_timing" | "procurement" | "status", _) => text.replace('_', " "),
        _ => name_of(text, plan),
    }
}

/// The name an id stands for; the text itself when it is none of this plan.
fn name_of(id: &str, plan: &Plan) -> String {
    let person = || plan.stakeholders.iter().find(|s| s.id.as_str() == id).map(|s| s.name.clone());
    let milestone = || plan.milestones.iter().find(|m| m.id.as_str() == id).map(|m| m.title.clone());
    let stage = || plan.stages.iter().find(|s| s.id.as_str() == id).map(|s| s.name.clone());
    let role = || StakeholderRole::from_word(id).map(|role| wording::role(role).to_owned());
    person().or_else(milestone).or_else(stage).or_else(role).unwrap_or_else(|| id.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::plan::example;
    use tandem_shared::day::Day;

    fn iso(day: Day) -> String {
        day.to_string()
    }

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
    fn ids_sides_and_dates_in_changes_are_said_in_words() {
        let (plan, events) = (example::plan(), example::events());
        let of =
            |i: usize| changes(&events[i], &plan, iso).into_iter().map(|c| (c.label, c.from, c.to)).collect::<Vec<_>>();
        assert_eq!(
            of(5),
            [("Owner", "Ada Reyes".into(), "Claus Braun".into()), ("Side", "Orbit".into(), "Nimbus".into())]
        );
        assert_eq!(of(0)[0], ("Target", "2026-03-11".to_owned(), "2026-03-19".to_owned()));
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
