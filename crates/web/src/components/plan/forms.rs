//! The forms of a plan: what each asks for, and the wish it becomes.

use super::{
    board::Board,
    draft::{self, Draft},
    editor::{Editor, Save, editor},
    fields::{Choice, Field, Kind},
    look, person,
    propose::{Offer, parted},
    wish::{Answer, Wish},
    wording,
};
use crate::late::{Missing, late};
use leptos::prelude::*;
use tandem_shared::{
    access::Permission,
    agreement::ProposedEdit,
    error::{Input, Problem, Problems},
    milestone::{Milestone, MilestoneKind},
    patch::Patch,
    plan::{Plan, PlanPatch},
    stakeholder::Side,
};
use wasm_split_helpers::wasm_split;

/// The forms of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Changes the plan's own fields; its key is the plan's id.
    EditPlan,
    /// Adds a milestone; its key is `new:` and the stage.
    NewMilestone,
    /// Changes a milestone; its key is the milestone's id.
    EditMilestone,
    /// Adds an action; its key is `new:`, the milestone, `:` and the side.
    NewAction,
    /// Changes an action; its key is the action's id.
    EditAction,
    /// Adds a person; its key is `new:`, the side, and where one is known `:` and the role.
    NewPerson,
    /// Changes a person; its key is the person's id.
    EditPerson,
}

/// Where a form appears when it is opened.
pub(crate) fn place(key: String, form: Form) -> AnyView {
    let board = Board::here();
    let is_open = Memo::new({
        let key = key.clone();
        move |_| board.has_form(&key)
    });
    (move || is_open.get().then(|| open(key.clone(), form))).into_any()
}

/// The form, once it is loaded.
pub(crate) fn open(key: String, form: Form) -> AnyView {
    late(look::row, move || Box::pin(load(key.clone(), form)))
}

#[wasm_split(forms, fallible)]
fn load(key: String, form: Form) -> Result<ViewFn, Missing> {
    let draw = match form {
        Form::EditPlan => edit_plan,
        Form::NewMilestone => new_milestone,
        Form::EditMilestone => edit_milestone,
        Form::NewAction => new_action,
        Form::EditAction => edit_action,
        Form::NewPerson => person::add,
        Form::EditPerson => person::edit,
    };
    Ok(ViewFn::from(move || draw(key.clone())))
}

/// Checks a body as the server will; what is wrong is answered at once.
pub(crate) fn checked<T: Input>(mut body: T, answer: Callback<Answer>) -> Option<T> {
    let mut problems = Problems::default();
    body.check(&mut problems);
    let Err(Problems(errors)) = problems.result() else { return Some(body) };
    let problem = Problem {
        kind: String::new(),
        title: String::new(),
        status: 422,
        code: "invalid".to_owned(),
        detail: String::new(),
        errors,
        request_id: String::new(),
    };
    answer.run(Answer::Refused(problem));
    None
}

/// People by company, with `prefix` giving the value a company's own name has; without it only people can be chosen.
fn people(plan: &Plan, alone: bool) -> Vec<Choice> {
    let mut choices = Vec::new();
    for side in [Side::Buyer, Side::Seller] {
        let group = wording::side(plan, side);
        if alone {
            choices.push(Choice {
                value: side.as_str().to_owned(),
                label: group.clone() + ", nobody yet",
                group: group.clone(),
            });
        }
        for person in plan.stakeholders.iter().filter(|s| s.side == side) {
            let (value, group) = if alone {
                ([side.as_str(), ":", person.id.as_str()].concat(), group.clone())
            } else {
                (person.id.to_string(), side.as_str().to_owned())
            };
            choices.push(Choice { value, label: person.name.clone(), group });
        }
    }
    if alone {
        choices.push(Choice::of("joint", "Both together"));
    }
    choices
}

fn milestone_fields(plan: &Plan, except: &str, may_hide: bool) -> Vec<Field> {
    let stages = plan.stages.iter().map(|s| Choice::of(s.id.as_str(), &s.name)).collect();
    let others = plan
        .milestones
        .iter()
        .filter(|m| m.id.as_str() != except)
        .map(|m| Choice::of(m.id.as_str(), &m.title))
        .collect::<Vec<_>>();
    let kinds = MilestoneKind::ALL.iter().map(|k| Choice::of(k.as_str(), wording::kind(*k))).collect();
    let mut fields = vec![
        Field::new("title", "What is reached", Kind::Line("text"))
            .hint("A result, such as “Security review passed”.")
            .wide(),
        Field::new("outcome", "How both sides will know", Kind::Prose),
        Field::new("target_date", "Target", Kind::Line("date")),
        Field::new("owner", "Who answers for it", Kind::One(people(plan, true))),
        Field::new("start_date", "Start", Kind::Line("date")),
        Field::new("duration_days", "Working days it takes", Kind::Line("number")),
        Field::new("stage_id", "Stage", Kind::One(stages)),
        Field::new("kind", "Kind", Kind::One(kinds)),
        Field::new("assumptions", "Assumes", Kind::Prose).hint("One assumption a line."),
    ];
    if !others.is_empty() {
        fields.push(Field::new("depends_on", "Comes after", Kind::Many(others)));
    }
    if may_hide {
        fields.push(Field::new("visibility", "Internal: only our side sees it", Kind::Tick("internal")).wide());
    }
    fields
}

