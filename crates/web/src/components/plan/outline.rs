//! What the plan page says at a glance, worked out from the plan: stages with their milestones, what is mine next, where we are.

use super::wording;
use tandem_shared::{
    action::Action,
    day::Day,
    milestone::{Milestone, MilestoneKind},
    plan::Plan,
    stage::{Stage, StageKind},
    stakeholder::Side,
    status::{ActionStatus, MilestoneStatus},
};

/// Writes a day for people; given from outside because only the browser knows the reader's language.
pub(crate) type DayWords = fn(Day) -> String;

/// A stage and the milestones in it, in order.
pub(crate) struct StageGroup<'a> {
    /// The stage.
    pub(crate) stage: &'a Stage,
    /// Its milestones.
    pub(crate) milestones: Vec<&'a Milestone>,
}

/// Every stage in order with its milestones; stages without any are kept, so that one can be added there, but not a *lost* one.
pub(crate) fn by_stage(plan: &Plan) -> Vec<StageGroup<'_>> {
    let of = |stage: &Stage| plan.milestones.iter().filter(|m| m.stage_id == stage.id).collect::<Vec<_>>();
    let groups = plan.stages.iter().map(|stage| StageGroup { stage, milestones: of(stage) });
    groups.filter(|g| g.stage.kind != StageKind::Lost || !g.milestones.is_empty()).collect()
}

/// Whether nothing is to be done about it any more.
pub(crate) fn is_closed(milestone: &Milestone) -> bool {
    matches!(milestone.status, MilestoneStatus::Done | MilestoneStatus::Cancelled)
}

/// Whether nothing is to be done about it any more.
pub(crate) fn is_settled(action: &Action) -> bool {
    matches!(action.status, ActionStatus::Done | ActionStatus::Declined | ActionStatus::Cancelled)
}

/// The sentence beside a stage's name: *completed 24 Feb*, *2 of 3 still open*, *starts 23 Mar*, *signature 15 Apr*.
pub(crate) fn stage_note(group: &StageGroup<'_>, today: Day, words: DayWords) -> String {
    let counted: Vec<_> = group.milestones.iter().filter(|m| m.status != MilestoneStatus::Cancelled).collect();
    let open = counted.iter().filter(|m| !is_closed(m)).count();
    let signature =
        counted.iter().find(|m| m.kind == MilestoneKind::Signature && !is_closed(m)).and_then(|m| m.target_date);
    let begin = counted.iter().filter_map(|m| m.start_date.or(m.target_date)).min();
    if counted.is_empty() {
        String::new()
    } else if open == 0 {
        let last = counted.iter().filter_map(|m| m.completed_at).max().map(|at| words(Day::of_instant(at)));
        ["completed ", &last.unwrap_or_default()].concat()
    } else if let Some(day) = signature {
        ["signature ", &words(day)].concat()
    } else if let Some(day) = begin.filter(|day| open == counted.len() && *day > today) {
        ["starts ", &words(day)].concat()
    } else {
        format!("{open} of {} still open", counted.len())
    }
}

/// Done and all of one side's actions under a milestone; cancelled ones do not count.
pub(crate) fn count_of(milestone: &Milestone, side: Side) -> (usize, usize) {
    let of_side = milestone.actions.iter().filter(|a| a.side == side && a.status != ActionStatus::Cancelled);
    of_side.fold((0, 0), |(done, all), a| (done + usize::from(a.status == ActionStatus::Done), all + 1))
}

/// The open actions that wait for the viewer, soonest first: those assigned to them, or, when there are none, those of their side that nobody has. And
/// whether they are the viewer's own.
pub(crate) fn mine(plan: &Plan) -> (Vec<&Action>, bool) {
    let viewer = &plan.viewer;
    let open = plan.milestones.iter().filter(|m| !is_closed(m)).flat_map(|m| &m.actions).filter(|a| !is_settled(a));
    let of_viewer = |a: &&Action| match &viewer.stakeholder_id {
        Some(me) => a.assignee_ids.contains(me) || (a.assignee_ids.is_empty() && a.side == viewer.side),
        None => false,
    };
    let mut mine: Vec<&Action> = open.filter(of_viewer).collect();
    let is_own = mine.iter().any(|a| !a.assignee_ids.is_empty());
    mine.retain(|a| a.assignee_ids.is_empty() != is_own);
    mine.sort_by_key(|a| (a.target_date.is_none(), a.target_date));
    (mine, is_own)
}

/// Where the plan stands, for the line below its title.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Where {
    /// The deal's stage.
    pub(crate) stage: String,
    /// The next milestone and its target.
    pub(crate) next: Option<(String, Option<Day>)>,
    /// *30 days to signature*; empty without a date.
    pub(crate) signature: String,
}

/// Whether a milestone is marked as the signature: else the plan's date of signature is that of its last milestone, a guess not to be spoken of.
pub(crate) fn has_signature(plan: &Plan) -> bool {
    plan.milestones.iter().any(|m| m.kind == MilestoneKind::Signature && m.status != MilestoneStatus::Cancelled)
}

