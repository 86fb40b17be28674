//! `timeline.feasible`: the work fits before the buyer's hard date.

use super::{
    Findings,
    facts::Facts,
    finding::{Finding, Object, ObjectKind},
    fix::{Fix, Place},
    rule::Rule,
    speech,
};
use crate::schedule::{Shrink, Verdict, compute};

/// The backward pass fits, counting only the days that remain of what is under way. Without a hard date or with nothing open it does not apply.
pub(super) fn feasible(f: &Facts<'_>) -> Findings {
    let schedule = compute(f.plan);
    match &schedule.verdict {
        Verdict::NoAnchor | Verdict::NothingOpen => None,
        Verdict::Fits { .. } => Some(Vec::new()),
        Verdict::NoOpenDays { side } => {
            let evidence = format!("The {side} calendar has no working day, so nothing can be planned.");
            Some(vec![Finding::new(Rule::TimelineFeasible, evidence).fixed_by(Fix::open(Place::Calendar))])
        }
        Verdict::CannotBeMet { by_days, shrink } => {
            let anchor = schedule.anchor.map_or_else(String::new, |day| [", ", &speech::day(day, f.today)].concat());
            let late = speech::count(*by_days, "working day");
            let evidence =
                format!("The work needs {late} more than there are to the hard date{anchor}{}.", parts(shrink));
            let mut finding = Finding::new(Rule::TimelineFeasible, evidence);
            for one in shrink {
                finding = finding.about(Object::new(ObjectKind::Milestone, one.milestone_id.as_str(), &one.title));
            }
            Some(vec![finding.fixed_by(Fix::open(Place::Timeline))])
        }
    }
}

/// Which milestones would have to take less, and how much.
fn parts(shrink: &[Shrink]) -> String {
    let each: Vec<String> =
        shrink.iter().map(|s| format!("“{}” by {} of {} days", s.title, s.days, s.of_days)).collect();
    let each: Vec<&str> = each.iter().map(String::as_str).collect();
    if each.is_empty() { String::new() } else { ["; what would have to shrink: ", &speech::list(&each)].concat() }
}
