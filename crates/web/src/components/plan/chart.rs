//! The geometry of the timeline: where each lane, bar, link and line stands. Whole units throughout; the drawing scales them.

use super::outline::by_stage;
use tandem_shared::{day::Day, id::MilestoneId, milestone::Milestone, plan::Plan, status::MilestoneStatus};

/// Width of the drawing.
pub(crate) const WIDTH: i64 = 1090;
const LEFT: i64 = 130;
const RIGHT: i64 = 24;
/// Where the first lane begins.
pub(crate) const TOP: i64 = 34;
const ROW: i64 = 32;
const LANE_PAD: i64 = 8;
/// Height of a bar.
pub(crate) const BAR: i64 = 12;
const LETTER: i64 = 6;

/// A lane: one stage.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Lane {
    /// The stage's name.
    pub(crate) name: String,
    /// Upper edge.
    pub(crate) y: i64,
}

/// A milestone's bar.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Bar {
    /// Whose it is.
    pub(crate) id: MilestoneId,
    /// Its title.
    pub(crate) title: String,
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
    /// Where it was reached.
    pub(crate) reached: Option<i64>,
    /// Where the label stands, and whether it ends there rather than begins.
    pub(crate) label: (i64, bool),
}

/// Everything that is drawn.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Chart {
    /// Height of the drawing.
    pub(crate) height: i64,
    /// Dates along the top.
    pub(crate) ticks: Vec<(i64, Day)>,
    /// Lanes with at least one dated milestone.
    pub(crate) lanes: Vec<Lane>,
    /// Bars, top to bottom.
    pub(crate) bars: Vec<Bar>,
    /// Dependencies, as SVG paths.
    pub(crate) links: Vec<String>,
    /// Today.
    pub(crate) today: i64,
    /// The buyer's hard date.
    pub(crate) anchor: Option<i64>,
    /// Titles of milestones that have no date yet.
    pub(crate) undated: Vec<String>,
}

struct Scale {
    first: Day,
    days: i64,
}

impl Scale {
    fn x(&self, day: Day) -> i64 {
        LEFT + day.days_since(self.first) * (WIDTH - LEFT - RIGHT) / self.days
    }
}

fn end_of(milestone: &Milestone) -> Option<Day> {
    milestone.completed_at.map(Day::of_instant).or(milestone.target_date)
}

fn begin_of(milestone: &Milestone, end: Day) -> Day {
    let length = milestone.duration_days.map(i64::from).unwrap_or_default();
    milestone.start_date.unwrap_or_else(|| end.plus_days(-(length * 7 / 5))).min(end)
}

fn scale_of(plan: &Plan) -> Option<Scale> {
    let of =
        |m: &Milestone| [m.start_date, m.agreed_date, m.target_date, end_of(m), end_of(m).map(|end| begin_of(m, end))];
    let dated = plan.milestones.iter().flat_map(of).flatten();
    let (mut first, mut last): (Option<Day>, Option<Day>) = (None, None);
    for day in dated.chain(plan.anchor_date).chain([plan.today]) {
        first = Some(first.map_or(day, |f| f.min(day)));
        last = Some(last.map_or(day, |l| l.max(day)));
    }
    plan.milestones.iter().find_map(end_of)?;
    let first = first?.plus_days(-3);
    Some(Scale { first, days: last?.plus_days(4).days_since(first).max(14) })
}

/// Firsts and fifteenths of months, firsts only, or firsts of quarters, as fits.
fn ticks(scale: &Scale) -> Vec<(i64, Day)> {
    let wanted = |day: Day| {
        let (_, month, of_month) = day.parts();
        match scale.days {
            ..=30 => matches!(of_month, 1 | 8 | 15 | 22),
            31..=130 => matches!(of_month, 1 | 15),
            131..=400 => of_month == 1,
            _ => of_month == 1 && month % 3 == 1,
        }
    };
    let days = (0..=scale.days).map(|n| scale.first.plus_days(n));
    days.filter(|day| wanted(*day)).map(|day| (scale.x(day), day)).collect()
}

