//! What is typed into the questions of a way on.

use leptos::prelude::*;
use tandem_shared::{
    day::Day,
    error::{FieldError, Input, Problems},
    guide::{
        ProcurementNeed,
        modes::{
            HardDateAnswer, Helper, Mode, ModeAnswers, ReEngage, Rebuild, Recover, Renegotiate, SlipChoice, steps,
        },
    },
    id::{MilestoneId, StakeholderId},
    milestone::Milestone,
    plan::Plan,
    stakeholder::{Side, StakeholderRole},
};

/// One signal a field.
#[derive(Clone, Copy)]
pub(crate) struct Typed {
    pub(super) mode: Mode,
    pub(super) milestone: RwSignal<String>,
    pub(super) said: RwSignal<String>,
    pub(super) choice: RwSignal<String>,
    pub(super) date: RwSignal<Option<Day>>,
    pub(super) name: RwSignal<String>,
    pub(super) title: RwSignal<String>,
    pub(super) email: RwSignal<String>,
    pub(super) people: RwSignal<Vec<StakeholderId>>,
    pub(super) whom: RwSignal<String>,
    pub(super) hard: RwSignal<String>,
    pub(super) hard_date: RwSignal<Option<Day>>,
    pub(super) worth: RwSignal<String>,
    pub(super) days: RwSignal<String>,
    pub(super) needs: RwSignal<Vec<ProcurementNeed>>,
    pub(super) unfamiliar: RwSignal<bool>,
    pub(super) errors: RwSignal<Vec<FieldError>>,
}

fn text(of: &str) -> RwSignal<String> {
    RwSignal::new(of.to_owned())
}

/// The open milestones, the next first.
pub(super) fn open(plan: &Plan) -> Vec<&Milestone> {
    let mut open: Vec<&Milestone> =
        plan.milestones.iter().filter(|m| m.completed_at.is_none() && m.cancelled_at.is_none()).collect();
    open.sort_by_key(|m| m.target_date.map_or((1, plan.today), |day| (0, day)));
    open
}

impl Typed {
    /// What is known before anything is typed: the milestone that is asked about, else the next; the champion.
    pub(crate) fn of(plan: &Plan, mode: Mode, milestone: &str) -> Self {
        let asked = plan.milestones.iter().find(|m| m.id.as_str() == milestone);
        let first = asked.or_else(|| open(plan).first().copied()).map_or("", |m| m.id.as_str());
        let champion = |s: &&tandem_shared::stakeholder::Stakeholder| {
            s.side == Side::Buyer && s.roles.contains(&StakeholderRole::Champion)
        };
        let champion = plan.stakeholders.iter().find(champion).map_or("", |s| s.id.as_str());
        Self {
            mode,
            milestone: text(first),
            said: text(""),
            choice: text(SlipChoice::Revise.as_str()),
            date: RwSignal::new(None),
            name: text(""),
            title: text(""),
            email: text(""),
            people: RwSignal::new(Vec::new()),
            whom: text(champion),
            hard: text("stands"),
            hard_date: RwSignal::new(None),
            worth: text("yes"),
            days: text(""),
            needs: RwSignal::new(Vec::new()),
            unfamiliar: RwSignal::new(false),
            errors: RwSignal::new(Vec::new()),
        }
    }

    fn helper(self) -> Option<Helper> {
        let (name, title, email) = (self.name.get(), self.title.get(), self.email.get());
        let is_named = [&name, &title, &email].iter().any(|t| !t.trim().is_empty());
        is_named.then(|| Helper { name, title, email: Some(email).filter(|e| !e.trim().is_empty()) })
    }

    fn hard_date(self) -> HardDateAnswer {
        match (self.hard.get().as_str(), self.hard_date.get()) {
            ("moved", Some(date)) => HardDateAnswer::Moved { date },
            ("unknown", _) => HardDateAnswer::Unknown,
            _ => HardDateAnswer::Stands,
        }
    }

    /// The answers as they stand.
    pub(super) fn answers(self) -> ModeAnswers {
        untrack(|| match self.mode {
            Mode::Renegotiate => ModeAnswers::Renegotiate(Renegotiate {
                milestone_id: MilestoneId::trusted(self.milestone.get()),
                what_changed: self.said.get(),
                choice: SlipChoice::from_word(&self.choice.get()).unwrap_or(SlipChoice::Revise),
                new_date: self.date.get(),
                helper: self.helper(),
            }),
            Mode::Recover => ModeAnswers::Recover(Recover {
                what_would_help: self.said.get(),
                re_engage: self.people.get(),
                hard_date: self.hard_date(),
            }),
            Mode::ReEngage => ModeAnswers::ReEngage(ReEngage {
                stakeholder_id: Some(self.whom.get()).filter(|id| !id.is_empty()).map(StakeholderId::trusted),
                step: self.said.get(),
                by: self.date.get(),
                hard_date: self.hard_date(),
                call_off: self.worth.get() == "no",
            }),
            Mode::Rebuild => ModeAnswers::Rebuild(Rebuild {
                person: self.helper(),
                review_days: self.days.get().trim().parse().ok(),
                needs: self.needs.get(),
                unfamiliar: self.unfamiliar.get(),
            }),
        })
    }

    /// The answers, checked against the plan; what is wrong is noted.
    pub(super) fn checked(self, plan: &Plan) -> Option<ModeAnswers> {
        let (mut answers, mut problems) = (self.answers(), Problems::default());
        answers.check(&mut problems);
        let days = self.days.get_untracked();
        if !days.trim().is_empty() && days.trim().parse::<i32>().is_err() {
            problems.add("/review_days", "not_a_number", "must be a number of working days, or stay empty");
        }
        if self.hard.get_untracked() == "moved" && self.hard_date.get_untracked().is_none() {
            problems.add("/hard_date/date", "missing", "must be a day");
        }
        if problems.0.is_empty()
            && let Err(found) = steps(plan, &answers)
        {
            problems = found;
        }
        let is_right = problems.0.is_empty();
        self.errors.set(problems.0);
        is_right.then_some(answers)
    }

    /// What is wrong with a field.
    pub(super) fn error(self, pointer: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.errors.with(|all| {
                let detail = &all.iter().find(|e| e.pointer == pointer)?.detail;
                let mut letters = detail.chars();
                let first = crate::browser::upper(&letters.next()?.to_string());
                Some([first.as_str(), letters.as_str().trim_end_matches('.'), "."].concat())
            })
        })
    }
}
