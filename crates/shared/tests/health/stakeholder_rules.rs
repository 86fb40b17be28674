//! `stakeholder.*`.

use crate::kit::*;
use tandem_shared::{
    grant::GrantStatus,
    health::{ApplyFixes, Fix, Rule, Severity, Standing, cover, fixes_for},
    method::Procurement,
    plan::Plan,
    stakeholder::{Authority, BuyIn, Side, StakeholderRole as R},
};

/// The healthy plan without a person.
fn without(name: &str) -> Plan {
    with(|p| {
        p.stakeholders.retain(|s| !s.name.starts_with(name));
        p.risks.iter_mut().for_each(|r| r.owner_id = p.stakeholders.first().map(|s| s.id.clone()));
    })
}

mod stakeholder_coverage {
    use super::*;
    const RULE: &str = "stakeholder.coverage";

    #[test]
    fn holds() {
        assert!(crate::kit::holds(&good(), RULE));
    }

    #[test]
    fn breaks_for_each_role_nobody_fills() {
        let plan = without("Lea");
        assert_eq!(evidence(&plan, RULE), "The plan names no legal reviewer; 7 of 8 roles are filled.");
        let Some(Fix::AddMilestone { milestone }) = &found(&plan, RULE)[0].fix else { panic!() };
        assert_eq!(milestone.title, "Identify and engage the legal reviewer");
        assert_eq!(evidence(&without("Otto"), RULE), "The plan names no economic buyer; 7 of 8 roles are filled.");
        assert_eq!(found(&without("Tim"), RULE)[0].severity, Severity::Advice);
    }

    #[test]
    fn holds_with_an_identify_and_engage_milestone() {
        for title in [
            "Identify and engage legal reviewer",
            "Identify and engage Legal",
            "Rechtsabteilung identifizieren und einbinden",
            "Identifier et impliquer le service juridique",
            "法務担当者を特定",
        ] {
            let mut plan = without("Lea");
            milestone(&mut plan, title, "2026-03-27");
            assert!(crate::kit::holds(&plan, RULE), "{title}");
            reach(&mut plan, title, "2026-03-13");
            assert_eq!(found(&plan, RULE).len(), 1, "found, and still nobody is named");
        }
    }

    #[test]
    fn holds_when_declared_not_needed() {
        let mut plan = without("Tim");
        waive(&mut plan, RULE, Some("end_user"));
        assert!(found(&plan, RULE).is_empty());
        let mut plan = without("Paul");
        plan.conduct.procurement = Procurement::NotNeeded;
        assert!(crate::kit::holds(&plan, RULE));
    }

    #[test]
    fn a_small_deal_needs_champion_and_economic_buyer() {
        let mut plan = with(|p| p.stakeholders.retain(|s| s.side == Side::Seller));
        plan.conduct.small_deal = true;
        let roles: Vec<String> = found(&plan, RULE).iter().map(|f| f.objects[0].id.clone()).collect();
        assert_eq!(roles, ["champion", "economic_buyer"]);
    }

    /// How a role stands on the map.
    fn stands(plan: &Plan, role: R) -> Standing {
        cover(plan).into_iter().find(|(one, _)| *one == role).unwrap().1
    }

    #[test]
    fn the_map_shows_a_gap_exactly_where_the_rule_speaks() {
        for plan in [good(), without("Lea"), without("Otto"), empty(), with(|p| p.stakeholders.clear())] {
            let gaps = |(role, standing)| matches!(standing, Standing::Gap { .. }).then_some(role);
            let mapped: Vec<R> = cover(&plan).into_iter().filter_map(gaps).collect();
            let asked = ApplyFixes { rule: Rule::StakeholderCoverage, objects: vec![], expected: None };
            assert!(mapped.len() >= fixes_for(&plan, &asked).len());
            if !plan.milestones.is_empty() {
                assert_eq!(mapped.len(), found(&plan, RULE).len());
            }
        }
        assert_eq!(stands(&without("Lea"), R::Legal), Standing::Gap { time: true });
    }

    #[test]
    fn the_map_says_what_stands_in_for_a_person() {
        let mut plan = without("Lea");
        milestone(&mut plan, "Identify and engage legal reviewer", "2026-03-27");
        let id = plan.milestones.last().unwrap().id.clone();
        assert_eq!(stands(&plan, R::Legal), Standing::Engaged(id));
        let mut plan = without("Tim");
        waive(&mut plan, RULE, Some("end_user"));
        assert!(matches!(stands(&plan, R::EndUser), Standing::NotNeeded { .. }));
        plan.conduct.small_deal = true;
        assert_eq!(stands(&plan, R::EndUser), Standing::Small);
        let mut plan = without("Paul");
        plan.conduct.procurement = Procurement::NotNeeded;
        assert_eq!(
            (stands(&plan, R::Procurement), stands(&plan, R::Champion)),
            (Standing::NoProcurement, Standing::Filled)
        );
        let mut plan = without("Paul");
        reach(&mut plan, "Final", "2026-03-13");
        assert_eq!(stands(&plan, R::Procurement), Standing::Past);
    }

