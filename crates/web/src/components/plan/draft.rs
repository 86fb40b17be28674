//! What is typed into a form before it is sent: a text for each field, and what of it changed. A list is its parts with spaces between; assumptions are
//! a line each.

use tandem_shared::{
    action::{Action, ActionPatch, NewAction},
    assumption::{Assumption, AssumptionInput},
    id::StakeholderId,
    milestone::{Milestone, MilestoneKind, MilestonePatch, NewMilestone, Visibility},
    patch::Patch,
    stakeholder::Side,
};

/// The texts of a form's fields, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Draft(Vec<(&'static str, String)>);

impl Draft {
    /// With these fields.
    pub(crate) fn of(fields: Vec<(&'static str, String)>) -> Self {
        Self(fields)
    }

    /// The text of a field; empty when it is not there.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(n, _)| *n == name).map_or("", |(_, text)| text.as_str())
    }

    /// Types into a field.
    pub(crate) fn set(&mut self, name: &'static str, text: String) {
        match self.0.iter_mut().find(|(n, _)| *n == name) {
            Some((_, old)) => *old = text,
            None => self.0.push((name, text)),
        }
    }

    /// The parts of a list field.
    pub(crate) fn parts(&self, name: &str) -> Vec<&str> {
        self.get(name).split_whitespace().collect()
    }

    /// Puts a part into a list field, or takes it out.
    pub(crate) fn toggle(&mut self, name: &'static str, part: &str) {
        let mut parts: Vec<&str> = self.parts(name);
        match parts.iter().position(|p| *p == part) {
            Some(at) => drop(parts.remove(at)),
            None => parts.push(part),
        }
        let text = parts.join(" ");
        self.set(name, text);
    }

    /// The names of the fields.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().map(|(name, _)| *name)
    }

    /// The text of a field if it differs from what it was.
    pub(crate) fn changed(&self, base: &Self, name: &str) -> Option<&str> {
        Some(self.get(name)).filter(|text| *text != base.get(name))
    }

    /// Fields that both this draft and somebody else changed, each to another value.
    pub(crate) fn conflicts(&self, base: &Self, theirs: &Self) -> Vec<&'static str> {
        let both = |name: &&'static str| self.changed(base, name).is_some() && theirs.changed(base, name).is_some();
        self.names().filter(both).filter(|name| self.get(name) != theirs.get(name)).collect()
    }

    /// This draft on top of what somebody else made of the thing meanwhile: what was not typed here takes their value.
    pub(crate) fn onto(&self, base: &Self, theirs: &Self) -> Self {
        let text = |name| self.changed(base, name).unwrap_or_else(|| theirs.get(name)).to_owned();
        Self(self.names().map(|name| (name, text(name))).collect())
    }

    fn changed_text(&self, base: &Self, name: &str) -> Option<String> {
        self.changed(base, name).map(str::to_owned)
    }

    fn parsed<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.get(name).trim().parse().ok()
    }

    fn patch<T: std::str::FromStr>(&self, base: &Self, name: &str) -> Patch<T> {
        self.changed(base, name).map_or(Patch::Absent, |text| Patch::from(text.trim().parse().ok()))
    }

    fn ids<T: std::str::FromStr>(&self, name: &str) -> Vec<T> {
        self.parts(name).into_iter().filter_map(|id| id.parse().ok()).collect()
    }

    fn visibility(&self) -> Visibility {
        if self.get("visibility") == "internal" { Visibility::Internal } else { Visibility::Shared }
    }
}

fn text<T: ToString>(value: Option<&T>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}

fn joined<T: AsRef<str>>(ids: &[T]) -> String {
    ids.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(" ")
}

/// The owner as one choice: a side, or a side and a person of it.
fn owner(side: Side, person: Option<&StakeholderId>) -> String {
    person.map_or_else(|| side.as_str().to_owned(), |id| [side.as_str(), ":", id.as_str()].concat())
}

fn owner_parts(choice: &str) -> (Side, Option<StakeholderId>) {
    let (side, person) = choice.split_once(':').unwrap_or((choice, ""));
    (Side::from_word(side).unwrap_or(Side::Joint), person.parse().ok())
}

