//! Plans made in a few words, for tests and for the speed check.
#![allow(dead_code, reason = "each user of this module needs another part of it")]

use tandem_shared::{
    access::CallerKind,
    action::{Action, ActionKind},
    calendar::Calendars,
    constraint::{Constraint, ConstraintKind},
    day::{Day, Timestamp},
    id::{ActionId, ConstraintId, DealId, MilestoneId, PlanId, RiskId, StageId},
    method::{Conduct, Pulse},
    milestone::{Milestone, MilestoneKind, Visibility},
    plan::{Plan, PlanDeal, PlanHealth, PlanStatus, Progress, Viewer},
    risk::{Probability, Risk, RiskStatus},
    stakeholder::Side,
    status::{ActionStatus, MilestoneStatus},
};

/// A date from its text.
pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// Noon of a date.
pub fn noon(date: Day) -> Timestamp {
    format!("{date}T12:00:00Z").parse().unwrap()
}

/// The id of the n-th milestone.
pub fn ms(n: usize) -> MilestoneId {
    MilestoneId::trusted(format!("ms_{n:026}"))
}

/// A plan without milestones.
pub fn plan(today: &str) -> Plan {
    let today = day(today);
    let stage = StageId::trusted(format!("stg_{:026}", 1));
    Plan {
        id: PlanId::trusted(format!("plan_{:026}", 1)),
        deal_id: DealId::trusted(format!("deal_{:026}", 1)),
        deal: PlanDeal {
            name: "Nimbus – Contract analytics".into(),
            account_name: "Nimbus".into(),
            seller_name: "Arbor".into(),
            stage_id: stage,
            owner_name: "Ines".into(),
            owner_id: None,
            seller_close_date: None,
        },
        title: "Mutual action plan".into(),
        description: String::new(),
        welcome_message: String::new(),
        anchor_date: None,
        signature_date: None,
        status: PlanStatus::Shared,
        health: PlanHealth::OnTrack,
        progress: Progress::default(),
        stages: Vec::new(),
        milestones: Vec::new(),
        stakeholders: Vec::new(),
        risks: Vec::new(),
        constraints: Vec::new(),
        calendars: Calendars::default(),
        conduct: Conduct::default(),
        waivers: Vec::new(),
        pulse: Pulse::default(),
        sign_off: None,
        viewer: Viewer {
            side: Side::Seller,
            access: CallerKind::Owner,
            stakeholder_id: None,
            name: "Ines".into(),
            permissions: Vec::new(),
        },
        last_buyer_visit_at: None,
        seq: 0,
        today,
        created_at: noon(today.plus_days(-30)),
        version: 1,
    }
}

/// The n-th milestone: joint, undated, without anything else.
pub fn milestone(n: usize, title: &str) -> Milestone {
    Milestone {
        id: ms(n),
        title: title.into(),
        outcome: String::new(),
        stage_id: StageId::trusted(format!("stg_{:026}", 1)),
        kind: MilestoneKind::Standard,
        owner_side: Side::Joint,
        owner_id: None,
        start_date: None,
        target_date: None,
        agreed_date: None,
        completed_at: None,
        cancelled_at: None,
        duration_days: None,
        depends_on: Vec::new(),
        assumptions: Vec::new(),
        risk_reason: String::new(),
        no_known_risk: false,
        visibility: Visibility::Shared,
        position: i32::try_from(n).unwrap(),
        status: MilestoneStatus::NotStarted,
        status_reasons: Vec::new(),
        slip_days: None,
        actions: Vec::new(),
        mine: false,
        version: 1,
    }
}

/// Adds milestones by small steps.
pub trait Building {
    /// Of a kind.
    fn kind(self, kind: MilestoneKind) -> Self;
    /// Owned by a side.
    fn side(self, side: Side) -> Self;
    /// With a start.
    fn start(self, text: &str) -> Self;
    /// With a target.
    fn target(self, text: &str) -> Self;
    /// With a duration.
    fn days(self, days: i32) -> Self;
    /// After others.
    fn after(self, places: &[usize]) -> Self;
    /// Reached on a day.
    fn done(self, text: &str) -> Self;
    /// Called off.
    fn cancelled(self) -> Self;
}

impl Building for Milestone {
    fn kind(self, kind: MilestoneKind) -> Self {
        Self { kind, ..self }
    }
    fn side(self, owner_side: Side) -> Self {
        Self { owner_side, ..self }
    }
    fn start(self, text: &str) -> Self {
        Self { start_date: Some(day(text)), ..self }
    }
    fn target(self, text: &str) -> Self {
        Self { target_date: Some(day(text)), ..self }
    }
    fn days(self, days: i32) -> Self {
        Self { duration_days: Some(days), ..self }
    }
    fn after(self, places: &[usize]) -> Self {
        Self { depends_on: places.iter().map(|n| ms(*n)).collect(), ..self }
    }
    fn done(self, text: &str) -> Self {
        Self { completed_at: Some(noon(day(text))), ..self }
    }
    fn cancelled(self) -> Self {
        Self { cancelled_at: Some(noon(day("2026-01-01"))), ..self }
    }
}

