//! What the rules say: findings with their evidence, what holds, what was waived, and the next steps of a plan that is still being made.

use super::{
    fix::Fix,
    rule::{Rule, Severity},
};
use crate::{
    error::{Input, Problems},
    id::WaiverId,
    milestone::Milestone,
    stakeholder::{Stakeholder, StakeholderRole},
    text,
    words::words,
};
use serde::{Deserialize, Serialize};

words! {
    /// What kind of object a finding concerns.
    ObjectKind {
        /// A milestone.
        Milestone = "milestone",
        /// An action.
        Action = "action",
        /// An assumption.
        Assumption = "assumption",
        /// A person.
        Stakeholder = "stakeholder",
        /// A role in the decision; its id is the role's word.
        Role = "role",
        /// A risk.
        Risk = "risk",
        /// A side; its id is the side's word.
        Side = "side",
    }
}

/// What a finding concerns; a finding without one concerns the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Object {
    /// What kind of object.
    pub kind: ObjectKind,
    /// Its id, or the word of a role or side.
    pub id: String,
    /// Its title or name.
    pub title: String,
}

impl Object {
    /// An object of this kind.
    #[must_use]
    pub fn new(kind: ObjectKind, id: &str, title: &str) -> Self {
        Self { kind, id: id.to_owned(), title: title.to_owned() }
    }

    pub(super) fn milestone(m: &Milestone) -> Self {
        Self::new(ObjectKind::Milestone, m.id.as_str(), &m.title)
    }

    pub(super) fn person(s: &Stakeholder) -> Self {
        Self::new(ObjectKind::Stakeholder, s.id.as_str(), &s.name)
    }

    pub(super) fn role(role: StakeholderRole, title: &str) -> Self {
        Self::new(ObjectKind::Role, role.as_str(), title)
    }
}

/// One thing a good coach would point at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Finding {
    /// The rule that speaks.
    pub rule: Rule,
    /// How much it weighs.
    pub severity: Severity,
    /// What it concerns, the main one first; empty for the plan.
    pub objects: Vec<Object>,
    /// One sentence with the numbers it rests on.
    pub evidence: String,
    /// What can be done about it.
    pub fix: Option<Fix>,
    /// Whether only sellers are told.
    pub seller_only: bool,
}

impl Finding {
    pub(super) fn new(rule: Rule, evidence: String) -> Self {
        Self {
            rule,
            severity: rule.severity(),
            objects: Vec::new(),
            evidence,
            fix: None,
            seller_only: rule.is_for_sellers(),
        }
    }

    pub(super) fn about(mut self, object: Object) -> Self {
        self.objects.push(object);
        self
    }

    pub(super) fn on(mut self, m: &Milestone) -> Self {
        self.seller_only |= m.visibility == crate::milestone::Visibility::Internal;
        self.about(Object::milestone(m))
    }

    pub(super) fn weighing(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    pub(super) fn fixed_by(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }

    /// Whether it concerns the object with this id, or the plan when none is given.
    #[must_use]
    pub fn concerns(&self, object: &str) -> bool {
        self.objects.iter().any(|o| o.id == object)
    }
}

/// A finding that was declared not applicable, with the reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Waived {
    /// The finding.
    pub finding: Finding,
    /// The waiver that silences it.
    pub waiver_id: WaiverId,
    /// *Not applicable here, because …*
    pub reason: String,
}

words! {
    /// How a plan is spoken to.
    HealthState {
        /// It is still being made: next steps instead of findings.
        Guided = "guided",
        /// It is judged.
        Judged = "judged",
        /// It is finished or put away: nothing to say.
        Finished = "finished",
    }
}

/// What to do next in a plan that is still being made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NextStep {
    /// The rule it serves.
    pub rule: Rule,
    /// What to do.
    pub text: String,
    /// What is still missing, with its numbers, one sentence each.
    pub evidence: Vec<String>,
    /// What it concerns.
    pub objects: Vec<Object>,
    /// What can be done at once.
    pub fix: Option<Fix>,
}

/// How healthy a plan is, and what a good coach would say next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Health {
    /// How it is spoken to.
    pub state: HealthState,
    /// 0 to 100; 100 while it is guided and when it is finished.
    pub score: i32,
    /// What to change, the heaviest first.
    pub findings: Vec<Finding>,
    /// The rules that apply to this plan and hold.
    pub held: Vec<Rule>,
    /// What was found and declared not applicable.
    pub waived: Vec<Waived>,
    /// What to do next, while it is guided.
    pub guidance: Vec<NextStep>,
}

/// A plan's health in short, for lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HealthSummary {
    /// 0 to 100; null while the plan is guided or when it is finished.
    pub score: Option<i32>,
    /// Findings that the plan cannot hold with.
    pub errors: i32,
    /// Findings that will likely make it slip.
    pub warnings: i32,
    /// Findings that would be better otherwise.
    pub advice: i32,
}

impl Health {
    /// The health in short.
    #[must_use]
    pub fn summary(&self) -> HealthSummary {
        let count =
            |severity| i32::try_from(self.findings.iter().filter(|f| f.severity == severity).count()).unwrap_or(0);
        HealthSummary {
            score: (self.state == HealthState::Judged).then_some(self.score),
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            advice: count(Severity::Advice),
        }
    }
}

/// Asks that the fixes of a rule be applied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ApplyFixes {
    /// The rule whose findings are to be fixed.
    pub rule: Rule,
    /// Ids of the objects concerned, at most 100; all findings of the rule when empty.
    #[serde(default)]
    pub objects: Vec<String>,
    /// The fixes as they were shown: refused when other ones would be applied by now. Whatever applies now when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<Vec<Fix>>,
}

/// What applying fixes answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AppliedFixes {
    /// What was applied, in this order.
    pub fixes: Vec<Fix>,
    /// What was made: milestones, actions, risks.
    pub made: Vec<Object>,
    /// The plan's health by now.
    pub health: Health,
}

/// Most objects that one request fixes.
pub const FIX_OBJECTS_MAX: usize = 100;

impl ApplyFixes {
    /// Whether this finding is asked for.
    #[must_use]
    pub fn means(&self, finding: &Finding) -> bool {
        finding.rule == self.rule && (self.objects.is_empty() || self.objects.iter().any(|id| finding.concerns(id)))
    }
}

impl Input for ApplyFixes {
    fn check(&mut self, problems: &mut Problems) {
        self.objects.sort_unstable();
        self.objects.dedup();
        if self.objects.len() > FIX_OBJECTS_MAX {
            problems.add("/objects", "too_many", format!("must be at most {FIX_OBJECTS_MAX}"));
        }
        if self.expected.as_ref().is_some_and(|fixes| fixes.len() > FIX_OBJECTS_MAX) {
            problems.add("/expected", "too_many", format!("must be at most {FIX_OBJECTS_MAX}"));
        }
    }
}

/// *Not applicable here, because …*
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewWaiver {
    /// The rule that does not apply.
    pub rule: Rule,
    /// The object to which it does not apply: an id, or a role for `stakeholder.coverage`; the whole plan when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object: Option<String>,
    /// Why, 1–200 characters; both sides see it, unless the rule speaks to sellers only.
    pub reason: String,
}

impl Input for NewWaiver {
    fn check(&mut self, problems: &mut Problems) {
        text::title(problems, "/reason", &mut self.reason);
        self.object.iter_mut().for_each(|t| text::title(problems, "/object", t));
    }
}
