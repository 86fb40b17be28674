//! The forms of a person in a plan.

use super::{
    board::Board,
    draft::Draft,
    editor::{Editor, Save, editor},
    fields::{Choice, Field, Kind},
    forms::checked,
    wish::Wish,
    wording,
};
use leptos::prelude::*;
use tandem_shared::{
    access::Permission,
    organization::Member,
    patch::Patch,
    plan::Plan,
    stakeholder::{
        Authority, BuyIn, EngagementTiming, NewStakeholder, Side, Stakeholder, StakeholderPatch, StakeholderRole,
    },
};

/// Colleagues a seller can put into a plan; given by the page, empty for guests.
#[derive(Clone, Copy)]
pub(crate) struct Colleagues(pub(crate) RwSignal<Vec<Member>>);

fn fields(internal: bool) -> Vec<Field> {
    let roles = StakeholderRole::ALL.iter().map(|r| Choice::of(r.as_str(), wording::role(*r))).collect();
    let mut fields = vec![
        Field::new("name", "Name", Kind::Line("text")),
        Field::new("email", "E-mail address", Kind::Line("email")),
        Field::new("title", "Job title", Kind::Line("text")),
        Field::new("function", "Department", Kind::Line("text")),
        Field::new("roles", "Roles in the decision", Kind::Many(roles)),
        Field::new("other_role", "Another role, in your words", Kind::Line("text"))
            .hint("Such as works council, data protection, partner."),
    ];
    if internal {
        let buy_in = BuyIn::ALL.iter().map(|b| Choice::of(b.as_str(), wording::buy_in(*b))).collect();
        let authority = Authority::ALL.iter().map(|a| Choice::of(a.as_str(), wording::authority(*a))).collect();
        let timing = EngagementTiming::ALL.iter().map(|t| Choice::of(t.as_str(), wording::timing(*t)));
        let timing = std::iter::once(Choice::of("", "Not decided")).chain(timing).collect();
        fields.extend([
            Field::new("primary_concern", "What matters most to them", Kind::Prose)
                .hint("Internal: only our side sees this and what follows."),
            Field::new("buy_in", "Buy-in", Kind::One(buy_in)),
            Field::new("authority", "As a champion", Kind::One(authority)),
            Field::new("engagement_plan", "How we involve them", Kind::Prose),
            Field::new("engagement_timing", "When", Kind::One(timing)),
            Field::new("engagement_date", "By", Kind::Line("date")),
        ]);
    }
    fields
}

fn words<T: Copy>(value: Option<T>, word: fn(T) -> &'static str) -> String {
    value.map_or("", word).to_owned()
}

fn of_person(s: &Stakeholder) -> Draft {
    let roles = s.roles.iter().map(|r| r.as_str()).collect::<Vec<_>>().join(" ");
    Draft::of(vec![
        ("name", s.name.clone()),
        ("email", s.email.clone().unwrap_or_default()),
        ("title", s.title.clone()),
        ("function", s.function.clone()),
        ("roles", roles),
        ("other_role", s.other_role.clone()),
        ("primary_concern", s.primary_concern.clone().unwrap_or_default()),
        ("buy_in", words(s.buy_in, BuyIn::as_str)),
        ("authority", words(s.authority, Authority::as_str)),
        ("engagement_plan", s.engagement_plan.clone().unwrap_or_default()),
        ("engagement_timing", words(s.engagement_timing, EngagementTiming::as_str)),
        ("engagement_date", s.engagement_date.map(|d| d.to_string()).unwrap_or_default()),
    ])
}

fn roles(draft: &Draft) -> Vec<StakeholderRole> {
    draft.parts("roles").into_iter().filter_map(StakeholderRole::from_word).collect()
}

fn patch(draft: &Draft, base: &Draft) -> StakeholderPatch {
    let text = |name| draft.changed(base, name).map(str::to_owned);
    let email =
        text("email").map_or(Patch::Absent, |e| Patch::from(Some(e.trim().to_owned()).filter(|e| !e.is_empty())));
    let timing =
        draft.changed(base, "engagement_timing").map_or(Patch::Absent, |t| Patch::from(EngagementTiming::from_word(t)));
    let date = draft.changed(base, "engagement_date").map_or(Patch::Absent, |t| Patch::from(t.parse().ok()));
    StakeholderPatch {
        name: text("name"),
        email,
        title: text("title"),
        function: text("function"),
        roles: draft.changed(base, "roles").map(|_| roles(draft)),
        other_role: text("other_role"),
        primary_concern: text("primary_concern"),
        buy_in: draft.changed(base, "buy_in").and_then(BuyIn::from_word),
        authority: draft.changed(base, "authority").and_then(Authority::from_word),
        engagement_plan: text("engagement_plan"),
        engagement_timing: timing,
        engagement_date: date,
    }
}

