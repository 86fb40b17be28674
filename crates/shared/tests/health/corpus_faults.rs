//! The corpus's plans with one or two things wrong.

use crate::{
    corpus_plans::{Case, case},
    kit::*,
};
use tandem_shared::{
    assumption::AssumptionState,
    constraint::ConstraintKind,
    grant::GrantStatus,
    method::{SignOffStatus, SignOffSummary},
    milestone::{MilestoneKind, Visibility},
    plan::Plan,
    stakeholder::{Authority, BuyIn, Side},
};

/// Every case.
pub fn cases() -> Vec<Case> {
    let mut all = agreement();
    all.extend(milestones());
    all.extend(languages());
    all.extend(timeline());
    all.extend(people());
    all.extend(work());
    all
}

fn agreement() -> Vec<Case> {
    let asked = |status, on| {
        with(|p| {
            p.sign_off = Some(SignOffSummary { status, version: 1, requested_at: noon(on), decided_at: None });
            p.pulse.signed_at = None;
        })
    };
    vec![
        case("49-signature-asked-for", asked(SignOffStatus::Open, "2026-03-12"), &[]),
        case("20-signature-declined", asked(SignOffStatus::Declined, "2026-03-10"), &["warning sign_off.resisted"]),
        case("21-signature-waiting", asked(SignOffStatus::Open, "2026-03-04"), &["warning sign_off.resisted"]),
        case(
            "22-never-signed",
            with(|p| {
                p.pulse.shared_at = Some(noon("2026-02-20"));
                p.pulse.signed_at = None;
            }),
            &["warning sign_off.done"],
        ),
        case(
            "23-overdue-with-and-without-a-proposal",
            with(|p| {
                ms(p, "Technical").target_date = Some(day("2026-03-10"));
                ms(p, "Procurement").target_date = Some(day("2026-03-12"));
                ms(p, "Procurement").start_date = Some(day("2026-03-03"));
                let id = ms(p, "Procurement").id.clone();
                p.pulse.proposed = vec![id];
            }),
            &["error review.slips_surfaced: Technical deep-dive and security review completed"],
        ),
    ]
}

fn milestones() -> Vec<Case> {
    let weekly = with(|p| {
        for (n, m) in p.milestones.iter_mut().enumerate() {
            m.target_date = Some(day("2026-03-20").plus_days(7 * i64::try_from(n).unwrap()));
            m.start_date = None;
        }
        hard(p, "2026-04-24");
        p.deal.seller_close_date = Some(day("2026-04-24"));
    });
    let tasks = with(|p| {
        ms(p, "Technical").title = "VP of Sales reviews proposal".into();
        ms(p, "Implementation readiness").title = "Send contract".into();
        ms(p, "Send").owner_side = Side::Seller;
        ms(p, "Economic").title = "Pricing call".into();
        ms(p, "Legal").outcome = "Legal's comments are settled".into();
        ms(p, "Legal").title = "Review contract".into();
    });
    vec![
        case(
            "24-a-week-apart",
            weekly,
            &[
                "advice milestone.spacing: Technical deep-dive and security review completed | Procurement initial review and questions submitted | Economic buyer approves budget allocation | Legal review complete with no major objections | Implementation readiness confirmed | Final contract execution | Implementation kickoff",
            ],
        ),
        case(
            "25-tasks-for-milestones",
            tasks,
            &[
                "warning milestone.not_a_task: VP of Sales reviews proposal",
                "warning milestone.not_a_task: Send contract",
                "warning milestone.buyer_focused: Send contract",
                "advice milestone.not_a_task: Pricing call",
            ],
        ),
        case(
            "26-undated-and-unowned",
            with(|p| {
                ms(p, "Implementation readiness").target_date = None;
                ms(p, "Economic").owner_id = None;
            }),
            &[
                "warning milestone.dated_and_owned: Economic buyer approves budget allocation",
                "warning milestone.dated_and_owned: Implementation readiness confirmed",
            ],
        ),
        case(
            "27-eleven-milestones",
            with(|p| {
                for n in 0..5 {
                    let title = format!("Workstream {n} agreed");
                    let owner = p.stakeholders[1].id.clone();
                    let m = milestone(p, &title, "2026-04-09");
                    (m.owner_id, m.no_known_risk) = (Some(owner), true);
                    assume(m, "Nothing changes", AssumptionState::Holds);
                    act(p, &title, Side::Joint, "Agree");
                }
            }),
            &["warning milestone.count"],
        ),
        case(
            "28-legal-squeezed",
            with(|p| ms(p, "Legal").start_date = Some(day("2026-04-01"))),
            &["warning milestone.review_time: Legal review complete with no major objections"],
        ),
        case(
            "29-procurement-in-the-buyers-holidays",
            with(|p| {
                constraint(p, ConstraintKind::Holiday, Side::Buyer, "2026-03-16", "Works holidays").end_date =
                    Some(day("2026-03-24"));
            }),
            &["warning milestone.review_time: Procurement initial review and questions submitted"],
        ),
    ]
}

