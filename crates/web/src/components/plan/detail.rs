//! What an opened milestone shows in place: its outcome, why it stands as it does, both sides' actions, what it assumes, and what can be done about it.

use super::{
    action,
    board::Board,
    forms, look,
    milestone::{Shown, drawn},
    moving,
    wish::{Answer, Wish},
    wording,
};
use crate::{
    components::ui,
    format,
    late::{Missing, late},
};
use leptos::prelude::*;
use tandem_shared::{
    access::Permission,
    assumption::{Assumption, AssumptionInput, AssumptionState},
    milestone::{Milestone, MilestonePatch},
    spoken::days_in,
    stakeholder::Side,
    status::{ActionStatus, MilestoneStatus},
};
use wasm_split_helpers::wasm_split;

/// The opened part.
pub(crate) fn opened(id: String, milestone: Shown) -> AnyView {
    let board = Board::here();
    let (key, of_hidden) = (id.clone(), id.clone());
    // The viewer's own side comes second, as on the page of two companies: the other's part is what one reads first.
    let columns = [Side::Buyer, Side::Seller].map(|side| action::column(&id, milestone, side));
    let together = action::column(&id, milestone, Side::Joint);
    view! {
        {forms::place(key, forms::Form::EditMilestone)}
        <div class="facts" class:hidden=ui::when(move || board.has_form(&of_hidden))>{drawn(milestone, facts)}</div>
        {ready(milestone)}
        <div class="sides">{columns.into_iter().collect::<Vec<_>>()}{together}</div>
        {assumptions(milestone)}
        {foot(id, milestone)}
    }
    .into_any()
}

fn facts(m: &Milestone) -> AnyView {
    let reasons =
        m.status_reasons.iter().map(|r| view! { <li>{days_in(&r.detail, format::day_short)}</li> }).collect::<Vec<_>>();
    let why = (!reasons.is_empty())
        .then(|| view! { <ul class="reasons" data-status=m.status.as_str() aria-label="Why">{reasons}</ul> });
    let after = Board::here().plan.with(|p| {
        let titles =
            p.milestones.iter().filter(|b| m.depends_on.contains(&b.id)).map(|b| ["“", &b.title, "”"].concat());
        titles.collect::<Vec<_>>().join(", ")
    });
    let mut line: Vec<String> = Vec::new();
    line.extend(m.start_date.map(|d| ["Starts ", &format::day_short(d)].concat()));
    line.extend(m.duration_days.map(|n| wording::working_days(n.into())));
    line.extend(m.agreed_date.map(|d| ["first agreed for ", &format::day_short(d)].concat()));
    line.extend((!after.is_empty()).then(|| ["comes after ", &after].concat()));
    view! {
        {(!m.outcome.is_empty()).then(|| view! { <p class="outcome">{m.outcome.clone()}</p> })}
        {why}
        {(!line.is_empty()).then(|| view! { <p class="dim">{line.join(" · ")}</p> })}
    }
    .into_any()
}

/// Every action is done and the milestone still open: the offer to complete it.
fn ready(milestone: Shown) -> AnyView {
    let board = Board::here();
    let may = board.may(Permission::EditMilestones);
    let is_ready = Memo::new(move |_| {
        let all_done =
            |m: &Milestone| !m.actions.is_empty() && m.actions.iter().all(|a| a.status == ActionStatus::Done);
        milestone
            .with(|m| m.as_ref().is_some_and(|m| m.completed_at.is_none() && m.cancelled_at.is_none() && all_done(m)))
    });
    let complete =
        move |_| milestone.with_untracked(|m| m.iter().for_each(|m| board.ask(Wish::CompleteMilestone(m.id.clone()))));
    (move || {
        (may && is_ready.get()).then(|| {
            view! {
                <p class="ready" role="status">"Every action is done. Is it reached?"
                    <button type="button" class="btn btn-xs btn-primary" on:click=ui::on(complete)>"Complete the milestone"</button>
                </p>
            }
        })
    })
    .into_any()
}

