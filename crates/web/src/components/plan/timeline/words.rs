//! What the timeline says: slack, the critical path, the verdict on the hard date, what a forecast means.

use crate::components::plan::{outline::DayWords, wording};
use tandem_shared::{
    constraint::{Constraint, ConstraintKind},
    forecast::{Chance, Driver, Figures},
    milestone::Milestone,
    plan::Plan,
    schedule::{Schedule, Shrink, Slot, Verdict},
    stakeholder::Side,
};

/// Longest words at a date of the buyer's calendar.
const AT_DATE: usize = 36;

/// What a constraint is about.
pub(crate) const fn constraint_kind(kind: ConstraintKind) -> &'static str {
    match kind {
        ConstraintKind::BudgetCycle => "Budget cycle",
        ConstraintKind::BoardMeeting => "Board meeting",
        ConstraintKind::FiscalYear => "Fiscal year or quarter",
        ConstraintKind::BusyPeriod => "Busy period",
        ConstraintKind::Holiday => "Company holiday",
        ConstraintKind::Deadline => "Deadline",
        ConstraintKind::Other => "Another date",
    }
}

/// What stands at a constraint in the drawing: *Board meeting: releases budgets over 100 k*.
pub(crate) fn at_constraint(plan: &Plan, c: &Constraint) -> String {
    if c.anchor {
        return [wording::company(&plan.deal.account_name), "’s hard date"].concat();
    }
    let kind = constraint_kind(c.kind);
    let text = if c.note.is_empty() { kind.to_owned() } else { [kind, ": ", &c.note].concat() };
    if text.chars().count() <= AT_DATE {
        return text;
    }
    text.chars().take(AT_DATE - 1).collect::<String>().trim_end().to_owned() + "…"
}

/// *4 working days of slack*, *no slack*, *2 working days too late*; empty when nothing binds it.
pub(crate) fn slack(days: Option<i64>) -> String {
    match days {
        None => String::new(),
        Some(0) => "no slack".to_owned(),
        Some(n) if n > 0 => wording::working_days(n) + " of slack",
        Some(n) => wording::working_days(-n) + " too late",
    }
}

/// What can stand beside a bar, the fullest first: the title, how far it slipped, and how far it can.
pub(crate) fn beside_bar(milestone: &Milestone, slot: Option<&Slot>) -> Vec<String> {
    let room = slot.filter(|slot| !slot.done).map(|slot| slack(slot.slack_days)).unwrap_or_default();
    let (title, slip) = (milestone.title.clone(), wording::slip(milestone));
    let joined = |parts: [&str; 3]| parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" · ");
    let mut all = vec![joined([&title, &slip, &room]), joined([&title, &slip, ""]), joined([&title, "", &room]), title];
    all.dedup();
    all
}

/// The critical path in words; empty when there is none.
pub(crate) fn critical_path(plan: &Plan, schedule: &Schedule) -> String {
    let title = |id: &tandem_shared::id::MilestoneId| plan.milestones.iter().find(|m| m.id == *id);
    let titles: Vec<&str> = schedule.critical_path.iter().filter_map(title).map(|m| m.title.as_str()).collect();
    if titles.is_empty() {
        return String::new();
    }
    titles.join(" → ")
}

/// When the signature is expected, against the hard date.
pub(crate) fn signature(schedule: &Schedule, days: DayWords) -> String {
    let Some(date) = schedule.signature_date else { return "No date leads to a signature yet.".to_owned() };
    let against = match (schedule.anchor, schedule.slack_days) {
        (Some(anchor), Some(0)) => [", on the hard date ", &days(anchor)].concat(),
        (Some(anchor), Some(n)) if n > 0 => {
            [", ", &wording::working_days(n), " before the hard date ", &days(anchor)].concat()
        }
        (Some(anchor), Some(n)) => [", ", &wording::working_days(-n), " after the hard date ", &days(anchor)].concat(),
        _ => String::new(),
    };
    ["By these dates the signature comes ", &days(date), &against, "."].concat()
}

