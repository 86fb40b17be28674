//! `procurement.engaged`, `sign_off.*`, `review.*`.

use crate::kit::*;
use tandem_shared::{
    health::{Fix, Severity},
    method::{Procurement, SignOffStatus, SignOffSummary},
    milestone::MilestoneKind,
    plan::Plan,
    stakeholder::Side,
};

mod procurement_engaged {
    use super::*;
    const RULE: &str = "procurement.engaged";

    /// The healthy plan without anything of procurement's.
    fn absent(known: Procurement) -> Plan {
        with(|p| {
            p.milestones.retain(|m| !m.title.starts_with("Procurement"));
            p.stakeholders.retain(|s| !s.name.starts_with("Paul"));
            p.risks.clear();
            p.conduct.procurement = known;
        })
    }

    #[test]
    fn holds() {
        assert!(crate::kit::holds(&good(), RULE));
        let mut early = absent(Procurement::Needed);
        early.deal.stage_id = early.stages[1].id.clone();
        assert!(crate::kit::holds(&early, RULE), "before the evaluation it is enough to know");
        let done = with(|p| reach(p, "Procurement", "2026-03-13"));
        assert!(crate::kit::holds(&done, RULE));
    }

    #[test]
    fn breaks_when_nobody_has_asked() {
        let mut plan = absent(Procurement::Unknown);
        assert_eq!(
            evidence(&plan, RULE),
            "Nobody has said whether procurement takes part; its review usually takes 5 to 7 working days."
        );
        act(&mut plan, "Economic", Side::Seller, "Ask whether procurement takes part");
        assert!(crate::kit::holds(&plan, RULE), "somebody is asking");
        let mut small = absent(Procurement::Unknown);
        small.conduct.small_deal = true;
        assert_eq!(found(&small, RULE)[0].severity, Severity::Advice);
    }

    #[test]
    fn breaks_from_the_evaluation_on_without_a_milestone_of_theirs() {
        let plan = absent(Procurement::Needed);
        assert_eq!(
            evidence(&plan, RULE),
            "Procurement takes part, and with 22 working days to the signature no milestone is theirs."
        );
        let Some(Fix::AddMilestone { milestone }) = &found(&plan, RULE)[0].fix else { panic!() };
        assert_eq!(milestone.kind, MilestoneKind::Procurement);
    }

    #[test]
    fn breaks_when_it_begins_within_ten_working_days_of_the_signature() {
        let plan = with(|p| {
            ms(p, "Procurement").start_date = Some(day("2026-04-02"));
            ms(p, "Procurement").target_date = Some(day("2026-04-10"));
        });
        assert_eq!(
            evidence(&plan, RULE),
            "“Procurement initial review and questions submitted” begins 9 working days before the signature on 15 April."
        );
    }

    #[test]
    fn breaks_ten_days_from_close_when_it_has_just_come_in() {
        let plan = with(|p| {
            ms(p, "Procurement").start_date = None;
            ms(p, "Final").target_date = Some(day("2026-03-26"));
        });
        assert!(
            evidence(&plan, RULE).contains("is only beginning 8 working days before the signature on 26 March"),
            "{}",
            evidence(&plan, RULE)
        );
        let mut begun = plan;
        ms(&mut begun, "Procurement").actions[0].completed_at = Some(noon("2026-03-11"));
        assert!(crate::kit::holds(&begun, RULE), "work on it began before");
    }

    #[test]
    fn does_not_apply_where_it_is_not_needed_or_once_signed() {
        assert!(is_silent(&absent(Procurement::NotNeeded), RULE));
        let mut plan = absent(Procurement::Unknown);
        reach(&mut plan, "Final", "2026-03-13");
        assert!(is_silent(&plan, RULE));
    }

    #[test]
    fn a_milestone_is_procurements_by_its_title_too() {
        for title in ["Procurement approval", "Freigabe durch den Einkauf", "Validation des achats", "購買部の承認"]
        {
            let mut plan = absent(Procurement::Needed);
            milestone(&mut plan, title, "2026-03-27").start_date = Some(day("2026-03-17"));
            assert!(crate::kit::holds(&plan, RULE), "{title}");
        }
    }
}

mod sign_off_done {
    use super::*;
    const RULE: &str = "sign_off.done";

    fn shared(on: &str) -> Plan {
        with(|p| {
            p.pulse.signed_at = None;
            p.pulse.shared_at = Some(noon(on));
        })
    }

    #[test]
    fn holds() {
        assert!(crate::kit::holds(&good(), RULE));
        assert!(crate::kit::holds(&shared("2026-03-02"), RULE), "ten working days ago");
    }

    #[test]
    fn breaks() {
        let said = evidence(&shared("2026-02-27"), RULE);
        assert_eq!(said, "The plan was shared 11 working days ago and is not signed by both sides.");
        let rebuilt = with(|p| {
            p.pulse.shared_at = Some(noon("2026-02-02"));
            p.pulse.signed_at = Some(noon("2026-02-06"));
            p.pulse.rebuilt_at = Some(noon("2026-02-27"));
        });
        assert_eq!(
            evidence(&rebuilt, RULE),
            "The plan was rebuilt 11 working days ago and is not signed by both sides."
        );
    }

