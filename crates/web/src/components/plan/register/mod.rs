//! The tab *Risks*: what may delay the plan, how likely and how much, what is done about it; and what its milestones assume.

mod assumptions;
mod form;
mod matrix;
mod risk;

use super::{board::Board, judge::Judge, look};
use crate::{
    browser,
    components::ui::{self, IconName},
};
use leptos::prelude::*;
use tandem_shared::{
    access::Permission,
    plan::Plan,
    risk::{Probability, Risk, RiskStatus},
};

/// The matrix, the register and the assumptions.
pub(crate) fn register(judge: Judge) -> AnyView {
    let board = Board::here();
    let ids =
        Memo::new(move |_| judge.plan.with(|p| sorted(p).into_iter().map(|r| r.id.to_string()).collect::<Vec<_>>()));
    let none = Memo::new(move |_| ids.with(Vec::is_empty));
    let add = board.may(Permission::EditRisks).then(|| {
        view! { <button type="button" class="quiet add" data-new="new:risk" on:click=ui::on(move |_| board.open_form("new:risk"))>{look::icon(IconName::Plus)}"Note a risk"</button> }
    });
    let table = move || if none.get() { empty() } else { table(judge, ids) };
    show_named(ids);
    view! {
        <div class="plan-stack">
            <section>
                <h2 class="section-head">"Risks "{add}</h2>
                {move || board.has_form("new:risk").then(|| form::add(judge, "new:risk".to_owned()))}
                {table}
            </section>
            {move || (!none.get()).then(|| matrix::matrix(judge))}
            {assumptions::assumptions(judge)}
        </div>
    }
    .into_any()
}

fn empty() -> AnyView {
    look::empty(
        "No risks noted yet",
        "What may delay a milestone: a reviewer on holiday, an unfamiliar category, a budget that is decided once a quarter. Note it with what you do about it.",
    )
}

/// Brings the risk into view that the URL's fragment names.
fn show_named(ids: Memo<Vec<String>>) {
    let id = browser::fragment();
    if ids.with_untracked(|ids| ids.contains(&id)) {
        request_animation_frame(move || show(&id));
    }
}

/// Moves to a risk in the register.
fn show(id: &str) {
    browser::scroll_to(id);
    browser::focus(id);
}

/// How a risk stands, the pressing ones first: those that came, then open ones by what they may cost.
fn sorted(plan: &Plan) -> Vec<&Risk> {
    let mut all: Vec<&Risk> = plan.risks.iter().collect();
    let place = |r: &Risk| match r.status {
        RiskStatus::Occurred => 0,
        RiskStatus::Open => 1,
        RiskStatus::Mitigated => 2,
        RiskStatus::Closed => 3,
    };
    all.sort_by_key(|r| (place(r), std::cmp::Reverse(cost(r))));
    all
}

/// Working days that a risk is expected to cost, times 100.
fn cost(risk: &Risk) -> i64 {
    i64::from(risk.probability.percent()) * i64::from(risk.impact_days)
}

fn table(judge: Judge, ids: Memo<Vec<String>>) -> AnyView {
    let row = move |id: String| risk::row(judge, id);
    view! {
        <div class="deal-box overflow-x-auto">
            <table class="deal-table">
                <caption class="sr-only">"Risks"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Risk"</th>
                        <th scope="col">"Likely"</th>
                        <th scope="col">"Costs"</th>
                        <th scope="col">"Against it"</th>
                        <th scope="col">"Where it stands"</th>
                        <th scope="col"><span class="sr-only">"Change"</span></th>
                    </tr>
                </thead>
                <tbody>{ui::rows(ids, row)}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// Where a risk stands, in words.
pub(crate) const fn standing(status: RiskStatus) -> &'static str {
    match status {
        RiskStatus::Open => "Open",
        RiskStatus::Mitigated => "Dealt with",
        RiskStatus::Closed => "Can no longer come",
        RiskStatus::Occurred => "It happened",
    }
}

/// How likely, in words.
const fn likely(probability: Probability) -> &'static str {
    super::judge::preview::likely(probability)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::plan::example;

    fn risk(id: u32, status: &str, probability: &str, days: i32) -> Risk {
        serde_json::from_value(serde_json::json!({
            "id": format!("risk_{id:026}"), "milestone_id": null, "description": "x", "probability": probability, "impact_days": days,
            "mitigation": "", "mitigation_due": null, "owner_id": null, "status": status, "visibility": "shared", "version": 1,
        }))
        .unwrap()
    }

    #[test]
    fn what_came_stands_first_and_open_risks_follow_by_what_they_may_cost() {
        let mut plan = example::plan();
        plan.risks = vec![
            risk(0, "closed", "high", 50),
            risk(1, "open", "low", 5),
            risk(2, "open", "high", 5),
            risk(3, "occurred", "low", 1),
            risk(4, "mitigated", "high", 9),
        ];
        let order: Vec<&str> = sorted(&plan).iter().map(|r| &r.id.as_str()[30..]).collect();
        assert_eq!(order, ["3", "2", "1", "4", "0"]);
    }
}
