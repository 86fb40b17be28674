//! Drafting an update from what really happened: facts of milestones and actions, and events of dates that moved. What is internal never enters.

use super::{Sections, UpdateLine, agreed};
use crate::{
    action::Action,
    day::{Day, Timestamp},
    event::{Change, Event, EventType, moved_target},
    milestone::{Milestone, MilestoneKind, Visibility},
    plan::Plan,
    risk::Risk,
    spoken::{self, days_in},
    stakeholder::Side,
    status::{ActionStatus, MilestoneStatus, ReasonCode},
};

/// Days ahead that *on track* and *upcoming* look.
const AHEAD: i64 = 14;
/// What is asked where nobody has planned anything against a risk: let the buyer decide.
const ASK: &str = "Do we need to revise the date, or is there a way to make up the time?";

/// The sections of an update about the days from `from` to `to`, both included, ready to be edited.
#[must_use]
pub fn draft(plan: &Plan, events: &[Event], from: Day, to: Day) -> Sections {
    let drafting = Drafting { plan, events, from, to };
    Sections {
        summary: drafting.summary(),
        completed: drafting.completed(),
        on_track: drafting.on_track(),
        at_risk: drafting.at_risk(),
        completed_actions: drafting.completed_actions(),
        upcoming_actions: drafting.upcoming_actions(),
        revised_timeline: drafting.revised_timeline(),
    }
}

struct Drafting<'a> {
    plan: &'a Plan,
    events: &'a [Event],
    from: Day,
    to: Day,
}

/// A target that moved within the period: what it was at first, what it is now.
struct Moved<'a> {
    milestone: &'a Milestone,
    was: Day,
    now: Option<Day>,
}

const fn line(side: Side, text: String) -> UpdateLine {
    UpdateLine { side, text, next: String::new() }
}

fn working_days(n: i64) -> String {
    format!("{n} working {}", if n == 1 { "day" } else { "days" })
}

fn is_open(m: &Milestone) -> bool {
    m.completed_at.is_none()
}

fn is_open_action(a: &Action) -> bool {
    a.completed_at.is_none() && !matches!(a.status, ActionStatus::Declined | ActionStatus::Cancelled)
}

