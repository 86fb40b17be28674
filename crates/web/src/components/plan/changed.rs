//! What an event changed, as *before → after* in the words of the screens: no id, no word of the API.

use super::{
    judge::preview::likely,
    outline::DayWords,
    register::standing,
    timeline::{date_words, words},
    wording,
};
use tandem_shared::{
    assumption::AssumptionState,
    calendar::Weekday,
    constraint::ConstraintKind,
    event::{Change, Event, EventType},
    grant::Access,
    method::Procurement,
    milestone::MilestoneKind,
    plan::Plan,
    risk::{Probability, RiskStatus},
    stakeholder::{Authority, BuyIn, EngagementTiming, Side, StakeholderRole},
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

/// An event whose title is said in words. Dates of the buyer's calendar without a note were once recorded under the API's word for their kind.
pub(crate) fn spoken(event: &Event) -> Event {
    let mut event = event.clone();
    let kind = event.data.title.as_deref().and_then(ConstraintKind::from_word);
    if let (Some(kind), EventType::ConstraintAdded | EventType::ConstraintUpdated | EventType::ConstraintRemoved) =
        (kind, event.kind)
    {
        event.data.title = Some(words::constraint_kind(kind).to_owned());
    }
    event
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
    if let Some(word) = word_of(field, text) {
        return word.to_owned();
    }
    match (field, text) {
        ("depends_on" | "assignee_ids" | "roles", _) => {
            let parts = text.split([',', '[', ']', '"']).map(str::trim).filter(|p| !p.is_empty());
            parts.map(|p| name_of(p, plan)).collect::<Vec<_>>().join(", ")
        }
        ("assumptions", _) => text.split("; ").map(assumption).collect::<Vec<_>>().join("; "),
        ("owner_side" | "side", _) => {
            Side::from_word(text).map_or_else(|| text.to_owned(), |side| wording::side(plan, side))
        }
        ("buyer_weekdays", _) => date_words::week(&text.split(' ').filter_map(Weekday::from_word).collect::<Vec<_>>()),
        (_, "true") => "yes".to_owned(),
        (_, "false") => "no".to_owned(),
        _ => name_of(text, plan),
    }
}

/// The screen's word for a value that is one of a closed set.
fn word_of(field: &str, text: &str) -> Option<&'static str> {
    match field {
        "visibility" => Some(if text == "internal" { "the seller only" } else { "both sides" }),
        "access" => Access::from_word(text).map(wording::access),
        // Of a milestone, or of a date of the buyer's calendar.
        "kind" => MilestoneKind::from_word(text)
            .map(wording::kind)
            .or_else(|| ConstraintKind::from_word(text).map(words::constraint_kind)),
        "buy_in" => BuyIn::from_word(text).map(wording::buy_in),
        "authority" => Authority::from_word(text).map(wording::authority),
        "engagement_timing" => EngagementTiming::from_word(text).map(wording::timing),
        "procurement" => Procurement::from_word(text).map(|p| match p {
            Procurement::Unknown => "Not asked yet",
            Procurement::Needed => "Takes part",
            Procurement::NotNeeded => "Does not take part",
        }),
        "status" => RiskStatus::from_word(text).map(standing),
        "probability" => Probability::from_word(text).map(likely),
        _ => None,
    }
}

/// *The reviewer is named (on_hold)*: its state in words.
fn assumption(text: &str) -> String {
    let parts = text.strip_suffix(')').and_then(|t| t.rsplit_once(" ("));
    match parts.and_then(|(said, state)| Some((said, AssumptionState::from_word(state)?))) {
        Some((said, state)) => [said, " (", wording::assumption(state), ")"].concat(),
        None => text.to_owned(),
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

    /// Every word of the closed sets that a change can name, under its field.
    fn words() -> Vec<(&'static str, &'static str)> {
        let mut all = Vec::new();
        let mut add = |field, words: Vec<&'static str>| all.extend(words.into_iter().map(|word| (field, word)));
        add("kind", MilestoneKind::ALL.iter().map(|k| k.as_str()).collect());
        add("kind", ConstraintKind::ALL.iter().map(|k| k.as_str()).collect());
        add("buy_in", BuyIn::ALL.iter().map(|k| k.as_str()).collect());
        add("authority", Authority::ALL.iter().map(|k| k.as_str()).collect());
        add("engagement_timing", EngagementTiming::ALL.iter().map(|k| k.as_str()).collect());
        add("procurement", Procurement::ALL.iter().map(|k| k.as_str()).collect());
        add("status", RiskStatus::ALL.iter().map(|k| k.as_str()).collect());
        add("probability", Probability::ALL.iter().map(|k| k.as_str()).collect());
        add("access", Access::ALL.iter().map(|k| k.as_str()).collect());
        add("owner_side", Side::ALL.iter().map(|k| k.as_str()).collect());
        add("roles", StakeholderRole::ALL.iter().map(|k| k.as_str()).collect());
        all
    }

    #[test]
    fn no_word_of_the_api_reaches_a_reader() {
        let plan = example::plan();
        for (field, word) in words() {
            let said = in_words(field, word, &plan, iso);
            assert!(!said.contains('_') && said.starts_with(char::is_uppercase), "{field} {word}: {said}");
        }
        assert_eq!(in_words("kind", "board_meeting", &plan, iso), "Board meeting");
        assert_eq!(in_words("roles", "champion, economic_buyer", &plan, iso), "Champion, Economic buyer");
        assert_eq!(in_words("buyer_weekdays", "monday tuesday wednesday", &plan, iso), "Monday to Wednesday");
        assert_eq!(in_words("small_deal", "true", &plan, iso), "yes");
        assert_eq!(in_words("assumptions", "Legal (EU) agrees (holds); x", &plan, iso), "Legal (EU) agrees (holds); x");
    }

    #[test]
    fn a_date_without_a_note_goes_by_what_it_is() {
        let mut event = example::events().remove(0);
        event.kind = EventType::ConstraintAdded;
        event.data.title = Some("board_meeting".to_owned());
        assert_eq!(spoken(&event).data.title.as_deref(), Some("Board meeting"));
        event.kind = EventType::MilestoneCreated;
        assert_eq!(spoken(&event).data.title.as_deref(), Some("board_meeting"), "what somebody typed stays");
    }
}
