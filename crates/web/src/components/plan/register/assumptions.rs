//! What the milestones assume, all in one place: what is broken first, then what is still open; changed in place.

use super::super::{board::Board, fields, fields::Choice, judge::Judge, look, wish::Wish, wording};
use crate::{components::ui, format};
use leptos::prelude::*;
use tandem_shared::{
    access::Permission,
    assumption::{Assumption, AssumptionInput, AssumptionState},
    day::Day,
    id::MilestoneId,
    milestone::{Milestone, MilestonePatch},
    plan::Plan,
    status::MilestoneStatus,
};

/// An assumption with its milestone.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Assumed {
    assumption: Assumption,
    milestone: MilestoneId,
    title: String,
    target: Option<Day>,
}

/// Assumptions of milestones that are still open: what is broken first, then by date.
fn all(plan: &Plan) -> Vec<Assumed> {
    let open = |m: &&Milestone| !matches!(m.status, MilestoneStatus::Done | MilestoneStatus::Cancelled);
    let of = |m: &Milestone| {
        let one = |a: &Assumption| Assumed {
            assumption: a.clone(),
            milestone: m.id.clone(),
            title: m.title.clone(),
            target: m.target_date,
        };
        m.assumptions.iter().map(one).collect::<Vec<_>>()
    };
    let mut found: Vec<Assumed> = plan.milestones.iter().filter(open).flat_map(of).collect();
    let place = |state| match state {
        AssumptionState::Broken => 0,
        AssumptionState::Unknown => 1,
        AssumptionState::Holds => 2,
    };
    found.sort_by_key(|a| (place(a.assumption.state), a.target.is_none(), a.target));
    found
}

/// The register.
pub(super) fn assumptions(judge: Judge) -> AnyView {
    let list = Memo::new(move |_| judge.plan.with(all));
    let ids = Memo::new(move |_| list.with(|all| all.iter().map(|a| a.assumption.id.to_string()).collect::<Vec<_>>()));
    let row = move |id: String| {
        let found = Memo::new(move |_| list.with(|all| all.iter().find(|a| a.assumption.id.as_str() == id).cloned()));
        view! { <tr class="deal-row">{move || found.with(|a| a.as_ref().map(|a| cells(judge, a)))}</tr> }.into_any()
    };
    let empty = move || {
        ids.with(Vec::is_empty).then(|| {
            look::empty("No assumptions yet", "What has to be true for a date to hold? Say it when you edit a milestone; then both sides can tell when it no longer is.")
        })
    };
    let hidden = ui::when(move || ids.with(Vec::is_empty));
    view! {
        <section>
            <h2 class="section-head">"Assumptions"</h2>
            {empty}
            <div class="deal-box overflow-x-auto" class:hidden=hidden>
                <table class="deal-table">
                    <caption class="sr-only">"Assumptions of open milestones"</caption>
                    <thead><tr><th scope="col">"What is assumed"</th><th scope="col">"Milestone"</th><th scope="col">"Target"</th><th scope="col">"Does it hold"</th></tr></thead>
                    <tbody>{ui::rows(ids, row)}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn cells(judge: Judge, a: &Assumed) -> AnyView {
    let href = judge.tab("", a.milestone.as_str());
    view! {
        <td class="col-span-2 font-medium">{a.assumption.text.clone()}</td>
        <td data-label="Milestone"><a class="link" href=href>{a.title.clone()}</a></td>
        <td data-label="Target">{a.target.map_or_else(|| "no date".to_owned(), format::day)}</td>
        <td data-label="Does it hold">{state(judge, a)}</td>
    }
    .into_any()
}

/// The milestone's patch that sets one assumption's state and keeps the others.
fn change(m: &Milestone, of: &Assumption, state: AssumptionState) -> MilestonePatch {
    let input = |a: &Assumption| AssumptionInput {
        id: Some(a.id.clone()),
        text: a.text.clone(),
        state: Some(if a.id == of.id { state } else { a.state }),
    };
    MilestonePatch { assumptions: Some(m.assumptions.iter().map(input).collect()), ..MilestonePatch::default() }
}

fn state(judge: Judge, a: &Assumed) -> AnyView {
    let board = Board::here();
    let now = a.assumption.state;
    if !board.may(Permission::EditMilestones) {
        return wording::assumption(now).into_any();
    }
    let (assumption, milestone) = (a.assumption.clone(), a.milestone.clone());
    let chosen = move |e| {
        let Some(state) = AssumptionState::from_word(&event_target_value(&e)) else { return };
        let found = judge.plan.with_untracked(|p| p.milestones.iter().find(|m| m.id == milestone).cloned());
        if let Some(m) = found {
            board.ask(Wish::ChangeMilestone(m.id.clone(), m.version, change(&m, &assumption, state)));
        }
    };
    let choices: Vec<Choice> =
        AssumptionState::ALL.iter().map(|s| Choice::of(s.as_str(), wording::assumption(*s))).collect();
    let label = ["Does it hold: ", &a.assumption.text].concat();
    view! { <select class="select select-sm" aria-label=label on:change=ui::on(chosen)>{fields::options(&choices, now.as_str())}</select> }
        .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::plan::example;

    #[test]
    fn what_is_broken_stands_first_and_a_changed_state_leaves_the_others() {
        let mut plan = example::plan();
        let m = plan.milestones.iter_mut().find(|m| m.assumptions.len() > 1 && m.completed_at.is_none()).unwrap();
        m.assumptions[1].state = AssumptionState::Broken;
        let broken = m.assumptions[1].clone();
        let patch = change(m, &broken, AssumptionState::Holds).assumptions.unwrap();
        assert_eq!(patch.len(), m.assumptions.len());
        assert_eq!((patch[0].state, patch[1].state), (Some(m.assumptions[0].state), Some(AssumptionState::Holds)));
        assert_eq!(all(&plan)[0].assumption.id, broken.id);
    }
}