/// Whether the hard date can be met at all.
pub(crate) fn verdict(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Fits { slack_days: 0 } => {
            "The hard date can just be met, if everything is done as early as possible.".to_owned()
        }
        Verdict::Fits { slack_days } => [
            "The hard date can be met, with ",
            &wording::working_days(*slack_days),
            " to spare if everything is done as early as possible.",
        ]
        .concat(),
        Verdict::CannotBeMet { by_days, shrink } => [
            "The hard date cannot be met: the earliest signature comes ",
            &wording::working_days(*by_days),
            " after it.",
            &shorter(shrink),
        ]
        .concat(),
        Verdict::NoAnchor => "No hard date of the buyer is known, so nothing can be measured against it.".to_owned(),
        Verdict::NothingOpen => "Nothing open leads to the signature any more.".to_owned(),
        Verdict::NoOpenDays { side } => {
            let whose = match side {
                Side::Buyer => "The buyer’s calendar has no working day",
                Side::Seller => "Our calendar has no working day",
                Side::Joint => "The two calendars have no working day in common",
            };
            [whose, "; correct the calendar first."].concat()
        }
    }
}

fn shorter(shrink: &[Shrink]) -> String {
    let one = |s: &Shrink| format!("“{}” by {} of {}", s.title, s.days, wording::working_days(s.of_days));
    match shrink {
        [] => String::new(),
        all => {
            [" These would have to take less time: ", &all.iter().map(one).collect::<Vec<_>>().join(", "), "."].concat()
        }
    }
}

/// How many durations are only assumed.
pub(crate) fn assumed(n: i64) -> String {
    wording::count(n, "open milestone has no duration", "open milestones have no duration")
        + "; what is usual for its kind was taken."
}

/// A chance in words: *62 % by Thu 30 Apr*.
pub(crate) fn chance(chance: &Chance, days: DayWords) -> String {
    [&chance.percent.to_string(), " % by ", &days(chance.date)].concat()
}

/// How fast the plan has been so far.
pub(crate) fn pace(figures: &Figures) -> String {
    match figures.pace_percent {
        100 => "What is done took as long as was agreed.".to_owned(),
        n if n > 100 => {
            format!("What is done took {} % longer than was agreed; the rest is reckoned likewise.", n - 100)
        }
        n => format!("What is done took {} % less time than was agreed.", 100 - n),
    }
}

/// What delays the signature: *2.5 working days*.
pub(crate) fn delay(driver: &Driver) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "a few hundred tenths of a day")]
    let tenths = (driver.days * 10.0).round() as i64;
    format!("{}.{} working days", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::plan::example;
    use tandem_shared::schedule::compute;

    #[test]
    fn slack_is_said_before_at_and_after_nothing_is_left() {
        assert_eq!(slack(Some(4)), "4 working days of slack");
        assert_eq!(slack(Some(0)), "no slack");
        assert_eq!(slack(Some(-1)), "1 working day too late");
        assert_eq!(slack(None), "");
    }

    #[test]
    fn a_verdict_that_cannot_be_met_says_by_how_much_and_what_would_have_to_shrink() {
        let shrink = vec![Shrink {
            milestone_id: example::plan().milestones.remove(0).id,
            title: "Legal review complete".to_owned(),
            days: 3,
            of_days: 10,
        }];
        let said = verdict(&Verdict::CannotBeMet { by_days: 6, shrink });
        assert_eq!(
            said,
            "The hard date cannot be met: the earliest signature comes 6 working days after it. These would have to take less time: “Legal review complete” by 3 of 10 working days."
        );
    }

    #[test]
    fn the_critical_path_is_named_in_its_order_and_ends_with_the_signature() {
        let plan = example::plan();
        let said = critical_path(&plan, &compute(&plan));
        assert!(said.contains(" → ") && said.ends_with("signed") || said.contains("signed"), "{said}");
    }
}
