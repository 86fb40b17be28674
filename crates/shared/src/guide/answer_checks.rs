//! What can be wrong with answers.

use super::{
    answers::{Answers, REVIEW_DAYS_MAX, ROLES, RoleAnswer},
    questions::{Involvement, RoleState},
};
use crate::{
    constraint::check_period,
    day::Day,
    error::{Input, Problems},
    stakeholder::StakeholderRole as R,
    text,
};

/// Most people and dates that the answers may name.
const ENTRIES_MAX: usize = 40;
/// How far ahead dates may lie, in days: public holidays are known for three years.
pub(super) const AHEAD_MAX: i64 = 1_100;

impl Answers {
    /// What is known of a role: the first answer about it, else that it is not known yet.
    #[must_use]
    pub fn state(&self, role: R) -> RoleState {
        let told = self.roles.iter().find(|r| r.role == role).map_or(RoleState::Unknown, |r| r.state);
        let without = self.procurement.involvement == Involvement::NotNeeded && role == R::Procurement;
        if without && told == RoleState::Unknown { RoleState::NotNeeded } else { told }
    }

    /// What only today's date can tell to be wrong.
    pub fn check_dates(&self, problems: &mut Problems, today: Day) {
        let far = |day: Day| day.days_since(today) > AHEAD_MAX;
        if let Some(hard) = &self.hard_date {
            if hard.date < today {
                problems.add("/hard_date/date", "passed", "must not have passed");
            } else if far(hard.date) {
                problems.add("/hard_date/date", "too_far", "must lie within the next three years");
            }
        }
        for (i, date) in self.dates.iter().enumerate() {
            if far(date.end_date.unwrap_or(date.start_date)) {
                problems.add(format!("/dates/{i}/start_date"), "too_far", "must lie within the next three years");
            }
        }
    }

    fn check_roles(&mut self, problems: &mut Problems) {
        if self.roles.len() > ENTRIES_MAX {
            problems.add("/roles", "too_many", format!("must be at most {ENTRIES_MAX}"));
        }
        for (i, answer) in self.roles.iter_mut().enumerate() {
            let mut own = Problems::default();
            answer.check(&mut own);
            for problem in own.0 {
                problems.add(format!("/roles/{i}{}", problem.pointer), &problem.code, problem.detail);
            }
        }
        for (i, answer) in self.roles.iter().enumerate() {
            let others = self.roles.iter().take(i).filter(|r| r.role == answer.role);
            if others.into_iter().any(|r| r.state != answer.state) {
                problems.add(format!("/roles/{i}/state"), "differs", "is answered in two ways for this role");
            }
            let shared = self.roles.iter().take(i).find(|r| answer.email.is_some() && r.email == answer.email);
            if let Some(other) = shared.filter(|r| !is_same(&r.name, &answer.name)) {
                let detail = format!("is the address of {} already", other.name);
                problems.add(format!("/roles/{i}/email"), "duplicate", detail);
            }
        }
    }

    fn check_calendar(&mut self, problems: &mut Problems) {
        if let Some(hard) = &mut self.hard_date {
            text::line(problems, "/hard_date/note", &mut hard.note);
            if hard.lead_days.is_some_and(|d| !(0..=250).contains(&d)) {
                problems.add("/hard_date/lead_days", "out_of_range", "must be between 0 and 250 working days");
            }
        }
        if self.dates.len() > ENTRIES_MAX {
            problems.add("/dates", "too_many", format!("must be at most {ENTRIES_MAX}"));
        }
        for (i, date) in self.dates.iter_mut().enumerate() {
            let mut own = Problems::default();
            text::line(&mut own, "/note", &mut date.note);
            check_period(&mut own, date.start_date, date.end_date);
            for problem in own.0 {
                problems.add(format!("/dates/{i}{}", problem.pointer), &problem.code, problem.detail);
            }
        }
        self.country.iter_mut().for_each(|code| *code = code.trim().to_uppercase());
        self.country = self.country.take().filter(|code| !code.is_empty());
    }
}

/// Whether two names are one person's.
pub(super) fn is_same(a: &str, b: &str) -> bool {
    a.trim().to_lowercase() == b.trim().to_lowercase()
}

impl RoleAnswer {
    fn check(&mut self, problems: &mut Problems) {
        if !ROLES.contains(&self.role) {
            problems.add("/role", "not_a_role", "must be one of the eight roles of the decision");
        }
        // What was typed before it was said that nobody is known is not on the screen any more.
        if self.state != RoleState::Known {
            (self.name, self.title, self.concern) = (String::new(), String::new(), String::new());
            (self.email, self.buy_in) = (None, None);
        }
        self.email = self.email.take().filter(|e| !e.trim().is_empty());
        text::line(problems, "/title", &mut self.title);
        text::prose(problems, "/concern", &mut self.concern);
        if self.state == RoleState::Known {
            text::title(problems, "/name", &mut self.name);
            self.email.iter_mut().for_each(|e| text::email(problems, "/email", e));
        }
        if self.state == RoleState::NotNeeded && matches!(self.role, R::Champion | R::EconomicBuyer) {
            let who = if self.role == R::Champion { "speaks for the purchase" } else { "releases the money" };
            problems.add("/state", "always_needed", format!("must be known or not known yet: somebody {who} always"));
        }
    }
}

impl Input for Answers {
    fn check(&mut self, problems: &mut Problems) {
        self.check_roles(problems);
        self.check_calendar(problems);
        let is_without = self.roles.iter().any(|r| r.role == R::Procurement && r.state == RoleState::NotNeeded);
        if is_without && matches!(self.procurement.involvement, Involvement::Involved | Involvement::NotYet) {
            let detail = "takes part here, and is not needed by the answer about its role";
            problems.add("/procurement/involvement", "differs", detail);
        }
        let procurement = &mut self.procurement;
        procurement.needs.sort_unstable();
        procurement.needs.dedup();
        if procurement.review_days.is_some_and(|d| !(1..=REVIEW_DAYS_MAX).contains(&d)) {
            let detail = format!("must be between 1 and {REVIEW_DAYS_MAX} working days");
            problems.add("/procurement/review_days", "out_of_range", detail);
        }
    }
}
