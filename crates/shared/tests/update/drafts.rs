//! Drafts of weekly updates.

use crate::kit::{act, day, good, ms, noon, person, risk};
use tandem_shared::{
    event::{Actor, ActorKind, Change, Event, EventData, EventType, moved_target},
    milestone::Visibility,
    plan::Plan,
    risk::RiskStatus,
    stakeholder::Side,
    status::{ActionStatus, MilestoneStatus, ReasonCode, StatusReason},
    update::{Sections, UpdateLine, draft, next_period, next_review, period_in_words},
};

/// Somebody moved a milestone's target.
fn moved(plan: &mut Plan, seq: i64, title: &str, at: &str, to: &str) -> Event {
    let m = ms(plan, title);
    let from = m.target_date.map(|d| d.to_string());
    m.target_date = to.parse().ok();
    m.slip_days = m.target_date.zip(m.agreed_date).map(|(now, agreed)| now.working_days_since(agreed));
    Event {
        seq,
        at: noon(at),
        actor: Actor { kind: ActorKind::User, id: String::new(), name: None, side: Side::Seller },
        kind: EventType::MilestoneUpdated,
        data: EventData { id: m.id.to_string(), title: Some(m.title.clone()), milestone_id: None },
        changes: vec![Change { field: "target_date".into(), from, to: Some(to.into()) }],
        hash: String::new(),
    }
}

/// The same as a proposal that was accepted: the plan's line, not the milestone's.
fn agreed_to(mut event: Event) -> Event {
    let of = event.data.id.parse().unwrap();
    event.kind = EventType::ProposalAccepted;
    event.data = EventData { id: "prop_1".into(), title: None, milestone_id: None };
    event.changes.iter_mut().for_each(|c| c.field = moved_target(&of));
    event
}

fn drafted(plan: &Plan, events: &[Event]) -> Sections {
    draft(plan, events, day("2026-03-10"), day("2026-03-16"))
}

fn texts(lines: &[UpdateLine]) -> Vec<&str> {
    lines.iter().map(|l| l.text.as_str()).collect()
}

/// The week of the example: the review was passed early, procurement slips and takes the signature with it.
fn week() -> (Plan, Vec<Event>) {
    let mut plan = good();
    let mara = person(&mut plan, "Mara").id.clone();
    let m = ms(&mut plan, "Technical");
    (m.completed_at, m.slip_days, m.status) = (Some(noon("2026-03-13")), Some(-5), MilestoneStatus::Done);
    for (a, at) in m.actions.iter_mut().zip(["2026-03-12", "2026-03-20"]) {
        (a.completed_at, a.status) = (Some(noon(at)), ActionStatus::Done);
    }
    let mut events = vec![
        moved(&mut plan, 7, "Procurement", "2026-03-11", "2026-03-27"),
        moved(&mut plan, 8, "Procurement", "2026-03-12", "2026-04-01"),
        moved(&mut plan, 9, "Final contract", "2026-03-12", "2026-04-20"),
    ];
    // Long before the week.
    events.push(moved(&mut plan, 3, "Legal", "2026-03-04", "2026-04-08"));
    let m = ms(&mut plan, "Procurement");
    m.status = MilestoneStatus::AtRisk;
    let detail = "The vendor evaluation takes longer.".to_owned();
    m.status_reasons = vec![StatusReason { code: ReasonCode::SaidSo, detail }];
    let a = act(&mut plan, "Procurement", Side::Buyer, "Submit the questions");
    (a.target_date, a.assignee_ids) = (Some(day("2026-03-18")), vec![mara]);
    (plan, events)
}

#[test]
fn the_example_week_in_the_sections_of_the_method() {
    let (plan, events) = week();
    insta::assert_snapshot!(drafted(&plan, &events).to_text());
}

