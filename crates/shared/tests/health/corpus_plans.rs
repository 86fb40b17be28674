//! The plans of the corpus: deals as coaches meet them, good and bad. Expected findings are written by hand, the heaviest first.

use crate::{corpus_faults, kit::*};
use tandem_shared::{
    constraint::ConstraintKind,
    grant::GrantStatus,
    method::{Procurement, Pulse},
    milestone::{MilestoneKind, Visibility},
    plan::{Plan, PlanStatus},
    risk::Probability,
    stakeholder::{Authority, BuyIn, Side, StakeholderRole as R},
};

/// A plan with its name and what should be said about it.
pub struct Case {
    pub name: &'static str,
    pub plan: Plan,
    pub expected: Vec<&'static str>,
}

/// Every case, by name.
pub fn cases() -> Vec<Case> {
    let mut all = sound();
    all.extend(deals());
    all.extend(corpus_faults::cases());
    all.sort_by_key(|case| case.name);
    all
}

pub fn case(name: &'static str, plan: Plan, expected: &[&'static str]) -> Case {
    Case { name, plan, expected: expected.to_vec() }
}

/// Plans about which a good coach has nothing to say.
fn sound() -> Vec<Case> {
    let german = [
        ("Technical", "Sicherheitsprüfung bestanden"),
        ("Procurement", "Prüfung durch den Einkauf abgeschlossen"),
        ("Economic", "Budget vom Finanzvorstand freigegeben"),
        ("Legal", "Vertragsprüfung ohne wesentliche Einwände abgeschlossen"),
        ("Implementation readiness", "Projektteam benannt"),
        ("Final", "Vertrag unterzeichnet"),
        ("Implementation kickoff", "Projekt-Kick-off"),
    ];
    let japanese = [
        ("Technical", "セキュリティ審査完了"),
        ("Procurement", "購買部の承認"),
        ("Economic", "予算承認"),
        ("Legal", "法務レビュー完了"),
        ("Implementation readiness", "導入体制の確定"),
        ("Final", "契約締結"),
        ("Implementation kickoff", "キックオフ"),
    ];
    let renamed = |titles: [(&str, &str); 7]| {
        with(|p| {
            for (old, new) in titles {
                ms(p, old).title = new.into();
            }
        })
    };
    vec![
        case("01-healthy", good(), &[]),
        case("02-small-deal", small(), &[]),
        case("03-first-days", with(|p| p.created_at = noon("2026-03-13")), &[]),
        case("04-empty-draft", empty(), &[]),
        case(
            "05-finished",
            with(|p| p.milestones.iter_mut().for_each(|m| m.completed_at = Some(noon("2026-03-13")))),
            &[],
        ),
        case("06-lost", with(|p| p.deal.stage_id = p.stages[5].id.clone()), &[]),
        case("07-german", renamed(german), &[]),
        case("08-japanese", renamed(japanese), &[]),
        case(
            "09-signed-before-kick-off",
            with(|p| {
                for title in ["Technical", "Procurement", "Economic", "Legal", "Implementation readiness", "Final"] {
                    reach(p, title, "2026-03-13");
                }
            }),
            &[],
        ),
        case(
            "10-waived",
            with(|p| {
                ms(p, "Legal").start_date = Some(day("2026-04-02"));
                let id = ms(p, "Legal").id.to_string();
                waive(p, "milestone.review_time", Some(&id));
                p.stakeholders.retain(|s| !s.name.starts_with("Tim"));
                waive(p, "stakeholder.coverage", Some("end_user"));
            }),
            &[],
        ),
    ]
}

/// Three milestones, a champion and who pays.
fn small() -> Plan {
    with(|p| {
        p.conduct.small_deal = true;
        p.conduct.procurement = Procurement::NotNeeded;
        p.milestones.retain(|m| ["Tech", "Econ", "Fina"].iter().any(|t| m.title.starts_with(t)));
        p.stakeholders.retain(|s| s.side == Side::Seller || ["Mara", "Otto"].iter().any(|n| s.name.starts_with(n)));
        let owner = p.stakeholders[0].id.clone();
        p.milestones.iter_mut().for_each(|m| m.owner_id = Some(owner.clone()));
    })
}

