//! `milestone.spacing` and `milestone.review_time`: dates follow the time things take.

use super::{
    Findings,
    facts::{Facts, Seen},
    finding::Finding,
    fix::{Fix, Place, ProposedTarget},
    rule::Rule,
    speech, suggest,
    topics::{Topic, is_review},
};
use crate::{day::Day, milestone::MilestoneKind};

/// Four or more open milestones are not all the same distance apart, in calendar or in working days.
pub(super) fn spacing(f: &Facts<'_>) -> Findings {
    let mut dated: Vec<(Day, &Seen<'_>)> = f.open().filter_map(|s| Some((s.m.target_date?, s))).collect();
    if dated.len() < 4 {
        return None;
    }
    dated.sort_by_key(|(day, _)| *day);
    let pairs = || dated.iter().zip(dated.iter().skip(1));
    let (calendar, working): (Vec<i64>, Vec<i64>) =
        pairs().map(|((a, _), (b, _))| (b.days_since(*a), b.working_days_since(*a))).unzip();
    let even = |gaps: &[i64]| gaps.iter().all(|gap| Some(gap) == gaps.first());
    if !even(&calendar) && !even(&working) {
        return Some(Vec::new());
    }
    let n = dated.len();
    let evidence =
        match (even(&calendar), calendar.first().copied().unwrap_or(0), working.first().copied().unwrap_or(0)) {
            (true, 0, _) => format!("All {n} open milestones have the same date."),
            (true, days, _) if days % 7 != 0 => {
                format!("All {n} open milestones are {} apart.", speech::count(days, "day"))
            }
            (true, days, _) => format!("All {n} open milestones are {} apart.", speech::count(days / 7, "week")),
            (false, _, days) => format!("All {n} open milestones are {} apart.", speech::count(days, "working day")),
        };
    let mut finding = Finding::new(Rule::MilestoneSpacing, evidence).fixed_by(respace(f, &dated));
    for (_, seen) in &dated {
        finding = finding.on(seen.m);
    }
    Some(vec![finding])
}

/// The same first date, the same signature, and between them distances by the time each step takes.
fn respace(f: &Facts<'_>, dated: &[(Day, &Seen<'_>)]) -> Fix {
    let until: Vec<&(Day, &Seen<'_>)> = dated.iter().filter(|(_, s)| !f.is_after_signature(s)).collect();
    let open = Fix::open(Place::Timeline);
    let (Some((first, _)), Some((last, _))) = (until.first(), until.last()) else { return open };
    let total: i64 = until.iter().skip(1).map(|(_, s)| suggest::days(s)).sum();
    let span = last.working_days_since(*first);
    if total == 0 || span < i64::try_from(until.len()).unwrap_or(i64::MAX) {
        return open;
    }
    let (mut sum, mut targets) = (0, Vec::new());
    for (old, seen) in until.iter().skip(1) {
        sum += suggest::days(seen);
        let target = first.plus_working_days(u32::try_from(span * sum / total).unwrap_or(0)).min(*last);
        let broken = seen.m.start_date.is_some_and(|start| start > target) || too_short(f, seen, target);
        if broken {
            return open;
        }
        if target != *old && *old != *last {
            targets.push(ProposedTarget { milestone_id: seen.m.id.clone(), target_date: target });
        }
    }
    if targets.is_empty() { open } else { suggest::if_it_fits(f, Fix::SetTargets { targets }, open) }
}

/// Working days that a review should have, by what a milestone is about.
fn needed(seen: &Seen<'_>) -> Option<(&'static str, i64, &'static str)> {
    let is_review = seen.m.kind != MilestoneKind::Standard || is_review(&seen.title);
    match seen.topic {
        Topic::Procurement if is_review => Some(("Procurement", 5, "5 to 7")),
        Topic::Legal if is_review => Some(("Legal", 7, "7 to 10")),
        _ => None,
    }
}

fn too_short(f: &Facts<'_>, seen: &Seen<'_>, target: Day) -> bool {
    needed(seen).is_some_and(|(_, least, _)| f.buyer_days(first_day(f, seen).plus_days(-1), target) < least)
}

/// The day a review can begin: as the plan says, else the day the plan was made.
fn first_day(f: &Facts<'_>, seen: &Seen<'_>) -> Day {
    f.begins(seen.m).unwrap_or_else(|| Day::of_instant(f.plan.created_at))
}

/// Procurement has five or more working days and legal seven or more, from the day it can begin. A waiver records the reason where it needs less.
pub(super) fn review_time(f: &Facts<'_>) -> Findings {
    let reviews = || f.open().filter_map(|s| Some((s, s.m.target_date.filter(|day| *day >= f.today)?, needed(s)?)));
    reviews().next()?;
    let mut findings = Vec::new();
    for (seen, target, (who, least, usual)) in reviews() {
        let first = first_day(f, seen);
        let days = f.buyer_days(first.plus_days(-1), target).max(0);
        if days >= least {
            continue;
        }
        let (from, to) = (speech::day(first, f.today), speech::day(target, f.today));
        let title = &seen.m.title;
        let days = speech::count(days, "working day");
        let evidence = format!("{who} has {days} for “{title}”, from {from} to {to}; it usually takes {usual}.");
        findings.push(
            Finding::new(Rule::MilestoneReviewTime, evidence).on(seen.m).fixed_by(make_room(f, seen, target, least)),
        );
    }
    Some(findings)
}

/// Begins earlier where the days before are free, else ends later where nothing waits for it; else a person decides what moves.
fn make_room(f: &Facts<'_>, seen: &Seen<'_>, target: Day, least: i64) -> Fix {
    let milestone_id = seen.m.id.clone();
    let open = Fix::open_at(Place::Renegotiate, seen.m.id.as_str());
    let before = seen.m.depends_on.iter().filter_map(|id| f.find(id)?.m.target_date).max();
    let free = before.map_or(f.today, |day| day.plus_days(1)).max(f.today);
    let mut start = target;
    while f.buyer_days(start.plus_days(-1), target) < least && start > free {
        start = start.plus_days(-1);
    }
    if f.buyer_days(start.plus_days(-1), target) >= least {
        let fix = Fix::SetMilestone { milestone_id, start_date: Some(start), target_date: None, owner_id: None };
        return suggest::if_it_fits(f, fix, open);
    }
    let mut end = target;
    while f.buyer_days(first_day(f, seen).plus_days(-1), end) < least && end.days_since(target) < 60 {
        end = end.plus_days(1);
    }
    let waits = f
        .seen
        .iter()
        .filter(|s| s.open && s.m.depends_on.contains(&seen.m.id))
        .filter_map(|s| s.m.start_date.or(s.m.target_date));
    let bound = waits.chain(f.signature_date()).min();
    if bound.is_none_or(|bound| end < bound) {
        let fix = Fix::SetMilestone { milestone_id, start_date: None, target_date: Some(end), owner_id: None };
        return suggest::if_it_fits(f, fix, open);
    }
    open
}
