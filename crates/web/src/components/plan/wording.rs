//! The words of the plan's screens for what the types only name: statuses, sides, slips, access.

use tandem_shared::{
    assumption::AssumptionState,
    day::{Day, Timestamp},
    grant::{Access, Delivery, Grant, GrantStatus},
    milestone::{Milestone, MilestoneKind},
    plan::{Plan, PlanHealth, PlanStatus},
    stakeholder::{Authority, BuyIn, EngagementTiming, Side, StakeholderRole},
    status::{ActionStatus, MilestoneStatus},
};

/// *1 day*, *6 days*.
pub(crate) fn count(n: i64, one: &str, many: &str) -> String {
    [n.to_string().as_str(), " ", if n == 1 { one } else { many }].concat()
}

/// *1 working day*, *6 working days*.
pub(crate) fn working_days(n: i64) -> String {
    count(n, "working day", "working days")
}

/// *30 days to signature*, *signature is today*, *signature was 3 days ago*.
pub(crate) fn until(days: i64, what: &str) -> String {
    match days {
        0 => [what, " is today"].concat(),
        1.. => [count(days, "day", "days").as_str(), " to ", what].concat(),
        _ => [what, " was ", &count(-days, "day", "days"), " ago"].concat(),
    }
}

/// How far a milestone has moved from what was first agreed; empty when it has not, or nothing was agreed.
pub(crate) fn slip(milestone: &Milestone) -> String {
    let done = milestone.status == MilestoneStatus::Done;
    match (milestone.slip_days, done) {
        (None, _) | (Some(0), false) => String::new(),
        (Some(0), true) => "on the day agreed".to_owned(),
        (Some(n), _) if n > 0 => working_days(n) + " later than agreed",
        (Some(n), true) => working_days(-n) + " early",
        (Some(n), false) => working_days(-n) + " earlier than agreed",
    }
}

/// A milestone's status.
pub(crate) fn milestone_status(status: MilestoneStatus) -> &'static str {
    match status {
        MilestoneStatus::NotStarted => "Not started",
        MilestoneStatus::OnTrack => "On track",
        MilestoneStatus::AtRisk => "At risk",
        MilestoneStatus::Overdue => "Overdue",
        MilestoneStatus::Done => "Done",
        MilestoneStatus::Cancelled => "Cancelled",
    }
}

/// An action's status.
pub(crate) fn action_status(status: ActionStatus) -> &'static str {
    match status {
        ActionStatus::NotStarted => "Not started",
        ActionStatus::InProgress => "In progress",
        ActionStatus::InReview => "In review",
        ActionStatus::Overdue => "Overdue",
        ActionStatus::Done => "Done",
        ActionStatus::Declined => "Declined",
        ActionStatus::Cancelled => "Cancelled",
    }
}

/// A plan's status.
pub(crate) fn plan_status(status: PlanStatus) -> &'static str {
    match status {
        PlanStatus::Draft => "Draft",
        PlanStatus::Shared => "Shared",
        PlanStatus::AwaitingSignatures => "Awaiting signatures",
        PlanStatus::Agreed => "Agreed",
        PlanStatus::Completed => "Completed",
        PlanStatus::Archived => "Archived",
    }
}

/// A plan's status, explained.
pub(crate) fn plan_status_reason(status: PlanStatus) -> &'static str {
    match status {
        PlanStatus::Draft => "Nobody of the buyer has joined yet.",
        PlanStatus::Shared => "Both sides are in.",
        PlanStatus::AwaitingSignatures => "Signatures are asked for.",
        PlanStatus::Agreed => "Both sides signed the newest version.",
        PlanStatus::Completed => "Every milestone is done.",
        PlanStatus::Archived => "It is put away.",
    }
}

/// A plan's health.
pub(crate) fn health(health: PlanHealth) -> &'static str {
    match health {
        PlanHealth::NotStarted => "Not started",
        PlanHealth::OnTrack => "On track",
        PlanHealth::AtRisk => "At risk",
        PlanHealth::Stalled => "Stalled",
    }
}

/// A milestone's kind.
pub(crate) fn kind(kind: MilestoneKind) -> &'static str {
    match kind {
        MilestoneKind::Standard => "Any other",
        MilestoneKind::Signature => "Signature of the contract",
        MilestoneKind::KickOff => "Kick-off",
        MilestoneKind::Procurement => "Procurement review",
        MilestoneKind::Legal => "Legal review",
        MilestoneKind::Security => "Security review",
    }
}

/// Whether an assumption holds.
pub(crate) fn assumption(state: AssumptionState) -> &'static str {
    match state {
        AssumptionState::Unknown => "unknown",
        AssumptionState::Holds => "holds",
        AssumptionState::Broken => "broken",
    }
}

/// The name a side goes by in this plan: the company's, without its legal form.
pub(crate) fn side(plan: &Plan, side: Side) -> String {
    match side {
        Side::Buyer => company(&plan.deal.account_name).to_owned(),
        Side::Seller => company(&plan.deal.seller_name).to_owned(),
        Side::Joint => "Together".to_owned(),
    }
}