/// Deals as the method tells them.
fn deals() -> Vec<Case> {
    let mut anchored = example();
    anchored.constraints[0].anchor = true;
    anchored.anchor_date = Some(day("2026-04-05"));
    vec![
        case(
            "11-the-example-deal",
            example(),
            &[
                "warning mutual.balance: buyer",
                "warning mutual.both_sides: Procurement review completed",
                "warning mutual.both_sides: Economic buyer approves budget allocation",
                "warning mutual.both_sides: Legal review complete with no major objections",
                "warning mutual.both_sides: Implementation readiness confirmed",
                "warning mutual.both_sides: Final contract execution",
                "warning timeline.buyer_anchor",
                "warning timeline.gap_shown",
                "warning stakeholder.coverage: procurement contact",
                "warning stakeholder.coverage: legal reviewer",
                "warning stakeholder.weak_champion: Dana Reyes",
                "warning risk.mitigated: Procurement is unfamiliar with the vendor category | Procurement review completed",
                "advice stakeholder.coverage: implementation lead",
                "advice stakeholder.coverage: executive sponsor",
                "advice stakeholder.coverage: end users",
                "advice stakeholder.profile: Victor Hale",
            ],
        ),
        case(
            "12-the-example-deal-anchored-on-the-budget-meeting",
            anchored,
            &[
                "error timeline.buyer_anchor: Final contract execution",
                "warning mutual.balance: buyer",
                "warning mutual.both_sides: Procurement review completed",
                "warning mutual.both_sides: Economic buyer approves budget allocation",
                "warning mutual.both_sides: Legal review complete with no major objections",
                "warning mutual.both_sides: Implementation readiness confirmed",
                "warning mutual.both_sides: Final contract execution",
                "warning timeline.gap_shown",
                "warning stakeholder.coverage: procurement contact",
                "warning stakeholder.coverage: legal reviewer",
                "warning stakeholder.weak_champion: Dana Reyes",
                "warning risk.mitigated: Procurement is unfamiliar with the vendor category | Procurement review completed",
                "advice stakeholder.coverage: implementation lead",
                "advice stakeholder.coverage: executive sponsor",
                "advice stakeholder.coverage: end users",
                "advice stakeholder.profile: Victor Hale",
            ],
        ),
        case(
            "13-the-sellers-checklist",
            with(|p| p.milestones.iter_mut().for_each(|m| m.actions.retain(|a| a.side == Side::Seller))),
            &[
                "error mutual.balance: buyer",
                "warning mutual.both_sides: Technical deep-dive and security review completed",
                "warning mutual.both_sides: Procurement initial review and questions submitted",
                "warning mutual.both_sides: Economic buyer approves budget allocation",
                "warning mutual.both_sides: Legal review complete with no major objections",
                "warning mutual.both_sides: Implementation readiness confirmed",
                "warning mutual.both_sides: Final contract execution",
                "warning mutual.both_sides: Implementation kickoff",
            ],
        ),
        case(
            "14-the-invisible-plan",
            with(|p| {
                p.status = PlanStatus::Draft;
                p.pulse = Pulse::default();
                p.stakeholders.iter_mut().for_each(|s| s.grant = None);
            }),
            &["warning plan.shared"],
        ),
        case(
            "15-the-optimistic-timeline",
            optimistic(),
            &[
                "error timeline.feasible: Legal review complete with no major objections | Procurement initial review and questions submitted",
                "warning timeline.not_our_quarter: Final contract execution",
            ],
        ),
        case(
            "16-the-missing-stakeholder",
            with(|p| {
                p.stakeholders.retain(|s| !s.name.starts_with("Paul"));
                p.milestones.retain(|m| !m.title.starts_with("Procurement"));
                p.risks.retain(|r| p.milestones.iter().any(|m| r.milestone_id.as_ref() == Some(&m.id)));
                p.conduct.procurement = Procurement::Unknown;
            }),
            &[
                "warning stakeholder.coverage: procurement contact",
                "warning procurement.engaged",
                "advice milestone.count",
            ],
        ),
        case(
            "17-set-and-forget",
            with(|p| {
                p.created_at = noon("2026-01-12");
                p.pulse.shared_at = Some(noon("2026-01-13"));
                p.pulse.signed_at = Some(noon("2026-01-20"));
                p.pulse.reviewed_at = None;
                ms(p, "Technical").target_date = Some(day("2026-02-20"));
            }),
            &["error review.slips_surfaced: Technical deep-dive and security review completed", "warning review.fresh"],
        ),
        case(
            "18-ten-days-to-close-and-procurement-came-in",
            rebuild(),
            &[
                "warning milestone.review_time: Procurement initial review and questions submitted",
                "warning procurement.engaged: Procurement initial review and questions submitted",
            ],
        ),
        case(
            "19-the-ghosting-buyer",
            with(|p| {
                p.pulse.opened_at = Some(noon("2026-02-16"));
                p.pulse.buyer_acted_at = Some(noon("2026-02-20"));
            }),
            &["warning commitment.buyer"],
        ),
    ]
}

