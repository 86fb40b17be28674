//! What one rule found: the sentences with their numbers, why it matters, where the things are, and what can be done about it.

use super::{
    super::{board::Board, look, propose::Offer, wish::Answer},
    Ask, Judge, places, preview, waivers,
};
use crate::{components::ui, format};
use leptos::prelude::*;
use tandem_shared::{
    access::Permission,
    health::{ApplyFixes, Finding, Fix, Object, Rule, fixes_for, leaves_out, to_propose},
    plan::PlanStatus,
};

/// The objects whose fix is looked at; none while none is.
type Chosen = RwSignal<Option<Vec<String>>>;

/// What a rule found, in a box.
pub(super) fn card(judge: Judge, rule: Rule, findings: Memo<Vec<Finding>>) -> AnyView {
    let board = Board::here();
    let chosen: Chosen = RwSignal::new(None);
    let list = move || findings.with(|all| all.iter().map(|f| one(judge, f, chosen)).collect::<Vec<_>>());
    let many = Memo::new(move |_| {
        let may = |f: &&Finding| f.fix.as_ref().is_some_and(|fix| fix.applies() && board.may(places::needs(fix)));
        findings.with(|all| all.iter().filter(may).count())
    });
    let all = move || {
        (many.get() > 1).then(|| {
            let label = ["Fix all ", &many.get().to_string()].concat();
            view! { <button type="button" class="btn btn-sm" on:click=ui::on(move |_| chosen.set(Some(Vec::new())))>{label}</button> }
        })
    };
    let key = ["waive:", rule.as_str()].concat();
    let of_click = key.clone();
    let waive = board.may(Permission::EditPlan).then(|| {
        view! { <button type="button" class="btn btn-sm btn-ghost" on:click=ui::on(move |_| board.open_form(&of_click))>"Not applicable here…"</button> }
    });
    view! {
        <li class="card-box">
            <h3>{rule.next_step()}</h3>
            <ul class="troubles">{list}</ul>
            {why(rule)}
            <div class="buttons">{all}{waive}</div>
            {panel(judge, rule, chosen)}
            {move || board.has_form(&key).then(|| waivers::form(judge, key.clone(), rule, &findings.get_untracked()))}
        </li>
    }
    .into_any()
}

/// Why the rule is there, and what holds when it does.
pub(super) fn why(rule: Rule) -> AnyView {
    view! {
        <details class="as-table">
            <summary class="dim">"Why it matters"</summary>
            <p>{rule.why()}</p>
            <p class="dim">"The rule: "{rule.title()}". "{rule.source()}"."</p>
        </details>
    }
    .into_any()
}

fn one(judge: Judge, f: &Finding, chosen: Chosen) -> AnyView {
    let only = f.seller_only.then(look::internal);
    let asked = f.objects.first().map(|o| o.id.clone()).into_iter().collect();
    view! {
        <li class="max-sm:flex-col">
            <div class="grow">
                <p>{told(judge, &f.evidence, &f.objects)}" "{only}</p>
                {others(judge, &[&f.evidence], &f.objects)}
            </div>
            {f.fix.as_ref().map(|fix| remedy(judge, fix, asked, chosen))}
        </li>
    }
    .into_any()
}

fn link(judge: Judge, object: &Object) -> Option<AnyView> {
    let href = places::of_object(judge, object)?;
    Some(view! { <a class="link" href=href>{object.title.clone()}</a> }.into_any())
}

/// A sentence in which what it names leads to where that is.
pub(super) fn told(judge: Judge, sentence: &str, objects: &[Object]) -> AnyView {
    let titles: Vec<&str> = objects.iter().map(|o| o.title.as_str()).collect();
    let drawn = |(text, about): (&str, Option<usize>)| {
        let object = about.and_then(|at| objects.get(at));
        object.and_then(|object| link(judge, object)).unwrap_or_else(|| text.to_owned().into_any())
    };
    pieces(sentence, &titles).into_iter().map(drawn).collect::<Vec<_>>().into_any()
}

