//! The facts of a deal that are edited in place: their names, how they are read, and the patch that a changed one makes. Pure.

use crate::format;
use tandem_shared::{
    deal::{BudgetStatus, Deal, DealPatch},
    patch::Patch,
};

/// One fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fact {
    /// The deal's name.
    Name,
    /// The buying company.
    AccountName,
    /// Its domain.
    AccountDomain,
    /// What is sold.
    Product,
    /// The stage.
    Stage,
    /// Who owns it.
    Owner,
    /// The amount.
    Amount,
    /// When the CRM expects the signature.
    CloseDate,
    /// How far the budget is.
    Budget,
    /// Where the buyer is.
    CurrentState,
    /// Where the buyer wants to be.
    DesiredState,
}

/// How a fact is edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Editor {
    /// One line.
    Line,
    /// Several lines.
    Prose,
    /// A date.
    Date,
    /// One of several.
    Choice,
}

impl Fact {
    /// Those of the first panel.
    pub const FACTS: [Self; 9] = [
        Self::Name,
        Self::AccountName,
        Self::AccountDomain,
        Self::Product,
        Self::Stage,
        Self::Owner,
        Self::Amount,
        Self::CloseDate,
        Self::Budget,
    ];
    /// Those of the business context.
    pub const CONTEXT: [Self; 2] = [Self::CurrentState, Self::DesiredState];

    /// Its name.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Name => "Deal",
            Self::AccountName => "Buying company",
            Self::AccountDomain => "Domain",
            Self::Product => "Product",
            Self::Stage => "Stage",
            Self::Owner => "Owner",
            Self::Amount => "Amount",
            Self::CloseDate => "Signature in CRM",
            Self::Budget => "Buyer's budget",
            Self::CurrentState => "Where the buyer is today",
            Self::DesiredState => "What the buyer wants to reach",
        }
    }

    /// Where the service points when it is wrong.
    #[must_use]
    pub const fn pointer(self) -> &'static str {
        match self {
            Self::Name => "/name",
            Self::AccountName => "/account_name",
            Self::AccountDomain => "/account_domain",
            Self::Product => "/product",
            Self::Stage => "/stage_id",
            Self::Owner => "/owner_id",
            Self::Amount => "/amount",
            Self::CloseDate => "/seller_close_date",
            Self::Budget => "/budget_status",
            Self::CurrentState => "/current_state",
            Self::DesiredState => "/desired_state",
        }
    }

    /// How it is edited.
    #[must_use]
    pub const fn editor(self) -> Editor {
        match self {
            Self::CurrentState | Self::DesiredState => Editor::Prose,
            Self::CloseDate => Editor::Date,
            Self::Stage | Self::Owner | Self::Budget => Editor::Choice,
            _ => Editor::Line,
        }
    }

    /// Its value as it is edited.
    #[must_use]
    pub fn draft(self, deal: &Deal) -> String {
        match self {
            Self::Name => deal.name.clone(),
            Self::AccountName => deal.account_name.clone(),
            Self::AccountDomain => deal.account_domain.clone(),
            Self::Product => deal.product.clone(),
            Self::Stage => deal.stage_id.to_string(),
            Self::Owner => deal.owner_id.to_string(),
            Self::Amount => deal.amount.map(|a| format::amount_text(a, &deal.currency)).unwrap_or_default(),
            Self::CloseDate => deal.seller_close_date.map(|d| d.to_string()).unwrap_or_default(),
            Self::Budget => deal.budget_status.as_str().to_owned(),
            Self::CurrentState => deal.current_state.clone(),
            Self::DesiredState => deal.desired_state.clone(),
        }
    }

    /// The patch that sets it to what was typed.
    ///
    /// # Errors
    /// What is wrong with what was typed, where only this page can tell.
    pub fn patch(self, typed: &str, currency: &str) -> Result<DealPatch, String> {
        let mut patch = DealPatch::default();
        let text = typed.trim().to_owned();
        match self {
            Self::Name => patch.name = Some(text),
            Self::AccountName => patch.account_name = Some(text),
            Self::AccountDomain => patch.account_domain = Some(text),
            Self::Product => patch.product = Some(text),
            Self::Stage => patch.stage_id = Some(text.parse().map_err(|_| "Choose a stage.")?),
            Self::Owner => patch.owner_id = Some(text.parse().map_err(|_| "Choose an owner.")?),
            Self::Amount if text.is_empty() => patch.amount = Patch::Null,
            Self::Amount => {
                patch.amount =
                    Patch::Value(format::parse_amount(&text, currency).ok_or("Write an amount such as 48000.")?);
            }
            Self::CloseDate if text.is_empty() => patch.seller_close_date = Patch::Null,
            Self::CloseDate => patch.seller_close_date = Patch::Value(text.parse().map_err(|_| "Choose a date.")?),
            Self::Budget => patch.budget_status = BudgetStatus::from_word(&text),
            Self::CurrentState => patch.current_state = Some(text),
            Self::DesiredState => patch.desired_state = Some(text),
        }
        Ok(patch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_fact_patches_itself_and_nothing_else() {
        let json = |fact: Fact, typed: &str| serde_json::to_string(&fact.patch(typed, "EUR").unwrap()).unwrap();
        assert_eq!(json(Fact::Name, " Rollout "), r#"{"name":"Rollout"}"#);
        assert_eq!(json(Fact::Amount, "48,000"), r#"{"amount":4800000}"#);
        assert_eq!(json(Fact::Amount, ""), r#"{"amount":null}"#);
        assert_eq!(json(Fact::CloseDate, "2026-03-31"), r#"{"seller_close_date":"2026-03-31"}"#);
        assert_eq!(json(Fact::CloseDate, ""), r#"{"seller_close_date":null}"#);
        assert_eq!(json(Fact::Budget, "approved"), r#"{"budget_status":"approved"}"#);
    }

    #[test]
    fn what_is_no_amount_is_said_before_it_is_sent() {
        assert!(Fact::Amount.patch("a lot", "EUR").is_err());
        assert!(Fact::Stage.patch("", "EUR").is_err());
    }
}
