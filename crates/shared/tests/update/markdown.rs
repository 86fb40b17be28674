//! A plan as Markdown.

use crate::kit::{act, day, empty, good, ms, noon, person, risk};
use tandem_shared::{
    access::CallerKind,
    deal::BudgetStatus,
    document::{Context, calendar, file_name, markdown},
    milestone::Visibility,
    stakeholder::Side,
    status::MilestoneStatus,
};

fn context() -> Context {
    Context {
        product: "Onboarding platform".into(),
        current_state: "Spreadsheets in five regions".into(),
        desired_state: "One way to bring people in".into(),
        budget_status: BudgetStatus::Preliminary,
    }
}

#[test]
fn the_plan_of_the_method_in_its_own_output_format() {
    let mut plan = good();
    let m = ms(&mut plan, "Technical");
    (m.completed_at, m.status) = (Some(noon("2026-03-13")), MilestoneStatus::Done);
    let mara = person(&mut plan, "Mara").id.clone();
    let a = act(&mut plan, "Procurement", Side::Buyer, "Submit the questions");
    (a.target_date, a.assignee_ids) = (Some(day("2026-03-18")), vec![mara]);
    insta::assert_snapshot!(markdown(&plan, Some(&context())));
}

#[test]
fn what_people_wrote_is_text_and_never_markup() {
    let mut plan = good();
    ms(&mut plan, "Legal").title = "Legal | *review* <b>done</b>\n# now".into();
    person(&mut plan, "Mara").name = "Mara | Lind".into();
    let text = markdown(&plan, None);
    assert!(text.contains(r"**Legal \| \*review\* \<b\>done\</b\> \# now**"), "{text}");
    assert!(text.contains(r"| Mara \| Lind |"), "{text}");
}

#[test]
fn a_sellers_document_says_at_its_head_and_its_foot_that_it_is_internal() {
    let mut plan = good();
    let own = markdown(&plan, None);
    assert!(own.starts_with("# Mutual action plan\n\n**Internal: not for the buyer**\n\n"), "{own}");
    assert!(own.ends_with("\n**Internal: not for the buyer**\n"), "{own}");
    plan.viewer.access = CallerKind::Edit;
    let theirs = markdown(&plan, None);
    assert!(theirs.starts_with("# Mutual action plan\n\n- **Company:**") && !theirs.contains("Internal"), "{theirs}");
}

#[test]
fn an_empty_plan_is_a_short_document() {
    let text = markdown(&empty(), None);
    assert!(!text.contains("Critical milestones") && !text.contains("Risks") && text.contains("## Sign-off"), "{text}");
}

#[test]
fn a_file_is_named_after_company_and_plan() {
    let mut plan = good();
    plan.deal.account_name = "Müller & Söhne".into();
    plan.title = "Analytics / rollout: 2026".into();
    assert_eq!(file_name(&plan, day("2026-03-16")), "müller-söhne-analytics-rollout-2026-2026-03-16-internal");
    plan.viewer.access = CallerKind::View;
    assert_eq!(file_name(&plan, day("2026-03-16")), "müller-söhne-analytics-rollout-2026-2026-03-16");
    (plan.deal.account_name, plan.title) = ("…".into(), "//".into());
    assert_eq!(file_name(&plan, day("2026-03-16")), "plan-2026-03-16");
}

#[test]
fn the_calendar_holds_dated_milestones_and_constraints_in_their_order() {
    let mut plan = good();
    ms(&mut plan, "Legal").target_date = None;
    ms(&mut plan, "Implementation kickoff").cancelled_at = Some(noon("2026-03-10"));
    risk(&mut plan, "Procurement", "Not in a calendar").visibility = Visibility::Internal;
    let entries = calendar(&plan);
    assert_eq!(entries.len(), plan.milestones.len());
    assert!(entries.is_sorted_by_key(|e| e.first));
    assert!(entries.iter().any(|e| e.title == "Hard date: Budget of the half-year closes"), "{entries:?}");
    assert_eq!(entries.iter().filter(|e| e.cancelled).count(), 1);
}