fn assumptions(milestone: Shown) -> AnyView {
    // Its text is part of the key: reworded, it is drawn anew.
    let key = |a: &Assumption| [a.id.as_str(), " ", &a.text].concat();
    let list = Memo::new(move |_| {
        milestone.with(|m| m.as_ref().map(|m| m.assumptions.iter().map(key).collect::<Vec<_>>()).unwrap_or_default())
    });
    let heading = move || (!list.with(Vec::is_empty)).then(|| view! { <h3>"Assumes"</h3> });
    let of = move |shown: String| {
        let found = milestone.with_untracked(|m| m.as_ref()?.assumptions.iter().find(|a| key(a) == shown).cloned());
        found.map(|a| assumption(a, milestone)).into_any()
    };
    view! { <div class="assumes">{heading}<ul>{ui::rows(list, of)}</ul></div> }.into_any()
}

fn assumption(a: Assumption, milestone: Shown) -> AnyView {
    let board = Board::here();
    let id = a.id.clone();
    let state = Memo::new(move |_| {
        milestone.with(|m| {
            m.as_ref().and_then(|m| m.assumptions.iter().find(|o| o.id == id).map(|o| o.state)).unwrap_or(a.state)
        })
    });
    let mark = move || state.get().as_str();
    let label = ["Does it hold: ", &a.text].concat();
    let control = if board.may(Permission::EditMilestones) {
        let options = AssumptionState::ALL
            .iter()
            .map(|s| view! { <option value=s.as_str() selected=*s == a.state>{wording::assumption(*s)}</option> });
        let options = options.collect::<Vec<_>>();
        let of_change = a.id.clone();
        let change = move |e| {
            let Some(to) = AssumptionState::from_word(&event_target_value(&e)) else { return };
            milestone.with_untracked(|m| m.iter().for_each(|m| set_state(board, m, &of_change, to)));
        };
        view! { <select class="state" data-state=mark aria-label=label prop:value=mark on:change=ui::on(change)>{options}</select> }.into_any()
    } else {
        view! { <span class="state" data-state=mark>{move || wording::assumption(state.get())}</span> }.into_any()
    };
    view! { <li>{control}<span>{a.text}</span></li> }.into_any()
}

fn set_state(board: Board, m: &Milestone, id: &tandem_shared::id::AssumptionId, to: AssumptionState) {
    let input = |a: &Assumption| AssumptionInput {
        id: Some(a.id.clone()),
        text: a.text.clone(),
        state: Some(if a.id == *id { to } else { a.state }),
    };
    let assumptions = Some(m.assumptions.iter().map(input).collect());
    board.ask(Wish::ChangeMilestone(
        m.id.clone(),
        m.version,
        MilestonePatch { assumptions, ..MilestonePatch::default() },
    ));
}

#[derive(Clone, PartialEq)]
struct Foot {
    status: MilestoneStatus,
    said_at_risk: bool,
    mine: bool,
}

fn foot(id: String, milestone: Shown) -> AnyView {
    let board = Board::here();
    if !board.may(Permission::EditMilestones) {
        return ().into_any();
    }
    let of = |m: &Milestone| Foot { status: m.status, said_at_risk: !m.risk_reason.is_empty(), mine: m.mine };
    let foot = Memo::new(move |_| milestone.with(|m| m.as_ref().map(of)));
    let at_risk = RwSignal::new(false);
    let (of_edit, of_menu) = (StoredValue::new(id.clone()), id);
    view! {
        {move || at_risk.get().then(|| late(look::row, move || Box::pin(risk_part(milestone, at_risk))))}
        <div class="foot">
            {move || foot.get().map(|foot| buttons(&foot, milestone, at_risk))}
            <button type="button" class="btn btn-xs btn-ghost" on:click=ui::on(move |_| board.open_form(&of_edit.get_value()))>"Edit"</button>
            {moving::menu(board, &of_menu)}
        </div>
    }
    .into_any()
}

