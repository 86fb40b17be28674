//! A plan as one caller sees it: rows in, statuses derived, what is internal left out before anything is derived from it.

use super::{eyes::Eyes, milestone_statuses::derive_statuses, register, stakeholders};
use crate::{
    db::{
        Conn,
        actions::{self, ActionRow},
        assignees,
        grants::{self, GrantShort},
        history,
        milestones::{self, MilestoneRow},
        plans::{self, PlanRow},
        proposals, sign_offs, stages,
    },
    error::ApiError,
};
use std::collections::HashMap;
use tandem_shared::{
    action::{Action, ActionKind, CompletedBy},
    assumption::Assumption,
    constraint::Constraint,
    day::{Day, Timestamp},
    id::{ActionId, DealId, MilestoneId, OrganizationId, PlanId, StageId, StakeholderId, UserId},
    method::SignOffSummary,
    milestone::{Milestone, MilestoneKind, Visibility},
    plan::{Plan, PlanDeal, Progress, Viewer, signature_date},
    risk::Risk,
    stage::Stage,
    stakeholder::Side,
    status::{self, MilestoneStatus},
};

/// The whole plan: one query a table, and the links that open it. The number of the newest event is read first, so a stream that begins after it misses
/// nothing. [`super::renditions`] names everything an answer follows from: what is read here besides must be told there.
///
/// # Errors
/// `NotFound`.
pub fn plan(
    conn: &mut Conn,
    org: &OrganizationId,
    id: &PlanId,
    seq: i64,
    eyes: &Eyes,
) -> Result<(Plan, Vec<GrantShort>), ApiError> {
    let for_seller = !eyes.kind.is_guest();
    let (row, deal) = plans::find_with_deal(conn, org, id)?;
    let pipeline = stages::pipeline(conn, org)?;
    let risks = register::risks(conn, org, id, eyes)?;
    let milestones = milestones_with(conn, org, id, &pipeline, &risks, eyes)?;
    let links = grants::list_short(conn, org, id.as_str())?;
    let stakeholders = stakeholders::with_access(conn, org, id.as_str(), &links, &eyes.sight, eyes.now)?;
    let beside = register::read(conn, org, id, &milestones, &stakeholders, risks, eyes)?;
    let changed_at = history::newest_at(conn, org, id, for_seller)?;
    let (sign_off, proposed) = agreement(conn, org, id, &row)?;
    let statuses: Vec<MilestoneStatus> = milestones.iter().map(|m| m.status).collect();
    let facts = row.facts();
    let plan = Plan {
        calendars: register::calendars(&row, &deal, eyes.today()),
        conduct: register::conduct(&row, &deal, eyes),
        pulse: register::pulse(&row, changed_at, proposed),
        anchor_date: beside.constraints.iter().find(|c| c.anchor).map(Constraint::hard_date),
        risks: beside.risks,
        constraints: beside.constraints,
        waivers: beside.waivers,
        sign_off,
        deal: plan_deal(deal, for_seller),
        id: PlanId::trusted(row.id),
        deal_id: DealId::trusted(row.deal_id),
        title: row.title,
        description: row.description,
        welcome_message: row.welcome_message,
        signature_date: signature_date(milestones.iter().map(|m| (m.kind, m.cancelled_at.is_some(), m.target_date))),
        status: status::plan_status(&facts, &statuses),
        health: status::plan_health(&facts, &statuses, eyes.today()),
        progress: progress(&statuses),
        stages: pipeline,
        milestones,
        stakeholders,
        viewer: viewer(eyes),
        last_buyer_visit_at: row.last_buyer_visit_at.filter(|_| for_seller).map(Timestamp::from_micros),
        seq,
        today: eyes.today(),
        created_at: Timestamp::from_micros(row.created_at),
        version: row.version,
    };
    Ok((plan, links))
}

