//! Many runs of a plan. Whole numbers only, and a generator of our own, so that every machine draws the same.

use crate::{
    plan::Plan,
    risk::Risk,
    schedule::{
        network::{Network, Phase},
        passes,
    },
};

/// How many runs.
pub const RUNS: u32 = 2_000;
/// The same plan gives the same forecast.
const SEED: u64 = 0x7461_6e64_656d;
/// Durations in parts of a day.
const PARTS: i64 = 256;

/// A milestone as it is simulated. The three durations are in parts of a day.
struct Task {
    node: usize,
    optimistic: i64,
    likely: i64,
    pessimistic: i64,
    /// Days of work done already.
    worked: i32,
    /// Days the plan has left for it.
    planned: i32,
    /// It does not begin before.
    release: i32,
    /// Working days it is behind its own target today already.
    behind: i32,
    before: Vec<usize>,
}

/// An open risk and the delay it caused over all runs.
pub struct Threat<'a> {
    pub risk: &'a Risk,
    /// What it delays; `None` for a risk of the whole plan, which delays the signature.
    node: Option<usize>,
    came: bool,
    /// Working days, over all runs.
    pub delay: i64,
}

/// The simulation and its results.
pub struct Simulation<'a> {
    network: &'a Network<'a>,
    tasks: Vec<Task>,
    pub risks: Vec<Threat<'a>>,
    /// Per node the working days by which it delayed the signature, over all runs.
    pub delays: Vec<i64>,
    /// Runs by the day of signature.
    ends: Vec<u32>,
    random: u64,
}

/// What one run has per node, kept between runs so that nothing is allocated anew.
struct Run {
    finish: Vec<i32>,
    /// Working days more than planned, without those of risks.
    excess: Vec<i32>,
    /// Working days that risks add.
    risk: Vec<i32>,
    /// The signature waited for it.
    on_chain: Vec<bool>,
    /// The milestone that it had to wait for.
    waited: Vec<Option<usize>>,
    /// Working days of the longest risk of the whole plan that came.
    late: i32,
    /// What of them the room before the signature did not absorb.
    later: i32,
}

impl<'a> Simulation<'a> {
    /// Prepares the runs.
    pub fn new(plan: &'a Plan, network: &'a Network<'a>, pace: i32) -> Self {
        let bound = network.in_order().filter(|(_, node)| network.is_bound(node));
        let tasks = bound.map(|(n, _)| task(network, n, pace)).collect();
        let leads = |n: &usize| network.nodes.get(*n).is_some_and(|node| network.is_bound(node));
        let threat = |risk: &'a Risk| {
            let node = risk.milestone_id.as_ref().map(|id| network.find(id));
            // A risk of a milestone that is reached, or that does not lead to the signature, delays nothing.
            let node = match node {
                None => None,
                Some(found) => Some(found.filter(leads)?),
            };
            Some(Threat { risk, node, came: false, delay: 0 })
        };
        let risks = plan.risks.iter().filter(|risk| risk.is_open()).filter_map(threat).collect();
        let days = usize::try_from(network.calendar_of_signature().end()).unwrap_or(0) + 2;
        let delays = vec![0; network.nodes.len()];
        Self { network, tasks, risks, delays, ends: vec![0; days], random: SEED }
    }

    /// Runs them all.
    pub fn run(&mut self) {
        let size = self.network.nodes.len();
        let mut run = Run {
            finish: self.network.nodes.iter().map(|node| node.done.unwrap_or(0)).collect(),
            excess: vec![0; size],
            risk: vec![0; size],
            on_chain: vec![false; size],
            waited: vec![None; size],
            late: 0,
            later: 0,
        };
        for _ in 0..RUNS {
            self.once(&mut run);
        }
    }

    fn once(&mut self, run: &mut Run) {
        run.risk.fill(0);
        (run.late, run.later) = (0, 0);
        for threat in &mut self.risks {
            threat.came = next(&mut self.random) % 100 < u64::from(threat.risk.probability.percent());
            let days = if threat.came { threat.risk.impact_days.max(0) } else { 0 };
            match threat.node.and_then(|n| run.risk.get_mut(n)) {
                Some(sum) => *sum += days,
                // They have no place in the order of the work, so those that come delay it side by side.
                None => run.late = run.late.max(days),
            }
        }
        for task in &self.tasks {
            place(self.network, task, next(&mut self.random), run);
        }
        let last = || self.tasks.iter().max_by_key(|task| at(&run.finish, task.node)).map(|task| task.node);
        let Some(last) = self.network.signature.or_else(last) else { return };
        let mut end = at(&run.finish, last);
        if self.network.signature.is_none() && run.late > 0 {
            end = self.network.calendar_of_signature().last_of(end + 1, run.late);
            run.later = run.late;
        }
        if let Some(count) = usize::try_from(end).ok().and_then(|end| self.ends.get_mut(end)) {
            *count += 1;
        }
        self.blame(run, last);
    }

    /// Goes back from the signature over what each milestone had to wait for, and notes who took longer than planned.
    fn blame(&mut self, run: &mut Run, last: usize) {
        run.on_chain.fill(false);
        let mut chain = Some(last);
        while let Some(n) = chain {
            set(&mut run.on_chain, n, true);
            chain = run.waited.get(n).copied().flatten();
            let root =
                if chain.is_none() { self.tasks.iter().find(|t| t.node == n).map_or(0, |t| t.behind) } else { 0 };
            if let Some(delay) = self.delays.get_mut(n) {
                *delay += i64::from(at(&run.excess, n) + root);
            }
        }
        // Of several of the whole plan that came side by side, one stands for the delay.
        let mut is_told = false;
        for threat in self.risks.iter_mut().filter(|threat| threat.came) {
            match threat.node {
                Some(n) if run.on_chain.get(n) == Some(&true) => threat.delay += i64::from(threat.risk.impact_days),
                None if threat.risk.impact_days == run.late && !is_told => {
                    is_told = true;
                    threat.delay += i64::from(run.later);
                }
                _ => {}
            }
        }
    }

    /// The day by which so many percent of the runs had the signature.
    pub fn percentile(&self, percent: u32) -> i32 {
        let wanted = RUNS * percent / 100;
        let mut sum = 0;
        let found = self.ends.iter().position(|count| {
            sum += count;
            sum >= wanted
        });
        found.and_then(|day| i32::try_from(day).ok()).unwrap_or(0)
    }

    /// Percent of the runs that had the signature by a day.
    pub fn chance(&self, day: i32) -> i64 {
        let count: u32 = self.ends.iter().take(usize::try_from(day + 1).unwrap_or(0)).sum();
        i64::from((count * 100 + RUNS / 2) / RUNS)
    }

    /// How the chance rises from day to day, in steps of at least two percent.
    pub fn rise(&self) -> Vec<(i32, i64)> {
        let mut rise = Vec::new();
        let (mut sum, mut told) = (0, 0);
        for (day, count) in (0..).zip(&self.ends) {
            sum += count;
            let percent = i64::from((sum * 100 + RUNS / 2) / RUNS);
            if *count > 0 && (percent >= told + 2 || (sum == RUNS && percent > told)) {
                rise.push((day, percent));
                told = percent;
            }
        }
        rise
    }
}

