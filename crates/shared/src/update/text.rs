//! An update as plain text, in the sections of the method.

use super::{SectionKind, Sections, StatusUpdate, UpdateLine};
use crate::{day::Day, spoken, stakeholder::Side};
use std::fmt::Write;

/// A period as people write it, such as *13–19 March 2026* or *28 March – 3 April 2026*.
#[must_use]
pub fn period_in_words(from: Day, to: Day) -> String {
    let ((year, month, first), (to_year, to_month, _)) = (from.parts(), to.parts());
    let end = format!("{} {to_year}", spoken::day(to, to));
    if from == to {
        end
    } else if (year, month) == (to_year, to_month) {
        format!("{first}–{end}")
    } else {
        format!("{} – {end}", spoken::day(from, to))
    }
}

impl SectionKind {
    /// Its heading.
    #[must_use]
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Completed => "Completed milestones",
            Self::OnTrack => "On track milestones, next two weeks",
            Self::AtRisk => "At risk milestones",
            Self::CompletedActions => "Completed actions",
            Self::UpcomingActions => "Upcoming actions",
            Self::RevisedTimeline => "Revised timeline",
        }
    }

    /// The sign before each of its lines.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Completed => "✓",
            Self::OnTrack => "→",
            Self::AtRisk => "⚠",
            Self::CompletedActions | Self::UpcomingActions | Self::RevisedTimeline => "-",
        }
    }

    /// Whose a line is, in a word; nothing where that has no meaning.
    #[must_use]
    pub const fn whose(self, side: Side) -> &'static str {
        match (self, side) {
            (Self::RevisedTimeline, _) => "",
            (_, Side::Buyer) => "Buyer",
            (_, Side::Seller) => "Seller",
            (_, Side::Joint) => "Both",
        }
    }
}

impl UpdateLine {
    /// As it stands in a text: *Buyer: Budget allocation confirmed*.
    #[must_use]
    pub fn spoken(&self, kind: SectionKind) -> String {
        match kind.whose(self.side) {
            "" => self.text.clone(),
            whose => format!("{whose}: {}", self.text),
        }
    }
}

impl Sections {
    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.summary.is_empty() && SectionKind::ALL.iter().all(|kind| self.lines(*kind).is_empty())
    }

    /// Summary and sections as plain text; those without lines are left out.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut out = self.summary.clone();
        for kind in SectionKind::ALL.iter().filter(|kind| !self.lines(**kind).is_empty()) {
            let gap = if out.is_empty() { "" } else { "\n\n" };
            let _ = write!(out, "{gap}{}", kind.heading().to_uppercase());
            for line in self.lines(*kind) {
                let _ = write!(out, "\n{} {}", kind.sign(), line.spoken(*kind));
                if !line.next.is_empty() {
                    let _ = write!(out, "\n  Action: {}", line.next);
                }
            }
        }
        out
    }
}

impl StatusUpdate {
    /// The whole update as plain text, to be pasted anywhere.
    #[must_use]
    pub fn to_text(&self, deal: &str) -> String {
        let period = period_in_words(self.period_from, self.period_to);
        let head = format!("MUTUAL ACTION PLAN STATUS UPDATE\nDeal: {deal}\nReview period: {period}");
        let body = self.sections.to_text();
        if body.is_empty() { head } else { format!("{head}\n\n{body}") }
    }
}
