//! Plans for tests. [`good`] is the plan of the method's own example, healthy in every respect; a test changes the one thing it is about. Today is Monday,
//! 16 March 2026; the plan was made and shared two weeks before. Milestones and people are found by the beginning of their title or name.

use tandem_shared::{
    access::CallerKind,
    action::{Action, ActionKind},
    assumption::{Assumption, AssumptionState},
    calendar::Calendars,
    constraint::{Constraint, ConstraintKind},
    day::{Day, Timestamp},
    grant::{Access, GrantStatus},
    health::{Finding, Rule, check},
    id::*,
    method::{Conduct, Procurement, Pulse, Waiver},
    milestone::{Milestone, MilestoneKind, Visibility},
    plan::{Plan, PlanDeal, PlanHealth, PlanStatus, Progress, Viewer},
    risk::{Probability, Risk, RiskStatus},
    stage::{Stage, StageKind},
    stakeholder::*,
    status::{ActionStatus, MilestoneStatus},
};

/// The day on which plans are judged: a Monday.
pub const TODAY: &str = "2026-03-16";

pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub fn noon(text: &str) -> Timestamp {
    format!("{text}T12:00:00Z").parse().unwrap()
}

fn id(prefix: &str, n: usize) -> String {
    format!("{prefix}_{n:026}")
}

/// A plan without milestones or people, made two weeks ago, in the evaluation stage.
pub fn empty() -> Plan {
    let names = ["Qualified", "Discovery", "Evaluation", "Negotiation", "Closed", "Lost"];
    let kind = |n| match n {
        4 => StageKind::Won,
        5 => StageKind::Lost,
        _ => StageKind::Open,
    };
    let stages = names.iter().enumerate().map(|(n, name)| Stage {
        id: StageId::trusted(id("stg", n)),
        name: (*name).into(),
        kind: kind(n),
        position: i32::try_from(n).unwrap(),
        deals: 0,
    });
    Plan {
        id: PlanId::trusted(id("plan", 1)),
        deal_id: DealId::trusted(id("deal", 1)),
        deal: PlanDeal {
            name: "Onboarding platform".into(),
            account_name: "Nimbus".into(),
            seller_name: "Tandem".into(),
            stage_id: StageId::trusted(id("stg", 2)),
            owner_name: "Iris Falk".into(),
            owner_id: Some(UserId::trusted(id("user", 1))),
            seller_close_date: None,
        },
        title: "Nimbus and Tandem".into(),
        description: String::new(),
        welcome_message: String::new(),
        anchor_date: None,
        signature_date: None,
        status: PlanStatus::Draft,
        health: PlanHealth::NotStarted,
        progress: Progress::of(0, 0),
        stages: stages.collect(),
        milestones: vec![],
        stakeholders: vec![],
        risks: vec![],
        constraints: vec![],
        calendars: Calendars::default(),
        conduct: Conduct::default(),
        waivers: vec![],
        pulse: Pulse::default(),
        sign_off: None,
        viewer: Viewer {
            side: Side::Seller,
            access: CallerKind::Owner,
            stakeholder_id: None,
            name: "Iris Falk".into(),
            permissions: CallerKind::Owner.permissions(),
        },
        last_buyer_visit_at: None,
        seq: 1,
        today: day(TODAY),
        created_at: noon("2026-03-02"),
        version: 1,
    }
}

/// The healthy plan: the method's example milestones, both sides' work, everyone who decides, signed and reviewed.
pub fn good() -> Plan {
    let mut plan = empty();
    people(&mut plan);
    milestones(&mut plan);
    let buyer = Side::Buyer;
    constraint(&mut plan, ConstraintKind::BudgetCycle, buyer, "2026-04-17", "Budget of the half-year closes").anchor =
        true;
    plan.anchor_date = Some(day("2026-04-17"));
    plan.deal.seller_close_date = Some(day("2026-04-15"));
    plan.conduct.procurement = Procurement::Needed;
    plan.status = PlanStatus::Agreed;
    plan.pulse = Pulse {
        shared_at: Some(noon("2026-03-03")),
        opened_at: Some(noon("2026-03-03")),
        buyer_acted_at: Some(noon("2026-03-13")),
        reviewed_at: Some(noon("2026-03-12")),
        changed_at: None,
        rebuilt_at: None,
        signed_at: Some(noon("2026-03-06")),
        proposed: vec![],
    };
    refresh(&mut plan);
    plan
}

