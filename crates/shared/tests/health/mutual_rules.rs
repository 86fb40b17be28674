//! `plan.shared`, `commitment.buyer`, `mutual.*`.

use crate::kit::*;
use tandem_shared::{
    grant::GrantStatus,
    health::Severity,
    method::Pulse,
    milestone::Visibility,
    plan::{Plan, PlanStatus},
    stakeholder::Side,
};

/// The healthy plan before anybody of the buyer could see it.
fn unshared(made: &str) -> Plan {
    with(|p| {
        p.status = PlanStatus::Draft;
        p.pulse = Pulse::default();
        p.created_at = noon(made);
        p.stakeholders.iter_mut().for_each(|s| s.grant = None);
    })
}

mod plan_shared {
    use super::*;
    const RULE: &str = "plan.shared";

    #[test]
    fn holds() {
        assert!(crate::kit::holds(&good(), RULE), "shared");
        assert!(crate::kit::holds(&unshared("2026-03-09"), RULE), "five working days old");
    }

    #[test]
    fn breaks() {
        let said = evidence(&unshared("2026-03-06"), RULE);
        assert_eq!(said, "The plan has 7 milestones and is 6 working days old, and no buyer can see it.");
    }

    #[test]
    fn does_not_apply_to_two_milestones_or_for_guests() {
        let mut plan = unshared("2026-03-02");
        plan.milestones.truncate(2);
        assert!(is_silent(&plan, RULE));
        assert!(is_silent(&for_guest(unshared("2026-03-02")), RULE));
    }
}

mod commitment_buyer {
    use super::*;
    const RULE: &str = "commitment.buyer";

    #[test]
    fn holds() {
        assert!(crate::kit::holds(&good(), RULE));
        assert!(crate::kit::holds(&with(|p| p.pulse.buyer_acted_at = Some(noon("2026-03-02"))), RULE), "opened since");
    }

    #[test]
    fn breaks_after_ten_working_days_of_silence() {
        let silent = with(|p| {
            p.pulse.buyer_acted_at = Some(noon("2026-02-27"));
            p.pulse.opened_at = Some(noon("2026-02-20"));
        });
        assert_eq!(evidence(&silent, RULE), "A buyer did something in it last on 27 February, 11 working days ago.");
    }

    #[test]
    fn breaks_when_nobody_opens_it() {
        let unopened = with(|p| {
            p.pulse = Pulse { shared_at: Some(noon("2026-03-06")), ..Pulse::default() };
        });
        assert_eq!(evidence(&unopened, RULE), "The plan was shared 6 working days ago, and no buyer has opened it.");
    }

    #[test]
    fn does_not_apply_before_sharing_just_after_it_or_for_guests() {
        assert!(is_silent(&unshared("2026-03-09"), RULE));
        let fresh = with(|p| p.pulse = Pulse { shared_at: Some(noon("2026-03-09")), ..Pulse::default() });
        assert!(is_silent(&fresh, RULE));
        let silent = with(|p| {
            p.pulse.buyer_acted_at = Some(noon("2026-01-27"));
            p.pulse.opened_at = Some(noon("2026-01-20"));
        });
        assert!(is_silent(&for_guest(silent), RULE));
    }
}

/// The healthy plan with so many open actions of each side, on its first milestones.
fn balance(seller: usize, buyer: usize, joint: usize) -> Plan {
    with(|p| {
        p.milestones.iter_mut().for_each(|m| m.actions.clear());
        let titles: Vec<String> = p.milestones.iter().map(|m| m.title.clone()).collect();
        for (side, n) in [(Side::Seller, seller), (Side::Buyer, buyer), (Side::Joint, joint)] {
            for i in 0..n {
                act(p, &titles[i % titles.len()], side, "Do one's part");
            }
        }
    })
}

mod mutual_balance {
    use super::*;
    const RULE: &str = "mutual.balance";

    #[test]
    fn holds() {
        for (seller, buyer, joint) in [(7, 7, 0), (8, 4, 0), (4, 2, 0), (2, 2, 0), (3, 1, 0), (4, 0, 4), (3, 5, 0)] {
            assert!(crate::kit::holds(&balance(seller, buyer, joint), RULE), "{seller} {buyer} {joint}");
        }
    }

