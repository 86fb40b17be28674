//! The second question: who is involved. A row for each of the eight roles.

use super::{known::Person, talk::Talk};
use crate::components::ui::{Field, FormRow, Select};
use leptos::prelude::*;
use tandem_shared::{
    guide::{RoleState, role_name},
    stakeholder::{BuyIn, StakeholderRole as R},
};

/// What a role does in the decision.
const fn part(role: R) -> &'static str {
    match role {
        R::Champion => "Wants this to happen and speaks for it",
        R::EconomicBuyer => "Controls the budget",
        R::TechnicalBuyer => "Validates that the solution works",
        R::Procurement => "Approves the vendor and the terms",
        R::Legal => "Reviews the agreement",
        R::ImplementationLead => "Owns the integration plan",
        R::ExecutiveSponsor => "Approves as an executive",
        _ => "Will work with it",
    }
}

/// A role's name with a capital letter.
pub(super) fn title(role: R) -> String {
    crate::format::sentence(&role_name(role).replace(' ', "_"))
}

pub(super) fn buy_ins() -> Vec<(String, String)> {
    let word = |b: &BuyIn| match b {
        BuyIn::Unknown => "Not known yet",
        BuyIn::Onboard => "Already on board",
        BuyIn::Neutral => "Neutral",
        BuyIn::NeedsConvincing => "Needs convincing",
        BuyIn::LikelyObjector => "Likely objector",
    };
    BuyIn::ALL.iter().map(|b| (b.to_string(), word(b).to_owned())).collect()
}

fn states(role: R) -> Vec<(String, String)> {
    let mut all = vec![(RoleState::Unknown, "Not known yet"), (RoleState::Known, "Known")];
    // Somebody always speaks for a purchase, and somebody always pays.
    if !matches!(role, R::Champion | R::EconomicBuyer) {
        all.push((RoleState::NotNeeded, "Not needed here"));
    }
    all.into_iter().map(|(state, text)| (state.to_string(), text.to_owned())).collect()
}

/// The eight roles.
pub(super) fn people(talk: Talk) -> AnyView {
    let rows = talk.people.with_value(|all| all.iter().enumerate().map(|(n, p)| row(talk, n, *p)).collect_view());
    view! { <div class="guide-roles">{rows}</div> }.into_any()
}

fn row(talk: Talk, n: usize, person: Person) -> impl IntoView {
    let name = title(person.role);
    let at = move |field: &str| talk.error(format!("/roles/{n}/{field}"));
    view! {
        <fieldset class="guide-role" data-known=move || person.is_known().to_string()>
            <legend>{name.clone()}</legend>
            <p class="help">{part(person.role)}</p>
            <Select label=format!("{name}: what is known") hide_label=true value=person.state options=states(person.role) error=at("state") />
            {move || person.is_known().then(|| view! { <div class="guide-person">{details(talk, n, person, true)}</div> })}
        </fieldset>
    }
}

/// Name, job title, address and more of a person who is known.
pub(super) fn details(talk: Talk, n: usize, person: Person, whole: bool) -> AnyView {
    let at = move |field: &str| talk.error(format!("/roles/{n}/{field}"));
    view! {
        <FormRow>
            <Field label="Name" value=person.name error=at("name") />
            <Field label="Job title" value=person.title optional=true error=at("title") />
            <Field label="E-mail" kind="email" value=person.email optional=true error=at("email") />
            {whole.then(|| view! { <Select label="Buy-in" value=person.buy_in options=buy_ins() error=at("buy_in") /> })}
        </FormRow>
        {whole.then(|| view! { <Field label="Primary concern" value=person.concern optional=true hint="Speed, security, return, ease? Buyers never see it." error=at("concern") /> })}
    }
    .into_any()
}
