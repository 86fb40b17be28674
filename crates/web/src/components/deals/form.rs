//! The form of a new deal.

use crate::components::ui::{Button, DateField, DialogFoot, Field, Form, FormRow, Kind, Select, TextArea};
use leptos::prelude::*;
use tandem_shared::{
    day::Day,
    deal::{BudgetStatus, NewDeal},
    error::{Input, Problems},
};

/// What a person typed.
#[derive(Clone, Copy)]
pub struct DealDraft {
    name: RwSignal<String>,
    account_name: RwSignal<String>,
    account_domain: RwSignal<String>,
    product: RwSignal<String>,
    stage_id: RwSignal<String>,
    amount: RwSignal<String>,
    currency: RwSignal<String>,
    close: RwSignal<Option<Day>>,
    current_state: RwSignal<String>,
    desired_state: RwSignal<String>,
}

impl DealDraft {
    /// An empty one in this currency.
    #[must_use]
    pub fn new(currency: &str) -> Self {
        let text = || RwSignal::new(String::new());
        Self {
            name: text(),
            account_name: text(),
            account_domain: text(),
            product: text(),
            stage_id: text(),
            amount: text(),
            currency: RwSignal::new(currency.to_owned()),
            close: RwSignal::new(None),
            current_state: text(),
            desired_state: text(),
        }
    }

    /// What is sent.
    ///
    /// # Errors
    /// What is wrong with the amount, the one field that is read here.
    pub fn read(self) -> Result<NewDeal, String> {
        let currency = self.currency.get_untracked().trim().to_uppercase();
        let amount = self.amount.get_untracked();
        let amount = match amount.trim() {
            "" => None,
            text => Some(crate::format::parse_amount(text, &currency).ok_or("Write an amount such as 48000.")?),
        };
        let mut deal = NewDeal {
            name: self.name.get_untracked(),
            account_name: self.account_name.get_untracked(),
            account_domain: self.account_domain.get_untracked(),
            product: self.product.get_untracked(),
            stage_id: self.stage_id.get_untracked().parse().ok(),
            owner_id: None,
            amount,
            currency: (!currency.is_empty()).then_some(currency),
            seller_close_date: self.close.get_untracked(),
            budget_status: None::<BudgetStatus>,
            current_state: self.current_state.get_untracked(),
            desired_state: self.desired_state.get_untracked(),
            refs: Vec::new(),
        };
        // Tidies; what is wrong is said by the service, once and in one place.
        deal.check(&mut Problems::default());
        Ok(deal)
    }
}

/// The fields of a new deal and its buttons.
#[component]
pub fn DealForm(
    /// What is typed.
    draft: DealDraft,
    /// Value and text of each open stage.
    #[prop(into)]
    stages: Signal<Vec<(String, String)>>,
    /// What is wrong with a field.
    error_of: Callback<&'static str, Option<String>>,
    /// What is wrong with the whole.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// It is being sent.
    #[prop(into)]
    busy: Signal<bool>,
    /// Sends it.
    #[prop(into)]
    on_submit: Callback<()>,
    /// Sends it, and goes on to the deal's plan.
    #[prop(into)]
    on_plan: Callback<()>,
    /// Gives up.
    #[prop(into)]
    on_cancel: Callback<()>,
) -> impl IntoView {
    let at = move |pointer: &'static str| Signal::derive(move || error_of.run(pointer));
    view! {
        <Form on_submit=on_submit error=error>
            <Field label="Deal" value=draft.name focus=true hint="As both companies would call it, such as Analytics rollout." error=at("/name") />
            <FormRow>
                <Field label="Buying company" value=draft.account_name autocomplete="off" error=at("/account_name") />
                <Field label="Its domain" value=draft.account_domain placeholder="nimbus.example" optional=true error=at("/account_domain") />
                <Field label="Product" value=draft.product optional=true error=at("/product") />
                <Select label="Stage" value=draft.stage_id options=stages error=at("/stage_id") />
                <Field label="Amount" value=draft.amount inputmode="decimal" optional=true error=at("/amount") />
                <Field label="Currency" value=draft.currency error=at("/currency") />
            </FormRow>
            <DateField label="Expected signature" value=draft.close optional=true hint="What your CRM says. Buyers never see it." error=at("/seller_close_date") />
            <TextArea label="Where the buyer is today" value=draft.current_state optional=true rows=2 error=at("/current_state") />
            <TextArea label="What the buyer wants to reach" value=draft.desired_state optional=true rows=2 error=at("/desired_state") />
            <DialogFoot>
                <Button kind=Kind::Ghost on_click=move |_| on_cancel.run(())>"Cancel"</Button>
                <Button busy=busy on_click=move |_| on_plan.run(())>"Make the deal and plan it"</Button>
                <Button kind=Kind::Primary submit=true busy=busy>"Make the deal"</Button>
            </DialogFoot>
        </Form>
    }
}
