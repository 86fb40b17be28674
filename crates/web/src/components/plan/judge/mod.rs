//! What the tabs *Health* and *Risks* share: the plan with all that stands beside it, and the way to ask for a change of that.

mod curve;
pub(crate) mod finding;
pub(crate) mod places;
pub(crate) mod preview;
pub(crate) mod report;
pub(crate) mod waivers;

use super::wish::Answer;
use leptos::prelude::*;
use tandem_shared::{
    health::{ApplyFixes, NewWaiver},
    id::{RiskId, WaiverId},
    plan::Plan,
    risk::{NewRisk, RiskPatch},
};

/// A change that is wanted. Numbers are the versions that were on the screen.
pub(crate) enum Ask {
    /// Applies fixes as they were shown.
    Fix(ApplyFixes),
    /// Declares a finding not applicable.
    Waive(NewWaiver),
    /// Takes that back.
    SpeakAgain(WaiverId),
    /// Notes a risk.
    AddRisk(NewRisk),
    /// Changes a risk.
    ChangeRisk(RiskId, i32, RiskPatch),
    /// Deletes a risk for good.
    DeleteRisk(RiskId),
}

/// Handed from the page to what it shows. Copy it around freely.
#[derive(Clone, Copy)]
pub(crate) struct Judge {
    /// The plan, whole.
    pub(crate) plan: Signal<Plan>,
    /// Whether it is shown as a buyer sees it.
    pub(crate) as_buyer: bool,
    ask: Callback<(Ask, Callback<Answer>)>,
}

impl Judge {
    /// Of a plan, with the page's way to have things done.
    pub(crate) const fn new(plan: Signal<Plan>, as_buyer: bool, ask: Callback<(Ask, Callback<Answer>)>) -> Self {
        Self { plan, as_buyer, ask }
    }

    /// Asks for a change and hears what became of it.
    pub(crate) fn ask(self, ask: Ask, answer: Callback<Answer>) {
        self.ask.run((ask, answer));
    }

    /// Asks for a change; `trouble` gets what is wrong, in words.
    pub(crate) fn ask_and_tell(self, ask: Ask, trouble: RwSignal<String>) {
        trouble.set(String::new());
        let hear = move |answer| {
            trouble.try_set(match answer {
                Answer::Done => String::new(),
                Answer::ChangedMeanwhile => {
                    "Somebody changed it meanwhile. You see it now as it is; try again if you still want to.".to_owned()
                }
                Answer::Refused(problem) => problem.detail,
            });
        };
        self.ask(ask, Callback::new(hear));
    }

    /// The address of another tab of this plan, with `#` and an id where one is given.
    pub(crate) fn tab(self, name: &str, id: &str) -> String {
        let path = self.plan.with_untracked(|p| crate::route::plan_tab(&p.id, name));
        let query = if self.as_buyer { "?as=buyer" } else { "" };
        if id.is_empty() { path + query } else { [&path, query, "#", id].concat() }
    }
}
