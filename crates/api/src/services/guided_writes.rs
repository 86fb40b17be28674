//! Writing a draft: each of its parts by the code that adds such a part for a person, with its event. The draft's made-up ids become real ones.

use super::{actions, agreement::Guard, constraints, events::Log, milestones, plan_health, risks, stakeholder_edits};
use crate::{
    auth::{Permit, permit::EditPlan},
    body::Call,
    db::Tx,
    error::ApiError,
};
use std::collections::HashMap;
use tandem_shared::{
    action::{Action, NewAction},
    assumption::AssumptionInput,
    constraint::{Constraint, NewConstraint},
    day::Timestamp,
    health::{NewWaiver, Rule},
    id::{MilestoneId, StakeholderId},
    method::Waiver,
    milestone::{Milestone, NewMilestone},
    patch::Patch,
    plan::Plan,
    risk::{NewRisk, Risk},
    stakeholder::{NewStakeholder, Stakeholder, StakeholderPatch},
};

/// A draft on its way into the store.
pub(super) struct Writing<'a, 'b> {
    tx: &'a mut Tx<'b>,
    guard: &'a Guard,
    p: &'a Permit<EditPlan>,
    now: Timestamp,
    people: HashMap<StakeholderId, StakeholderId>,
    milestones: HashMap<MilestoneId, MilestoneId>,
}

impl<'a, 'b> Writing<'a, 'b> {
    /// Writes into this plan.
    pub(super) fn into(tx: &'a mut Tx<'b>, guard: &'a Guard, p: &'a Permit<EditPlan>, now: Timestamp) -> Self {
        Self { tx, guard, p, now, people: HashMap::new(), milestones: HashMap::new() }
    }

    /// Writes what the draft has and the plan it was made from has not: people, dates, milestones with their work, risks, what does not apply.
    pub(super) fn write(&mut self, draft: &Plan, before: &Plan) -> Result<(), ApiError> {
        for person in &draft.stakeholders {
            let was = before.stakeholders.iter().find(|s| s.id == person.id);
            self.put_person(person, was)?;
        }
        for constraint in draft.constraints.iter().filter(|c| before.constraints.iter().all(|b| b.id != c.id)) {
            self.add_constraint(constraint)?;
        }
        for milestone in &draft.milestones {
            self.add_milestone(milestone)?;
        }
        for risk in draft.risks.iter().filter(|r| before.risks.iter().all(|b| b.id != r.id)) {
            self.add_risk(risk)?;
        }
        for waiver in draft.waivers.iter().filter(|w| before.waivers.iter().all(|b| b.id != w.id)) {
            self.add_waiver(waiver)?;
        }
        Ok(())
    }

    fn put_person(&mut self, person: &Stakeholder, was: Option<&Stakeholder>) -> Result<(), ApiError> {
        if was == Some(person) {
            self.people.insert(person.id.clone(), person.id.clone());
            return Ok(());
        }
        let permit = self.p.also()?;
        let id = match was {
            Some(was) => was.id.clone(),
            None => {
                let log = Log::of_plan(self.tx, self.p.organization_id(), self.p.plan_id(), self.p.actor(), self.now)?;
                let new = NewStakeholder {
                    email: person.email.clone(),
                    title: person.title.clone(),
                    roles: person.roles.clone(),
                    ..NewStakeholder::named(person.side, &person.name)
                };
                stakeholder_edits::add(self.tx, log, &permit, new)?.id
            }
        };
        stakeholder_edits::change(self.tx, &permit, id.as_str(), profile(person), &Call::default(), self.now)?;
        self.people.insert(person.id.clone(), id);
        Ok(())
    }

    fn add_constraint(&mut self, c: &Constraint) -> Result<(), ApiError> {
        let new = NewConstraint {
            kind: c.kind,
            side: Some(c.side),
            start_date: c.start_date,
            end_date: c.end_date,
            anchor: c.anchor,
            note: c.note.clone(),
            visibility: Some(c.visibility),
        };
        constraints::add(self.tx, self.guard, &self.p.also()?, new, self.now).map(drop)
    }

