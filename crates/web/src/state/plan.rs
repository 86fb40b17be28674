//! A plan that is open on the screen: fetched once, followed live, patched ahead of the server's answer where that can be taken back.

use crate::{
    api::{ApiError, plans, stream},
    browser,
    load::Failure,
};
use leptos::{prelude::*, task::spawn_local};
use std::time::Duration;
use tandem_shared::{event::Event, id::PlanId, plan::Plan};

/// What the page of a plan shows at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The first answer is waited for.
    Loading,
    /// It did not come.
    Failed(Failure),
    /// The plan is there.
    Shown,
    /// It was, and the viewer's access has ended.
    Ended,
}

#[derive(Default)]
struct Work {
    /// Changes that the server has not answered yet; meanwhile no older answer may overwrite what was patched.
    changing: u32,
    /// Whether a fetch is under way, and whether another is wanted after it.
    fetching: bool,
    again: bool,
    /// Whether one is about to begin.
    soon: bool,
    stream: Option<stream::Stream>,
}

/// An open plan. Made by the page, closed with it.
#[derive(Clone, Copy)]
pub struct OpenPlan {
    id: StoredValue<PlanId>,
    as_buyer: bool,
    /// The plan as it stands on the screen.
    pub plan: RwSignal<Option<Plan>>,
    /// What the page shows at all.
    pub phase: RwSignal<Phase>,
    /// Whether the live stream is cut and being tried again.
    pub is_cut: RwSignal<bool>,
    /// The newest thing that somebody did while the page was open.
    pub happened: RwSignal<Option<Event>>,
    /// Ids of what somebody else changed a moment ago.
    pub fresh: RwSignal<Vec<String>>,
    work: StoredValue<Work, LocalStorage>,
}

impl OpenPlan {
    /// Opens a plan, or what a View guest would see of it, and follows it until the page goes.
    #[must_use]
    pub fn open(id: PlanId, as_buyer: bool) -> Self {
        let plan = Self {
            id: StoredValue::new(id),
            as_buyer,
            plan: RwSignal::new(None),
            phase: RwSignal::new(Phase::Loading),
            is_cut: RwSignal::new(false),
            happened: RwSignal::new(None),
            fresh: RwSignal::new(Vec::new()),
            work: StoredValue::new_local(Work::default()),
        };
        on_cleanup(move || {
            plan.work.try_update_value(|w| w.stream = None);
        });
        plan.reload();
        plan
    }

    /// Its id.
    #[must_use]
    pub fn id(self) -> PlanId {
        self.id.get_value()
    }

    /// Whether it is what a View guest would see.
    #[must_use]
    pub fn as_buyer(self) -> bool {
        self.as_buyer
    }

    /// Its id, unless its page has gone.
    #[must_use]
    pub fn id_if_open(self) -> Option<PlanId> {
        self.id.try_get_value()
    }

    /// Fetches from the beginning, after a failure.
    pub fn reload(self) {
        self.phase.set(Phase::Loading);
        spawn_local(async move { self.refresh().await });
    }

    /// Fetches the plan as it is now. Calls that come meanwhile share one more fetch.
    pub async fn refresh(self) {
        let runs = self.work.try_update_value(|w| {
            w.again = w.fetching;
            !std::mem::replace(&mut w.fetching, true)
        });
        if runs != Some(true) {
            return;
        }
        let Some(id) = self.id_if_open() else { return };
        loop {
            let answer = if self.as_buyer { plans::preview(&id).await } else { plans::get(&id).await };
            let next = self.work.try_update_value(|w| (std::mem::take(&mut w.again) || w.changing > 0, w.changing > 0));
            let Some((again, outdated)) = next else { return };
            if !outdated {
                self.take(answer);
            }
            if !again {
                break;
            }
            browser::sleep(60).await;
        }
        self.work.try_update_value(|w| w.fetching = false);
    }

    fn take(self, answer: Result<Plan, ApiError>) {
        match answer {
            Ok(plan) => {
                let seq = plan.seq;
                self.plan.set(Some(plan));
                self.phase.set(Phase::Shown);
                self.follow(seq);
            }
            Err(error) if self.plan.with_untracked(Option::is_none) => self.phase.set(Phase::Failed(error.failure())),
            Err(error) if matches!(error.status(), 401..=410) => self.phase.set(Phase::Ended),
            // What is on the screen stays; the stream says that the connection is cut.
            Err(_) => {}
        }
    }

    /// Listens from the plan's newest event on; once.
    fn follow(self, seq: i64) {
        let following = self.work.try_with_value(|w| w.stream.is_some()) != Some(false);
        if following || self.as_buyer {
            return;
        }
        let stream = stream::open(&self.id(), seq, move |live| self.hear(live));
        self.work.try_update_value(|w| w.stream = Some(stream));
    }

    fn hear(self, live: stream::Live) {
        match live {
            stream::Live::Connected => {
                if self.is_cut.try_get_untracked() == Some(true) {
                    self.refresh_soon();
                }
                self.is_cut.try_set(false);
            }
            stream::Live::Waiting => drop(self.is_cut.try_set(true)),
            stream::Live::Ended => drop(self.phase.try_set(Phase::Ended)),
            stream::Live::Unknown => self.refresh_soon(),
            stream::Live::Event(event) => {
                if !self.is_mine(&event) {
                    self.mark(&event);
                    self.happened.try_set(Some(*event));
                }
                self.refresh_soon();
            }
        }
    }

    /// Whether the viewer did it, here or in another window.
    fn is_mine(self, event: &Event) -> bool {
        let same =
            |p: &Plan| event.actor.side == p.viewer.side && event.actor.name.as_deref() == Some(p.viewer.name.as_str());
        self.plan.try_with_untracked(|p| p.as_ref().is_some_and(same)).unwrap_or(true)
    }

    /// Lets what changed stand out for a moment; an action's milestone too, for it may be closed.
    fn mark(self, event: &Event) {
        let ids: Vec<String> = std::iter::once(event.data.id.clone()).chain(event.data.milestone_id.clone()).collect();
        self.fresh.try_update(|fresh| fresh.extend(ids.clone()));
        let clear = move || {
            self.fresh.try_update(|fresh| fresh.retain(|f| !ids.contains(f)));
        };
        set_timeout(clear, Duration::from_millis(2400));
    }

    /// Fetches once what arrived with this event is heard, so that several events cost one fetch.
    fn refresh_soon(self) {
        if self.work.try_update_value(|w| std::mem::replace(&mut w.soon, true)) != Some(false) {
            return;
        }
        spawn_local(async move {
            browser::sleep(5).await;
            self.work.try_update_value(|w| w.soon = false);
            self.refresh().await;
        });
    }

    /// Changes the plan on the screen ahead of the server's answer; gives the plan as it was, to take the change back.
    pub fn ahead(self, change: impl FnOnce(&mut Plan)) -> Option<Plan> {
        let before = self.plan.get_untracked();
        self.plan.update(|plan| {
            if let Some(plan) = plan {
                change(plan);
            }
        });
        before
    }

    /// A change is on its way to the server.
    pub fn begin_change(self) {
        self.work.try_update_value(|w| w.changing += 1);
    }

    /// The server answered.
    pub fn end_change(self) {
        self.work.try_update_value(|w| w.changing = w.changing.saturating_sub(1));
    }
}
