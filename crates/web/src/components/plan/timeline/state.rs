//! What the parts of the timeline share: the plan, what is being tried with it, and everything that is reckoned from both as one drags.

use super::{
    chart::{Chart, Subject, chart},
    marks::Texts,
    scale::Scale,
    trial::{self, Trial, tried},
    words,
};
use crate::format;
use leptos::prelude::*;
use tandem_shared::{
    day::Day,
    forecast::{Forecast, forecast},
    id::MilestoneId,
    plan::Plan,
    schedule::{self, Preview, Schedule},
};

/// The state of an open timeline.
#[derive(Clone, Copy)]
pub(crate) struct Timeline {
    /// The plan as it stands.
    pub(crate) plan: Signal<Plan>,
    /// What is being tried.
    pub(crate) trial: RwSignal<Option<Trial>>,
    /// What would follow from it.
    pub(crate) preview: Memo<Option<Preview>>,
    /// The plan as it would be.
    pub(crate) shown: Memo<Plan>,
    /// Its schedule.
    pub(crate) schedule: Memo<Schedule>,
    /// Its forecast.
    pub(crate) forecast: Memo<Forecast>,
    /// The drawing; nothing when no milestone has a date.
    pub(crate) chart: Memo<Option<Chart>>,
    /// Whether the viewer may move milestones.
    pub(crate) may_move: bool,
    /// The scale that stays while a bar is held.
    held: RwSignal<Option<Scale>>,
}

impl Timeline {
    /// Over a plan with everything that stands in it.
    pub(crate) fn new(plan: Signal<Plan>, may_move: bool) -> Self {
        let (trial, held) = (RwSignal::new(None::<Trial>), RwSignal::new(None));
        let preview = Memo::new(move |_| trial.with(|t| t.as_ref().map(|t| plan.with(|p| t.preview(p)))));
        let shown = Memo::new(move |_| {
            plan.with(|p| preview.with(|v| v.as_ref().map_or_else(|| p.clone(), |preview| tried(p, preview))))
        });
        let schedule = Memo::new(move |_| shown.with(schedule::compute));
        let forecast = Memo::new(move |_| shown.with(forecast));
        let chart = Memo::new(move |_| drawn(plan, shown, schedule, forecast, held));
        Self { plan, trial, preview, shown, schedule, forecast, chart, may_move, held }
    }

    /// Whether something is being tried.
    pub(crate) fn is_trying(self) -> bool {
        self.trial.with(Option::is_some)
    }

    /// Tries a milestone on another day.
    pub(crate) fn move_to(self, id: &MilestoneId, to: Day) {
        let before = self.trial.get_untracked();
        let after = self.plan.with_untracked(|plan| {
            self.shown.with_untracked(|shown| {
                self.schedule.with_untracked(|s| Trial::moved(before.clone(), plan, shown, s.slot(id), id, to))
            })
        });
        if after != before {
            self.trial.set(after);
        }
    }

    /// Tries a milestone so many working days of its side further on.
    pub(crate) fn step(self, id: &MilestoneId, by: i32) {
        let to = self.plan.with_untracked(|p| self.shown.with_untracked(|shown| trial::stepped(p, shown, id, by)));
        if let Some(to) = to {
            self.move_to(id, to);
        }
    }

    /// Tries dates for everything that is open, back from the hard date; says whether that would change anything.
    pub(crate) fn try_backward(self) -> bool {
        let trial = self.plan.with_untracked(|p| Trial::backward(p, schedule::backward(p)));
        let is_some = trial.is_some();
        self.trial.set(trial);
        is_some
    }

    /// Takes back what is being tried.
    pub(crate) fn discard(self) {
        self.held.set(None);
        self.trial.set(None);
    }

    /// Whether the viewer may move this milestone.
    pub(crate) fn is_movable(self, id: &MilestoneId) -> bool {
        self.may_move && self.plan.with(|p| trial::is_movable(p, id))
    }

    /// Keeps the scale while a bar is held, so that days stay where they are.
    pub(super) fn hold(self) {
        self.held.set(self.chart.with_untracked(|c| c.as_ref().map(|c| c.scale)));
    }

    /// The scale follows the dates again.
    pub(super) fn release(self) {
        self.held.set(None);
    }
}

fn drawn(
    plan: Signal<Plan>,
    shown: Memo<Plan>,
    schedule: Memo<Schedule>,
    forecast: Memo<Forecast>,
    held: RwSignal<Option<Scale>>,
) -> Option<Chart> {
    let (schedule, forecast) = (schedule.get(), forecast.get());
    let chances = match &forecast {
        Forecast::Dates(figures) => Some((figures.p50, figures.p80)),
        Forecast::NotEnoughData { .. } | Forecast::Decided => None,
    };
    let by = |percent: &str, day: Day| [percent, " % signed by ", &format::day_short(day)].concat();
    let texts = Texts {
        of_constraint: words::at_constraint,
        chances: chances.map(|(p50, p80)| (by("50", p50), by("80", p80))).unwrap_or_default(),
    };
    plan.with(|was| {
        shown.with(|plan| {
            let subject = Subject { plan, schedule: &schedule, was: Some(was), chances, scale: held.get() };
            chart(&subject, words::beside_bar, &texts)
        })
    })
}
