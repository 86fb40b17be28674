//! Where the milestones of a plan stand for one caller, from what that caller sees of them.

use tandem_shared::{
    assumption::AssumptionState,
    day::Day,
    id::MilestoneId,
    milestone::Milestone,
    risk::{Risk, RiskStatus},
    status::{MilestoneFacts, Threat, milestone_status},
};

/// Statuses need the facts of other milestones, so they are derived once all are there.
pub(super) fn derive_statuses(milestones: &mut [Milestone], risks: &[Risk], today: Day) {
    let broken: Vec<Vec<&str>> = milestones
        .iter()
        .map(|m| m.assumptions.iter().filter(|a| a.state == AssumptionState::Broken).map(|a| a.text.as_str()).collect())
        .collect();
    let threats: Vec<Vec<Threat<'_>>> = milestones.iter().map(|m| threats_of(&m.id, risks)).collect();
    let facts: Vec<MilestoneFacts<'_>> = milestones
        .iter()
        .zip(broken.iter().zip(&threats))
        .map(|(m, (broken, threats))| MilestoneFacts {
            id: &m.id,
            title: &m.title,
            completed_at: m.completed_at,
            cancelled_at: m.cancelled_at,
            start_date: m.start_date,
            target_date: m.target_date,
            risk_reason: &m.risk_reason,
            broken,
            threats,
            depends_on: &m.depends_on,
            any_action_begun: m.actions.iter().any(|a| a.completed_at.is_some() || a.started_at.is_some()),
        })
        .collect();
    let derived: Vec<_> = facts
        .iter()
        .map(|m| milestone_status(m, facts.iter().filter(|p| m.depends_on.contains(p.id)), today))
        .collect();
    for (milestone, (status, reasons)) in milestones.iter_mut().zip(derived) {
        milestone.status = status;
        milestone.status_reasons = reasons;
    }
}

/// What speaks against a milestone's date among the risks that the caller sees.
fn threats_of<'a>(id: &MilestoneId, risks: &'a [Risk]) -> Vec<Threat<'a>> {
    let threatens = |r: &&Risk| r.milestone_id.as_ref() == Some(id) && r.threatens();
    let threat = |r: &'a Risk| Threat {
        description: &r.description,
        occurred: r.status == RiskStatus::Occurred,
        impact_days: r.impact_days,
    };
    risks.iter().filter(threatens).map(threat).collect()
}
