//! Applying what plan health proposes: each fix is the edit that a person would make, by the same code, with its event, all in one transaction.

use super::{
    actions, agreement::Guard, eyes::Eyes, milestones, once::Once, plan_view, plans, risks, stakeholder_edits,
};
use crate::{
    app::App,
    auth::{Permit, permit::EditMilestones},
    body::{Body, Call},
    db::{Tx, callers, events},
    error::ApiError,
};
use tandem_shared::{
    assumption::AssumptionInput,
    day::Timestamp,
    health::{
        self, AppliedFixes, ApplyFixes, Fix, HealthState, Object, ObjectKind, ProposedAction, ProposedMilestone,
        ProposedRisk,
    },
    id::{MilestoneId, RiskId},
    milestone::MilestonePatch,
    patch::Patch,
    plan::{Plan, PlanPatch},
    risk::RiskPatch,
    stakeholder::StakeholderPatch,
};

/// Applies the fixes of a rule, all or none.
///
/// # Errors
/// `Forbidden` for an edit that the caller may not make, or a rule that does not speak to them; `Conflict` that names what does not apply any more.
pub async fn apply(
    app: &App,
    permit: &Permit<EditMilestones>,
    body: Body<ApplyFixes>,
) -> Result<Once<AppliedFixes>, ApiError> {
    let (p, now, asked) = (permit.clone(), app.clock.now(), body.value);
    if p.kind.is_guest() && asked.rule.is_for_sellers() {
        return Err(ApiError::forbidden("This rule speaks to the seller only."));
    }
    let guard = Guard::of(app);
    app.write_once(&permit.caller, body.call.once, move |tx| {
        // Whoever writes to this plan waits from here on, so what is reckoned is what is there when it is applied.
        events::lock(tx.conn, p.organization_id(), p.plan_id().as_str())?;
        let fixes = wanted(&seen(tx, &p, now)?, &asked)?;
        let mut work = Work { tx, guard: &guard, p: &p, now, made: Vec::new() };
        for fix in &fixes {
            work.apply(fix)?;
        }
        let made = work.made;
        let health = health::check(&seen(tx, &p, now)?);
        Ok(AppliedFixes { fixes, made, health })
    })
    .await
}

/// The plan as the caller sees it within this write.
pub(super) fn seen(tx: &mut Tx<'_>, p: &Permit<EditMilestones>, now: Timestamp) -> Result<Plan, ApiError> {
    let seq = callers::plan_scope(tx.conn, p.organization_id(), p.plan_id().as_str())?.state.seq;
    Ok(plan_view::plan(tx.conn, p.organization_id(), p.plan_id(), seq, &Eyes::of(p, now))?.0)
}

/// The fixes that are asked for and still apply.
fn wanted(plan: &Plan, asked: &ApplyFixes) -> Result<Vec<Fix>, ApiError> {
    let gone = |what: &str| {
        let title = asked.rule.title();
        let detail = format!("“{title}”: {what} Look at the plan's health as it is now, then decide.");
        ApiError::conflict("fix_gone", detail)
    };
    if health::check(plan).state == HealthState::Finished {
        return Err(gone("the plan is finished, so nothing needs a fix."));
    }
    for object in &asked.objects {
        let one = ApplyFixes { objects: vec![object.clone()], expected: None, ..asked.clone() };
        if health::fixes_for(plan, &one).is_empty() {
            return Err(gone(&format!("there is nothing to fix any more about {}.", name_of(plan, object))));
        }
    }
    let fixes = health::fixes_for(plan, asked);
    if fixes.is_empty() {
        return Err(gone("there is nothing to fix any more."));
    }
    if let Some(expected) = &asked.expected
        && let Some(other) = expected.iter().find(|fix| !fixes.contains(fix)).or_else(|| {
            // All that was shown still applies, and more would be applied besides.
            fixes.iter().find(|fix| !expected.contains(fix))
        })
    {
        return Err(gone(&format!("“{}” is no longer what would be done.", other.label())));
    }
    Ok(fixes)
}

/// What a person calls an object of the plan.
fn name_of(plan: &Plan, object: &str) -> String {
    let milestone = plan.milestones.iter().find(|m| m.id.as_str() == object).map(|m| &m.title);
    let risk = || plan.risks.iter().find(|r| r.id.as_str() == object).map(|r| &r.description);
    let person = || plan.stakeholders.iter().find(|s| s.id.as_str() == object).map(|s| &s.name);
    milestone.or_else(risk).or_else(person).map_or_else(|| object.to_owned(), |title| format!("“{title}”"))
}

fn patch<T>(value: Option<T>) -> Patch<T> {
    value.map_or(Patch::Absent, Patch::Value)
}

/// A write that applies fixes.
struct Work<'a, 'b> {
    tx: &'a mut Tx<'b>,
    guard: &'a Guard,
    p: &'a Permit<EditMilestones>,
    now: Timestamp,
    made: Vec<Object>,
}

