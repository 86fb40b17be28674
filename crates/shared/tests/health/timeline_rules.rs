//! `timeline.*`.

use crate::kit::*;
use tandem_shared::{
    constraint::ConstraintKind,
    health::{Fix, Severity},
    plan::Plan,
    stakeholder::Side,
};

/// The healthy plan without a hard date.
fn without_anchor() -> Plan {
    with(|p| {
        p.anchor_date = None;
        p.constraints.clear();
    })
}

mod timeline_buyer_anchor {
    use super::*;
    const RULE: &str = "timeline.buyer_anchor";

    #[test]
    fn holds() {
        assert!(crate::kit::holds(&good(), RULE));
        let on_the_day = with(|p| ms(p, "Final").target_date = Some(day("2026-04-17")));
        assert!(crate::kit::holds(&on_the_day, RULE), "the kick-off may come after it");
        let only_constraint = with(|p| p.anchor_date = None);
        assert!(crate::kit::holds(&only_constraint, RULE));
    }

    #[test]
    fn holds_while_somebody_finds_it_out() {
        for title in [
            "Ask for the board meeting that decides",
            "Find out when the budget cycle ends",
            "Budgetzyklus beim CFO erfragen",
            "予算サイクルを確認",
        ] {
            let mut plan = without_anchor();
            act(&mut plan, "Economic", Side::Seller, title);
            assert!(crate::kit::holds(&plan, RULE), "{title}");
        }
        let mut plan = without_anchor();
        milestone(&mut plan, "Decision date confirmed by the board", "2026-03-30");
        assert!(crate::kit::holds(&plan, RULE));
    }

    #[test]
    fn breaks_when_nobody_knows_it() {
        assert_eq!(
            evidence(&without_anchor(), RULE),
            "The plan has 7 dated milestones and no date that the buyer cannot move."
        );
    }

    #[test]
    fn breaks_when_the_signature_is_later() {
        let plan = with(|p| hard(p, "2026-04-10"));
        assert_eq!(
            evidence(&plan, RULE),
            "The signature is planned for 15 April, 3 working days after the buyer's hard date, 10 April."
        );
        assert_eq!(found(&plan, RULE)[0].severity, Severity::Error);
    }

    #[test]
    fn does_not_apply_once_signed() {
        let plan = with(|p| {
            hard(p, "2026-03-10");
            reach(p, "Final", "2026-03-13");
        });
        assert!(is_silent(&plan, RULE));
    }
}

mod timeline_not_our_quarter {
    use super::*;
    const RULE: &str = "timeline.not_our_quarter";

    fn signing(on: &str) -> Plan {
        with(|p| {
            p.constraints.clear();
            hard(p, "2026-08-31");
            ms(p, "Final").target_date = Some(day(on));
        })
    }

    #[test]
    fn holds() {
        assert!(crate::kit::holds(&signing("2026-04-15"), RULE));
        assert!(crate::kit::holds(&signing("2026-03-27"), RULE), "a Friday before the last days");
        let mut with_reason = signing("2026-03-31");
        constraint(&mut with_reason, ConstraintKind::BoardMeeting, Side::Buyer, "2026-03-26", "Board meets");
        assert!(crate::kit::holds(&with_reason, RULE), "a date of the buyer's three working days before");
    }

    #[test]
    fn breaks() {
        assert_eq!(
            evidence(&signing("2026-03-31"), RULE),
            "The signature on 31 March falls on the end of your quarter, and no date of the buyer's lies within 5 working days of it."
        );
        assert!(evidence(&signing("2026-05-29"), RULE).contains("the end of your month"), "Friday before a weekend");
        assert_eq!(found(&signing("2026-05-29"), RULE)[0].severity, Severity::Advice);
        assert!(evidence(&signing("2026-12-31"), RULE).contains("the end of your year"));
        let mut fiscal = signing("2026-04-30");
        fiscal.conduct.fiscal_year_start = 5;
        assert!(evidence(&fiscal, RULE).contains("the end of your year"));
    }