/// A milestone as a form shows it.
pub(crate) fn of_milestone(m: &Milestone) -> Draft {
    let assumptions: Vec<&str> = m.assumptions.iter().map(|a| a.text.as_str()).collect();
    Draft::of(vec![
        ("title", m.title.clone()),
        ("outcome", m.outcome.clone()),
        ("stage_id", m.stage_id.to_string()),
        ("owner", owner(m.owner_side, m.owner_id.as_ref())),
        ("start_date", text(m.start_date.as_ref())),
        ("target_date", text(m.target_date.as_ref())),
        ("duration_days", text(m.duration_days.as_ref())),
        ("kind", m.kind.as_str().to_owned()),
        ("depends_on", joined(&m.depends_on)),
        ("assumptions", assumptions.join("\n")),
        ("visibility", m.visibility.as_str().to_owned()),
    ])
}

/// An action as a form shows it.
pub(crate) fn of_action(a: &Action) -> Draft {
    Draft::of(vec![
        ("title", a.title.clone()),
        ("description", a.description.clone()),
        ("side", a.side.as_str().to_owned()),
        ("assignee_ids", joined(&a.assignee_ids)),
        ("start_date", text(a.start_date.as_ref())),
        ("target_date", text(a.target_date.as_ref())),
        ("visibility", a.visibility.as_str().to_owned()),
    ])
}

/// The milestone to add.
pub(crate) fn new_milestone(draft: &Draft, may_hide: bool) -> NewMilestone {
    let (owner_side, owner_id) = owner_parts(draft.get("owner"));
    NewMilestone {
        title: draft.get("title").to_owned(),
        outcome: draft.get("outcome").to_owned(),
        stage_id: draft.parsed("stage_id"),
        kind: MilestoneKind::from_word(draft.get("kind")),
        owner_side: Some(owner_side),
        owner_id,
        start_date: draft.parsed("start_date"),
        target_date: draft.parsed("target_date"),
        duration_days: draft.parsed("duration_days"),
        depends_on: draft.ids("depends_on"),
        assumptions: assumptions(draft.get("assumptions"), &[]),
        visibility: may_hide.then(|| draft.visibility()),
    }
}

/// What changed of a milestone.
pub(crate) fn milestone_patch(draft: &Draft, base: &Draft, was: &[Assumption]) -> MilestonePatch {
    let owner = draft.changed(base, "owner").map(owner_parts);
    MilestonePatch {
        title: draft.changed_text(base, "title"),
        outcome: draft.changed_text(base, "outcome"),
        stage_id: draft.changed(base, "stage_id").and_then(|id| id.parse().ok()),
        kind: draft.changed(base, "kind").and_then(MilestoneKind::from_word),
        owner_side: owner.as_ref().map(|(side, _)| *side),
        owner_id: owner.map_or(Patch::Absent, |(_, person)| Patch::from(person)),
        start_date: draft.patch(base, "start_date"),
        target_date: draft.patch(base, "target_date"),
        duration_days: draft.patch(base, "duration_days"),
        depends_on: draft.changed(base, "depends_on").map(|_| draft.ids("depends_on")),
        assumptions: draft.changed(base, "assumptions").map(|lines| assumptions(lines, was)),
        visibility: draft.changed(base, "visibility").map(|_| draft.visibility()),
        ..MilestonePatch::default()
    }
}

/// The action to add.
pub(crate) fn new_action(draft: &Draft, may_hide: bool) -> NewAction {
    NewAction {
        title: draft.get("title").to_owned(),
        kind: None,
        description: draft.get("description").to_owned(),
        side: Side::from_word(draft.get("side")),
        assignee_ids: draft.ids("assignee_ids"),
        start_date: draft.parsed("start_date"),
        target_date: draft.parsed("target_date"),
        visibility: may_hide.then(|| draft.visibility()),
    }
}

