//! What can be wrong with a mode's answers: by themselves, and seen from the plan.

use super::answers::{HardDateAnswer, Helper, ModeAnswers, ModeStep, Rebuild};
use crate::{
    day::Day,
    error::{Input, Problems},
    guide::{REVIEW_DAYS_MAX, answer_checks::AHEAD_MAX},
    id::StakeholderId,
    milestone::Milestone,
    plan::Plan,
    text,
};

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
    /// What only the plan can tell to be wrong.
    pub(super) fn check_against(&self, plan: &Plan, problems: &mut Problems) {
        let known = |id: &StakeholderId| plan.stakeholders.iter().any(|s| s.id == *id);
        let mut ahead = |at: &str, day: Option<Day>| {
            if day.is_some_and(|day| day < plan.today) {
                problems.add(at, "passed", "must not have passed");
            } else if day.is_some_and(|day| day.days_since(plan.today) > AHEAD_MAX) {
                problems.add(at, "too_far", "must lie within the next three years");
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
