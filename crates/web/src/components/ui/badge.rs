//! Small marks that say what state something is in: always with words, never by colour alone.

use super::{Icon, IconName};
use leptos::prelude::*;
use tandem_shared::{plan::PlanHealth, stakeholder::Side};

/// What a mark means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Nothing in particular.
    #[default]
    Neutral,
    /// Good.
    Good,
    /// Look here.
    Warning,
    /// Wrong.
    Bad,
    /// Worth knowing.
    Info,
}

impl Tone {
    const fn class(self) -> &'static str {
        match self {
            Self::Neutral => "badge badge-sm mark-neutral",
            Self::Good => "badge badge-sm mark-good",
            Self::Warning => "badge badge-sm mark-warning",
            Self::Bad => "badge badge-sm mark-bad",
            Self::Info => "badge badge-sm mark-info",
        }
    }
}

/// A word in a box.
#[component]
pub fn Badge(
    /// The word.
    #[prop(into)]
    text: Signal<String>,
    /// What it means.
    #[prop(optional, into)]
    tone: Signal<Tone>,
    /// Before the word.
    #[prop(optional)]
    icon: Option<IconName>,
) -> impl IntoView {
    view! {
        <span class=move || tone.get().class()>
            {icon.map(|name| view! { <Icon name=name /> })} {move || text.get()}
        </span>
    }
}

/// A plan's health: a dot and a word.
#[component]
pub fn HealthMark(
    /// The health.
    #[prop(into)]
    health: Signal<PlanHealth>,
) -> impl IntoView {
    view! {
        <span class="health">
            <span
                class=move || match health.get() {
                    PlanHealth::NotStarted => "dot dot-neutral",
                    PlanHealth::OnTrack => "dot dot-good",
                    PlanHealth::AtRisk => "dot dot-warning",
                    PlanHealth::Stalled => "dot dot-bad",
                }
                aria-hidden="true"
            ></span>
            {move || crate::format::sentence(health.get().as_str())}
        </span>
    }
}

/// Whose it is: *Buyer*, *Seller*, *Both*, or the company's name.
#[component]
pub fn SidePill(
    /// The side.
    side: Side,
    /// The company's name; the side's word when empty.
    #[prop(optional, into)]
    name: String,
) -> impl IntoView {
    let (class, word) = match side {
        Side::Buyer => ("side side-buyer", "Buyer"),
        Side::Seller => ("side side-seller", "Seller"),
        Side::Joint => ("side side-joint", "Both"),
    };
    view! { <span class=class>{if name.is_empty() { word.to_owned() } else { name }}</span> }
}