fn action_fields(plan: &Plan, may_hide: bool) -> Vec<Field> {
    let sides = Side::ALL.iter().map(|s| Choice::of(s.as_str(), &wording::side(plan, *s))).collect();
    let mut fields = vec![
        Field::new("title", "What is to be done", Kind::Line("text")).wide(),
        Field::new("target_date", "By", Kind::Line("date")),
        Field::new("side", "Whose it is", Kind::One(sides)),
        Field::new("assignee_ids", "Who", Kind::Many(people(plan, false))),
        Field::new("description", "More about it", Kind::Prose),
        Field::new("start_date", "Start", Kind::Line("date")),
    ];
    if may_hide {
        fields.push(Field::new("visibility", "Internal: only our side sees it", Kind::Tick("internal")));
    }
    fields
}

/// The form that adds a milestone; its key is `new:` and the stage.
fn new_milestone(key: String) -> AnyView {
    let board = Board::here();
    let may_hide = board.may(Permission::SeeInternal);
    let stage = key.trim_start_matches("new:").to_owned();
    let base = Draft::of(vec![("stage_id", stage), ("owner", "joint".to_owned()), ("kind", "standard".to_owned())]);
    let offer = Offer::beside(&key);
    let save = Callback::new(move |(draft, _, _, answer): Save| {
        if let Some(body) = checked(draft::new_milestone(&draft, may_hide), answer) {
            let edit = ProposedEdit::AddMilestone { milestone_id: None, milestone: body.clone(), actions: Vec::new() };
            board.ask_and_hear(Wish::AddMilestone(body), offer.hear(vec![edit], None, answer));
        }
    });
    let fields = board.plan.with_untracked(|p| milestone_fields(p, "", may_hide));
    let label = "Add the milestone";
    offer.around(editor(Editor { key, save_label: label, fields, base, version: 0, save, now: None, again: false }))
}

/// The form that changes a milestone; its key is the milestone's id.
fn edit_milestone(key: String) -> AnyView {
    let board = Board::here();
    let id = key.clone();
    let find = move |p: &Plan| p.milestones.iter().find(|m| m.id.as_str() == id).cloned();
    let Some(m) = board.plan.with_untracked(&find) else { return ().into_any() };
    let may_hide = board.may(Permission::SeeInternal);
    let fields = board.plan.with_untracked(|p| milestone_fields(p, &key, may_hide));
    let (base, version, milestone_id, was) = (draft::of_milestone(&m), m.version, m.id, m.assumptions);
    let offer = Offer::beside(&key);
    let save = Callback::new(move |(draft, base, version, answer): Save| {
        if let Some(patch) = checked(draft::milestone_patch(&draft, &base, &was), answer) {
            let (id, (material, free)) = (milestone_id.clone(), parted(patch.clone()));
            let rest = free.map(|free| Wish::ChangeMilestone(id.clone(), version, free));
            let edit = ProposedEdit::ChangeMilestone { milestone_id: id.clone(), patch: material };
            board.ask_and_hear(Wish::ChangeMilestone(id, version, patch), offer.hear(vec![edit], rest, answer));
        }
    });
    let now = Callback::new(move |()| {
        board.plan.with_untracked(&find).map(|m: Milestone| (draft::of_milestone(&m), m.version))
    });
    let form = editor(Editor { key, save_label: "Save", fields, base, version, save, now: Some(now), again: false });
    offer.around(form)
}

/// Takes people of the other side out of a draft: they were chosen before the side was.
fn only_of_side(draft: &mut Draft, plan: &Plan) {
    let side = draft.get("side").to_owned();
    let is_other = |id: &&str| plan.stakeholders.iter().any(|s| s.id.as_str() == *id && s.side.as_str() != side);
    let others: Vec<String> = draft.parts("assignee_ids").into_iter().filter(is_other).map(str::to_owned).collect();
    if side != "joint" {
        others.iter().for_each(|id| draft.toggle("assignee_ids", id));
    }
}