/// What changed of an action.
pub(crate) fn action_patch(draft: &Draft, base: &Draft) -> ActionPatch {
    ActionPatch {
        title: draft.changed_text(base, "title"),
        description: draft.changed_text(base, "description"),
        side: draft.changed(base, "side").and_then(Side::from_word),
        assignee_ids: draft.changed(base, "assignee_ids").map(|_| draft.ids("assignee_ids")),
        start_date: draft.patch(base, "start_date"),
        target_date: draft.patch(base, "target_date"),
        visibility: draft.changed(base, "visibility").map(|_| draft.visibility()),
        ..ActionPatch::default()
    }
}

/// Lines as assumptions. A line that was there keeps its id and state; when as many lines as before remain, a reworded one keeps them by its place.
fn assumptions(lines: &str, was: &[Assumption]) -> Vec<AssumptionInput> {
    let lines: Vec<&str> = lines.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let by_place = lines.len() == was.len();
    let of = |(at, line): (usize, &&str)| {
        let same = was.iter().find(|a| a.text == *line).or_else(|| was.get(at).filter(|_| by_place));
        AssumptionInput { id: same.map(|a| a.id.clone()), text: (*line).to_owned(), state: same.map(|a| a.state) }
    };
    lines.iter().enumerate().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::plan::example;

    fn review() -> Milestone {
        example::plan().milestones.remove(2)
    }

    #[test]
    fn a_form_that_was_only_opened_changes_nothing() {
        let (m, a) = (review(), review().actions.remove(0));
        let patch = milestone_patch(&of_milestone(&m), &of_milestone(&m), &m.assumptions);
        assert_eq!(serde_json::to_string(&patch).unwrap(), "{}");
        assert_eq!(serde_json::to_string(&action_patch(&of_action(&a), &of_action(&a))).unwrap(), "{}");
    }

    #[test]
    fn only_what_changed_is_sent_and_an_emptied_date_is_null() {
        let m = review();
        let base = of_milestone(&m);
        let mut draft = base.clone();
        draft.set("title", "Security review signed".into());
        draft.set("start_date", String::new());
        draft.set("owner", "seller".into());
        let patch = milestone_patch(&draft, &base, &m.assumptions);
        assert_eq!(
            serde_json::to_string(&patch).unwrap(),
            r#"{"title":"Security review signed","owner_side":"seller","owner_id":null,"start_date":null}"#
        );
    }

    #[test]
    fn a_reworded_assumption_keeps_its_state_and_a_new_one_has_none() {
        let m = review();
        let reworded =
            assumptions("No questions from the works council\nTest environment stays as it is", &m.assumptions);
        assert_eq!(
            reworded.iter().map(|a| a.state).collect::<Vec<_>>(),
            [Some(m.assumptions[0].state), Some(m.assumptions[1].state)]
        );
        let fewer = assumptions("Test environment stays as it is", &m.assumptions);
        assert_eq!(fewer[0].id.as_ref(), Some(&m.assumptions[1].id));
        assert_eq!(assumptions("a\n\n b ", &[])[1], AssumptionInput { id: None, text: "b".into(), state: None });
    }

    #[test]
    fn two_changes_of_one_field_conflict_and_of_two_fields_do_not() {
        let base = of_milestone(&review());
        let (mut mine, mut theirs) = (base.clone(), base.clone());
        mine.set("title", "Mine".into());
        theirs.set("target_date", "2026-03-20".into());
        assert!(mine.conflicts(&base, &theirs).is_empty());
        assert_eq!(mine.onto(&base, &theirs).get("target_date"), "2026-03-20");
        assert_eq!(mine.onto(&base, &theirs).get("title"), "Mine");
        theirs.set("title", "Theirs".into());
        assert_eq!(mine.conflicts(&base, &theirs), ["title"]);
    }

    #[test]
    fn a_person_is_put_into_a_list_and_taken_out() {
        let mut draft = Draft::default();
        draft.toggle("assignee_ids", "a");
        draft.toggle("assignee_ids", "b");
        draft.toggle("assignee_ids", "a");
        assert_eq!(draft.get("assignee_ids"), "b");
    }
}
