//! The words that the five questions are answered with.

use crate::words::words;

words! {
    /// What is known of a role.
    RoleState {
        /// Somebody has it.
        Known = "known",
        /// Nobody knows yet who has it.
        Unknown = "unknown",
        /// This purchase does without it.
        NotNeeded = "not_needed",
    }
}

words! {
    /// What the buyer's hard date is.
    HardDateKind {
        /// A board, or another body that decides, meets.
        BoardMeeting = "board_meeting",
        /// A budget must be spent or asked for by then.
        BudgetCycle = "budget_cycle",
        /// A fiscal year or quarter ends.
        FiscalYear = "fiscal_year",
        /// The solution must be in use: the signature is needed earlier, by the time the implementation takes.
        GoLive = "go_live",
        /// A contract in force ends.
        ContractEnd = "contract_end",
    }
}

words! {
    /// Whether procurement takes part.
    Involvement {
        /// Nobody has asked yet.
        Unknown = "unknown",
        /// It has begun.
        Involved = "involved",
        /// It will take part and has not begun.
        NotYet = "not_yet",
        /// It was asked, and it does not.
        NotNeeded = "not_needed",
    }
}

words! {
    /// What procurement asks for.
    ProcurementNeed {
        /// Its review of the contract.
        ContractReview = "contract_review",
        /// A security questionnaire.
        SecurityQuestionnaire = "security_questionnaire",
        /// Customers it can ask.
        References = "references",
        /// The vendor's entry in its register.
        VendorRegistration = "vendor_registration",
        /// Proof of insurance.
        Insurance = "insurance",
    }
}

words! {
    /// When budgets are decided.
    BudgetRhythm {
        /// Nobody has asked yet.
        Unknown = "unknown",
        /// Whenever they are asked for.
        AnyTime = "any_time",
        /// In a meeting each month.
        Monthly = "monthly",
        /// In one meeting a quarter.
        Quarterly = "quarterly",
    }
}