impl Work<'_, '_> {
    fn apply(&mut self, fix: &Fix) -> Result<(), ApiError> {
        match fix {
            Fix::AddMilestone { milestone } => self.add_milestone(milestone),
            Fix::AddActions { actions } => actions.iter().try_for_each(|action| self.add_action(action)),
            Fix::AddAssumption { milestone_id, text } => self.add_assumption(milestone_id, text),
            Fix::AddRisk { risk } => self.add_risk(risk),
            Fix::MarkNoKnownRisk { milestone_id } => {
                self.change(milestone_id, MilestonePatch { no_known_risk: Some(true), ..MilestonePatch::default() })
            }
            Fix::SetTitle { milestone_id, title } => {
                self.change(milestone_id, MilestonePatch { title: Some(title.clone()), ..MilestonePatch::default() })
            }
            Fix::SetMilestone { milestone_id, start_date, target_date, owner_id } => {
                let (start_date, target_date) = (patch(*start_date), patch(*target_date));
                let owner_id = patch(owner_id.clone());
                self.change(
                    milestone_id,
                    MilestonePatch { start_date, target_date, owner_id, ..MilestonePatch::default() },
                )
            }
            Fix::SetTargets { targets } => targets.iter().try_for_each(|new| {
                let target_date = Patch::Value(new.target_date);
                self.change(&new.milestone_id, MilestonePatch { target_date, ..MilestonePatch::default() })
            }),
            Fix::ScheduleBackward { changes } => changes.iter().try_for_each(|new| {
                let (start_date, target_date) = (patch(new.start_date), patch(new.target_date));
                let duration_days = patch(new.duration_days);
                self.change(
                    &new.milestone_id,
                    MilestonePatch { start_date, target_date, duration_days, ..MilestonePatch::default() },
                )
            }),
            Fix::SetRisk { risk_id, owner_id, mitigation_due } => {
                let (owner_id, mitigation_due) = (patch(owner_id.clone()), patch(*mitigation_due));
                self.change_risk(risk_id, RiskPatch { owner_id, mitigation_due, ..RiskPatch::default() })
            }
            Fix::SetEngagementDate { stakeholder_id, date } => {
                let new = StakeholderPatch { engagement_date: Patch::Value(*date), ..StakeholderPatch::default() };
                let (permit, call) = (self.p.also()?, Call::default());
                stakeholder_edits::change(self.tx, &permit, stakeholder_id.as_str(), new, &call, self.now).map(drop)
            }
            Fix::SetCloseGapNote { note } => {
                let new = PlanPatch { close_gap_note: Some(note.clone()), ..PlanPatch::default() };
                plans::change(self.tx, self.guard, &self.p.also()?, Body::unsent(new), self.now)
            }
            Fix::Open { .. } => Ok(()),
        }
    }

    fn change(&mut self, id: &MilestoneId, new: MilestonePatch) -> Result<(), ApiError> {
        milestones::change(self.tx, self.guard, self.p, id.as_str(), Body::unsent(new), self.now)
    }

    fn change_risk(&mut self, id: &RiskId, new: RiskPatch) -> Result<(), ApiError> {
        risks::change(self.tx, &self.p.also()?, id.as_str(), Body::unsent(new), self.now).map(drop)
    }

    fn add_milestone(&mut self, new: &ProposedMilestone) -> Result<(), ApiError> {
        let id = milestones::add(self.tx, self.guard, self.p, new.as_new(), self.now)?;
        self.made.push(Object::new(ObjectKind::Milestone, id.as_str(), &new.title));
        new.actions(&id).iter().try_for_each(|action| self.add_action(action))
    }

    fn add_action(&mut self, new: &ProposedAction) -> Result<(), ApiError> {
        let of = new.milestone_id.as_str();
        let (row, _) = actions::add(self.tx, &self.p.also()?, of, new.as_new(), self.now)?;
        self.made.push(Object::new(ObjectKind::Action, &row.id, &row.title));
        Ok(())
    }

    fn add_assumption(&mut self, milestone: &MilestoneId, text: &str) -> Result<(), ApiError> {
        let (org, plan) = (self.p.organization_id(), self.p.plan_id());
        let all = crate::db::milestones::assumptions(self.tx.conn, org, plan)?;
        let kept = all.into_iter().filter(|a| a.milestone_id == milestone.as_str()).map(|a| a.assumption);
        let mut inputs: Vec<AssumptionInput> =
            kept.map(|a| AssumptionInput { id: Some(a.id), text: a.text, state: Some(a.state) }).collect();
        inputs.push(AssumptionInput { id: None, text: text.to_owned(), state: None });
        self.change(milestone, MilestonePatch { assumptions: Some(inputs), ..MilestonePatch::default() })
    }

    fn add_risk(&mut self, new: &ProposedRisk) -> Result<(), ApiError> {
        let risk = risks::add(self.tx, &self.p.also()?, new.as_new(), self.now)?;
        self.made.push(Object::new(ObjectKind::Risk, risk.id.as_str(), &risk.description));
        Ok(())
    }
}
