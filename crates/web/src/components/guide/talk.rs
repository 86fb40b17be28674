//! What a person has answered so far: one signal a field, kept while they go back and forth.

use super::known::{Period, Person, text};
use leptos::prelude::*;
use tandem_shared::{
    day::Day,
    error::{FieldError, Input, Problems},
    guide::{Answers, BudgetRhythm, HardDate, HardDateKind, Involvement, ProcurementAnswer, ProcurementNeed, ROLES},
    stakeholder::{Authority, StakeholderRole},
};

/// How many questions there are.
pub const QUESTIONS: usize = 5;

/// Everything that was answered. Copy it around freely.
#[derive(Clone, Copy)]
pub struct Talk {
    /// The question that is shown, from 0; [`QUESTIONS`] is the draft.
    pub step: RwSignal<usize>,
    /// The deal's stage.
    pub stage_id: RwSignal<String>,
    /// What is known of the eight roles.
    pub people: StoredValue<Vec<Person>>,
    /// A [`HardDateKind`] word; empty when the date is not known.
    pub hard_kind: RwSignal<String>,
    /// The date that cannot move.
    pub hard_date: RwSignal<Option<Day>>,
    /// About it.
    pub hard_note: RwSignal<String>,
    /// For a go-live: working days before it.
    pub lead_days: RwSignal<String>,
    /// Other dates.
    pub periods: RwSignal<Vec<Period>>,
    /// A [`BudgetRhythm`] word.
    pub budget: RwSignal<String>,
    /// The buyer's country.
    pub country: RwSignal<String>,
    /// An [`Involvement`] word.
    pub involvement: RwSignal<String>,
    /// Working days of procurement's review.
    pub review_days: RwSignal<String>,
    /// What procurement asks for.
    pub needs: RwSignal<Vec<ProcurementNeed>>,
    /// It has not bought this kind of product before.
    pub unfamiliar: RwSignal<bool>,
    /// An [`Authority`] word of the champion.
    pub champion: RwSignal<String>,
    /// What is wrong with the answers.
    pub errors: RwSignal<Vec<FieldError>>,
    /// What is added to the answers lives as long as they do, not as long as the question that is shown.
    owner: StoredValue<Option<Owner>>,
}

impl Talk {
    /// Nothing but the stage is answered.
    #[must_use]
    pub fn new(stage: &str) -> Self {
        Self {
            step: RwSignal::new(0),
            stage_id: text(stage),
            people: StoredValue::new(ROLES.iter().map(|role| Person::new(*role)).collect()),
            hard_kind: text(""),
            hard_date: RwSignal::new(None),
            hard_note: text(""),
            lead_days: text(""),
            periods: RwSignal::new(Vec::new()),
            budget: text(BudgetRhythm::Unknown.as_str()),
            country: text(""),
            involvement: text(Involvement::Unknown.as_str()),
            review_days: text(""),
            needs: RwSignal::new(Vec::new()),
            unfamiliar: RwSignal::new(false),
            champion: text(Authority::Unknown.as_str()),
            errors: RwSignal::new(Vec::new()),
            owner: StoredValue::new(Owner::current()),
        }
    }

    /// One more date or period, empty.
    pub fn add_period(self) {
        let key = self.periods.with_untracked(|all| all.iter().map(|p| p.key + 1).max().unwrap_or(0));
        let period = match self.owner.get_value() {
            Some(owner) => owner.with(|| Period::new(key)),
            None => Period::new(key),
        };
        self.periods.update(|all| all.push(period));
    }

    /// What is known of a role.
    #[must_use]
    pub fn person(self, role: StakeholderRole) -> Option<Person> {
        self.people.with_value(|all| all.iter().find(|p| p.role == role).copied())
    }

    /// The answers as they stand; follows them.
    #[must_use]
    pub fn answers(self) -> Answers {
        Answers {
            stage_id: self.stage_id.get().parse().ok(),
            roles: self.people.with_value(|all| all.iter().map(|p| p.answer()).collect()),
            hard_date: self.hard(),
            dates: self.periods.with(|all| all.iter().filter_map(|p| p.answer()).collect()),
            budget: BudgetRhythm::from_word(&self.budget.get()).unwrap_or(BudgetRhythm::Unknown),
            country: Some(self.country.get()).filter(|c| !c.is_empty()),
            procurement: self.procurement(),
            champion: Authority::from_word(&self.champion.get()).unwrap_or(Authority::Unknown),
        }
    }

    fn hard(self) -> Option<HardDate> {
        let kind = HardDateKind::from_word(&self.hard_kind.get())?;
        let lead_days = number(&self.lead_days.get()).filter(|_| kind == HardDateKind::GoLive);
        Some(HardDate { kind, date: self.hard_date.get()?, note: self.hard_note.get(), lead_days })
    }