/// One milestone of one run.
fn place(network: &Network<'_>, task: &Task, draw: u64, run: &mut Run) {
    let Some(node) = network.nodes.get(task.node) else { return };
    let waited = task.before.iter().copied().max_by_key(|b| at(&run.finish, *b));
    let ready = waited.map_or(task.release, |b| at(&run.finish, b) + 1);
    let calendar = network.calendar_of(node);
    let ready = if network.signature == Some(task.node) && run.late > 0 {
        let delayed = calendar.nth(calendar.rank(ready) + run.late).max(task.release);
        run.later = calendar.open_between(ready.max(task.release), delayed);
        delayed
    } else {
        ready.max(task.release)
    };
    let days = (duration(task, draw) - task.worked).max(1);
    let finish = calendar.last_of(ready, days + at(&run.risk, task.node));
    set(&mut run.finish, task.node, finish);
    set(&mut run.excess, task.node, days - task.planned);
    set(&mut run.waited, task.node, waited.filter(|_| ready > task.release && is_open(network, waited)));
}

fn is_open(network: &Network<'_>, n: Option<usize>) -> bool {
    n.and_then(|n| network.nodes.get(n)).is_some_and(|node| node.is_open() && node.phase == Phase::Before)
}

fn task(network: &Network<'_>, n: usize, pace: i32) -> Task {
    let empty = Task {
        node: n,
        optimistic: PARTS,
        likely: PARTS,
        pessimistic: PARTS,
        worked: 0,
        planned: 1,
        release: network.today,
        behind: 0,
        before: Vec::new(),
    };
    let Some(node) = network.nodes.get(n) else { return empty };
    let likely = i64::from(node.length) * PARTS * i64::from(pace) / 1000;
    let calendar = network.calendar_of(node);
    let alone = calendar.last_of(network.today, node.remaining);
    Task {
        optimistic: likely * 3 / 4,
        likely,
        pessimistic: likely * 8 / 5,
        worked: node.length - node.remaining,
        planned: node.remaining,
        release: passes::planned_start(network, node).unwrap_or(network.today).max(network.today),
        behind: node.target.map_or(0, |target| calendar.open_between(target, alone).max(0)),
        before: node.before.clone(),
        ..empty
    }
}

/// Half of the draws lie between optimistic and likely, half between likely and pessimistic, denser towards the middle.
fn duration(task: &Task, draw: u64) -> i32 {
    let [a, b] = [(draw >> 16) & 0xFFFF, (draw >> 40) & 0xFFFF];
    let towards = i64::try_from(a.max(b)).unwrap_or(0);
    let parts = if draw & 1 == 0 {
        task.optimistic + (((task.likely - task.optimistic) * towards) >> 16)
    } else {
        task.pessimistic - (((task.pessimistic - task.likely) * towards) >> 16)
    };
    i32::try_from((parts + PARTS / 2) / PARTS).unwrap_or(1).max(1)
}

/// The next draw: splitmix64.
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

fn at(values: &[i32], n: usize) -> i32 {
    values.get(n).copied().unwrap_or(0)
}

fn set<T>(values: &mut [T], n: usize, value: T) {
    if let Some(slot) = values.get_mut(n) {
        *slot = value;
    }
}