    #[test]
    fn does_not_apply_before_sharing_or_while_a_request_speaks_for_itself() {
        assert!(is_silent(&with(|p| p.pulse.shared_at = None), RULE));
        let asked = with(|p| {
            p.pulse.signed_at = None;
            p.pulse.shared_at = Some(noon("2026-02-02"));
            p.sign_off = Some(request(SignOffStatus::Open, "2026-03-12"));
        });
        assert!(is_silent(&asked, RULE));
    }
}

fn request(status: SignOffStatus, on: &str) -> SignOffSummary {
    SignOffSummary { status, version: 2, requested_at: noon(on), decided_at: None }
}

mod sign_off_resisted {
    use super::*;
    const RULE: &str = "sign_off.resisted";

    fn asked(status: SignOffStatus, on: &str) -> Plan {
        with(|p| p.sign_off = Some(request(status, on)))
    }

    #[test]
    fn holds() {
        assert!(crate::kit::holds(&asked(SignOffStatus::Open, "2026-03-09"), RULE), "five working days old");
        assert!(crate::kit::holds(&asked(SignOffStatus::Signed, "2026-01-09"), RULE));
    }

    #[test]
    fn breaks() {
        assert_eq!(
            evidence(&asked(SignOffStatus::Open, "2026-03-06"), RULE),
            "Version 2 has been waiting for signatures for 6 working days."
        );
        assert_eq!(
            evidence(&asked(SignOffStatus::Declined, "2026-03-12"), RULE),
            "The signature of version 2 was declined on 12 March."
        );
    }

    #[test]
    fn does_not_apply_without_a_request_or_when_it_was_voided() {
        assert!(is_silent(&good(), RULE));
        assert!(is_silent(&asked(SignOffStatus::Voided, "2026-01-06"), RULE));
    }
}

mod review_fresh {
    use super::*;
    const RULE: &str = "review.fresh";

    #[test]
    fn holds() {
        assert!(crate::kit::holds(&good(), RULE));
        assert!(crate::kit::holds(&with(|p| p.pulse.reviewed_at = Some(noon("2026-03-09"))), RULE), "seven days ago");
        let biweekly = with(|p| {
            p.pulse.reviewed_at = Some(noon("2026-03-03"));
            p.conduct.review_every_days = 14;
        });
        assert!(crate::kit::holds(&biweekly, RULE));
        let by_hand = with(|p| {
            p.pulse.reviewed_at = Some(noon("2026-03-03"));
            p.conduct.next_review_date = Some(day("2026-03-16"));
        });
        assert!(crate::kit::holds(&by_hand, RULE), "the day was set by hand");
    }

    #[test]
    fn breaks() {
        let plan = with(|p| {
            p.pulse.reviewed_at = None;
            p.pulse.signed_at = Some(noon("2026-03-06"));
        });
        assert_eq!(
            evidence(&plan, RULE),
            "The plan was last gone through or changed on 6 March, 10 days ago; a review is due every 7 days."
        );
        let missed = with(|p| {
            p.pulse.reviewed_at = Some(noon("2026-03-10"));
            p.conduct.next_review_date = Some(day("2026-03-13"));
        });
        assert_eq!(found(&missed, RULE).len(), 1, "the day set by hand has passed");
    }

    #[test]
    fn a_change_counts_as_going_through_it() {
        let plan = with(|p| {
            p.pulse.reviewed_at = None;
            p.pulse.changed_at = Some(noon("2026-03-13"));
        });
        assert!(crate::kit::holds(&plan, RULE));
    }

    #[test]
    fn does_not_apply_before_sharing() {
        assert!(is_silent(&with(|p| p.pulse.shared_at = None), RULE));
    }
}

mod review_slips_surfaced {
    use super::*;
    const RULE: &str = "review.slips_surfaced";

    fn overdue(target: &str) -> Plan {
        with(|p| ms(p, "Technical").target_date = Some(day(target)))
    }

    #[test]
    fn holds() {
        assert!(crate::kit::holds(&good(), RULE));
        assert!(crate::kit::holds(&overdue("2026-03-16"), RULE), "due today");
    }

    #[test]
    fn holds_with_an_open_proposal() {
        let mut plan = overdue("2026-03-11");
        let id = ms(&mut plan, "Technical").id.clone();
        plan.pulse.proposed = vec![id];
        assert!(crate::kit::holds(&plan, RULE));
    }

    #[test]
    fn breaks_and_a_reason_alone_is_not_enough() {
        let mut plan = overdue("2026-03-11");
        ms(&mut plan, "Technical").risk_reason = "IT is busy".into();
        assert_eq!(
            evidence(&plan, RULE),
            "“Technical deep-dive and security review completed” was due on 11 March, 3 working days ago, and has no new date."
        );
        assert_eq!(found(&plan, RULE)[0].severity, Severity::Error);
    }

    #[test]
    fn does_not_apply_to_what_is_reached_or_called_off() {
        let mut plan = overdue("2026-03-11");
        reach(&mut plan, "Technical", "2026-03-13");
        assert!(crate::kit::holds(&plan, RULE));
        let mut plan = overdue("2026-03-11");
        ms(&mut plan, "Technical").cancelled_at = Some(noon("2026-03-13"));
        assert!(crate::kit::holds(&plan, RULE));
    }
}