    #[test]
    fn a_date_of_the_sellers_is_no_reason() {
        let mut plan = signing("2026-03-31");
        constraint(&mut plan, ConstraintKind::FiscalYear, Side::Seller, "2026-03-31", "Our quarter");
        assert_eq!(found(&plan, RULE).len(), 1);
    }

    #[test]
    fn does_not_apply_for_guests_or_without_a_signature_ahead() {
        assert!(is_silent(&for_guest(signing("2026-03-31")), RULE));
        let mut signed = signing("2026-03-31");
        reach(&mut signed, "Final", "2026-03-13");
        assert!(is_silent(&signed, RULE));
    }
}

mod timeline_gap_shown {
    use super::*;
    const RULE: &str = "timeline.gap_shown";

    #[test]
    fn holds() {
        assert!(crate::kit::holds(&good(), RULE));
        let noted = with(|p| {
            p.deal.seller_close_date = Some(day("2026-03-31"));
            p.conduct.close_gap_note = "Their budget is released in April".into();
        });
        assert!(crate::kit::holds(&noted, RULE));
    }

    #[test]
    fn breaks() {
        let plan = with(|p| p.deal.seller_close_date = Some(day("2026-03-31")));
        assert_eq!(
            evidence(&plan, RULE),
            "Your close date is 31 March, and the plan signs 11 working days later, on 15 April."
        );
        assert_eq!(found(&plan, RULE)[0].severity, Severity::Warning);
        let plan = with(|p| p.deal.seller_close_date = Some(day("2026-04-17")));
        assert_eq!(found(&plan, RULE)[0].severity, Severity::Advice);
        assert!(matches!(found(&plan, RULE)[0].fix, Some(Fix::SetCloseGapNote { .. })));
    }

    #[test]
    fn does_not_apply_without_a_close_date_or_for_guests() {
        assert!(is_silent(&with(|p| p.deal.seller_close_date = None), RULE));
        let mut plan = with(|p| p.deal.seller_close_date = Some(day("2026-03-31")));
        plan.viewer.access = tandem_shared::access::CallerKind::View;
        assert!(is_silent(&plan, RULE));
    }
}

mod timeline_feasible {
    use super::*;
    const RULE: &str = "timeline.feasible";

    /// The healthy plan with a hard date so near that the work cannot be done.
    fn too_near() -> Plan {
        with(|p| {
            p.constraints.clear();
            hard(p, "2026-03-24");
            for title in ["Procurement", "Legal", "Final"] {
                ms(p, title).start_date = None;
            }
            let (before, legal) = (ms(p, "Procurement").id.clone(), ms(p, "Legal").id.clone());
            ms(p, "Procurement").duration_days = Some(7);
            ms(p, "Legal").duration_days = Some(10);
            ms(p, "Legal").depends_on = vec![before];
            ms(p, "Final").depends_on = vec![legal];
        })
    }

    #[test]
    fn holds() {
        assert!(crate::kit::holds(&good(), RULE));
    }

    #[test]
    fn breaks_with_the_days_and_what_would_have_to_shrink() {
        let plan = too_near();
        let said = evidence(&plan, RULE);
        assert!(
            said.starts_with("The work needs ")
                && said.contains("to the hard date, 24 March; what would have to shrink: “"),
            "{said}"
        );
        let found = found(&plan, RULE);
        assert_eq!(found[0].severity, Severity::Error);
        assert!((1..=3).contains(&found[0].objects.len()));
    }

    #[test]
    fn what_is_under_way_needs_only_the_days_that_remain() {
        let mut plan = too_near();
        hard(&mut plan, "2026-04-01");
        assert_eq!(found(&plan, RULE).len(), 1, "7 and 10 days from today do not fit");
        ms(&mut plan, "Procurement").start_date = Some(day("2026-03-06"));
        assert!(crate::kit::holds(&plan, RULE), "one day of procurement's work is left: {:?}", found(&plan, RULE));
    }

    #[test]
    fn does_not_apply_without_a_hard_date_or_once_signed() {
        assert!(is_silent(&without_anchor(), RULE));
        let mut plan = too_near();
        reach(&mut plan, "Final", "2026-03-13");
        assert!(is_silent(&plan, RULE));
    }
}
