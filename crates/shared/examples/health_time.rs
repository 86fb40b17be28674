//! How long plan health takes: the healthy plan of the corpus, and the same blown up to 60 milestones and 600 actions.
//! `cargo run --release -p tandem-shared --example health_time`
#![expect(clippy::print_stdout, reason = "a measurement is printed")]

use std::time::Instant;
use tandem_shared::{
    health,
    id::{ActionId, MilestoneId},
    plan::Plan,
};

/// Times each plan is judged.
const ROUNDS: u32 = 200;

fn main() -> Result<(), serde_json::Error> {
    let corpus = include_str!("../tests/corpus/01-healthy.json");
    let value: serde_json::Value = serde_json::from_str(corpus)?;
    let small: Plan = serde_json::from_value(value.get("plan").cloned().unwrap_or_default())?;
    let large = blown_up(&small, 60, 10);
    for (name, plan) in [("as it is", &small), ("60 milestones, 600 actions", &large)] {
        let mut findings = 0;
        let began = Instant::now();
        for _ in 0..ROUNDS {
            findings = health::check(std::hint::black_box(plan)).findings.len();
        }
        let each = began.elapsed() / ROUNDS;
        println!("{name}: {} milestones, {findings} findings, {each:?}", plan.milestones.len());
    }
    Ok(())
}

/// The same plan with so many milestones of so many actions, each waiting for the one before.
fn blown_up(plan: &Plan, milestones: usize, actions: usize) -> Plan {
    let mut large = plan.clone();
    large.milestones = plan.milestones.iter().cycle().take(milestones).cloned().collect();
    let mut before: Option<MilestoneId> = None;
    for (n, m) in large.milestones.iter_mut().enumerate() {
        m.id = MilestoneId::trusted(format!("ms_{n:026}"));
        m.depends_on = before.iter().cloned().collect();
        before = Some(m.id.clone());
        m.actions = m.actions.iter().cycle().take(actions).cloned().collect();
        for (k, a) in m.actions.iter_mut().enumerate() {
            a.id = ActionId::trusted(format!("act_{:026}", n * 100 + k));
            a.milestone_id = m.id.clone();
        }
    }
    large
}
