//! The tab *Health*: what a good coach would say of the plan, reckoned in the browser from what the viewer sees.

use super::{Judge, curve::curve, finding, waivers};
use crate::components::{plan::look, ui};
use leptos::prelude::*;
use tandem_shared::access::Permission;
use tandem_shared::health::{self, Finding, Health, HealthScore, HealthState, NextStep, Rule, Severity};

/// The whole report; `days` is how the score went, as sellers are told.
pub(crate) fn report(judge: Judge, days: Signal<Vec<HealthScore>>) -> AnyView {
    let health = Memo::new(move |_| judge.plan.with(health::check));
    let state = Memo::new(move |_| health.with(|h| h.state));
    let body = move || match state.get() {
        HealthState::Guided => guided(judge, health),
        HealthState::Judged => judged(judge, health, days),
        HealthState::Finished => look::empty(
            "This plan is finished",
            "Every milestone is reached, or the plan was put away: there is nothing left to change.",
        ),
    };
    view! { <div class="plan-stack">{body}{waivers::list(judge)}</div> }.into_any()
}

/// What a score means.
const fn meaning(score: i32) -> &'static str {
    match score {
        90.. => "In good health: little speaks against this plan.",
        75..90 => "Good, with gaps that are worth closing.",
        50..75 => "Needs work: it will likely slip as it stands.",
        _ => "In trouble: it cannot hold as it stands.",
    }
}

/// *2 errors, 1 warning*.
fn counts(findings: &[Finding]) -> String {
    let of = |severity, one: &str, many: &str| {
        let n = findings.iter().filter(|f| f.severity == severity).count();
        (n > 0).then(|| crate::format::count(n, one, many))
    };
    let said: Vec<String> = [
        of(Severity::Error, "error", "errors"),
        of(Severity::Warning, "warning", "warnings"),
        of(Severity::Advice, "piece of advice", "pieces of advice"),
    ]
    .into_iter()
    .flatten()
    .collect();
    if said.is_empty() { "Nothing to change.".to_owned() } else { said.join(", ") + "." }
}

fn judged(judge: Judge, health: Memo<Health>, days: Signal<Vec<HealthScore>>) -> AnyView {
    let today = judge.plan.with_untracked(|p| p.today);
    let score = Memo::new(move |_| health.with(|h| h.score));
    let said = move || health.with(|h| counts(&h.findings));
    let sections = Severity::ALL.iter().map(|severity| section(judge, health, *severity)).collect::<Vec<_>>();
    view! {
        <section class="card-box" aria-live="polite">
            <h2>"Health: "{score}" of 100"</h2>
            <progress class="progress" max="100" value=move || score.get().to_string() aria-label="Score"></progress>
            <p>{move || meaning(score.get())}" "{said}</p>
        </section>
        {what_now(judge)}
        {sections}
        {curve(days, today)}
        {held(health)}
    }
    .into_any()
}

/// The ways on, for who may take them.
fn what_now(judge: Judge) -> Option<AnyView> {
    let may = judge.plan.with_untracked(|p| p.viewer.permissions.contains(&Permission::EditMilestones));
    let href = judge.tab("what-now", "");
    (may && !judge.as_buyer).then(|| {
        view! {
            <section class="card-box">
                <h2>"What now?"</h2>
                <p class="dim">"A milestone slips, the plan is broken, the buyer is silent, or procurement came in late: a few questions lead on."</p>
                <div class="buttons"><a class="btn btn-sm" href=href>"Choose a way on"</a></div>
            </section>
        }
        .into_any()
    })
}

/// The heading of a severity, and what it means.
const fn heading(severity: Severity) -> (&'static str, &'static str) {
    match severity {
        Severity::Error => ("Errors", "The plan cannot hold as it stands."),
        Severity::Warning => ("Warnings", "The plan will likely slip."),
        Severity::Advice => ("Advice", "It would be better otherwise."),
    }
}