fn people(plan: &mut Plan) {
    use StakeholderRole as R;
    let all = [
        ("Mara Lind", "VP Sales", R::Champion),
        ("Otto Brandt", "CFO", R::EconomicBuyer),
        ("Ines Costa", "VP IT", R::TechnicalBuyer),
        ("Paul Weber", "Head of Purchasing", R::Procurement),
        ("Lea Martin", "General Counsel", R::Legal),
        ("Jon Aas", "Project Lead", R::ImplementationLead),
        ("Eva Novak", "CEO", R::ExecutiveSponsor),
        ("Tim Moss", "Team Lead", R::EndUser),
    ];
    for (name, title, role) in all {
        buyer(plan, name, title, role);
    }
    for name in ["Mara Lind", "Otto Brandt"] {
        grant(plan, name, GrantStatus::Active);
    }
    person(plan, "Mara").authority = Some(Authority::Decides);
    let n = plan.stakeholders.len();
    plan.stakeholders.push(Stakeholder {
        side: Side::Seller,
        roles: vec![R::OpportunityOwner],
        primary_concern: None,
        buy_in: None,
        engagement_plan: None,
        engagement_timing: None,
        ..plain(n, "Iris Falk", "Account Executive")
    });
}

fn milestones(plan: &mut Plan) {
    use MilestoneKind as K;
    let all = [
        ("Technical deep-dive and security review completed", K::Security, "Ines Costa", "2026-03-20"),
        ("Procurement initial review and questions submitted", K::Procurement, "Paul Weber", "2026-03-25"),
        ("Economic buyer approves budget allocation", K::Standard, "Otto Brandt", "2026-04-02"),
        ("Legal review complete with no major objections", K::Legal, "Lea Martin", "2026-04-07"),
        ("Implementation readiness confirmed", K::Standard, "Jon Aas", "2026-04-10"),
        ("Final contract execution", K::Signature, "Otto Brandt", "2026-04-15"),
        ("Implementation kickoff", K::KickOff, "Jon Aas", "2026-04-22"),
    ];
    for (title, kind, owner, target) in all {
        milestone(plan, title, target).kind = kind;
        let owner = person(plan, owner).id.clone();
        let m = ms(plan, title);
        m.owner_id = Some(owner);
        m.owner_side = Side::Buyer;
        assume(m, "The people who have to take part are free", AssumptionState::Holds);
        let title = m.title.clone();
        act(plan, &title, Side::Buyer, "Confirm the date");
        act(plan, &title, Side::Seller, "Provide the documents");
        risk(plan, &title, "Somebody is away");
    }
    // The reviews are under way since the plan was shared.
    ms(plan, "Procurement").start_date = Some(day("2026-03-11"));
    ms(plan, "Legal").start_date = Some(day("2026-03-26"));
}

fn plain(n: usize, name: &str, title: &str) -> Stakeholder {
    Stakeholder {
        id: StakeholderId::trusted(id("sh", n)),
        side: Side::Buyer,
        name: name.into(),
        email: None,
        title: title.into(),
        function: String::new(),
        roles: vec![],
        other_role: String::new(),
        primary_concern: Some("Cost and time".into()),
        buy_in: Some(BuyIn::Onboard),
        authority: None,
        engagement_plan: Some("Weekly call".into()),
        engagement_timing: Some(EngagementTiming::Early),
        engagement_date: None,
        user_id: None,
        grant: None,
        version: 1,
    }
}

/// Adds one of the buyer's people, of whom everything is known.
pub fn buyer<'p>(plan: &'p mut Plan, name: &str, title: &str, role: StakeholderRole) -> &'p mut Stakeholder {
    let n = plan.stakeholders.len();
    plan.stakeholders.push(Stakeholder { roles: vec![role], ..plain(n, name, title) });
    plan.stakeholders.last_mut().unwrap()
}

