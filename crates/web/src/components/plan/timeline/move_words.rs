//! What a move does, in words: who moves where, what becomes of the signature, which of the buyer's dates are missed.

use super::words::constraint_kind;
use crate::components::plan::{outline::DayWords, wording};
use tandem_shared::{
    constraint::Constraint,
    schedule::{Move, Preview},
};

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

#[cfg(test)]
mod tests {
    use super::*;
    use tandem_shared::{day::Day, schedule::Verdict};

    fn iso(day: Day) -> String {
        day.to_string()
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