/// A button of the foot that asks for something about the milestone as it is when clicked.
fn button(word: &'static str, milestone: Shown, wish: fn(&Milestone) -> Wish) -> AnyView {
    let board = Board::here();
    let go = move |_| milestone.with_untracked(|m| m.iter().for_each(|m| board.ask(wish(m))));
    view! { <button type="button" class="btn btn-xs btn-ghost" on:click=ui::on(go)>{word}</button> }.into_any()
}

fn patched(m: &Milestone, patch: MilestonePatch) -> Wish {
    Wish::ChangeMilestone(m.id.clone(), m.version, patch)
}

fn buttons(foot: &Foot, milestone: Shown, at_risk: RwSignal<bool>) -> AnyView {
    let open = !matches!(foot.status, MilestoneStatus::Done | MilestoneStatus::Cancelled);
    let mut shown = Vec::new();
    match foot.status {
        MilestoneStatus::Done => shown.push(button("Reopen", milestone, |m| Wish::ReopenMilestone(m.id.clone()))),
        MilestoneStatus::Cancelled => shown.push(button("Take back the cancelling", milestone, |m| {
            patched(m, MilestonePatch { cancelled: Some(false), ..MilestonePatch::default() })
        })),
        _ => shown.push(button("Complete", milestone, |m| Wish::CompleteMilestone(m.id.clone()))),
    }
    if open && foot.said_at_risk {
        shown.push(button("No longer at risk", milestone, |m| {
            patched(m, MilestonePatch { risk_reason: Some(String::new()), ..MilestonePatch::default() })
        }));
    } else if open {
        let risk = view! { <button type="button" class="btn btn-xs btn-ghost" on:click=ui::on(move |_| at_risk.set(true))>"Mark at risk"</button> };
        shown.push(risk.into_any());
    }
    if open {
        shown.push(button("Cancel it", milestone, |m| {
            patched(m, MilestonePatch { cancelled: Some(true), ..MilestonePatch::default() })
        }));
    }
    if Board::here().may_delete(foot.mine) {
        shown.push(button("Delete", milestone, |m| Wish::DeleteMilestone(m.id.clone(), m.title.clone())));
    }
    shown.into_any()
}

#[wasm_split(forms, fallible)]
fn risk_part(milestone: Shown, at_risk: RwSignal<bool>) -> Result<ViewFn, Missing> {
    Ok(ViewFn::from(move || risk_form(milestone, at_risk)))
}

fn risk_form(milestone: Shown, at_risk: RwSignal<bool>) -> AnyView {
    let board = Board::here();
    let (reason, trouble) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let hear = Callback::new(move |answer| match answer {
        Answer::Done => at_risk.set(false),
        Answer::ChangedMeanwhile => {
            trouble.set("Somebody changed it meanwhile. Look above, then try again.".to_owned());
        }
        Answer::Refused(problem) => {
            trouble.set(problem.errors.first().map_or(problem.detail, |e| super::fields::sentence(&e.detail)));
        }
    });
    let send = move |e: leptos::ev::SubmitEvent| {
        e.prevent_default();
        let text = reason.get_untracked();
        if text.trim().is_empty() {
            return trouble.set("Say why, so that the other side can help.".to_owned());
        }
        milestone.with_untracked(|m| {
            m.iter().for_each(|m| {
                board.ask_and_hear(
                    patched(m, MilestonePatch { risk_reason: Some(text.clone()), ..MilestonePatch::default() }),
                    hear,
                );
            });
        });
    };
    view! {
        <form class="risk" on:submit=ui::on(send)>
            <label>"Why is it at risk?"<input class="input input-sm" type="text" prop:value=move || reason.get() on:input=ui::on(move |e| reason.set(event_target_value(&e))) /></label>
            <button type="submit" class="btn btn-sm btn-primary">"Mark at risk"</button>
            <button type="button" class="btn btn-sm btn-ghost" on:click=ui::on(move |_| at_risk.set(false))>"Cancel"</button>
            <p class="trouble" role="alert">{move || trouble.get()}</p>
        </form>
    }
    .into_any()
}