    fn procurement(self) -> ProcurementAnswer {
        let involvement = Involvement::from_word(&self.involvement.get()).unwrap_or(Involvement::Unknown);
        let asked = matches!(involvement, Involvement::Involved | Involvement::NotYet);
        ProcurementAnswer {
            involvement,
            review_days: number(&self.review_days.get()).filter(|_| asked),
            needs: if asked { self.needs.get() } else { Vec::new() },
            unfamiliar: self.unfamiliar.get() && asked,
        }
    }

    /// What is wrong with the field at this pointer into the answers.
    #[must_use]
    pub fn error(self, pointer: impl Into<String>) -> Signal<Option<String>> {
        let pointer = pointer.into();
        Signal::derive(move || {
            self.errors.with(|all| {
                let detail = &all.iter().find(|e| e.pointer == pointer)?.detail;
                let mut letters = detail.chars();
                let first = letters.next()?.to_uppercase();
                Some(format!("{first}{}.", letters.as_str().trim_end_matches('.')))
            })
        })
    }

    /// Everything that can be seen to be wrong here, before anything is sent.
    #[must_use]
    pub fn problems(self, today: Day) -> Vec<FieldError> {
        let mut problems = Problems::default();
        let mut answers = untrack(|| self.answers());
        answers.check(&mut problems);
        answers.check_dates(&mut problems, today);
        if !self.hard_kind.get_untracked().is_empty() && self.hard_date.get_untracked().is_none() {
            problems.add("/hard_date/date", "missing", "must be a day, or choose that it is not known yet");
        }
        let whole = |field: RwSignal<String>| field.with_untracked(|t| t.trim().is_empty() || number(t).is_some());
        for (pointer, field) in
            [("/procurement/review_days", self.review_days), ("/hard_date/lead_days", self.lead_days)]
        {
            if !whole(field) {
                problems.add(pointer, "not_a_number", "must be a number of working days, or stay empty");
            }
        }
        problems.0
    }

    /// Takes back what was answered to the question that is shown: it is not known yet.
    pub fn forget(self) {
        let clear = |fields: &[RwSignal<String>]| fields.iter().for_each(|f| f.set(String::new()));
        match self.step.get_untracked() {
            1 => self.people.with_value(|all| all.iter().for_each(|p| p.forget())),
            2 => {
                clear(&[self.hard_kind, self.hard_note, self.lead_days, self.country]);
                self.hard_date.set(None);
                self.periods.set(Vec::new());
                self.budget.set(BudgetRhythm::Unknown.to_string());
            }
            3 => {
                clear(&[self.review_days]);
                self.involvement.set(Involvement::Unknown.to_string());
                self.needs.set(Vec::new());
                self.unfamiliar.set(false);
            }
            4 => self.champion.set(Authority::Unknown.to_string()),
            _ => {}
        }
        self.errors.set(Vec::new());
    }
}

/// The question that asks for the field at a pointer into the answers.
#[must_use]
pub fn question_of(pointer: &str) -> usize {
    match pointer.split('/').nth(1) {
        Some("roles") => 1,
        Some("hard_date" | "dates" | "budget" | "country") => 2,
        Some("procurement") => 3,
        Some("champion") => 4,
        _ => 0,
    }
}

fn number(text: &str) -> Option<i32> {
    text.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_belongs_to_a_question() {
        let all = ["/stage_id", "/roles/3/email", "/dates/0/end_date", "/procurement/needs", "/champion"];
        assert_eq!(all.map(question_of), [0, 1, 2, 3, 4]);
    }

    #[test]
    fn what_is_forgotten_is_not_known_and_the_rest_stays() {
        let owner = Owner::new();
        owner.with(|| {
            let talk = Talk::new("stg_1");
            talk.involvement.set(Involvement::Involved.to_string());
            talk.champion.set(Authority::Liaison.to_string());
            talk.step.set(3);
            talk.forget();
            let answers = talk.answers();
            assert_eq!((answers.procurement.involvement, answers.champion), (Involvement::Unknown, Authority::Liaison));
        });
    }

    #[test]
    fn a_hard_date_without_a_day_and_days_that_are_no_number_are_wrong() {
        let owner = Owner::new();
        owner.with(|| {
            let talk = Talk::new("");
            talk.hard_kind.set(HardDateKind::GoLive.to_string());
            talk.review_days.set("two weeks".to_owned());
            let wrong: Vec<_> = talk.problems("2026-03-16".parse().unwrap()).into_iter().map(|p| p.pointer).collect();
            assert_eq!(wrong, ["/hard_date/date", "/procurement/review_days"]);
        });
    }
}
