//! Whom an update goes to: people of both sides who have an address and may read the plan.

use super::editor::Writing;
use crate::components::plan::{board::Board, look, wording};
use leptos::prelude::*;
use tandem_shared::{
    grant::GrantStatus,
    plan::Plan,
    stakeholder::{Side, Stakeholder},
    update::Recipient,
};

/// Whether an update can be sent to this person.
pub(super) fn is_reachable(person: &Stakeholder) -> bool {
    let has_access =
        person.grant.as_ref().is_some_and(|g| matches!(g.status, GrantStatus::Active | GrantStatus::Pending));
    person.email.is_some() && (person.side == Side::Seller || has_access)
}

fn reachable(plan: &Plan) -> Vec<Recipient> {
    let read = |s: &Stakeholder| Recipient { stakeholder_id: s.id.clone(), name: s.name.clone(), side: s.side };
    plan.stakeholders.iter().filter(|s| is_reachable(s)).map(read).collect()
}

/// A box to tick for each.
pub(super) fn people(writing: Writing) -> AnyView {
    let board = Board::here();
    let all = Memo::new(move |_| board.plan.with(reachable));
    let boxes = move || all.get().into_iter().map(|one| tick(writing, one)).collect::<Vec<_>>();
    let nobody = move || {
        all.with(Vec::is_empty)
            .then(|| view! { <p class="dim">"Nobody can be reached yet. Share the plan with the buyer first."</p> })
    };
    view! {
        <fieldset class="share">
            <legend class="section-head">"Goes to"</legend>
            <div class="choices">{boxes}</div>
            {nobody}
            <p class="help">"The buyer’s people who have access to this plan, and your own side’s."</p>
        </fieldset>
    }
    .into_any()
}

fn tick(writing: Writing, one: Recipient) -> AnyView {
    let (id, face, name) = (one.stakeholder_id.clone(), look::face(&one.name, one.side), one.name.clone());
    let is_in = move || writing.draft.with(|d| d.recipients.iter().any(|r| r.stakeholder_id == id));
    let company = Board::here().plan.with_untracked(|p| wording::side(p, one.side));
    let toggle = move |e| {
        let on = event_target_checked(&e);
        let one = one.clone();
        writing.draft.update(|d| {
            d.recipients.retain(|r| r.stakeholder_id != one.stakeholder_id);
            if on {
                d.recipients.push(one);
            }
        });
    };
    view! {
        <label class="choice"><input type="checkbox" class="checkbox checkbox-sm" prop:checked=is_in on:change=toggle />{face}<span>{name}<small>{company}</small></span></label>
    }
    .into_any()
}
