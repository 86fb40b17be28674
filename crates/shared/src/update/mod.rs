//! Weekly status updates: drafted from what happened, edited by a seller, sent to chosen people of both sides, kept.

#[cfg(feature = "register")]
mod agreed;
#[cfg(feature = "register")]
mod draft;
mod text;

#[cfg(feature = "register")]
pub use draft::draft;
pub use text::period_in_words;

use crate::{
    day::{Day, Timestamp},
    error::{Input, Problems},
    id::{StakeholderId, StatusUpdateId},
    stakeholder::Side,
    text as limits,
    words::words,
};
use serde::{Deserialize, Serialize};

words! {
    /// Whether an update has left.
    StatusUpdateState {
        /// Being written; only sellers who may edit see it.
        Draft = "draft",
        /// Sent; both sides read it, nobody changes it.
        Sent = "sent",
    }
}

words! {
    /// The sections of an update, in their order.
    SectionKind {
        /// Milestones reached in the period.
        Completed = "completed",
        /// Milestones of the next two weeks that nothing speaks against.
        OnTrack = "on_track",
        /// Milestones whose date is in doubt, each with what is done about it.
        AtRisk = "at_risk",
        /// Actions done in the period.
        CompletedActions = "completed_actions",
        /// Actions of the next two weeks.
        UpcomingActions = "upcoming_actions",
        /// Dates that moved in the period.
        RevisedTimeline = "revised_timeline",
    }
}

/// Most lines of a section.
pub const LINES_MAX: usize = 60;
/// Most people one update goes to.
pub const RECIPIENTS_MAX: usize = 50;
/// Longest period, in days.
pub const PERIOD_MAX: i64 = 92;
/// Days that a period has when nothing was sent before.
pub const PERIOD_DAYS: i64 = 7;

/// One line of a section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UpdateLine {
    /// Whose it is; of no meaning in the revised timeline.
    pub side: Side,
    /// What it says.
    pub text: String,
    /// What is done about it; for what is at risk, empty elsewhere.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub next: String,
}

/// What an update says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Sections {
    /// In a few words, above everything else.
    pub summary: String,
    /// Milestones reached in the period.
    pub completed: Vec<UpdateLine>,
    /// Milestones of the next two weeks that nothing speaks against.
    pub on_track: Vec<UpdateLine>,
    /// Milestones whose date is in doubt, each with what is done about it.
    pub at_risk: Vec<UpdateLine>,
    /// Actions done in the period.
    pub completed_actions: Vec<UpdateLine>,
    /// Actions of the next two weeks.
    pub upcoming_actions: Vec<UpdateLine>,
    /// Dates that moved in the period.
    pub revised_timeline: Vec<UpdateLine>,
}

impl Sections {
    /// The lines of a section.
    #[must_use]
    pub const fn lines(&self, kind: SectionKind) -> &Vec<UpdateLine> {
        match kind {
            SectionKind::Completed => &self.completed,
            SectionKind::OnTrack => &self.on_track,
            SectionKind::AtRisk => &self.at_risk,
            SectionKind::CompletedActions => &self.completed_actions,
            SectionKind::UpcomingActions => &self.upcoming_actions,
            SectionKind::RevisedTimeline => &self.revised_timeline,
        }
    }

    /// The lines of a section, to change them.
    pub const fn lines_mut(&mut self, kind: SectionKind) -> &mut Vec<UpdateLine> {
        match kind {
            SectionKind::Completed => &mut self.completed,
            SectionKind::OnTrack => &mut self.on_track,
            SectionKind::AtRisk => &mut self.at_risk,
            SectionKind::CompletedActions => &mut self.completed_actions,
            SectionKind::UpcomingActions => &mut self.upcoming_actions,
            SectionKind::RevisedTimeline => &mut self.revised_timeline,
        }
    }

    /// Tidies and checks; lines without a text are dropped.
    fn check(&mut self, problems: &mut Problems) {
        limits::prose(problems, "/sections/summary", &mut self.summary);
        for kind in SectionKind::ALL {
            let lines = self.lines_mut(*kind);
            lines.retain(|line| !line.text.trim().is_empty());
            let at = format!("/sections/{kind}");
            if lines.len() > LINES_MAX {
                problems.add(at.as_str(), "too_many", format!("must be at most {LINES_MAX} lines"));
            }
            for (i, line) in lines.iter_mut().enumerate() {
                limits::prose(problems, &format!("{at}/{i}/text"), &mut line.text);
                limits::prose(problems, &format!("{at}/{i}/next"), &mut line.next);
            }
        }
    }
}

