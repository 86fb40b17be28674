//! How the guide says lists, roles and verdicts.

use crate::{
    day::Day,
    schedule::{Shrink, Verdict},
    spoken,
    stakeholder::StakeholderRole,
};

/// A role of the decision, as people call it.
#[must_use]
pub const fn role_name(role: StakeholderRole) -> &'static str {
    crate::health::role_name(role)
}

/// `a, b and c`.
pub(super) fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => [&most.join(", "), " and ", last].concat(),
    }
}

/// `1 working day`, `3 working days`.
pub(super) fn working_days(n: i64) -> String {
    if n == 1 { "1 working day".to_owned() } else { format!("{n} working days") }
}

fn shrinks(shrink: &[Shrink]) -> String {
    let each = shrink.iter().map(|s| format!("“{}” by {} of {}", s.title, working_days(s.days), s.of_days));
    let each: Vec<String> = each.collect();
    if each.is_empty() { String::new() } else { format!(" What would have to shrink: {}.", listed(&each)) }
}

/// A verdict on the hard date, as a sentence or two.
#[must_use]
pub fn verdict(verdict: &Verdict, hard: Option<Day>, today: Day) -> String {
    let hard = hard.map_or_else(String::new, |day| [", ", &spoken::day(day, today), ","].concat());
    match verdict {
        Verdict::Fits { slack_days: 0 } => {
            format!(
                "The buyer's hard date{hard} can be met, with no day to spare if everything is done as early as possible."
            )
        }
        Verdict::Fits { slack_days } => {
            let spare = working_days(*slack_days);
            format!("The buyer's hard date{hard} can be met, with {spare} to spare.")
        }
        Verdict::CannotBeMet { by_days, shrink } => {
            let late = working_days(*by_days);
            format!(
                "The buyer's hard date{hard} cannot be met: the work needs {late} more than there are.{}",
                shrinks(shrink)
            )
        }
        Verdict::NoAnchor => {
            "The buyer's hard date is not known, so no date is measured against it. Asking for it comes first."
                .to_owned()
        }
        Verdict::NothingOpen => "Nothing open leads to the signature.".to_owned(),
        Verdict::NoOpenDays { .. } => {
            "The two calendars have no working day in common, so nothing can be planned.".to_owned()
        }
    }
}
