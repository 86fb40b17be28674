//! What lies behind the bars: the buyer's dates and periods, days on which nobody works there, and the words below the drawing.

use super::scale::{Scale, WIDTH};
use tandem_shared::{constraint::Constraint, day::Day, plan::Plan, schedule::WorkingDays, stakeholder::Side};

/// Height of a row of words.
const ROW: i64 = 14;
/// Width of one of their letters.
const LETTER: i64 = 6;
/// Days narrower than this (in thousandths) are not drawn one by one.
const DAY_MIN: i64 = 2_200;

/// A date or period that the plan must honour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Band {
    /// What it is.
    pub(crate) constraint: Constraint,
    /// Left edge.
    pub(crate) x: i64,
    /// Width; 0 for a line.
    pub(crate) width: i64,
}

/// Words below the drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Label {
    /// What it belongs to; decides the colour.
    pub(crate) class: &'static str,
    /// The words.
    pub(crate) text: String,
    /// Where they begin, or end.
    pub(crate) x: i64,
    /// Their base line.
    pub(crate) y: i64,
    /// They end at `x`.
    pub(crate) ends: bool,
}

/// What the words are; given from outside because only the browser writes dates.
pub(crate) struct Texts {
    /// What stands at a constraint.
    pub(crate) of_constraint: fn(&Plan, &Constraint) -> String,
    /// What stands at P50 and P80.
    pub(crate) chances: (String, String),
}

/// Lines and bands of what lies within the drawing. A period is a band, a single day and the hard date a line.
pub(super) fn bands(plan: &Plan, scale: Scale) -> Vec<Band> {
    let within = |c: &&Constraint| c.last_day() >= scale.first && c.start_date <= scale.last();
    let band = |c: &Constraint| {
        let is_line = c.last_day() == c.start_date || c.anchor;
        let from = if is_line { c.last_day() } else { c.start_date };
        let x = scale.x_within(from);
        let width = if is_line { 0 } else { (scale.x_within(c.last_day().plus_days(1)) - x).max(3) };
        Band { constraint: c.clone(), x, width }
    };
    plan.constraints.iter().filter(within).map(band).collect()
}

/// Runs of days on which the buyer does not work: weekends and public holidays. None when a day is too narrow to be seen.
pub(super) fn closed(plan: &Plan, scale: Scale) -> Vec<(i64, i64)> {
    if scale.day_width() < DAY_MIN {
        return Vec::new();
    }
    let days = WorkingDays::new(&plan.calendars, &[], Side::Buyer, scale.first, scale.last());
    let mut runs: Vec<(Day, Day)> = Vec::new();
    for day in (0..scale.days).map(|n| scale.first.plus_days(n)).filter(|day| !days.is_open(*day)) {
        match runs.last_mut().filter(|(_, end)| *end == day) {
            Some((_, end)) => *end = day.plus_days(1),
            None => runs.push((day, day.plus_days(1))),
        }
    }
    runs.into_iter().map(|(from, to)| (scale.x(from), scale.x(to) - scale.x(from))).collect()
}

