//! Doing what a mode changes: each part by the code that does it for a person, with its event. Made-up ids of people become real ones.

use super::{actions, agreement::Guard, deals, events::Log, milestones, plans, risks, stakeholder_edits};
use crate::{
    auth::{
        DealPermit, Permit,
        permit::{EditDeal, EditMilestones},
    },
    body::{Body, Call},
    db::Tx,
    error::ApiError,
};
use std::collections::HashMap;
use tandem_shared::{
    access::Permission,
    action::NewAction,
    agreement::ProposedEdit,
    day::Timestamp,
    deal::DealPatch,
    guide::modes::{Extra, NewPerson},
    id::StakeholderId,
    method::Procurement,
    patch::Patch,
    plan::{Plan, PlanPatch},
    stage::StageKind,
    stakeholder::{NewStakeholder, Side, StakeholderPatch},
};

/// A mode's changes on their way into the store.
pub(super) struct Taking<'a, 'b> {
    tx: &'a mut Tx<'b>,
    guard: &'a Guard,
    p: &'a Permit<EditMilestones>,
    now: Timestamp,
    people: HashMap<StakeholderId, StakeholderId>,
}

impl<'a, 'b> Taking<'a, 'b> {
    pub(super) fn new(tx: &'a mut Tx<'b>, guard: &'a Guard, p: &'a Permit<EditMilestones>, now: Timestamp) -> Self {
        Self { tx, guard, p, now, people: HashMap::new() }
    }

    /// Does what is not signed.
    pub(super) fn extra(&mut self, extra: &Extra, plan: &Plan) -> Result<(), ApiError> {
        match extra {
            Extra::AddPerson { person } => self.add_person(person),
            Extra::AddRole { stakeholder_id, roles } => {
                let patch = StakeholderPatch { roles: Some(roles.clone()), ..StakeholderPatch::default() };
                self.change_person(stakeholder_id, patch)
            }
            Extra::Engage { stakeholder_id, engagement_plan, engagement_date } => {
                let patch = StakeholderPatch {
                    engagement_plan: Some(engagement_plan.clone()),
                    engagement_date: Patch::Value(*engagement_date),
                    ..StakeholderPatch::default()
                };
                self.change_person(stakeholder_id, patch)
            }
            Extra::AddAction { milestone_id, action } => {
                let action = self.assigned(action.clone());
                actions::add(self.tx, &self.p.also()?, milestone_id.as_str(), action, self.now).map(drop)
            }
            Extra::AddRisk { risk } => risks::add(self.tx, &self.p.also()?, risk.clone(), self.now).map(drop),
            Extra::NoteProcurement => {
                let patch = PlanPatch { procurement: Some(Procurement::Needed), ..PlanPatch::default() };
                plans::change(self.tx, self.guard, &self.p.also()?, Body::unsent(patch), self.now)
            }
            Extra::LoseDeal => self.lose(plan),
        }
    }

    /// Does what is material.
    pub(super) fn edit(&mut self, edit: &ProposedEdit) -> Result<(), ApiError> {
        match edit {
            ProposedEdit::AddMilestone { milestone, actions, .. } => {
                let id = milestones::add(self.tx, self.guard, self.p, milestone.clone(), self.now)?;
                let permit = self.p.also()?;
                actions.iter().try_for_each(|action| {
                    actions::add(self.tx, &permit, id.as_str(), action.clone(), self.now).map(drop)
                })
            }
            ProposedEdit::ChangeMilestone { milestone_id, patch } => {
                let (id, patch) = (milestone_id.as_str(), Body::unsent(patch.clone()));
                milestones::change(self.tx, self.guard, self.p, id, patch, self.now)
            }
            // No mode takes a milestone out.
            ProposedEdit::RemoveMilestone { .. } => Ok(()),
            ProposedEdit::SetAnchor { anchor_date } => {
                if !self.p.may(Permission::EditPlan) {
                    return Err(ApiError::forbidden(
                        "While nothing is signed, only the selling side moves the hard date. Leave it as it stands, or ask them.",
                    ));
                }
                let anchor_date = anchor_date.map_or(Patch::Null, Patch::Value);
                let patch = PlanPatch { anchor_date, ..PlanPatch::default() };
                plans::change(self.tx, self.guard, &self.p.also()?, Body::unsent(patch), self.now)
            }
        }
    }

    /// An edit with the real ids of the people it names.
    pub(super) fn named(&self, edit: ProposedEdit) -> ProposedEdit {
        match edit {
            ProposedEdit::AddMilestone { milestone_id, mut milestone, actions } => {
                milestone.owner_id = milestone.owner_id.map(|id| self.real(id));
                let actions = actions.into_iter().map(|action| self.assigned(action)).collect();
                ProposedEdit::AddMilestone { milestone_id, milestone, actions }
            }
            other => other,
        }
    }

    fn real(&self, id: StakeholderId) -> StakeholderId {
        self.people.get(&id).cloned().unwrap_or(id)
    }

    fn assigned(&self, action: NewAction) -> NewAction {
        NewAction { assignee_ids: action.assignee_ids.iter().map(|id| self.real(id.clone())).collect(), ..action }
    }

    fn change_person(&mut self, id: &StakeholderId, patch: StakeholderPatch) -> Result<(), ApiError> {
        let (permit, call) = (self.p.also()?, Call::default());
        stakeholder_edits::change(self.tx, &permit, id.as_str(), patch, &call, self.now).map(drop)
    }

    fn add_person(&mut self, person: &NewPerson) -> Result<(), ApiError> {
        let log = Log::of_plan(self.tx, self.p.organization_id(), self.p.plan_id(), self.p.actor(), self.now)?;
        let new = NewStakeholder {
            email: person.email.clone(),
            title: person.title.clone(),
            roles: person.roles.clone(),
            ..NewStakeholder::named(Side::Buyer, &person.name)
        };
        let id = stakeholder_edits::add(self.tx, log, &self.p.also()?, new)?.id;
        self.people.insert(person.id.clone(), id.clone());
        if !self.p.sees_internal() {
            return Ok(());
        }
        let patch = StakeholderPatch {
            engagement_plan: Some(person.engagement_plan.clone()),
            engagement_timing: Patch::Value(person.engagement_timing),
            engagement_date: person.engagement_date.map_or(Patch::Absent, Patch::Value),
            ..StakeholderPatch::default()
        };
        self.change_person(&id, patch)
    }

    fn lose(&mut self, plan: &Plan) -> Result<(), ApiError> {
        let Some(stage) = plan.stages.iter().find(|s| s.kind == StageKind::Lost) else {
            return Err(ApiError::conflict(
                "no_lost_stage",
                "The pipeline has no stage for deals that are lost. An admin can add one in the settings.",
            ));
        };
        let permit = DealPermit::<EditDeal>::of(self.tx.conn, self.p.caller.clone(), plan.deal_id.as_str())?;
        let patch = DealPatch { stage_id: Some(stage.id.clone()), ..DealPatch::default() };
        deals::change(self.tx, &permit, Body::unsent(patch), self.now)
    }
}
