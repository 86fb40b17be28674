//! `milestone.*`, but for the wording of titles.

use crate::kit::*;
use tandem_shared::{health::Severity, milestone::Visibility, plan::Plan};

/// The healthy plan with so many milestones up to and including the signature.
fn steps(n: usize) -> Plan {
    with(|p| {
        let spare = 6usize.saturating_sub(n);
        p.milestones.drain(..spare);
        for i in 6..n {
            milestone(p, &format!("Step {i} agreed"), "2026-04-09");
        }
    })
}

mod milestone_count {
    use super::*;
    const RULE: &str = "milestone.count";

    #[test]
    fn holds_at_six_to_eight() {
        for n in [6, 7, 8] {
            assert!(crate::kit::holds(&steps(n), RULE), "{n}");
        }
    }

    #[test]
    fn breaks() {
        for (n, severity) in [
            (2, Severity::Warning),
            (4, Severity::Warning),
            (5, Severity::Advice),
            (9, Severity::Advice),
            (10, Severity::Advice),
            (11, Severity::Warning),
        ] {
            let found = found(&steps(n), RULE);
            assert_eq!(found.iter().map(|f| f.severity).collect::<Vec<_>>(), [severity], "{n}");
        }
        assert_eq!(evidence(&steps(4), RULE), "4 milestones lead to the signature; six to eight is what works.");
    }

    #[test]
    fn done_ones_count_and_those_after_the_signature_do_not() {
        let plan = with(|p| {
            reach(p, "Technical", "2026-03-13");
            milestone(p, "First users live", "2026-05-10");
            milestone(p, "Value review held", "2026-06-10");
            milestone(p, "Second site live", "2026-07-10");
        });
        assert!(crate::kit::holds(&plan, RULE));
    }

    #[test]
    fn identify_and_engage_helps_to_reach_the_number_and_is_not_held_against_it() {
        let plan = with(|p| p.milestones.retain(|m| !m.title.starts_with("Legal")));
        assert_eq!(found(&plan, RULE).len(), 1);
        let mut plan = plan;
        milestone(&mut plan, "Identify and engage the legal reviewer", "2026-03-30");
        assert!(crate::kit::holds(&plan, RULE));
        let mut full = steps(8);
        milestone(&mut full, "Identify and engage the end users", "2026-03-30");
        assert!(crate::kit::holds(&full, RULE));
    }

    #[test]
    fn the_kick_off_of_a_step_is_a_step() {
        let plan = with(|p| {
            p.milestones.retain(|m| !m.title.starts_with("Technical"));
            milestone(p, "Pilot kick-off held", "2026-03-20");
        });
        assert!(crate::kit::holds(&plan, RULE));
    }

    #[test]
    fn a_small_deal_needs_three() {
        let mut plan = steps(3);
        plan.conduct.small_deal = true;
        assert!(crate::kit::holds(&plan, RULE));
        let mut plan = steps(2);
        plan.conduct.small_deal = true;
        assert_eq!(found(&plan, RULE)[0].severity, Severity::Advice);
    }

    #[test]
    fn does_not_apply_once_signed() {
        assert!(is_silent(&with(|p| reach(p, "Final", "2026-03-13")), RULE));
    }
}

mod milestone_dated_and_owned {
    use super::*;
    const RULE: &str = "milestone.dated_and_owned";

    #[test]
    fn holds() {
        assert!(crate::kit::holds(&good(), RULE));
    }

    #[test]
    fn breaks() {
        let title = "“Legal review complete with no major objections”";
        assert_eq!(evidence(&with(|p| ms(p, "Legal").target_date = None), RULE), format!("{title} has no date."));
        assert_eq!(evidence(&with(|p| ms(p, "Legal").owner_id = None), RULE), format!("{title} has no owner."));
        let both = with(|p| {
            ms(p, "Legal").target_date = None;
            ms(p, "Legal").owner_id = None;
        });
        assert_eq!(evidence(&both, RULE), format!("{title} has neither a date nor an owner."));
    }

    #[test]
    fn internal_ones_are_judged_for_sellers_only() {
        let plan = with(|p| {
            milestone(p, "Discount approved by our deal desk", "").visibility = Visibility::Internal;
        });
        assert!(found(&plan, RULE)[0].seller_only);
        assert!(crate::kit::holds(&for_guest(plan), RULE));
    }

    #[test]
    fn does_not_apply_to_what_is_reached_or_called_off() {
        let plan = with(|p| {
            reach(p, "Technical", "2026-03-13");
            ms(p, "Technical").owner_id = None;
            ms(p, "Legal").cancelled_at = Some(noon("2026-03-13"));
            ms(p, "Legal").target_date = None;
        });
        assert!(crate::kit::holds(&plan, RULE));
    }
}

