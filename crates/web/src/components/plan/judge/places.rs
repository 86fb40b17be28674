//! Where the things a finding is about stand, and where a fix leads that only a person can make.

use super::Judge;
use leptos::prelude::*;
use tandem_shared::{
    access::Permission,
    health::{Fix, Object, ObjectKind, Place},
    plan::Plan,
};

/// Where an object is seen; nothing for what is no place of its own.
pub(super) fn of_object(judge: Judge, object: &Object) -> Option<String> {
    match object.kind {
        ObjectKind::Milestone | ObjectKind::Action => Some(judge.tab("", &object.id)),
        ObjectKind::Assumption => {
            let of = |p: &Plan| {
                p.milestones
                    .iter()
                    .find(|m| m.assumptions.iter().any(|a| a.id.as_str() == object.id))
                    .map(|m| m.id.to_string())
            };
            judge.plan.with_untracked(of).map(|milestone: String| judge.tab("", &milestone))
        }
        ObjectKind::Stakeholder | ObjectKind::Role => Some(judge.tab("people", &object.id)),
        ObjectKind::Risk => Some(judge.tab("risks", &object.id)),
        ObjectKind::Side => None,
    }
}

/// Where a person decides.
pub(super) fn of_place(judge: Judge, place: Place, object: Option<&str>) -> String {
    let object = object.unwrap_or_default();
    match place {
        Place::Share => judge.tab("sharing", ""),
        Place::SignOff => judge.tab("sign-off", ""),
        Place::Review => judge.tab("updates", ""),
        Place::Reengage => judge.tab("what-now?mode=re_engage", ""),
        Place::Renegotiate => judge.tab(&["what-now?mode=renegotiate&milestone=", object].concat(), ""),
        Place::Timeline => judge.tab("timeline", object),
        Place::Milestone | Place::Assumption | Place::Milestones | Place::Actions => judge.tab("", object),
        Place::Stakeholder | Place::Stakeholders => judge.tab("people", object),
        Place::Risk => judge.tab("risks", object),
        Place::Calendar => judge.tab("timeline", ""),
    }
}

/// What a person needs to be allowed to apply a fix.
pub(super) const fn needs(fix: &Fix) -> Permission {
    match fix {
        Fix::SetCloseGapNote { .. } => Permission::EditPlan,
        // What the seller thinks of people is the seller's own.
        Fix::SetEngagementDate { .. } => Permission::EditConstraints,
        Fix::AddActions { .. } => Permission::EditActions,
        Fix::AddRisk { .. } | Fix::SetRisk { .. } => Permission::EditRisks,
        _ => Permission::EditMilestones,
    }
}