/// The method's example: procurement unfamiliar with the vendor category, the budget decided in one meeting on 5 April, eight things on the seller and two
/// on the buyer, a champion who is a liaison.
pub fn example() -> Plan {
    let mut plan = empty();
    let p = &mut plan;
    p.conduct.procurement = Procurement::Needed;
    p.deal.seller_close_date = Some(day("2026-03-31"));
    for (name, title, role) in [
        ("Dana Reyes", "VP Sales", R::Champion),
        ("Victor Hale", "CFO", R::EconomicBuyer),
        ("Noor Khan", "VP IT", R::TechnicalBuyer),
    ] {
        buyer(p, name, title, role);
    }
    person(p, "Dana").authority = Some(Authority::Liaison);
    person(p, "Victor").buy_in = Some(BuyIn::Neutral);
    person(p, "Victor").engagement_plan = None;
    person(p, "Noor").buy_in = Some(BuyIn::NeedsConvincing);
    let all = [
        ("Technical deep-dive and security review completed", MilestoneKind::Security, "2026-03-20"),
        ("Procurement review completed", MilestoneKind::Procurement, "2026-03-25"),
        ("Economic buyer approves budget allocation", MilestoneKind::Standard, "2026-04-06"),
        ("Legal review complete with no major objections", MilestoneKind::Legal, "2026-04-09"),
        ("Implementation readiness confirmed", MilestoneKind::Standard, "2026-04-10"),
        ("Final contract execution", MilestoneKind::Signature, "2026-04-15"),
    ];
    let owner = person(p, "Dana").id.clone();
    for (title, kind, target) in all {
        let m = milestone(p, title, target);
        (m.kind, m.owner_id, m.no_known_risk) = (kind, Some(owner.clone()), true);
        assume(m, "No change of scope", tandem_shared::assumption::AssumptionState::Holds);
        act(p, title, Side::Seller, "Provide the documents");
    }
    act(p, "Technical", Side::Seller, "Run the deep-dive");
    act(p, "Procurement", Side::Seller, "Answer the questions");
    act(p, "Technical", Side::Buyer, "Schedule the security team");
    act(p, "Technical", Side::Buyer, "Look through the SOC 2 report");
    let risk = risk(p, "Procurement", "Procurement is unfamiliar with the vendor category");
    (risk.probability, risk.impact_days, risk.owner_id, risk.mitigation_due) = (Probability::High, 10, None, None);
    let note = "The CFO reviews the quarter's budget requests in a single meeting";
    constraint(p, ConstraintKind::BudgetCycle, Side::Buyer, "2026-04-05", note);
    p.status = PlanStatus::Shared;
    p.pulse = Pulse {
        shared_at: Some(noon("2026-03-10")),
        opened_at: Some(noon("2026-03-10")),
        buyer_acted_at: Some(noon("2026-03-12")),
        ..Pulse::default()
    };
    grant(p, "Dana", GrantStatus::Active);
    refresh(p);
    plan
}

/// *We can close this by the end of the month*: the reviews that have to come first do not fit.
fn optimistic() -> Plan {
    with(|p| {
        p.constraints.clear();
        hard(p, "2026-04-08");
        p.deal.seller_close_date = Some(day("2026-03-31"));
        let (procurement, legal) = (ms(p, "Procurement").id.clone(), ms(p, "Legal").id.clone());
        ms(p, "Procurement").start_date = None;
        ms(p, "Procurement").duration_days = Some(9);
        ms(p, "Legal").start_date = None;
        ms(p, "Legal").duration_days = Some(12);
        ms(p, "Legal").depends_on = vec![procurement];
        ms(p, "Final").depends_on = vec![legal];
        for (title, target) in [("Procurement", "2026-03-20"), ("Legal", "2026-03-31"), ("Final", "2026-03-31")] {
            ms(p, title).target_date = Some(day(target));
        }
        for (title, target) in [("Economic", "2026-03-24"), ("Implementation readiness", "2026-03-27")] {
            ms(p, title).target_date = Some(day(target));
        }
    })
}

/// Ten days from close procurement has just come in.
fn rebuild() -> Plan {
    with(|p| {
        for title in ["Technical", "Economic", "Legal", "Implementation readiness"] {
            reach(p, title, "2026-03-13");
        }
        ms(p, "Procurement").start_date = Some(day("2026-03-17"));
        ms(p, "Procurement").target_date = Some(day("2026-03-20"));
        ms(p, "Final").target_date = Some(day("2026-03-26"));
        ms(p, "Procurement").visibility = Visibility::Shared;
        p.deal.seller_close_date = Some(day("2026-03-26"));
    })
}