/// The form that adds an action; its key is `new:`, the milestone, `:` and the side.
fn new_action(key: String) -> AnyView {
    let board = Board::here();
    let may_hide = board.may(Permission::SeeInternal);
    let rest = key.trim_start_matches("new:");
    let (milestone, side) = rest.split_once(':').unwrap_or((rest, "joint"));
    let Ok(milestone) = milestone.parse::<tandem_shared::id::MilestoneId>() else { return ().into_any() };
    let base = Draft::of(vec![("side", side.to_owned())]);
    let save = Callback::new(move |(mut draft, _, _, answer): Save| {
        board.plan.with_untracked(|p| only_of_side(&mut draft, p));
        // Left out, an action is as hidden as its milestone.
        let hidden = draft.get("visibility") == "internal";
        if let Some(body) = checked(draft::new_action(&draft, may_hide && hidden), answer) {
            board.ask_and_hear(Wish::AddAction(milestone.clone(), body), answer);
        }
    });
    let fields = board.plan.with_untracked(|p| action_fields(p, may_hide));
    editor(Editor { key, save_label: "Add the action", fields, base, version: 0, save, now: None, again: true })
}

/// The form that changes an action; its key is the action's id.
fn edit_action(key: String) -> AnyView {
    let board = Board::here();
    let id = key.clone();
    let find = move |p: &Plan| p.milestones.iter().flat_map(|m| &m.actions).find(|a| a.id.as_str() == id).cloned();
    let Some(a) = board.plan.with_untracked(&find) else { return ().into_any() };
    let may_hide = board.may(Permission::SeeInternal);
    let fields = board.plan.with_untracked(|p| action_fields(p, may_hide));
    let (base, version, action_id) = (draft::of_action(&a), a.version, a.id);
    let save = Callback::new(move |(mut draft, base, version, answer): Save| {
        board.plan.with_untracked(|p| only_of_side(&mut draft, p));
        if let Some(patch) = checked(draft::action_patch(&draft, &base), answer) {
            board.ask_and_hear(Wish::ChangeAction(action_id.clone(), version, patch), answer);
        }
    });
    let now = Callback::new(move |()| board.plan.with_untracked(&find).map(|a| (draft::of_action(&a), a.version)));
    editor(Editor { key, save_label: "Save", fields, base, version, save, now: Some(now), again: false })
}

/// The form that changes the plan's own fields; its key is the plan's id.
fn edit_plan(key: String) -> AnyView {
    let board = Board::here();
    let of = |p: &Plan| {
        let anchor = p.anchor_date.map(|d| d.to_string()).unwrap_or_default();
        let fields = vec![
            ("title", p.title.clone()),
            ("anchor_date", anchor),
            ("welcome_message", p.welcome_message.clone()),
            ("description", p.description.clone()),
        ];
        (Draft::of(fields), p.version)
    };
    let fields = vec![
        Field::new("title", "Title", Kind::Line("text")),
        Field::new("anchor_date", "The buyer’s hard date", Kind::Line("date"))
            .hint("The day by which they need it, not our quarter’s end."),
        Field::new("welcome_message", "What a buyer reads first", Kind::Prose),
        Field::new("description", "What it is about", Kind::Prose),
    ];
    let (base, version) = board.plan.with_untracked(of);
    let offer = Offer::beside(&key);
    let save = Callback::new(move |(draft, base, version, answer): Save| {
        let text = |name| draft.changed(&base, name).map(str::to_owned);
        let anchor_date = draft.changed(&base, "anchor_date").map_or(Patch::Absent, |t| Patch::from(t.parse().ok()));
        let patch = PlanPatch {
            title: text("title"),
            description: text("description"),
            welcome_message: text("welcome_message"),
            anchor_date,
            ..PlanPatch::default()
        };
        if let Some(patch) = checked(patch, answer) {
            let edit = ProposedEdit::SetAnchor { anchor_date: patch.anchor_date.value().copied() };
            let rest = PlanPatch { anchor_date: Patch::Absent, ..patch.clone() };
            let hear = offer.hear(vec![edit], Some(Wish::ChangePlan(version, rest)), answer);
            board.ask_and_hear(Wish::ChangePlan(version, patch), hear);
        }
    });
    let now = Callback::new(move |()| Some(board.plan.with_untracked(of)));
    let form = editor(Editor { key, save_label: "Save", fields, base, version, save, now: Some(now), again: false });
    view! { <section class="card-box first"><h2>"About this plan"</h2>{offer.around(form)}</section> }.into_any()
}
