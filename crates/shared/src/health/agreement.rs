//! `sign_off.*` and `review.*`: the plan is signed, gone through, and honest about what slips.

use super::{
    Findings,
    facts::Facts,
    finding::Finding,
    fix::{Fix, Place},
    rule::Rule,
    speech,
};
use crate::{
    day::{Day, Timestamp},
    method::SignOffStatus,
};

/// Working days within which a shared or rebuilt plan is signed.
const SIGN_DAYS: i64 = 10;
/// Working days within which a request for signatures is answered.
const ANSWER_DAYS: i64 = 5;

/// Signed by both sides ten working days after sharing, or after a rebuild. While a request is open or was declined, `sign_off.resisted` speaks.
pub(super) fn sign_off_done(f: &Facts<'_>) -> Findings {
    let pulse = &f.plan.pulse;
    let shared = pulse.shared_at?;
    let base = pulse.rebuilt_at.map_or(shared, |rebuilt| rebuilt.max(shared));
    if pulse.signed_at.is_some_and(|signed| signed >= base) {
        return Some(Vec::new());
    }
    let asked = f.plan.sign_off.as_ref().map(|s| s.status);
    if f.is_signed() || matches!(asked, Some(SignOffStatus::Open | SignOffStatus::Declined)) {
        return None;
    }
    let since = f.today.working_days_since(Day::of_instant(base));
    if since <= SIGN_DAYS {
        return Some(Vec::new());
    }
    let what = if base == shared { "shared" } else { "rebuilt" };
    let evidence = format!("The plan was {what} {since} working days ago and is not signed by both sides.");
    Some(vec![Finding::new(Rule::SignOffDone, evidence).fixed_by(Fix::open(Place::SignOff))])
}

/// No request for signatures is declined or older than five working days.
pub(super) fn sign_off_resisted(f: &Facts<'_>) -> Findings {
    let request = f.plan.sign_off.as_ref()?;
    let version = request.version;
    let since = |at: Timestamp| f.today.working_days_since(Day::of_instant(at));
    let evidence = match request.status {
        SignOffStatus::Signed => return Some(Vec::new()),
        SignOffStatus::Voided => return None,
        SignOffStatus::Declined => {
            let day = speech::day(Day::of_instant(request.decided_at.unwrap_or(request.requested_at)), f.today);
            format!("The signature of version {version} was declined on {day}.")
        }
        SignOffStatus::Open if since(request.requested_at) <= ANSWER_DAYS => return Some(Vec::new()),
        SignOffStatus::Open => {
            let days = since(request.requested_at);
            format!("Version {version} has been waiting for signatures for {days} working days.")
        }
    };
    Some(vec![Finding::new(Rule::SignOffResisted, evidence).fixed_by(Fix::open(Place::SignOff))])
}

/// A shared plan is reviewed or updated within the cadence; a day set by hand counts instead.
pub(super) fn review_fresh(f: &Facts<'_>) -> Findings {
    let pulse = &f.plan.pulse;
    let shared = pulse.shared_at?;
    let last = [pulse.reviewed_at, pulse.changed_at, pulse.rebuilt_at, pulse.signed_at]
        .into_iter()
        .flatten()
        .fold(shared, Timestamp::max);
    let last = Day::of_instant(last);
    let conduct = &f.plan.conduct;
    let cadence = i64::from(conduct.review_every_days.max(1));
    let due = conduct.next_review_date.filter(|day| *day > last).unwrap_or_else(|| last.plus_days(cadence));
    if f.today <= due {
        return Some(Vec::new());
    }
    let (days, was) = (f.today.days_since(last), speech::day(last, f.today));
    let every = speech::count(cadence, "day");
    let evidence = format!(
        "The plan was last gone through or changed on {was}, {} ago; a review is due every {every}.",
        speech::count(days, "day")
    );
    Some(vec![Finding::new(Rule::ReviewFresh, evidence).fixed_by(Fix::open(Place::Review))])
}

/// Each overdue milestone has a new date or an open proposal; internal ones too.
pub(super) fn slips_surfaced(f: &Facts<'_>) -> Findings {
    f.seen.iter().find(|s| s.open && s.m.target_date.is_some())?;
    let mut findings = Vec::new();
    for seen in f.seen.iter().filter(|s| s.open) {
        let Some(target) = seen.m.target_date else { continue };
        let late = f.today.working_days_since(target);
        let offered = f.plan.pulse.proposed.contains(&seen.m.id);
        if late < 1 || offered {
            continue;
        }
        let day = speech::day(target, f.today);
        let late = speech::count(late, "working day");
        let evidence = format!("“{}” was due on {day}, {late} ago, and has no new date.", seen.m.title);
        let fix = Fix::open_at(Place::Renegotiate, seen.m.id.as_str());
        findings.push(Finding::new(Rule::ReviewSlipsSurfaced, evidence).on(seen.m).fixed_by(fix));
    }
    Some(findings)
}