    #[test]
    fn a_person_whose_access_was_taken_back_fills_no_role() {
        let mut plan = good();
        grant(&mut plan, "Lea", GrantStatus::Revoked);
        assert_eq!(found(&plan, RULE).len(), 1);
    }

    #[test]
    fn does_not_apply_once_signed_or_for_guests() {
        let mut plan = without("Lea");
        assert!(is_silent(&for_guest(plan.clone()), RULE));
        reach(&mut plan, "Final", "2026-03-13");
        assert!(is_silent(&plan, RULE));
    }
}

mod stakeholder_profile {
    use super::*;
    const RULE: &str = "stakeholder.profile";

    #[test]
    fn holds() {
        assert!(crate::kit::holds(&good(), RULE));
    }

    #[test]
    fn breaks() {
        let plan = with(|p| {
            let otto = person(p, "Otto");
            otto.primary_concern = None;
            otto.buy_in = Some(BuyIn::Unknown);
            otto.engagement_plan = Some(" ".into());
        });
        assert_eq!(
            evidence(&plan, RULE),
            "3 of 5 things are not known of Otto Brandt: concern, buy-in and engagement plan."
        );
        assert_eq!(found(&plan, RULE)[0].severity, Severity::Advice);
    }

    #[test]
    fn does_not_apply_to_sellers_people_without_a_role_inactive_ones_or_for_guests() {
        let plan = with(|p| {
            let tim = person(p, "Tim");
            (tim.roles, tim.buy_in) = (vec![R::Other], None);
            person(p, "Lea").buy_in = None;
            grant(p, "Lea", GrantStatus::Revoked);
        });
        assert!(found(&plan, RULE).is_empty());
        assert!(is_silent(&for_guest(good()), RULE));
    }

    #[test]
    fn a_small_deal_asks_about_champion_and_economic_buyer_only() {
        let mut plan = with(|p| person(p, "Tim").buy_in = None);
        assert_eq!(found(&plan, RULE).len(), 1);
        plan.conduct.small_deal = true;
        assert!(found(&plan, RULE).is_empty());
    }
}

mod stakeholder_objector {
    use super::*;
    const RULE: &str = "stakeholder.objector";

    fn doubting(buy_in: BuyIn) -> Plan {
        with(|p| person(p, "Ines").buy_in = Some(buy_in))
    }

    #[test]
    fn holds_with_a_plan_and_a_date() {
        let mut plan = doubting(BuyIn::LikelyObjector);
        person(&mut plan, "Ines").engagement_date = Some(day("2026-03-20"));
        assert!(crate::kit::holds(&plan, RULE));
    }

    #[test]
    fn breaks() {
        let mut plan = doubting(BuyIn::LikelyObjector);
        assert_eq!(evidence(&plan, RULE), "Ines Costa is a likely objector and has an engagement plan without a date.");
        assert!(matches!(found(&plan, RULE)[0].fix, Some(Fix::SetEngagementDate { .. })));
        person(&mut plan, "Ines").engagement_plan = None;
        assert_eq!(evidence(&plan, RULE), "Ines Costa is a likely objector and has no engagement plan.");
    }

    #[test]
    fn who_needs_convincing_counts_from_the_proposal_stage_on() {
        let mut plan = doubting(BuyIn::NeedsConvincing);
        assert!(is_silent(&plan, RULE), "evaluation");
        plan.deal.stage_id = plan.stages[3].id.clone();
        assert_eq!(
            evidence(&plan, RULE),
            "Ines Costa still needs convincing and has an engagement plan without a date."
        );
    }

    #[test]
    fn the_stage_is_known_by_its_name_or_its_place() {
        let mut plan = doubting(BuyIn::NeedsConvincing);
        plan.stages[2].name = "Angebot".into();
        assert_eq!(found(&plan, RULE).len(), 1);
        for (stage, name) in plan.stages.iter_mut().zip(["A", "B", "C", "D"]) {
            stage.name = name.into();
        }
        assert!(is_silent(&plan, RULE), "third of four");
        plan.deal.stage_id = plan.stages[3].id.clone();
        assert_eq!(found(&plan, RULE).len(), 1, "fourth of four");
    }

    #[test]
    fn does_not_apply_to_people_who_are_onboard_or_for_guests() {
        assert!(is_silent(&good(), RULE));
        assert!(is_silent(&for_guest(doubting(BuyIn::LikelyObjector)), RULE));
    }
}

