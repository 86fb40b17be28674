//! Faces: initials on the colour of the side.

use leptos::prelude::*;
use tandem_shared::{initials::initials, stakeholder::Side};

const fn class(side: Side) -> &'static str {
    match side {
        Side::Buyer => "avatar-mark avatar-buyer",
        Side::Seller => "avatar-mark avatar-seller",
        Side::Joint => "avatar-mark avatar-joint",
    }
}

/// A person's initials; the name is read out and shown on hover.
#[component]
pub fn Avatar(
    /// Full name.
    #[prop(into)]
    name: String,
    /// Decides the colour.
    side: Side,
    /// The name stands beside it, so it need not be read out.
    #[prop(optional)]
    beside_name: bool,
) -> impl IntoView {
    view! {
        <span
            class=class(side)
            title=name.clone()
            role=(!beside_name).then_some("img")
            aria-label=(!beside_name).then(|| name.clone())
            aria-hidden=beside_name.then_some("true")
        >
            {initials(&name, crate::browser::upper)}
        </span>
    }
}

/// A company's initials, square.
#[component]
pub fn CompanyMark(
    /// The company's name.
    #[prop(into)]
    name: String,
    /// Decides the colour.
    side: Side,
) -> impl IntoView {
    view! {
        <span class=format!("{} avatar-company", class(side)) title=name.clone() role="img" aria-label=name.clone()>
            {initials(&name, crate::browser::upper)}
        </span>
    }
}
