//! What the timeline says: slack, the critical path, the verdict on the hard date, what a move does, what a forecast means.

use crate::components::plan::{outline::DayWords, wording};
use tandem_shared::{
    calendar::Weekday,
    constraint::{Constraint, ConstraintKind},
    day::Day,
    forecast::{Chance, Driver, Figures},
    milestone::Milestone,
    plan::Plan,
    schedule::{Move, Preview, Schedule, Shrink, Slot, Verdict},
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

/// What stands beside a bar: the title, how far it slipped, and how far it can.
pub(crate) fn beside_bar(milestone: &Milestone, slot: Option<&Slot>) -> String {
    let room = slot.filter(|slot| !slot.done).map(|slot| slack(slot.slack_days)).unwrap_or_default();
    let parts = [milestone.title.clone(), wording::slip(milestone), room];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
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

/// What is being tried, as a heading.
pub(crate) fn heading(preview: &Preview, is_backward: bool, days: DayWords) -> String {
    let mut direct = preview.moves.iter().filter(|m| m.direct);
    match (is_backward, direct.next(), direct.count()) {
        (true, ..) => [
            "Backward from the hard date: ",
            &wording::count(len(&preview.moves), "milestone gets new dates", "milestones get new dates"),
        ]
        .concat(),
        (_, Some(one), 0) => {
            let to = one.new_target.map(|day| [" to ", &days(day)].concat()).unwrap_or_default();
            ["Move “", &one.title, "”", &to].concat()
        }
        (_, _, more) => {
            ["Move ", &wording::count(i64::try_from(more).unwrap_or(0) + 1, "milestone", "milestones")].concat()
        }
    }
}

fn len<T>(all: &[T]) -> i64 {
    i64::try_from(all.len()).unwrap_or(i64::MAX)
}

/// By how much a milestone moves: *3 working days later*.
pub(crate) fn by(found: &Move) -> String {
    match found.days {
        0 if found.new_start != found.old_start => "its start only".to_owned(),
        0 => "0 working days".to_owned(),
        n if n > 0 => wording::working_days(n) + " later",
        n => wording::working_days(-n) + " earlier",
    }
}

/// What becomes of the signature.
pub(crate) fn signature_then(preview: &Preview, days: DayWords) -> String {
    let anchor = preview.anchor.map(&days).unwrap_or_default();
    let (Some(after), before) = (preview.signature_after, preview.signature_before) else {
        return "The signature has no date.".to_owned();
    };
    let head = match before {
        Some(before) if before == after => ["The signature stays on ", &days(after)].concat(),
        Some(before) => ["The signature would be ", &days(after), " instead of ", &days(before)].concat(),
        None => ["The signature would be ", &days(after)].concat(),
    };
    let tail = match (preview.anchor_met_before, preview.anchor_met) {
        (Some(true), Some(false)) => [", after the hard date ", &anchor, ", which it meets now."].concat(),
        (_, Some(false)) => [", after the hard date ", &anchor, "."].concat(),
        (Some(false), Some(true)) => [", so that the hard date ", &anchor, " is met again."].concat(),
        (_, Some(true)) => [", not after the hard date ", &anchor, "."].concat(),
        _ => ".".to_owned(),
    };
    head + &tail
}

/// What a move does, in one sentence to be read out.
pub(crate) fn announced(preview: &Preview, is_backward: bool, days: DayWords) -> String {
    let follow = preview.moves.iter().filter(|m| !m.direct).count();
    let others = match follow {
        0 => String::new(),
        n => [
            " ",
            &wording::count(i64::try_from(n).unwrap_or(0), "other milestone moves", "other milestones move"),
            " with it.",
        ]
        .concat(),
    };
    [&heading(preview, is_backward, days), ".", &others, " ", &signature_then(preview, days)].concat()
}

/// A date that a move misses: *“Budget released” would come after the board meeting of Thu 2 Apr*.
pub(crate) fn missed(title: &str, c: &Constraint, days: DayWords) -> String {
    let kind = crate::browser::lower(constraint_kind(c.kind));
    ["“", title, "” would come after the ", &kind, " of ", &days(c.last_day()), "."].concat()
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

/// The seller's close date against the plan's signature.
pub(crate) fn close_gap(plan: &Plan, days: DayWords) -> Option<String> {
    let (close, signature) = (plan.deal.seller_close_date?, plan.signature_date?);
    let gap = match signature.working_days_since(close) {
        0 => "the same day".to_owned(),
        n if n > 0 => wording::working_days(n) + " later",
        n => wording::working_days(-n) + " earlier",
    };
    Some(
        ["Our close date is ", &days(close), "; the plan has the signature on ", &days(signature), ": ", &gap, "."]
            .concat(),
    )
}

/// A day of the week.
pub(crate) fn weekday(day: Weekday) -> String {
    let word = day.as_str();
    let (head, tail) = word.split_at(1);
    crate::browser::upper(head) + tail
}

/// A working week: *Monday to Friday*, *Sunday to Thursday*, else each day.
pub(crate) fn week(weekdays: &[Weekday]) -> String {
    let name = |day: &Weekday| weekday(*day);
    let places: Vec<usize> =
        weekdays.iter().filter_map(|day| Weekday::ALL.iter().position(|known| known == day)).collect();
    // A week that goes over Sunday begins after the gap.
    let first = places.iter().position(|p| !places.contains(&((p + 6) % 7))).unwrap_or(0);
    let is_run = places.len() > 2 && places.iter().filter(|p| !places.contains(&((**p + 6) % 7))).count() == 1;
    let mut ordered: Vec<&Weekday> = weekdays.iter().collect();
    ordered.rotate_left(first.min(weekdays.len()));
    match (ordered.first(), ordered.last()) {
        (Some(from), Some(to)) if is_run => [&name(from), " to ", &name(to)].concat(),
        _ => ordered.into_iter().map(name).collect::<Vec<_>>().join(", "),
    }
}

/// A constraint's dates: *Thu 2 Apr*, *Mon 6 Apr to Fri 17 Apr*.
pub(crate) fn period(c: &Constraint, days: DayWords) -> String {
    match c.end_date.filter(|end| *end != c.start_date) {
        Some(end) => [&days(c.start_date), " to ", &days(end)].concat(),
        None => days(c.start_date),
    }
}

/// A date, or a dash.
pub(crate) fn or_dash(day: Option<Day>, days: DayWords) -> String {
    day.map_or_else(|| "–".to_owned(), days)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::plan::example;
    use tandem_shared::schedule::compute;

    fn iso(day: Day) -> String {
        day.to_string()
    }

    #[test]
    fn a_week_is_said_as_a_run_where_it_is_one() {
        use Weekday as W;
        let week_days = [W::Monday, W::Tuesday, W::Wednesday, W::Thursday, W::Friday];
        assert_eq!(week(&week_days), "Monday to Friday");
        assert_eq!(week(&[W::Monday, W::Tuesday, W::Wednesday, W::Thursday, W::Sunday]), "Sunday to Thursday");
        assert_eq!(week(&[W::Monday, W::Wednesday, W::Friday]), "Monday, Wednesday, Friday");
        assert_eq!(week(&[W::Tuesday]), "Tuesday");
        assert_eq!(week(Weekday::ALL), "Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday");
    }

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

    #[test]
    fn the_gap_to_our_close_date_is_counted_in_working_days_and_never_hidden() {
        let mut plan = example::plan();
        plan.deal.seller_close_date = plan.signature_date.map(|day| day.plus_days(-14));
        let said = close_gap(&plan, iso).unwrap();
        assert!(said.ends_with(": 10 working days later."), "{said}");
        plan.deal.seller_close_date = plan.signature_date;
        assert!(close_gap(&plan, iso).unwrap().ends_with(": the same day."));
        plan.deal.seller_close_date = None;
        assert_eq!(close_gap(&plan, iso), None, "a guest does not know it");
    }

    #[test]
    fn what_becomes_of_the_signature_is_said_against_the_hard_date() {
        let day = |text: &str| -> Day { text.parse().unwrap() };
        let mut preview = Preview {
            moves: Vec::new(),
            signature_before: Some(day("2026-04-15")),
            signature_after: Some(day("2026-05-20")),
            anchor: Some(day("2026-04-30")),
            anchor_met_before: Some(true),
            anchor_met: Some(false),
            slack_before: None,
            slack_after: None,
            verdict: Verdict::NoAnchor,
            conflicts: Vec::new(),
        };
        assert_eq!(
            signature_then(&preview, iso),
            "The signature would be 2026-05-20 instead of 2026-04-15, after the hard date 2026-04-30, which it meets now."
        );
        preview.signature_after = preview.signature_before;
        preview.anchor_met = Some(true);
        assert_eq!(
            signature_then(&preview, iso),
            "The signature stays on 2026-04-15, not after the hard date 2026-04-30."
        );
    }
}