/// The newest request for signatures, and what open proposals would move. Nobody signs what was never shared.
fn agreement(
    conn: &mut Conn,
    org: &OrganizationId,
    id: &PlanId,
    row: &PlanRow,
) -> Result<(Option<SignOffSummary>, Vec<MilestoneId>), ApiError> {
    let sign_off = if row.first_shared_at.is_some() { sign_offs::newest(conn, org, id)? } else { None };
    let proposed = if row.agreed_version.is_some() { proposals::moved_by_open(conn, org, id)? } else { Vec::new() };
    Ok((sign_off, proposed))
}

fn viewer(eyes: &Eyes) -> Viewer {
    Viewer {
        side: eyes.side,
        access: eyes.kind,
        stakeholder_id: eyes.stakeholder_id.clone(),
        name: eyes.name.clone(),
        permissions: eyes.kind.permissions(),
    }
}

fn plan_deal(deal: plans::DealOf, for_seller: bool) -> PlanDeal {
    PlanDeal {
        name: deal.name,
        account_name: deal.account_name,
        seller_name: deal.seller_name,
        stage_id: StageId::trusted(deal.stage_id),
        owner_name: deal.owner_name,
        owner_id: for_seller.then(|| UserId::trusted(deal.owner_id)),
        seller_close_date: deal.seller_close_date.filter(|_| for_seller).and_then(|d| d.parse().ok()),
    }
}

/// Milestones done of all that are not called off.
#[must_use]
pub fn progress(statuses: &[MilestoneStatus]) -> Progress {
    let count = |wanted: &dyn Fn(MilestoneStatus) -> bool| {
        i64::try_from(statuses.iter().filter(|s| wanted(**s)).count()).unwrap_or(0)
    };
    Progress::of(count(&|s| s == MilestoneStatus::Done), count(&|s| s != MilestoneStatus::Cancelled))
}

/// A plan's milestones with their actions, by stage and position.
///
/// # Errors
/// When the store fails.
pub fn milestones(
    conn: &mut Conn,
    org: &OrganizationId,
    plan: &PlanId,
    pipeline: &[Stage],
    eyes: &Eyes,
) -> Result<Vec<Milestone>, ApiError> {
    let risks = register::risks(conn, org, plan, eyes)?;
    milestones_with(conn, org, plan, pipeline, &risks, eyes)
}

/// The same for who has read the risks.
fn milestones_with(
    conn: &mut Conn,
    org: &OrganizationId,
    plan: &PlanId,
    pipeline: &[Stage],
    risks: &[Risk],
    eyes: &Eyes,
) -> Result<Vec<Milestone>, ApiError> {
    let mut rows = milestones::list(conn, org, plan)?;
    rows.retain(|row| eyes.sees(&row.visibility));
    let place: HashMap<&str, usize> = pipeline.iter().zip(0..).map(|(stage, n)| (stage.id.as_str(), n)).collect();
    rows.sort_by_key(|row| place.get(row.stage_id.as_str()).copied().unwrap_or(usize::MAX));
    let mut before: HashMap<String, Vec<MilestoneId>> = HashMap::new();
    for (id, on) in milestones::dependencies(conn, org, plan)? {
        before.entry(id).or_default().push(MilestoneId::trusted(on));
    }
    let mut assumed: HashMap<String, Vec<Assumption>> = HashMap::new();
    for one in milestones::assumptions(conn, org, plan)? {
        assumed.entry(one.milestone_id).or_default().push(one.assumption);
    }
    let cancelled: Vec<&str> = rows.iter().filter(|r| r.cancelled_at.is_some()).map(|r| r.id.as_str()).collect();
    let mut work = actions(conn, org, plan, &cancelled, eyes)?;
    let mut seen: Vec<Milestone> = Vec::with_capacity(rows.len());
    let known: std::collections::HashSet<String> = rows.iter().map(|r| r.id.clone()).collect();
    for row in rows {
        let mut depends_on = before.remove(&row.id).unwrap_or_default();
        depends_on.retain(|id| known.contains(id.as_str()));
        let (assumptions, actions) =
            (assumed.remove(&row.id).unwrap_or_default(), work.remove(&row.id).unwrap_or_default());
        seen.push(milestone(row, depends_on, assumptions, actions, eyes));
    }
    derive_statuses(&mut seen, risks, eyes.today());
    Ok(seen)
}

