//! An empty plan for a deal that has none yet: what the browser makes its draft from. The server makes the same from what it stores.

use crate::{
    access::CallerKind,
    calendar::{Calendar, Calendars},
    day::{Day, Timestamp},
    deal::Deal,
    id::{PlanId, StakeholderId},
    method::{Conduct, Pulse},
    plan::{Plan, PlanDeal, PlanHealth, PlanStatus, Progress, Viewer},
    stage::Stage,
    stakeholder::{Side, Stakeholder, StakeholderRole},
};

/// The empty plan of a deal, with its owner as the first person. Ids are made up.
#[must_use]
pub fn blank(deal: &Deal, stages: Vec<Stage>, calendars: Calendars, conduct: Conduct, now: Timestamp) -> Plan {
    let owner_id = StakeholderId::trusted(super::draft::made_up("sh", 0));
    Plan {
        id: PlanId::trusted(super::draft::made_up("plan", 0)),
        deal_id: deal.id.clone(),
        deal: PlanDeal {
            name: deal.name.clone(),
            account_name: deal.account_name.clone(),
            seller_name: String::new(),
            stage_id: deal.stage_id.clone(),
            owner_name: deal.owner_name.clone(),
            owner_id: Some(deal.owner_id.clone()),
            seller_close_date: deal.seller_close_date,
        },
        title: deal.name.clone(),
        description: String::new(),
        welcome_message: String::new(),
        anchor_date: None,
        signature_date: None,
        status: PlanStatus::Draft,
        health: PlanHealth::NotStarted,
        progress: Progress::of(0, 0),
        stages,
        milestones: Vec::new(),
        stakeholders: vec![owner(deal, owner_id.clone())],
        risks: Vec::new(),
        constraints: Vec::new(),
        calendars,
        conduct,
        waivers: Vec::new(),
        pulse: Pulse::default(),
        sign_off: None,
        viewer: Viewer {
            side: Side::Seller,
            access: CallerKind::Owner,
            stakeholder_id: Some(owner_id),
            name: deal.owner_name.clone(),
            permissions: CallerKind::Owner.permissions(),
        },
        last_buyer_visit_at: None,
        seq: 0,
        today: Day::of_instant(now),
        created_at: now,
        version: 1,
    }
}

fn owner(deal: &Deal, id: StakeholderId) -> Stakeholder {
    Stakeholder {
        other_role: String::new(),
        id,
        side: Side::Seller,
        name: deal.owner_name.clone(),
        email: None,
        title: String::new(),
        function: String::new(),
        roles: vec![StakeholderRole::OpportunityOwner],
        primary_concern: None,
        buy_in: None,
        authority: None,
        engagement_plan: None,
        engagement_timing: None,
        engagement_date: None,
        user_id: Some(deal.owner_id.clone()),
        grant: None,
        version: 1,
    }
}

/// Calendars of both sides, from what is known before there is a plan: the buyer works Monday to Friday, less its country's holidays.
#[must_use]
pub fn calendars(seller: Calendar, country: Option<String>, holidays: Vec<crate::calendar::Holiday>) -> Calendars {
    Calendars { buyer: Calendar { country, holidays, ..Calendar::default() }, seller }
}
