//! Which milestones a plan begins with: by how far the deal is, who is known, and what the buyer's process needs.

use super::{
    answers::{Answers, ROLES},
    questions::{Involvement, ProcurementNeed, RoleState},
};
use crate::{
    health::Maturity,
    milestone::MilestoneKind,
    stakeholder::{Side, StakeholderRole as R},
};

/// A milestone of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Key {
    /// People are found for these roles.
    Engage(Vec<R>),
    Measures,
    /// Technical validation; with the security review in it when there is no milestone of its own for that.
    Technical {
        security: bool,
    },
    Security,
    Trial,
    Budget,
    Terms,
    Procurement,
    Legal,
    Readiness,
    Decision,
    Signature,
    KickOff,
}

use Key as K;

/// Fewest and most milestones up to the signature.
const FEWEST: usize = 6;
const MOST: usize = 8;

/// A milestone with what it waits for, as places in the list.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub(super) key: Key,
    pub(super) after: Vec<usize>,
}

/// The roles in the order of a deal: who decides, who reviews, who will work with it.
pub(super) const DECIDERS: [R; 3] = [R::Champion, R::EconomicBuyer, R::ExecutiveSponsor];
pub(super) const REVIEWERS: [R; 3] = [R::TechnicalBuyer, R::Procurement, R::Legal];

/// The milestones for these answers, in the order of the work.
pub(super) fn steps(answers: &Answers, maturity: Maturity) -> Vec<Step> {
    let mut keys = base(answers, maturity);
    let engage = engage(answers, maturity);
    fill(answers, &mut keys, engage.len());
    trim(answers, &mut keys, engage.len());
    let keys: Vec<Key> = engage.into_iter().map(K::Engage).chain(keys).chain([K::KickOff]).collect();
    let after = |n: usize, key: &Key| waits_for(answers, &keys, n, key);
    keys.iter().enumerate().map(|(n, key)| Step { key: key.clone(), after: after(n, key) }).collect()
}

/// Whether this purchase does without a role.
fn without(answers: &Answers, role: R) -> bool {
    answers.state(role) == RoleState::NotNeeded
}

/// Whether procurement has to be reckoned with: whoever has not asked must not assume that it stays away.
pub(super) fn has_procurement(answers: &Answers) -> bool {
    answers.procurement.involvement != Involvement::NotNeeded && !without(answers, R::Procurement)
}

/// What the buyer's process usually needs from where the deal is.
fn base(answers: &Answers, maturity: Maturity) -> Vec<Key> {
    let technical = K::Technical { security: false };
    let mut keys = match maturity {
        Maturity::Early => {
            vec![K::Measures, technical, K::Security, K::Budget, K::Procurement, K::Legal, K::Readiness, K::Signature]
        }
        Maturity::Evaluation => {
            vec![technical, K::Security, K::Budget, K::Procurement, K::Legal, K::Readiness, K::Signature]
        }
        Maturity::Proposal => vec![K::Budget, K::Terms, K::Procurement, K::Legal, K::Readiness, K::Signature],
    };
    let asked = answers.procurement.needs.contains(&ProcurementNeed::SecurityQuestionnaire);
    if asked && !keys.contains(&K::Security) {
        keys.insert(0, K::Security);
    }
    keys.retain(|key| match key {
        K::Technical { .. } => !without(answers, R::TechnicalBuyer),
        K::Security => asked || !without(answers, R::TechnicalBuyer),
        K::Procurement => has_procurement(answers),
        K::Legal => !without(answers, R::Legal),
        K::Readiness => !without(answers, R::ImplementationLead),
        _ => true,
    });
    keys
}

/// The roles that nobody is known for, in groups that are engaged together: many early on, one late.
fn engage(answers: &Answers, maturity: Maturity) -> Vec<Vec<R>> {
    let unknown = |role: &R| answers.state(*role) == RoleState::Unknown;
    let group = |of: &dyn Fn(R) -> usize| {
        let mut groups: Vec<Vec<R>> = vec![Vec::new(); 3];
        for role in ROLES.iter().filter(|role| unknown(role)) {
            groups.iter_mut().skip(of(*role)).take(1).for_each(|g| g.push(*role));
        }
        groups.retain(|g| !g.is_empty());
        groups
    };
    match maturity {
        Maturity::Early => group(&|role| match role {
            role if DECIDERS.contains(&role) => 0,
            role if REVIEWERS.contains(&role) => 1,
            _ => 2,
        }),
        Maturity::Evaluation => group(&|role| usize::from(!DECIDERS.contains(&role))),
        Maturity::Proposal => group(&|_| 0),
    }
}

/// Adds what makes a decision safer, where a short process leaves room for it.
fn fill(answers: &Answers, keys: &mut Vec<Key>, engage: usize) {
    let more = [
        (K::Decision, !without(answers, R::ExecutiveSponsor)),
        (K::Measures, true),
        (K::Terms, true),
        (K::Trial, !without(answers, R::EndUser)),
    ];
    for (key, fits) in more {
        if keys.len() + engage >= FEWEST || !fits || keys.contains(&key) {
            continue;
        }
        let before: &[Key] = match key {
            K::Measures => &[],
            K::Trial | K::Terms => &[K::Measures, K::Technical { security: false }, K::Security, K::Budget],
            _ => &[K::Budget, K::Terms, K::Procurement, K::Legal, K::Readiness],
        };
        let at = keys.iter().rposition(|k| before.contains(k)).map_or(0, |n| n + 1);
        keys.insert(at, key);
    }
}