fn bar(milestone: &Milestone, scale: &Scale, y: i64, suffix: usize) -> Option<Bar> {
    let end = end_of(milestone)?;
    let (x, right) = (scale.x(begin_of(milestone, end)), scale.x(end));
    let width = (right - x).max(6);
    let agreed = milestone.agreed_date.filter(|agreed| *agreed != end).map(|agreed| {
        let from = scale.x(begin_of(milestone, agreed));
        (from, (scale.x(agreed) - from).max(6))
    });
    let right = (x + width).max(agreed.map_or(0, |(x, w)| x + w));
    let letters = i64::try_from(milestone.title.chars().count() + suffix).unwrap_or(40);
    let label = if right + 8 + letters * LETTER > WIDTH { (x - 8, true) } else { (right + 8, false) };
    Some(Bar {
        id: milestone.id.clone(),
        title: milestone.title.clone(),
        status: milestone.status,
        x,
        y,
        width,
        agreed,
        reached: milestone.completed_at.map(|at| scale.x(Day::of_instant(at))),
        label,
    })
}

fn links(plan: &Plan, bars: &[Bar]) -> Vec<String> {
    let of = |id: &MilestoneId| bars.iter().find(|b| b.id == *id);
    let pairs = plan.milestones.iter().flat_map(|m| m.depends_on.iter().map(|before| (of(before), of(&m.id))));
    let path = |(before, after): (Option<&Bar>, Option<&Bar>)| {
        let (before, after) = (before?, after?);
        let (x, y) = (before.x + before.width, before.y + BAR / 2);
        let down = if after.y > before.y { after.y } else { after.y + BAR };
        let middle = after.y + BAR / 2;
        // Beside the bar when there is room to its left, onto its edge when it begins before the other ends.
        Some(if after.x > x + 4 { format!("M{x} {y}V{middle}H{}", after.x) } else { format!("M{x} {y}V{down}") })
    };
    pairs.filter_map(path).collect()
}

/// Lays the plan out; `None` when nothing has a date. `suffix` says how many letters follow a milestone's title in its label.
pub(crate) fn chart(plan: &Plan, suffix: impl Fn(&Milestone) -> usize) -> Option<Chart> {
    let scale = scale_of(plan)?;
    let mut chart =
        Chart { today: scale.x(plan.today), anchor: plan.anchor_date.map(|d| scale.x(d)), ..Chart::default() };
    let mut y = TOP;
    for group in by_stage(plan) {
        let live: Vec<_> = group.milestones.iter().filter(|m| m.status != MilestoneStatus::Cancelled).collect();
        let undated = live.iter().filter(|m| end_of(m).is_none()).map(|m| m.title.clone());
        chart.undated.extend(undated);
        let before = chart.bars.len();
        for milestone in live {
            let row = i64::try_from(chart.bars.len() - before).unwrap_or(0);
            chart.bars.extend(bar(milestone, &scale, y + LANE_PAD + row * ROW + 6, suffix(milestone)));
        }
        let rows = i64::try_from(chart.bars.len() - before).unwrap_or(0);
        if rows > 0 {
            chart.lanes.push(Lane { name: group.stage.name.clone(), y });
            y += rows * ROW + 2 * LANE_PAD;
        }
    }
    chart.height = y + 26;
    chart.ticks = ticks(&scale);
    chart.links = links(plan, &chart.bars);
    Some(chart)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::plan::example;

    #[test]
    fn bars_lie_within_the_drawing_and_rows_do_not_overlap() {
        let chart = chart(&example::plan(), |_| 0).unwrap();
        assert_eq!((chart.lanes.len(), chart.bars.len()), (4, 8));
        assert!(chart.bars.iter().all(|b| b.x >= LEFT && b.x + b.width <= WIDTH));
        assert!(chart.bars.windows(2).all(|w| w[0].y + BAR < w[1].y));
        assert!(chart.anchor > Some(chart.today));
    }

    #[test]
    fn a_moved_milestone_shows_what_was_agreed_and_a_reached_one_its_mark() {
        let chart = chart(&example::plan(), |_| 0).unwrap();
        let review = chart.bars.iter().find(|b| b.title == "Security review passed").unwrap();
        let (from, width) = review.agreed.unwrap();
        assert!(from == review.x && width < review.width && review.reached.is_none());
        assert!(chart.bars[0].reached.is_some());
        assert_eq!(chart.links.len(), 7);
    }

    #[test]
    fn a_plan_without_dates_draws_nothing_and_names_what_has_none() {
        let mut plan = example::plan();
        plan.milestones.truncate(1);
        plan.milestones[0].completed_at = None;
        plan.milestones[0].target_date = None;
        assert_eq!(chart(&plan, |_| 0), None);
    }

    #[test]
    fn a_plan_of_years_has_few_dates_along_the_top() {
        let mut plan = example::plan();
        plan.anchor_date = Some(plan.today.plus_days(900));
        assert!((8..=14).contains(&chart(&plan, |_| 0).unwrap().ticks.len()));
    }
}
