//! The healthy plan of the corpus, as large as is asked for: what the measurements judge.

use tandem_shared::{
    id::{ActionId, MilestoneId},
    plan::Plan,
};

/// The healthy plan with so many milestones and so many actions in all, each milestone waiting for the one before.
pub fn healthy(milestones: usize, actions: usize) -> Plan {
    let value: serde_json::Value = serde_json::from_str(include_str!("../corpus/01-healthy.json")).unwrap();
    let plan: Plan = serde_json::from_value(value["plan"].clone()).unwrap();
    blown_up(&plan, milestones, actions / milestones)
}

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
