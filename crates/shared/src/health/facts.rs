//! A plan as the rules look at it: what is open, what each milestone is about, who takes part, how far the deal is.

use super::{
    phrases::Phrases,
    topics::{Topic, topic},
};
use crate::{
    action::Action,
    day::Day,
    grant::GrantStatus,
    milestone::{Milestone, MilestoneKind, Visibility},
    plan::{Plan, PlanStatus},
    schedule::WorkingDays,
    stage::{Stage, StageKind},
    stakeholder::{Side, Stakeholder, StakeholderRole},
    status::ActionStatus,
};

/// A milestone that was not called off.
pub(super) struct Seen<'a> {
    pub(super) m: &'a Milestone,
    pub(super) title: Phrases,
    pub(super) topic: Topic,
    /// Neither reached nor called off.
    pub(super) open: bool,
    /// Both sides see it.
    pub(super) shared: bool,
}

/// How far a deal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Maturity {
    /// Before the evaluation.
    Early,
    /// From the evaluation on.
    Evaluation,
    /// From the proposal on.
    Proposal,
}

/// A plan as the rules look at it.
pub(super) struct Facts<'a> {
    pub(super) plan: &'a Plan,
    pub(super) today: Day,
    pub(super) seen: Vec<Seen<'a>>,
    pub(super) maturity: Maturity,
    buyer_days: WorkingDays,
}

impl<'a> Facts<'a> {
    pub(super) fn of(plan: &'a Plan) -> Self {
        let standing = plan.milestones.iter().filter(|m| m.cancelled_at.is_none());
        let seen = standing.map(|m| {
            let title = Phrases::of(&m.title);
            let owner = plan.stakeholders.iter().find(|s| m.owner_id.as_ref() == Some(&s.id));
            Seen {
                m,
                topic: topic(m, &title, owner.map_or(&[], |s| s.roles.as_slice())),
                title,
                open: m.completed_at.is_none(),
                shared: m.visibility == Visibility::Shared,
            }
        });
        Self {
            plan,
            today: plan.today,
            seen: seen.collect(),
            maturity: maturity(plan),
            buyer_days: WorkingDays::of(plan, Side::Buyer),
        }
    }

