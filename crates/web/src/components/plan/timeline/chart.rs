//! The geometry of the timeline: where each lane, bar and link stands. Whole units throughout; the drawing scales them.

use super::{
    marks::{self, Band, Label},
    scale::{LEFT, Scale, WIDTH, begin_of, end_of, ticks},
};
use crate::components::plan::{outline::by_stage, wording};
use tandem_shared::{
    day::Day,
    id::MilestoneId,
    initials::initials,
    milestone::Milestone,
    plan::Plan,
    schedule::{Schedule, Slot},
    stakeholder::Side,
    status::MilestoneStatus,
};

/// Where the first lane begins.
pub(crate) const TOP: i64 = 34;
const ROW: i64 = 32;
const LANE_PAD: i64 = 8;
/// Height of a bar.
pub(crate) const BAR: i64 = 12;
const LETTER: i64 = 6;
/// Room that a face takes.
pub(crate) const FACE: i64 = 20;

/// A lane: one stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lane {
    /// The stage's name.
    pub(crate) name: String,
    /// Upper edge.
    pub(crate) y: i64,
}

/// Who answers for a milestone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Owner {
    /// Two letters for them.
    pub(crate) letters: String,
    /// The person, or the company while it is nobody in particular.
    pub(crate) name: String,
    /// Their side.
    pub(crate) side: Side,
}

/// A milestone's bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bar {
    /// Whose it is.
    pub(crate) id: MilestoneId,
    /// What stands beside it.
    pub(crate) words: String,
    /// Who answers for it; their face stands before the words.
    pub(crate) owner: Owner,
    /// Where it stands.
    pub(crate) status: MilestoneStatus,
    /// Left edge.
    pub(crate) x: i64,
    /// Upper edge.
    pub(crate) y: i64,
    /// Width.
    pub(crate) width: i64,
    /// Left edge and width of what was first agreed, when that differs.
    pub(crate) agreed: Option<(i64, i64)>,
    /// Left edge and width of where it stood before what is being tried.
    pub(crate) was: Option<(i64, i64)>,
    /// Left edge and width of how far it can slip.
    pub(crate) slack: Option<(i64, i64)>,
    /// It is on the critical path.
    pub(crate) critical: bool,
    /// Where it was reached.
    pub(crate) reached: Option<i64>,
    /// Where the label stands, and whether it ends there rather than begins.
    pub(crate) label: (i64, bool),
}

/// What waits for what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    /// An SVG path.
    pub(crate) path: String,
    /// Both its ends are on the critical path.
    pub(crate) critical: bool,
}

/// Everything that is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Chart {
    /// The days it spans.
    pub(crate) scale: Scale,
    /// Height of the drawing.
    pub(crate) height: i64,
    /// Lower edge of the lanes.
    pub(crate) bottom: i64,
    /// Dates along the top.
    pub(crate) ticks: Vec<(i64, Day)>,
    /// Lanes with at least one dated milestone.
    pub(crate) lanes: Vec<Lane>,
    /// Bars, top to bottom.
    pub(crate) bars: Vec<Bar>,
    /// Dependencies.
    pub(crate) links: Vec<Link>,
    /// Left edges and widths of runs of days on which the buyer does not work.
    pub(crate) closed: Vec<(i64, i64)>,
    /// Dates and periods that the plan must honour.
    pub(crate) bands: Vec<Band>,
    /// Today.
    pub(crate) today: i64,
    /// Days by which half and four fifths of the runs of the forecast have the signature.
    pub(crate) chances: Option<(i64, i64)>,
    /// Words below the lanes.
    pub(crate) labels: Vec<Label>,
    /// Titles of milestones that have no date yet.
    pub(crate) undated: Vec<String>,
}

/// What is drawn.
pub(crate) struct Subject<'a> {
    /// The plan, with what is being tried.
    pub(crate) plan: &'a Plan,
    /// Its schedule.
    pub(crate) schedule: &'a Schedule,
    /// The plan as it stands, while something is being tried.
    pub(crate) was: Option<&'a Plan>,
    /// P50 and P80 of the signature.
    pub(crate) chances: Option<(Day, Day)>,
    /// The scale to keep while a bar is being dragged.
    pub(crate) scale: Option<Scale>,
}

impl Subject<'_> {
    fn scale(&self) -> Option<Scale> {
        let ends = |plan: &Plan| plan.milestones.iter().filter_map(end_of).collect::<Vec<_>>();
        let mut more: Vec<Day> = self.was.map(ends).unwrap_or_default();
        more.extend(self.chances.map(|(_, p80)| p80));
        self.scale.or_else(|| Scale::of(self.plan, &more))
    }

    fn slot(&self, milestone: &Milestone) -> Option<&Slot> {
        self.schedule.slot(&milestone.id)
    }

    /// Where a milestone stood before, if it is being moved.
    fn before(&self, milestone: &Milestone, scale: Scale) -> Option<(i64, i64)> {
        let was = self.was?.milestones.iter().find(|m| m.id == milestone.id)?;
        (end_of(was) != end_of(milestone) || was.start_date != milestone.start_date).then_some(())?;
        Some(span(was, end_of(was)?, scale))
    }
}