/// A company's name without its legal form: *Nimbus GmbH* → *Nimbus*.
pub(crate) fn company(name: &str) -> &str {
    const FORMS: [&str; 16] = [
        "GmbH", "AG", "SE", "KG", "Ltd", "Ltd.", "Limited", "LLC", "Inc", "Inc.", "plc", "PLC", "BV", "B.V.", "SA",
        "S.A.",
    ];
    let mut short = name.trim();
    // Some are made of several words: *GmbH & Co. KG*.
    while let Some((rest, word)) = short.rsplit_once(' ') {
        if !FORMS.contains(&word) && (short == name.trim() || !matches!(word, "&" | "Co." | "Co" | "und" | "and")) {
            break;
        }
        short = rest.trim_end().trim_end_matches(',');
    }
    short
}

/// A role in the decision.
pub(crate) fn role(role: StakeholderRole) -> &'static str {
    match role {
        StakeholderRole::Champion => "Champion",
        StakeholderRole::EconomicBuyer => "Economic buyer",
        StakeholderRole::TechnicalBuyer => "Technical buyer",
        StakeholderRole::Procurement => "Procurement",
        StakeholderRole::Legal => "Legal",
        StakeholderRole::ImplementationLead => "Implementation lead",
        StakeholderRole::ExecutiveSponsor => "Executive sponsor",
        StakeholderRole::EndUser => "End user",
        StakeholderRole::OpportunityOwner => "Opportunity owner",
        StakeholderRole::Other => "Other",
    }
}

/// How convinced a person is.
pub(crate) fn buy_in(buy_in: BuyIn) -> &'static str {
    match buy_in {
        BuyIn::Unknown => "Not known yet",
        BuyIn::Onboard => "On board",
        BuyIn::Neutral => "Neutral",
        BuyIn::NeedsConvincing => "Needs convincing",
        BuyIn::LikelyObjector => "Likely objector",
    }
}

/// What a champion can do alone.
pub(crate) fn authority(authority: Authority) -> &'static str {
    match authority {
        Authority::Unknown => "Not known yet",
        Authority::Decides => "Can move the deal forward alone",
        Authority::Liaison => "Needs internal alignment first",
    }
}

/// When a person needs to be engaged.
pub(crate) fn timing(timing: EngagementTiming) -> &'static str {
    match timing {
        EngagementTiming::Early => "From the start",
        EngagementTiming::Mid => "In the middle of the deal",
        EngagementTiming::Late => "Late",
        EngagementTiming::Signature => "Only at signature",
    }
}

/// What a guest may do.
pub(crate) fn access(access: Access) -> &'static str {
    match access {
        Access::View => "View only",
        Access::Edit => "Edit",
    }
}

/// A link's state and a word of explanation.
pub(crate) fn link_state(grant: &Grant, now: Timestamp, words: fn(Day) -> String) -> (&'static str, String) {
    let day = |at: Timestamp| words(Day::of_instant(at));
    let left = (grant.expires_at.seconds_since(now) + 86_399) / 86_400;
    match (grant.status, grant.delivery) {
        (GrantStatus::Revoked, _) => ("Revoked", grant.revoked_at.map(day).unwrap_or_default()),
        (GrantStatus::Active, _) => {
            ("Active", grant.activated_at.map(|at| ["joined ", &day(at)].concat()).unwrap_or_default())
        }
        (GrantStatus::Expired, _) => ("Expired", ["not opened by ", &day(grant.expires_at)].concat()),
        (GrantStatus::Pending, Delivery::Failed) => (
            "Mail failed",
            grant.delivery_reason.clone().unwrap_or_else(|| "The mail server gave no reason".to_owned()),
        ),
        (GrantStatus::Pending, Delivery::Queued) => match &grant.delivery_reason {
            Some(reason) => ("Trying again", reason.clone()),
            None => ("Sending", String::new()),
        },
        (GrantStatus::Pending, Delivery::Sent) => ("Not opened", ["expires in ", &count(left, "day", "days")].concat()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::plan::example;

    #[test]
    fn a_slip_is_said_in_working_days_against_what_was_agreed() {
        let plan = example::plan();
        let said: Vec<_> = plan.milestones.iter().take(4).map(slip).collect();
        assert_eq!(said, ["2 working days early", "on the day agreed", "6 working days later than agreed", ""]);
    }

    #[test]
    fn the_days_until_a_date_are_said_before_on_and_after_it() {
        assert_eq!(until(1, "signature"), "1 day to signature");
        assert_eq!(until(0, "signature"), "signature is today");
        assert_eq!(until(-3, "signature"), "signature was 3 days ago");
    }

    #[test]
    fn a_company_goes_by_its_name_without_the_legal_form() {
        for (name, short) in
            [("Nimbus GmbH", "Nimbus"), ("Orbit", "Orbit"), ("Blue Sky, Inc.", "Blue Sky"), ("AG", "AG")]
        {
            assert_eq!(company(name), short);
        }
    }
}