#[test]
fn nothing_internal_enters_a_draft() {
    let (mut plan, mut events) = week();
    for title in ["Technical", "Procurement", "Final contract", "Implementation readiness"] {
        let m = ms(&mut plan, title);
        m.title = format!("zq7internal {}", m.title);
        m.visibility = Visibility::Internal;
    }
    let a = act(&mut plan, "Economic buyer", Side::Seller, "zq7internal discount");
    (a.visibility, a.target_date) = (Visibility::Internal, Some(day("2026-03-17")));
    let r = risk(&mut plan, "Economic buyer", "zq7internal worry");
    (r.visibility, r.status) = (Visibility::Internal, RiskStatus::Occurred);
    events.push(moved(&mut plan, 12, "zq7internal Final", "2026-03-13", "2026-05-01"));
    let text = drafted(&plan, &events).to_text();
    assert!(!text.contains("zq7internal"), "{text}");
    assert!(drafted(&plan, &events).revised_timeline.is_empty());
}

#[test]
fn what_lies_outside_the_period_is_not_told() {
    let (plan, events) = week();
    let later = draft(&plan, &events, day("2026-03-14"), day("2026-03-19"));
    assert!(later.completed.is_empty() && later.revised_timeline.is_empty(), "{later:?}");
    assert!(later.completed_actions.is_empty());
}

#[test]
fn a_milestone_that_slips_without_an_answer_asks_the_buyer() {
    let mut plan = good();
    plan.risks.clear();
    let m = ms(&mut plan, "Procurement");
    m.status = MilestoneStatus::Overdue;
    m.target_date = Some(day("2026-03-13"));
    m.agreed_date = m.target_date;
    m.actions.clear();
    let drafted = drafted(&plan, &[]);
    let [line] = drafted.at_risk.as_slice() else { panic!("{drafted:?}") };
    assert!(line.text.ends_with("(target was 13 March, no new date yet)"), "{}", line.text);
    assert!(line.next.ends_with('?'), "{}", line.next);
}

#[test]
fn a_risk_that_came_puts_its_milestone_among_those_at_risk() {
    let mut plan = good();
    let r = risk(&mut plan, "Legal", "The counsel is ill");
    (r.status, r.mitigation, r.mitigation_due) =
        (RiskStatus::Occurred, "Ask the outside firm.".into(), Some(day("2026-03-20")));
    plan.risks.retain(|r| r.description != "Somebody is away");
    let drafted = drafted(&plan, &[]);
    let [line] = drafted.at_risk.as_slice() else { panic!("{drafted:?}") };
    assert!(line.text.contains("The counsel is ill"), "{}", line.text);
    assert_eq!(line.next, "Ask the outside firm by 20 March");
    assert!(!texts(&drafted.on_track).iter().any(|t| t.starts_with("Legal")));
}

#[test]
fn a_target_that_came_back_has_not_moved() {
    let mut plan = good();
    let there = moved(&mut plan, 1, "Legal", "2026-03-12", "2026-04-14");
    let back = moved(&mut plan, 2, "Legal", "2026-03-13", "2026-04-07");
    assert!(drafted(&plan, &[back, there]).revised_timeline.is_empty());
}

#[test]
fn an_empty_plan_gives_an_empty_draft() {
    assert!(drafted(&crate::kit::empty(), &[]).is_empty());
}

#[test]
fn a_period_goes_on_where_the_last_update_ended() {
    let to = day("2026-03-16");
    assert_eq!(next_period(None, to), (day("2026-03-10"), to));
    assert_eq!(next_period(Some(day("2026-03-09")), to), (day("2026-03-10"), to));
    assert_eq!(next_period(Some(to), to), (to, to), "twice on one day");
    assert_eq!(next_period(Some(day("2025-01-01")), to).0, day("2025-12-14"), "a quarter at most");
    assert_eq!(period_in_words(day("2026-03-10"), to), "10–16 March 2026");
    assert_eq!(period_in_words(day("2026-03-28"), day("2026-04-03")), "28 March – 3 April 2026");
    assert_eq!(period_in_words(day("2025-12-28"), day("2026-01-03")), "28 December 2025 – 3 January 2026");
    assert_eq!(period_in_words(to, to), "16 March 2026");
}