fn languages() -> Vec<Case> {
    let titled = |title: &str| {
        let title = title.to_owned();
        with(move |p| {
            let m = ms(p, "Implementation readiness");
            (m.title, m.kind, m.owner_side) = (title, MilestoneKind::Standard, Side::Seller);
        })
    };
    vec![
        case(
            "30-german-task",
            titled("Demo vorbereiten"),
            &["warning milestone.not_a_task: Demo vorbereiten", "warning milestone.buyer_focused: Demo vorbereiten"],
        ),
        case(
            "31-french-task",
            titled("Relancer les utilisateurs"),
            &["warning milestone.not_a_task: Relancer les utilisateurs"],
        ),
        case(
            "32-spanish-task",
            titled("Enviar propuesta"),
            &["warning milestone.not_a_task: Enviar propuesta", "warning milestone.buyer_focused: Enviar propuesta"],
        ),
        case(
            "33-portuguese-noun",
            titled("Reunião com a equipe"),
            &["advice milestone.not_a_task: Reunião com a equipe"],
        ),
        case(
            "34-japanese-task",
            titled("デモを準備する"),
            &["warning milestone.not_a_task: デモを準備する", "warning milestone.buyer_focused: デモを準備する"],
        ),
    ]
}

fn timeline() -> Vec<Case> {
    vec![
        case(
            "35-our-quarter-end",
            with(|p| {
                p.constraints.clear();
                hard(p, "2026-07-31");
                ms(p, "Final").target_date = Some(day("2026-06-30"));
                ms(p, "Implementation kickoff").target_date = Some(day("2026-07-08"));
                p.deal.seller_close_date = Some(day("2026-06-30"));
            }),
            &["warning timeline.not_our_quarter: Final contract execution"],
        ),
        case(
            "36-hidden-gap",
            with(|p| p.deal.seller_close_date = Some(day("2026-03-31"))),
            &["warning timeline.gap_shown"],
        ),
        case(
            "37-after-the-hard-date",
            with(|p| hard(p, "2026-04-13")),
            &["error timeline.buyer_anchor: Final contract execution"],
        ),
        case(
            "38-no-hard-date",
            with(|p| {
                p.anchor_date = None;
                p.constraints.clear();
            }),
            &["warning timeline.buyer_anchor"],
        ),
        case(
            "39-broken-assumption",
            with(|p| {
                assume(ms(p, "Legal"), "No new questions from IT security", AssumptionState::Broken);
            }),
            &[
                "error assumption.broken: No new questions from IT security | Legal review complete with no major objections",
            ],
        ),
        case(
            "40-open-question-before-the-date",
            with(|p| {
                assume(ms(p, "Technical"), "The sandbox is free", AssumptionState::Unknown);
                assume(ms(p, "Final"), "Both boards agree", AssumptionState::Unknown);
            }),
            &["warning assumption.resolve: The sandbox is free | Technical deep-dive and security review completed"],
        ),
    ]
}