/// Links to what none of the sentences names.
pub(super) fn others(judge: Judge, sentences: &[&str], objects: &[Object]) -> AnyView {
    let unnamed = |o: &&Object| !sentences.iter().any(|s| pieces(s, &[&o.title]).len() > 1);
    let all = objects.iter().filter(unnamed).filter_map(|o| link(judge, o)).collect::<Vec<_>>();
    (!all.is_empty()).then(|| view! { <p class="marks text-sm">{all}</p> }).into_any()
}

/// A sentence cut around the titles that stand in it, each with its place among them. A title counts once, the first that fits at a place.
fn pieces<'a>(sentence: &'a str, titles: &[&str]) -> Vec<(&'a str, Option<usize>)> {
    let mut pieces = Vec::new();
    let mut rest = sentence;
    let found = |rest: &str, at: usize| titles.get(at).filter(|t| !t.is_empty()).and_then(|t| rest.find(t));
    let mut left: Vec<usize> = (0..titles.len()).collect();
    while let Some((start, at)) = left.iter().filter_map(|at| Some((found(rest, *at)?, *at))).min() {
        let end = start + titles.get(at).map_or(0, |t| t.len());
        pieces.extend(rest.get(..start).filter(|text| !text.is_empty()).map(|text| (text, None)));
        pieces.extend(rest.get(start..end).map(|text| (text, Some(at))));
        rest = rest.get(end..).unwrap_or_default();
        left.retain(|other| *other != at);
    }
    if !rest.is_empty() {
        pieces.push((rest, None));
    }
    pieces
}

/// The button of a fix: shows what it would make, or leads to where a person decides.
pub(super) fn remedy(judge: Judge, fix: &Fix, asked: Vec<String>, chosen: Chosen) -> AnyView {
    if let Fix::Open { place, object } = fix {
        let may = judge.plan.with_untracked(|p| !p.viewer.permissions.iter().all(|p| *p == Permission::SeePlan));
        let href = places::of_place(judge, *place, object.as_deref());
        return may.then(|| view! { <a class="btn btn-sm self-start" href=href>{place.label()}</a> }).into_any();
    }
    let may = Board::here().may(places::needs(fix));
    let look_at = move |_| chosen.set(Some(asked.clone()));
    may.then(|| view! { <button type="button" class="btn btn-sm self-start h-auto min-h-8 py-1 shrink" on:click=ui::on(look_at)>{fix.label()}"…"</button> })
        .into_any()
}

/// What would be changed, and the button that changes it.
pub(crate) fn panel(judge: Judge, rule: Rule, chosen: Chosen) -> AnyView {
    (move || chosen.get().map(|objects| shown(judge, ApplyFixes { rule, objects, expected: None }, chosen))).into_any()
}

/// Something that was looked at, and what becomes of it.
#[derive(Clone, Copy)]
struct Shown {
    judge: Judge,
    fixes: Memo<Vec<Fix>>,
    chosen: Chosen,
    /// What it would change of the agreement is offered to the other side.
    offer: Offer,
    /// Whether both sides signed what it would change.
    proposes: Memo<bool>,
    trouble: RwSignal<String>,
    busy: RwSignal<bool>,
}

impl Shown {
    fn of(judge: Judge, asked: &ApplyFixes, chosen: Chosen) -> Self {
        let (of_fixes, offer) = (asked.clone(), Offer::beside("fix"));
        let fixes = Memo::new(move |_| judge.plan.with(|p| fixes_for(p, &of_fixes)));
        let may = Board::here().may(Permission::ProposeChanges);
        let proposes = Memo::new(move |_| {
            may && judge.plan.with(|p| p.status == PlanStatus::Agreed && !fixes.with(|f| to_propose(p, f).is_empty()))
        });
        let (trouble, busy) = (RwSignal::new(String::new()), RwSignal::new(false));
        let shown = Self { judge, fixes, chosen, offer, proposes, trouble, busy };
        Effect::new(move |_| {
            let edits = fixes.with(|fixes| judge.plan.with_untracked(|p| to_propose(p, fixes)));
            offer.put(if proposes.get() { edits } else { Vec::new() }, Callback::new(move |()| shown.close()));
        });
        shown
    }

