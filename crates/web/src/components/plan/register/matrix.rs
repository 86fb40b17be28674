//! How likely against how much: where the open risks lie. A table, so that it is read out and walked through like one; words stand beside every colour.

use super::super::judge::Judge;
use crate::components::ui;
use leptos::prelude::*;
use tandem_shared::risk::{IMPACT_HIGH, Probability, Risk, RiskStatus};

/// From this many working days on, an impact counts as medium.
const IMPACT_MEDIUM: i32 = 5;

/// How much a delay weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Impact {
    Low,
    Medium,
    High,
}

const IMPACTS: [(Impact, &str); 3] =
    [(Impact::Low, "Under 5 working days"), (Impact::Medium, "5 to 9"), (Impact::High, "10 and more")];

const fn impact(days: i32) -> Impact {
    match days {
        IMPACT_HIGH.. => Impact::High,
        IMPACT_MEDIUM..IMPACT_HIGH => Impact::Medium,
        _ => Impact::Low,
    }
}

/// What a place in the matrix means: a word and its colour.
const fn weight(probability: Probability, impact: Impact) -> (&'static str, &'static str) {
    match (probability, impact) {
        (Probability::High, Impact::Medium | Impact::High) | (Probability::Medium, Impact::High) => {
            ("High", "mark-bad")
        }
        (Probability::Low, Impact::Low | Impact::Medium) | (Probability::Medium, Impact::Low) => ("Low", "mark-good"),
        _ => ("Medium", "mark-warning"),
    }
}

/// Whether it lies in the matrix: what may still come, and what came.
fn counts(risk: &Risk) -> bool {
    matches!(risk.status, RiskStatus::Open | RiskStatus::Occurred)
}

/// The matrix.
pub(super) fn matrix(judge: Judge) -> AnyView {
    let open =
        Memo::new(move |_| judge.plan.with(|p| p.risks.iter().filter(|r| counts(r)).cloned().collect::<Vec<_>>()));
    let heads = IMPACTS.map(|(_, word)| view! { <th scope="col">{word}</th> }).into_iter().collect::<Vec<_>>();
    let rows = move || Probability::ALL.iter().rev().map(|p| row(&open.get(), *p)).collect::<Vec<_>>();
    view! {
        <section>
            <h2 class="section-head">"How likely, and how much"</h2>
            <div class="card-box">
                <table class="matrix">
                    <caption class="dim">"Open risks and those that happened, by the working days they may cost. Choose one to go to it."</caption>
                    <thead><tr><th scope="col"><span class="sr-only">"How likely"</span></th>{heads}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn row(risks: &[Risk], probability: Probability) -> AnyView {
    let cells = IMPACTS.map(|(of, _)| cell(risks, probability, of)).into_iter().collect::<Vec<_>>();
    view! { <tr><th scope="row">{super::likely(probability)}</th>{cells}</tr> }.into_any()
}

fn cell(risks: &[Risk], probability: Probability, of: Impact) -> AnyView {
    let (word, tone) = weight(probability, of);
    let here = risks.iter().filter(|r| r.probability == probability && impact(r.impact_days) == of);
    let entries = here.map(|r| {
        let id = r.id.to_string();
        let came = (r.status == RiskStatus::Occurred).then_some(" (happened)");
        view! { <li><button type="button" class="link" on:click=ui::on(move |_| super::show(&id))>{r.description.clone()}{came}</button></li> }
    });
    let entries = entries.collect::<Vec<_>>();
    view! { <td class=tone><small>{word}</small><ul>{entries}</ul></td> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_corner_of_likely_and_heavy_is_high_and_its_opposite_low() {
        assert_eq!(weight(Probability::High, impact(10)).0, "High");
        assert_eq!(weight(Probability::Medium, impact(9)).0, "Medium");
        assert_eq!(weight(Probability::Low, impact(10)).0, "Medium");
        assert_eq!(weight(Probability::Low, impact(4)).0, "Low");
    }
}