mod stakeholder_weak_champion {
    use super::*;
    const RULE: &str = "stakeholder.weak_champion";

    /// A liaison champion, and nobody who decides owns anything.
    fn weak() -> Plan {
        with(|p| {
            person(p, "Mara").authority = Some(Authority::Liaison);
            let mara = person(p, "Mara").id.clone();
            p.milestones.iter_mut().for_each(|m| m.owner_id = Some(mara.clone()));
        })
    }

    #[test]
    fn holds() {
        let mut owned = weak();
        let otto = person(&mut owned, "Otto").id.clone();
        ms(&mut owned, "Economic").owner_id = Some(otto.clone());
        assert!(crate::kit::holds(&owned, RULE), "a decision maker owns a milestone");
        let mut assigned = weak();
        act(&mut assigned, "Legal", Side::Buyer, "Look at the numbers").assignee_ids = vec![otto];
        assert!(crate::kit::holds(&assigned, RULE), "assigned");
        for title in [
            "Schedule stakeholder alignment meeting",
            "Brief the CFO",
            "Meet Otto Brandt",
            "Briefing of the economic buyer",
        ] {
            let mut named = weak();
            act(&mut named, "Legal", Side::Buyer, title);
            assert!(crate::kit::holds(&named, RULE), "{title}");
            ms(&mut named, "Legal").actions.iter_mut().for_each(|a| a.target_date = None);
            assert_eq!(found(&named, RULE).len(), 1, "without a date it brings nobody in: {title}");
        }
    }

    #[test]
    fn breaks() {
        assert_eq!(
            evidence(&weak(), RULE),
            "Mara Lind has to align others first, and Otto Brandt, who can decide, owns none of the open milestones and is in no dated action."
        );
        let mut nobody = weak();
        nobody.stakeholders.retain(|s| !s.roles.iter().any(|r| matches!(r, R::EconomicBuyer | R::ExecutiveSponsor)));
        assert_eq!(evidence(&nobody, RULE), "Mara Lind has to align others first, and nobody in the plan can decide.");
    }

    #[test]
    fn does_not_apply_to_a_champion_who_decides_or_is_not_known_or_for_guests() {
        assert!(is_silent(&good(), RULE));
        let mut plan = weak();
        person(&mut plan, "Mara").authority = Some(Authority::Unknown);
        assert!(is_silent(&plan, RULE));
        assert!(is_silent(&for_guest(weak()), RULE));
        let mut two = weak();
        buyer(&mut two, "Ulf Berg", "COO", R::Champion).authority = Some(Authority::Decides);
        assert!(is_silent(&two, RULE));
    }
}

mod stakeholder_single_thread {
    use super::*;
    const RULE: &str = "stakeholder.single_thread";

    /// So many of the buyer's seven open actions are Mara's.
    fn maras(n: usize) -> Plan {
        with(|p| {
            let (mara, otto) = (person(p, "Mara").id.clone(), person(p, "Otto").id.clone());
            let buyers = p.milestones.iter_mut().flat_map(|m| &mut m.actions).filter(|a| a.side == Side::Buyer);
            for (i, a) in buyers.enumerate() {
                a.assignee_ids = vec![if i < n { mara.clone() } else { otto.clone() }];
            }
        })
    }

    #[test]
    fn holds() {
        assert!(crate::kit::holds(&maras(4), RULE));
        assert!(crate::kit::holds(&good(), RULE), "nobody is assigned");
    }

    #[test]
    fn breaks_above_seventy_percent() {
        assert_eq!(evidence(&maras(5), RULE), "Mara Lind has 5 of the buyer's 7 open actions.");
    }

    #[test]
    fn breaks_when_only_one_has_joined_ten_working_days_after_sharing() {
        let mut plan = with(|p| {
            p.stakeholders.iter_mut().filter(|s| s.name.starts_with("Otto")).for_each(|s| s.grant = None);
            p.pulse.shared_at = Some(noon("2026-02-27"));
        });
        assert_eq!(
            evidence(&plan, RULE),
            "Mara Lind is the only buyer who has joined, 11 working days after the plan was shared."
        );
        plan.pulse.shared_at = Some(noon("2026-03-02"));
        assert!(found(&plan, RULE).is_empty());
    }

    #[test]
    fn does_not_apply_to_three_actions_small_deals_or_for_guests() {
        let mut few = maras(7);
        few.milestones.drain(..4);
        assert!(is_silent(&few, RULE), "{:?}", found(&few, RULE));
        let mut small = maras(7);
        small.conduct.small_deal = true;
        assert!(is_silent(&small, RULE));
        assert!(is_silent(&for_guest(maras(7)), RULE));
    }
}
