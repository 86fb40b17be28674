//! A role that nobody has: that it is a gap, what stands in for a person, and the ways to close it.

use super::{
    super::{
        board::Board,
        draft::Draft,
        editor::{Editor, Save, editor},
        fields::{Field, Kind},
        forms::{self, checked},
        judge::{Ask, Judge, finding},
        look,
    },
    lines::Line,
    map, may_edit,
};
use crate::{
    components::ui::{self, IconName},
    format,
};
use leptos::prelude::*;
use tandem_shared::{
    access::Permission,
    health::{NewWaiver, Rule, Standing},
    id::MilestoneId,
    plan::Plan,
    stakeholder::{Side, StakeholderRole},
};

/// The role whose *Identify and engage* milestone is looked at before it is made.
type Chosen = RwSignal<Option<Vec<String>>>;

fn key_of_form(role: StakeholderRole) -> String {
    ["new:buyer:", role.as_str()].concat()
}

fn key_of_waiver(role: StakeholderRole) -> String {
    ["not-needed:", role.as_str()].concat()
}

/// What opens below a role's line: the milestone that would be made, the form that names somebody, the one that says why nobody is needed.
pub(super) fn panels(judge: Judge, role: StakeholderRole) -> (Chosen, AnyView) {
    let board = Board::here();
    let chosen: Chosen = RwSignal::new(None);
    let (add, waive) = (key_of_form(role), key_of_waiver(role));
    let (of_add, of_waive) = (add.clone(), waive.clone());
    let is_open =
        Memo::new(move |_| chosen.with(Option::is_some) || board.has_form(&of_add) || board.has_form(&of_waive));
    // Whoever closes what was open here goes on where they were.
    Effect::new(move |before: Option<bool>| {
        let open = is_open.get();
        if before == Some(true) && !open {
            map::focus_row(role.as_str());
        }
        open
    });
    let reason = move || board.has_form(&waive).then(|| not_needed(judge, role));
    let view = view! {
        <div class="beside">
            {finding::panel(judge, Rule::StakeholderCoverage, chosen)}
            {reason}
            {forms::place(add, forms::Form::NewPerson)}
        </div>
    };
    (chosen, view.into_any())
}

/// *Not needed here, because …*
fn not_needed(judge: Judge, role: StakeholderRole) -> AnyView {
    let reason = Field::new("reason", "Not needed here, because", Kind::Line("text"))
        .wide()
        .hint("Only your side reads why. The buyer sees that nobody is needed, and the role counts as considered.");
    let save = Callback::new(move |(draft, _, _, answer): Save| {
        let object = Some(role.as_str().to_owned());
        let new = NewWaiver { rule: Rule::StakeholderCoverage, object, reason: draft.get("reason").to_owned() };
        if let Some(body) = checked(new, answer) {
            judge.ask(Ask::Waive(body), answer);
        }
    });
    editor(Editor {
        key: key_of_waiver(role),
        save_label: "Not needed here",
        fields: vec![reason],
        base: Draft::default(),
        version: 0,
        save,
        now: None,
        again: false,
    })
}

/// What stands in for a person, or that nobody does, with the ways to change that.
pub(super) fn standing(
    judge: Judge,
    role: StakeholderRole,
    line: Memo<Option<Line>>,
    chosen: Option<Chosen>,
) -> AnyView {
    let trouble = RwSignal::new(String::new());
    let now = Memo::new(move |_| {
        line.with(|l| l.as_ref().map(|l| (l.standing.clone(), l.people.iter().any(|p| p.side == Side::Buyer))))
    });
    let said = move || match now.get() {
        None | Some((Some(Standing::Filled), _) | (None, true)) => ().into_any(),
        Some((Some(Standing::Gap { time }), _)) => open(role, time, chosen),
        Some((Some(Standing::Engaged(id)), _)) => engaged(judge, &id, role),
        Some((Some(Standing::NotNeeded { reason, .. }), _)) if reason.is_empty() => note("Not needed here."),
        Some((Some(Standing::NotNeeded { waiver, reason, by }), _)) => {
            let again = Board::here().may(Permission::EditPlan).then(|| {
                let ask = move |_| judge.ask_and_tell(Ask::SpeakAgain(waiver.clone()), trouble);
                view! { <button type="button" class="quiet" on:click=ui::on(ask)>"Needed after all"</button> }
            });
            view! { <p class="own">"Not needed: "{reason}" "<span class="dim">"("{by}")"</span></p>{again} }.into_any()
        }
        Some((Some(Standing::NoProcurement), _)) => note("Not needed: procurement takes no part in this deal."),
        Some((Some(Standing::Small), _)) => note("A small deal does without."),
        Some((Some(Standing::Past), _)) => note("Nobody had it."),
        Some((None, false)) => guests(role),
    };
    view! { {said}<p class="trouble" role="alert">{trouble}</p> }.into_any()
}

fn note(text: &'static str) -> AnyView {
    view! { <p class="dim own">{text}</p> }.into_any()
}

/// A gap, marked, with the ways out.
fn open(role: StakeholderRole, time: bool, chosen: Option<Chosen>) -> AnyView {
    let board = Board::here();
    let waive = key_of_waiver(role);
    let engage = (time && board.may(Permission::EditMilestones)).then(|| {
        let look_at = move |_| chosen.into_iter().for_each(|c| c.set(Some(vec![role.as_str().to_owned()])));
        view! { <button type="button" class="btn btn-xs" on:click=ui::on(look_at)>"Identify and engage…"</button> }
    });
    let not_needed = board.may(Permission::EditPlan).then(|| {
        view! { <button type="button" class="btn btn-xs btn-ghost" on:click=ui::on(move |_| board.open_form(&waive))>"Not needed here…"</button> }
    });
    view! {
        <p class="gap-mark own">{look::icon(IconName::Warning)}"Gap: nobody yet"</p>
        <div class="buttons">{name_somebody(role)}{engage}{not_needed}</div>
    }
    .into_any()
}

/// As guests see it: nobody has this role so far.
fn guests(role: StakeholderRole) -> AnyView {
    view! { <p class="dim">"Nobody yet"</p><div class="buttons">{name_somebody(role)}</div> }.into_any()
}

fn name_somebody(role: StakeholderRole) -> AnyView {
    let board = Board::here();
    let key = key_of_form(role);
    let may = may_edit(board, Side::Buyer);
    may.then(|| view! { <button type="button" class="btn btn-xs" data-new=key.clone() on:click=ui::on(move |_| board.open_form(&key))>"Name somebody"</button> }).into_any()
}

/// The milestone that is to find who has a role.
fn engaged(judge: Judge, id: &MilestoneId, role: StakeholderRole) -> AnyView {
    let of =
        |p: &Plan| p.milestones.iter().find(|m| m.id == *id).map(|m| (m.title.clone(), m.target_date.map(format::day)));
    let Some((title, day)) = judge.plan.with_untracked(of) else { return ().into_any() };
    let by = day.map_or_else(String::new, |day| [", by ", &day].concat());
    let href = judge.tab("", id.as_str());
    view! { <p class="own">{look::icon(IconName::Flag)}" Nobody yet: "<a class="link" href=href>{title}</a>{by}</p><div class="buttons">{name_somebody(role)}</div> }
        .into_any()
}