impl<'a> Drafting<'a> {
    fn milestones(&self) -> impl Iterator<Item = &'a Milestone> {
        self.plan.milestones.iter().filter(|m| m.visibility == Visibility::Shared && m.cancelled_at.is_none())
    }

    fn actions(&self) -> impl Iterator<Item = &'a Action> {
        self.milestones().flat_map(|m| m.actions.iter()).filter(|a| a.visibility == Visibility::Shared)
    }

    fn is_within(&self, at: Timestamp) -> bool {
        (self.from..=self.to).contains(&Day::of_instant(at))
    }

    fn is_soon(&self, day: Day) -> bool {
        day <= self.to.plus_days(AHEAD)
    }

    fn day(&self, day: Day) -> String {
        spoken::day(day, self.to)
    }

    /// Milestones that are open, those without a date last.
    fn open(&self) -> Vec<&'a Milestone> {
        let mut open: Vec<_> = self.milestones().filter(|m| is_open(m)).collect();
        open.sort_by_key(|m| (m.target_date.is_none(), m.target_date));
        open
    }

    fn summary(&self) -> String {
        let (done, all) = (self.milestones().filter(|m| !is_open(m)).count(), self.milestones().count());
        if all == 0 {
            return String::new();
        }
        let mut said = vec![format!("{done} of {all} milestones {} done.", if done == 1 { "is" } else { "are" })];
        match self.open().iter().filter(|m| self.is_at_risk(m)).count() {
            0 => {}
            1 => said.push("1 is at risk.".to_owned()),
            n => said.push(format!("{n} are at risk.")),
        }
        if let Some(next) = self.open().first() {
            let by = next.target_date.map(|day| format!(", by {}", self.day(day))).unwrap_or_default();
            said.push(format!("Next: {}{by}.", next.title));
        }
        let signature = self.milestones().find(|m| m.kind == MilestoneKind::Signature && is_open(m));
        if let Some(day) = signature.and_then(|m| m.target_date) {
            said.push(format!("The signature is planned for {}.", self.day(day)));
        }
        said.join(" ")
    }

    fn completed(&self) -> Vec<UpdateLine> {
        let mut done: Vec<_> = self
            .milestones()
            .filter_map(|m| m.completed_at.filter(|at| self.is_within(*at)).map(|at| (at, m)))
            .collect();
        done.sort_by_key(|(at, _)| *at);
        let told = |m: &Milestone| {
            let when = match m.slip_days {
                None => String::new(),
                Some(0) => " (as agreed)".to_owned(),
                Some(n) if n < 0 => format!(" ({} ahead of schedule)", working_days(-n)),
                Some(n) => format!(" ({} later than agreed)", working_days(n)),
            };
            line(m.owner_side, m.title.clone() + &when)
        };
        done.into_iter().map(|(_, m)| told(m)).collect()
    }

    fn is_at_risk(&self, m: &Milestone) -> bool {
        matches!(m.status, MilestoneStatus::AtRisk | MilestoneStatus::Overdue) || self.threats(m).next().is_some()
    }

    /// Risks that came, or that are likely, heavy and unanswered.
    fn threats(&self, m: &Milestone) -> impl Iterator<Item = &'a Risk> {
        let of = |r: &&Risk| r.milestone_id.as_ref() == Some(&m.id) && r.visibility == Visibility::Shared;
        self.plan.risks.iter().filter(of).filter(|r| r.threatens())
    }

    fn on_track(&self) -> Vec<UpdateLine> {
        let told = |m: &Milestone, target: Day| {
            let work = || m.actions.iter().filter(|a| a.visibility == Visibility::Shared);
            let (done, all) = (work().filter(|a| a.completed_at.is_some()).count(), work().count());
            let begun = match (m.status, all) {
                (_, 1..) if done > 0 => format!(", {done} of {all} actions done"),
                (MilestoneStatus::OnTrack, _) => ", in progress".to_owned(),
                _ => String::new(),
            };
            line(m.owner_side, format!("{}{begun}, target {}", m.title, self.day(target)))
        };
        let soon = self.open().into_iter().filter(|m| !self.is_at_risk(m));
        soon.filter_map(|m| m.target_date.filter(|day| self.is_soon(*day)).map(|day| told(m, day))).collect()
    }

    fn at_risk(&self) -> Vec<UpdateLine> {
        let told = |m: &Milestone| {
            // That the target has passed is said by the dates.
            let reasons = m
                .status_reasons
                .iter()
                .filter(|r| r.code != ReasonCode::TargetPassed)
                .map(|r| days_in(&r.detail, |day| self.day(day)));
            let mut why: Vec<String> = reasons.collect();
            let is_told = |risk: &Risk, why: &[String]| why.iter().any(|text| text.ends_with(&risk.description));
            let untold: Vec<String> =
                self.threats(m).filter(|r| !is_told(r, &why)).map(|r| r.description.clone()).collect();
            why.extend(untold);
            let why: Vec<&str> = why.iter().map(|text| text.trim_end_matches('.')).collect();
            let why = if why.is_empty() { String::new() } else { format!(": {}", why.join("; ")) };
            UpdateLine {
                side: m.owner_side,
                text: format!("{}{why}{}", m.title, self.dates_at_risk(m)),
                next: self.next_about(m),
            }
        };
        self.open().into_iter().filter(|m| self.is_at_risk(m)).map(told).collect()
    }

    fn dates_at_risk(&self, m: &Milestone) -> String {
        let passed = m.target_date.is_some_and(|day| day < self.to);
        match (m.agreed_date, m.target_date) {
            (Some(was), Some(now)) if was != now => {
                format!(" (target was {}, now {})", self.day(was), self.day(now))
            }
            (_, Some(day)) if passed => format!(" (target was {}, no new date yet)", self.day(day)),
            (_, Some(day)) => format!(" (target {})", self.day(day)),
            (_, None) => String::new(),
        }
    }

    /// What is done about a milestone at risk: what was planned against its risk, or its next action, or a question.
    fn next_about(&self, m: &Milestone) -> String {
        let planned = self.plan.risks.iter().filter(|r| {
            r.milestone_id.as_ref() == Some(&m.id) && r.visibility == Visibility::Shared && !r.mitigation.is_empty()
        });
        // What is planned against another risk does not answer the one that is told.
        let is_threatened = self.threats(m).next().is_some();
        let answer = planned.filter(|r| if is_threatened { r.threatens() } else { r.is_open() }).map(|r| {
            let by = r.mitigation_due.map(|day| format!(" by {}", self.day(day))).unwrap_or_default();
            format!("{}{by}", r.mitigation.trim_end_matches('.'))
        });
        let mut work: Vec<&Action> =
            m.actions.iter().filter(|a| a.visibility == Visibility::Shared && is_open_action(a)).collect();
        work.sort_by_key(|a| (a.target_date.is_none(), a.target_date, a.position));
        let step = || work.first().map(|a| self.action_in_words(a));
        answer.into_iter().next().or_else(step).unwrap_or_else(|| ASK.to_owned())
    }

    fn names(&self, a: &Action) -> String {
        let people = a.assignee_ids.iter().filter_map(|id| self.plan.stakeholders.iter().find(|s| s.id == *id));
        people.map(|s| s.name.as_str()).collect::<Vec<_>>().join(", ")
    }

    /// *Submit the questions by 22 March (Mara Lindt)*.
    fn action_in_words(&self, a: &Action) -> String {
        let by = a.target_date.map(|day| format!(" by {}", self.day(day))).unwrap_or_default();
        let names = self.names(a);
        let who = if names.is_empty() { String::new() } else { format!(" ({names})") };
        let late = if a.status == ActionStatus::Overdue { ", overdue" } else { "" };
        format!("{}{by}{who}{late}", a.title)
    }

    fn completed_actions(&self) -> Vec<UpdateLine> {
        let mut done: Vec<_> =
            self.actions().filter_map(|a| a.completed_at.filter(|at| self.is_within(*at)).map(|at| (at, a))).collect();
        done.sort_by_key(|(at, a)| (a.side, *at));
        let told = |at: Timestamp, a: &Action| {
            let late = a.target_date.map(|target| Day::of_instant(at).working_days_since(target));
            let when = match late {
                None => String::new(),
                Some(0) => " (on schedule)".to_owned(),
                Some(n) if n < 0 => " (ahead of schedule)".to_owned(),
                Some(n) => format!(" ({} late)", working_days(n)),
            };
            line(a.side, a.title.clone() + &when)
        };
        let agreed = agreed::lines(self.events, |event| self.is_within(event.at));
        agreed.into_iter().chain(done.into_iter().map(|(at, a)| told(at, a))).collect()
    }

    fn upcoming_actions(&self) -> Vec<UpdateLine> {
        let of_open = self.milestones().filter(|m| is_open(m)).flat_map(|m| m.actions.iter());
        let mut soon: Vec<&Action> = of_open
            .filter(|a| a.visibility == Visibility::Shared && is_open_action(a))
            .filter(|a| a.target_date.is_some_and(|day| self.is_soon(day)))
            .collect();
        soon.sort_by_key(|a| (a.side, a.target_date));
        soon.into_iter().map(|a| line(a.side, self.action_in_words(a))).collect()
    }

    /// Each shared milestone whose target moved within the period, by the events of it and the proposals that were accepted.
    fn moved(&self) -> Vec<Moved<'a>> {
        let moves = |e: &&Event| matches!(e.kind, EventType::MilestoneUpdated | EventType::ProposalAccepted);
        let mut events: Vec<&Event> = self.events.iter().filter(moves).filter(|e| self.is_within(e.at)).collect();
        events.sort_by_key(|e| e.seq);
        let first = |m: &Milestone| {
            let with_others = moved_target(&m.id);
            let moved = |(e, c): &(&Event, &Change)| {
                c.field == with_others || (c.field == "target_date" && e.data.id == m.id.as_str())
            };
            let all = events.iter().flat_map(|e| e.changes.iter().map(move |c| (*e, c)));
            all.filter(moved).find_map(|(_, c)| c.from.as_deref()?.parse::<Day>().ok())
        };
        let moved =
            self.milestones().filter_map(|m| first(m).map(|was| Moved { milestone: m, was, now: m.target_date }));
        moved.filter(|moved| moved.now != Some(moved.was)).collect()
    }

    fn revised_timeline(&self) -> Vec<UpdateLine> {
        let mut lines = Vec::new();
        for Moved { milestone: m, was, now } in self.moved() {
            let by = |was: Day, now: Day| match now.working_days_since(was) {
                n if n < 0 => format!("{} earlier", working_days(-n)),
                n => format!("{} later", working_days(n)),
            };
            if m.kind == MilestoneKind::Signature {
                let first = m.agreed_date.unwrap_or(was);
                lines.push(format!("Original signature target: {}", self.day(first)));
                lines.push(match now {
                    Some(now) => format!("Revised signature target: {} ({})", self.day(now), by(first, now)),
                    None => "Revised signature target: no date yet".to_owned(),
                });
            } else {
                lines.push(match now {
                    Some(now) => format!("{}: {} → {} ({})", m.title, self.day(was), self.day(now), by(was, now)),
                    None => format!("{}: {} → no date yet", m.title, self.day(was)),
                });
            }
        }
        lines.into_iter().map(|text| line(Side::Joint, text)).collect()
    }
}