fn section(judge: Judge, health: Memo<Health>, severity: Severity) -> AnyView {
    let of = move |rule: Option<Rule>| {
        let wanted = move |f: &&Finding| f.severity == severity && rule.is_none_or(|rule| f.rule == rule);
        health.with(|h| h.findings.iter().filter(wanted).cloned().collect::<Vec<_>>())
    };
    let ids = Memo::new(move |_| {
        let found = of(None);
        let speaks = |rule: &&Rule| found.iter().any(|f| f.rule == **rule);
        Rule::ALL.iter().filter(speaks).map(|rule| rule.as_str().to_owned()).collect::<Vec<_>>()
    });
    let (title, meaning) = heading(severity);
    let card = move |id: String| {
        Rule::from_word(&id).map(|rule| finding::card(judge, rule, Memo::new(move |_| of(Some(rule))))).into_any()
    };
    let hidden = ui::when(move || ids.with(Vec::is_empty));
    view! {
        <section class:hidden=hidden data-severity=severity.as_str()>
            <h2 class="section-head">{title}" "<span class="dim">{meaning}</span></h2>
            <ul class="plan-stack">{ui::rows(ids, card)}</ul>
        </section>
    }
    .into_any()
}

fn held(health: Memo<Health>) -> AnyView {
    let rules = Memo::new(move |_| health.with(|h| h.held.clone()));
    let list = move || rules.get().into_iter().map(|rule| view! { <li>{rule.title()}</li> }).collect::<Vec<_>>();
    view! {
        <details class="card-box as-table">
            <summary>"What holds ("{move || rules.with(Vec::len)}")"</summary>
            <ul class="list-disc pl-5">{list}</ul>
        </details>
    }
    .into_any()
}

/// A young plan gets next steps, in the order in which a plan is made.
fn guided(judge: Judge, health: Memo<Health>) -> AnyView {
    let ids = Memo::new(move |_| {
        health.with(|h| h.guidance.iter().map(|step| step.rule.as_str().to_owned()).collect::<Vec<_>>())
    });
    let step = move |id: String| {
        let found =
            Memo::new(move |_| health.with(|h| h.guidance.iter().find(|step| step.rule.as_str() == id).cloned()));
        let rule = found.with_untracked(|step| step.as_ref().map(|step| step.rule));
        rule.map(|rule| next_step(judge, rule, found)).into_any()
    };
    view! {
        <section class="card-box">
            <h2>"This plan is still being made"</h2>
            <p class="dim">"In its first days a plan is not judged. These are the next steps that make it hold."</p>
        </section>
        <ol class="plan-stack">{ui::rows(ids, step)}</ol>
    }
    .into_any()
}

fn next_step(judge: Judge, rule: Rule, step: Memo<Option<NextStep>>) -> AnyView {
    let chosen = RwSignal::new(None);
    let body = move || {
        step.get().map(|step| {
            let said: Vec<&str> = step.evidence.iter().map(String::as_str).collect();
            let line = |line: &&str| view! { <li>{finding::told(judge, line, &step.objects)}</li> };
            let evidence = said.iter().map(line).collect::<Vec<_>>();
            let asked = step.objects.first().map(|o| o.id.clone()).into_iter().collect();
            view! {
                <h3>{step.text.clone()}</h3>
                <ul class="list-disc pl-5">{evidence}</ul>
                {finding::others(judge, &said, &step.objects)}
                <div class="buttons">{step.fix.as_ref().map(|fix| finding::remedy(judge, fix, asked, chosen))}</div>
            }
        })
    };
    view! { <li class="card-box">{body}{finding::why(rule)}{finding::panel(judge, rule, chosen)}</li> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_is_said_in_words_and_findings_are_counted() {
        assert!(meaning(100).starts_with("In good health"));
        assert!(meaning(49).starts_with("In trouble"));
        assert_eq!(counts(&[]), "Nothing to change.");
        let plan = crate::components::plan::example::plan();
        let found = health::check(&plan).findings;
        assert!(found.is_empty() || counts(&found).ends_with('.'));
    }
}
