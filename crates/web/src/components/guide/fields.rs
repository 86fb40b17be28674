//! Choices as buttons of which one is on, and a number of days.

use crate::components::ui::{Checkbox, Fault, Field, unique_id};
use leptos::prelude::*;
use tandem_shared::guide::ProcurementNeed;

/// A word with what it means, and more about it.
pub type Choice = (&'static str, &'static str, &'static str);

/// One of a few, all of them on the screen.
#[component]
pub fn Choices(
    /// What it asks for.
    #[prop(into)]
    legend: String,
    /// The question is the page's heading already.
    #[prop(optional)]
    hide_legend: bool,
    /// The chosen one's word.
    value: RwSignal<String>,
    /// Each with its text.
    choices: Vec<Choice>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let (name, fault) = (unique_id("choice"), Fault::of(error));
    let choose = move |word: &str| {
        fault.mend();
        value.set(word.to_owned());
    };
    let of = |(word, label, more): Choice| {
        let checked = move || value.with(|v| v == word);
        view! {
            <label class="guide-choice">
                <input type="radio" class="radio radio-sm" name=name.clone() value=word prop:checked=checked on:change=move |_| choose(word) />
                <span>{label}{(!more.is_empty()).then(|| view! { <small>{more}</small> })}</span>
            </label>
        }
    };
    view! {
        <fieldset class="field">
            <legend class=if hide_legend { "sr-only" } else { "field-label" }>{legend}</legend>
            <div class="guide-choices">{choices.into_iter().map(of).collect_view()}</div>
            <p class="field-note" class:field-error=fault.is_there role="alert">{fault.words}</p>
        </fieldset>
    }
}

/// A number of working days.
#[component]
pub fn DaysField(
    /// What it asks for.
    label: &'static str,
    /// The digits.
    value: RwSignal<String>,
    /// What is taken when it stays empty.
    hint: &'static str,
    /// What is wrong with it.
    #[prop(into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    view! { <Field label=label value=value inputmode="numeric" hint=hint optional=true error=error /> }
}

const NEEDS: [(ProcurementNeed, &str); 5] = [
    (ProcurementNeed::ContractReview, "A review of the contract"),
    (ProcurementNeed::SecurityQuestionnaire, "A security questionnaire"),
    (ProcurementNeed::References, "Reference customers"),
    (ProcurementNeed::VendorRegistration, "Registration as vendor"),
    (ProcurementNeed::Insurance, "Proof of insurance"),
];

/// What procurement asks for.
#[component]
pub fn Needs(
    /// The ticked ones.
    needs: RwSignal<Vec<ProcurementNeed>>,
) -> impl IntoView {
    let of = move |(need, label): (ProcurementNeed, &'static str)| {
        let toggle = move |on: bool| {
            needs.update(|all| {
                all.retain(|n| *n != need);
                if on {
                    all.push(need);
                }
            });
        };
        view! { <Checkbox label=label checked=Signal::derive(move || needs.with(|all| all.contains(&need))) on_change=toggle /> }
    };
    view! {
        <fieldset class="field">
            <legend class="field-label">"What will they need from you?"</legend>
            <div class="guide-ticks">{NEEDS.into_iter().map(of).collect_view()}</div>
        </fieldset>
    }
}
