//! The stakeholder map: how each of the eight roles stands. The same judgement as `stakeholder.coverage`, told of every role and at any time.

use super::{Rule, facts::Facts, finding::HealthState, guide, suggest, topics::engages};
use crate::{
    id::{MilestoneId, WaiverId},
    method::Procurement,
    plan::Plan,
    stakeholder::{Side, StakeholderRole as R},
};

/// The roles that even a small deal has.
pub(super) const SMALL: [R; 2] = [R::Champion, R::EconomicBuyer];

/// How a role of the decision stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// One of the buyer's people has it.
    Filled,
    /// An open milestone is to find and engage who has it.
    Engaged(MilestoneId),
    /// The plan says that procurement takes no part.
    NoProcurement,
    /// A small deal does without.
    Small,
    /// Declared not needed.
    NotNeeded {
        /// The waiver that says so.
        waiver: WaiverId,
        /// Why; empty for the buyer's people.
        reason: String,
        /// Who said so; empty for the buyer's people.
        by: String,
    },
    /// Nobody has it, and nothing asks for it any more: the plan is signed or finished.
    Past,
    /// Nobody has it, and nobody sees to that.
    Gap {
        /// Whether there is time for a milestone that identifies and engages who has it.
        time: bool,
    },
}

/// How a role stands before it is asked what was declared not applicable; `None` when there is a gap.
pub(super) fn met(f: &Facts<'_>, role: R) -> Option<Standing> {
    if f.buyer_with(role).is_some() {
        return Some(Standing::Filled);
    }
    if let Some(seen) = f.seen.iter().find(|s| engages(s, role)) {
        return Some(Standing::Engaged(seen.m.id.clone()));
    }
    if role == R::Procurement && f.plan.conduct.procurement == Procurement::NotNeeded {
        return Some(Standing::NoProcurement);
    }
    (f.plan.conduct.small_deal && !SMALL.contains(&role)).then_some(Standing::Small)
}

/// Each of the eight roles, in the order of the method, as a seller sees it.
#[must_use]
pub fn cover(plan: &Plan) -> Vec<(R, Standing)> {
    let facts = Facts::of(plan);
    let over = facts.is_signed() || guide::state(plan) == HealthState::Finished;
    R::DECISION.into_iter().map(|role| (role, standing(&facts, role, over))).collect()
}

/// Each of the eight roles as the buyer's people see it: that one is not needed, and of everything else nothing.
#[must_use]
pub fn without(plan: &Plan) -> Vec<(R, Option<Standing>)> {
    let has = |role: R| plan.stakeholders.iter().any(|s| s.side == Side::Buyer && s.roles.contains(&role));
    R::DECISION.into_iter().map(|role| (role, declared(plan, role).filter(|_| !has(role)))).collect()
}

/// That a role was declared not needed.
fn declared(plan: &Plan, role: R) -> Option<Standing> {
    let silences = |object: &Option<String>| object.as_ref().is_none_or(|object| object == role.as_str());
    let rule = Rule::StakeholderCoverage.as_str();
    let waiver = plan.waivers.iter().find(|w| w.rule == rule && silences(&w.object))?;
    Some(Standing::NotNeeded { waiver: waiver.id.clone(), reason: waiver.reason.clone(), by: waiver.by.clone() })
}

fn standing(f: &Facts<'_>, role: R, over: bool) -> Standing {
    if let Some(standing) = met(f, role) {
        return standing;
    }
    if let Some(standing) = declared(f.plan, role) {
        return standing;
    }
    if over { Standing::Past } else { Standing::Gap { time: suggest::engage(f, role).is_some() } }
}
