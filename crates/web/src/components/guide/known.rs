//! What is known of a role and of a date of the buyer's: a signal a field.

use leptos::prelude::*;
use tandem_shared::{
    constraint::ConstraintKind,
    day::Day,
    guide::{KnownDate, RoleAnswer, RoleState},
    stakeholder::{BuyIn, StakeholderRole},
};

/// What is known of a role.
#[derive(Clone, Copy)]
pub struct Person {
    /// The role.
    pub role: StakeholderRole,
    /// A [`RoleState`] word.
    pub state: RwSignal<String>,
    /// Full name.
    pub name: RwSignal<String>,
    /// Job title.
    pub title: RwSignal<String>,
    /// Address.
    pub email: RwSignal<String>,
    /// A [`BuyIn`] word.
    pub buy_in: RwSignal<String>,
    /// What matters most to them.
    pub concern: RwSignal<String>,
}

/// Another date or period.
#[derive(Clone, Copy)]
pub struct Period {
    /// Tells it from others on the screen.
    pub key: usize,
    /// A [`ConstraintKind`] word.
    pub kind: RwSignal<String>,
    /// The day, or the first.
    pub start: RwSignal<Option<Day>>,
    /// The last day.
    pub end: RwSignal<Option<Day>>,
    /// In words.
    pub note: RwSignal<String>,
}

/// A field with a text.
pub(super) fn text(of: &str) -> RwSignal<String> {
    RwSignal::new(of.to_owned())
}

impl Person {
    /// Of a role, with nothing known.
    #[must_use]
    pub fn new(role: StakeholderRole) -> Self {
        let empty = || text("");
        let state = text(RoleState::Unknown.as_str());
        let buy_in = text(BuyIn::Unknown.as_str());
        Self { role, state, name: empty(), title: empty(), email: empty(), buy_in, concern: empty() }
    }

    /// The answer as it stands; follows it.
    pub(super) fn answer(self) -> RoleAnswer {
        RoleAnswer {
            role: self.role,
            state: RoleState::from_word(&self.state.get()).unwrap_or(RoleState::Unknown),
            name: self.name.get(),
            title: self.title.get(),
            email: Some(self.email.get()).filter(|e| !e.trim().is_empty()),
            buy_in: BuyIn::from_word(&self.buy_in.get()),
            concern: self.concern.get(),
        }
    }

    /// Nothing is known of them any more.
    pub(super) fn forget(self) {
        self.state.set(RoleState::Unknown.to_string());
    }

    /// Whether somebody is named for it.
    #[must_use]
    pub fn is_known(self) -> bool {
        self.state.with(|s| s == RoleState::Known.as_str())
    }
}

impl Period {
    /// An empty one.
    #[must_use]
    pub fn new(key: usize) -> Self {
        let kind = text(ConstraintKind::BusyPeriod.as_str());
        Self { key, kind, start: RwSignal::new(None), end: RwSignal::new(None), note: text("") }
    }

    /// The answer as it stands; none without a day. Follows it.
    pub(super) fn answer(self) -> Option<KnownDate> {
        Some(KnownDate {
            kind: ConstraintKind::from_word(&self.kind.get())?,
            start_date: self.start.get()?,
            end_date: self.end.get(),
            note: self.note.get(),
        })
    }
}
