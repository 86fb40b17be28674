//! What the components of one plan share: the plan, what the viewer may do, which forms are open, and the way to ask for a change.

use super::wish::{Answer, Wish};
use leptos::prelude::*;
use tandem_shared::{
    access::Permission,
    action::Action,
    id::MilestoneId,
    milestone::{Milestone, Visibility},
    plan::Plan,
    stakeholder::{Side, Stakeholder},
};

/// Handed down as a context by the page of a plan.
#[derive(Clone, Copy)]
pub(crate) struct Board {
    /// The plan as the server last gave it, and what was ticked since.
    pub(crate) plan: Signal<Plan>,
    /// Milestones that are opened, by id.
    pub(crate) opened: RwSignal<Vec<String>>,
    /// Forms that are open: an id for a change, `new:` and where for an addition.
    pub(crate) forms: RwSignal<Vec<String>>,
    /// What the list is narrowed to.
    pub(crate) filter: RwSignal<String>,
    /// What somebody else changed a moment ago, by id.
    pub(crate) fresh: RwSignal<Vec<String>>,
    ask: Callback<(Wish, Option<Callback<Answer>>)>,
}

impl Board {
    /// For this plan, with the page's way to fulfil wishes.
    pub(crate) fn new(
        plan: Signal<Plan>,
        fresh: RwSignal<Vec<String>>,
        ask: Callback<(Wish, Option<Callback<Answer>>)>,
    ) -> Self {
        let empty = || RwSignal::new(Vec::new());
        Self { plan, opened: empty(), forms: empty(), filter: RwSignal::new(String::new()), fresh, ask }
    }

    /// The one of the page around.
    pub(crate) fn here() -> Self {
        expect_context()
    }

    /// Asks for a change; a refusal is shown to the person by the page.
    pub(crate) fn ask(self, wish: Wish) {
        self.ask.run((wish, None));
    }

    /// Asks for a change and hears what became of it; a refusal is the asker's to show.
    pub(crate) fn ask_and_hear(self, wish: Wish, answer: Callback<Answer>) {
        self.ask.run((wish, Some(answer)));
    }

    /// Whether the viewer may do this. Not tracked: a change of it draws the page anew.
    pub(crate) fn may(self, permission: Permission) -> bool {
        self.plan.with_untracked(|p| p.viewer.permissions.contains(&permission))
    }

    /// Whether the viewer may delete a thing that is or is not their own.
    pub(crate) fn may_delete(self, mine: bool) -> bool {
        self.may(Permission::DeleteAny) || (mine && self.may(Permission::DeleteOwn))
    }

    /// A milestone as it is now; empty once it is gone.
    pub(crate) fn milestone(self, id: String) -> Memo<Option<Milestone>> {
        Memo::new(move |_| self.plan.with(|p| p.milestones.iter().find(|m| m.id.as_str() == id).cloned()))
    }

    /// An action as it is now; empty once it is gone.
    pub(crate) fn action(self, id: String) -> Memo<Option<Action>> {
        let find = move |p: &Plan| p.milestones.iter().flat_map(|m| &m.actions).find(|a| a.id.as_str() == id).cloned();
        Memo::new(move |_| self.plan.with(&find))
    }

    /// A person as they are now.
    pub(crate) fn person(self, id: &str) -> Option<Stakeholder> {
        self.plan.with(|p| p.stakeholders.iter().find(|s| s.id.as_str() == id).cloned())
    }

    /// Opens a form.
    pub(crate) fn open_form(self, key: &str) {
        self.forms.update(|forms| {
            if !forms.iter().any(|f| f == key) {
                forms.push(key.to_owned());
            }
        });
    }

    /// Closes a form.
    pub(crate) fn close_form(self, key: &str) {
        self.forms.update(|forms| forms.retain(|f| f != key));
    }

    /// Whether a form is open.
    pub(crate) fn has_form(self, key: &str) -> bool {
        self.forms.with(|forms| forms.iter().any(|f| f == key))
    }

    /// Whether a milestone is opened.
    pub(crate) fn is_opened(self, id: &str) -> bool {
        self.opened.with(|opened| opened.iter().any(|o| o == id))
    }

    /// Opens a milestone, or closes it.
    pub(crate) fn toggle(self, id: &str) {
        self.opened.update(|opened| match opened.iter().position(|o| o == id) {
            Some(at) => drop(opened.remove(at)),
            None => opened.push(id.to_owned()),
        });
    }

    /// Opens a milestone and the form that changes it or an action of it.
    pub(crate) fn open_form_in(self, milestone: &MilestoneId, id: &str) {
        if !self.is_opened(milestone.as_str()) {
            self.toggle(milestone.as_str());
        }
        self.open_form(id);
    }

    /// Whether somebody else changed it a moment ago.
    pub(crate) fn is_fresh(self, id: &str) -> bool {
        self.fresh.with(|fresh| fresh.iter().any(|f| f == id))
    }

    /// The viewer's side.
    pub(crate) fn side(self) -> Side {
        self.plan.with_untracked(|p| p.viewer.side)
    }
}

/// Whether only the seller sees it.
pub(crate) const fn is_internal(visibility: Visibility) -> bool {
    matches!(visibility, Visibility::Internal)
}