    fn person(&self, id: Option<&StakeholderId>) -> Option<StakeholderId> {
        self.people.get(id?).cloned()
    }

    fn add_milestone(&mut self, m: &Milestone) -> Result<(), ApiError> {
        let assumptions = m.assumptions.iter();
        let assumptions = assumptions.map(|a| AssumptionInput { id: None, text: a.text.clone(), state: Some(a.state) });
        let new = NewMilestone {
            title: m.title.clone(),
            outcome: m.outcome.clone(),
            stage_id: Some(m.stage_id.clone()),
            kind: Some(m.kind),
            owner_side: Some(m.owner_side),
            owner_id: self.person(m.owner_id.as_ref()),
            start_date: m.start_date,
            target_date: m.target_date,
            duration_days: m.duration_days,
            depends_on: m.depends_on.iter().filter_map(|id| self.milestones.get(id).cloned()).collect(),
            assumptions: assumptions.collect(),
            visibility: Some(m.visibility),
        };
        let id = milestones::add(self.tx, self.guard, &self.p.also()?, new, self.now)?;
        for action in &m.actions {
            self.add_action(&id, action)?;
        }
        self.milestones.insert(m.id.clone(), id);
        Ok(())
    }

    fn add_action(&mut self, milestone: &MilestoneId, a: &Action) -> Result<(), ApiError> {
        let new = NewAction {
            title: a.title.clone(),
            kind: Some(a.kind),
            description: a.description.clone(),
            side: Some(a.side),
            assignee_ids: a.assignee_ids.iter().filter_map(|id| self.person(Some(id))).collect(),
            start_date: a.start_date,
            target_date: a.target_date,
            visibility: Some(a.visibility),
        };
        actions::add(self.tx, &self.p.also()?, milestone.as_str(), new, self.now).map(drop)
    }

    fn add_risk(&mut self, r: &Risk) -> Result<(), ApiError> {
        let new = NewRisk {
            description: r.description.clone(),
            milestone_id: r.milestone_id.as_ref().and_then(|id| self.milestones.get(id).cloned()),
            probability: r.probability,
            impact_days: r.impact_days,
            mitigation: r.mitigation.clone(),
            mitigation_due: r.mitigation_due,
            owner_id: self.person(r.owner_id.as_ref()),
            visibility: Some(r.visibility),
        };
        risks::add(self.tx, &self.p.also()?, new, self.now).map(drop)
    }

    fn add_waiver(&mut self, w: &Waiver) -> Result<(), ApiError> {
        let Some(rule) = Rule::from_word(&w.rule) else { return Ok(()) };
        let real = |id: &String| self.milestones.iter().find(|(draft, _)| draft.as_str() == *id).map(|(_, id)| id);
        let object = w.object.as_ref().map(|id| real(id).map_or_else(|| id.clone(), ToString::to_string));
        let new = NewWaiver { rule, object, reason: w.reason.clone() };
        plan_health::put(self.tx, self.p, new, self.now).map(drop)
    }
}

/// What the seller knows of a person.
fn profile(person: &Stakeholder) -> StakeholderPatch {
    StakeholderPatch {
        other_role: None,
        name: None,
        email: person.email.clone().map_or(Patch::Absent, Patch::Value),
        title: Some(person.title.clone()),
        function: None,
        roles: Some(person.roles.clone()),
        primary_concern: person.primary_concern.clone(),
        buy_in: person.buy_in,
        authority: person.authority,
        engagement_plan: person.engagement_plan.clone(),
        engagement_timing: person.engagement_timing.map_or(Patch::Absent, Patch::Value),
        engagement_date: person.engagement_date.map_or(Patch::Absent, Patch::Value),
    }
}
