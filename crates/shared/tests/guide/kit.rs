//! Empty plans and answers for tests. Today is Monday, 16 March 2026.

use tandem_shared::{
    access::CallerKind,
    calendar::{Calendar, Calendars, Holiday},
    day::Timestamp,
    deal::{BudgetStatus, Deal},
    guide::*,
    id::*,
    method::Conduct,
    plan::{Plan, PlanHealth, Progress},
    schedule::WorkingDays,
    stage::{DEFAULT_STAGES, Stage},
    stakeholder::{Authority, BuyIn, Side, StakeholderRole as R},
};

pub const TODAY: &str = "2026-03-16";

pub fn day(text: &str) -> tandem_shared::day::Day {
    text.parse().unwrap()
}

pub fn noon(text: &str) -> Timestamp {
    format!("{text}T12:00:00Z").parse().unwrap()
}

fn id(prefix: &str, n: usize) -> String {
    format!("{prefix}_{n:026}")
}

pub fn stage(n: usize) -> StageId {
    StageId::trusted(id("stg", n))
}

pub fn stages(of: &[(&str, tandem_shared::stage::StageKind)]) -> Vec<Stage> {
    let one = |(n, (name, kind)): (usize, &(&str, tandem_shared::stage::StageKind))| Stage {
        id: stage(n),
        name: (*name).to_owned(),
        kind: *kind,
        position: i32::try_from(n).unwrap(),
        deals: 0,
    };
    of.iter().enumerate().map(one).collect()
}

fn deal() -> Deal {
    Deal {
        id: DealId::trusted(id("deal", 1)),
        name: "Onboarding platform".into(),
        account_name: "Nimbus".into(),
        account_domain: String::new(),
        product: String::new(),
        stage_id: stage(2),
        owner_id: UserId::trusted(id("user", 1)),
        owner_name: "Iris Falk".into(),
        amount: None,
        currency: "EUR".into(),
        seller_close_date: Some(day("2026-06-30")),
        budget_status: BudgetStatus::Unknown,
        current_state: String::new(),
        desired_state: String::new(),
        refs: vec![],
        plan_id: None,
        health: PlanHealth::NotStarted,
        plan_score: None,
        plan_errors: 0,
        agreed_version: None,
        agreement: tandem_shared::agreement::AgreementState::None,
        progress: Progress::of(0, 0),
        next_step: None,
        signature_date: None,
        last_buyer_visit_at: None,
        created_at: noon("2026-03-01"),
        updated_at: noon("2026-03-01"),
        version: 1,
    }
}

/// An empty plan in the evaluation stage.
pub fn empty() -> Plan {
    let plan = blank(&deal(), stages(&DEFAULT_STAGES), Calendars::default(), Conduct::default(), noon(TODAY));
    assert_eq!(plan.viewer.access, CallerKind::Owner);
    plan
}

/// The same with holidays on both sides.
pub fn with_holidays() -> Plan {
    let days = |all: &[&str]| Calendar {
        holidays: all.iter().map(|d| Holiday { date: day(d), name: "Holiday".into() }).collect(),
        ..Calendar::default()
    };
    let calendars = Calendars {
        buyer: days(&["2026-03-17", "2026-04-03", "2026-04-06", "2026-05-01", "2026-05-14", "2026-05-25"]),
        seller: days(&["2026-03-18", "2026-03-19", "2026-04-06", "2026-05-04", "2026-05-25"]),
    };
    Plan { calendars, ..empty() }
}

pub fn known(role: R, name: &str) -> RoleAnswer {
    RoleAnswer {
        role,
        state: RoleState::Known,
        name: name.into(),
        title: format!("Head of {}", role.as_str()),
        email: None,
        buy_in: Some(BuyIn::Neutral),
        concern: "Cost and time".into(),
    }
}

pub fn without(role: R) -> RoleAnswer {
    RoleAnswer { state: RoleState::NotNeeded, ..known(role, "") }
}

/// Everyone is known, the champion decides, procurement has said how long it takes.
pub fn complete() -> Answers {
    let names =
        ["Mara Lind", "Otto Brandt", "Ines Costa", "Paul Weber", "Lea Martin", "Jon Aas", "Eva Novak", "Tim Moss"];
    Answers {
        stage_id: None,
        roles: ROLES.iter().zip(names).map(|(role, name)| known(*role, name)).collect(),
        hard_date: Some(hard(HardDateKind::BudgetCycle, "2026-05-29")),
        dates: vec![],
        budget: BudgetRhythm::AnyTime,
        country: None,
        procurement: ProcurementAnswer {
            involvement: Involvement::Involved,
            review_days: Some(6),
            needs: vec![ProcurementNeed::ContractReview],
            unfamiliar: false,
        },
        champion: Authority::Decides,
    }
}

pub fn hard(kind: HardDateKind, date: &str) -> HardDate {
    HardDate { kind, date: day(date), note: String::new(), lead_days: None }
}

/// Every date of a plan stands on a day on which its side works.
pub fn assert_on_open_days(plan: &Plan) {
    let days = [Side::Buyer, Side::Seller, Side::Joint].map(|side| (side, WorkingDays::of(plan, side)));
    let open = |side: Side, day| days.iter().find(|(s, _)| *s == side).unwrap().1.is_open(day);
    for m in &plan.milestones {
        for date in [m.start_date, m.target_date] {
            let date = date.unwrap_or_else(|| panic!("“{}” has no date", m.title));
            assert!(date >= plan.today && open(m.owner_side, date), "“{}” on {date}", m.title);
        }
        assert!(m.start_date <= m.target_date);
        for a in &m.actions {
            let Some(date) = a.target_date else { continue };
            assert!(open(a.side, date) && Some(date) <= m.target_date && date >= plan.today, "“{}” on {date}", a.title);
        }
    }
    for r in &plan.risks {
        assert!(r.mitigation_due.is_some_and(|d| open(Side::Seller, d) && d >= plan.today), "{r:?}");
    }
    for s in plan.stakeholders.iter().filter(|s| s.side == Side::Buyer) {
        assert!(s.engagement_date.is_some_and(|d| open(Side::Buyer, d) && d >= plan.today), "{s:?}");
    }
}