/// Left edge and width of a milestone that ends on this day.
fn span(milestone: &Milestone, end: Day, scale: Scale) -> (i64, i64) {
    let (x, right) = (scale.x(begin_of(milestone, end)), scale.x(end));
    (x, (right - x).max(6))
}

/// The fullest of these words for which there is room beside a bar, right of it or left; the shortest at the edge when there is none.
fn beside(words: Vec<String>, left: i64, right: i64) -> (String, (i64, bool)) {
    let width = |text: &str| i64::try_from(text.chars().count()).unwrap_or(40) * LETTER + FACE;
    let mut shortest = String::new();
    for text in words {
        if right + 8 + width(&text) <= WIDTH {
            return (text, (right + 8, false));
        }
        if left - 8 - width(&text) >= LEFT {
            return (text, (left - 8, true));
        }
        shortest = text;
    }
    (shortest, (WIDTH - 4, true))
}

fn owner(plan: &Plan, milestone: &Milestone) -> Owner {
    let person = plan.stakeholders.iter().find(|s| milestone.owner_id.as_ref() == Some(&s.id));
    let side = person.map_or(milestone.owner_side, |s| s.side);
    let name = person.map_or_else(|| wording::side(plan, side), |s| s.name.clone());
    Owner { letters: initials(&name, crate::browser::upper), name, side }
}

fn bar(of: &Subject<'_>, milestone: &Milestone, scale: Scale, y: i64, words: Vec<String>) -> Option<Bar> {
    let end = end_of(milestone)?;
    let (x, width) = span(milestone, end, scale);
    let agreed = milestone.agreed_date.filter(|agreed| *agreed != end).map(|agreed| span(milestone, agreed, scale));
    let slot = of.slot(milestone).filter(|slot| !slot.done);
    let latest = slot.and_then(|slot| slot.late_finish).filter(|latest| *latest > end);
    let slack = latest.map(|latest| (x + width, scale.x_within(latest) - x - width)).filter(|(_, width)| *width > 2);
    let right = agreed.map_or(0, |(x, w)| x + w).max(x + width);
    let (words, label) = beside(words, x, right);
    Some(Bar {
        id: milestone.id.clone(),
        words,
        owner: owner(of.plan, milestone),
        status: milestone.status,
        x,
        y,
        width,
        agreed,
        was: of.before(milestone, scale),
        slack,
        critical: slot.is_some_and(|slot| slot.critical),
        reached: milestone.completed_at.map(|at| scale.x(Day::of_instant(at))),
        label,
    })
}

fn links(plan: &Plan, bars: &[Bar]) -> Vec<Link> {
    let of = |id: &MilestoneId| bars.iter().find(|b| b.id == *id);
    let pairs = plan.milestones.iter().flat_map(|m| m.depends_on.iter().map(|before| (of(before), of(&m.id))));
    let link = |(before, after): (Option<&Bar>, Option<&Bar>)| {
        let (before, after) = (before?, after?);
        let (x, y) = (before.x + before.width, before.y + BAR / 2);
        let down = if after.y > before.y { after.y } else { after.y + BAR };
        let middle = after.y + BAR / 2;
        // Beside the bar when there is room to its left, onto its edge when it begins before the other ends.
        let path = if after.x > x + 4 { format!("M{x} {y}V{middle}H{}", after.x) } else { format!("M{x} {y}V{down}") };
        Some(Link { path, critical: before.critical && after.critical })
    };
    pairs.filter_map(link).collect()
}

/// Lays a plan out; `None` when nothing has a date. `words` says what can stand beside a milestone's bar, the fullest first, `texts` what stands below.
pub(crate) fn chart(
    of: &Subject<'_>,
    words: impl Fn(&Milestone, Option<&Slot>) -> Vec<String>,
    texts: &marks::Texts,
) -> Option<Chart> {
    let (plan, scale) = (of.plan, of.scale()?);
    let (mut lanes, mut bars, mut undated) = (Vec::new(), Vec::new(), Vec::new());
    let mut y = TOP;
    for group in by_stage(plan) {
        let live: Vec<_> = group.milestones.iter().filter(|m| m.status != MilestoneStatus::Cancelled).collect();
        undated.extend(live.iter().filter(|m| end_of(m).is_none()).map(|m| m.title.clone()));
        let before = bars.len();
        for milestone in live {
            let row = i64::try_from(bars.len() - before).unwrap_or(0);
            let label = words(milestone, of.slot(milestone));
            bars.extend(bar(of, milestone, scale, y + LANE_PAD + row * ROW + 6, label));
        }
        let rows = i64::try_from(bars.len() - before).unwrap_or(0);
        if rows > 0 {
            lanes.push(Lane { name: group.stage.name.clone(), y });
            y += rows * ROW + 2 * LANE_PAD;
        }
    }
    let bands = marks::bands(plan, scale);
    let chances = of.chances.map(|(p50, p80)| (scale.x_within(p50), scale.x_within(p80)));
    let today = scale.x(plan.today);
    let (labels, below) = marks::labels(&bands, today, chances, texts, plan, y);
    Some(Chart {
        scale,
        height: y + below,
        bottom: y + 4,
        ticks: ticks(scale),
        links: links(plan, &bars),
        lanes,
        bars,
        closed: marks::closed(plan, scale),
        bands,
        today,
        chances,
        labels,
        undated,
    })
}

#[cfg(test)]
mod tests;