/// The words below the lanes, each in the first row in which there is room for it; and the height they take.
pub(super) fn labels(
    bands: &[Band],
    today: i64,
    chances: Option<(i64, i64)>,
    texts: &Texts,
    plan: &Plan,
    top: i64,
) -> (Vec<Label>, i64) {
    let mut wanted = vec![("today-label", "today".to_owned(), today)];
    wanted.extend(chances.into_iter().flat_map(|(p50, p80)| {
        let (half, most) = texts.chances.clone();
        [("chance-label", half, p50), ("chance-label", most, p80)]
    }));
    wanted.extend(bands.iter().map(|band| {
        let class = if band.constraint.anchor { "anchor-label" } else { "band-label" };
        (class, (texts.of_constraint)(plan, &band.constraint), band.x)
    }));
    wanted.sort_by_key(|(_, _, x)| *x);
    // Where each row is taken up to.
    let mut rows: Vec<i64> = Vec::new();
    let mut labels = Vec::new();
    for (class, text, x) in wanted {
        let width = i64::try_from(text.chars().count()).unwrap_or(20) * LETTER;
        let ends = x + width > WIDTH;
        let (from, to) = if ends { (x - width, x) } else { (x, x + width) };
        let row = rows.iter().position(|taken| *taken + 6 <= from).unwrap_or(rows.len());
        if row == rows.len() {
            rows.push(0);
        }
        rows.iter_mut().skip(row).take(1).for_each(|taken| *taken = to);
        let y = top + 16 + i64::try_from(row).unwrap_or(0) * ROW;
        labels.push(Label { class, text, x: if ends { x - 3 } else { x + 3 }, y, ends });
    }
    (labels, 16 + i64::try_from(rows.len()).unwrap_or(1) * ROW)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::plan::{example, timeline::words};
    use tandem_shared::{constraint::ConstraintKind, milestone::Visibility};

    fn with(kind: ConstraintKind, from: i64, to: Option<i64>) -> Plan {
        let mut plan = example::plan();
        plan.constraints = vec![Constraint {
            id: "con_01m80etdbdfp2rdxwkgca8xdpb".parse().unwrap(),
            kind,
            side: Side::Buyer,
            start_date: plan.today.plus_days(from),
            end_date: to.map(|to| plan.today.plus_days(to)),
            anchor: false,
            note: "Security team on a migration".to_owned(),
            visibility: Visibility::Shared,
            mine: false,
            version: 1,
        }];
        plan
    }

    #[test]
    fn a_period_is_a_band_and_a_day_a_line() {
        let plan = with(ConstraintKind::BusyPeriod, 3, Some(9));
        let scale = Scale::of(&plan, &[]).unwrap();
        let band = &bands(&plan, scale)[0];
        assert_eq!(
            (band.x, band.width),
            (scale.x(plan.today.plus_days(3)), scale.x(plan.today.plus_days(10)) - band.x)
        );
        let plan = with(ConstraintKind::BoardMeeting, 3, None);
        assert_eq!(bands(&plan, scale)[0].width, 0);
        let plan = with(ConstraintKind::FiscalYear, 9_000, None);
        assert!(bands(&plan, scale).is_empty(), "outside");
    }

    #[test]
    fn weekends_are_runs_of_two_days_and_too_narrow_ones_are_left_out() {
        let plan = example::plan();
        let scale = Scale::of(&plan, &[]).unwrap();
        let runs = closed(&plan, scale);
        assert!(runs.len() >= 8 && runs.iter().all(|(_, width)| *width > 0));
        assert!(closed(&plan, Scale { days: 2_000, ..scale }).is_empty());
    }

    #[test]
    fn words_below_never_lie_on_each_other() {
        let mut plan = with(ConstraintKind::BoardMeeting, 3, None);
        for n in 0..6 {
            let mut more = plan.constraints[0].clone();
            more.start_date = plan.today.plus_days(4 + n);
            plan.constraints.push(more);
        }
        let scale = Scale::of(&plan, &[]).unwrap();
        let texts = Texts { of_constraint: words::at_constraint, chances: ("half".into(), "most".into()) };
        let bands = bands(&plan, scale);
        let (labels, below) = labels(&bands, scale.x(plan.today), Some((500, 520)), &texts, &plan, 200);
        assert_eq!(labels.len(), 10);
        assert!(labels.iter().all(|l| l.y < 200 + below));
        for (n, a) in labels.iter().enumerate() {
            let span = |l: &Label| {
                let width = l.text.chars().count() as i64 * LETTER;
                if l.ends { (l.x - width, l.x) } else { (l.x, l.x + width) }
            };
            let clash = |b: &&Label| b.y == a.y && span(b).0 < span(a).1 && span(a).0 < span(b).1;
            assert!(labels.iter().skip(n + 1).find(clash).is_none(), "{a:?}");
        }
    }
}
