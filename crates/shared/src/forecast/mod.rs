//! The forecast: when the contract will be signed, as far as that can be told. A simulation over the plan's network with a fixed seed and whole numbers,
//! so the server and the browser give the same answer to the day.
//!
//! Each run draws every open milestone's duration between three quarters and one and six tenths of what the plan says, stretched by how this plan has
//! slipped so far, lets each open risk come or not, and lays the milestones out on each side's working days. Nothing begins before the plan has it begin.
//! A risk delays its milestone, and what waits for it as far as there is no room between them. Risks of the whole plan have no place in that order: they
//! delay the signature once everything before it is there, side by side, so that the longest of those that come counts.

mod pace;
mod simulation;

use crate::{
    day::Day,
    id::{MilestoneId, RiskId},
    plan::{Plan, PlanStatus},
    schedule::network::{Network, Node},
    stakeholder::Side,
};
use serde::{Deserialize, Serialize};
use simulation::{RUNS, Simulation};

/// Dated milestones below which nothing is said.
pub const DATED_MIN: usize = 3;
/// Most drivers named.
const DRIVERS_MAX: usize = 5;

/// How likely the signature is there by a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Chance {
    /// The day.
    pub date: Day,
    /// Percent of the runs that had the signature by then.
    pub percent: i64,
}

/// What moves the date of signature.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Driver {
    /// The milestone, when it is one.
    pub milestone_id: Option<MilestoneId>,
    /// The risk, when it is one.
    pub risk_id: Option<RiskId>,
    /// Title of the milestone, or what may happen.
    pub title: String,
    /// Working days that it delays the signature on average, to a tenth.
    pub days: f64,
}

/// The figures of a forecast.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Figures {
    /// Signed by then in half of the runs.
    pub p50: Day,
    /// Signed by then in 80 % of the runs.
    pub p80: Day,
    /// Signed by then in 95 % of the runs.
    pub p95: Day,
    /// The signature date of the plan.
    pub planned: Option<Day>,
    /// The chance of the plan's own date.
    pub planned_chance: Option<Chance>,
    /// The chance of the buyer's hard date.
    pub anchor: Option<Chance>,
    /// The chance of the seller's close date; sellers only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub close: Option<Chance>,
    /// How likely by which day, rising.
    pub by_date: Vec<Chance>,
    /// What delays the signature most, the most first.
    pub drivers: Vec<Driver>,
    /// What this plan has needed so far, in percent of what was agreed: 100 is on time.
    pub pace_percent: i64,
    /// Open risks that were counted.
    pub risks: i64,
    /// How many runs.
    pub runs: i64,
}

/// The forecast of a plan, or why there is none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Forecast {
    /// There is one.
    Dates(Figures),
    /// Too little is known to say anything.
    NotEnoughData {
        /// Why, and what would help.
        reason: String,
    },
    /// The signature is there, or the plan is completed or put away: there is nothing to foresee.
    Decided,
}

/// The forecast of a plan as it stands.
#[must_use]
pub fn forecast(plan: &Plan) -> Forecast {
    let pace = pace::permille(plan);
    let network = Network::of(plan, room(plan));
    if matches!(plan.status, PlanStatus::Completed | PlanStatus::Archived) || network.is_signed() {
        return Forecast::Decided;
    }
    let dated = network.nodes.iter().filter(|node| node.target.is_some()).count();
    if dated < DATED_MIN {
        let have = match dated {
            0 => "No milestone has a target date".to_owned(),
            1 => "Only one milestone has a target date".to_owned(),
            n => format!("Only {n} milestones have a target date"),
        };
        return Forecast::NotEnoughData { reason: format!("{have}; a forecast needs at least {DATED_MIN}.") };
    }
    let bound: Vec<&Node<'_>> = network.nodes.iter().filter(|node| network.is_bound(node)).collect();
    if bound.is_empty() {
        return Forecast::Decided;
    }
    if let Some(node) = bound.iter().find(|node| is_closed(&network, node)) {
        let who = match node.milestone.owner_side {
            Side::Buyer => "The buyer’s calendar has no working day",
            Side::Seller => "The seller’s calendar has no working day",
            Side::Joint => "The two calendars have no working day in common",
        };
        return Forecast::NotEnoughData { reason: format!("{who}; correct the calendar first.") };
    }
    let mut simulation = Simulation::new(plan, &network, pace);
    simulation.run();
    Forecast::Dates(figures(plan, &network, &simulation, pace))
}

/// Open days that the window must hold beside the durations: durations at their longest, and every risk.
fn room(plan: &Plan) -> i64 {
    let days = plan.milestones.iter().filter(|m| m.completed_at.is_none() && m.cancelled_at.is_none());
    let work: i64 = days.map(|m| i64::from(m.duration_days.unwrap_or(10))).sum();
    let risks: i64 = plan.risks.iter().filter(|r| r.is_open()).map(|r| i64::from(r.impact_days.max(0))).sum();
    work * 5 / 2 + risks
}

fn is_closed(network: &Network<'_>, node: &Node<'_>) -> bool {
    let calendar = network.calendar_of(node);
    calendar.open_between(network.today - 1, calendar.end()) == 0
}

fn figures(plan: &Plan, network: &Network<'_>, simulation: &Simulation<'_>, pace: i32) -> Figures {
    let percentile = |percent| network.day(simulation.percentile(percent));
    let chance = |day: Day| Chance { date: day, percent: simulation.chance(network.at(day)) };
    Figures {
        p50: percentile(50),
        p80: percentile(80),
        p95: percentile(95),
        planned: plan.signature_date,
        planned_chance: plan.signature_date.map(chance),
        anchor: network.anchor.map(|(at, _)| chance(network.day(at))),
        close: plan.deal.seller_close_date.map(chance),
        by_date: simulation.rise().into_iter().map(|(at, percent)| Chance { date: network.day(at), percent }).collect(),
        drivers: drivers(network, simulation),
        pace_percent: i64::from((pace + 5) / 10),
        risks: i64::try_from(simulation.risks.len()).unwrap_or(0),
        runs: RUNS.into(),
    }
}

fn drivers(network: &Network<'_>, simulation: &Simulation<'_>) -> Vec<Driver> {
    let tenths = |sum: i64| (sum * 10 + i64::from(RUNS) / 2).div_euclid(i64::from(RUNS));
    let milestones = network
        .nodes
        .iter()
        .zip(&simulation.delays)
        .map(|(node, sum)| (tenths(*sum), Some(node.milestone.id.clone()), None, node.milestone.title.as_str()));
    let risks = simulation
        .risks
        .iter()
        .map(|r| (tenths(r.delay), r.risk.milestone_id.clone(), Some(r.risk.id.clone()), r.risk.description.as_str()));
    let mut all: Vec<_> = milestones.chain(risks).filter(|(tenths, ..)| *tenths > 0).collect();
    all.sort_by_key(|(tenths, ..)| -tenths);
    all.truncate(DRIVERS_MAX);
    all.into_iter()
        .map(|(tenths, milestone_id, risk_id, title)| Driver {
            milestone_id,
            risk_id,
            title: title.to_owned(),
            #[expect(clippy::cast_precision_loss, reason = "a few hundred tenths of a day")]
            days: tenths as f64 / 10.0,
        })
        .collect()
}
