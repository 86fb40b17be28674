//! A plan with all that stands beside its milestones, for the tabs that judge and schedule it.

use super::{
    fetched::{Fetched, fetched},
    plan::OpenPlan,
};
use crate::{api::plans, load::Failure};
use leptos::prelude::*;
use tandem_shared::{plan::Plan, register::Register};

/// An open plan, whole. Copy it around freely.
#[derive(Clone, Copy)]
pub struct Whole {
    /// The plan; empty until what stands beside it is here.
    pub plan: Signal<Option<Plan>>,
    register: Fetched<Register>,
}

impl Whole {
    /// Reads what stands beside the plan, and reads it again whenever something happened in the plan.
    #[must_use]
    pub fn of(open: OpenPlan) -> Self {
        let newest = Memo::new(move |_| open.plan.with(|p| p.as_ref().map(|p| p.seq)));
        let register = fetched(move || {
            // Read rather than only tracked: a memo that was never read follows nothing.
            newest.with(|_| ());
            let id = open.id();
            async move { plans::register(&id, open.as_buyer()).await }
        });
        let plan = Memo::new(move |before: Option<&Option<Plan>>| {
            let (plan, beside) = (open.plan.get()?, register.value.get());
            match beside {
                Some(beside) if beside.seq >= plan.seq => Some(beside.beside(plan)),
                // What belongs to the newer plan is on its way.
                _ => before.cloned().flatten(),
            }
        });
        Self { plan: plan.into(), register }
    }

    /// Why it could not be read, and the way to try again.
    #[must_use]
    pub fn failure(self) -> RwSignal<Option<Failure>> {
        self.register.failure
    }

    /// For a *Try again* button.
    #[must_use]
    pub fn retry(self) -> Callback<()> {
        self.register.retry()
    }
}
