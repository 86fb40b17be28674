//! The stakeholder map: how each of the eight roles stands. The same judgement as `stakeholder.coverage`, told of every role and at any time.

use super::{
    Rule,
    facts::Facts,
    finding::HealthState,
    guide, suggest,
    topics::{Topic, names_role},
};
use crate::{
    id::{MilestoneId, WaiverId},
    method::Procurement,
    plan::Plan,
    stakeholder::StakeholderRole as R,
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
        /// Why.
        reason: String,
        /// Who said so.
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
    if let Some(seen) = f.seen.iter().find(|s| s.open && s.topic == Topic::Engage && names_role(&s.title, role)) {
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

fn standing(f: &Facts<'_>, role: R, over: bool) -> Standing {
    if let Some(standing) = met(f, role) {
        return standing;
    }
    let silences = |object: &Option<String>| object.as_ref().is_none_or(|object| object == role.as_str());
    let rule = Rule::StakeholderCoverage.as_str();
    if let Some(waiver) = f.plan.waivers.iter().find(|w| w.rule == rule && silences(&w.object)) {
        let (reason, by) = (waiver.reason.clone(), waiver.by.clone());
        return Standing::NotNeeded { waiver: waiver.id.clone(), reason, by };
    }
    if over { Standing::Past } else { Standing::Gap { time: suggest::engage(f, role).is_some() } }
}
