//! What each rule is called, why it is there, where it comes from and what to do next: the words people read.

use super::rule::Rule;

impl Rule {
    /// What holds when it holds, in one short sentence.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::PlanShared => "The plan is shared with a buyer",
            Self::MutualBalance => "Both sides carry their part",
            Self::MutualBothSides => "Each milestone has work on both sides",
            Self::MilestoneCount => "Six to eight milestones lead to the signature",
            Self::MilestoneNotATask => "Milestones are results, not activities",
            Self::MilestoneBuyerFocused => "Milestones name what happens at the buyer",
            Self::MilestoneDatedAndOwned => "Milestones have a date and an owner",
            Self::MilestoneSpacing => "Milestones are spaced by the work they take",
            Self::MilestoneReviewTime => "Procurement and legal have the time they need",
            Self::TimelineBuyerAnchor => "The buyer's hard date leads the plan",
            Self::TimelineNotOurQuarter => "The signature follows the buyer's calendar",
            Self::TimelineGapShown => "The gap to the seller's close date is explained",
            Self::TimelineFeasible => "The work fits before the hard date",
            Self::AssumptionPresent => "Milestones say what they assume",
            Self::AssumptionBroken => "What was assumed still holds",
            Self::AssumptionResolve => "Assumptions are settled before the date",
            Self::StakeholderCoverage => "Every role of the decision is filled",
            Self::StakeholderProfile => "The buyer's people are known",
            Self::StakeholderObjector => "Objectors are engaged by a date",
            Self::StakeholderWeakChampion => "A decision maker takes part",
            Self::StakeholderSingleThread => "More than one buyer carries the plan",
            Self::ProcurementEngaged => "Procurement takes part in time",
            Self::RiskRegister => "Risks of the coming weeks are considered",
            Self::RiskMitigated => "Every open risk has an answer",
            Self::SignOffDone => "Both sides signed the plan",
            Self::SignOffResisted => "The request for signatures is answered",
            Self::ReviewFresh => "The plan is reviewed regularly",
            Self::ReviewSlipsSurfaced => "Every slip has a new date",
            Self::CommitmentBuyer => "The buyer works in the plan",
        }
    }

    /// The principle behind it, in one or two sentences.
    #[must_use]
    pub const fn why(self) -> &'static str {
        match self {
            Self::PlanShared => {
                "A plan the buyer has never seen binds nobody. Share it while it is still a draft and finish it together."
            }
            Self::MutualBalance => {
                "A plan that one side works through is a wish list. Both sides commit to about as much, or the date slips."
            }
            Self::MutualBothSides => {
                "A milestone is reached together: where one side has nothing to do, it has nothing at stake."
            }
            Self::MilestoneCount => {
                "With fewer steps the buyer's process stays in the dark, with more the plan becomes a task list. Six to eight is what both sides can keep in mind."
            }
            Self::MilestoneNotATask => {
                "A milestone is a state that both sides can see is reached. What somebody does to get there is an action below it."
            }
            Self::MilestoneBuyerFocused => {
                "Progress is what happens at the buyer: an approval, a decision, a signature. What the seller sends is work on the way."
            }
            Self::MilestoneDatedAndOwned => {
                "Without a day and a person it is an intention. A date from the buyer's process and a name make it a commitment."
            }
            Self::MilestoneSpacing => {
                "Evenly spread dates are a sign that nobody asked how long things take. Meetings, reviews and budgets have their own rhythm."
            }
            Self::MilestoneReviewTime => {
                "Procurement usually takes 5 to 7 working days and legal 7 to 10. Less is possible if they said so themselves; then note why."
            }
            Self::TimelineBuyerAnchor => {
                "Start from the date the buyer cannot move and work backward. A plan that ends after it, or does not know it, rests on hope."
            }
            Self::TimelineNotOurQuarter => {
                "The end of the seller's quarter is no reason for a buyer to sign. A date that follows nothing in their calendar will move."
            }
            Self::TimelineGapShown => {
                "When the forecast and the plan name different days, say so openly. A hidden gap becomes a surprise for both sides."
            }
            Self::TimelineFeasible => {
                "Optimistic dates cost more trust than late ones. If the work does not fit, shorten it or move the date now."
            }
            Self::AssumptionPresent => {
                "A date holds only if something else does. Written down, the assumption shows the risk while there is time."
            }
            Self::AssumptionBroken => {
                "When what a date rested on is gone, the date is gone too. Agree on a new one or on another way."
            }
            Self::AssumptionResolve => {
                "An open question in the last days before a date is a risk nobody has taken. Ask now, while the date can still be kept."
            }
            Self::StakeholderCoverage => {
                "Deals fail late over people nobody had on the list. Name each role, or make finding the person a milestone."
            }
            Self::StakeholderProfile => {
                "You can only win over people whose concern you know. Note what matters to them, where they stand and when they come in."
            }
            Self::StakeholderObjector => {
                "An objection is answered before the decision or it decides. Plan with each doubtful person what happens and by when."
            }
            Self::StakeholderWeakChampion => {
                "A liaison cannot decide alone. The plan has to bring in the person who can, on a day that both sides know."
            }
            Self::StakeholderSingleThread => {
                "A plan that hangs on one person stops when that person is away. Spread the work over those who decide."
            }
            Self::ProcurementEngaged => {
                "Procurement that comes in at the end starts its process at the end. Ask at the start whether it takes part, and give it a milestone."
            }
            Self::RiskRegister => {
                "Ask of each milestone what could stop it. A risk that is written down can be worked on before it happens."
            }
            Self::RiskMitigated => "A risk without a remedy, a person and a day is only a worry.",
            Self::SignOffDone => {
                "Signing turns a suggestion into an agreement. Ask for it as soon as both sides have gone through the dates."
            }
            Self::SignOffResisted => {
                "Who hesitates to sign a plan is not as ready as the dates say. Find out what stands in the way."
            }
            Self::ReviewFresh => {
                "A plan that nobody goes through turns into history. A short look together every week keeps it true."
            }
            Self::ReviewSlipsSurfaced => {
                "A date that passed in silence is a false promise. Name the slip and agree on a new day, and let the buyer decide how."
            }
            Self::CommitmentBuyer => {
                "A buyer who does not open the plan is telling you something. Ask what has changed before the dates do."
            }
        }
    }

    /// The part of the method it comes from.
    #[must_use]
    pub const fn source(self) -> &'static str {
        match self {
            Self::PlanShared => "Anti-pattern 2: the invisible plan",
            Self::MutualBalance | Self::MutualBothSides => "Principle 1: mutual means mutual",
            Self::MilestoneNotATask | Self::MilestoneBuyerFocused => "Principle 2: milestones, not tasks",
            Self::MilestoneCount | Self::MilestoneSpacing | Self::MilestoneReviewTime => {
                "Phase 2: milestones with the buyer"
            }
            Self::MilestoneDatedAndOwned => "Quality checklist: specific dates",
            Self::TimelineBuyerAnchor | Self::TimelineNotOurQuarter | Self::TimelineGapShown => {
                "Principle 3: the buyer's timeline first"
            }
            Self::TimelineFeasible => "Anti-pattern 3: the optimistic timeline",
            Self::AssumptionPresent | Self::AssumptionBroken | Self::AssumptionResolve => {
                "Principle 4: assumptions written down"
            }
            Self::StakeholderCoverage | Self::StakeholderProfile | Self::StakeholderObjector => {
                "Phase 1: stakeholder mapping"
            }
            Self::StakeholderWeakChampion | Self::StakeholderSingleThread => "Pre-work: how strong the champion is",
            Self::ProcurementEngaged => "Anti-pattern 4: the missing stakeholder",
            Self::RiskRegister | Self::RiskMitigated => "Phase 3: risks and mitigation",
            Self::SignOffDone => "Phase 4: signed by both sides",
            Self::SignOffResisted | Self::CommitmentBuyer => "Principle 5: a plan qualifies the deal",
            Self::ReviewFresh => "Anti-pattern 5: set and forget",
            Self::ReviewSlipsSurfaced => "Phase 5: progress and renegotiation",
        }
    }

    /// What to do about it next, for a plan that is still being made.
    #[must_use]
    pub const fn next_step(self) -> &'static str {
        match self {
            Self::PlanShared => "Share the draft with your champion and finish it together",
            Self::MutualBalance => "Agree with the buyer on what they will do",
            Self::MutualBothSides => "Give each milestone an action of each side",
            Self::MilestoneCount => "Walk through the buyer's process up to the signature: six to eight milestones",
            Self::MilestoneNotATask => "Word milestones as results that both sides can see",
            Self::MilestoneBuyerFocused => "Word milestones as what happens at the buyer",
            Self::MilestoneDatedAndOwned => "Give each milestone a date and an owner",
            Self::MilestoneSpacing => "Ask how long each step really takes",
            Self::MilestoneReviewTime => "Ask procurement and legal how long a review takes",
            Self::TimelineBuyerAnchor => "Ask for the buyer's hard date: budget, board meeting, end of a contract",
            Self::TimelineNotOurQuarter => "Ask which date of the buyer's calendar decides",
            Self::TimelineGapShown => "Say why the close date and the plan differ",
            Self::TimelineFeasible => "Shorten the work or move the date until it fits",
            Self::AssumptionPresent => "Write down what each milestone assumes",
            Self::AssumptionBroken => "Agree on a new date or another way",
            Self::AssumptionResolve => "Ask whether what you assume holds",
            Self::StakeholderCoverage => "Name everyone who evaluates, approves or uses it",
            Self::StakeholderProfile => "Note what matters to each person and where they stand",
            Self::StakeholderObjector => "Plan how to win over those who doubt",
            Self::StakeholderWeakChampion => "Bring in the person who decides",
            Self::StakeholderSingleThread => "Spread the buyer's work over several people",
            Self::ProcurementEngaged => "Ask whether procurement takes part, and how long it takes",
            Self::RiskRegister => "Ask of each milestone what could stop it",
            Self::RiskMitigated => "Give each risk a remedy, a person and a day",
            Self::SignOffDone => "Ask both sides to sign",
            Self::SignOffResisted => "Find out what stands in the way of signing",
            Self::ReviewFresh => "Go through the plan together",
            Self::ReviewSlipsSurfaced => "Agree on new dates for what is late",
            Self::CommitmentBuyer => "Ask the buyer to open the plan",
        }
    }
}
