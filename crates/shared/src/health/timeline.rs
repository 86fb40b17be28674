//! `timeline.*`: the buyer's dates lead, and the plan is honest about them.

use super::{
    Findings,
    facts::Facts,
    finding::Finding,
    fix::{Fix, Place, ProposedTarget},
    phrases::Phrases,
    rule::{Rule, Severity},
    speech, suggest,
    topics::asks_for_date,
};
use crate::{
    day::Day,
    schedule::{Verdict, backward},
    stakeholder::Side,
};

/// What asks for the hard date; recognised again by `asks_for_date`.
const ASK_FOR_DATE: &str = "Ask for the date that cannot move: budget cycle, board meeting or end of contract";
/// Working days around the signature within which a date of the buyer's explains it.
const NEAR: i64 = 5;

/// The buyer's hard date is known, or finding it is an open milestone or action; the signature is not later.
pub(super) fn buyer_anchor(f: &Facts<'_>) -> Findings {
    if f.is_signed() || f.seen.is_empty() {
        return None;
    }
    let Some(anchor) = f.anchor() else {
        let asked = f.open().any(|s| asks_for_date(&s.title))
            || f.open_actions().any(|a| asks_for_date(&Phrases::of(&a.title)));
        if asked {
            return Some(Vec::new());
        }
        let dates = f.plan.constraints.iter().filter(|c| c.side != Side::Seller && !c.kind.is_closed()).count();
        let n = i64::try_from(f.open().filter(|s| s.m.target_date.is_some()).count()).unwrap_or(0);
        let dated = speech::count(n, "dated milestone");
        let evidence = match dates {
            0 => format!("The plan has {dated} and no date that the buyer cannot move."),
            1 => format!(
                "The plan has {dated} and a date of the buyer's, but it is not marked as the one that cannot move."
            ),
            _ => format!(
                "The plan has {dated} and {dates} dates of the buyer's, but none is marked as the one that cannot move."
            ),
        };
        let fix = suggest::one_action(f, Side::Seller, ASK_FOR_DATE);
        return Some(vec![Finding::new(Rule::TimelineBuyerAnchor, evidence).fixed_by(fix)]);
    };
    let Some(signature) = f.signature_date().filter(|day| *day > anchor) else { return Some(Vec::new()) };
    let late = speech::count(signature.working_days_since(anchor).max(1), "working day");
    let (signed, hard) = (speech::day(signature, f.today), speech::day(anchor, f.today));
    let evidence = format!("The signature is planned for {signed}, {late} after the buyer's hard date, {hard}.");
    let mut finding = Finding::new(Rule::TimelineBuyerAnchor, evidence).weighing(Severity::Error);
    if let Some(seen) = f.signature() {
        finding = finding.on(seen.m);
    }
    Some(vec![finding.fixed_by(in_time(f, anchor))])
}

/// Signs on the hard date when everything else is before it; else works the whole schedule backward, if it fits.
fn in_time(f: &Facts<'_>, anchor: Day) -> Fix {
    let room = f.signature().filter(|seen| {
        let others = f.seen.iter().filter(|s| s.open && s.m.id != seen.m.id && !f.is_after_signature(s));
        let starts = seen.m.start_date.is_none_or(|start| start <= anchor);
        anchor >= f.today && starts && others.filter_map(|s| s.m.target_date).all(|day| day <= anchor)
    });
    if let Some(seen) = room {
        let signature = ProposedTarget { milestone_id: seen.m.id.clone(), target_date: anchor };
        return Fix::SetTargets { targets: vec![signature] };
    }
    let backward = backward(f.plan);
    if matches!(backward.verdict, Verdict::Fits { .. }) && !backward.changes.is_empty() {
        return Fix::ScheduleBackward { changes: backward.changes };
    }
    Fix::open(Place::Timeline)
}

/// Which period of the seller's calendar ends on a day or on the weekend after it.
fn period_end(day: Day, fiscal_year_start: i32) -> Option<&'static str> {
    let mut next = day.plus_days(1);
    while !next.is_working_day() && next.parts().1 == day.parts().1 {
        next = next.plus_days(1);
    }
    let month = i32::from(next.parts().1);
    if month == i32::from(day.parts().1) {
        return None;
    }
    Some(match (month - fiscal_year_start).rem_euclid(12) {
        0 => "year",
        3 | 6 | 9 => "quarter",
        _ => "month",
    })
}

/// The signature is not merely the end of the seller's month, quarter or year, without a date of the buyer's within five working days of it.
pub(super) fn not_our_quarter(f: &Facts<'_>) -> Findings {
    let signature = f.signature_date().filter(|day| *day >= f.today)?;
    let Some(period) = period_end(signature, f.plan.conduct.fiscal_year_start) else { return Some(Vec::new()) };
    let near = |day: Day| signature.working_days_since(day).abs() <= NEAR;
    let buyers = f.plan.constraints.iter().filter(|c| c.side != Side::Seller);
    let explained = buyers.flat_map(|c| [c.start_date, c.last_day()]).chain(f.anchor()).any(near);
    if explained {
        return Some(Vec::new());
    }
    let day = speech::day(signature, f.today);
    let evidence = format!(
        "The signature on {day} falls on the end of your {period}, and no date of the buyer's lies within {NEAR} working days of it."
    );
    let severity = if period == "month" { Severity::Advice } else { Severity::Warning };
    let mut finding = Finding::new(Rule::TimelineNotOurQuarter, evidence).weighing(severity);
    if let Some(seen) = f.signature() {
        finding = finding.on(seen.m);
    }
    Some(vec![finding.fixed_by(Fix::open(Place::Calendar))])
}

/// The seller's close date and the plan's signature agree, or the gap has a comment.
pub(super) fn gap_shown(f: &Facts<'_>) -> Findings {
    let (close, signature) = (f.plan.deal.seller_close_date?, f.signature_date()?);
    if close == signature || !f.plan.conduct.close_gap_note.trim().is_empty() {
        return Some(Vec::new());
    }
    let gap = signature.working_days_since(close);
    let way = if signature > close { "later" } else { "earlier" };
    let (closes, signs) = (speech::day(close, f.today), speech::day(signature, f.today));
    let days = speech::count(gap.abs().max(1), "working day");
    let evidence = format!("Your close date is {closes}, and the plan signs {days} {way}, on {signs}.");
    let note = format!("The seller's forecast says {closes}; the buyer's process leads to {signs}.");
    let severity = if gap.abs() <= NEAR { Severity::Advice } else { Severity::Warning };
    let finding = Finding::new(Rule::TimelineGapShown, evidence).weighing(severity);
    Some(vec![finding.fixed_by(Fix::SetCloseGapNote { note })])
}