fn people() -> Vec<Case> {
    let liaison = with(|p| {
        person(p, "Mara").authority = Some(Authority::Liaison);
        let mara = person(p, "Mara").id.clone();
        p.milestones.iter_mut().for_each(|m| m.owner_id = Some(mara.clone()));
    });
    let proposal = |p: &mut Plan| p.deal.stage_id = p.stages[3].id.clone();
    vec![
        case("41-liaison-champion", liaison, &["warning stakeholder.weak_champion: Mara Lind"]),
        case(
            "42-one-buyer-does-it-all",
            with(|p| {
                let mara = person(p, "Mara").id.clone();
                let buyers = p.milestones.iter_mut().flat_map(|m| &mut m.actions).filter(|a| a.side == Side::Buyer);
                buyers.for_each(|a| a.assignee_ids = vec![mara.clone()]);
            }),
            &["warning stakeholder.single_thread: Mara Lind"],
        ),
        case(
            "43-objector-and-doubter",
            with(|p| {
                proposal(p);
                person(p, "Ines").buy_in = Some(BuyIn::LikelyObjector);
                person(p, "Jon").buy_in = Some(BuyIn::NeedsConvincing);
                person(p, "Jon").engagement_plan = None;
                person(p, "Tim").buy_in = Some(BuyIn::NeedsConvincing);
                person(p, "Tim").engagement_date = Some(day("2026-03-24"));
            }),
            &[
                "warning stakeholder.objector: Ines Costa",
                "warning stakeholder.objector: Jon Aas",
                "advice stakeholder.profile: Jon Aas",
            ],
        ),
        case(
            "44-a-gap-that-is-being-closed",
            with(|p| {
                grant(p, "Lea", GrantStatus::Revoked);
                person(p, "Mara").authority = Some(Authority::Liaison);
                person(p, "Ines").buy_in = Some(BuyIn::LikelyObjector);
                person(p, "Ines").engagement_date = Some(day("2026-03-24"));
                let (owner, title) = (person(p, "Iris").id.clone(), "Identify and engage the legal reviewer");
                let m = milestone(p, title, "2026-03-24");
                m.owner_id = Some(owner);
                assume(m, "Mara introduces them", AssumptionState::Holds);
                act(p, title, Side::Joint, "Speak with them");
            }),
            &[],
        ),
    ]
}

fn work() -> Vec<Case> {
    let internal = || {
        with(|p| {
            milestone(p, "Discount approved by the deal desk", "").visibility = Visibility::Internal;
            let risk = risk(p, "Procurement", "The champion may leave");
            (risk.owner_id, risk.visibility) = (None, Visibility::Internal);
            p.stakeholders.retain(|s| !s.name.starts_with("Tim"));
        })
    };
    vec![
        case(
            "45-too-much-on-the-buyer",
            with(|p| {
                for (n, m) in p.milestones.iter_mut().enumerate() {
                    if n > 2 {
                        m.actions
                            .iter_mut()
                            .filter(|a| a.side == Side::Seller)
                            .for_each(|a| a.completed_at = Some(noon("2026-03-12")));
                    }
                }
            }),
            &["warning mutual.balance: seller"],
        ),
        case(
            "46-assumptions-and-risks-missing",
            with(|p| {
                ms(p, "Economic").assumptions.clear();
                let id = ms(p, "Economic").id.clone();
                p.risks.retain(|r| r.milestone_id.as_ref() != Some(&id));
                risk(p, "Legal", "Counsel objects to the liability cap").mitigation.clear();
            }),
            &[
                "warning assumption.present: Economic buyer approves budget allocation",
                "warning risk.mitigated: Counsel objects to the liability cap | Legal review complete with no major objections",
                "advice risk.register: Economic buyer approves budget allocation",
            ],
        ),
        case(
            "47-internal-parts-for-the-seller",
            internal(),
            &[
                "warning milestone.dated_and_owned: Discount approved by the deal desk",
                "warning risk.mitigated: The champion may leave | Procurement initial review and questions submitted",
                "advice stakeholder.coverage: end users",
            ],
        ),
        case("48-the-same-for-a-guest", for_guest(internal()), &[]),
    ]
}