    #[test]
    fn breaks_when_the_seller_does_eight_things_and_the_buyer_two() {
        let plan = balance(8, 2, 0);
        assert_eq!(evidence(&plan, RULE), "The seller has 8 open actions and the buyer 2.");
        assert_eq!(found(&plan, RULE)[0].objects[0].id, "buyer");
    }

    #[test]
    fn breaks_when_too_much_is_on_the_buyer() {
        assert_eq!(evidence(&balance(1, 4, 0), RULE), "The buyer has 4 open actions and the seller 1.");
    }

    #[test]
    fn a_side_without_any_is_an_error() {
        let found = found(&balance(5, 0, 0), RULE);
        assert_eq!(
            (found[0].severity, found[0].evidence.as_str()),
            (Severity::Error, "The seller has 5 open actions and the buyer none.")
        );
    }

    #[test]
    fn does_not_apply_below_four_open_actions_and_ignores_done_and_internal_ones() {
        assert!(is_silent(&balance(3, 0, 0), RULE));
        let mut plan = balance(8, 2, 0);
        for m in &mut plan.milestones {
            m.actions.iter_mut().filter(|a| a.side == Side::Seller).for_each(|a| a.visibility = Visibility::Internal);
        }
        assert!(is_silent(&plan, RULE), "internal work is not shown to the buyer");
        let mut plan = balance(8, 2, 0);
        plan.milestones
            .iter_mut()
            .flat_map(|m| &mut m.actions)
            .filter(|a| a.side == Side::Seller)
            .for_each(|a| a.completed_at = Some(noon("2026-03-10")));
        assert!(is_silent(&plan, RULE));
    }
}

mod mutual_both_sides {
    use super::*;
    const RULE: &str = "mutual.both_sides";

    #[test]
    fn holds() {
        assert!(crate::kit::holds(&good(), RULE));
        let joint = with(|p| ms(p, "Legal").actions.clear());
        let mut joint = joint;
        act(&mut joint, "Legal", Side::Joint, "Settle the open points");
        assert!(crate::kit::holds(&joint, RULE), "a joint action is both sides'");
        let done = with(|p| ms(p, "Legal").actions.iter_mut().for_each(|a| a.completed_at = Some(noon("2026-03-10"))));
        assert!(crate::kit::holds(&done, RULE), "done ones count");
    }

    #[test]
    fn breaks() {
        let plan = with(|p| ms(p, "Legal").actions.retain(|a| a.side == Side::Seller));
        assert_eq!(
            evidence(&plan, RULE),
            "“Legal review complete with no major objections” has 1 action of the seller and none of the buyer."
        );
        let plan = with(|p| ms(p, "Legal").actions.clear());
        assert_eq!(
            evidence(&plan, RULE),
            "“Legal review complete with no major objections” has no action of either side."
        );
    }

    #[test]
    fn does_not_apply_to_internal_reached_or_cancelled_milestones() {
        let plan = with(|p| {
            ms(p, "Legal").actions.clear();
            ms(p, "Legal").visibility = Visibility::Internal;
            ms(p, "Technical").actions.clear();
            reach(p, "Technical", "2026-03-13");
            ms(p, "Implementation readiness").actions.clear();
            ms(p, "Implementation readiness").cancelled_at = Some(noon("2026-03-13"));
        });
        assert!(crate::kit::holds(&plan, RULE), "{:?}", found(&plan, RULE));
    }

    #[test]
    fn an_action_that_was_declined_is_none() {
        let plan = with(|p| {
            let declined = tandem_shared::status::ActionStatus::Declined;
            ms(p, "Legal").actions.iter_mut().filter(|a| a.side == Side::Buyer).for_each(|a| a.status = declined);
        });
        assert_eq!(found(&plan, RULE).len(), 1);
    }
}

#[test]
fn the_healthy_plan_has_no_findings_and_most_rules_hold() {
    let mut plan = good();
    grant(&mut plan, "Ines", GrantStatus::Active);
    let health = tandem_shared::health::check(&plan);
    assert_eq!((lines(&health.findings), health.score), (vec![], 100));
    assert!(health.held.len() >= 24, "{:?}", health.held);
}
