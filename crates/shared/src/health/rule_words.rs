//! What each rule is called, why it is there, where it comes from and what to do next: the words people read.

use super::rule::Rule;

/// The words of a rule.
struct Words {
    title: &'static str,
    why: &'static str,
    source: &'static str,
    next_step: &'static str,
}

const NONE: Words = Words { title: "", why: "", source: "", next_step: "" };

/// The words of each rule, in the order of the rules; a test holds that none is missing.
const WORDS: [Words; 29] = [
    // PlanShared
    Words {
        title: "The plan is shared with a buyer",
        why: "A plan the buyer has never seen binds nobody. Share it while it is still a draft and finish it together.",
        source: "Anti-pattern 2: the invisible plan",
        next_step: "Share the draft with your champion and finish it together",
    },
    // MutualBalance
    Words {
        title: "Both sides carry their part",
        why: "A plan that one side works through is a wish list. Both sides commit to about as much, or the date slips.",
        source: "Principle 1: mutual means mutual",
        next_step: "Agree with the buyer on what they will do",
    },
    // MutualBothSides
    Words {
        title: "Each milestone has work on both sides",
        why: "A milestone is reached together: where one side has nothing to do, it has nothing at stake.",
        source: "Principle 1: mutual means mutual",
        next_step: "Give each milestone an action of each side",
    },
    // MilestoneCount
    Words {
        title: "Six to eight milestones lead to the signature",
        why: "With fewer steps the buyer's process stays in the dark, with more the plan becomes a task list. Six to eight is what both sides can keep in mind.",
        source: "Phase 2: milestones with the buyer",
        next_step: "Walk through the buyer's process up to the signature: six to eight milestones",
    },
    // MilestoneNotATask
    Words {
        title: "Milestones are results, not activities",
        why: "A milestone is a state that both sides can see is reached. What somebody does to get there is an action below it.",
        source: "Principle 2: milestones, not tasks",
        next_step: "Word milestones as results that both sides can see",
    },
    // MilestoneBuyerFocused
    Words {
        title: "Milestones name what happens at the buyer",
        why: "Progress is what happens at the buyer: an approval, a decision, a signature. What the seller sends is work on the way.",
        source: "Principle 2: milestones, not tasks",
        next_step: "Word milestones as what happens at the buyer",
    },
    // MilestoneDatedAndOwned
    Words {
        title: "Milestones have a date and an owner",
        why: "Without a day and a person it is an intention. A date from the buyer's process and a name make it a commitment.",
        source: "Quality checklist: specific dates",
        next_step: "Give each milestone a date and an owner",
    },
    // MilestoneSpacing
    Words {
        title: "Milestones are spaced by the work they take",
        why: "Evenly spread dates are a sign that nobody asked how long things take. Meetings, reviews and budgets have their own rhythm.",
        source: "Phase 2: milestones with the buyer",
        next_step: "Ask how long each step really takes",
    },
    // MilestoneReviewTime
    Words {
        title: "Procurement and legal have the time they need",
        why: "Procurement usually takes 5 to 7 working days and legal 7 to 10. Less is possible if they said so themselves; then note why.",
        source: "Phase 2: milestones with the buyer",
        next_step: "Ask procurement and legal how long a review takes",
    },
    // TimelineBuyerAnchor
    Words {
        title: "The buyer's hard date leads the plan",
        why: "Start from the date the buyer cannot move and work backward. A plan that ends after it, or does not know it, rests on hope.",
        source: "Principle 3: the buyer's timeline first",
        next_step: "Ask for the buyer's hard date: budget, board meeting, end of a contract",
    },
    // TimelineNotOurQuarter
    Words {
        title: "The signature follows the buyer's calendar",
        why: "The end of the seller's quarter is no reason for a buyer to sign. A date that follows nothing in their calendar will move.",
        source: "Principle 3: the buyer's timeline first",
        next_step: "Ask which date of the buyer's calendar decides",
    },
    // TimelineGapShown
    Words {
        title: "The gap to the seller's close date is explained",
        why: "When the forecast and the plan name different days, say so openly. A hidden gap becomes a surprise for both sides.",
        source: "Principle 3: the buyer's timeline first",
        next_step: "Say why the close date and the plan differ",
    },
    // TimelineFeasible
    Words {
        title: "The work fits before the hard date",
        why: "Optimistic dates cost more trust than late ones. If the work does not fit, shorten it or move the date now.",
        source: "Anti-pattern 3: the optimistic timeline",
        next_step: "Shorten the work or move the date until it fits",
    },
    // AssumptionPresent
    Words {
        title: "Milestones say what they assume",
        why: "A date holds only if something else does. Written down, the assumption shows the risk while there is time.",
        source: "Principle 4: assumptions written down",
        next_step: "Write down what each milestone assumes",
    },
    // AssumptionBroken
    Words {
        title: "What was assumed still holds",
        why: "When what a date rested on is gone, the date is gone too. Agree on a new one or on another way.",
        source: "Principle 4: assumptions written down",
        next_step: "Agree on a new date or another way",
    },
    // AssumptionResolve
    Words {
        title: "Assumptions are settled before the date",
        why: "An open question in the last days before a date is a risk nobody has taken. Ask now, while the date can still be kept.",
        source: "Principle 4: assumptions written down",
        next_step: "Ask whether what you assume holds",
    },
    // StakeholderCoverage
    Words {
        title: "Every role of the decision is filled",
        why: "Deals fail late over people nobody had on the list. Name each role, or make finding the person a milestone.",
        source: "Phase 1: stakeholder mapping",
        next_step: "Name everyone who evaluates, approves or uses it",
    },
    // StakeholderProfile
    Words {
        title: "The buyer's people are known",
        why: "You can only win over people whose concern you know. Note what matters to them, where they stand and when they come in.",
        source: "Phase 1: stakeholder mapping",
        next_step: "Note what matters to each person and where they stand",
    },
    // StakeholderObjector
    Words {
        title: "Objectors are engaged by a date",
        why: "An objection is answered before the decision or it decides. Plan with each doubtful person what happens and by when.",
        source: "Phase 1: stakeholder mapping",
        next_step: "Plan how to win over those who doubt",
    },
    // StakeholderWeakChampion
    Words {
        title: "A decision maker takes part",
        why: "A liaison cannot decide alone. The plan has to bring in the person who can, on a day that both sides know.",
        source: "Pre-work: how strong the champion is",
        next_step: "Bring in the person who decides",
    },
    // StakeholderSingleThread
    Words {
        title: "More than one buyer carries the plan",
        why: "A plan that hangs on one person stops when that person is away. Spread the work over those who decide.",
        source: "Pre-work: how strong the champion is",
        next_step: "Spread the buyer's work over several people",
    },
    // ProcurementEngaged
    Words {
        title: "Procurement takes part in time",
        why: "Procurement that comes in at the end starts its process at the end. Ask at the start whether it takes part, and give it a milestone.",
        source: "Anti-pattern 4: the missing stakeholder",
        next_step: "Ask whether procurement takes part, and how long it takes",
    },
    // RiskRegister
    Words {
        title: "Risks of the coming weeks are considered",
        why: "Ask of each milestone what could stop it. A risk that is written down can be worked on before it happens.",
        source: "Phase 3: risks and mitigation",
        next_step: "Ask of each milestone what could stop it",
    },
    // RiskMitigated
    Words {
        title: "Every open risk has an answer",
        why: "A risk without a remedy, a person and a day is only a worry.",
        source: "Phase 3: risks and mitigation",
        next_step: "Give each risk a remedy, a person and a day",
    },
    // SignOffDone
    Words {
        title: "Both sides signed the plan",
        why: "Signing turns a suggestion into an agreement. Ask for it as soon as both sides have gone through the dates.",
        source: "Phase 4: signed by both sides",
        next_step: "Ask both sides to sign",
    },
    // SignOffResisted
    Words {
        title: "The request for signatures is answered",
        why: "Who hesitates to sign a plan is not as ready as the dates say. Find out what stands in the way.",
        source: "Principle 5: a plan qualifies the deal",
        next_step: "Find out what stands in the way of signing",
    },
    // ReviewFresh
    Words {
        title: "The plan is reviewed regularly",
        why: "A plan that nobody goes through turns into history. A short look together every week keeps it true.",
        source: "Anti-pattern 5: set and forget",
        next_step: "Go through the plan together",
    },
    // ReviewSlipsSurfaced
    Words {
        title: "Every slip has a new date",
        why: "A date that passed in silence is a false promise. Name the slip and agree on a new day, and let the buyer decide how.",
        source: "Phase 5: progress and renegotiation",
        next_step: "Agree on new dates for what is late",
    },
    // CommitmentBuyer
    Words {
        title: "The buyer works in the plan",
        why: "A buyer who does not open the plan is telling you something. Ask what has changed before the dates do.",
        source: "Principle 5: a plan qualifies the deal",
        next_step: "Ask the buyer to open the plan",
    },
];

impl Rule {
    fn words(self) -> &'static Words {
        WORDS.get(self as usize).unwrap_or(&NONE)
    }

    /// What holds when it holds, in one short sentence.
    #[must_use]
    pub fn title(self) -> &'static str {
        self.words().title
    }

    /// The principle behind it, in one or two sentences.
    #[must_use]
    pub fn why(self) -> &'static str {
        self.words().why
    }

    /// The part of the method it comes from.
    #[must_use]
    pub fn source(self) -> &'static str {
        self.words().source
    }

    /// What to do about it next, for a plan that is still being made.
    #[must_use]
    pub fn next_step(self) -> &'static str {
        self.words().next_step
    }
}
