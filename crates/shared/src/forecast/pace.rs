//! How this plan has kept its dates so far.

use crate::{day::Day, plan::Plan, status::slip_days};

/// Working days that are taken to have gone as agreed before anything is known, so that one early slip does not decide everything.
const PRIOR: i64 = 10;

/// What the plan has needed so far, in thousandths of what was agreed: over the milestones that are reached or overdue, the working days from the plan's
/// beginning to the agreed date, and the slip on top of them. Between 800 and 2,000.
pub fn permille(plan: &Plan) -> i32 {
    let began = Day::of_instant(plan.created_at);
    let (mut agreed_days, mut slipped) = (PRIOR, 0);
    for m in plan.milestones.iter().filter(|m| m.cancelled_at.is_none()) {
        let Some(agreed) = m.agreed_date else { continue };
        let is_overdue = m.target_date.is_some_and(|target| target < plan.today);
        let until = if m.completed_at.is_none() && is_overdue { Some(plan.today) } else { m.target_date };
        let counts = m.completed_at.is_some() || is_overdue;
        if let Some(slip) = slip_days(Some(agreed), until, m.completed_at).filter(|_| counts) {
            agreed_days += agreed.working_days_since(began).max(1);
            slipped += slip;
        }
    }
    i32::try_from((agreed_days + slipped) * 1000 / agreed_days).unwrap_or(1000).clamp(800, 2000)
}