fn milestone(
    row: MilestoneRow,
    depends_on: Vec<MilestoneId>,
    assumptions: Vec<Assumption>,
    actions: Vec<Action>,
    eyes: &Eyes,
) -> Milestone {
    let day = |text: Option<String>| text.and_then(|t| t.parse::<Day>().ok());
    let (target_date, agreed_date) = (day(row.target_date), day(row.agreed_date));
    let completed_at = row.completed_at.map(Timestamp::from_micros);
    Milestone {
        id: MilestoneId::trusted(row.id),
        title: row.title,
        outcome: row.outcome,
        stage_id: StageId::trusted(row.stage_id),
        kind: MilestoneKind::from_word(&row.kind).unwrap_or(MilestoneKind::Standard),
        owner_side: Side::from_word(&row.owner_side).unwrap_or(Side::Joint),
        owner_id: row.owner_id.map(StakeholderId::trusted),
        start_date: day(row.start_date),
        target_date,
        agreed_date,
        completed_at,
        cancelled_at: row.cancelled_at.map(Timestamp::from_micros),
        duration_days: row.duration_days,
        depends_on,
        assumptions,
        risk_reason: row.risk_reason,
        no_known_risk: row.no_known_risk,
        visibility: Visibility::from_word(&row.visibility).unwrap_or(Visibility::Internal),
        position: row.position,
        status: MilestoneStatus::NotStarted,
        status_reasons: Vec::new(),
        slip_days: status::slip_days(agreed_date, target_date, completed_at),
        actions,
        mine: row.created_by == eyes.created_by,
        version: row.version,
    }
}

fn actions(
    conn: &mut Conn,
    org: &OrganizationId,
    plan: &PlanId,
    cancelled: &[&str],
    eyes: &Eyes,
) -> Result<HashMap<String, Vec<Action>>, ApiError> {
    let mut assigned: HashMap<String, Vec<StakeholderId>> = HashMap::new();
    for (action, stakeholder) in assignees::of_plan(conn, org, plan)? {
        assigned.entry(action).or_default().push(StakeholderId::trusted(stakeholder));
    }
    let mut work: HashMap<String, Vec<Action>> = HashMap::new();
    for row in actions::list(conn, org, plan)? {
        if eyes.sees(&row.visibility) {
            let assignees = assigned.remove(&row.id).unwrap_or_default();
            let (key, is_cancelled) = (row.milestone_id.clone(), cancelled.contains(&row.milestone_id.as_str()));
            work.entry(key).or_default().push(action(row, assignees, is_cancelled, eyes));
        }
    }
    Ok(work)
}

/// One action as this caller sees it.
#[must_use]
pub fn action(row: ActionRow, assignee_ids: Vec<StakeholderId>, milestone_cancelled: bool, eyes: &Eyes) -> Action {
    let day = |text: Option<String>| text.and_then(|t| t.parse::<Day>().ok());
    let target_date = day(row.target_date);
    let side = row.completed_side.as_deref().and_then(Side::from_word);
    Action {
        id: ActionId::trusted(row.id),
        milestone_id: MilestoneId::trusted(row.milestone_id),
        kind: ActionKind::from_word(&row.kind).unwrap_or(ActionKind::Todo),
        title: row.title,
        description: row.description,
        side: Side::from_word(&row.side).unwrap_or(Side::Joint),
        assignee_ids,
        start_date: day(row.start_date),
        target_date,
        visibility: Visibility::from_word(&row.visibility).unwrap_or(Visibility::Internal),
        position: row.position,
        status: status::action_status(
            row.completed_at.is_some(),
            row.started_at.is_some(),
            milestone_cancelled,
            target_date,
            eyes.today(),
        ),
        started_at: row.started_at.map(Timestamp::from_micros),
        completed_at: row.completed_at.map(Timestamp::from_micros),
        completed_by: row.completed_by.zip(side).map(|(name, side)| CompletedBy { name, side }),
        mine: row.created_by == eyes.created_by,
        version: row.version,
    }
}
