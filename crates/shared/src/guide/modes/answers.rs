//! What each mode asks, as structured fields.

use crate::{
    day::Day,
    error::{Input, Problems},
    guide::{ProcurementNeed, REVIEW_DAYS_MAX},
    id::{MilestoneId, StakeholderId},
    milestone::Milestone,
    plan::Plan,
    text,
    words::words,
};
use serde::{Deserialize, Serialize};

words! {
    /// A way on.
    Mode {
        /// A milestone slips: a new date, or help to hold the old one.
        Renegotiate = "renegotiate",
        /// The plan is broken: everything open is planned anew from today.
        Recover = "recover",
        /// The buyer is silent: one small step.
        ReEngage = "re_engage",
        /// Procurement came in late: its review is put in before the signature.
        Rebuild = "rebuild",
    }
}

words! {
    /// What is done about a slip.
    SlipChoice {
        /// The date moves.
        Revise = "revise",
        /// The date stays, with help.
        Accelerate = "accelerate",
    }
}

/// Somebody who has not been involved yet and could help.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Helper {
    /// Full name.
    pub name: String,
    /// Job title.
    #[serde(default)]
    pub title: String,
    /// Address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

/// What is said of the buyer's hard date.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum HardDateAnswer {
    /// It stands.
    #[default]
    Stands,
    /// It is another.
    Moved {
        /// The new one.
        date: Day,
    },
    /// Nobody knows any more: asking for it becomes an action.
    Unknown,
}

/// *This milestone moved. What changed, and what do we do?*
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Renegotiate {
    /// The milestone that slips.
    pub milestone_id: MilestoneId,
    /// What changed; both sides read it.
    pub what_changed: String,
    /// A new date, or help to hold the old one.
    pub choice: SlipChoice,
    /// The realistic date; what the plan's own figures give when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new_date: Option<Day>,
    /// Somebody who could speed it up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub helper: Option<Helper>,
}

/// *Let's step back and rebuild the plan together.*
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Recover {
    /// What would get this back on track; both sides read it.
    pub what_would_help: String,
    /// Who has to be engaged again.
    #[serde(default)]
    pub re_engage: Vec<StakeholderId>,
    /// Whether the timeline is still realistic.
    #[serde(default)]
    pub hard_date: HardDateAnswer,
}

/// *One small step.*
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReEngage {
    /// Whom to ask; the champion when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stakeholder_id: Option<StakeholderId>,
    /// The one small step of the buyer; a word on the dates when left out.
    #[serde(default)]
    pub step: String,
    /// By when; three working days from today when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Day>,
    /// What is known of the hard date.
    #[serde(default)]
    pub hard_date: HardDateAnswer,
    /// It is no longer worth it: the deal moves to the stage of those that are lost, and nothing else changes.
    #[serde(default)]
    pub call_off: bool,
}

/// *Procurement just came in.*
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Rebuild {
    /// Who it is, when that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<Helper>,
    /// Working days that its review takes, 1–60; 7 when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_days: Option<i32>,
    /// What it asks for.
    #[serde(default)]
    pub needs: Vec<ProcurementNeed>,
    /// It has not bought this kind of product before.
    #[serde(default)]
    pub unfamiliar: bool,
}

/// The answers of one mode.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "mode", rename_all = "snake_case")]
pub enum ModeAnswers {
    /// A milestone slips.
    Renegotiate(Renegotiate),
    /// The plan is broken.
    Recover(Recover),
    /// The buyer is silent.
    ReEngage(ReEngage),
    /// Procurement came in late.
    Rebuild(Rebuild),
}

/// Takes a way on.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ModeStep {
    /// The answers, with the `mode` that asks for them.
    pub answers: ModeAnswers,
    /// Answers with what would change, and changes nothing.
    #[serde(default)]
    pub dry_run: bool,
}

impl Helper {
    fn check(&mut self, problems: &mut Problems, at: &str) {
        text::title(problems, &format!("{at}/name"), &mut self.name);
        text::line(problems, &format!("{at}/title"), &mut self.title);
        self.email = self.email.take().filter(|e| !e.trim().is_empty());
        self.email.iter_mut().for_each(|e| text::email(problems, &format!("{at}/email"), e));
    }
}

fn said(problems: &mut Problems, at: &str, value: &mut String) {
    text::line(problems, at, value);
    if value.is_empty() {
        problems.add(at, "blank", "must say it in a few words: both sides read it");
    }
}

impl Input for ModeStep {
    fn check(&mut self, problems: &mut Problems) {
        let mut own = Problems::default();
        self.answers.check(&mut own);
        for problem in own.0 {
            problems.add(["/answers", &problem.pointer].concat(), &problem.code, problem.detail);
        }
    }
}

