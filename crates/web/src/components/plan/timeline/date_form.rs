//! The forms of the buyer's calendar: a date or period to add or to change.

use super::{
    dates::{DateWish, Dates},
    words,
};
use crate::components::plan::{
    board::Board,
    draft::Draft,
    editor::{Editor, Save, editor},
    fields::{Choice, Field, Kind},
    forms::checked,
    wish::Answer,
    wording,
};
use leptos::prelude::*;
use tandem_shared::{
    access::Permission,
    constraint::{Constraint, ConstraintKind, ConstraintPatch, NewConstraint},
    error::{FieldError, Problem},
    milestone::Visibility,
    patch::Patch,
    plan::Plan,
    stakeholder::Side,
};

/// The key of the form that adds one.
pub(super) const NEW: &str = "new:constraint";

fn fields(plan: &Plan, is_new: bool, may_hide: bool) -> Vec<Field> {
    let kinds = ConstraintKind::ALL.iter().map(|k| Choice::of(k.as_str(), words::constraint_kind(*k))).collect();
    let sides = [Side::Buyer, Side::Seller].map(|s| Choice::of(s.as_str(), &wording::side(plan, s))).to_vec();
    let mut fields = vec![
        Field::new("kind", "What it is", Kind::One(kinds))
            .hint("Nothing is scheduled in a busy period or a company holiday."),
        Field::new("note", "In words", Kind::Line("text")).hint("Such as “Releases budgets over 100 k only here”."),
        Field::new("start_date", "Day, or first day", Kind::Line("date")),
        Field::new("end_date", "Last day of a period", Kind::Line("date")).hint("Leave it empty for a single day."),
    ];
    if is_new {
        fields.push(Field::new("side", "Whose calendar", Kind::One(sides)));
    }
    fields.push(
        Field::new("anchor", "This is the buyer’s hard date", Kind::Tick("true"))
            .hint("The day by which the signature must be there for their own reasons; of a period its last day. The plan is scheduled back from it. There is one; it takes the place of another.")
            .wide(),
    );
    if may_hide {
        fields.push(Field::new("visibility", "Internal: only our side sees it", Kind::Tick("internal")).wide());
    }
    fields
}

/// The form that adds a constraint.
pub(super) fn add(dates: Dates) -> AnyView {
    let board = Board::here();
    let may_hide = board.may(Permission::SeeInternal);
    let base = Draft::of(vec![("kind", "board_meeting".to_owned()), ("side", "buyer".to_owned())]);
    let save = Callback::new(move |(draft, _, _, answer): Save| {
        let Ok(start_date) = draft.get("start_date").parse() else { return missing_start(answer) };
        let new = NewConstraint {
            kind: ConstraintKind::from_word(draft.get("kind")).unwrap_or(ConstraintKind::Other),
            side: Side::from_word(draft.get("side")),
            start_date,
            end_date: draft.get("end_date").parse().ok(),
            anchor: draft.get("anchor") == "true",
            note: draft.get("note").to_owned(),
            visibility: may_hide.then(|| visibility(&draft)),
        };
        if let Some(new) = checked(new, answer) {
            dates.ask.run((DateWish::Add(new), Some(answer)));
        }
    });
    let fields = dates.plan.with_untracked(|p| fields(p, true, may_hide));
    let key = NEW.to_owned();
    editor(Editor { key, save_label: "Add it", fields, base, version: 0, save, now: None, again: false })
}

/// A day that was not typed is said at its field, as the service would.
fn missing_start(answer: Callback<Answer>) {
    let errors = vec![FieldError {
        pointer: "/start_date".to_owned(),
        code: "required".to_owned(),
        detail: "is required".to_owned(),
    }];
    answer.run(Answer::Refused(Problem {
        kind: String::new(),
        title: String::new(),
        status: 422,
        code: "invalid".to_owned(),
        detail: String::new(),
        errors,
        request_id: String::new(),
    }));
}

fn visibility(draft: &Draft) -> Visibility {
    if draft.get("visibility") == "internal" { Visibility::Internal } else { Visibility::Shared }
}

/// A constraint as a form shows it.
fn draft_of(c: &Constraint) -> Draft {
    Draft::of(vec![
        ("kind", c.kind.as_str().to_owned()),
        ("note", c.note.clone()),
        ("start_date", c.start_date.to_string()),
        ("end_date", c.end_date.map(|d| d.to_string()).unwrap_or_default()),
        ("anchor", if c.anchor { "true".to_owned() } else { String::new() }),
        ("visibility", c.visibility.as_str().to_owned()),
    ])
}

/// What changed of a constraint.
fn patch(draft: &Draft, base: &Draft) -> ConstraintPatch {
    ConstraintPatch {
        kind: draft.changed(base, "kind").and_then(ConstraintKind::from_word),
        start_date: draft.changed(base, "start_date").and_then(|t| t.parse().ok()),
        end_date: draft.changed(base, "end_date").map_or(Patch::Absent, |t| Patch::from(t.parse().ok())),
        anchor: draft.changed(base, "anchor").map(|t| t == "true"),
        note: draft.changed(base, "note").map(str::to_owned),
        visibility: draft.changed(base, "visibility").map(|_| visibility(draft)),
    }
}

/// The form that changes a constraint; its key is the constraint's id.
pub(super) fn edit(id: &str, dates: Dates) -> AnyView {
    let board = Board::here();
    let key = id.to_owned();
    let which = key.clone();
    let find = move |p: &Plan| p.constraints.iter().find(|c| c.id.as_str() == which).cloned();
    let Some(c) = dates.plan.with_untracked(&find) else { return ().into_any() };
    let fields = dates.plan.with_untracked(|p| fields(p, false, board.may(Permission::SeeInternal)));
    let (base, version, constraint_id) = (draft_of(&c), c.version, c.id);
    let save = Callback::new(move |(draft, base, version, answer): Save| {
        if draft.get("start_date").is_empty() {
            return missing_start(answer);
        }
        if let Some(patch) = checked(patch(&draft, &base), answer) {
            dates.ask.run((DateWish::Change(constraint_id.clone(), version, patch), Some(answer)));
        }
    });
    let now = Callback::new(move |()| dates.plan.with_untracked(&find).map(|c| (draft_of(&c), c.version)));
    editor(Editor { key, save_label: "Save", fields, base, version, save, now: Some(now), again: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn board_meeting() -> Constraint {
        Constraint {
            id: "con_01m80etdbdfp2rdxwkgca8xdpb".parse().unwrap(),
            kind: ConstraintKind::BoardMeeting,
            side: Side::Buyer,
            start_date: "2026-04-02".parse().unwrap(),
            end_date: None,
            anchor: true,
            note: "Releases budgets".to_owned(),
            visibility: Visibility::Shared,
            mine: true,
            version: 3,
        }
    }

    #[test]
    fn a_form_that_was_only_opened_changes_nothing() {
        let draft = draft_of(&board_meeting());
        assert_eq!(serde_json::to_string(&patch(&draft, &draft)).unwrap(), "{}");
    }

    #[test]
    fn an_emptied_last_day_is_null_and_a_cleared_tick_takes_the_anchor_away() {
        let mut c = board_meeting();
        c.end_date = Some("2026-04-03".parse().unwrap());
        let base = draft_of(&c);
        let mut draft = base.clone();
        draft.set("end_date", String::new());
        draft.set("anchor", String::new());
        assert_eq!(serde_json::to_string(&patch(&draft, &base)).unwrap(), r#"{"end_date":null,"anchor":false}"#);
    }
}