    fn close(self) {
        self.chosen.try_set(None);
    }

    fn apply(self, asked: &ApplyFixes) {
        self.busy.set(true);
        self.trouble.set(String::new());
        let fixes = self.fixes.get_untracked();
        let edits = self.judge.plan.with_untracked(|p| to_propose(p, &fixes));
        let hear = move |answer| {
            self.busy.try_set(false);
            match answer {
                Answer::Done => self.close(),
                Answer::Refused(problem) => drop(self.trouble.try_set(problem.detail)),
                Answer::ChangedMeanwhile => {
                    drop(self.trouble.try_set("The plan has changed meanwhile. Look again.".to_owned()));
                }
            }
        };
        let hear = self.offer.hear_then(edits, Callback::new(move |()| self.close()), Callback::new(hear));
        self.judge.ask(Ask::Fix(ApplyFixes { expected: Some(fixes), ..asked.clone() }), hear);
    }

    fn heading(self) -> &'static str {
        if self.fixes.with(Vec::is_empty) {
            "Nothing is left to change here."
        } else if self.proposes.get() {
            "Both sides signed this plan, so this is proposed to the other side and done once they accept:"
        } else {
            "This would be changed, and is in the plan’s history afterwards:"
        }
    }
}

fn shown(judge: Judge, asked: ApplyFixes, chosen: Chosen) -> AnyView {
    let shown = Shown::of(judge, &asked, chosen);
    let Shown { fixes, busy, trouble, .. } = shown;
    let lines = move || {
        let said = judge.plan.with(|p| preview::lines(p, &fixes.get(), format::day));
        said.into_iter().map(|line| view! { <li>{line}</li> }).collect::<Vec<_>>()
    };
    let none = move || fixes.with(Vec::is_empty);
    let left = move || {
        let some = shown.proposes.get() && judge.plan.with(|p| fixes.with(|f| leaves_out(p, f)));
        some.then(|| view! { <p class="help">"What only your side sees, or what nobody signed, is not part of the proposal: mend it afterwards."</p> })
    };
    let apply = StoredValue::new(asked);
    let apply = move |_| apply.with_value(|asked| shown.apply(asked));
    let button = move || {
        (!shown.proposes.get()).then(|| {
            view! { <button type="button" class="btn btn-sm btn-primary" disabled=move || busy.get() || none() on:click=ui::on(apply)>"Apply"</button> }
        })
    };
    request_animation_frame(|| super::super::editor::focus("[data-preview]"));
    let body = view! {
        <p class="font-medium">{move || shown.heading()}</p>
        <ul class="list-disc pl-5">{lines}</ul>
        {left}
        <p class="trouble" role="alert">{trouble}</p>
        <div class="buttons">
            {button}
            <button type="button" class="btn btn-sm btn-ghost" on:click=ui::on(move |_| chosen.set(None))>"Leave it"</button>
        </div>
    };
    view! {
        <div class="notice" role="group" aria-label="What would be changed" tabindex="-1" data-preview="">
            <div class="grow">{shown.offer.around(body.into_any())}</div>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_cut_around_what_it_names() {
        let cut = pieces("“Pilot” rests on “a quiet week”, says Mara.", &["Pilot", "Mara", "Legal", ""]);
        assert_eq!(
            cut,
            [
                ("“", None),
                ("Pilot", Some(0)),
                ("” rests on “a quiet week”, says ", None),
                ("Mara", Some(1)),
                (".", None)
            ]
        );
        assert_eq!(pieces("Nothing is named.", &["Pilot"]), [("Nothing is named.", None)]);
        assert_eq!(pieces("Pilot, Pilot", &["Pilot"]), [("Pilot", Some(0)), (", Pilot", None)]);
    }
}
