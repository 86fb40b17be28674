//! The rules by name: what each asks for, why, and how much it weighs.

use crate::words::words;

words! {
    /// How much a finding weighs.
    Severity {
        /// The plan cannot hold as it stands.
        Error = "error",
        /// The plan will likely slip.
        Warning = "warning",
        /// It would be better otherwise.
        Advice = "advice",
    }
}

words! {
    /// A rule of plan health.
    Rule {
        /// A buyer can see the plan.
        PlanShared = "plan.shared",
        /// Neither side does nearly everything.
        MutualBalance = "mutual.balance",
        /// Each milestone has an action of each side.
        MutualBothSides = "mutual.both_sides",
        /// Six to eight milestones.
        MilestoneCount = "milestone.count",
        /// A milestone states a result.
        MilestoneNotATask = "milestone.not_a_task",
        /// A milestone names the buyer's event.
        MilestoneBuyerFocused = "milestone.buyer_focused",
        /// A milestone has a date and an owner.
        MilestoneDatedAndOwned = "milestone.dated_and_owned",
        /// Distances follow the work.
        MilestoneSpacing = "milestone.spacing",
        /// Reviews get the time they take.
        MilestoneReviewTime = "milestone.review_time",
        /// The buyer's hard date leads.
        TimelineBuyerAnchor = "timeline.buyer_anchor",
        /// The date is the buyer's, not the seller's quarter end.
        TimelineNotOurQuarter = "timeline.not_our_quarter",
        /// A gap to the seller's close date is explained.
        TimelineGapShown = "timeline.gap_shown",
        /// The work fits before the hard date.
        TimelineFeasible = "timeline.feasible",
        /// A milestone says what it assumes.
        AssumptionPresent = "assumption.present",
        /// What was assumed still holds.
        AssumptionBroken = "assumption.broken",
        /// Assumptions are settled in time.
        AssumptionResolve = "assumption.resolve",
        /// Each role of the decision has a person.
        StakeholderCoverage = "stakeholder.coverage",
        /// The people are known.
        StakeholderProfile = "stakeholder.profile",
        /// Objectors are engaged by a date.
        StakeholderObjector = "stakeholder.objector",
        /// A decision maker stands beside a liaison champion.
        StakeholderWeakChampion = "stakeholder.weak_champion",
        /// More than one buyer carries the plan.
        StakeholderSingleThread = "stakeholder.single_thread",
        /// Procurement takes part in time.
        ProcurementEngaged = "procurement.engaged",
        /// What may delay a milestone was considered.
        RiskRegister = "risk.register",
        /// Each open risk has an answer.
        RiskMitigated = "risk.mitigated",
        /// Both sides signed a version.
        SignOffDone = "sign_off.done",
        /// A request for signatures is not left lying.
        SignOffResisted = "sign_off.resisted",
        /// The plan is reviewed regularly.
        ReviewFresh = "review.fresh",
        /// A slip gets a new date.
        ReviewSlipsSurfaced = "review.slips_surfaced",
        /// The buyer opens the plan and works in it.
        CommitmentBuyer = "commitment.buyer",
    }
}

impl Rule {
    /// Whether it looks at what guests do not see, or judges the buyer: it speaks to sellers only.
    #[must_use]
    pub const fn is_for_sellers(self) -> bool {
        matches!(
            self,
            Self::PlanShared
                | Self::TimelineNotOurQuarter
                | Self::TimelineGapShown
                | Self::StakeholderCoverage
                | Self::StakeholderProfile
                | Self::StakeholderObjector
                | Self::StakeholderWeakChampion
                | Self::StakeholderSingleThread
                | Self::CommitmentBuyer
        )
    }

    /// How much a finding of it weighs, unless the finding itself is milder or harder.
    #[must_use]
    pub const fn severity(self) -> Severity {
        match self {
            Self::TimelineFeasible | Self::AssumptionBroken | Self::ReviewSlipsSurfaced => Severity::Error,
            Self::MilestoneSpacing | Self::StakeholderProfile | Self::RiskRegister => Severity::Advice,
            _ => Severity::Warning,
        }
    }
}