/// Gives a person access.
pub fn grant(plan: &mut Plan, name: &str, status: GrantStatus) {
    let person = person(plan, name);
    let n = person.id.as_str().trim_start_matches("sh_").parse().unwrap();
    person.grant =
        Some(StakeholderGrant { id: GrantId::trusted(id("gr", n)), access: Access::Edit, status, last_seen_at: None });
}

/// Adds a shared milestone without owner, assumption or actions; an empty target leaves it undated.
pub fn milestone<'p>(plan: &'p mut Plan, title: &str, target: &str) -> &'p mut Milestone {
    let n = plan.milestones.len();
    plan.milestones.push(Milestone {
        id: MilestoneId::trusted(id("ms", 100 + n)),
        title: title.into(),
        outcome: String::new(),
        stage_id: plan.deal.stage_id.clone(),
        kind: MilestoneKind::Standard,
        owner_side: Side::Joint,
        owner_id: None,
        start_date: None,
        target_date: target.parse().ok(),
        agreed_date: target.parse().ok(),
        completed_at: None,
        cancelled_at: None,
        duration_days: None,
        depends_on: vec![],
        assumptions: vec![],
        risk_reason: String::new(),
        no_known_risk: false,
        visibility: Visibility::Shared,
        position: i32::try_from(n).unwrap(),
        status: MilestoneStatus::NotStarted,
        status_reasons: vec![],
        slip_days: None,
        actions: vec![],
        mine: false,
        version: 1,
    });
    plan.milestones.last_mut().unwrap()
}

/// Adds an assumption.
pub fn assume(m: &mut Milestone, text: &str, state: AssumptionState) {
    let n = m.id.as_str().trim_start_matches("ms_").parse::<usize>().unwrap() * 100 + m.assumptions.len();
    m.assumptions.push(Assumption { id: AssumptionId::trusted(id("asm", n)), text: text.into(), state });
}

/// Adds an open action under a milestone.
pub fn act<'p>(plan: &'p mut Plan, milestone: &str, side: Side, title: &str) -> &'p mut Action {
    let n: usize = 100 + plan.milestones.iter().map(|m| m.actions.len()).sum::<usize>();
    let m = ms(plan, milestone);
    m.actions.push(Action {
        id: ActionId::trusted(id("act", n)),
        milestone_id: m.id.clone(),
        kind: ActionKind::Todo,
        title: title.into(),
        description: String::new(),
        side,
        assignee_ids: vec![],
        start_date: None,
        target_date: m.target_date,
        visibility: m.visibility,
        position: i32::try_from(m.actions.len()).unwrap(),
        status: ActionStatus::NotStarted,
        started_at: None,
        completed_at: None,
        completed_by: None,
        mine: false,
        version: 1,
    });
    m.actions.last_mut().unwrap()
}

/// Adds a risk with mitigation, owner and date.
pub fn risk<'p>(plan: &'p mut Plan, milestone: &str, description: &str) -> &'p mut Risk {
    let n = 100 + plan.risks.len();
    let milestone_id = Some(ms(plan, milestone).id.clone());
    let owner_id = plan.stakeholders.first().map(|s| s.id.clone());
    plan.risks.push(Risk {
        id: RiskId::trusted(id("risk", n)),
        milestone_id,
        description: description.into(),
        probability: Probability::Medium,
        impact_days: 5,
        mitigation: "Name a deputy".into(),
        mitigation_due: Some(day("2026-03-18")),
        owner_id,
        status: RiskStatus::Open,
        visibility: Visibility::Shared,
        mine: false,
        version: 1,
    });
    plan.risks.last_mut().unwrap()
}

/// Adds a date to a side's calendar.
pub fn constraint<'p>(
    plan: &'p mut Plan,
    kind: ConstraintKind,
    side: Side,
    start: &str,
    note: &str,
) -> &'p mut Constraint {
    let n = plan.constraints.len();
    plan.constraints.push(Constraint {
        id: ConstraintId::trusted(id("con", n)),
        kind,
        side,
        start_date: day(start),
        end_date: None,
        anchor: false,
        note: note.into(),
        visibility: Visibility::Shared,
        mine: false,
        version: 1,
    });
    plan.constraints.last_mut().unwrap()
}