#[test]
fn the_next_review_follows_the_last_one_unless_a_day_was_set() {
    let at = |text: &str| Some(noon(text));
    assert_eq!(next_review(None, 7, None, None), None, "not shared yet");
    assert_eq!(next_review(None, 7, None, at("2026-03-02")), Some(day("2026-03-09")));
    assert_eq!(next_review(None, 14, at("2026-03-09"), at("2026-03-02")), Some(day("2026-03-23")));
    assert_eq!(next_review(Some(day("2026-03-11")), 14, at("2026-03-09"), None), Some(day("2026-03-11")));
}

#[test]
fn a_date_that_moved_by_an_accepted_proposal_is_in_the_revised_timeline() {
    let (plan, events) = week();
    let direct = drafted(&plan, &events).revised_timeline;
    let events: Vec<Event> = events.into_iter().map(|e| if e.changes.is_empty() { e } else { agreed_to(e) }).collect();
    assert!(!direct.is_empty());
    assert_eq!(texts(&drafted(&plan, &events).revised_timeline), texts(&direct));
}

/// Somebody did something about the agreement.
fn agreement(seq: i64, kind: EventType, who: (&str, Side), title: &str, changes: &[(&str, &str)]) -> Event {
    let change = |(field, to): &(&str, &str)| Change { field: (*field).into(), from: None, to: Some((*to).into()) };
    Event {
        seq,
        at: noon("2026-03-12"),
        actor: Actor { kind: ActorKind::Guest, id: String::new(), name: Some(who.0.into()), side: who.1 },
        kind,
        data: EventData { id: "so_1".into(), title: Some(title.into()), milestone_id: None },
        changes: changes.iter().map(change).collect(),
        hash: String::new(),
    }
}

#[test]
fn signatures_and_new_versions_are_among_what_happened() {
    let events = [
        agreement(
            3,
            EventType::ProposalAccepted,
            ("Mara Lindt", Side::Buyer),
            "The board meets later",
            &[("version", "2")],
        ),
        agreement(
            2,
            EventType::SignOffCompleted,
            ("Iris Falk", Side::Seller),
            "Version 1",
            &[("signed_by", "Iris Falk")],
        ),
        agreement(
            1,
            EventType::SignOffSigned,
            ("Mara Lindt", Side::Buyer),
            "Version 1",
            &[("signed_by", "Mara Lindt")],
        ),
    ];
    let told = drafted(&good(), &events).completed_actions;
    assert_eq!(
        texts(&told),
        [
            "Mara Lindt signed version 1",
            "Iris Falk signed version 1",
            "Version 1 of the plan is signed by all and agreed",
            "Version 2 of the plan agreed: The board meets later",
        ]
    );
    let sides: Vec<Side> = told.iter().map(|l| l.side).collect();
    assert_eq!(sides, [Side::Buyer, Side::Seller, Side::Joint, Side::Joint]);
    let later = draft(&good(), &events, day("2026-03-13"), day("2026-03-16"));
    assert!(later.completed_actions.is_empty(), "outside of the period");
}

#[test]
fn a_signature_under_what_was_taken_back_is_not_told() {
    let mara = ("Mara Lindt", Side::Buyer);
    let events = [
        agreement(3, EventType::SignOffVoided, ("Iris Falk", Side::Seller), "Version 1", &[]),
        agreement(2, EventType::SignOffSigned, mara, "Version 1", &[("signed_by", "Mara Lindt")]),
    ];
    assert!(drafted(&good(), &events).completed_actions.is_empty());
    let again = [agreement(4, EventType::SignOffSigned, mara, "Version 1", &[("signed_by", "Mara Lindt")])];
    let events: Vec<_> = again.into_iter().chain(events).collect();
    assert_eq!(texts(&drafted(&good(), &events).completed_actions), ["Mara Lindt signed version 1"]);
}