    /// Milestones that both sides see and that are not reached.
    pub(super) fn open(&self) -> impl Iterator<Item = &Seen<'a>> {
        self.seen.iter().filter(|s| s.open && s.shared)
    }

    /// Actions that are still to be done and that both sides see.
    pub(super) fn open_actions(&self) -> impl Iterator<Item = &'a Action> {
        self.open().flat_map(|s| s.m.actions.iter()).filter(|a| is_open(a) && a.visibility == Visibility::Shared)
    }

    /// Actions of every milestone that both sides see, open or done.
    pub(super) fn standing_actions(&self) -> impl Iterator<Item = &'a Action> {
        let shared = self.seen.iter().filter(|s| s.shared).flat_map(|s| s.m.actions.iter());
        shared.filter(|a| (is_open(a) || a.completed_at.is_some()) && a.visibility == Visibility::Shared)
    }

    pub(super) fn find(&self, id: &crate::id::MilestoneId) -> Option<&Seen<'a>> {
        self.seen.iter().find(|s| s.m.id == *id)
    }

    /// The milestone of the signature: the one marked so, else the last one titled so.
    pub(super) fn signature(&self) -> Option<&Seen<'a>> {
        let marked = self.seen.iter().find(|s| s.m.kind == MilestoneKind::Signature);
        marked.or_else(|| self.seen.iter().rev().find(|s| s.topic == Topic::Signature && s.shared))
    }

    /// The day of the signature, while it is not there; the last open target when none is marked.
    pub(super) fn signature_date(&self) -> Option<Day> {
        match self.signature() {
            Some(s) if !s.open => None,
            Some(s) => s.m.target_date,
            None => self.open().filter(|s| s.topic != Topic::KickOff).filter_map(|s| s.m.target_date).max(),
        }
    }

    /// Whether the signature is there.
    pub(super) fn is_signed(&self) -> bool {
        self.signature().is_some_and(|s| !s.open)
    }

    /// Whether a milestone comes after the signature.
    pub(super) fn is_after_signature(&self, seen: &Seen<'_>) -> bool {
        let Some(signature) = self.signature() else { return seen.topic == Topic::KickOff };
        if seen.m.id == signature.m.id {
            return false;
        }
        let later = match (end(seen.m), end(signature.m)) {
            (Some(own), Some(signed)) => own > signed,
            _ => seen.topic == Topic::KickOff,
        };
        seen.m.kind == MilestoneKind::KickOff || later || seen.m.depends_on.contains(&signature.m.id)
    }

    /// The buyer's hard date.
    pub(super) fn anchor(&self) -> Option<Day> {
        self.plan.constraints.iter().find(|c| c.anchor).map(|c| c.hard_date()).or(self.plan.anchor_date)
    }

    /// The buyer's people who take part; one whose access was taken back does not.
    pub(super) fn buyers(&self) -> impl Iterator<Item = &'a Stakeholder> {
        self.people(Side::Buyer)
    }

    /// A side's people who take part.
    pub(super) fn people(&self, side: Side) -> impl Iterator<Item = &'a Stakeholder> {
        let here = |s: &&Stakeholder| s.grant.as_ref().is_none_or(|g| g.status != GrantStatus::Revoked);
        self.plan.stakeholders.iter().filter(move |s| s.side == side).filter(here)
    }

    /// The buyer's first person with a role.
    pub(super) fn buyer_with(&self, role: StakeholderRole) -> Option<&'a Stakeholder> {
        self.buyers().find(|s| s.roles.contains(&role))
    }

    /// Whether a buyer was given access.
    pub(super) fn is_shared(&self) -> bool {
        let pulse = &self.plan.pulse;
        let status = self.plan.status;
        pulse.shared_at.is_some()
            || pulse.opened_at.is_some()
            || matches!(status, PlanStatus::Shared | PlanStatus::AwaitingSignatures | PlanStatus::Agreed)
    }

    /// The buyer's working days after `earlier`, up to and including `later`.
    pub(super) fn buyer_days(&self, earlier: Day, later: Day) -> i64 {
        self.buyer_days.between(earlier, later)
    }

    /// This day, or the first after it on which the buyer works.
    pub(super) fn open_day(&self, day: Day) -> Day {
        self.buyer_days.next_open(day).unwrap_or(day)
    }

    /// The day work on a milestone can begin: its start, or the day after the last of those before it; `None` when neither is known.
    pub(super) fn begins(&self, m: &Milestone) -> Option<Day> {
        let ends = m.depends_on.iter().filter_map(|id| self.find(id)).filter_map(|s| end(s.m));
        let after = ends.max().map(|day| day.plus_days(1));
        m.start_date.max(after)
    }

    /// The open milestone that both sides see and that comes next.
    pub(super) fn next(&self) -> Option<&Seen<'a>> {
        self.open().min_by_key(|s| match s.m.target_date {
            Some(day) if day >= self.today => (0, Some(day)),
            Some(day) => (1, Some(day)),
            None => (2, None),
        })
    }
}

/// Whether an action is still to be done.
pub(super) fn is_open(a: &Action) -> bool {
    a.completed_at.is_none() && !matches!(a.status, ActionStatus::Declined | ActionStatus::Cancelled)
}

fn end(m: &Milestone) -> Option<Day> {
    m.completed_at.map(Day::of_instant).or(m.target_date)
}

const EVALUATION: &str = "evaluation|evaluate|validation|trial|pilot|poc|proof|demo|solution|assessment|technical|evaluierung|bewertung|évaluation|evaluación|\
avaliação|評価|検証";
const PROPOSAL: &str = "proposal|negotiation|negotiating|contract|contracting|closing|commit|commitment|legal|procurement|quote|decision|verhandlung|angebot|\
vertrag|abschluss|négociation|proposition|contrat|negociación|propuesta|contrato|negociação|proposta|提案|交渉|契約|見積";

/// How far a plan's deal is.
pub(crate) fn maturity(plan: &Plan) -> Maturity {
    let at = plan.stages.iter().position(|s| s.id == plan.deal.stage_id);
    at.map_or(Maturity::Early, |at| maturity_at(&plan.stages, at))
}

/// How far a deal in the stage at this place is: by the names of the stages; by place where no name tells (evaluation from the middle on, proposal in the
/// last quarter).
pub(crate) fn maturity_at(stages: &[Stage], at: usize) -> Maturity {
    let open = stages.iter().filter(|s| s.kind == StageKind::Open).count();
    if stages.get(at).is_some_and(|s| s.kind != StageKind::Open) {
        return Maturity::Proposal;
    }
    let named = |words: &str| stages.iter().position(|s| s.kind == StageKind::Open && Phrases::of(&s.name).has(words));
    let reached = |words: &str, place: usize| named(words).map_or(at >= place, |first| at >= first);
    if reached(PROPOSAL, (open * 3).div_ceil(4)) {
        Maturity::Proposal
    } else if reached(EVALUATION, open.div_ceil(2)) {
        Maturity::Evaluation
    } else {
        Maturity::Early
    }
}