/// Declares a rule, or a rule for an object, not applicable.
pub fn waive(plan: &mut Plan, rule: &str, object: Option<&str>) {
    let n = plan.waivers.len();
    plan.waivers.push(Waiver {
        id: WaiverId::trusted(id("wv", n)),
        rule: rule.into(),
        object: object.map(str::to_owned),
        reason: "It was agreed so".into(),
        by: "Iris Falk".into(),
        at: noon("2026-03-10"),
    });
}

/// The milestone whose title begins so.
pub fn ms<'p>(plan: &'p mut Plan, title: &str) -> &'p mut Milestone {
    plan.milestones.iter_mut().find(|m| m.title.starts_with(title)).unwrap_or_else(|| panic!("no milestone {title}"))
}

/// The person whose name begins so.
pub fn person<'p>(plan: &'p mut Plan, name: &str) -> &'p mut Stakeholder {
    plan.stakeholders.iter_mut().find(|s| s.name.starts_with(name)).unwrap_or_else(|| panic!("nobody called {name}"))
}

/// Moves the buyer's hard date.
pub fn hard(plan: &mut Plan, date: &str) {
    plan.anchor_date = date.parse().ok();
    for c in plan.constraints.iter_mut().filter(|c| c.anchor) {
        c.start_date = day(date);
    }
}

/// Derives the date of signature anew, as the server does.
pub fn refresh(plan: &mut Plan) {
    let standing = || plan.milestones.iter().filter(|m| m.cancelled_at.is_none());
    plan.signature_date = match standing().find(|m| m.kind == MilestoneKind::Signature) {
        Some(m) => m.target_date,
        None => standing().filter(|m| m.kind != MilestoneKind::KickOff).filter_map(|m| m.target_date).max(),
    };
}

/// Marks a milestone reached.
pub fn reach(plan: &mut Plan, title: &str, on: &str) {
    let m = ms(plan, title);
    m.completed_at = Some(noon(on));
    m.status = MilestoneStatus::Done;
}

/// The plan as a guest gets it.
pub fn for_guest(mut plan: Plan) -> Plan {
    plan.viewer.access = CallerKind::Edit;
    plan.viewer.side = Side::Buyer;
    plan.deal.seller_close_date = None;
    plan.milestones.retain(|m| m.visibility == Visibility::Shared);
    plan.milestones.iter_mut().for_each(|m| m.actions.retain(|a| a.visibility == Visibility::Shared));
    plan.risks.retain(|r| r.visibility == Visibility::Shared);
    for s in &mut plan.stakeholders {
        s.primary_concern = None;
        s.buy_in = None;
        s.authority = None;
        s.engagement_plan = None;
        s.engagement_timing = None;
        s.engagement_date = None;
    }
    plan
}

/// The healthy plan with one thing changed.
pub fn with(change: impl FnOnce(&mut Plan)) -> Plan {
    let mut plan = good();
    change(&mut plan);
    refresh(&mut plan);
    plan
}

/// The findings of one rule.
pub fn found(plan: &Plan, rule: &str) -> Vec<Finding> {
    let rule = Rule::from_word(rule).unwrap_or_else(|| panic!("no rule {rule}"));
    check(plan).findings.into_iter().filter(|f| f.rule == rule).collect()
}

/// The evidence of a rule's one finding.
pub fn evidence(plan: &Plan, rule: &str) -> String {
    match found(plan, rule).as_slice() {
        [one] => one.evidence.clone(),
        others => panic!("{} findings of {rule}: {others:#?}", others.len()),
    }
}

/// Whether a rule applies and holds.
pub fn holds(plan: &Plan, rule: &str) -> bool {
    check(plan).held.iter().any(|r| r.as_str() == rule)
}

/// Whether a rule says neither that it holds nor that it does not.
pub fn is_silent(plan: &Plan, rule: &str) -> bool {
    !holds(plan, rule) && found(plan, rule).is_empty()
}

/// Each finding as a line: severity, rule, and the titles concerned.
pub fn lines(findings: &[Finding]) -> Vec<String> {
    let line = |f: &Finding| {
        let objects: Vec<&str> = f.objects.iter().map(|o| o.title.as_str()).collect();
        format!("{} {}: {}", f.severity, f.rule, objects.join(" | ")).trim_end_matches([':', ' ']).to_owned()
    };
    findings.iter().map(line).collect()
}
