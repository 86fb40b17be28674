//! *Not applicable here, because …*: the form that says so, and the list of what was said.

use super::{
    super::{
        board::Board,
        draft::Draft,
        editor::{Editor, Save, editor},
        fields::{Choice, Field, Kind},
        forms::checked,
    },
    Ask, Judge,
};
use crate::{components::ui, format};
use leptos::prelude::*;
use tandem_shared::{
    access::Permission,
    health::{Finding, NewWaiver, ObjectKind, Rule},
    method::Waiver,
    plan::Plan,
    stakeholder::StakeholderRole,
};

/// The form.
pub(super) fn form(judge: Judge, key: String, rule: Rule, findings: &[Finding]) -> AnyView {
    // What a finding names first is what it is about.
    let about = findings.iter().filter_map(|f| f.objects.first()).filter(|o| o.kind != ObjectKind::Side);
    let mut choices: Vec<Choice> = about.map(|o| Choice::of(&o.id, &o.title)).collect();
    choices.dedup();
    let reason = Field::new("reason", "It does not apply here, because", Kind::Line("text")).wide().hint(
        if rule == Rule::StakeholderCoverage {
            "Only your side reads this rule and why. The buyer sees which roles are not needed."
        } else if rule.is_for_sellers() {
            "Only your side reads this rule and the reason."
        } else {
            "Both sides read the reason."
        },
    );
    let mut fields = Vec::new();
    if !choices.is_empty() {
        choices.insert(0, Choice::of("", "The whole plan"));
        fields.push(Field::new("object", "To what", Kind::One(choices)).wide());
    }
    fields.push(reason);
    let save = Callback::new(move |(draft, _, _, answer): Save| {
        let object = Some(draft.get("object").to_owned()).filter(|id| !id.is_empty());
        if let Some(body) = checked(NewWaiver { rule, object, reason: draft.get("reason").to_owned() }, answer) {
            judge.ask(Ask::Waive(body), answer);
        }
    });
    editor(Editor {
        key,
        save_label: "Declare it not applicable",
        fields,
        base: Draft::default(),
        version: 0,
        save,
        now: None,
        again: false,
    })
}

/// What was declared not applicable, with who and why; nothing when nothing was.
pub(super) fn list(judge: Judge) -> AnyView {
    // A buyer reads of roles that are not needed on the map of people; why is the seller's.
    let all = Memo::new(move |_| {
        judge.plan.with(|p| p.waivers.iter().filter(|w| !w.reason.is_empty()).cloned().collect::<Vec<_>>())
    });
    let trouble = RwSignal::new(String::new());
    let shown = move || {
        (!all.with(Vec::is_empty)).then(|| {
            let rows = all.with(|all| all.iter().map(|w| row(judge, w, trouble)).collect::<Vec<_>>());
            view! {
                <section>
                    <h2 class="section-head">"Declared not applicable"</h2>
                    <p class="trouble" role="alert">{trouble}</p>
                    <ul class="rows">{rows}</ul>
                </section>
            }
        })
    };
    shown.into_any()
}

/// What people call the object of a waiver; nothing once it is gone.
fn name_of(plan: &Plan, object: &str) -> Option<String> {
    let milestone = plan.milestones.iter().find(|m| m.id.as_str() == object).map(|m| m.title.clone());
    let assumption = || {
        let mut all = plan.milestones.iter().flat_map(|m| &m.assumptions);
        all.find(|a| a.id.as_str() == object).map(|a| a.text.clone())
    };
    let person = || plan.stakeholders.iter().find(|s| s.id.as_str() == object).map(|s| s.name.clone());
    let risk = || plan.risks.iter().find(|r| r.id.as_str() == object).map(|r| r.description.clone());
    let role = || StakeholderRole::from_word(object).map(|role| super::super::wording::role(role).to_owned());
    milestone.or_else(assumption).or_else(person).or_else(risk).or_else(role)
}

fn row(judge: Judge, waiver: &Waiver, trouble: RwSignal<String>) -> AnyView {
    let title = Rule::from_word(&waiver.rule).map_or("A rule", Rule::title);
    let object = waiver.object.as_deref().and_then(|id| judge.plan.with_untracked(|p| name_of(p, id)));
    let object = object.map_or_else(|| "for the whole plan".to_owned(), |name| ["for “", &name, "”"].concat());
    let who = [&waiver.by, ", ", &format::day(format::local_day(waiver.at))].concat();
    let id = waiver.id.clone();
    let again = Board::here().may(Permission::EditPlan).then(|| {
        let label = ["Speak again: ", title].concat();
        let ask = move |_| judge.ask_and_tell(Ask::SpeakAgain(id.clone()), trouble);
        view! { <button type="button" class="btn btn-sm" aria-label=label on:click=ui::on(ask)>"Speak again"</button> }
    });
    view! {
        <li class="none">
            <p><strong>{title}</strong>" "<span class="dim">{object}</span></p>
            <p>"Because: "{waiver.reason.clone()}</p>
            <p class="dim">{who}</p>
            <div class="buttons">{again}</div>
        </li>
    }
    .into_any()
}
