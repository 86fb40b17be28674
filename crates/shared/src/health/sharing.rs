//! `plan.shared` and `commitment.buyer`: the buyer can see the plan, opens it and works in it.

use super::{
    Findings,
    facts::Facts,
    finding::Finding,
    fix::{Fix, Place},
    rule::Rule,
    speech,
};
use crate::day::Day;

/// Working days within which a plan is shared, and within which a shared plan is opened.
const SHARE_DAYS: i64 = 5;
/// Working days in which a buyer does something.
const SILENCE_DAYS: i64 = 10;

/// A plan with three or more milestones has been shared within five working days.
pub(super) fn plan_shared(f: &Facts<'_>) -> Findings {
    let milestones = f.seen.iter().filter(|s| s.shared).count();
    if f.is_shared() {
        return Some(Vec::new());
    }
    if milestones < 3 {
        return None;
    }
    let age = f.today.working_days_since(Day::of_instant(f.plan.created_at));
    if age <= SHARE_DAYS {
        return Some(Vec::new());
    }
    let evidence =
        format!("The plan has {milestones} milestones and is {age} working days old, and no buyer can see it.");
    Some(vec![Finding::new(Rule::PlanShared, evidence).fixed_by(Fix::open(Place::Share))])
}

/// A buyer has opened the shared plan, and did something in it in the last ten working days.
pub(super) fn commitment_buyer(f: &Facts<'_>) -> Findings {
    let pulse = &f.plan.pulse;
    let finding =
        |evidence| Some(vec![Finding::new(Rule::CommitmentBuyer, evidence).fixed_by(Fix::open(Place::Reengage))]);
    let since = |at| f.today.working_days_since(Day::of_instant(at));
    let Some(last) = pulse.opened_at.max(pulse.buyer_acted_at) else {
        let shared = pulse.shared_at.map(since)?;
        if shared <= SHARE_DAYS {
            return None;
        }
        return finding(format!("The plan was shared {shared} working days ago, and no buyer has opened it."));
    };
    let silent = since(last);
    if silent <= SILENCE_DAYS {
        return Some(Vec::new());
    }
    let what = if pulse.buyer_acted_at.is_some() { "did something in it last" } else { "opened it" };
    let day = speech::day(Day::of_instant(last), f.today);
    finding(format!("A buyer {what} on {day}, {silent} working days ago."))
}