/// The person to add; a colleague who was chosen lends what was not typed.
fn new(draft: &Draft, side: Side, colleagues: &[Member]) -> NewStakeholder {
    let colleague = colleagues.iter().find(|m| m.id.as_str() == draft.get("user_id"));
    let or = |typed: &str, known: Option<&String>| {
        if typed.trim().is_empty() { known.cloned().unwrap_or_default() } else { typed.to_owned() }
    };
    NewStakeholder {
        side,
        name: or(draft.get("name"), colleague.map(|m| &m.name)),
        email: Some(or(draft.get("email"), colleague.map(|m| &m.email))),
        title: draft.get("title").to_owned(),
        function: draft.get("function").to_owned(),
        roles: roles(draft),
        other_role: draft.get("other_role").to_owned(),
        user_id: colleague.map(|m| m.id.clone()),
    }
}

/// The form that adds a person; its key is `new:` and the side, and where one is known `:` and the role.
pub(crate) fn add(key: String) -> AnyView {
    let board = Board::here();
    let mut words = key.split(':').skip(1);
    let side = words.next().and_then(Side::from_word).unwrap_or(Side::Buyer);
    let role = words.next().map_or_else(Draft::default, |role| Draft::of(vec![("roles", role.to_owned())]));
    let colleagues = use_context::<Colleagues>().map(|c| c.0);
    let members = move || colleagues.map(|c| c.get_untracked()).unwrap_or_default();
    let mut fields = fields(false);
    let taken =
        |m: &Member| board.plan.with_untracked(|p| p.stakeholders.iter().any(|s| s.user_id.as_ref() == Some(&m.id)));
    let free: Vec<Member> = members().into_iter().filter(|m| side == Side::Seller && !taken(m)).collect();
    if !free.is_empty() {
        let choices = std::iter::once(Choice::of("", "Somebody without an account"));
        let choices = choices.chain(free.iter().map(|m| Choice::of(m.id.as_str(), &m.name))).collect();
        let colleague = Field::new("user_id", "Colleague", Kind::One(choices))
            .hint("They may then work in this plan. Name and address are taken from their account.");
        fields.insert(0, colleague.wide());
    }
    let save = Callback::new(move |(draft, _, _, answer): Save| {
        if let Some(body) = checked(new(&draft, side, &members()), answer) {
            board.ask_and_hear(Wish::AddPerson(body), answer);
        }
    });
    editor(Editor { key, save_label: "Add the person", fields, base: role, version: 0, save, now: None, again: false })
}

/// The form that changes a person; its key is their id.
pub(crate) fn edit(key: String) -> AnyView {
    let board = Board::here();
    let id = key.clone();
    let find = move |p: &Plan| p.stakeholders.iter().find(|s| s.id.as_str() == id).cloned();
    let Some(person) = board.plan.with_untracked(&find) else { return ().into_any() };
    let internal = board.may(Permission::SeeInternal) && person.side == Side::Buyer;
    let (base, version, person_id) = (of_person(&person), person.version, person.id);
    let save = Callback::new(move |(draft, base, version, answer): Save| {
        if let Some(patch) = checked(patch(&draft, &base), answer) {
            board.ask_and_hear(Wish::ChangePerson(person_id.clone(), version, patch), answer);
        }
    });
    let now = Callback::new(move |()| board.plan.with_untracked(&find).map(|s| (of_person(&s), s.version)));
    editor(Editor {
        key,
        save_label: "Save",
        fields: fields(internal),
        base,
        version,
        save,
        now: Some(now),
        again: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::plan::example;

    #[test]
    fn only_what_changed_of_a_person_is_sent() {
        let person = example::plan().stakeholders.remove(2);
        let base = of_person(&person);
        assert_eq!(serde_json::to_string(&patch(&base, &base)).unwrap(), "{}");
        let mut draft = base.clone();
        draft.set("email", " ".into());
        draft.toggle("roles", "legal");
        draft.set("engagement_date", "2026-03-20".into());
        assert_eq!(
            serde_json::to_string(&patch(&draft, &base)).unwrap(),
            r#"{"email":null,"roles":["champion","technical_buyer","legal"],"engagement_date":"2026-03-20"}"#
        );
    }
}