/// A person an update goes, or went, to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Recipient {
    /// The person in the plan.
    pub stakeholder_id: StakeholderId,
    /// Their name at the time.
    pub name: String,
    /// Their side.
    pub side: Side,
}

/// A status update of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StatusUpdate {
    /// Its id.
    pub id: StatusUpdateId,
    /// Whether it has left.
    pub status: StatusUpdateState,
    /// The first day it is about.
    pub period_from: Day,
    /// The last day it is about.
    pub period_to: Day,
    /// What it says.
    pub sections: Sections,
    /// Whom it goes to, as far as chosen; whom it went to, once sent.
    pub recipients: Vec<Recipient>,
    /// Name of who drafted it, then of who sent it.
    pub by: String,
    /// When it was drafted.
    pub created_at: Timestamp,
    /// When it was sent.
    pub sent_at: Option<Timestamp>,
    /// Grows with every change; the ETag.
    pub version: i32,
}

/// An update to draft from what happened.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewStatusUpdate {
    /// The first day it is about; the day after the last update when left out, or a week before the last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period_from: Option<Day>,
    /// The last day it is about; today when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period_to: Option<Day>,
}

impl Input for NewStatusUpdate {
    fn check(&mut self, problems: &mut Problems) {
        if let (Some(from), Some(to)) = (self.period_from, self.period_to) {
            check_period(problems, from, to);
        }
    }
}

/// A change of a draft.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StatusUpdatePatch {
    /// The first day it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period_from: Option<Day>,
    /// The last day it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period_to: Option<Day>,
    /// All that it says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sections: Option<Sections>,
    /// Everyone it is to go to: people of the plan who have an address and access.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipients: Option<Vec<StakeholderId>>,
    /// Whether all that it says is drafted again, from what happened until now: the last day becomes today unless it is given here too.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub draft_again: bool,
}

impl Input for StatusUpdatePatch {
    fn check(&mut self, problems: &mut Problems) {
        if self.draft_again && self.sections.is_some() {
            problems.add("/sections", "differs", "must be left out when the update is drafted again");
        }
        if let Some(sections) = &mut self.sections {
            sections.check(problems);
        }
        self.recipients.iter_mut().for_each(|ids| check_recipients(problems, ids));
    }
}

/// Sends an update.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SendStatusUpdate {
    /// Whom to; those chosen in the draft when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipients: Option<Vec<StakeholderId>>,
}

impl Input for SendStatusUpdate {
    fn check(&mut self, problems: &mut Problems) {
        self.recipients.iter_mut().for_each(|ids| check_recipients(problems, ids));
    }
}

fn check_recipients(problems: &mut Problems, ids: &mut Vec<StakeholderId>) {
    ids.sort_unstable();
    ids.dedup();
    if ids.len() > RECIPIENTS_MAX {
        problems.add("/recipients", "too_many", format!("must be at most {RECIPIENTS_MAX} people"));
    }
}

/// Notes a period that ends before it begins, or that is longer than a quarter.
pub fn check_period(problems: &mut Problems, from: Day, to: Day) {
    if to < from {
        problems.add("/period_to", "before_start", format!("must not be before the first day, {from}"));
    } else if to.days_since(from) > PERIOD_MAX {
        problems.add("/period_to", "too_long", format!("must be at most {PERIOD_MAX} days after the first"));
    }
}

/// The period of the next update: from the day after the last one, or a week, up to `to`; never longer than a quarter.
#[must_use]
pub fn next_period(last_to: Option<Day>, to: Day) -> (Day, Day) {
    let week = to.plus_days(1 - PERIOD_DAYS);
    let from = last_to.map_or(week, |last| last.plus_days(1).min(to));
    (from.max(to.plus_days(-PERIOD_MAX)), to)
}

/// The day of the next review: the one set by hand, or as many days after the last review (or after the sharing) as the cadence says. None before a plan
/// is shared.
#[must_use]
pub fn next_review(
    set: Option<Day>,
    every_days: i32,
    reviewed_at: Option<Timestamp>,
    shared_at: Option<Timestamp>,
) -> Option<Day> {
    set.or_else(|| reviewed_at.max(shared_at).map(|at| Day::of_instant(at).plus_days(i64::from(every_days))))
}
