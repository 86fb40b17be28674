//! `assumption.*` and `risk.*`.

use crate::kit::*;
use tandem_shared::{
    assumption::AssumptionState as S,
    health::{Fix, Severity},
    milestone::Visibility,
    plan::Plan,
    risk::{Probability, RiskStatus},
};

const LEGAL: &str = "“Legal review complete with no major objections”";

mod assumption_present {
    use super::*;
    const RULE: &str = "assumption.present";

    #[test]
    fn holds() {
        assert!(crate::kit::holds(&good(), RULE));
    }

    #[test]
    fn breaks() {
        let plan = with(|p| ms(p, "Legal").assumptions.clear());
        assert_eq!(
            evidence(&plan, RULE),
            format!("{LEGAL} has no assumption: what has to be true for its date to hold?")
        );
    }

    #[test]
    fn does_not_apply_to_internal_or_reached_milestones_and_weighs_less_in_a_small_deal() {
        let mut plan = with(|p| {
            ms(p, "Legal").assumptions.clear();
            ms(p, "Legal").visibility = Visibility::Internal;
            ms(p, "Technical").assumptions.clear();
            reach(p, "Technical", "2026-03-13");
        });
        assert!(crate::kit::holds(&plan, RULE));
        ms(&mut plan, "Final").assumptions.clear();
        plan.conduct.small_deal = true;
        assert_eq!(found(&plan, RULE)[0].severity, Severity::Advice);
    }
}

/// The healthy plan with an assumption of the legal review in this state.
fn assumed(state: S) -> Plan {
    with(|p| assume(ms(p, "Legal"), "No new questions from IT", state))
}

mod assumption_broken {
    use super::*;
    const RULE: &str = "assumption.broken";

    #[test]
    fn holds() {
        assert!(crate::kit::holds(&assumed(S::Holds), RULE));
        assert!(crate::kit::holds(&assumed(S::Unknown), RULE));
    }

    #[test]
    fn breaks() {
        let plan = assumed(S::Broken);
        assert_eq!(
            evidence(&plan, RULE),
            format!("{LEGAL} by 7 April rests on “No new questions from IT”, which no longer holds.")
        );
        assert_eq!((found(&plan, RULE)[0].severity, found(&plan, RULE)[0].objects.len()), (Severity::Error, 2));
    }

    #[test]
    fn does_not_apply_to_a_reached_milestone() {
        let mut plan = assumed(S::Broken);
        reach(&mut plan, "Legal", "2026-03-13");
        assert!(crate::kit::holds(&plan, RULE));
    }
}

mod assumption_resolve {
    use super::*;
    const RULE: &str = "assumption.resolve";

    fn unknown(target: &str) -> Plan {
        with(|p| {
            assume(ms(p, "Legal"), "No new questions from IT", S::Unknown);
            ms(p, "Legal").target_date = Some(day(target));
            ms(p, "Legal").start_date = None;
        })
    }

    #[test]
    fn holds() {
        assert!(crate::kit::holds(&unknown("2026-03-24"), RULE), "six working days away");
    }

    #[test]
    fn breaks() {
        assert_eq!(
            evidence(&unknown("2026-03-23"), RULE),
            format!("{LEGAL} is due in 5 working days, and nobody knows yet whether “No new questions from IT” holds.")
        );
        assert!(evidence(&unknown("2026-03-16"), RULE).contains("is due now"));
    }

    #[test]
    fn does_not_apply_to_what_is_overdue_or_reached() {
        assert!(found(&unknown("2026-03-13"), RULE).is_empty());
        let mut plan = unknown("2026-03-18");
        reach(&mut plan, "Legal", "2026-03-13");
        assert!(found(&plan, RULE).is_empty());
    }
}

mod risk_register {
    use super::*;
    const RULE: &str = "risk.register";

    fn without_risk(title: &str) -> Plan {
        with(|p| {
            let id = ms(p, title).id.clone();
            p.risks.retain(|r| r.milestone_id.as_ref() != Some(&id));
        })
    }

    #[test]
    fn holds() {
        assert!(crate::kit::holds(&good(), RULE));
        let mut plan = without_risk("Legal");
        ms(&mut plan, "Legal").no_known_risk = true;
        assert!(crate::kit::holds(&plan, RULE));
        let closed = with(|p| p.risks.iter_mut().for_each(|r| r.status = RiskStatus::Closed));
        assert!(crate::kit::holds(&closed, RULE), "it was considered");
    }

    #[test]
    fn breaks() {
        assert_eq!(
            evidence(&without_risk("Legal"), RULE),
            format!("{LEGAL} is due in 22 days, and no risk was considered for it.")
        );
        assert!(matches!(found(&without_risk("Legal"), RULE)[0].fix, Some(Fix::AddRisk { .. })));
    }

    #[test]
    fn does_not_apply_beyond_thirty_days_or_to_finding_people() {
        assert!(crate::kit::holds(&without_risk("Implementation kickoff"), RULE), "37 days away");
        let plan = with(|p| {
            milestone(p, "Identify and engage the legal reviewer", "2026-03-27");
        });
        assert!(crate::kit::holds(&plan, RULE));
    }
}

mod risk_mitigated {
    use super::*;
    const RULE: &str = "risk.mitigated";

    #[test]
    fn holds() {
        assert!(crate::kit::holds(&good(), RULE));
    }

    #[test]
    fn breaks() {
        let plan = with(|p| {
            let risk = risk(p, "Procurement", "Procurement is unfamiliar with the vendor category");
            risk.mitigation.clear();
            risk.owner_id = None;
            risk.impact_days = 10;
        });
        assert_eq!(
            evidence(&plan, RULE),
            "“Procurement is unfamiliar with the vendor category” may cost 10 working days and has no mitigation and no owner."
        );
        let late = with(|p| risk(p, "Procurement", "Nobody is there").mitigation_due = Some(day("2026-03-13")));
        assert_eq!(
            evidence(&late, RULE),
            "“Nobody is there” may cost 5 working days; its mitigation was due on 13 March."
        );
    }

    #[test]
    fn a_slight_one_weighs_less() {
        let plan = with(|p| {
            let risk = risk(p, "Procurement", "A form is missing");
            (risk.owner_id, risk.probability, risk.impact_days) = (None, Probability::Low, 2);
        });
        assert_eq!(found(&plan, RULE)[0].severity, Severity::Advice);
        assert!(matches!(found(&plan, RULE)[0].fix, Some(Fix::SetRisk { .. })));
    }

    #[test]
    fn does_not_apply_to_closed_ones_or_reached_milestones_and_internal_ones_are_for_sellers() {
        let plan = with(|p| {
            let risk = risk(p, "Procurement", "Closed");
            (risk.owner_id, risk.status) = (None, RiskStatus::Closed);
            crate::kit::risk(p, "Technical", "Over").owner_id = None;
            reach(p, "Technical", "2026-03-13");
        });
        assert!(crate::kit::holds(&plan, RULE));
        let plan = with(|p| {
            let risk = risk(p, "Procurement", "The champion may leave");
            (risk.owner_id, risk.visibility) = (None, Visibility::Internal);
        });
        assert!(found(&plan, RULE)[0].seller_only);
        assert!(crate::kit::holds(&for_guest(plan), RULE));
    }
}