/// Where the plan stands.
pub(crate) fn where_are_we(plan: &Plan) -> Where {
    let stage = plan.stages.iter().find(|s| s.id == plan.deal.stage_id).map(|s| s.name.clone());
    let open = plan.milestones.iter().filter(|m| !is_closed(m));
    let next = open.min_by_key(|m| (m.target_date.is_none(), m.target_date)).map(|m| (m.title.clone(), m.target_date));
    let signed =
        plan.milestones.iter().any(|m| m.kind == MilestoneKind::Signature && m.status == MilestoneStatus::Done);
    let signature = match plan.signature_date.filter(|_| has_signature(plan)) {
        _ if signed => "signed".to_owned(),
        Some(day) => wording::until(day.days_since(plan.today), "signature"),
        None => String::new(),
    };
    Where { stage: stage.unwrap_or_default(), next, signature }
}

/// The milestones that count for progress, as parts of a bar: stage, title, status.
pub(crate) fn progress_parts(plan: &Plan) -> Vec<(&str, &str, MilestoneStatus)> {
    let groups = by_stage(plan);
    let parts =
        groups.iter().flat_map(|g| g.milestones.iter().map(|m| (g.stage.name.as_str(), m.title.as_str(), m.status)));
    parts.filter(|(_, _, status)| *status != MilestoneStatus::Cancelled).collect()
}

/// One side's word on the gap between its own date and the plan's signature; empty when there is none to tell.
pub(crate) fn gap(plan: &Plan, words: DayWords) -> String {
    let (Some(signature), Some(close)) = (plan.signature_date, plan.deal.seller_close_date) else {
        return String::new();
    };
    let days = signature.working_days_since(close);
    let how = match days {
        0 => return ["The CRM says the same day, ", &words(close), "."].concat(),
        1.. => "earlier",
        _ => "later",
    };
    format!("The CRM says {}: {} {how} than the plan.", words(close), wording::working_days(days.abs()))
}

/// Whether the plan's signature keeps the buyer's hard date, in words; empty without one.
pub(crate) fn anchor_words(plan: &Plan, words: DayWords) -> String {
    let Some(anchor) = plan.anchor_date else { return String::new() };
    let buyer = wording::company(&plan.deal.account_name);
    let Some(signature) = plan.signature_date else { return format!("{buyer} needs it by {}.", words(anchor)) };
    let slack = anchor.working_days_since(signature);
    let verdict = match slack {
        0 => "on".to_owned(),
        1.. => wording::working_days(slack) + " before",
        _ => wording::working_days(-slack) + " after",
    };
    format!("Signature is {verdict} {buyer}’s hard date, {}.", words(anchor))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::plan::example;

    fn iso(day: Day) -> String {
        day.to_string()
    }

    #[test]
    fn stages_say_in_a_few_words_where_they_stand() {
        let plan = example::plan();
        let notes: Vec<_> =
            by_stage(&plan).iter().map(|g| (g.stage.name.clone(), stage_note(g, plan.today, iso))).collect();
        let notes: Vec<_> = notes.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
        assert_eq!(
            notes,
            [
                ("Qualified", ""),
                ("Discovery", "completed 2026-02-24"),
                ("Evaluation", "2 of 3 still open"),
                ("Negotiation", "starts 2026-03-23"),
                ("Closed", "signature 2026-04-15"),
            ]
        );
    }

    #[test]
    fn mine_is_what_is_assigned_to_me_and_open_soonest_first() {
        let plan = example::plan();
        let titles = |plan: &Plan| mine(plan).0.iter().map(|a| a.title.clone()).collect::<Vec<_>>();
        let own = titles(&plan);
        assert!(mine(&plan).1 && own.len() > 1, "{own:?}");
        let mut free = plan.clone();
        free.milestones.iter_mut().flat_map(|m| &mut m.actions).for_each(|a| a.assignee_ids.clear());
        assert!(!mine(&free).1 && titles(&free).len() > own.len());
        let me = plan.viewer.stakeholder_id.clone().unwrap();
        assert!(mine(&plan).0.iter().all(|a| a.assignee_ids.contains(&me)));
    }

    #[test]
    fn the_line_below_the_title_names_the_next_milestone_and_the_signature() {
        let line = where_are_we(&example::plan());
        assert_eq!((line.stage.as_str(), line.signature.as_str()), ("Evaluation", "30 days to signature"));
        assert_eq!(
            line.next.map(|(t, d)| (t, d.unwrap().to_string())),
            Some(("Security review passed".into(), "2026-03-19".into()))
        );
    }

    #[test]
    fn actions_are_counted_by_side() {
        let plan = example::plan();
        let review = plan.milestones.iter().find(|m| m.title == "Security review passed").unwrap();
        assert_eq!((count_of(review, Side::Buyer), count_of(review, Side::Seller)), ((1, 3), (1, 2)));
    }

    #[test]
    fn the_gap_to_the_crm_and_the_hard_date_are_said_in_working_days() {
        let plan = example::plan();
        assert_eq!(gap(&plan, iso), "The CRM says 2026-03-31: 11 working days earlier than the plan.");
        assert_eq!(anchor_words(&plan, iso), "Signature is 11 working days before Nimbus’s hard date, 2026-04-30.");
    }
}