/// A constraint of the buyer.
pub fn constraint(n: usize, kind: ConstraintKind, from: &str, to: Option<&str>) -> Constraint {
    Constraint {
        id: ConstraintId::trusted(format!("con_{n:026}")),
        kind,
        side: Side::Buyer,
        start_date: day(from),
        end_date: to.map(day),
        anchor: false,
        note: String::new(),
        visibility: Visibility::Shared,
        mine: false,
        version: 1,
    }
}

/// The buyer's hard date.
pub fn anchor(text: &str) -> Constraint {
    Constraint { anchor: true, ..constraint(99, ConstraintKind::Deadline, text, None) }
}

/// An open risk.
pub fn risk(n: usize, milestone: Option<usize>, probability: Probability, impact_days: i32) -> Risk {
    Risk {
        id: RiskId::trusted(format!("risk_{n:026}")),
        milestone_id: milestone.map(ms),
        description: format!("Risk {n}"),
        probability,
        impact_days,
        mitigation: String::new(),
        mitigation_due: None,
        owner_id: None,
        status: RiskStatus::Open,
        visibility: Visibility::Shared,
        mine: false,
        version: 1,
    }
}

/// An action of a milestone.
pub fn action(n: usize, milestone: usize) -> Action {
    Action {
        id: ActionId::trusted(format!("act_{n:026}")),
        milestone_id: ms(milestone),
        kind: ActionKind::Todo,
        title: format!("Action {n}"),
        description: String::new(),
        side: Side::Buyer,
        assignee_ids: Vec::new(),
        start_date: None,
        target_date: None,
        visibility: Visibility::Shared,
        position: 0,
        status: ActionStatus::NotStarted,
        started_at: None,
        completed_at: None,
        completed_by: None,
        mine: false,
        version: 1,
    }
}

/// The plan of the source: seven milestones from the technical deep-dive on March 20 to the kick-off on April 22, one after the other.
pub fn source_plan(today: &str) -> Plan {
    use MilestoneKind as K;
    use Side::{Buyer, Joint, Seller};
    let rows = [
        ("Technical deep-dive and security review completed", K::Standard, Joint, "2026-03-20", Some(5)),
        ("Procurement initial review and questions submitted", K::Procurement, Buyer, "2026-03-25", Some(3)),
        ("Economic buyer approves budget allocation", K::Standard, Buyer, "2026-04-02", Some(2)),
        ("Legal review complete with no major objections", K::Legal, Buyer, "2026-04-10", Some(6)),
        ("Implementation readiness confirmed", K::Standard, Seller, "2026-04-14", Some(2)),
        ("Final contract execution", K::Signature, Joint, "2026-04-15", Some(1)),
        ("Implementation kick-off", K::KickOff, Joint, "2026-04-22", Some(1)),
    ];
    let mut plan = plan(today);
    for (n, (title, kind, side, target, days)) in rows.into_iter().enumerate() {
        let before: Vec<usize> = n.checked_sub(1).into_iter().collect();
        let m = milestone(n, title).kind(kind).side(side).target(target).after(&before);
        plan.milestones.push(Milestone { duration_days: days, ..m });
    }
    plan.signature_date = Some(day("2026-04-15"));
    plan
}

/// A plan of any size, one chain with side branches, for measuring.
pub fn large_plan(milestones: usize, actions: usize) -> Plan {
    let mut plan = plan("2026-03-02");
    for n in 0..milestones {
        let kind = if n + 1 == milestones { MilestoneKind::Signature } else { MilestoneKind::Standard };
        let before: Vec<usize> = [n.checked_sub(1), n.checked_sub(3)].into_iter().flatten().collect();
        let side = [Side::Buyer, Side::Seller, Side::Joint][n % 3];
        let mut m = milestone(n, &format!("Milestone {n}")).kind(kind).side(side).after(&before);
        m.target_date = Some(plan.today.plus_days(i64::try_from(n).unwrap() * 5 + 7));
        m.duration_days = Some(3);
        m.actions = (0..actions / milestones).map(|a| action(n * 100 + a, n)).collect();
        plan.milestones.push(m);
        plan.risks.push(risk(n, Some(n), Probability::Medium, 3));
    }
    plan.constraints.push(constraint(1, ConstraintKind::BusyPeriod, "2026-03-16", Some("2026-03-20")));
    plan.constraints.push(anchor("2027-03-31"));
    plan
}