/// The healthy plan whose milestones have these dates, in order.
fn dated(days: [&str; 7]) -> Plan {
    with(|p| {
        for (m, date) in p.milestones.iter_mut().zip(days) {
            m.target_date = date.parse().ok();
            m.start_date = None;
        }
    })
}

mod milestone_spacing {
    use super::*;
    const RULE: &str = "milestone.spacing";

    #[test]
    fn holds() {
        assert!(crate::kit::holds(&good(), RULE));
    }

    #[test]
    fn breaks_a_week_apart() {
        let plan =
            dated(["2026-03-20", "2026-03-27", "2026-04-03", "2026-04-10", "2026-04-17", "2026-04-24", "2026-05-01"]);
        assert_eq!(evidence(&plan, RULE), "All 7 open milestones are 1 week apart.");
        assert_eq!(found(&plan, RULE)[0].objects.len(), 7);
    }

    #[test]
    fn breaks_the_same_working_days_apart_and_on_one_day() {
        let plan =
            dated(["2026-03-17", "2026-03-19", "2026-03-23", "2026-03-25", "2026-03-27", "2026-03-31", "2026-04-02"]);
        assert_eq!(evidence(&plan, RULE), "All 7 open milestones are 2 working days apart.");
        let plan = dated(["2026-04-17"; 7]);
        assert_eq!(evidence(&plan, RULE), "All 7 open milestones have the same date.");
    }

    #[test]
    fn does_not_apply_to_three_open_milestones() {
        let plan = with(|p| {
            for (title, date) in [
                ("Technical", "2026-03-09"),
                ("Procurement", "2026-03-10"),
                ("Economic", "2026-03-11"),
                ("Legal", "2026-03-12"),
            ] {
                reach(p, title, date);
            }
            ms(p, "Implementation readiness").target_date = Some(day("2026-04-08"));
        });
        assert!(is_silent(&plan, RULE));
    }
}

mod milestone_review_time {
    use super::*;
    const RULE: &str = "milestone.review_time";

    #[test]
    fn holds() {
        assert!(crate::kit::holds(&good(), RULE));
        let five = with(|p| {
            ms(p, "Procurement").start_date = Some(day("2026-03-23"));
            ms(p, "Procurement").target_date = Some(day("2026-03-27"));
        });
        assert!(crate::kit::holds(&five, RULE), "Monday to Friday are five");
        let open = with(|p| {
            ms(p, "Legal").start_date = None;
            ms(p, "Procurement").start_date = None;
        });
        assert!(crate::kit::holds(&open, RULE), "it can begin since the plan was made");
    }

    #[test]
    fn breaks_by_the_start() {
        let plan = with(|p| ms(p, "Legal").start_date = Some(day("2026-04-02")));
        assert_eq!(
            evidence(&plan, RULE),
            "Legal has 4 working days for “Legal review complete with no major objections”, from 2 April to 7 April; it usually takes 7 to 10."
        );
    }

    #[test]
    fn breaks_by_what_comes_before() {
        let plan = with(|p| {
            let before = ms(p, "Economic").id.clone();
            ms(p, "Legal").start_date = None;
            ms(p, "Legal").depends_on = vec![before];
        });
        assert!(evidence(&plan, RULE).starts_with("Legal has 3 working days for"), "{}", evidence(&plan, RULE));
    }

    #[test]
    fn a_reason_on_record_is_enough() {
        let plan = with(|p| {
            ms(p, "Legal").start_date = Some(day("2026-04-02"));
            let id = ms(p, "Legal").id.to_string();
            waive(p, RULE, Some(&id));
        });
        assert!(found(&plan, RULE).is_empty());
        assert_eq!(tandem_shared::health::check(&plan).waived[0].reason, "It was agreed so");
    }

    #[test]
    fn a_review_is_known_by_its_title_or_by_who_owns_it() {
        use tandem_shared::milestone::MilestoneKind;
        for title in [
            "Legal review completed",
            "Rechtsabteilung: Vertragsprüfung abgeschlossen",
            "Revue juridique terminée",
            "Contract review completed",
            "法務審査完了",
            "Terms reviewed and approved",
        ] {
            let plan = with(|p| {
                let m = ms(p, "Legal");
                (m.kind, m.title) = (MilestoneKind::Standard, title.into());
                m.start_date = Some(day("2026-04-02"));
            });
            assert_eq!(found(&plan, RULE).len(), 1, "{title}");
        }
    }

    #[test]
    fn does_not_apply_to_other_milestones_or_past_targets() {
        use tandem_shared::milestone::MilestoneKind;
        let plan = with(|p| {
            ms(p, "Procurement").target_date = Some(day("2026-03-13"));
            let m = ms(p, "Legal");
            (m.kind, m.title, m.start_date) =
                (MilestoneKind::Standard, "Legal entity registered".into(), Some(day("2026-04-07")));
        });
        assert!(found(&plan, RULE).is_empty(), "{:?}", found(&plan, RULE));
    }
}