impl Input for ModeAnswers {
    fn check(&mut self, problems: &mut Problems) {
        match self {
            Self::Renegotiate(a) => {
                said(problems, "/what_changed", &mut a.what_changed);
                a.helper.iter_mut().for_each(|h| h.check(problems, "/helper"));
            }
            Self::Recover(a) => {
                said(problems, "/what_would_help", &mut a.what_would_help);
                a.re_engage.sort_unstable();
                a.re_engage.dedup();
            }
            Self::ReEngage(a) => text::line(problems, "/step", &mut a.step),
            Self::Rebuild(a) => {
                a.person.iter_mut().for_each(|h| h.check(problems, "/person"));
                a.needs.sort_unstable();
                a.needs.dedup();
                if a.review_days.is_some_and(|d| !(1..=REVIEW_DAYS_MAX).contains(&d)) {
                    let detail = format!("must be between 1 and {REVIEW_DAYS_MAX} working days");
                    problems.add("/review_days", "out_of_range", detail);
                }
            }
        }
    }
}

impl ModeAnswers {
    /// Which mode it is.
    #[must_use]
    pub const fn mode(&self) -> Mode {
        match self {
            Self::Renegotiate(_) => Mode::Renegotiate,
            Self::Recover(_) => Mode::Recover,
            Self::ReEngage(_) => Mode::ReEngage,
            Self::Rebuild(_) => Mode::Rebuild,
        }
    }

    /// Why, as a proposal says it.
    pub(super) fn reason(&self) -> String {
        match self {
            Self::Renegotiate(a) => a.what_changed.clone(),
            Self::Recover(a) => a.what_would_help.clone(),
            Self::ReEngage(_) => "The buyer's hard date is another than the plan says".to_owned(),
            Self::Rebuild(_) => "Procurement takes part, and its review needs its time before the signature".to_owned(),
        }
    }

    /// What only the plan can tell to be wrong.
    pub(super) fn check_against(&self, plan: &Plan, problems: &mut Problems) {
        let known = |id: &StakeholderId| plan.stakeholders.iter().any(|s| s.id == *id);
        let mut ahead = |at: &str, day: Option<Day>| {
            if day.is_some_and(|day| day < plan.today) {
                problems.add(at, "passed", "must not have passed");
            }
        };
        match self {
            Self::Renegotiate(a) => {
                ahead("/new_date", a.new_date);
                if !plan.milestones.iter().any(|m| m.id == a.milestone_id && is_open(m)) {
                    problems.add("/milestone_id", "unknown", "is no open milestone of this plan");
                }
            }
            Self::Recover(a) => {
                ahead("/hard_date/date", moved(&a.hard_date));
                for (i, id) in a.re_engage.iter().enumerate().filter(|(_, id)| !known(id)) {
                    problems.add(format!("/re_engage/{i}"), "unknown", format!("{id} is nobody in this plan"));
                }
            }
            Self::ReEngage(a) => {
                ahead("/by", a.by);
                ahead("/hard_date/date", moved(&a.hard_date));
                if a.stakeholder_id.as_ref().is_some_and(|id| !known(id)) {
                    problems.add("/stakeholder_id", "unknown", "is nobody in this plan");
                }
            }
            Self::Rebuild(a) => check_rebuild(plan, a, problems),
        }
    }
}

fn check_rebuild(plan: &Plan, answers: &Rebuild, problems: &mut Problems) {
    use crate::milestone::MilestoneKind as K;
    if plan.milestones.iter().any(|m| m.kind == K::Procurement && is_open(m)) {
        let detail = "has a milestone of procurement's already: give it another date instead";
        problems.add("", "procurement_there", detail);
    }
    if !plan.milestones.iter().any(is_open) {
        problems.add("", "nothing_open", "has nothing open that procurement could come before");
    }
    let theirs = answers.person.as_ref().and_then(|p| p.email.as_ref());
    if let Some(other) = plan.stakeholders.iter().find(|s| theirs.is_some() && s.email.as_ref() == theirs) {
        let is_theirs = other.side == crate::stakeholder::Side::Buyer;
        if !is_theirs {
            problems.add("/person/email", "duplicate", format!("is the address of {} on the other side", other.name));
        }
    }
}

pub(super) fn is_open(m: &Milestone) -> bool {
    m.completed_at.is_none() && m.cancelled_at.is_none()
}

const fn moved(answer: &HardDateAnswer) -> Option<Day> {
    match answer {
        HardDateAnswer::Moved { date } => Some(*date),
        _ => None,
    }
}
