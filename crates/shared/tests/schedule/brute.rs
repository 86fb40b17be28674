//! The same schedule by brute force: days walked one by one, all paths written out. Slow, and as simple as can be.

use tandem_shared::{day::Day, milestone::Milestone, plan::Plan, stakeholder::Side};

/// Days before and after today that are looked at.
const AROUND: i64 = 400;

/// A plan and the open days of each side.
pub struct Brute<'a> {
    plan: &'a Plan,
    open: [Vec<bool>; 3],
    pub signature: usize,
}

fn works(plan: &Plan, side: Side, day: Day) -> bool {
    let calendar = plan.calendars.of(side).unwrap();
    let weekday = day.weekday().number_days_from_monday();
    calendar.weekdays.iter().any(|w| *w as u8 == weekday)
        && !calendar.holidays.iter().any(|h| h.date == day)
        && (calendar.country.is_some() || !day.to_string().ends_with("-01-01"))
        && !plan.constraints.iter().any(|c| {
            c.kind.is_closed() && c.side == side && c.start_date <= day && day <= c.end_date.unwrap_or(c.start_date)
        })
}

impl<'a> Brute<'a> {
    pub fn new(plan: &'a Plan) -> Self {
        let days = |side| (-AROUND..AROUND).map(|n| works(plan, side, plan.today.plus_days(n))).collect::<Vec<bool>>();
        let (buyer, seller) = (days(Side::Buyer), days(Side::Seller));
        let joint = buyer.iter().zip(&seller).map(|(a, b)| *a && *b).collect();
        let signature = plan.milestones.iter().position(|m| m.kind.as_str() == "signature").unwrap();
        Self { plan, open: [buyer, seller, joint], signature }
    }

    fn is_open(&self, m: &Milestone, day: i64) -> bool {
        self.open[m.owner_side as usize][usize::try_from(day + AROUND).unwrap()]
    }

    /// Days from today to a date.
    pub fn at(&self, day: Day) -> i64 {
        day.days_since(self.plan.today)
    }

    fn done(&self, m: &Milestone) -> Option<i64> {
        m.completed_at.map(|at| self.at(Day::of_instant(at)))
    }

    pub fn before(&self, n: usize) -> Vec<usize> {
        let ids = &self.plan.milestones[n].depends_on;
        ids.iter().map(|id| self.plan.milestones.iter().position(|m| m.id == *id).unwrap()).collect()
    }

    fn after(&self, n: usize) -> Vec<usize> {
        (0..self.plan.milestones.len()).filter(|m| self.before(*m).contains(&n)).collect()
    }

    fn is_under_way(&self, n: usize) -> bool {
        let m = &self.plan.milestones[n];
        m.start_date.is_some_and(|s| s <= self.plan.today)
            && self.before(n).iter().all(|b| self.plan.milestones[*b].completed_at.is_some())
    }

    /// Days of work that are left.
    pub fn left(&self, n: usize) -> i64 {
        let m = &self.plan.milestones[n];
        let all = i64::from(m.duration_days.unwrap());
        if !self.is_under_way(n) {
            return all;
        }
        let from = self.at(m.start_date.unwrap());
        let worked = (from..0).filter(|d| self.is_open(m, *d)).count();
        (all - i64::try_from(worked).unwrap()).max(1)
    }

    fn walk(&self, m: &Milestone, from: i64, days: i64, step: i64) -> i64 {
        let (mut day, mut left) = (from, days);
        loop {
            left -= i64::from(self.is_open(m, day));
            if left == 0 {
                return day;
            }
            day += step;
        }
    }

    fn latest_open(&self, m: &Milestone, day: i64) -> i64 {
        self.walk(m, day, 1, -1)
    }

    /// All paths that end at a milestone; those over something done begin there.
    fn paths_to(&self, n: usize) -> Vec<Vec<usize>> {
        let is_done = self.plan.milestones[n].completed_at.is_some();
        let before = if is_done { vec![] } else { self.before(n) };
        if before.is_empty() {
            return vec![vec![n]];
        }
        let longer = |mut path: Vec<usize>| {
            path.push(n);
            path
        };
        before.into_iter().flat_map(|b| self.paths_to(b)).map(longer).collect()
    }

    fn paths_from(&self, n: usize) -> Vec<Vec<usize>> {
        if n == self.signature {
            return vec![vec![n]];
        }
        self.after(n).into_iter().flat_map(|a| self.paths_from(a)).map(|path| [vec![n], path].concat()).collect()
    }

    /// The finish of a milestone: the latest over all paths to it; with the plan's own dates or without.
    pub fn finish(&self, n: usize, own_dates: bool) -> i64 {
        self.paths_to(n).iter().map(|path| self.finish_of_path(path, own_dates)).max().unwrap()
    }

    fn finish_of_path(&self, path: &[usize], own_dates: bool) -> i64 {
        let mut ready = 0;
        let mut finish = 0;
        for n in path {
            let m = &self.plan.milestones[*n];
            if let Some(done) = self.done(m) {
                finish = done;
            } else {
                let implied =
                    || m.target_date.map(|t| self.walk(m, self.at(t), i64::from(m.duration_days.unwrap()), -1));
                let own =
                    m.start_date.map(|s| self.at(s)).or_else(implied).filter(|_| own_dates && !self.is_under_way(*n));
                finish = self.walk(m, ready.max(own.unwrap_or(ready)), self.left(*n), 1);
                if let Some(target) = m.target_date.filter(|_| own_dates) {
                    finish = finish.max(self.latest_open(m, self.at(target)));
                }
            }
            ready = ready.max(finish + 1);
        }
        finish
    }

    /// The latest finish of a milestone: the earliest over all paths from it to the signature.
    pub fn latest(&self, n: usize, horizon: i64) -> i64 {
        self.paths_from(n).iter().map(|path| self.latest_of_path(path, horizon)).min().unwrap()
    }

    fn latest_of_path(&self, path: &[usize], horizon: i64) -> i64 {
        let mut end = horizon;
        let mut finish = horizon;
        for n in path.iter().rev() {
            let m = &self.plan.milestones[*n];
            finish = self.latest_open(m, end);
            end = self.walk(m, finish, self.left(*n), -1) - 1;
        }
        finish
    }

    /// Open days from one day to another, signed.
    pub fn count(&self, n: usize, from: i64, to: i64) -> i64 {
        let m = &self.plan.milestones[n];
        let days = |a: i64, b: i64| i64::try_from((a + 1..=b).filter(|d| self.is_open(m, *d)).count()).unwrap();
        if from <= to { days(from, to) } else { -days(to, from) }
    }

    /// Milestones on the longest of all paths to the signature, by their days of work.
    pub fn on_longest(&self) -> Vec<bool> {
        let length = |path: &Vec<usize>| path.iter().map(|n| self.left(*n)).sum::<i64>();
        let paths = self.paths_to(self.signature);
        let longest = paths.iter().map(length).max();
        let on = |n| paths.iter().any(|path| Some(length(path)) == longest && path.contains(&n));
        (0..self.plan.milestones.len()).map(on).collect()
    }
}