/// Takes out what a plan with much to find out can do without for now.
fn trim(answers: &Answers, keys: &mut Vec<Key>, engage: usize) {
    let asked = answers.procurement.needs.contains(&ProcurementNeed::SecurityQuestionnaire);
    for key in [K::Readiness, K::Measures, K::Security, K::Terms] {
        if keys.len() + engage <= MOST {
            return;
        }
        let technical = keys.iter().position(|k| matches!(k, K::Technical { .. }));
        if key == K::Security && (asked || technical.is_none()) {
            continue;
        }
        let there = keys.contains(&key);
        if let Some(technical) = technical.filter(|_| key == K::Security && there)
            && let Some(slot) = keys.get_mut(technical)
        {
            *slot = K::Technical { security: true };
        }
        keys.retain(|k| *k != key);
    }
}

/// Places of what must be reached before a milestone.
fn waits_for(answers: &Answers, keys: &[Key], n: usize, key: &Key) -> Vec<usize> {
    let of = |wanted: &dyn Fn(&Key) -> bool| -> Vec<usize> {
        keys.iter().enumerate().filter(|(m, k)| *m < n && wanted(k)).map(|(m, _)| m).collect()
    };
    let technical = |k: &Key| matches!(k, K::Technical { .. });
    let found = |role: R| {
        let sought = answers.state(role) == RoleState::Unknown;
        of(&move |k| sought && matches!(k, K::Engage(roles) if roles.contains(&role)))
    };
    match key {
        K::Engage(_) | K::Measures => Vec::new(),
        K::Technical { .. } => [of(&|k| *k == K::Measures), found(R::TechnicalBuyer)].concat(),
        K::Security => [of(&technical), found(R::TechnicalBuyer)].concat(),
        K::Trial => [of(&technical), found(R::EndUser)].concat(),
        K::Budget => [of(&|k| technical(k) || *k == K::Measures), found(R::EconomicBuyer)].concat(),
        K::Terms => found(R::EconomicBuyer),
        K::Procurement => [of(&technical), found(R::Procurement)].concat(),
        K::Legal => [of(&|k| technical(k) || *k == K::Terms), found(R::Legal)].concat(),
        K::Readiness => [of(&technical), found(R::ImplementationLead)].concat(),
        K::Decision => [of(&|k| *k == K::Budget), found(R::ExecutiveSponsor)].concat(),
        K::Signature => of(&|_| true),
        K::KickOff => of(&|k| *k == K::Signature),
    }
}

impl Key {
    /// What kind of milestone it is.
    pub(super) const fn kind(&self) -> MilestoneKind {
        match self {
            K::Security | K::Technical { security: true } => MilestoneKind::Security,
            K::Procurement => MilestoneKind::Procurement,
            K::Legal => MilestoneKind::Legal,
            K::Signature => MilestoneKind::Signature,
            K::KickOff => MilestoneKind::KickOff,
            _ => MilestoneKind::Standard,
        }
    }

    /// Whose calendar it follows.
    pub(super) const fn side(&self) -> Side {
        match self {
            K::Engage(_) | K::Measures | K::Terms | K::Signature | K::KickOff => Side::Joint,
            _ => Side::Buyer,
        }
    }

    /// The role of the person who answers for it.
    pub(super) const fn owner(&self) -> R {
        match self {
            K::Engage(_) | K::Measures => R::Champion,
            K::Technical { .. } | K::Security => R::TechnicalBuyer,
            K::Trial => R::EndUser,
            K::Budget | K::Terms | K::Signature => R::EconomicBuyer,
            K::Procurement => R::Procurement,
            K::Legal => R::Legal,
            K::Readiness | K::KickOff => R::ImplementationLead,
            K::Decision => R::ExecutiveSponsor,
        }
    }

    /// How far a deal is when this is its work.
    pub(super) const fn maturity(&self) -> Maturity {
        match self {
            K::Engage(_) | K::Measures => Maturity::Early,
            K::Technical { .. } | K::Security | K::Trial => Maturity::Evaluation,
            _ => Maturity::Proposal,
        }
    }

    /// Working days it takes: as usual, or at its shortest.
    pub(super) fn days(&self, answers: &Answers, tight: bool) -> i32 {
        let (usual, shortest) = match self {
            K::Security => (10, 5),
            K::Technical { security: true } | K::Legal => (10, 7),
            K::Trial => (10, 5),
            K::Procurement => match answers.procurement.review_days {
                // What the buyer says stands.
                Some(days) => (days, days),
                None => (7, 5),
            },
            K::Measures | K::Decision => (3, 2),
            K::Signature => (2, 1),
            K::KickOff => (1, 1),
            _ => (5, 3),
        };
        if tight { shortest } else { usual }
    }
}
